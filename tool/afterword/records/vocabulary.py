"""The closed sets of words that records use, each word with its meaning."""

from __future__ import annotations

from enum import StrEnum


class Word(StrEnum):
    """A word of a closed set. The field reference and editors show its `meaning`."""

    meaning: str

    def __new__(cls, value: str, meaning: str = "") -> Word:
        """Create a word that is equal to its text and has a meaning."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.meaning = meaning
        return word

    @property
    def value(self) -> str:
        """The text of the word; Enum's own property takes five times as long."""
        return self._value_


class Kind(Word):
    """The kind of a record."""

    INCIDENT = "incident", "Something went wrong, and customers could notice."
    MAINTENANCE = "maintenance", "Planned work."
    NEAR_MISS = "near_miss", "Something nearly went wrong; customers noticed nothing."
    DRILL = "drill", "An exercise."
    NOTICE = "notice", "Information for customers. Nothing is wrong."


class Visibility(Word):
    """Who may see something."""

    PUBLIC = "public", "Everyone."
    INTERNAL = (
        "internal",
        "Only readers of an internal build. A public build leaves it out.",
    )


class ComponentStatus(Word):
    """The five component statuses that status pages share, as Statuspage's public API names them."""

    OPERATIONAL = "operational", "It works."
    DEGRADED_PERFORMANCE = "degraded_performance", "It works, slowly or with some errors."
    PARTIAL_OUTAGE = "partial_outage", "It does not work for some customers or in some of its functions."
    MAJOR_OUTAGE = "major_outage", "It does not work for most customers."
    UNDER_MAINTENANCE = "under_maintenance", "Planned work is being done on it."


class Impact(Word):
    """How severe an incident is, as Statuspage's public API names it."""

    NONE = "none", "No one was affected."
    MINOR = "minor", "An annoyance."
    MAJOR = "major", "Important functions failed, or many customers were affected."
    CRITICAL = "critical", "The service could not be used."


class Pattern(Word):
    """The fill pattern by which a level can be recognised without colour."""

    SOLID = "solid", "No pattern."
    DOTS = "dots", "Dots."
    DIAGONAL = "diagonal", "Diagonal lines."
    DENSE_DIAGONAL = "dense_diagonal", "Diagonal lines, close together."
    CROSS_HATCH = "cross_hatch", "Diagonal lines in both directions."
    HORIZONTAL = "horizontal", "Horizontal lines."
    OUTLINE = "outline", "An outline without fill."


class State(Word):
    """The state of an incident, maintenance or a notice, as public updates name it."""

    INVESTIGATING = "investigating", "Incident: it is known, but its cause is not."
    IDENTIFIED = "identified", "Incident: the problem is understood."
    MONITORING = "monitoring", "Incident: a fix is in place and is being monitored."
    RESOLVED = "resolved", "Incident: it is over."
    SCHEDULED = "scheduled", "Maintenance: it is announced."
    IN_PROGRESS = "in_progress", "Maintenance: it has begun."
    VERIFYING = "verifying", "Maintenance: the work is done and is being checked."
    COMPLETED = "completed", "Maintenance: it is over."
    CANCELLED = "cancelled", "Maintenance: it will not take place."
    CURRENT = "current", "Notice: it applies, and is shown on the status page."
    ENDED = "ended", "Notice: it no longer applies."


class UpdateStatus(Word):
    """What an update says about the state of its record: a new one, or that nothing has changed."""

    INVESTIGATING = State.INVESTIGATING.value, State.INVESTIGATING.meaning
    IDENTIFIED = State.IDENTIFIED.value, State.IDENTIFIED.meaning
    MONITORING = State.MONITORING.value, State.MONITORING.meaning
    RESOLVED = State.RESOLVED.value, State.RESOLVED.meaning
    SCHEDULED = State.SCHEDULED.value, State.SCHEDULED.meaning
    IN_PROGRESS = State.IN_PROGRESS.value, State.IN_PROGRESS.meaning
    VERIFYING = State.VERIFYING.value, State.VERIFYING.meaning
    COMPLETED = State.COMPLETED.value, State.COMPLETED.meaning
    CANCELLED = State.CANCELLED.value, State.CANCELLED.meaning
    CURRENT = State.CURRENT.value, State.CURRENT.meaning
    ENDED = State.ENDED.value, State.ENDED.meaning
    UPDATE = "update", "There is news, and the state is the same as before."


INCIDENT_STATES = (State.INVESTIGATING, State.IDENTIFIED, State.MONITORING, State.RESOLVED)
MAINTENANCE_STATES = (State.SCHEDULED, State.IN_PROGRESS, State.VERIFYING, State.COMPLETED, State.CANCELLED)
NOTICE_STATES = (State.CURRENT, State.ENDED)
FINAL_STATES = frozenset({State.RESOLVED, State.COMPLETED, State.CANCELLED, State.ENDED})


class DetectionMethod(Word):
    """Who or what noticed first."""

    ALERT = "alert", "Monitoring of the production system."
    SYNTHETIC = "synthetic", "A probe that behaves like a customer."
    CUSTOMER_REPORT = "customer_report", "A customer."
    STAFF = "staff", "Someone in the company, by chance."
    THIRD_PARTY = "third_party", "A provider, a partner or the public."


