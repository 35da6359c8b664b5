"""Keys that cannot be written: what Afterword computes, and what earlier versions of the format had."""

from __future__ import annotations

from typing import NamedTuple

COMPUTED = {
    "duration": "durations are computed from the windows",
    "total": "totals are computed from the windows",
    "downtime": "downtime is computed from the windows",
    "time_to_detect": "response times are computed from `milestones`",
    "time_to_resolve": "response times are computed from `milestones`",
    "ttd": "response times are computed from `milestones`",
    "ttr": "response times are computed from `milestones`",
    "mttr": "response times are computed from `milestones`",
}
COMPUTED_AT_TOP = {
    "id": "the id is the name of the file",
    "date": "the date is part of the file's name",
}


class FormerKey(NamedTuple):
    """What to write instead of a key of an earlier version of the format."""

    instead: str
    example: str


_APPROXIMATE = "write `~` after an approximate time, and only the day if that is all that is known"
FORMER = {
    ("timeline", "approximate"): FormerKey(_APPROXIMATE, "at: 2026-11-20 09:40~"),
    ("impact", "other", "unit"): FormerKey("write the unit after the value", "value: 310 dashboards"),
}
