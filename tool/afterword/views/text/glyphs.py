"""The glyphs of states, events, action items and budgets: each has one meaning, on pages, in images and in terminals.

Those of levels are in `records/level_glyphs.py`. Circles fill up as an incident proceeds, squares as maintenance does.
"""

from __future__ import annotations

from collections.abc import Mapping

from afterword.records.vocabulary import EventKind, State

NO_DATA_GLYPH, UNKNOWN_LEVEL_GLYPH = "–", "∅"
MAINTENANCE_GLYPH = "▤"
"""The kind of a record, and the level: both mean maintenance."""
STATE_GLYPHS: Mapping[State, str] = {
    State.INVESTIGATING: "◌",
    State.IDENTIFIED: "◐",
    State.MONITORING: "◕",
    State.RESOLVED: "●",
    State.SCHEDULED: "□",
    State.IN_PROGRESS: "◧",
    State.VERIFYING: "▣",
    State.COMPLETED: "■",
    State.CANCELLED: "⊘",
    State.CURRENT: "i",
    State.ENDED: "⇥",
}
EVENT_GLYPHS: Mapping[EventKind | None, str] = {
    None: "•",
    EventKind.SYMPTOM: "!",
    EventKind.CHANGE: "±",
    EventKind.DETECTION: "◉",
    EventKind.COMMUNICATION: "»",
    EventKind.DECISION: "◇",
    EventKind.ACTION: "→",
    EventKind.HYPOTHESIS: "?",
    EventKind.ESCALATION: "↑",
    EventKind.SEVERITY_CHANGE: "↕",
    EventKind.RECOVERY: "↺",
    EventKind.EXTERNAL: "⇄",
}
OPEN_ACTION, OVERDUE_ACTION, DONE_ACTION, DROPPED_ACTION = "☐", "⚑", "☑", "☒"
BUDGET_KEPT, BUDGET_EXCEEDED = "⊕", "⊖"
