"""Writes the text alternative of a chart: how long each component was at which level, and when."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime

from afterword.records.record import Record
from afterword.records.rough_time import is_unknown
from afterword.records.site import Site
from afterword.timeline.levels import RecordTotals, Totals
from afterword.translations.marks import mark_plural as ngettext
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
from afterword.views.text.words import Words

_MAX_NAMED_COMPONENTS = 5
_NOUNS = {
    MILESTONES: ngettext("{count} milestone", "{count} milestones"),
    UPDATES: ngettext("{count} update", "{count} updates"),
    TIMELINE: ngettext("{count} timeline event", "{count} timeline events"),
}


def alternative(
    windows: ClippedWindows,
    near: Mapping[str, Sequence[ChartEvent]],
    record: Record,
    site: Site,
    now: datetime,
    *,
    words: Words,
    spent: RecordTotals,
) -> str:
    """Return the text alternative: how long each component was at which level, and when. `spent` is that time."""
    of_component = dict(spent.components)
    times = {
        component_name(each, site): of_component[each]
        for each in dict.fromkeys(window.component for window, _ in windows)
    }
    longest_first = sorted(times.items(), key=lambda each: (-each[1].overall, each[0]))
    parts = [_time_at_levels(words, name, time, site) for name, time in longest_first[:_MAX_NAMED_COMPONENTS]]
    if len(longest_first) > _MAX_NAMED_COMPONENTS:
        more = len(longest_first) - _MAX_NAMED_COMPONENTS
        parts.append(
            words.ngettext(
                "{count} more component for less time", "{count} more components for less time", more
            )
        )
    of_all = covered(windows)
    first, last = words.instant(of_all.start, record.zone), words.instant(of_all.end, record.zone)
    first_zone = f" ({first.zone})" if first.zone and first.zone != last.zone else ""
    last_zone = f" ({last.zone})" if last.zone else ""
    facts = {
        "times": "; ".join(parts),
        "start": f"{first.text}{first_zone}",
        "end": f"{last.text}{last_zone}",
    }
    if facts["start"] == facts["end"]:
        sentences = [words.gettext("{times}; {day}.", times=facts["times"], day=facts["start"])]
    elif is_unknown(of_all.end):
        sentences = [words.gettext("{times}; from {start} to an end that is not known.", **facts)]
    elif any(is_ongoing(window, now) for window, _ in windows):
        sentences = [words.gettext("{times}; between {start} and {end}, still going on.", **facts)]
    else:
        sentences = [words.gettext("{times}; between {start} and {end}.", **facts)]
    together = spent.together
    if len(windows) > 1 and together.overall:
        total = words.duration(together.overall, together.certainty)
        sentences.append(words.gettext("In total {time}.", time=total))
    counts = tuple(words.plural(len(lane), _NOUNS[name]) for name, lane in near.items() if lane)
    if counts:
        sentences.append(words.gettext("Also shown: {counts}.", counts=words.listed(counts)))
    return " ".join(sentences)


def _time_at_levels(words: Words, name: str, times: Totals, site: Site) -> str:
    worst_first = reversed(times.levels)
    levels = tuple(
        words.gettext(
            "{level} for {time}",
            level=legend_entry(words, t.level, site).name,
            time=words.duration(t.duration, t.certainty),
        )
        for t in worst_first
    )
    unknown = words.gettext("affected for a time that is not known") if times.certainty.at_least else ""
    effect = words.listed(levels) or unknown or words.gettext("not affected")
    return f"{name}: {effect}"
