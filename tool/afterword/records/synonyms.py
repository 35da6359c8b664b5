"""Words that people and other products use for our keys and values, and that are not spelled like ours."""

from __future__ import annotations

import re
from collections.abc import Iterable

from afterword.records.vocabulary import (
    ActionStatus,
    ActionType,
    CauseRole,
    ComponentStatus,
    DetectionMethod,
    Kind,
    PostMortemStatus,
    Relation,
    State,
    TriggerKind,
    UpdateStatus,
    Visibility,
    Word,
)

KEYS = {
    "assignee": ("owner",),
    "begin": ("start", "started"),
    "began": ("start", "started"),
    "comment": ("note", "text"),
    "date": ("at", "on", "due", "published"),
    "description": ("summary", "text", "body", "note", "title"),
    "ended": ("end",),
    "finish": ("end",),
    "finished": ("end",),
    "from": ("start",),
    "href": ("url",),
    "lang": ("language",),
    "link": ("url",),
    "message": ("body", "text", "summary"),
    "name": ("title",),
    "reason": ("text",),
    "resolution": ("status",),
    "service": ("component",),
    "severity": ("level",),
    "state": ("status", "level"),
    "status": ("level",),
    "text": ("title", "body", "note", "summary"),
    "ticket": ("tracker",),
    "time": ("at", "start"),
    "timestamp": ("at", "start"),
    "to": ("end", "until"),
    "type": ("kind", "role"),
    "tz": ("timezone",),
    "until": ("end",),
    "when": ("at", "on"),
    "zone": ("timezone",),
}
"""For a key, the keys that may be meant, most likely first."""

_VALUES: dict[Word, str] = {
    State.INVESTIGATING: "open new triggered acknowledged detected reported confirmed started active",
    State.IDENTIFIED: "found cause_found diagnosed fixing in_progress mitigating working_on_it ongoing",
    State.MONITORING: "watching observing mitigated recovering fix_deployed verifying stabilising stabilizing",
    State.RESOLVED: "fixed closed done solved recovered restored over ok finished completed ended postmortem",
    State.SCHEDULED: "planned upcoming announced not_started pending",
    State.IN_PROGRESS: "started ongoing running active begun underway investigating",
    State.VERIFYING: "verified checking testing monitoring",
    State.COMPLETED: "complete done finished closed resolved over ended fixed",
    State.CANCELLED: "canceled aborted called_off dropped",
    State.CURRENT: "active open shown ongoing valid",
    State.ENDED: "over expired done closed past resolved completed",
    UpdateStatus.UPDATE: "updated no_change unchanged same news info information",
    Kind.INCIDENT: "outage issue problem disruption realtime degradation",
    Kind.MAINTENANCE: "scheduled planned scheduled_maintenance planned_work change upgrade",
    Kind.NEAR_MISS: "almost close_call",
    Kind.DRILL: "exercise test gameday game_day chaos simulation",
    Kind.NOTICE: "announcement info information news advisory",
    Visibility.INTERNAL: "private hidden secret confidential",
    Visibility.PUBLIC: "published open visible",
    DetectionMethod.ALERT: "monitoring monitor alarm alerting pager pagerduty metrics",
    DetectionMethod.SYNTHETIC: "probe uptime_check healthcheck health_check",
    DetectionMethod.CUSTOMER_REPORT: "customer customers user users support ticket support_ticket",
    DetectionMethod.STAFF: "employee engineer manual internal team",
    DetectionMethod.THIRD_PARTY: "provider vendor partner external social_media",
    TriggerKind.BINARY_PUSH: "deploy deployment release rollout code_change code_push",
    TriggerKind.CONFIG_PUSH: "config configuration config_change configuration_change",
    TriggerKind.FEATURE_FLAG: "flag toggle",
    TriggerKind.USER_BEHAVIOR: "user_behaviour traffic load traffic_spike",
    TriggerKind.PROVIDER_CHANGE: "provider vendor third_party upstream dependency",
    TriggerKind.CERTIFICATE_OR_CLOCK: "certificate clock expiry expired_certificate",
    TriggerKind.MALICIOUS_TRAFFIC: "attack ddos abuse",
    CauseRole.CAUSE: "root root_cause primary main",
    CauseRole.AMPLIFIER: "aggravating worsening",
    CauseRole.LATENT: "dormant underlying",
    ActionType.PREVENT: "prevention preventive",
    ActionType.DETECT: "detection monitoring alerting",
    ActionType.REPAIR: "fix bugfix corrective",
    ActionStatus.OPEN: "todo to_do new pending planned backlog",
    ActionStatus.IN_PROGRESS: "wip doing started ongoing active",
    ActionStatus.DONE: "closed completed complete finished fixed resolved",
    ActionStatus.WONT_DO: "wontfix wont_fix cancelled canceled dropped rejected declined",
    PostMortemStatus.DRAFT: "wip in_progress writing",
    PostMortemStatus.IN_REVIEW: "review reviewing",
    PostMortemStatus.PUBLISHED: "final done complete completed public",
    PostMortemStatus.NOT_REQUIRED: "none no not_needed skipped",
    Relation.RECURRENCE_OF: "recurrence repeats same_as",
    Relation.DUPLICATE_OF: "duplicate duplicates",
    Relation.CAUSED_BY: "cause because_of",
    Relation.FOLLOWS: "after follow_up followup",
}
_LEVELS = {
    ComponentStatus.OPERATIONAL: "up ok okay normal healthy working good none available green resolved",
    ComponentStatus.DEGRADED_PERFORMANCE: (
        "degradation degraded_service performance_issues slow slowness latency impaired minor minor_outage partly "
        "partial_degradation warning yellow"
    ),
    ComponentStatus.PARTIAL_OUTAGE: "partial partially_down major service_disruption disruption error errors orange",
    ComponentStatus.MAJOR_OUTAGE: (
        "down outage full_outage complete_outage total_outage service_outage critical unavailable offline downtime "
        "failed red"
    ),
    ComponentStatus.UNDER_MAINTENANCE: "maintenance planned_maintenance in_maintenance scheduled_maintenance blue",
}


def _letters(word: str) -> str:
    """Return a word without the signs that products write differently: `Degraded Performance`, `MAJOROUTAGE`."""
    return re.sub(r"[\W_]+", "", word).casefold()


_MEANT: dict[type[Word], dict[str, tuple[Word, ...]]] = {}
for _value, _words in _VALUES.items():
    _of_set = _MEANT.setdefault(type(_value), {})
    for _word in map(_letters, _words.split()):
        _of_set[_word] = (*_of_set.get(_word, ()), _value)
_MEANT[UpdateStatus] |= _MEANT[State]
_STATUSES = {
    _letters(word): status for status, words in _LEVELS.items() for word in (*words.split(), status.value)
}


def word_for(typed: str, closed: type[Word] | None, allowed: Iterable[str]) -> str:
    """Return the allowed word of a closed set that another word means; empty if there is none."""
    letters, known = _letters(typed), tuple(allowed)
    same = next((word for word in known if _letters(word) == letters), "")
    meant = _MEANT.get(closed, {}).get(letters, ()) if closed else ()
    return same or next((word.value for word in meant if word.value in known), "")


def status_for(typed: str) -> ComponentStatus | None:
    """Return the status of components that a word means on the pages of other products."""
    return _STATUSES.get(_letters(typed))
