"""Gives a record another id: its file and its attachments move, and other records follow."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from afterword.app.edit_files import EditedFiles, Move, edits_of
from afterword.app.edit_record import edit_text, read_record
from afterword.app.errors import UserError
from afterword.app.find_mentions import records_with
from afterword.app.was_published import published_at
from afterword.checks.record_ids import id_of
from afterword.checks.rules.record_id import is_record_id
from afterword.editing.apply import with_changes
from afterword.editing.changes import Change, Insert, Remove
from afterword.editing.references import record_references, with_replacements
from afterword.records.error_messages import DAY_OF_ID
from afterword.records.new_ids import slug
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.source.files import RECORDS_FOLDER, record_paths
from afterword.source.git_history import in_repository


def rename_record(root: Path, path: str, site: Site, new_id: str, now: datetime) -> EditedFiles:
    """Prepare the renaming of a record. Raises UserError if the id is taken, or a file has errors."""
    old_id = id_of(path)
    refuse_taken(root, path, site, new_id)
    to = path_for(new_id, path.rpartition(".")[2])
    is_known = not in_repository(root.resolve()) or bool(published_at(root, path, site, now))

    _, record = read_record(root, path, site)
    former = {old_id, *record.aliases} - {new_id}

    def following(text: str, found: Record) -> str:
        return with_replacements(text, record_references(found, former, new_id, site.page.root))

    def renamed(text: str, found: Record) -> str:
        changed = with_changes(following(text, found), _former_ids(found, new_id, is_known=is_known))
        return _with_first_comments(changed, old_id, new_id)

    sites = (site, site)
    edited = [edit_text(root, path, sites, renamed, to=to)]
    edited += [edit_text(root, each, sites, following) for each in records_with(root, *former, but=path)]
    changed = [each for each in edited if each.is_changed]
    pairs = tuple((each.before, each.after) for each in changed)
    return EditedFiles(
        root, sites, pairs, edits_of(changed), (Move(path, to), *_attachments(root, old_id, new_id))
    )


def checked_id(typed: str, day: str, language: str = "") -> str:
    """Return an id that was typed, with a day before it if it has none.

    Raises ValueError if it cannot be an id, with an example in which letters are spelled as in the language.
    """
    words = typed.strip()
    dated = words if DAY_OF_ID.match(words) else f"{day}-{words}"
    if is_record_id(dated):
        return dated
    example = f"{day}-{slug(DAY_OF_ID.sub('', words), language) or 'search-is-slow'}"
    raise ValueError(
        f"`{words}` cannot be an id: a day and words in lower-case letters and digits, with hyphens; write {example}"
    )


def path_for(record_id: str, ending: str = "yml") -> str:
    """Return the path of a record with an id."""
    return f"{RECORDS_FOLDER}/{record_id[:4]}/{record_id}.{ending}"


def attachment_folders(root: Path, record_id: str) -> Iterator[str]:
    """Yield the folders with attachments of a record: one, unless someone has put them into several years."""
    for folder in sorted((root / RECORDS_FOLDER).glob(f"*/{record_id}/")):
        if folder.is_dir() and not folder.is_symlink():
            yield folder.relative_to(root).as_posix()


def _with_first_comments(text: str, old_id: str, new_id: str) -> str:
    """Return a text whose first comments name the new id, as `afterword new` begins a record: `# <id>: incident.`"""
    lines = text.split("\n")
    for number, line in enumerate(lines):
        if not line.startswith("#"):
            break
        if line.startswith(f"# {old_id}: "):
            lines[number] = line.replace(old_id, new_id, 1)
    return "\n".join(lines)


def _former_ids(record: Record, new_id: str, *, is_known: bool) -> Iterator[Change]:
    """Add the id to the former ones.

    If a record gets a former id back, that is no longer among them, and neither is the present one unless readers know
    it: feeds would take the first former id for the record's own.
    """
    kept = len(record.aliases)
    if new_id in record.aliases:
        kept -= 1
        yield Remove(("aliases", record.aliases.index(new_id)))
        if not is_known:
            return
    yield Insert(("aliases", kept), record.id)


def _attachments(root: Path, old_id: str, new_id: str) -> Iterator[Move]:
    for folder in attachment_folders(root, old_id):
        year = new_id[:4] if folder.split("/")[1] == old_id[:4] else folder.split("/")[1]
        yield Move(folder, f"{RECORDS_FOLDER}/{year}/{new_id}")


def refuse_taken(root: Path, path: str, site: Site, new_id: str) -> None:
    """Raise UserError if another record has an id, or had it: links to it lead there."""
    if new_id == id_of(path):
        raise UserError(f"`{new_id}` is already the id of the record")
    taken = next((each for each in record_paths(root) if id_of(each) == new_id), None)
    if taken:
        raise UserError(f"{taken} already has this id; choose another one, such as `{new_id}-2`")
    for other in records_with(root, new_id, but=path):
        _, record = read_record(root, other, site)
        if new_id in record.aliases:
            raise UserError(
                f"`{new_id}` is a former id of {other}, and links to it lead there; choose another one, such as "
                f"`{new_id}-2`"
            )
