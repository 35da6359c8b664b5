"""What is told of each day: the levels that held on it, how heavily it weighs, and the records that say so."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import NamedTuple

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
_STEPS = (timedelta(minutes=10), timedelta(hours=1), timedelta(hours=4))
_STEPS_DOWN = [_WHOLE * (step // _SECOND) for step in _STEPS]
WEIGHTS = range(len(_STEPS) + 2)
"""How heavily a day can weigh: not at all, a little, and a step more for each of these that its downtime reaches."""
RANKS = range(1, 5)
"""How bad a level of trouble can be."""
_NAMED_DAYS = 3
_NAMED_RECORDS = 3
"""How many records are named with a day; its row in the table lists more."""
_LISTED_RECORDS = 8
_NOT_RANKED = frozenset({ComponentStatus.OPERATIONAL, ComponentStatus.UNDER_MAINTENANCE})


@dataclass(frozen=True, slots=True)
class DayStyle:
    """How a level is drawn. `rank` is 0 where it is no trouble; `share` of it counts as down, in millionths."""

    entry: LegendEntry
    rank: int
    share: int = 0


WITHOUT_DATA = DayStyle(NO_DATA, 0)


class Run(NamedTuple):
    """Days in order, each with its name."""

    days: Sequence[Day]
    names: Sequence[str]


class DayStatus(NamedTuple):
    """A day with trouble, by its number: the look of its worst level, how heavily it weighs, and words."""

    number: int
    look: DayStyle
    weight: int
    durations: str
    records: Sequence[PageLink]

    @property
    def said(self) -> str:
        """What a day's name says of it."""
        if not self.records:
            return self.durations
        more = len(self.records) - _NAMED_RECORDS
        named = "; ".join(each.text for each in self.records[:_NAMED_RECORDS])
        return f"{self.durations}; {named}{f'; and {more} more' if more > 0 else ''}"


class DaySummary(NamedTuple):
    """What is told of a run of days: of which anything is known, and where there was trouble."""

    run: Run
    known: range
    trouble: Sequence[DayStatus]
    fine: DayStyle
    today: int | None

    def name(self, number: int, words_of_it: str) -> str:
        """Name a day with what is told of it."""
        so_far = f", {CATALOGUE.uptime.so_far}" if number == self.today else ""
        return f"{self.run.names[number]}{so_far}: {words_of_it}"


def tell(
    run: Run, spans: Iterable[WindowSpan], site: Site, zone: Zone, now: datetime, *, since: date | None
) -> DaySummary:
    """Tell of each day what spans say of it until now; nothing is known of the days before `since`."""
    looks = _looks(site)
    begin, end = run.days[0].interval.start, run.days[-1].interval.end
    troubles = {level for level, look in looks.items() if look.rank}
    spans = [
        span
        for span in spans
        if span.start < end and (span.end is None or span.end > begin) and span.level in troubles
    ]
    known = known_days(run.days, now, since)
    touching = level_spans_by_day(spans, run.days, now)
    trouble = [
        DayStatus(
            number,
            looks[levels[-1].level],
            _weight(levels, looks),
            _durations(levels, looks),
            _records(touching[number]),
        )
        for number, levels in levels_by_day(spans, site, run.days, now).items()
        if number in known
    ]
    latest = known[-1] if known else None
    is_today = latest is not None and run.days[latest].date == zone.local(now).date()
    return DaySummary(run, known, trouble, looks[OPERATIONAL.id], latest if is_today else None)


def said(told: DaySummary, of: range) -> str:
    """Say of how many of these days there are data, on how many there was trouble, and which were the worst."""
    known = max(min(told.known.stop, of.stop) - max(told.known.start, of.start), 0)
    trouble = [day for day in told.trouble if day.number in of]
    if not known:
        return f"{CATALOGUE.uptime.no_data}."
    if not trouble:
        return f"no trouble on any of {words.plural(known, *CATALOGUE.nouns.day)} with data."
    by_severity = sorted(trouble, key=lambda day: (-day.weight, -day.look.rank))
    worst = sorted(by_severity[:_NAMED_DAYS], key=lambda day: day.number)
    which = "" if len(worst) == len(trouble) else "the worst of them "
    listed = "; ".join(f"{told.run.names[day.number]}, {day.durations}" for day in worst)
    return f"trouble on {len(trouble)} of {words.plural(known, *CATALOGUE.nouns.day)} with data, {which}{listed}."


def legend(told: DaySummary) -> tuple[LegendEntry, ...]:
    """List what is drawn, mildest first and the days without data last."""
    drawn = {day.look for day in told.trouble}
    if len(told.trouble) < len(told.known):
        drawn.add(told.fine)
    levels = sorted(drawn, key=lambda look: (look.rank, look.entry.slug))
    nothing = (NO_DATA,) if len(told.known) < len(told.run.days) else ()
    return (*(look.entry for look in levels), *nothing)


def rows(told: DaySummary) -> tuple[CalendarTableRow, ...]:
    """List the days with trouble, the latest first."""
    return tuple(
        CalendarTableRow(
            number=day.number,
            day=told.run.names[day.number],
            iso=told.run.days[day.number].date.isoformat(),
            level=day.look.entry,
            durations=day.durations,
            records=tuple(day.records[:_LISTED_RECORDS]),
            more=_more(len(day.records) - _LISTED_RECORDS),
        )
        for day in reversed(told.trouble)
    )


def _looks(site: Site) -> Mapping[str, DayStyle]:
    """Spread the levels over the four ranks of trouble; maintenance, being announced, has the lowest."""
    steps = [level for level in site.levels if level.status not in _NOT_RANKED]
    looks = {level.id: DayStyle(legend_entry(level.id, site), 0) for level in (*site.levels, OPERATIONAL)}
    for level in site.levels:
        if level.status is ComponentStatus.UNDER_MAINTENANCE:
            looks[level.id] = DayStyle(legend_entry(level.id, site), 1, _share(level, site))
    for number, level in enumerate(steps, start=1):
        rank = -(-number * len(RANKS) // len(steps))
        looks[level.id] = DayStyle(legend_entry(level.id, site), rank, _share(level, site))
    return looks


def _share(level: Level, site: Site) -> int:
    """Say how much of the time at a level counts as down, in millionths: nothing of what is taken out of uptime."""
    return 0 if is_excluded(level, site) else round(POLICIES[site.uptime.policy].weight(level) * _WHOLE)


def _weight(levels: Sequence[LevelTotal], looks: Mapping[str, DayStyle]) -> int:
    """Count the steps that the weighted downtime of a day reaches."""
    down = sum(looks[each.level].share * (each.duration // _SECOND) for each in levels)
    return bool(down) + bisect_right(_STEPS_DOWN, down)


def _durations(levels: Sequence[LevelTotal], looks: Mapping[str, DayStyle]) -> str:
    worst_first = reversed(levels)
    return ", ".join(
        f"{looks[each.level].entry.name} {words.duration(each.duration)}" for each in worst_first
    )


def _records(spans: Sequence[WindowSpan]) -> Sequence[PageLink]:
    """Link to the records of spans, each once, in the order in which they began."""
    in_order = sorted(spans, key=_began) if len(spans) > 1 else spans
    found = dict.fromkeys((span.record, span.title) for span in in_order if span.record)
    return [PageLink(urls.incident(record_id), title) for record_id, title in found]


def _began(span: WindowSpan) -> tuple[datetime, str]:
    return span.start, span.record


def _more(count: int) -> str:
    return f"and {count} more" if count > 0 else ""
