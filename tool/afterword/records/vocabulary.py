"""The closed sets of words that records use, each word with its meaning."""

from __future__ import annotations

from enum import StrEnum


class Word(StrEnum):
    """A word of a closed set. `meaning` is what the field reference and editors say of it."""

    meaning: str

    def __new__(cls, value: str, meaning: str = "") -> Word:
        """Make a word that is the text itself and knows its meaning."""
        word = str.__new__(cls, value)
        word._value_ = value
        word.meaning = meaning
        return word


class Kind(Word):
    """What happened, in the large."""

    INCIDENT = "incident", "Something went wrong, and customers could notice."
    MAINTENANCE = "maintenance", "Planned work."
    NEAR_MISS = "near_miss", "It nearly went wrong; customers noticed nothing."
    DRILL = "drill", "An exercise."


class Visibility(Word):
    """Who may see it."""

    PUBLIC = "public", "Everybody."
    INTERNAL = (
        "internal",
        "Only readers of an internal build; it never leaves the repository through a public one.",
    )


class ComponentStatus(Word):
    """The five component statuses that status pages share, as Statuspage's public API names them."""

    OPERATIONAL = "operational", "It works."
    DEGRADED_PERFORMANCE = "degraded_performance", "It works, slowly or with some errors."
    PARTIAL_OUTAGE = "partial_outage", "It does not work for some customers or in some of its functions."
    MAJOR_OUTAGE = "major_outage", "It does not work for most customers."
    UNDER_MAINTENANCE = "under_maintenance", "It is being worked on, as planned."


class Impact(Word):
    """How bad an incident is, as Statuspage's public API names it."""

    NONE = "none", "Nobody was hindered."
    MINOR = "minor", "A nuisance."
    MAJOR = "major", "Important functions failed, or many customers were hindered."
    CRITICAL = "critical", "The service could not be used."


class Pattern(Word):
    """The fill that tells a level apart without colour."""

    SOLID = "solid", "No pattern."
    DOTS = "dots", "Dots."
    DIAGONAL = "diagonal", "Slanted lines."
    DENSE_DIAGONAL = "dense_diagonal", "Slanted lines, close together."
    CROSS_HATCH = "cross_hatch", "Slanted lines both ways."
    HORIZONTAL = "horizontal", "Level lines."
    OUTLINE = "outline", "An outline without a fill."


class State(Word):
    """How far an incident or a maintenance has come, in the words of public updates."""

    INVESTIGATING = "investigating", "Incident: it is known, its cause is not."
    IDENTIFIED = "identified", "Incident: what is wrong is known."
    MONITORING = "monitoring", "Incident: a fix is in place and being watched."
    RESOLVED = "resolved", "Incident: it is over."
    SCHEDULED = "scheduled", "Maintenance: it is announced."
    IN_PROGRESS = "in_progress", "Maintenance: it has begun."
    VERIFYING = "verifying", "Maintenance: the work is done and being checked."
    COMPLETED = "completed", "Maintenance: it is over."
    CANCELLED = "cancelled", "Maintenance: it does not take place."


INCIDENT_STATES = (State.INVESTIGATING, State.IDENTIFIED, State.MONITORING, State.RESOLVED)
MAINTENANCE_STATES = (State.SCHEDULED, State.IN_PROGRESS, State.VERIFYING, State.COMPLETED, State.CANCELLED)
FINAL_STATES = frozenset({State.RESOLVED, State.COMPLETED, State.CANCELLED})


class DetectionMethod(Word):
    """Who or what noticed first."""

    ALERT = "alert", "Monitoring of the running system."
    SYNTHETIC = "synthetic", "A probe that behaves like a customer."
    CUSTOMER_REPORT = "customer_report", "A customer."
    STAFF = "staff", "Somebody in the company, by chance."
    THIRD_PARTY = "third_party", "A provider, a partner or the public."