class EventKind(Word):
    """The kind of an event in the timeline."""

    SYMPTOM = "symptom", "A visible sign of the problem."
    CHANGE = "change", "A change of the system, before or during the incident."
    DETECTION = "detection", "Someone or something noticed the problem."
    COMMUNICATION = "communication", "Someone was informed, inside or outside the company."
    DECISION = "decision", "A decision was made."
    ACTION = "action", "Something was done about the problem."
    HYPOTHESIS = "hypothesis", "What was believed at the time, right or wrong."
    ESCALATION = "escalation", "More people were called in."
    SEVERITY_CHANGE = "severity_change", "The incident was judged to be more or less severe than before."
    RECOVERY = "recovery", "Something worked again."
    EXTERNAL = "external", "Something happened outside the company."


class TriggerKind(Word):
    """The kind of a trigger."""

    BINARY_PUSH = "binary_push", "A new version of the software."
    CONFIG_PUSH = "config_push", "A change of the configuration."
    FEATURE_FLAG = "feature_flag", "A feature was switched on or off."
    MIGRATION = "migration", "A move of data, traffic or users to another system."
    USER_BEHAVIOR = "user_behavior", "Customers did something new, or much more of it."
    PROVIDER_CHANGE = "provider_change", "A provider changed something or failed."
    CAPACITY = "capacity", "Something was full or used up."
    PERFORMANCE_DECAY = "performance_decay", "It had become slower over time."
    HARDWARE = "hardware", "A machine or a connection failed."
    CERTIFICATE_OR_CLOCK = "certificate_or_clock", "Something expired, or a clock was wrong."
    MALICIOUS_TRAFFIC = "malicious_traffic", "An attack."
    MAINTENANCE = "maintenance", "Planned work."
    UNKNOWN = "unknown", "No trigger was found."


class CauseRole(Word):
    """How a cause contributed."""

    CAUSE = "cause", "Without it, the incident would not have happened."
    AMPLIFIER = "amplifier", "It made the incident worse."
    LATENT = "latent", "A fault that had existed before and became visible."
    DELAYED_DETECTION = "delayed_detection", "It delayed the detection."
    DELAYED_MITIGATION = "delayed_mitigation", "It delayed the mitigation."


class Misuse(Word):
    """Whether someone used an exposure."""

    NONE_KNOWN = "none_known", "Nothing indicates that anyone used it."
    SUSPECTED = "suspected", "It may have been used."
    CONFIRMED = "confirmed", "It was used."


class ActionType(Word):
    """What an action item is meant to achieve."""

    PREVENT = "prevent", "Prevent a repetition."
    MITIGATE = "mitigate", "Make a repetition less severe, or shorter."
    DETECT = "detect", "Notice a repetition earlier."
    REPAIR = "repair", "Repair what was damaged."
    PROCESS = "process", "Change how people work."
    INVESTIGATE = "investigate", "Find out what is not understood."
    OTHER = "other", "Anything else."


class Priority(Word):
    """How urgent an action item is."""

    P0 = "p0", "Immediately, before other work."
    P1 = "p1", "Next."
    P2 = "p2", "Planned."
    P3 = "p3", "When there is time."


class ActionStatus(Word):
    """The state of an action item."""

    OPEN = "open", "Not started."
    IN_PROGRESS = "in_progress", "Started."
    DONE = "done", "Done."
    WONT_DO = "wont_do", "Dropped. `reason` says why."


class PostMortemStatus(Word):
    """The state of a post-mortem."""

    NOT_REQUIRED = "not_required", "There will be no post-mortem."
    DRAFT = "draft", "It is being written."
    IN_REVIEW = "in_review", "It is being reviewed."
    PUBLISHED = "published", "It is published."


UNFINISHED = (PostMortemStatus.DRAFT, PostMortemStatus.IN_REVIEW)
"""The states in which public builds hold back the post-mortem, and everything that is published with it."""


class Stage(Word):
    """Whether the content of a published post-mortem may still change."""

    PRELIMINARY = "preliminary", "More findings are expected."
    FINAL = "final", "No more findings are expected."


class Relation(Word):
    """How a record is related to another one."""

    RECURRENCE_OF = "recurrence_of", "The other one happened again."
    CAUSED_BY = "caused_by", "The other one triggered it."
    FOLLOWS = "follows", "It belongs to the other one and came later."
    PART_OF = "part_of", "It is a part of the other one."
    DUPLICATE_OF = "duplicate_of", "Both are about the same incident. The other one is kept."


class UnknownReason(Word):
    """Why something is missing in a record."""

    NOT_STATED = "not_stated", "The sources do not say."
    PENDING = "pending", "It is still being investigated."
    WITHHELD = "withheld", "It is known, and not published."
    NOT_APPLICABLE = "not_applicable", "It does not apply here."
    ANNOUNCED_BUT_ABSENT = "announced_but_absent", "It was announced and has not been published."
