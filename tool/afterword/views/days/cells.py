"""Day cells: the time at each level on a day, how much of it was downtime, and the records of that day."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from typing import NamedTuple

from afterword.records.day_span import DaySpan
from afterword.records.scales import OPERATIONAL, Level
from afterword.records.site import Site
from afterword.records.vocabulary import ComponentStatus
from afterword.records.zone import Zone
from afterword.timeline.certainty import certainty_within, joined
from afterword.timeline.days import Day, known_days, level_spans_by_day, levels_by_day
from afterword.timeline.levels import LevelTotal
from afterword.timeline.policies import POLICIES
from afterword.timeline.uptime import is_excluded
from afterword.views import urls
from afterword.views.chart.models import CalendarTableRow, LegendEntry, legend_entry, no_data_entry
from afterword.views.index.windows import WindowSpan
from afterword.views.text.labels import PageLink
from afterword.views.text.words import Words

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


class DayStatus(NamedTuple):
    """An affected day: its number among the days, the style of its worst level, its size, and what happened.

    `text` is what the name of the day says about it.
    """

    number: int
    style: DayStyle
    step: int
    durations: str
    records: Sequence[PageLink]
    text: str


class DaySummary(NamedTuple):
    """Days in order: which have data, which are affected, how the others are drawn, and the number of today.

    `come` counts the days that have begun: only these are drawn.
    """

    words: Words
    days: Sequence[Day]
    come: int
    known: range
    affected: Sequence[DayStatus]
    operational: DayStyle
    without_data: DayStyle
    today: int | None

    def name(self, number: int, text: str) -> str:
        """Return the name of a day, with a text about it."""
        date_text = self.date_text(number)
        if number == self.today:
            return self.words.gettext("{day}, so far: {text}", day=date_text, text=text)
        return f"{date_text}: {text}"

    def date_text(self, number: int) -> str:
        """Return the date of a day as readers see it."""
        return self.words.day(self.days[number].date)


def summarise_days(
    days: Sequence[Day],
    windows: Iterable[WindowSpan],
    site: Site,
    zone: Zone,
    now: datetime,
    *,
    history: DaySpan,
    words: Words,
) -> DaySummary:
    """Summarise what windows say about each day until now. There is no data for days outside `history`."""
    styles = _styles(words, site)
    begin, end = days[0].interval.start, days[-1].interval.end
    ranked = {level for level, style in styles.items() if style.rank}
    relevant = [
        each
        for each in windows
        if each.start < end and (each.end is None or each.end > begin) and each.level in ranked
    ]
    come = len(known_days(days, now))
    known = known_days(days, now, history)
    windows_by_day = level_spans_by_day(relevant, days, now)
    affected = [
        _affected_day(
            words,
            index,
            _as_certain(levels, windows_by_day[index], days[index]),
            styles,
            windows_by_day[index],
        )
        for index, levels in levels_by_day(relevant, site, days, now).items()
        if index in known
    ]
    latest = known[-1] if known else None
    is_today = latest is not None and days[latest].date == zone.local(now).date()
    without_data = DayStyle(no_data_entry(words), 0)
    today = latest if is_today else None
    return DaySummary(words, days, come, known, affected, styles[OPERATIONAL.id], without_data, today)


def _affected_day(
    words: Words,
    number: int,
    levels: Sequence[LevelTotal],
    styles: Mapping[str, DayStyle],
    windows: Sequence[WindowSpan],
) -> DayStatus:
    records = _records(windows)
    durations = _durations(words, levels, styles)
    more = _more(words, len(records) - _NAMED_RECORDS)
    named = (each.text for each in records[:_NAMED_RECORDS])
    text = "; ".join(filter(None, (durations, *named, more)))
    return DayStatus(number, styles[levels[-1].level], _step(levels, styles), durations, records, text)


def alternative_text(summary: DaySummary, days: range) -> str:
    """Say for how many of these days there is data, how many are affected, and which are the worst."""
    words = summary.words
    known = max(min(summary.known.stop, days.stop) - max(summary.known.start, days.start), 0)
    affected = [day for day in summary.affected if day.number in days]
    if not known:
        return f"{words.uptime.no_data}."
    if not affected:
        return words.ngettext(
            "no trouble on any of {count} day with data.",
            "no trouble on any of {count} days with data.",
            known,
        )
    by_severity = sorted(affected, key=lambda day: (-day.step, -day.style.rank))
    worst = sorted(by_severity[:_NAMED_DAYS], key=lambda day: day.number)
    listed = "; ".join(f"{summary.date_text(day.number)}, {day.durations}" for day in worst)
    affected_days = words.number(len(affected))
    if len(worst) == len(affected):
        return words.ngettext(
            "trouble on {affected} of {count} day with data, {days}.",
            "trouble on {affected} of {count} days with data, {days}.",
            known,
            affected=affected_days,
            days=listed,
        )
    return words.ngettext(
        "trouble on {affected} of {count} day with data, the worst of them {days}.",
        "trouble on {affected} of {count} days with data, the worst of them {days}.",
        known,
        affected=affected_days,
        days=listed,
    )


def legend(summary: DaySummary) -> tuple[LegendEntry, ...]:
    """Return an entry for each style that is drawn, mildest first and no data last."""
    drawn = {day.style for day in summary.affected}
    if len(summary.affected) < len(summary.known):
        drawn.add(summary.operational)
    levels = sorted(drawn, key=lambda style: (style.rank, style.entry.slug))
    no_data = (summary.without_data.entry,) if len(summary.known) < summary.come else ()
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
            more=_more(summary.words, len(day.records) - _LISTED_RECORDS),
        )
        for day in reversed(summary.affected)
    )


def _styles(words: Words, site: Site) -> Mapping[str, DayStyle]:
    """Distribute the levels over the four ranks; maintenance has the lowest, because it is announced."""
    ranked = [level for level in site.levels if level.status not in _NOT_RANKED]
    styles = {
        level.id: DayStyle(legend_entry(words, level.id, site), 0) for level in (*site.levels, OPERATIONAL)
    }
    for level in site.levels:
        if level.status is ComponentStatus.UNDER_MAINTENANCE:
            styles[level.id] = DayStyle(legend_entry(words, level.id, site), 1, _share(level, site))
    for number, level in enumerate(ranked, start=1):
        rank = -(-number * len(RANKS) // len(ranked))
        styles[level.id] = DayStyle(legend_entry(words, level.id, site), rank, _share(level, site))
    return styles


def _share(level: Level, site: Site) -> int:
    """Return how much of the time at a level counts as down, in millionths; 0 if it is excluded from uptime."""
    return 0 if is_excluded(level, site) else round(POLICIES[site.uptime.policy].weight(level) * _WHOLE)


def _step(levels: Sequence[LevelTotal], styles: Mapping[str, DayStyle]) -> int:
    """Count the thresholds that the weighted downtime of a day reaches."""
    down = sum(styles[each.level].share * (each.duration // _SECOND) for each in levels)
    return bool(down) + bisect_right(_THRESHOLDS_DOWN, down)


def _as_certain(
    levels: Sequence[LevelTotal], windows: Sequence[WindowSpan], day: Day
) -> Sequence[LevelTotal]:
    """Add to the time at each level on a day how exact the times of its windows are."""
    if all(type(each.start) is datetime and type(each.end) in (datetime, type(None)) for each in windows):
        return levels  # true of nearly all
    return [
        replace(
            level,
            certainty=joined(
                [
                    certainty_within(day.interval, each.start, each.end)
                    for each in windows
                    if each.level == level.level
                ]
            ),
        )
        for level in levels
    ]


def _durations(words: Words, levels: Sequence[LevelTotal], styles: Mapping[str, DayStyle]) -> str:
    worst_first = reversed(levels)
    return words.comma.join(
        f"{words.isolated(styles[each.level].entry.name)} {words.duration(each.duration, each.certainty)}"
        for each in worst_first
    )


def _records(windows: Sequence[WindowSpan]) -> Sequence[PageLink]:
    """Return links to the records of windows, each once, in the order of their starts."""
    in_order = sorted(windows, key=_began) if len(windows) > 1 else windows
    found = dict.fromkeys((each.record, each.title) for each in in_order if each.record)
    return [PageLink(urls.incident(record_id), title) for record_id, title in found]


def _began(window: WindowSpan) -> tuple[datetime, str]:
    return window.start, window.record


def _more(words: Words, count: int) -> str:
    return words.ngettext("and {count} more", "and {count} more", count) if count > 0 else ""
