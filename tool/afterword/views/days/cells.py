"""Day cells: the time at each level on a day, how much of it was downtime, and the records of that day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import NamedTuple

from afterword.records.day_span import DaySpan
from afterword.records.scales import OPERATIONAL, Level
from afterword.records.site import Site
from afterword.records.vocabulary import ComponentStatus
from afterword.records.zone import Zone
from afterword.timeline.days import Day, known_days, level_spans_by_day, levels_by_day
from afterword.timeline.levels import LevelTotal
from afterword.timeline.policies import POLICIES
from afterword.timeline.uptime import is_excluded
from afterword.views import urls
from afterword.views.chart.models import NO_DATA, CalendarTableRow, LegendEntry, legend_entry
from afterword.views.index.summary import WindowSpan
from afterword.views.text import words
from afterword.views.text.catalogue import CATALOGUE
from afterword.views.text.labels import PageLink

_SECOND = timedelta(seconds=1)
_WHOLE = 1_000_000
_THRESHOLDS = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=4))
_THRESHOLDS_DOWN = [_WHOLE * (each // _SECOND) for each in _THRESHOLDS]
STEPS = range(len(_THRESHOLDS) + 2)
"""The sizes of a day cell: without downtime, with some, and one more for each threshold that the downtime reaches."""
RANKS = range(1, 5)
"""How bad a level can be."""
_NAMED_DAYS = 3
_NAMED_RECORDS = 3
"""How many records the name of a day contains; its row in the table lists more."""
_LISTED_RECORDS = 8
_NOT_RANKED = frozenset({ComponentStatus.OPERATIONAL, ComponentStatus.UNDER_MAINTENANCE})


@dataclass(frozen=True, slots=True)
class DayStyle:
    """How days are drawn. `rank` is 0 if they are not affected; `share` of the time counts as down, in millionths."""

    entry: LegendEntry
    rank: int
    share: int = 0


WITHOUT_DATA = DayStyle(NO_DATA, 0)


class DayStatus(NamedTuple):
    """An affected day: its number among the days, the style of its worst level, its size, and what happened."""

    number: int
    style: DayStyle
    step: int
    durations: str
    records: Sequence[PageLink]

    @property
    def text(self) -> str:
        """What the name of the day says about it."""
        if not self.records:
            return self.durations
        more = len(self.records) - _NAMED_RECORDS
        named = "; ".join(each.text for each in self.records[:_NAMED_RECORDS])
        return f"{self.durations}; {named}{f'; and {more} more' if more > 0 else ''}"


class DaySummary(NamedTuple):
    """Days in order: which have data, which are affected, how the others are drawn, and the number of today."""

    days: Sequence[Day]
    known: range
    affected: Sequence[DayStatus]
    operational: DayStyle
    today: int | None

    def name(self, number: int, text: str) -> str:
        """Return the name of a day, with a text about it."""
        so_far = f", {CATALOGUE.uptime.so_far}" if number == self.today else ""
        return f"{self.date_text(number)}{so_far}: {text}"

    def date_text(self, number: int) -> str:
        """Return the date of a day as readers see it."""
        return words.day(self.days[number].date)


def summarise_days(
    days: Sequence[Day],
    windows: Iterable[WindowSpan],
    site: Site,
    zone: Zone,
    now: datetime,
    *,
    history: DaySpan,
) -> DaySummary:
    """Summarise what windows say about each day until now. There is no data for days outside `history`."""
    styles = _styles(site)
    begin, end = days[0].interval.start, days[-1].interval.end
    ranked = {level for level, style in styles.items() if style.rank}
    relevant = [
        each
        for each in windows
        if each.start < end and (each.end is None or each.end > begin) and each.level in ranked
    ]
    known = known_days(days, now, history)
    windows_by_day = level_spans_by_day(relevant, days, now)
    affected = [
        DayStatus(
            index,
            styles[levels[-1].level],
            _step(levels, styles),
            _durations(levels, styles),
            _records(windows_by_day[index]),
        )
        for index, levels in levels_by_day(relevant, site, days, now).items()
        if index in known
    ]
    latest = known[-1] if known else None
    is_today = latest is not None and days[latest].date == zone.local(now).date()
    return DaySummary(days, known, affected, styles[OPERATIONAL.id], latest if is_today else None)


def alternative_text(summary: DaySummary, days: range) -> str:
    """Say for how many of these days there is data, how many are affected, and which are the worst."""
    known = max(min(summary.known.stop, days.stop) - max(summary.known.start, days.start), 0)
    affected = [day for day in summary.affected if day.number in days]
    if not known:
        return f"{CATALOGUE.uptime.no_data}."
    with_data = f"{words.plural(known, *CATALOGUE.nouns.day)} with data"
    if not affected:
        return f"no trouble on any of {with_data}."
    by_severity = sorted(affected, key=lambda day: (-day.step, -day.style.rank))
    worst = sorted(by_severity[:_NAMED_DAYS], key=lambda day: day.number)
    which = "" if len(worst) == len(affected) else "the worst of them "
    listed = "; ".join(f"{summary.date_text(day.number)}, {day.durations}" for day in worst)
    return f"trouble on {len(affected)} of {with_data}, {which}{listed}."


def legend(summary: DaySummary) -> tuple[LegendEntry, ...]:
    """Return an entry for each style that is drawn, mildest first and no data last."""
    drawn = {day.style for day in summary.affected}
    if len(summary.affected) < len(summary.known):
        drawn.add(summary.operational)
    levels = sorted(drawn, key=lambda style: (style.rank, style.entry.slug))
    no_data = (NO_DATA,) if len(summary.known) < len(summary.days) else ()
    return (*(style.entry for style in levels), *no_data)


def table_rows(summary: DaySummary) -> tuple[CalendarTableRow, ...]:
    """Return a row for each affected day, the latest first."""
    return tuple(
        CalendarTableRow(
            number=day.number,
            day=summary.date_text(day.number),
            iso=summary.days[day.number].date.isoformat(),
            level=day.style.entry,
            durations=day.durations,
            records=tuple(day.records[:_LISTED_RECORDS]),
            more=_more(len(day.records) - _LISTED_RECORDS),
        )
        for day in reversed(summary.affected)
    )


def _styles(site: Site) -> Mapping[str, DayStyle]:
    """Distribute the levels over the four ranks; maintenance has the lowest, because it is announced."""
    ranked = [level for level in site.levels if level.status not in _NOT_RANKED]
    styles = {level.id: DayStyle(legend_entry(level.id, site), 0) for level in (*site.levels, OPERATIONAL)}
    for level in site.levels:
        if level.status is ComponentStatus.UNDER_MAINTENANCE:
            styles[level.id] = DayStyle(legend_entry(level.id, site), 1, _share(level, site))
    for number, level in enumerate(ranked, start=1):
        rank = -(-number * len(RANKS) // len(ranked))
        styles[level.id] = DayStyle(legend_entry(level.id, site), rank, _share(level, site))
    return styles


def _share(level: Level, site: Site) -> int:
    """Return how much of the time at a level counts as down, in millionths; 0 if it is excluded from uptime."""
    return 0 if is_excluded(level, site) else round(POLICIES[site.uptime.policy].weight(level) * _WHOLE)


def _step(levels: Sequence[LevelTotal], styles: Mapping[str, DayStyle]) -> int:
    """Count the thresholds that the weighted downtime of a day reaches."""
    down = sum(styles[each.level].share * (each.duration // _SECOND) for each in levels)
    return bool(down) + bisect_right(_THRESHOLDS_DOWN, down)


def _durations(levels: Sequence[LevelTotal], styles: Mapping[str, DayStyle]) -> str:
    worst_first = reversed(levels)
    return ", ".join(
        f"{styles[each.level].entry.name} {words.duration(each.duration)}" for each in worst_first
    )


def _records(windows: Sequence[WindowSpan]) -> Sequence[PageLink]:
    """Return links to the records of windows, each once, in the order of their starts."""
    in_order = sorted(windows, key=_began) if len(windows) > 1 else windows
    found = dict.fromkeys((each.record, each.title) for each in in_order if each.record)
    return [PageLink(urls.incident(record_id), title) for record_id, title in found]


def _began(window: WindowSpan) -> tuple[datetime, str]:
    return window.start, window.record


def _more(count: int) -> str:
    return f"and {count} more" if count > 0 else ""
