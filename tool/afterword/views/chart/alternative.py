"""Writes the text alternative of a chart: how long each component was at which level, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from afterword.records.impact import ComponentWindow
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.timeline.levels import Totals, totals
from afterword.views.chart.layout import (
    MILESTONES,
    TIMELINE,
    UPDATES,
    ChartEvent,
    ClippedWindows,
    component_name,
    covered,
    is_ongoing,
)
from afterword.views.chart.models import legend_entry
from afterword.views.text import words
from afterword.views.text.catalogue import CATALOGUE

_MAX_NAMED_COMPONENTS = 5
_NOUNS = {
    MILESTONES: ("milestone", "milestones"),
    UPDATES: ("update", "updates"),
    TIMELINE: ("timeline event", "timeline events"),
}


def alternative(
    windows: ClippedWindows,
    near: Mapping[str, Sequence[ChartEvent]],
    record: Record,
    site: Site,
    now: datetime,
) -> str:
    """Return the text alternative: how long each component was at which level, and when."""
    of_component: dict[str, list[ComponentWindow]] = {}
    for window, _ in windows:
        of_component.setdefault(window.component, []).append(window)
    times = {component_name(each, site): totals(own, site, now) for each, own in of_component.items()}
    longest_first = sorted(times.items(), key=lambda each: (-each[1].overall, each[0]))
    parts = [_time_at_levels(name, spent, site) for name, spent in longest_first[:_MAX_NAMED_COMPONENTS]]
    if len(longest_first) > _MAX_NAMED_COMPONENTS:
        more = len(longest_first) - _MAX_NAMED_COMPONENTS
        parts.append(words.plural(more, "more component") + " for less time")
    of_all = covered(windows)
    first, last = words.instant(of_all.start, record.zone), words.instant(of_all.end, record.zone)
    first_zone = f" ({first.zone})" if first.zone and first.zone != last.zone else ""
    last_zone = f" ({last.zone})" if last.zone else ""
    ongoing = f", {CATALOGUE.record.ongoing}" if any(is_ongoing(window, now) for window, _ in windows) else ""
    text = f"{'; '.join(parts)}; between {first.text}{first_zone} and {last.text}{last_zone}{ongoing}."
    if len(times) > 1:
        together = totals((window for window, _ in windows), site, now)
    else:
        together = longest_first[0][1]
    if len(windows) > 1 and together.overall:
        text += f" In total {words.duration(together.overall, together.certainty)}."
    counts = tuple(words.plural(len(lane), *_NOUNS[name]) for name, lane in near.items() if lane)
    return f"{text} Also shown: {words.listed(counts)}." if counts else text


def _time_at_levels(name: str, times: Totals, site: Site) -> str:
    worst_first = reversed(times.levels)
    levels = tuple(
        f"{legend_entry(t.level, site).name} for {words.duration(t.duration, t.certainty)}"
        for t in worst_first
    )
    return f"{name}: {words.listed(levels) or 'not affected'}"
