"""The choices of a site: how uptime is counted, what reviews check, what is published."""

from __future__ import annotations

from collections.abc import Mapping

from pydantic import Field

from afterword.records.fields import Line, Slug, Truth
from afterword.records.model import Model, optional
from afterword.records.vocabulary import Word


class PolicyName(Word):
    """The definitions of uptime that a site can choose from; its pages name the one in use."""

    STATUSPAGE = "statuspage", "Major outages count, partial outages by 30 %."
    INCIDENT_IO = "incident-io", "Major and partial outages count."
    OPENSTATUS = "openstatus", "Major outages count, partial outages by half."
    STRICT = "strict", "All that is not operational counts, maintenance included."
    LEVELS = "levels", "Each level counts by its own `weight`."


class MaintenanceRule(Word):
    """Whether the time of maintenance is part of what uptime is counted of."""

    COUNTED = "counted", "It is, and weighs what the policy says."
    EXCLUDED = "excluded", "It is taken out of the period, as service agreements do."


class UptimeFacts(Model):
    """How uptime is counted."""

    policy: PolicyName = optional(
        "The definition that is used and named beside it.", default=PolicyName.STATUSPAGE
    )
    maintenance: MaintenanceRule = optional(
        "Whether time under maintenance is part of the period, or taken out of it.",
        default=MaintenanceRule.COUNTED,
    )


class RuleLevel(Word):
    """How seriously a rule is taken on this site."""

    ERROR = "error", "It stops a build."
    WARNING = "warning", "It is reported, and stops a strict build."
    INFO = "info", "It is reported."
    OFF = "off", "It is not checked."


class Review(Model):
    """What the site's reviews insist on."""

    rules: Mapping[Slug, RuleLevel] = Field(
        default_factory=dict,
        description="Rules that this site takes more or less seriously.",
        examples=[{"missing-summary": "warning"}],
    )


class Statuspage(Model):
    """How the files below `/api/v2/` tell things to Statuspage's clients."""

    maintenance_indicator: Truth = optional(
        "`true` has the indicator say `maintenance` while nothing is worse, as pages at Statuspage do; by default it "
        "says `none`, as some clients know no fifth word.",
        True,
        default=False,
    )


class Publish(Model):
    """What is published, beyond the usual and besides pages."""

    also: tuple[Line, ...] = optional(
        "Keys that are internal by default and public here, with dots.", ["action_items.tracker"], default=()
    )
    statuspage: Statuspage = optional(
        "How the files below `/api/v2/` tell things to Statuspage's clients.", default=Statuspage()
    )
    hosting_files: Truth = optional(
        "`false` leaves out `_headers` and `_redirects`, which Netlify and Cloudflare Pages read.",
        False,
        default=True,
    )
