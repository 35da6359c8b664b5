"""Which records a list of limited length holds for customers' machines."""

from __future__ import annotations

from collections.abc import Iterable

from afterword.timeline.levels import PUBLIC_KINDS
from afterword.views.index.summary import RecordSummary

_NEWS = frozenset(kind.value for kind in PUBLIC_KINDS)
"""Near misses and drills are published, but they are no news to customers."""


def select_latest(summaries: Iterable[RecordSummary], limit: int) -> tuple[RecordSummary, ...]:
    """Choose the newest incidents and maintenances, those that are live before all others; latest first, as given."""
    news = [each for each in summaries if each.kind in _NEWS]
    if len(news) <= limit:
        return tuple(news)
    live = [place for place, each in enumerate(news) if each.live][:limit]
    rest = (place for place, each in enumerate(news) if not each.live)
    chosen = sorted([*live, *(place for place, _ in zip(rest, range(limit - len(live)), strict=False))])
    return tuple(news[place] for place in chosen)
