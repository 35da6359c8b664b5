"""What a rule that judges a change is given: a record, or `status.yml`, before and after it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import date, datetime
from functools import cached_property
from typing import NamedTuple, TypeAlias

from afterword.checks.cache_validity import Clock
from afterword.checks.locations import Locator
from afterword.comparison.differences import Difference, differences
from afterword.comparison.tree import Tree, shown, tree_of
from afterword.records.record import Record
from afterword.records.references import Correction
from afterword.records.site import Site
from afterword.records.vocabulary import FINAL_STATES, PostMortemStatus
from afterword.records.zone import UTC_ZONE, written
from afterword.source.nodes import Path
from afterword.timeline.lifecycle import state_at, updates_until

_NAMED = 3
"""How many of the fields that differ a message names."""
_LONG = 60
_IDENTITY = ("id", "at", "on", "component", "text", "body", "title")
"""Keys that tell an entry from the others of its list, and that no build cuts."""


class Numbers(NamedTuple):
    """The public numbers that a change moves, each with its values before and after, in words.

    Without `complete`, the uptimes are not among them: they are unknown while the site has errors.
    """

    moved: tuple[str, ...]
    complete: bool = True


class Versions(NamedTuple):
    """A record before and after a change."""

    before: Record
    after: Record


@dataclass(frozen=True)
class RecordChange:
    """One record before and after a change, None where it does not exist.

    `base` is the name of the earlier version of the site. `published` is what readers see of the record in each
    version, None where they see nothing. `locator` has its present file, or an empty one under its former name.
    `successor` is the id of the record to which a former address probably belongs, and `leads_on` says whether it does
    lead there. `numbers` computes the public numbers that move because of this change alone.
    """

    base: str
    before: Record | None
    after: Record | None
    published: tuple[Record | None, Record | None]
    sites: tuple[Site, Site]
    locator: Locator
    clock: Clock
    numbers: Callable[[], Numbers]
    successor: str = ""
    leads_on: bool = False

    @property
    def both(self) -> Versions | None:
        """The record before and after, if it exists in both versions."""
        return Versions(self.before, self.after) if self.before and self.after else None

    @property
    def public(self) -> Versions | None:
        """What readers saw and what they see, if the record is public in both versions."""
        before, after = self.published
        return Versions(before, after) if before and after else None

    @cached_property
    def seen(self) -> tuple[Difference, ...]:
        """What differs for readers, if the record is public in both versions. Places are those in the file."""
        if not self.public or not self.after:
            return ()
        typed = tree_of(self.after, self.after.zone)
        before, after = (tree_of(each, each.zone) for each in self.public)
        return tuple(_placed(each, after, typed) for each in differences(before, after))

    @cached_property
    def new_corrections(self) -> tuple[Correction, ...]:
        """The corrections that came with the change: they tell readers what was changed."""
        former = self.before.corrections if self.before else ()
        return tuple(each for each in (self.after.corrections if self.after else ()) if each not in former)

    @property
    def today(self) -> date:
        """The current day in the zone of the record."""
        record = self.after or self.before
        return (record.zone.local(self.clock.now) if record else self.clock.now).date()

    @property
    def typed_now(self) -> str:
        """The current minute as people type it in the record."""
        record, now = self.after or self.before, self.clock.now.replace(second=0, microsecond=0)
        zone = record.zone if record else UTC_ZONE
        return written(zone.local(now), with_offset=zone.missing)

    @property
    def had_post_mortem(self) -> bool:
        """Whether readers saw the post-mortem before the change, since yesterday or longer."""
        report = self.public.before.post_mortem if self.public else None
        if report is None or report.status is not PostMortemStatus.PUBLISHED:
            return False
        return report.published is None or report.published < self.today

    @property
    def is_withdrawn(self) -> bool:
        """Whether readers saw a post-mortem that they do not see any more."""
        if not self.public:
            return False
        before, after = (each.post_mortem and each.post_mortem.status for each in self.public)
        return before is PostMortemStatus.PUBLISHED and after is not PostMortemStatus.PUBLISHED

    @property
    def was_closed(self) -> bool:
        """Whether the record had been over for some time, before the change."""
        record, now = self.before, self.clock.now
        if record is None or state_at(record, now) not in FINAL_STATES:
            return False
        if any(window.end is None for window in record.windows):
            return False
        last = [update.public_from for update in updates_until(record, now)][-1:]
        times = [*record.times, *last, *([record.publish_at] if record.publish_at else [])]
        return not times or self.is_settled(max(times))

    def is_settled(self, since: datetime) -> bool:
        """Return whether something has been public for so long that readers rely on it."""
        return self.clock.has_reached(since + self.sites[1].review.settled_after)


@dataclass(frozen=True)
class SiteChange:
    """`status.yml` before and after a change; `numbers` computes the public numbers that move because of it."""

    base: str
    before: Site
    after: Site
    locator: Locator
    numbers: Callable[[], Numbers]

    @cached_property
    def settings(self) -> tuple[Difference, ...]:
        """What differs."""
        return differences(*(tree_of(each, each.zone or UTC_ZONE) for each in (self.before, self.after)))


Change: TypeAlias = RecordChange | SiteChange


def described(found: Iterable[Difference]) -> str:
    """Say what differs, field by field: `windows.end (search 2026-11-20 09:40): 09:50 → 13:50`."""
    fields = [_described(each) for each in found]
    more = len(fields) - _NAMED
    return ", ".join(fields[:_NAMED]) + (f" and {more} more" if more > 0 else "")


def _described(difference: Difference) -> str:
    name = f"{difference.key} ({difference.entry})" if difference.entry else difference.key
    if difference.before is None or difference.after is None:
        return f"{name} {'added' if difference.before is None else 'removed'}"
    before, after = _short(difference.before), _short(difference.after)
    return f"{name}: {before} → {after}"


def _short(tree: Tree) -> str:
    text = " ".join(shown(tree).split())
    return text if len(text) <= _LONG else f"{text[: _LONG - 1].rstrip()}…"


def _placed(difference: Difference, public: Tree, typed: Tree) -> Difference:
    """Give a difference its place in the file, where entries may stand that readers do not see."""
    place = _place(difference.place, public, typed) if difference.after is not None else ()
    return Difference(
        difference.keys,
        difference.entry,
        place or difference.place[:1],
        difference.before,
        difference.after,
    )


def _place(path: Path, public: Tree | None, typed: Tree | None) -> Path:
    """Return the place in a whole tree of what is at a place in its public part, as far as it can be found."""
    found: list[str | int] = []
    for step in path:
        if isinstance(public, tuple) and isinstance(typed, tuple) and isinstance(step, int):
            public = public[step]
            alike = [place for place, each in enumerate(typed) if _identity(each) == _identity(public)]
            if not alike:
                break
            found.append(step if step in alike else alike[0])
            typed = typed[found[-1]] if isinstance(found[-1], int) else None
        elif isinstance(public, dict) and isinstance(typed, dict) and isinstance(step, str):
            public, typed = public.get(step), typed.get(step)
            found.append(step)
        else:
            break
    return tuple(found)


def _identity(entry: Tree) -> object:
    return {key: entry[key] for key in _IDENTITY if key in entry} if isinstance(entry, dict) else entry


def named_differences(found: Iterable[Difference], *beginnings: str) -> Iterator[Difference]:
    """Yield the differences in some keys, given with dots, and in the keys below them."""
    for each in found:
        if any(f"{each.key}.".startswith(f"{one}.") for one in beginnings):
            yield each
