"""The ids of all records of a site, and the questions of rules about them and about the files next to them."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Iterator, Mapping, Set
from dataclasses import dataclass, field
from functools import cached_property
from itertools import islice
from types import MappingProxyType
from typing import Literal, NamedTuple, Protocol, TypeAlias

from afterword.checks.window_claims import WindowIndex
from afterword.records.vocabulary import Visibility

_DAY = len("2026-11-20")
_MAX_FILES = 4
"""Of more files with a window, the rest is not looked for: a copy in every record must not be compared pairwise."""


Question: TypeAlias = Literal[
    "files",
    "claimants",
    "similar",
    "visibility",
    "attachment",
    "attachment state",
    "names",
    "windows",
    "report",
    "covered by",
]
"""Which files have an id; which have it as a former one; which ids have the same day or the same words; whether a
record is internal; whether a record has a file of a name next to it, asked as `id/name`; what changes with the content
of this file; the names of all files next to it; which other files have a window of a record, asked as `id key`; the
status of a record's post-mortem and the ids that it covers; the files with a published post-mortem that covers it."""


HELD_BACK = "held_back"
"""The visibility of a public record whose `publish_at` has not come."""


class Answer(NamedTuple):
    """A question about an id, and the files or ids that are the answer."""

    question: Question
    record_id: str
    names: tuple[str, ...]


class SiteFiles(Protocol):
    """Answers questions about the records of a site on request, because most records need not be read for them."""

    def visibility(self, file: str) -> str:
        """Return the visibility of the record in a file, or `HELD_BACK`; an empty text if it cannot be read."""

    def attachment(self, record_id: str, name: str) -> bool:
        """Return whether a record has a file of this name next to it that can be published."""

    def attachment_names(self, record_id: str) -> tuple[str, ...]:
        """Return the names of the files next to a record, also of those that are never published."""

    def report(self, file: str) -> tuple[str, ...]:
        """Return the status of the post-mortem of a record, and the ids that it covers; nothing if it has none."""

    def covering(self, ids: Collection[str]) -> tuple[str, ...]:
        """Return the files with a published post-mortem that covers a record with one of these ids."""

    def attachment_state(self, record_id: str, name: str) -> str:
        """Return a text that differs after every change of such a file; an empty one if there is none."""

    def attachment_data(self, record_id: str, name: str) -> bytes:
        """Return the bytes of such a file, of a large one only the first; none if it cannot be read."""

    def window_line(self, file: str, key: str) -> int:
        """Return the line of the window with a key in a file; 0 if it cannot be read."""


