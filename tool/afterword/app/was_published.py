"""Finds out whether readers have ever seen a record, as far as git can tell."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from pathlib import Path

from afterword.app.revisions import public_commit
from afterword.records.decode import decode_record
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.source.files import RECORDS_FOLDER
from afterword.source.git_history import former_versions, in_repository
from afterword.views.audience import is_public

WITHOUT_GIT = "as far as anybody knows"
"""What is said instead of a commit where there is no repository: what is public now may have been seen."""


def publication_of(root: Path, path: str, record: Record, site: Site, now: datetime) -> str | None:
    """Return the last commit in which a record was public on the main branch; None if it never was.

    Without git, a record that is public now counts as published.
    """
    if not in_repository(root.resolve()):
        return WITHOUT_GIT if is_public(record, now) else None
    paths = (path, *_former_paths(path, record))
    return next((found for each in paths if (found := published_at(root, each, site, now))), None)


def published_at(root: Path, path: str, site: Site, now: datetime) -> str | None:
    """Return the last commit in which the record at a path was public on the main branch; None if it never was."""
    commit = public_commit(root)
    versions = former_versions(root, commit.commit) if commit else None
    for version, data in versions(path) if versions else ():
        found = decode_record(path, data, site).model
        if found and is_public(found, now):
            return version
    return None


def _former_paths(path: str, record: Record) -> Iterator[str]:
    ending = path.rpartition(".")[2]
    yield from (f"{RECORDS_FOLDER}/{name[:4]}/{name}.{ending}" for name in reversed(record.aliases))
