"""What a rule is, what it is given, and what it reports."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime, timedelta, timezone, tzinfo
from functools import cached_property
from typing import Generic, NamedTuple, Protocol, TypeVar

from afterword.checks.cache_validity import Clock
from afterword.checks.former_versions import FormerVersions
from afterword.checks.languages import is_english
from afterword.checks.locations import Locator
from afterword.checks.lookup import Lookup
from afterword.checks.public_prose import told_afterwards
from afterword.checks.record_ids import RecordLookups
from afterword.checks.references import Link, links_in
from afterword.checks.sentences import Sentences
from afterword.checks.timestamps import last_state
from afterword.diagnostics import Severity
from afterword.prose.html import may_refer
from afterword.records.prose_fields import prose_fields
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.records.texts import Text, texts
from afterword.records.vocabulary import State
from afterword.records.zone import typed_offset, written
from afterword.source.nodes import Path

T_contra = TypeVar("T_contra", contravariant=True)


class Finding(NamedTuple):
    """A problem at a field that the rule names; the runner finds the field's location in the file.

    The empty path means the whole file. If the field is missing, the location is the mapping that lacks it. With
    `key`, the location is the name of the field rather than its value. With `words` of a text, it is where these are
    typed in it: in the `passage` that the rule has read, else where they come first; with `behind`, in the comment
    behind the value. A `mild` finding is one step less severe than its rule says.
    """

    path: Path
    message: str
    example: str = ""
    key: bool = False
    mild: bool = False
    words: str = ""
    passage: str = ""
    behind: bool = False


@dataclass(frozen=True, slots=True)
class Rule(Generic[T_contra]):
    """One check. `text` is its page in the handbook: the docstring of its module.

    A rule with `integrity` protects what pages depend on, so its severity cannot be changed and its findings cannot be
    suppressed. `needs` names top-level keys of the file that the rule checks: if a part of one could not be read, the
    rule does not run, because it would report what is missing only for that reason. `needs_of_site` names such keys of
    `status.yml` for a rule that checks records. A rule with `review` asks what a careful reviewer asks; it spares
    old and imported records, and is milder while the post-mortem is unfinished (`checks/review_scope`).
    """

    id: str
    severity: Severity
    check: Callable[[T_contra], Iterator[Finding]]
    text: str | None
    integrity: bool = False
    needs: tuple[str, ...] = ()
    needs_of_site: tuple[str, ...] = ()
    review: bool = False


@dataclass(frozen=True)
class Subject:
    """One record as a rule sees it: with its file, the ids of the site and of other records, and the time.

    Findings are cached, so a rule may depend on nothing else. What it reads from `others` and `clock` is recorded, and
    decides how long its findings stay in the cache.
    """

    record: Record
    locator: Locator
    known: Lookup
    others: RecordLookups
    clock: Clock
    history: FormerVersions

    @cached_property
    def state(self) -> State:
        """The state that the record finally reaches; several rules need it."""
        return last_state(self.record)

    @cached_property
    def prose(self) -> tuple[tuple[Path, str], ...]:
        """The path and the text of each field of the record that is Markdown; several rules read them."""
        return tuple((each.path, each.text) for each in self.texts if each.markdown)

    @cached_property
    def lines(self) -> tuple[tuple[Path, str], ...]:
        """The path and the text of each field of the record that is not Markdown, and no address."""
        return _lines(self.texts)

    @cached_property
    def sentences(self) -> Sentences:
        """The sentences of the record's prose, as rules about wording read them."""
        return Sentences(self.prose if self.is_english else ())

    @cached_property
    def texts(self) -> tuple[Text, ...]:
        """Every text of the record; several rules read them."""
        return tuple(texts(self.record, self.known.also))

    @cached_property
    def whole_text(self) -> str:
        """All texts of the record in one, in which a rule can see quickly that it has nothing to look for."""
        return "\n".join(text.text for text in self.texts)

    @cached_property
    def told(self) -> tuple[tuple[Path, str], ...]:
        """The path and the text of its title, and of each public text that looks back on the incident."""
        return tuple(told_afterwards(self.record, self.texts))

    @cached_property
    def is_english(self) -> bool:
        """Whether the record is written in English; the rules that read sentences know no other language."""
        return is_english(self.record, self.known)

    @cached_property
    def links(self) -> tuple[Link, ...]:
        """Every link and picture in the record, except those to other sites."""
        may_refer_at_all = may_refer(self.whole_text)
        texts = self.texts if may_refer_at_all else (each for each in self.texts if each.address)
        return tuple(links_in(texts, self.record.id, self.known.root))

    @property
    def file(self) -> str:
        """The record's file, relative to the site's root."""
        return self.locator.file

    def local_time(self, instant: datetime, path: Path = ()) -> str:
        """Format an instant the way people type it, so that it can be pasted into the record.

        It has an offset if the time at `path` was typed with one, or if it needs one: nothing else tells the zone, or
        the clocks showed the time twice.
        """
        typed = self._typed_offset(path)
        if typed is not None:
            return written(instant.astimezone(typed), with_offset=True)
        local = self.record.zone.local(instant)
        twice = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
        return written(local, with_offset=self.record.zone.missing or twice)

    def offset_at(self, instant: datetime, path: Path) -> tzinfo:
        """Return the offset with which the time at `path` was read: the one that was typed, or else the zone's."""
        typed = self._typed_offset(path)
        return (
            typed
            if typed is not None
            else timezone(self.record.zone.local(instant).utcoffset() or timedelta())
        )

    def _typed_offset(self, path: Path) -> tzinfo | None:
        return typed_offset(self.locator.typed(path).strip()) if path else None


