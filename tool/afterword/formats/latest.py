"""Selects the records for lists of limited length that machines read."""

from __future__ import annotations

from collections.abc import Sequence
from itertools import islice

from afterword.records.vocabulary import Kind
from afterword.timeline.levels import PUBLIC_KINDS
from afterword.views.index.summary import RecordSummary

LIMIT = 50
"""Maximum number of records, and of entries, in a feed; and of each kind of record in a list of the Statuspage API."""
EVENT_KINDS = frozenset(kind.value for kind in PUBLIC_KINDS)
"""Incidents and maintenance: what takes time in a calendar, and what clients of the Statuspage API know."""
NEWS_KINDS = EVENT_KINDS | {Kind.NOTICE.value}
"""Near misses and drills are published, but they are not news for customers."""


def probable_places(paths: Sequence[str], lists: int) -> dict[str, int]:
    """Return of each record the first place at which it may be in one of some lists of the latest, given all by day.

    Each of these lists may have other records. The day in a file's name is nearly always that of the record.
    """
    return {path: 1 + number // lists for number, path in enumerate(reversed(paths))}


def select_latest(
    summaries: Sequence[RecordSummary], limit: int, kinds: frozenset[str] = EVENT_KINDS
) -> tuple[RecordSummary, ...]:
    """Return at most `limit` records of some kinds, preferring live ones; `summaries` run from the latest on."""
    numbered = [(number, each) for number, each in enumerate(summaries) if each.live]
    live = [(number, each) for number, each in numbered if each.kind in kinds][:limit]
    over = ((number, each) for number, each in enumerate(summaries) if each.kind in kinds and not each.live)
    return tuple(each for _, each in sorted((*live, *islice(over, limit - len(live)))))
