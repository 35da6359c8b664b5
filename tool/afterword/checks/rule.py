"""What a rule is, what it is shown, and what it finds."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Generic, NamedTuple, TypeVar

from afterword.checks.cache_validity import Clock
from afterword.checks.locations import Locator
from afterword.checks.lookup import Lookup
from afterword.checks.record_ids import RecordLookups
from afterword.checks.timestamps import last_state
from afterword.diagnostics import Severity
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.records.vocabulary import State
from afterword.source.nodes import Path

T = TypeVar("T")


class Finding(NamedTuple):
    """What a rule found, at a field that it names; the runner finds out where that field stands.

    The empty path means the file as a whole. A path may name a field that is missing: it is shown where it
    would belong. `key` points at the name of the field rather than at its value.
    """

    path: Path
    message: str
    example: str = ""
    key: bool = False


@dataclass(frozen=True, slots=True)
class Rule(Generic[T]):
    """One thing that is checked. `text` is its page in the handbook: the docstring of its module.

    A rule with `integrity` guards what pages cannot be made without, and can neither be lowered nor
    suppressed. `needs` and `needs_of_site` name top-level keys of the record and of `status.yml`: where a
    part of one of them could not be read, the rule stays silent, as it would report the reader's own gap.
    """

    id: str
    severity: Severity
    check: Callable[[T], Iterator[Finding]]
    text: str | None
    integrity: bool = False
    needs: tuple[str, ...] = ()
    needs_of_site: tuple[str, ...] = ()


@dataclass(frozen=True)
class Subject:
    """One record as a rule sees it: with its file, the ids of the site and of other records, and the time."""

    record: Record
    places: Locator
    known: Lookup
    others: RecordLookups
    clock: Clock

    @cached_property
    def state(self) -> State:
        """The state that the record comes to in the end; several rules ask for it."""
        return last_state(self.record)

    @property
    def file(self) -> str:
        """The record's file, relative to the site's root."""
        return self.places.file

    def local_time(self, instant: datetime) -> str:
        """Write an instant as a clock time of the record's zone, the way people type it."""
        written = self.record.zone.local(instant).replace(tzinfo=None)
        precision = "minutes" if not (written.second or written.microsecond) else "seconds"
        return written.isoformat(" ", "milliseconds" if written.microsecond else precision)


@dataclass(frozen=True, slots=True)
class SiteSubject:
    """`status.yml` as a rule sees it. `rules` tells of every rule there is whether it can be lowered."""

    site: Site
    rules: Mapping[str, bool]
