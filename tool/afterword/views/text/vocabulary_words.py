"""The words for the members of closed sets, such as kinds and states, as readers see them."""

from __future__ import annotations

from collections.abc import Mapping
from enum import StrEnum

from afterword.records.vocabulary import (
    ActionStatus,
    ActionType,
    ComponentStatus,
    DetectionMethod,
    EventKind,
    Impact,
    Kind,
    Misuse,
    PostMortemStatus,
    Relation,
    Stage,
    State,
    TriggerKind,
    UpdateStatus,
)
from afterword.timeline.lifecycle import MilestoneName
from afterword.timeline.response_times import ResponseName
from afterword.translations.marks import mark_in as pgettext

_STATES: Mapping[str, tuple[str, str]] = {
    "investigating": pgettext("state", "Investigating"),
    "identified": pgettext("state", "Identified"),
    "monitoring": pgettext("state", "Monitoring"),
    "resolved": pgettext("state", "Resolved"),
    "scheduled": pgettext("state", "Announced"),
    "in_progress": pgettext("state", "In progress"),
    "verifying": pgettext("state", "Verifying"),
    "completed": pgettext("state", "Completed"),
    "cancelled": pgettext("state", "Cancelled"),
    "current": pgettext("state", "Current"),
    "ended": pgettext("state", "Ended"),
}

WORDS: Mapping[type[StrEnum], Mapping[str, tuple[str, str]]] = {
    Kind: {
        "incident": pgettext("kind", "Incident"),
        "maintenance": pgettext("kind", "Maintenance"),
        "near_miss": pgettext("kind", "Near miss"),
        "drill": pgettext("kind", "Drill"),
        "notice": pgettext("kind", "Notice"),
    },
    State: _STATES,
    UpdateStatus: {**_STATES, "update": pgettext("state", "Update")},
    ComponentStatus: {
        "operational": pgettext("level", "Operational"),
        "degraded_performance": pgettext("level", "Degraded performance"),
        "partial_outage": pgettext("level", "Partial outage"),
        "major_outage": pgettext("level", "Major outage"),
        "under_maintenance": pgettext("level", "Under maintenance"),
    },
    Impact: {
        "none": pgettext("impact", "None"),
        "minor": pgettext("impact", "Minor"),
        "major": pgettext("impact", "Major"),
        "critical": pgettext("impact", "Critical"),
    },
    DetectionMethod: {
        "alert": pgettext("detection", "Alert"),
        "synthetic": pgettext("detection", "Synthetic check"),
        "customer_report": pgettext("detection", "Customer report"),
        "staff": pgettext("detection", "Staff"),
        "third_party": pgettext("detection", "Third party"),
    },
    EventKind: {
        "symptom": pgettext("event", "Symptom"),
        "change": pgettext("event", "Change"),
        "detection": pgettext("event", "Detection"),
        "communication": pgettext("event", "Communication"),
        "decision": pgettext("event", "Decision"),
        "action": pgettext("event", "Action"),
        "hypothesis": pgettext("event", "Hypothesis"),
        "escalation": pgettext("event", "Escalation"),
        "severity_change": pgettext("event", "Severity change"),
        "recovery": pgettext("event", "Recovery"),
        "external": pgettext("event", "External"),
    },
    TriggerKind: {
        "binary_push": pgettext("trigger", "Binary push"),
        "config_push": pgettext("trigger", "Config push"),
        "feature_flag": pgettext("trigger", "Feature flag"),
        "migration": pgettext("trigger", "Migration"),
        "user_behavior": pgettext("trigger", "User behavior"),
        "provider_change": pgettext("trigger", "Provider change"),
        "capacity": pgettext("trigger", "Capacity"),
        "performance_decay": pgettext("trigger", "Performance decay"),
        "hardware": pgettext("trigger", "Hardware"),
        "certificate_or_clock": pgettext("trigger", "Certificate or clock"),
        "malicious_traffic": pgettext("trigger", "Malicious traffic"),
        "maintenance": pgettext("trigger", "Maintenance"),
        "unknown": pgettext("trigger", "Unknown"),
    },
    Misuse: {
        "none_known": pgettext("exposure", "No misuse is known"),
        "suspected": pgettext("exposure", "Misuse is suspected"),
        "confirmed": pgettext("exposure", "Misuse is confirmed"),
    },
    ActionType: {
        "prevent": pgettext("action type", "Prevent"),
        "mitigate": pgettext("action type", "Mitigate"),
        "detect": pgettext("action type", "Detect"),
        "repair": pgettext("action type", "Repair"),
        "process": pgettext("action type", "Process"),
        "investigate": pgettext("action type", "Investigate"),
        "other": pgettext("action type", "Other"),
    },
    ActionStatus: {
        "open": pgettext("action status", "Open"),
        "in_progress": pgettext("action status", "In progress"),
        "done": pgettext("action status", "Done"),
        "wont_do": pgettext("action status", "Won't do"),
    },
    PostMortemStatus: {
        "not_required": pgettext("post-mortem", "Not required"),
        "draft": pgettext("post-mortem", "Draft"),
        "in_review": pgettext("post-mortem", "In review"),
        "published": pgettext("post-mortem", "Published"),
    },
    Stage: {
        "preliminary": pgettext("post-mortem", "Preliminary"),
        "final": pgettext("post-mortem", "Final"),
    },
    Relation: {
        "recurrence_of": pgettext("relation", "Recurrence of"),
        "caused_by": pgettext("relation", "Caused by"),
        "follows": pgettext("relation", "Follows"),
        "part_of": pgettext("relation", "Part of"),
        "duplicate_of": pgettext("relation", "Duplicate of"),
    },
    ResponseName: {
        "time_to_detect": pgettext("response time", "Time to detect"),
        "time_to_acknowledge": pgettext("response time", "Time to acknowledge"),
        "time_to_notify": pgettext("response time", "Time to notify"),
        "time_to_identify": pgettext("response time", "Time to identify"),
        "time_to_mitigate": pgettext("response time", "Time to mitigate"),
        "time_to_resolve": pgettext("response time", "Time to resolve"),
        "time_to_resolve_with_pauses": pgettext("response time", "Time to resolve, with pauses"),
    },
}
"""The word for each member, with its meaning for translators."""

MILESTONES: Mapping[MilestoneName, tuple[str, str]] = {
    "started": pgettext("milestone", "Started"),
    "detected": pgettext("milestone", "Detected"),
    "acknowledged": pgettext("milestone", "Acknowledged"),
    "declared": pgettext("milestone", "Declared"),
    "notified": pgettext("milestone", "Notified"),
    "identified": pgettext("milestone", "Identified"),
    "mitigated": pgettext("milestone", "Mitigated"),
    "resolved": pgettext("milestone", "Resolved"),
}