class EventKind(Word):
    """What kind of thing an event of the timeline is."""

    SYMPTOM = "symptom", "Something could be seen to go wrong."
    CHANGE = "change", "Something in the system was changed, before or meanwhile."
    DETECTION = "detection", "Somebody or something noticed."
    COMMUNICATION = "communication", "Somebody was told, inside or outside."
    DECISION = "decision", "A way was chosen."
    ACTION = "action", "Something was done about it."
    HYPOTHESIS = "hypothesis", "What was believed at the time, right or wrong."
    ESCALATION = "escalation", "Further people were called in."
    SEVERITY_CHANGE = "severity_change", "It was held to be worse, or less bad, than before."
    RECOVERY = "recovery", "Something worked again."
    EXTERNAL = "external", "It happened outside the company."


class TriggerKind(Word):
    """What set an incident off."""

    BINARY_PUSH = "binary_push", "A new version of software."
    CONFIG_PUSH = "config_push", "A change of configuration."
    FEATURE_FLAG = "feature_flag", "A feature switched on or off."
    MIGRATION = "migration", "A move of data, traffic or users to another system."
    USER_BEHAVIOR = "user_behavior", "Customers did something new, or much more of it."
    PROVIDER_CHANGE = "provider_change", "A provider changed something, or failed."
    CAPACITY = "capacity", "Something was full or used up."
    PERFORMANCE_DECAY = "performance_decay", "It had grown slower over time."
    HARDWARE = "hardware", "A machine or a line failed."
    CERTIFICATE_OR_CLOCK = "certificate_or_clock", "Something expired, or a clock was wrong."
    MALICIOUS_TRAFFIC = "malicious_traffic", "An attack."
    MAINTENANCE = "maintenance", "Planned work."
    UNKNOWN = "unknown", "It was looked for and not found."


class CauseRole(Word):
    """What part a cause played."""

    CAUSE = "cause", "Without it, it would not have happened."
    AMPLIFIER = "amplifier", "It made it worse."
    LATENT = "latent", "A fault that had been there before and showed itself now."
    DELAYED_DETECTION = "delayed_detection", "Because of it, it was noticed later."
    DELAYED_MITIGATION = "delayed_mitigation", "Because of it, it took longer."


class ActionType(Word):
    """What an action item is meant to do about the next time."""

    PREVENT = "prevent", "Keep it from happening."
    MITIGATE = "mitigate", "Make it less bad, or shorter."
    DETECT = "detect", "Notice it earlier."
    REPAIR = "repair", "Put right what this one damaged."
    PROCESS = "process", "Change how people work."
    INVESTIGATE = "investigate", "Find out what is not understood."
    OTHER = "other", "Anything else."


class Priority(Word):
    """How urgent an action item is."""

    P0 = "p0", "At once, before other work."
    P1 = "p1", "Next."
    P2 = "p2", "Planned."
    P3 = "p3", "When there is time."


class ActionStatus(Word):
    """How far an action item has come."""

    OPEN = "open", "Not begun."
    IN_PROGRESS = "in_progress", "Begun."
    DONE = "done", "Done."
    WONT_DO = "wont_do", "Dropped; `reason` says why."


class PostMortemStatus(Word):
    """How far a post-mortem has come."""

    NOT_REQUIRED = "not_required", "There will be none."
    DRAFT = "draft", "It is being written."
    IN_REVIEW = "in_review", "It is being reviewed."
    PUBLISHED = "published", "It can be read."


class Stage(Word):
    """Whether a published post-mortem may still change in substance."""

    PRELIMINARY = "preliminary", "More will come to light."
    FINAL = "final", "No more is expected."


class Relation(Word):
    """How a record stands to another one."""

    RECURRENCE_OF = "recurrence_of", "The other one happened again."
    CAUSED_BY = "caused_by", "The other one set it off."
    FOLLOWS = "follows", "It belongs to the other one and came later."
    DUPLICATE_OF = "duplicate_of", "Both are about the same thing; the other one is kept."


class UnknownReason(Word):
    """Why something is not in the record."""

    NOT_STATED = "not_stated", "The sources do not say."
    PENDING = "pending", "It is still being found out."
    WITHHELD = "withheld", "It is known and kept back."
    NOT_APPLICABLE = "not_applicable", "There is no such thing here."
    ANNOUNCED_BUT_ABSENT = "announced_but_absent", "It was promised and has not come."
