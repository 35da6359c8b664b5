"""Deletes a record with its attachments, and the relations of other records to it."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from afterword.app.edit_files import EditedFiles, FileEdit, edits_of
from afterword.app.edit_record import edit_record, read_record
from afterword.app.errors import UserError
from afterword.app.find_mentions import records_with
from afterword.app.rename_record import attachment_folders
from afterword.checks.references import links_in
from afterword.editing.changes import Change, Remove
from afterword.records.link_targets import ToRecord
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.records.texts import texts
from afterword.source.files import read_source
from afterword.source.git_history import in_repository, read_objects


def delete_record(root: Path, path: str, site: Site) -> EditedFiles:
    """Prepare the deletion of a record. Raises UserError if a text of another record links to it."""
    data, record = read_record(root, path, site)
    names = (record.id, *record.aliases)
    edited = []
    for other in records_with(root, *names, but=path):
        edited.append(edit_record(root, other, site, lambda found: _without_relations(found, names)))
        linked = next(_links(edited[-1].after, names, site), None)
        if linked:
            raise UserError(f"{other} links to the record in `{linked}`; remove the link first")
    changed = [each for each in edited if each.is_changed]
    pairs = ((record, None), *((each.before, each.after) for each in changed))
    files = (*edits_of(changed), FileEdit(path, data, None))
    return EditedFiles(root, (site, site), pairs, files, removed=tuple(attachment_folders(root, record.id)))


def is_in_git(root: Path, path: str) -> bool:
    """Return whether the current commit has a record as it is now, so that it can be brought back."""
    if not in_repository(root.resolve()):
        return False
    return read_objects(root, [f"HEAD:./{path}"]) == [read_source(root, path)]


def _without_relations(record: Record, names: tuple[str, ...]) -> Iterator[Change]:
    """Remove the relations to a record, the last one first, so that indexes stay right."""
    for index, related in reversed([*enumerate(record.related)]):
        if related.id in names:
            yield Remove(("related", index))
    covers = record.post_mortem.covers if record.post_mortem else ()
    for index, covered in reversed([*enumerate(covers)]):
        if covered in names:
            yield Remove(("post_mortem", "covers", index))


def _links(record: Record, names: tuple[str, ...], site: Site) -> Iterator[str]:
    for link in links_in(texts(record), record.id, site.page.root):
        if isinstance(link.target, ToRecord) and link.target.record_id in names:
            yield ".".join(str(step) for step in link.path)
