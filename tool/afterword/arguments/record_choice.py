"""Chooses records by what a person types: a part of the id, `latest`, `open`, or nothing."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import NamedTuple, TypeAlias

from afterword.records.error_messages import DAY_OF_ID, did_you_mean, nearest, nearest_id, shown

LATEST, OPEN = "latest", "open"

_SIMILAR = 0.8
_NEVER = datetime.min.replace(tzinfo=UTC)
_FILE = re.compile(r"\.ya?ml$")


class RecordRow(NamedTuple):
    """What is known of a record for choosing it; `started` is None if it has not begun, or nobody knows when.

    `is_open` is as in `timeline.lifecycle`. `waits` says that nothing is to be done for it now: it is a notice, or
    announced and not yet begun. `path` is that of its file.
    """

    id: str
    title: str
    is_open: bool
    started: datetime | None
    aliases: tuple[str, ...] = ()
    waits: bool = False
    path: str = ""


@dataclass(frozen=True, slots=True)
class OneRecord:
    """The record that was meant; `note` says what may be wrong with the choice."""

    row: RecordRow
    note: str = ""


@dataclass(frozen=True, slots=True)
class SeveralRecords:
    """Records that may be meant, open ones first, then the latest first; `reason` says why there are several."""

    rows: tuple[RecordRow, ...]
    reason: str


@dataclass(frozen=True, slots=True)
class NoRecord:
    """Nothing fits. `reason` is a message; `nearest` is a record that may be meant, if there is one."""

    reason: str
    nearest: RecordRow | None = None


RecordChoice: TypeAlias = OneRecord | SeveralRecords | NoRecord


def choose_record(typed: str | None, rows: Iterable[RecordRow]) -> RecordChoice:
    """Choose the record that a person means.

    Nothing typed, or `open`, means the open record; one that waits is meant only if no other is open. `latest` is the
    one that started last. Anything else is an id or an alias, an id without its day, a part of the id that no other
    record has, or else a part of an alias. The path or the address of a record works like its id. Case does not matter.
    """
    known = tuple(rows)
    if not known:
        return NoRecord("there are no records yet; `afterword new` creates one")
    word = id_in(typed or "")
    if word == LATEST:
        return OneRecord(max(known, key=lambda row: (row.started or _NEVER, row.id)))
    if word in ("", OPEN):
        return _open(known)
    named = [row for row in known if word in row.id.casefold() or (row.aliases and _had_part(row, word))]
    of_path = [row for row in named if row.path and _path_in(typed or "").endswith(f"/{row.path}")]
    if len(of_path) == 1:
        return OneRecord(of_path[0])
    for fits in (_is_id, _is_alias, _is_id_without_day, _has_part, _had_part):
        found = [row for row in named if fits(row, word)]
        if len(found) == 1:
            return OneRecord(found[0])
        if found:
            return SeveralRecords(_in_order(found), f"`{shown(word)}` is in the ids of {len(found)} records")
    return _nothing(word, sorted(known, key=lambda row: row.id))


def choose_record_of_action(
    action: str, rows: Iterable[RecordRow], *, closed: Iterable[RecordRow], unfinished: Iterable[str]
) -> RecordChoice:
    """Choose among the records in which an action item is unfinished: the only one, or the only one that is open.

    If there is none, the reason names a record in which it is `closed`, or else the ids of `unfinished` items.
    """
    known = _in_order(rows)
    is_open = [row for row in known if row.is_open]
    if len(known) == 1 or len(is_open) == 1:
        return OneRecord(known[0])
    if known:
        return SeveralRecords(
            known, f"`{shown(action)}` is an unfinished action item of {len(known)} records"
        )
    if done := _in_order(closed):
        more = f" and {len(done) - 1} more" if len(done) > 1 else ""
        return NoRecord(
            f"`{shown(action)}` is closed already, in {done[0].id}{more}; `afterword actions` lists open ones"
        )
    hint = did_you_mean(action, sorted(set(unfinished)), "`afterword actions`")
    return NoRecord(f"no record has an action item `{shown(action)}`; {hint}")


def asked_if_waiting(choice: RecordChoice) -> RecordChoice:
    """Return a choice that asks for the record if the only one that was found waits: it may not be the one meant."""
    if isinstance(choice, OneRecord) and choice.row.waits:
        return SeveralRecords(
            (choice.row,), "nothing is going on now: the only open record is announced or a notice"
        )
    return choice


def is_going_on(choice: RecordChoice) -> bool:
    """Return whether a record that was chosen is going on: one that waits needs nothing done now."""
    if isinstance(choice, NoRecord):
        return False
    rows = (choice.row,) if isinstance(choice, OneRecord) else choice.rows
    return not all(row.waits for row in rows)


def _open(known: Sequence[RecordRow]) -> RecordChoice:
    every = tuple(row for row in known if row.is_open)
    found = tuple(row for row in every if not row.waits) or every
    if len(found) == 1:
        return OneRecord(found[0])
    if found:
        return SeveralRecords(_in_order(found), f"{len(found)} records are open")
    return NoRecord("no record is open; name one by a part of its id, or write `latest`")


def _nothing(word: str, known: Sequence[RecordRow]) -> NoRecord:
    by_id = {row.id: row for row in known}
    row = by_id.get(nearest_id(word, by_id)) or _with_similar_word(word, known)
    if row is None:
        return NoRecord(f"no record has `{shown(word)}` in its id; `afterword list` shows all")
    return NoRecord(f"no record has `{shown(word)}` in its id; did you mean `{row.id}`?", row)


def _with_similar_word(typed: str, known: Sequence[RecordRow]) -> RecordRow | None:
    """Return the only record that has a word in its id that is similar to a mistyped one."""
    words = {word for row in known for word in _words(row.id).split("-")}
    word = nearest(typed, sorted(words), cutoff=_SIMILAR)
    found = [row for row in known if word and word in _words(row.id).split("-")]
    return found[0] if len(found) == 1 else None


def id_in(typed: str) -> str:
    """Return the id in the path or the address of a record, or the text itself, in lower case."""
    address = typed.strip().partition("#")[0].removesuffix("index.html")
    parts = [part for part in re.split(r"[/\\]", address) if part]
    return _FILE.sub("", parts[-1]).casefold() if parts else ""


def _path_in(typed: str) -> str:
    """Return what was typed as a path with slashes, which ends with that of the record if it is one."""
    return "/" + typed.strip().replace("\\", "/").removeprefix("./")


def _in_order(rows: Iterable[RecordRow]) -> tuple[RecordRow, ...]:
    latest_first = sorted(rows, key=lambda row: (row.started or _NEVER, row.id, row.path), reverse=True)
    return tuple(sorted(latest_first, key=lambda row: (not row.is_open, row.waits)))


def _is_id(row: RecordRow, word: str) -> bool:
    return row.id.casefold() == word


def _is_alias(row: RecordRow, word: str) -> bool:
    return any(alias.casefold() == word for alias in row.aliases)


def _is_id_without_day(row: RecordRow, word: str) -> bool:
    return _words(row.id.casefold()) == word


def _has_part(row: RecordRow, word: str) -> bool:
    return word in row.id.casefold()


def _had_part(row: RecordRow, word: str) -> bool:
    return any(word in alias.casefold() for alias in row.aliases)


def _words(record_id: str) -> str:
    return DAY_OF_ID.sub("", record_id, count=1)
