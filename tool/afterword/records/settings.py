"""The settings of a site: how uptime is computed, which rules are checked, what is published."""

from collections.abc import Mapping
from datetime import timedelta

from pydantic import Field

from afterword.records.fields import Count, Host, Line, NameReference, Slug, Span, Truth
from afterword.records.model import Model, optional
from afterword.records.vocabulary import Priority, Word


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


class DueWithin(Model):
    """How soon after the incident action items of each priority are to be done; without a value, at any time."""

    p0: Span | None = optional("Those that come before other work.", "7 days")
    p1: Span | None = optional("Those that come next.", "30 days")
    p2: Span | None = optional("Those that are planned.", "90 days")
    p3: Span | None = optional("Those for which there must be time.", "180 days")

    def limit(self, priority: Priority | None) -> timedelta | None:
        """Return the limit of a priority, or None if there is none."""
        found: timedelta | None = getattr(self, priority.value) if priority else None
        return found


class PostMortemPolicy(Model):
    """From which severity on a post-mortem is published, and how soon."""

    from_: NameReference = Field(
        alias="from", description="The mildest severity with a post-mortem.", examples=["sev2"]
    )
    within: Span = Field(description="How soon after the end it is published.", examples=["14 days"])


class Review(Model):
    """Which rules are checked, and how strictly."""

    rules: Mapping[Slug, RuleLevel] = Field(
        default_factory=dict,
        description="Severities of rules that differ from their defaults.",
        examples=[{"missing-summary": "warning"}],
    )
    silence: Span = optional(
        "How long an open incident, or maintenance after its announced end, may go without an update, before its page "
        "says so and `check` warns.",
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
    settled_after: Span = optional(
        "How long after its publication an update, or the end of an incident, may be changed without a note.",
        "30 min",
        default=timedelta(hours=1),
    )
    noticed_outage: Span = optional(
        "From how long an outage on a severity with the impact `none` is too low.",
        "10 min",
        default=timedelta(minutes=30),
    )
    long_outage: Span = optional(
        "From how long a major outage on a severity with the impact `minor` is too low.",
        "2 h",
        default=timedelta(hours=4),
    )
    closing_lag: Span = optional(
        "How long after the last window the update that closes an incident usually comes.",
        "1 h",
        default=timedelta(hours=4),
    )
    overrun: Span = optional(
        "How much longer than announced maintenance may last without an update.",
        "1 h",
        default=timedelta(minutes=30),
    )
    overdue: Span = optional(
        "How long an action item may be overdue before `check` asks what becomes of it.",
        "30 days",
        default=timedelta(days=14),
    )
    due_within: DueWithin = optional(
        "How soon after the incident action items are to be done, by priority.", default=DueWithin()
    )
    tracker_from: Priority | None = optional(
        "The lowest priority from which action items need a `tracker`; by default, none does.", "p1"
    )
    max_actions: Count = optional("More action items than these are many.", 5, default=10)
    post_mortem: PostMortemPolicy | None = optional(
        "From which severity on the site promises a post-mortem, and how soon; by default, it promises none.",
        {"from": "sev2", "within": "14 days"},
    )
    pending: Span = optional(
        "How long after its publication a post-mortem may have something `pending`.",
        "30 days",
        default=timedelta(days=60),
    )
    promise_lag: Span = optional(
        "How long after its promised time an update is still in time.",
        "5 min",
        default=timedelta(minutes=15),
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
    load_from: tuple[Host, ...] = optional(
        "Other hosts from which the site's own pages and plugins load fonts, scripts or pictures: the security policy "
        "in `_headers` allows no others.",
        ["https://fonts.googleapis.com", "https://fonts.gstatic.com"],
        default=(),
    )
