"""Which level held when: of a record, of a component, and of all components at an instant.

Windows are the source of every number. Where they overlap, the worst level of the site's scale wins. Numbers
count what has happened until `now`: an open window runs to `now`, and so does one whose typed end lies ahead.

The levels that updates tell matter only for a component of which their record has no window at all, and only
for the question which level it is at, never for a number (see `levels_at`).
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Protocol

from afterword.records.impact import Window
from afterword.records.project import Project
from afterword.records.record import Record
from afterword.records.scales import OPERATIONAL
from afterword.records.site import Site
from afterword.records.vocabulary import FINAL_STATES, Kind, State
from afterword.timeline.intervals import Interval, first_wins, length, merge
from afterword.timeline.lifecycle import state_at, updates_until

PUBLIC_KINDS = frozenset({Kind.INCIDENT, Kind.MAINTENANCE})
"""The kinds of record that change a component's public state; near misses and drills do not."""


class LevelSpan(Protocol):
    """A stretch of time at a level: a window of a record, or what the index has of one."""

    @property
    def level(self) -> str:
        """The id of its level."""

    @property
    def start(self) -> datetime:
        """When it began."""

    @property
    def end(self) -> datetime | None:
        """When it ended, if it has."""


@dataclass(frozen=True, slots=True)
class LevelTotal:
    """How long a level held."""

    level: str
    duration: timedelta


@dataclass(frozen=True, slots=True)
class Totals:
    """How long each level held, mildest first, and all of them together.

    The levels add up to `overall`, as each instant counts for its worst level only. Levels that did not
    occur, and levels that the site maps to operational, are left out.
    """

    levels: tuple[LevelTotal, ...] = ()
    overall: timedelta = timedelta()


def window_interval(window: LevelSpan, now: datetime) -> Interval | None:
    """Give the part of a window that has happened until `now`; None where there is none.

    None too for a window that ends before it starts: the rules report it, and it covers no time.
    """
    end = now if window.end is None else min(window.end, now)
    return Interval(window.start, end) if window.start < end else None


def level_spans(windows: Iterable[LevelSpan], site: Site, now: datetime) -> dict[str, tuple[Interval, ...]]:
    """Give the time of each level, mildest first, with overlaps of different levels kept.

    Levels that the site maps to operational or does not know are left out, as are levels without time.
    """
    found: dict[str, list[Interval]] = {}
    for window in windows:
        interval = window_interval(window, now)
        if interval:
            found.setdefault(window.level, []).append(interval)
    ranks = {level: rank for level in found if (rank := site.rank(level))}
    return {level: merge(found[level]) for level in sorted(ranks, key=ranks.__getitem__)}


def by_level(windows: Iterable[Window], site: Site, now: datetime) -> dict[str, tuple[Interval, ...]]:
    """Give the time of each level, mildest first, each instant at its worst level only.

    The windows may be of any components. Levels are left out as in `level_spans`, and so is a level that
    never was the worst.
    """
    spans = level_spans(windows, site, now)
    if len(spans) < 2:
        return spans
    worst_first = tuple(reversed(spans))
    shares = dict(zip(worst_first, first_wins(spans[level] for level in worst_first), strict=True))
    return {level: shares[level] for level in spans if shares[level]}


def totals(windows: Iterable[Window], site: Site, now: datetime) -> Totals:
    """Add up how long each level held, and all together."""
    found = by_level(windows, site, now)
    levels = tuple(LevelTotal(level, length(spans)) for level, spans in found.items())
    return Totals(levels, sum((one.duration for one in levels), timedelta()))


def component_windows(project: Project, component_id: str) -> tuple[Window, ...]:
    """Give the windows that count for a component, in the order of the records.

    For many components, `windows_by_component` reads the records once.
    """
    windows = (window for record in _public(project) for window in record.windows)
    return tuple(window for window in windows if window.component == component_id)


def windows_by_component(project: Project) -> dict[str, tuple[Window, ...]]:
    """Give the windows that count for each component of the site, in the order of the page."""
    found: dict[str, list[Window]] = {component.id: [] for component in project.site.components}
    for record in _public(project):
        for window in record.windows:
            if window.component in found:
                found[window.component].append(window)
    return {component: tuple(windows) for component, windows in found.items()}


def level_of(project: Project, component_id: str, at: datetime) -> str:
    """Say at which level a component was: a level's id, `operational` where nothing says otherwise.

    For many components, `levels_at` reads the records once.
    """
    return levels_at(project, at).get(component_id, OPERATIONAL.id)


def levels_at(project: Project, at: datetime) -> dict[str, str]:
    """Say at which level each component of the site was, in the order of the page; the worst record counts."""
    worst = {component.id: OPERATIONAL.id for component in project.site.components}
    for record in _public(project):
        for component, level in record_levels(record, project.site, at).items():
            if component in worst and project.site.rank(level) > project.site.rank(worst[component]):
                worst[component] = level
    return worst


def record_levels(record: Record, site: Site, at: datetime) -> dict[str, str]:
    """Say at which level one record puts each component that it speaks of; of several levels the worst counts.

    Where the record has no window of a component, the level that its updates told last counts, unless the
    record was closed or only announced by then.
    """
    levels: dict[str, str] = {}
    for component, level in (*_told(record, at), *_shown(record, at)):
        if component not in levels or site.rank(level) > site.rank(levels[component]):
            levels[component] = level
    return levels


def level_changes(record: Record, now: datetime) -> dict[str, datetime]:
    """Say when a record last changed the level of each component that it speaks of, until `now`.

    As time goes by, the instants only grow, whatever becomes of the record.
    """
    if record.kind not in PUBLIC_KINDS:
        return {}
    latest: dict[str, datetime] = {}
    for window in record.windows:
        for at in (window.start, window.end):
            if at and at <= now:
                latest[window.component] = max(latest.get(window.component, at), at)
    return latest | dict(_told_changes(record, now))


def _public(project: Project) -> Iterator[Record]:
    return (record for record in project.records if record.kind in PUBLIC_KINDS)


def _shown(record: Record, at: datetime) -> Iterator[tuple[str, str]]:
    for window in record.windows:
        if window.start <= at and (window.end is None or at < window.end):
            yield window.component, window.level


def _told_changes(record: Record, now: datetime) -> Iterator[tuple[str, datetime]]:
    """Give the times until `now` at which updates changed a level, in order."""
    if not any(update.levels for update in record.updates):
        return
    points = {update.at for update in record.updates}
    if record.scheduled:
        points.add(record.scheduled.start)
    before: dict[str, str] = {}
    for at in sorted(point for point in points if point <= now):
        told = dict(_told(record, at))
        for component in before | told:
            if before.get(component) != told.get(component):
                yield component, at
        before = told


def _told(record: Record, at: datetime) -> Iterator[tuple[str, str]]:
    state = state_at(record, at)
    if state in FINAL_STATES or state is State.SCHEDULED:
        return
    told: dict[str, str] = {}
    for update in updates_until(record, at):
        told.update(update.levels)
    with_windows = {window.component for window in record.windows}
    yield from ((component, level) for component, level in told.items() if component not in with_windows)