@dataclass(frozen=True)
class RecordIds:
    """Every record's id with the files that have it.

    `claimants` has the files that have an id as an alias, `present` the current id for each former one. `windows`
    is filled while the records are checked.
    """

    files: Mapping[str, tuple[str, ...]]
    claimants: Mapping[str, tuple[str, ...]]
    contents: SiteFiles | None = None
    windows: WindowIndex = field(default_factory=WindowIndex)

    def in_version(
        self, contents: SiteFiles, aliases: Mapping[str, tuple[str, ...]], windows: WindowIndex
    ) -> RecordIds:
        """Return the ids in a version of the site that has the same files."""
        return RecordIds(self.files, _claimants(aliases), contents, windows)

    @cached_property
    def alone(self) -> Set[str]:
        """The files whose id no other file has."""
        return {files[0] for files in self.files.values() if len(files) == 1}

    @cached_property
    def parts(self) -> Mapping[str, tuple[str, ...]]:
        """The ids that have a day, or words, in them."""
        parts: dict[str, list[str]] = {}
        for record_id in self.files:
            for part in _parts(record_id):
                parts.setdefault(part, []).append(record_id)
        return {part: tuple(named) for part, named in parts.items()}

    @cached_property
    def present(self) -> Mapping[str, str]:
        """The current id of a record for each of its former ones."""
        return {alias: id_of(files[0]) for alias, files in self.claimants.items() if alias not in self.files}

    def answer(self, question: Question, record_id: str) -> tuple[str, ...]:
        """Return the files or ids that answer a question about an id."""
        if question == "files":
            return self.files.get(record_id, ())
        if question == "claimants":
            return self.claimants.get(record_id, ())
        if question == "visibility":
            files = (*self.files.get(record_id, ()), *self.claimants.get(record_id, ()))
            found = {self.contents.visibility(file) for file in files if self.contents}
            return tuple(sorted(filter(None, found)))
        if question == "attachment":
            owner, _, name = record_id.partition("/")
            return (name,) if self.contents and self.contents.attachment(owner, name) else ()
        if question == "names":
            return self.contents.attachment_names(record_id) if self.contents else ()
        if question == "report":
            return next(
                (self.contents.report(each) for each in self.files.get(record_id, ()) if self.contents), ()
            )
        if question == "covered by":
            former = (alias for alias, each in self.present.items() if each == record_id)
            return self.contents.covering({record_id, *former}) if self.contents else ()
        if question == "attachment state":
            owner, _, name = record_id.partition("/")
            return (self.contents.attachment_state(owner, name),) if self.contents else ()
        if question == "windows":
            owner, _, key = record_id.partition(" ")
            return tuple(islice(self._files_with_window(owner, key), _MAX_FILES))
        # Of thousands of ids only these few are compared letter by letter.
        day, words = _parts(record_id)
        return (*self.parts.get(day, ()), *self.parts.get(words, ()))

    def still_gives(self, answers: Iterable[Answer]) -> bool:
        """Return whether the answers are the same as when they were recorded."""
        return all(self.answer(each.question, each.record_id) == each.names for each in answers)

    def repetitions(self, file: str, keys: Iterable[str]) -> Iterator[Answer]:
        """Yield for each window of a file that other records have too which ones these are."""
        for key in dict.fromkeys(keys):
            question = f"{id_of(file)} {key}"
            if names := self.answer("windows", question):
                yield Answer("windows", question, names)

    def has_noted_repetitions(self, file: str, keys: Iterable[str], answers: Iterable[Answer]) -> bool:
        """Return whether the answers about windows of a file are those that `repetitions` gives."""
        noted = {each for each in answers if each.question == "windows"}
        return noted == set(self.repetitions(file, keys))

    def _files_with_window(self, owner: str, key: str) -> Iterator[str]:
        """Yield the other files that have a window, with its line, unless a record says that both share it."""
        own = {each for file in self.files.get(owner, ()) for each in self._shared_with(file)}
        for file in self.windows.files(key):
            record_id = id_of(file)
            if record_id not in (owner, *own) and owner not in self._shared_with(file):
                line = self.contents.window_line(file, key) if self.contents else 0
                yield f"{file}:{line}" if line else file

    def _shared_with(self, file: str) -> tuple[str, ...]:
        return tuple(self.present.get(each, each) for each in self.windows.shared_with(file))