class ZoneChange(NamedTuple):
    """A change of the site's zone: the former one, its day and commit, and how many records are read differently.

    `commit` is empty if the change is not committed yet. `ahead` are records of later days, written before the change.
    """

    former: str
    changed_on: date
    commit: str
    records: int
    ahead: int = 0


class WithProse(Protocol):
    """A record or a site, of which a rule checks the texts."""

    @property
    def prose(self) -> tuple[tuple[Path, str], ...]:
        """The path and the text of each field that is Markdown."""

    @property
    def lines(self) -> tuple[tuple[Path, str], ...]:
        """The path and the text of each field that is not Markdown, and no address."""

    @property
    def whole_text(self) -> str:
        """All of these texts in one, perhaps with others."""


def prose_with(subject: WithProse, *marks: str) -> Iterator[tuple[Path, str]]:
    """Yield the path and the text of each field that is Markdown and has one of these marks; mostly none has."""
    if any(mark in subject.whole_text for mark in marks):
        yield from (each for each in subject.prose if any(mark in each[1] for mark in marks))


@dataclass(frozen=True)
class SiteSubject:
    """`status.yml` as a rule sees it. `rules` maps the id of every rule to whether its severity can be lowered.

    `zone_change` is None where the former versions of the file are not known. Findings in `status.yml` are not cached,
    so the answers of `others` are not noted.
    """

    site: Site
    rules: Mapping[str, bool]
    others: RecordLookups
    zone_change: ZoneChange | None = None

    @cached_property
    def prose(self) -> tuple[tuple[Path, str], ...]:
        """The path and the text of each field of `status.yml` that is Markdown."""
        return tuple(prose_fields(self.site))

    @cached_property
    def lines(self) -> tuple[tuple[Path, str], ...]:
        """The path and the text of each field of `status.yml` that is not Markdown, and no address."""
        return _lines(texts(self.site))

    @cached_property
    def whole_text(self) -> str:
        """All fields that are Markdown in one."""
        return "\n".join(text for _, text in self.prose)


def _lines(of_texts: Iterable[Text]) -> tuple[tuple[Path, str], ...]:
    return tuple((each.path, each.text) for each in of_texts if not each.markdown and not each.address)
