"""Compares two versions of one record: what readers newly see, what stays internal, what was promised."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from afterword.comparison.differences import Difference, differences
from afterword.comparison.tree import Tree, tree_of
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.records.vocabulary import ActionStatus
from afterword.review.call_outs import CallOuts, call_outs
from afterword.review.numbers import MovedNumber, record_numbers
from afterword.views.audience import is_public, public_part

_PROMISES = (("action_items",), ("scheduled",), ("updates", "next_update"), ("until",))
_UNKNOWNS = (("unknowns",),)


class PageChange(StrEnum):
    """What happens to the public page of a record."""

    NEW = "new"
    GONE = "gone"
    CHANGED = "changed"
    SAME = "same"
    NONE = "none"
    """It has no public page, neither before nor after."""


@dataclass(frozen=True, slots=True)
class RecordDiff:
    """What is different in a record. `before` or `after` is None if it does not exist there.

    Each difference is in exactly one list: `public` is what readers newly see or no longer see, `internal` what no
    public build has, `promises` are action items, announced times and promised updates, `unknowns` what is declared
    unknown. `call_outs` are links, hosts and names in texts that become public. `uncovered` are the ids of causes that
    lost their only action item.
    """

    before: Record | None
    after: Record | None
    page: PageChange
    public: tuple[Difference, ...]
    numbers: tuple[MovedNumber, ...]
    internal: tuple[Difference, ...]
    promises: tuple[Difference, ...]
    unknowns: tuple[Difference, ...]
    call_outs: CallOuts
    uncovered: tuple[str, ...]

    @property
    def record(self) -> Record:
        """The later version, or the only one."""
        record = self.after or self.before
        assert record is not None
        return record

    @property
    def is_empty(self) -> bool:
        """Whether nothing differs."""
        same_name = bool(self.before and self.after and self.before.id == self.after.id)
        lists = (self.public, self.numbers, self.internal, self.promises, self.unknowns)
        return same_name and not any(lists)


def record_diff(
    before: Record | None,
    after: Record | None,
    sites: tuple[Site, Site],
    now: datetime,
    hidden: tuple[Collection[str], Collection[str]] = ((), ()),
) -> RecordDiff:
    """Compare two versions of a record. `sites` and `hidden`, the ids of records that are not public, are of each."""
    versions = (before, after)
    public = tuple(
        _public_tree(record, site, ids, now)
        for record, site, ids in zip(versions, sites, hidden, strict=True)
    )
    seen = differences(*(each or {} for each in public))
    typed = differences(*(tree_of(each, each.zone) if each else {} for each in versions))
    internal = tuple(_not_public(typed, seen))
    return RecordDiff(
        before,
        after,
        _page_change(*(each is not None for each in public), changed=bool(seen)),
        public=_rest(seen),
        numbers=record_numbers(before, after, sites, now),
        internal=_rest(internal),
        promises=_of((*seen, *internal), _PROMISES),
        unknowns=_of((*seen, *internal), _UNKNOWNS),
        call_outs=call_outs(*public),
        uncovered=_uncovered(before, after),
    )


def published(record: Record | None, site: Site, hidden: Collection[str], now: datetime) -> Record | None:
    """Return what readers see of a record, None if nothing. `hidden` are ids of other records that they do not see."""
    if record is None or not is_public(record, now):
        return None
    named = {
        *(each.id for each in record.related),
        *(record.post_mortem.covers if record.post_mortem else ()),
    }
    return public_part(record, site, named.difference(hidden), now)


def _public_tree(
    record: Record | None, site: Site, hidden: Collection[str], now: datetime
) -> dict[str, Tree] | None:
    seen = published(record, site, hidden, now)
    return tree_of(seen, seen.zone) if seen else None


def _page_change(before: bool, after: bool, *, changed: bool) -> PageChange:
    if before and after:
        return PageChange.CHANGED if changed else PageChange.SAME
    return PageChange.NEW if after else PageChange.GONE if before else PageChange.NONE


def _not_public(typed: Sequence[Difference], seen: Sequence[Difference]) -> Iterator[Difference]:
    """Yield what differs and readers do not see; of an entry that they see in part, the other part."""
    visible = _visible(typed, seen)
    for place, each in enumerate(typed):
        public = visible.get(place)
        if public is None:
            yield each
            continue
        before, after = _hidden(each.before, public.before), _hidden(each.after, public.after)
        if before != after:
            yield Difference(each.keys, each.entry, each.place, before, after)


def _visible(typed: Sequence[Difference], seen: Sequence[Difference]) -> dict[int, Difference]:
    """Return what readers see of each typed difference, by its place.

    Several entries may have the same name, such as events of the same minute: those with most in common are the same.
    """
    named: dict[object, list[int]] = defaultdict(list)
    for place, each in enumerate(seen):
        named[each.keys, each.entry].append(place)
    found: dict[int, Difference] = {}
    taken: set[int] = set()
    for _, one, other in sorted(
        (_unlike(seen[other], each), one, other)
        for one, each in enumerate(typed)
        for other in named.get((each.keys, each.entry), ())
    ):
        if one not in found and other not in taken:
            found[one] = seen[other]
            taken.add(other)
    return found


def _unlike(public: Difference, typed: Difference) -> int:
    """Return how many values of a public difference are not in a typed one."""
    pairs = ((public.before, typed.before), (public.after, typed.after))
    return sum(
        sum(each != whole.get(key) for key, each in part.items())
        if isinstance(part, dict) and isinstance(whole, dict)
        else part != whole
        for part, whole in pairs
    )


def _hidden(whole: Tree | None, public: Tree | None) -> Tree | None:
    if not isinstance(whole, dict):
        return None if public is not None else whole
    if not isinstance(public, dict):
        return whole
    return {key: each for key, each in whole.items() if key not in public} or None


def _of(found: Iterable[Difference], beginnings: tuple[tuple[str, ...], ...]) -> tuple[Difference, ...]:
    return tuple(each for each in found if any(each.keys[: len(one)] == one for one in beginnings))


def _rest(found: Iterable[Difference]) -> tuple[Difference, ...]:
    elsewhere = {id(each) for each in _of(found, (*_PROMISES, *_UNKNOWNS))}
    return tuple(each for each in found if id(each) not in elsewhere)


def _uncovered(before: Record | None, after: Record | None) -> tuple[str, ...]:
    """Return the causes that an action item addressed before, that none addresses now, and that remain."""
    if before is None or after is None:
        return ()
    left = {cause.id for cause in after.root_causes if not cause.accepted_risk} - _addressed(after)
    return tuple(sorted(each for each in left & _addressed(before) if each))


def _addressed(record: Record) -> set[str | None]:
    """Return the causes that an action item addresses, dropped ones aside."""
    items = (item for item in record.action_items if item.status is not ActionStatus.WONT_DO)
    return {cause for item in items for cause in item.addresses}
