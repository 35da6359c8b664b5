"""The settings of a site: how uptime is computed, which rules are checked, what is published."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from pydantic import Field

from afterword.records.fields import Line, Slug, Span, Truth
from afterword.records.model import Model, optional
from afterword.records.vocabulary import Word


class PolicyName(Word):
    """The definitions of uptime that a site can choose. Its pages name the one in use."""

    STATUSPAGE = "statuspage", "Major outages count in full, partial outages count 30 %."
    INCIDENT_IO = "incident-io", "Major and partial outages count in full."
    OPENSTATUS = "openstatus", "Major outages count in full, partial outages count half."
    STRICT = "strict", "Everything that is not operational counts in full, including maintenance."
    LEVELS = "levels", "Each level counts with its own `weight`."


class MaintenanceRule(Word):
    """Whether time under maintenance is part of the period of an uptime."""

    COUNTED = "counted", "It is, and counts as the policy says."
    EXCLUDED = "excluded", "It is excluded from the period, as in service-level agreements."


class UptimeFacts(Model):
    """How uptime is computed."""

    policy: PolicyName = optional(
        "The definition of uptime. Pages name it next to the numbers.", default=PolicyName.STATUSPAGE
    )
    maintenance: MaintenanceRule = optional(
        "Whether time under maintenance is part of the period, or excluded.",
        default=MaintenanceRule.COUNTED,
    )


class RuleLevel(Word):
    """The severity of a rule on a site."""

    ERROR = "error", "It stops a build."
    WARNING = "warning", "It is reported, and stops a strict build."
    INFO = "info", "It is reported."
    OFF = "off", "It is not checked."


class Review(Model):
    """Which rules are checked, and how strictly."""

    rules: Mapping[Slug, RuleLevel] = Field(
        default_factory=dict,
        description="Severities of rules that differ from their defaults.",
        examples=[{"missing-summary": "warning"}],
    )
    silence: Span = optional(
        "How long an open incident may go without an update, before its page says so and `check` warns.",
        "12 h",
        default=timedelta(hours=24),
    )
    silence_monitoring: Span = optional(
        "The same while its last update says `monitoring` and a window is open.",
        "3 days",
        default=timedelta(days=7),
    )
    look_back: Span = optional(
        "How long after the day in its id a record is looked at by the rules of review.",
        "90 days",
        default=timedelta(days=365),
    )
    allow: tuple[Line, ...] = optional(
        "Addresses, host names, e-mail addresses, phone numbers and links that may be public: exactly what a finding "
        "quotes. Secrets cannot be allowed.",
        ["oncall.rota@example.com", "10.0.0.53"],
        default=(),
    )
    internal_hosts: tuple[Line, ...] = optional(
        "Domains of your own whose hosts only your network knows, in addition to those below `.internal`, `.local`, "
        "`.corp`, `.lan` and the like.",
        ["prod.example.net"],
        default=(),
    )
    insider_links: tuple[Line, ...] = optional(
        "Hosts, or hosts with the beginning of a path, that only staff can open, in addition to well-known chats, "
        "trackers, documents and dashboards.",
        ["grafana.example.com", "example.com/admin"],
        default=(),
    )


class Statuspage(Model):
    """Options of the files below `/api/v2/`, for clients of Statuspage."""

    maintenance_indicator: Truth = optional(
        "`true` sets the indicator to `maintenance` while nothing is worse, as Statuspage does. By default it is "
        "`none`, because some clients do not know a fifth value.",
        True,
        default=False,
    )


class Publish(Model):
    """What is published in addition to the defaults."""

    also: tuple[Line, ...] = optional(
        "Keys, with dots, that are internal by default and public on this site.",
        ["action_items.tracker"],
        default=(),
    )
    statuspage: Statuspage = optional(
        "Options of the files below `/api/v2/`, for clients of Statuspage.", default=Statuspage()
    )
    hosting_files: Truth = optional(
        "`false` leaves out `_headers` and `_redirects`, which Netlify and Cloudflare Pages read.",
        False,
        default=True,
    )
