"""Finds earlier records that share a cause, a trigger or a component with a record, and what was promised then."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import date, timedelta
from typing import NamedTuple

from afterword.records.record import Record
from afterword.records.site import Site
from afterword.records.vocabulary import ActionStatus, Kind, TriggerKind, Visibility
from afterword.views.text.words import ENGLISH

LOOK_BACK = timedelta(days=365)
"""How long before a record its neighbours happened at most."""
_SHOWN = 3
"""How many neighbours of a record are listed; the others are counted."""
_KINDS = (Kind.INCIDENT, Kind.NEAR_MISS)
_SAYS_NOTHING = ("indeterminate", TriggerKind.UNKNOWN.value)
_UNFINISHED = (ActionStatus.OPEN, ActionStatus.IN_PROGRESS)
_DAY = len("2026-11-20")


class UnfinishedAction(NamedTuple):
    """An action item that is neither done nor dropped. `last_day` is the last day of `due`; both may be empty."""

    id: str
    title: str
    owner: str
    due: str
    last_day: str
    internal: bool

    def is_overdue(self, today: date) -> bool:
        """Return whether its due date has passed."""
        return bool(self.last_day) and self.last_day < today.isoformat()


class RecordTraits(NamedTuple):
    """What makes a record a neighbour of others: causes are categories, triggers are kinds, components are ids."""

    id: str
    title: str
    internal: bool
    causes: tuple[str, ...]
    triggers: tuple[str, ...]
    components: tuple[str, ...]
    actions: tuple[UnfinishedAction, ...]

    @property
    def shareable(self) -> frozenset[str]:
        """What other records may have too."""
        return frozenset((*self.causes, *self.triggers, *self.components))


class Neighbour(NamedTuple):
    """An earlier record, and what it shares with a later one; components by their names."""

    traits: RecordTraits
    causes: tuple[str, ...]
    triggers: tuple[str, ...]
    components: tuple[str, ...]

    @property
    def kinds(self) -> int:
        """How many kinds of things are shared."""
        return sum(map(bool, (self.causes, self.triggers, self.components)))


class Neighbours(NamedTuple):
    """The neighbours of a record, those with most in common first; `more` counts those that are not listed."""

    record: str
    title: str
    found: tuple[Neighbour, ...]
    more: int


def record_traits(record: Record) -> RecordTraits | None:
    """Return what makes a record a neighbour of others; None for maintenance, drills and notices."""
    if record.kind not in _KINDS:
        return None
    causes = (each.category for each in record.root_causes if each.category)
    triggers = (each.kind.value for each in record.trigger if each.kind)
    return RecordTraits(
        record.id,
        record.full_title,
        record.visibility is Visibility.INTERNAL,
        _telling(causes),
        _telling(triggers),
        _telling(each.component for each in record.component_windows),
        tuple(_unfinished(record)),
    )


def neighbours(record: RecordTraits, others: Iterable[RecordTraits], site: Site) -> Neighbours | None:
    """Return the records of the year before a record that have something in common with it; None if there are none.

    Those that share only one kind of thing are listed only if none shares more: many have a common component.
    """
    day = date.fromisoformat(record.id[:_DAY])
    first, last = (day - LOOK_BACK).isoformat(), day.isoformat()
    earlier = (each for each in others if first <= each.id[:_DAY] <= last and each.id != record.id)
    found = sorted((one for each in earlier if (one := _shared(record, each, site))), key=_rank)
    if not found:
        return None
    close = [each for each in found if each.kinds > 1]
    listed = tuple((close or found)[:_SHOWN])
    return Neighbours(record.id, record.title, listed, len(found) - len(listed))


def _telling(found: Iterable[str]) -> tuple[str, ...]:
    return tuple(sorted({each for each in found if each not in _SAYS_NOTHING}))


def _unfinished(record: Record) -> Iterator[UnfinishedAction]:
    for item in record.action_items:
        if item.status in _UNFINISHED:
            due = (item.due.written, item.due.isoformat()) if item.due else ("", "")
            internal = item.visibility is Visibility.INTERNAL
            yield UnfinishedAction(item.id, item.title, item.owner or "", *due, internal)


def _shared(record: RecordTraits, other: RecordTraits, site: Site) -> Neighbour | None:
    causes, triggers, components = (
        tuple(each for each in mine if each in theirs)
        for mine, theirs in zip(record[3:6], other[3:6], strict=True)
    )
    if not (causes or triggers or components):
        return None
    names = (found.name if (found := site.component(each)) else each for each in components)
    return Neighbour(other, causes, triggers, tuple(names))


def _rank(found: Neighbour) -> tuple[int, bool, int, str]:
    """Sort by how many kinds of things are shared; then those with unfinished action items, and the latest, first."""
    day = date.fromisoformat(found.traits.id[:_DAY])
    return -found.kinds, not found.traits.actions, -day.toordinal(), found.traits.id


def shared_words(found: Neighbour) -> str:
    """Say what a neighbour shares."""
    causes = f"same cause: {ENGLISH.listed(found.causes)}" if found.causes else ""
    triggers = f"same trigger: {ENGLISH.listed(found.triggers)}" if found.triggers else ""
    components = f"same component: {ENGLISH.listed(found.components)}" if found.components else ""
    return "; ".join(filter(None, (causes, triggers, components)))
