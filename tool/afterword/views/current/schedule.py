"""Scheduled states: what a page will show at each announced time, so that a script keeps it current between builds."""

from __future__ import annotations

import math
from collections.abc import Collection, Iterable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple, TypeAlias

from afterword.records.record import Record
from afterword.records.rough_time import form_of
from afterword.views import urls
from afterword.views.context import Context
from afterword.views.current.banner import banner
from afterword.views.current.cards import RecordStatus, record_status
from afterword.views.text.extent import LevelNow
from afterword.views.text.labels import label_of

LevelTold: TypeAlias = tuple[str, str]
"""A level by its id, and what follows its name; see `LevelNow.suffix`."""


class CardState(NamedTuple):
    """The status of a record: `state` as slug, name and glyph, `since` in seconds since 1970, `levels` by component.

    `level` is the worst, whose colour its card has.

    `about` if `since` is known only roughly, `late` if the next update was promised for an earlier time, `silent` if
    there has been none for too long.
    """

    state: tuple[str, ...]
    overrun: bool
    upcoming: bool
    since: int | None
    about: bool
    levels: dict[str, LevelTold]
    late: bool
    silent: bool
    level: str


class StateChange(NamedTuple):
    """What a page shows from `at` on, in seconds since 1970: the first change has everything, a later one what differs.

    `banner` is a level and a sentence. `levels` are by the id of a component, or by `group.<id>`; `cards` are by the
    address of the record's page.
    """

    at: int
    banner: tuple[str, str] | None
    levels: dict[str, LevelTold]
    cards: dict[str, CardState]


class Schedule(NamedTuple):
    """What a script needs to keep a page current: the changes, the name and glyph of each level, when it is stale.

    `built_at` is in seconds since 1970. `stale_after` is in seconds; 0 is never.
    """

    built_at: int
    built_at_text: str
    stale_after: int
    labels: dict[str, tuple[str, str]]
    changes: tuple[StateChange, ...]

    @property
    def value(self) -> dict[str, object]:
        """The schedule as a plain value, to be written as JSON."""
        changes = [
            change._asdict() | {"cards": {each: card._asdict() for each, card in change.cards.items()}}
            for change in self.changes
        ]
        return self._asdict() | {"changes": changes}


def schedule(context: Context, shown: Sequence[Record], *, whole: bool = True) -> Schedule:
    """Return the schedule of a page that shows these records, and as a `whole` page the banner and all components."""
    states = [_state(each, shown, whole=whole) for each in context.scheduled]
    changes = tuple(change for change in (states[0], *map(_difference, pairwise(states))) if change)
    at = context.words.instant(context.now, context.zone)
    return Schedule(
        built_at=_seconds(context.now),
        built_at_text=f"{at.text} {at.zone}",
        stale_after=context.site.page.stale_after_hours * 3600,
        labels={
            slug: label_of(context.words, context.site, slug)[1:3]
            for slug in sorted(set(_levels_in(changes)))
        },
        changes=changes,
    )


def components_schedule(context: Context) -> Schedule:
    """Return the schedule of a page that shows the levels of all components and groups, without banner and records."""
    whole = schedule(context, ())
    return _cut(whole, (change._replace(banner=None) for change in whole.changes if change.levels))


def schedule_of(whole: Schedule, names: Collection[str]) -> Schedule:
    """Cut a schedule to the levels of some components, by their ids, or groups, as `group.<id>`."""
    changes = (
        change._replace(levels={each: change.levels[each] for each in names if each in change.levels})
        for change in whole.changes
    )
    return _cut(whole, (change for change in changes if any(change[1:])))


def _cut(whole: Schedule, changes: Iterable[StateChange]) -> Schedule:
    """Keep some changes, and the labels of the levels in them."""
    kept = tuple(changes)
    return whole._replace(
        changes=kept, labels={slug: whole.labels[slug] for slug in sorted(set(_levels_in(kept)))}
    )


def _state(context: Context, shown: Sequence[Record], *, whole: bool) -> StateChange:
    """Return everything that a page shows at the context's `now`."""
    return StateChange(
        at=_seconds(context.now),
        banner=_banner(context) if whole else None,
        levels=_all_levels(context) if whole else {},
        cards={
            urls.incident(record.id): _card(record_status(context, context.by_id[record.id]))
            for record in shown
        },
    )


def _all_levels(context: Context) -> dict[str, LevelTold]:
    levels = {each.id: _told(context.told[each.id]) for each in context.components}
    return levels | {f"group.{group}": (level, "") for group, level in context.group_levels.items()}


def _banner(context: Context) -> tuple[str, str]:
    level, sentence = banner(context)
    return level.slug, sentence


def _card(status: RecordStatus) -> CardState:
    since = _seconds(status.since) if status.since else None
    return CardState(
        tuple(status.state),
        status.overrun,
        status.is_upcoming,
        since,
        bool(form_of(status.since)),
        {component: _told(level) for component, level in status.levels.items()},
        status.late,
        status.silent,
        status.level,
    )


def _told(level: LevelNow) -> LevelTold:
    return level.id, level.suffix


def _difference(states: tuple[StateChange, StateChange]) -> StateChange | None:
    """Return what a state changes in the one before it; None where nothing visible changes."""
    before, after = states
    change = StateChange(
        at=after.at,
        banner=after.banner if after.banner != before.banner else None,
        levels={each: level for each, level in after.levels.items() if before.levels[each] != level},
        cards={each: card for each, card in after.cards.items() if before.cards[each] != card},
    )
    return change if any(change[1:]) else None


def _levels_in(changes: Iterable[StateChange]) -> Iterator[str]:
    """Yield the levels that changes name."""
    for change in changes:
        yield from change.banner[:1] if change.banner else ()
        yield from (level for level, _ in change.levels.values())
        yield from (level for card in change.cards.values() for level, _ in card.levels.values())


def _seconds(instant: datetime) -> int:
    """Return an instant in seconds since 1970, rounded up: at that second it has passed."""
    return math.ceil(instant.timestamp())