class RecordLookups:
    """Answers the questions of rules about other records, and notes the answers, because findings depend on them."""

    def __init__(self, ids: RecordIds) -> None:
        """Begin with no question."""
        self._ids = ids
        self._noted: dict[tuple[Question, str], tuple[str, ...]] = {}
        self._data: dict[str, bytes] = {}

    def files(self, record_id: str) -> tuple[str, ...]:
        """Return the files that have an id, none where no record has it."""
        return self._ask("files", record_id)

    def claimants(self, record_id: str) -> tuple[str, ...]:
        """Return the files that have an id as a former one."""
        return self._ask("claimants", record_id)

    def present_id(self, record_id: str) -> str | None:
        """Return the id of the record that has, or had, an id; None if there is none."""
        if self.files(record_id):
            return record_id
        return next((id_of(file) for file in self.claimants(record_id)), None)

    def similar(self, record_id: str) -> tuple[str, ...]:
        """Return the ids of the same day or with the same words, for a suggestion."""
        return self._ask("similar", record_id)

    def is_internal(self, record_id: str) -> bool:
        """Return whether a record that has, or had, this id is internal."""
        return Visibility.INTERNAL.value in self._ask("visibility", record_id)

    def is_held_back(self, record_id: str) -> bool:
        """Return whether the `publish_at` of a record that has, or had, this id has not come."""
        return HELD_BACK in self._ask("visibility", record_id)

    def has_attachment(self, record_id: str, name: str) -> bool:
        """Return whether a record has a file of this name next to it that can be published."""
        return bool(self._ask("attachment", f"{record_id}/{name}"))

    def attachment_names(self, record_id: str) -> tuple[str, ...]:
        """Return the names of the files next to a record, also of those that are never published."""
        return self._ask("names", record_id)

    def report(self, record_id: str) -> tuple[str, tuple[str, ...]]:
        """Return the status of the post-mortem of a record, empty if it has none, and the ids that it covers."""
        status, *covered = self._ask("report", record_id) or ("",)
        return status, tuple(covered)

    def is_covered(self, record_id: str) -> bool:
        """Return whether the published post-mortem of another record covers a record."""
        return any(id_of(file) != record_id for file in self._ask("covered by", record_id))

    def attachment_data(self, record_id: str, name: str) -> bytes:
        """Return the bytes of an attachment, of a large one only the first; none if it cannot be read."""
        asked = f"{record_id}/{name}"
        if asked not in self._data:
            self._ask("attachment state", asked)
            contents = self._ids.contents
            self._data[asked] = contents.attachment_data(record_id, name) if contents else b""
        return self._data[asked]

    def files_with_window(self, record_id: str, key: str) -> tuple[str, ...]:
        """Return the first other files that have a window of a record, as `file:line`.

        Nearly every window is in one file only. That is not noted, since checking ends with a search for the others.
        """
        names = self._ids.answer("windows", asked := f"{record_id} {key}")
        if names:
            self._noted["windows", asked] = names
        return names

    def any(self) -> bool:
        """Return whether the site has any record."""
        return bool(self._ids.files)

    @property
    def answers(self) -> tuple[Answer, ...]:
        """All answers so far."""
        return tuple(Answer(*key, names) for key, names in self._noted.items())

    def _ask(self, question: Question, record_id: str) -> tuple[str, ...]:
        names = self._ids.answer(question, record_id)
        self._noted[question, record_id] = names
        return names


def id_of(file: str) -> str:
    """Return the id that a file claims: its name without folder and ending."""
    return file[file.rfind("/") + 1 :].rpartition(".")[0]


def build_record_ids(
    files: Iterable[str],
    contents: SiteFiles | None = None,
    aliases: Mapping[str, tuple[str, ...]] = MappingProxyType({}),
    windows: WindowIndex | None = None,
) -> RecordIds:
    """Collect the ids of record files, whether or not the files could be read; `aliases` are by file.

    Without `contents`, no record is internal, and none has attachments.
    """
    claimed: dict[str, tuple[str, ...]] = {}
    for file in sorted({*files}):
        record_id = id_of(file)
        claimed[record_id] = (*claimed.get(record_id, ()), file)
    return RecordIds(claimed, _claimants(aliases), contents, windows or WindowIndex())


def _claimants(aliases: Mapping[str, tuple[str, ...]]) -> dict[str, tuple[str, ...]]:
    """Return the files that have an id as a former one, by id."""
    found: dict[str, list[str]] = {}
    for file in sorted(aliases):
        for alias in dict.fromkeys(aliases[file]):
            found.setdefault(alias, []).append(file)
    return {alias: tuple(named) for alias, named in found.items()}


def _parts(record_id: str) -> tuple[str, str]:
    return record_id[:_DAY], record_id[_DAY:]
