"""Prepares the merge of two records about the same incident."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from afterword.app.edit_files import EditedFiles, FileEdit, Move, edits_of
from afterword.app.edit_record import EditedRecord, edit_record, edit_text, read_record
from afterword.app.errors import UserError
from afterword.app.find_mentions import records_with
from afterword.app.rename_record import attachment_folders
from afterword.app.was_published import publication_of
from afterword.editing.apply import with_changes
from afterword.editing.changes import Change, Insert, Remove
from afterword.editing.corrections import add_correction
from afterword.editing.duplicates import ANALYSIS, as_duplicate
from afterword.editing.joining import joined, keep_left, refuse_different
from afterword.editing.lines import FileLines
from afterword.editing.references import record_references, with_replacements
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.records.vocabulary import FINAL_STATES
from afterword.source.nodes import MappingNode, Plain, Position, contents, scalars
from afterword.source.parse import parse
from afterword.timeline.lifecycle import state_at


class Merge(NamedTuple):
    """A prepared merge; `records` are those that rules should look at, `left` the keys that could not be joined.

    If both were published, the other record `stays` as a duplicate.
    """

    edited: EditedFiles
    records: tuple[EditedRecord, ...]
    left: tuple[str, ...]
    stays: bool


class _Source(NamedTuple):
    path: str
    text: str
    record: Record
    typed: dict[str, Plain]


class _Pair(NamedTuple):
    """The record that is kept, and the other one."""

    root: Path
    site: Site
    kept: _Source
    other: _Source


def merge_two(root: Path, paths: tuple[str, str], site: Site, now: datetime, note: str) -> Merge:
    """Prepare the merge of the second record into the first.

    If that one is over and readers have seen it, `note` becomes a correction of it. Raises UserError if the records
    cannot be one.
    """
    path, other_path = paths
    if path == other_path:
        raise UserError("a record cannot be merged with itself; name two")
    kept, other = (_read(root, each, site) for each in (path, other_path))
    known = [publication_of(root, each.path, each.record, site, now) for each in (kept, other)]
    noted: tuple[Change, ...] = ()
    if known[0] and state_at(kept.record, now) in FINAL_STATES:
        noted = add_correction(kept.record, note, kept.record.zone.local(now).date())
    pair = _Pair(root, site, kept, other)
    return _as_duplicate(pair, now, noted) if all(known) else _into_one(pair, noted, is_known=bool(known[1]))


def _into_one(pair: _Pair, noted: tuple[Change, ...], *, is_known: bool) -> Merge:
    """Join all of the other record, and delete its file. Its address leads on if readers know it."""
    root, site, kept, other = pair
    left: dict[str, Plain] = {}
    own, former = other.record, {other.record.id, *other.record.aliases}

    def following(text: str, record: Record) -> str:
        return with_replacements(text, record_references(record, former, kept.record.id, site.page.root))

    def elsewhere(text: str, record: Record) -> str:
        return with_changes(following(text, record), _relations_twice(record, former, kept.record))

    def merged(text: str, record: Record) -> str:
        refuse_different(record, own, with_post_mortem=True)
        moved = _typed(following(other.text, own))
        result = joined(record, kept.typed, own, moved, site.rank)
        left.update(result.left)
        names = (own.id, *own.aliases) if is_known else own.aliases
        aliases = (Insert(("aliases", len(record.aliases) + place), each) for place, each in enumerate(names))
        changes: tuple[Change, ...] = (
            *result.changes,
            *keep_left(kept.typed, own.id, result.left),
            *aliases,
            *noted,
        )
        return with_changes(text, changes) + _comments(other, "\r\n" if "\r\n" in text else "\n")

    first = edit_text(root, kept.path, (site, site), merged)
    others = [
        edit_text(root, each, (site, site), elsewhere)
        for each in records_with(root, *former, but=other.path)
        if each != kept.path
    ]
    changed = [each for each in others if each.is_changed]
    pairs = ((first.before, first.after), (own, None), *((each.before, each.after) for each in changed))
    edited = EditedFiles(
        root,
        (site, site),
        pairs,
        (*edits_of([first, *changed]), FileEdit(other.path, other.text.encode("utf-8"), None)),
        tuple(_attachments(root, own.id, kept.record.id)),
        tuple(attachment_folders(root, own.id)),
    )
    return Merge(edited, (first,), tuple(left), stays=False)


def _relations_twice(record: Record, former: Collection[str], kept: Record) -> Iterator[Change]:
    """Remove the relations of a record that it would have twice, to the record that is kept, the last one first."""
    names = (kept.id, *kept.aliases)
    present = {each.relation for each in record.related if each.id in names}
    for index, each in reversed([*enumerate(record.related)]):
        if each.id in former and each.relation in present:
            yield Remove(("related", index))
    covers = record.post_mortem.covers if record.post_mortem else ()
    for index, covered in reversed([*enumerate(covers)]):
        if covered in former and any(each in covers for each in names):
            yield Remove(("post_mortem", "covers", index))


def _as_duplicate(pair: _Pair, now: datetime, noted: tuple[Change, ...]) -> Merge:
    """Join the analysis of the other record, which stays as a page that is marked as a duplicate."""
    root, site, kept, other = pair
    left: dict[str, Plain] = {}
    own = other.record

    def merged(text: str, record: Record) -> str:
        refuse_different(record, own, with_post_mortem=False)
        result = joined(record, kept.typed, own, other.typed, site.rank, only=ANALYSIS)
        left.update(result.left)
        changes = (*result.changes, *keep_left(kept.typed, own.id, result.left), *noted)
        return with_changes(text, changes) + _comments(
            other, "\r\n" if "\r\n" in text else "\n", only=ANALYSIS
        )

    first = edit_text(root, kept.path, (site, site), merged)
    second = edit_record(
        root, other.path, site, lambda record: as_duplicate(record, other.typed, kept.record, now)
    )
    records = (first, second)
    pairs = tuple((each.before, each.after) for each in records)
    files = (*edits_of(records), *_copies(root, other, kept.record.id))
    return Merge(EditedFiles(root, (site, site), pairs, files), records, tuple(left), stays=True)


def _read(root: Path, path: str, site: Site) -> _Source:
    data, record = read_record(root, path, site)
    text = data.decode("utf-8")
    return _Source(path, text, record, _typed(text))


def _typed(text: str) -> dict[str, Plain]:
    return contents(_tree(text))


def _tree(text: str) -> MappingNode:
    root, _ = parse("", text.replace("\r\n", "\n").replace("\r", "\n"))
    assert isinstance(root, MappingNode), "it was read as a record"
    return root


def _attachments(root: Path, record_id: str, kept_id: str) -> Iterator[Move]:
    for folder in attachment_folders(root, record_id):
        to = f"{folder.rpartition('/')[0]}/{kept_id}"
        for file in sorted((root / folder).rglob("*")):
            if file.is_file():
                name = file.relative_to(root / folder).as_posix()
                yield Move(f"{folder}/{name}", f"{to}/{name}")


def _copies(root: Path, other: _Source, kept_id: str) -> Iterator[FileEdit]:
    """Copy the attachments that the moved parts of a record name, to those of the one that is kept.

    Raises UserError if that has another file of the same name.
    """
    moved = str([other.typed[key] for key in ANALYSIS if key in other.typed])
    for file, to in _attachments(root, other.record.id, kept_id):
        data, target = (root / file).read_bytes(), root / to
        if file.partition(f"/{other.record.id}/")[2] not in moved or (
            target.is_file() and target.read_bytes() == data
        ):
            continue
        if target.exists():
            raise UserError(f"{file} and {to} are different attachments of the same name; rename one first")
        yield FileEdit(to, None, data)


def _comments(source: _Source, line_break: str, *, only: Collection[str] = ()) -> str:
    """Return the comments of a file as comments below another one, so that nothing that was typed is lost.

    They are those of `only` some keys, or all.
    """
    root, lines = _tree(source.text), FileLines(source.text.replace("\r\n", "\n").replace("\r", "\n"))
    places = [
        Position(name.position.line, 0, end, len(lines.all[end]))
        for name, value in root.entries
        for end in [lines.after(value, name.position.column) - 1]
        if name.text in only
    ]
    whole = Position(0, 0, len(lines.all) - 1, len(lines.all[-1]))
    quoted = [each for each in scalars(root) if not each.plain]
    found = [each for place in (places if only else [whole]) for each in lines.comments_in(place, quoted)]
    texts = [each.lstrip("#").strip() for each in found]
    kept = [f"# - {each}" for each in texts if each and "yaml-language-server" not in each]
    if not kept:
        return ""
    return "".join(f"{each}{line_break}" for each in (f"# Comments of {source.record.id}:", *kept))
