"""The levels of records and components over time, and the levels of all components at an instant.

Windows are the source of every number. If they overlap, the worst level of the site's scale wins. Numbers count what
has happened until `now`: an open window counts until `now`, and so does one whose typed end is later.

The levels in updates matter only for components without any window in the same record, and only for the current level
of a component, never for a number (see `levels_at`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import chain
from typing import NamedTuple, Protocol

from afterword.records.impact import Window
from afterword.records.project import Project
from afterword.records.record import Record
from afterword.records.rough_time import is_coarse, is_unknown
from afterword.records.scales import OPERATIONAL
from afterword.records.site import Site
from afterword.records.vocabulary import FINAL_STATES, Kind, State
from afterword.timeline.certainty import EXACT, Certainty, certainty_of
from afterword.timeline.intervals import Interval, first_wins, length, merge
from afterword.timeline.lifecycle import state_at, updates_until
from afterword.timeline.maintenance import plan_changes

PUBLIC_KINDS = frozenset({Kind.INCIDENT, Kind.MAINTENANCE})
"""The kinds of record that change the public level of a component. Near misses and drills do not."""


class LevelSpan(Protocol):
    """An interval at a level: a window of a record, or what the index has of one."""

    @property
    def level(self) -> str:
        """The id of its level."""

    @property
    def start(self) -> datetime:
        """When it began."""

    @property
    def end(self) -> datetime | None:
        """When it ended, or None."""


@dataclass(frozen=True, slots=True)
class LevelTotal:
    """The time at a level."""

    level: str
    duration: timedelta
    certainty: Certainty = EXACT


@dataclass(frozen=True, slots=True)
class Totals:
    """The time at each level, mildest first, and at all of them together.

    The levels add up to `overall`, because each instant counts only for its worst level. Levels that did not occur,
    and levels that the site maps to operational, are left out.
    """

    levels: tuple[LevelTotal, ...] = ()
    overall: timedelta = timedelta()
    certainty: Certainty = EXACT


class CurrentLevel(NamedTuple):
    """A level of a component at an instant, and the window that gives it; None if an update does."""

    component: str
    level: str
    window: Window | None


def window_interval(window: LevelSpan, now: datetime) -> Interval | None:
    """Return the part of a window that has happened until `now`, or None if there is none.

    A window that ends before it starts gives None too: a rule reports it, and it covers no time. A window with an
    unknown end can be empty.
    """
    end = now if window.end is None else min(window.end, now)
    if window.start < end or (window.start == end and is_unknown(window.end)):
        return Interval(window.start, end)
    return None


def level_spans(windows: Iterable[LevelSpan], site: Site, now: datetime) -> dict[str, tuple[Interval, ...]]:
    """Return the time at each level, mildest first. Times at different levels may overlap.

    Levels that the site maps to operational or does not know, and levels without time, are left out.
    """
    found: dict[str, list[Interval]] = {}
    for window in windows:
        interval = window_interval(window, now)
        if interval and interval.duration:
            found.setdefault(window.level, []).append(interval)
    ranks = {level: rank for level in found if (rank := site.rank(level))}
    return {level: merge(found[level]) for level in sorted(ranks, key=ranks.__getitem__)}


def by_level(windows: Iterable[LevelSpan], site: Site, now: datetime) -> dict[str, tuple[Interval, ...]]:
    """Return the time at each level, mildest first. Each instant counts only for its worst level.

    The windows may belong to any components. Levels are left out as in `level_spans`; so is a level that was never
    the worst.
    """
    spans = level_spans(windows, site, now)
    if len(spans) < 2:
        return spans
    worst_first = tuple(reversed(spans))
    shares = dict(zip(worst_first, first_wins(spans[level] for level in worst_first), strict=True))
    return {level: shares[level] for level in spans if shares[level]}


def totals(windows: Sequence[LevelSpan], site: Site, now: datetime) -> Totals:
    """Return the total time at each level, and at all of them together."""
    found = by_level(windows, site, now)
    if not found and any(is_unknown(window.end) for window in windows):
        return Totals(certainty=Certainty(at_least=True))
    levels = tuple(LevelTotal(level, length(spans), certainty_of(spans)) for level, spans in found.items())
    together = merge(chain.from_iterable(found.values()))
    return Totals(levels, length(together), certainty_of(together))


class ComponentTotals(NamedTuple):
    """The time that one component spent at each level."""

    component: str
    totals: Totals


class RecordTotals(NamedTuple):
    """The time at each level in a record: of all components together, and of each."""

    together: Totals
    components: tuple[ComponentTotals, ...]


def record_totals(record: Record, site: Site, now: datetime) -> RecordTotals:
    """Return the totals of a record, and of each component with a window: in the order of the site, then its own."""
    windows: dict[str, list[LevelSpan]] = {}
    for window in record.component_windows:
        windows.setdefault(window.component, []).append(window)
    listed = {each.id: windows[each.id] for each in site.components if each.id in windows}
    components = tuple(
        ComponentTotals(component, totals(own, site, now)) for component, own in (listed | windows).items()
    )
    together = components[0].totals if len(components) == 1 else totals(record.windows, site, now)
    return RecordTotals(together, components)


def levels_at(project: Project, at: datetime) -> dict[str, str]:
    """Return the level of each component of the site at an instant, in the order of the page. The worst one counts."""
    worst = {component.id: OPERATIONAL.id for component in project.site.components}
    for record in _public_records(project):
        for component, level in record_levels(record, project.site, at).items():
            if component in worst and project.site.rank(level) > project.site.rank(worst[component]):
                worst[component] = level
    return worst


def record_levels(record: Record, site: Site, at: datetime) -> dict[str, str]:
    """Return the level of each component that one record names, at an instant. If it names several, the worst counts.

    If the record has no window of a component, the last level in its updates counts, unless the record was closed or
    only announced at that instant.
    """
    levels: dict[str, str] = {}
    for component, level, _ in current_levels(record, at):
        if component not in levels or site.rank(level) > site.rank(levels[component]):
            levels[component] = level
    return levels


def current_levels(record: Record, at: datetime) -> Iterator[CurrentLevel]:
    """Yield all levels of the components that one record names, at an instant; `record_levels` has the worst."""
    yield from (CurrentLevel(component, level, None) for component, level in _update_levels(record, at))
    yield from _window_levels(record, at)


def level_changes(record: Record, now: datetime) -> dict[str, datetime]:
    """Return when a record last changed the level of each component that it names, until `now`.

    As time passes, these instants never become earlier, whatever happens to the record.
    """
    if record.kind not in PUBLIC_KINDS:
        return {}
    latest: dict[str, datetime] = {}
    for window in record.component_windows:
        for at in (window.start, window.end):
            if at and at <= now:
                latest[window.component] = max(latest.get(window.component, at), at)
    return latest | dict(_update_changes(record, now))


def _public_records(project: Project) -> Iterator[Record]:
    return (record for record in project.records if record.kind in PUBLIC_KINDS)


def _window_levels(record: Record, at: datetime) -> Iterator[CurrentLevel]:
    """Yield the levels at an instant. On the last day of a window, the state of its record says whether it is over."""
    current = [each for each in record.component_windows if each.start <= at]
    current = [each for each in current if each.end is None or at < each.end]
    if any(is_coarse(each.end) for each in current) and state_at(record, at) in FINAL_STATES:
        current = [each for each in current if not is_coarse(each.end)]
    yield from (CurrentLevel(each.component, each.level, each.window) for each in current)


def _update_changes(record: Record, now: datetime) -> Iterator[tuple[str, datetime]]:
    """Yield the times until `now` at which updates changed the level of a component, in order."""
    if not any(update.levels for update in record.updates):
        return
    points = {update.public_from for update in record.updates}
    if record.kind is Kind.MAINTENANCE:
        points.update(plan_changes(record), record.times)  # its windows may complete it
    before: dict[str, str] = {}
    for at in sorted(point for point in points if point <= now):
        levels = dict(_update_levels(record, at))
        for component in before | levels:
            if before.get(component) != levels.get(component):
                yield component, at
        before = levels


def _update_levels(record: Record, at: datetime) -> Iterator[tuple[str, str]]:
    state = state_at(record, at)
    if state in FINAL_STATES or state is State.SCHEDULED:
        return
    levels: dict[str, str] = {}
    for update in updates_until(record, at):
        levels.update(update.levels)
    with_windows = {component for window in record.windows for component in window.named}
    yield from ((component, level) for component, level in levels.items() if component not in with_windows)
