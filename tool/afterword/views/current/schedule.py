"""What a page will say of now at the instants that are announced already, so that it stays true without a new build."""

from __future__ import annotations

import math
from collections.abc import Iterable, Iterator, Sequence
from datetime import datetime
from itertools import pairwise
from typing import NamedTuple

from afterword.records.record import Record
from afterword.views import urls
from afterword.views.context import Context
from afterword.views.current.banner import Banner, banner
from afterword.views.current.cards import RecordStatus, record_status
from afterword.views.text import words
from afterword.views.text.labels import label_of


class CardFrame(NamedTuple):
    """How a record stands: `state` as slug, name and glyph, `since` in seconds since 1970, `levels` by component."""

    state: tuple[str, ...]
    overrun: bool
    ahead: bool
    since: int | None
    levels: dict[str, str]


class StateChange(NamedTuple):
    """What holds from `at`, in seconds since 1970; the first frame holds everything, a later one what it changes.

    `held` is the level of each component by its id, and of each group as `group.<id>`; `cards` are by the address of
    the record's page.
    """

    at: int
    banner: tuple[str, str] | None
    held: dict[str, str]
    cards: dict[str, CardFrame]


class Schedule(NamedTuple):
    """What a script needs to keep a page truthful: what its frames call levels, by name and glyph, and when it is old.

    `stale_after` is in seconds; 0 is never.
    """

    made: int
    as_of: str
    stale_after: int
    levels: dict[str, tuple[str, str]]
    frames: tuple[StateChange, ...]

    @property
    def value(self) -> dict[str, object]:
        """The plan as a plain value, to be written as JSON."""
        frames = [
            frame._asdict() | {"cards": {each: card._asdict() for each, card in frame.cards.items()}}
            for frame in self.frames
        ]
        return self._asdict() | {"frames": frames}


def schedule(context: Context, shown: Sequence[Record], *, whole: bool = True) -> Schedule:
    """Plan a page that shows these records; one that shows the `whole` has banner and components too."""
    states = [_state(each, shown, whole=whole) for each in context.scheduled]
    frames = tuple(frame for frame in (states[0], *map(_difference, pairwise(states))) if frame)
    at = words.instant(context.now, context.zone)
    return Schedule(
        made=_seconds(context.now),
        as_of=f"{at.text} {at.zone}",
        stale_after=context.site.page.stale_after_hours * 3600,
        levels={slug: label_of(context.site, slug)[1:3] for slug in sorted(set(_levels_in(frames)))},
        frames=frames,
    )


def components_schedule(context: Context) -> Schedule:
    """Plan a page that shows the levels of all components and groups, but neither banner nor records."""
    whole = schedule(context, ())
    frames = tuple(frame._replace(banner=None) for frame in whole.frames if frame.held)
    return whole._replace(frames=frames, levels=_spoken_of(whole, frames))


def component_schedule(whole: Schedule, component: str) -> Schedule:
    """Cut the plan of all components to one of them."""
    frames = tuple(
        frame._replace(held={component: frame.held[component]})
        for frame in whole.frames
        if component in frame.held
    )
    return whole._replace(frames=frames, levels=_spoken_of(whole, frames))


def _spoken_of(whole: Schedule, frames: Iterable[StateChange]) -> dict[str, tuple[str, str]]:
    """Keep what the levels of some frames are called."""
    return {slug: whole.levels[slug] for slug in sorted(set(_levels_in(frames)))}


def _state(context: Context, shown: Sequence[Record], *, whole: bool) -> StateChange:
    """Give everything that holds at the book's instant."""
    groups = {f"group.{group}": level for group, level in context.group_levels.items()}
    return StateChange(
        at=_seconds(context.now),
        banner=_banner(banner(context)) if whole else None,
        held={**context.levels, **groups} if whole else {},
        cards={
            urls.incident(record.id): _card(record_status(context, context.by_id[record.id]))
            for record in shown
        },
    )


def _banner(said: Banner) -> tuple[str, str]:
    return said.level.slug, said.sentence


def _card(stands: RecordStatus) -> CardFrame:
    since = _seconds(stands.since) if stands.since else None
    return CardFrame(tuple(stands.state), stands.overrun, stands.ahead, since, dict(stands.levels))


def _difference(states: tuple[StateChange, StateChange]) -> StateChange | None:
    """Give what a state changes of the one before it; nothing where nobody would see it."""
    before, after = states
    changed = StateChange(
        at=after.at,
        banner=after.banner if after.banner != before.banner else None,
        held={each: level for each, level in after.held.items() if before.held[each] != level},
        cards={each: card for each, card in after.cards.items() if before.cards[each] != card},
    )
    return changed if any(changed[1:]) else None


def _levels_in(frames: Iterable[StateChange]) -> Iterator[str]:
    """Name the levels that frames speak of."""
    for frame in frames:
        yield from (frame.banner[:1] if frame.banner else ())
        yield from frame.held.values()
        yield from (level for card in frame.cards.values() for level in card.levels.values())


def _seconds(instant: datetime) -> int:
    """Give an instant in whole seconds, the next where it lies between two: then it has come."""
    return math.ceil(instant.timestamp())
