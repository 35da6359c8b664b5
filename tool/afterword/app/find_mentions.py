"""Finds the records whose text contains a word, without decoding the others."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from afterword.arguments.record_choice import RecordRow
from afterword.checks.references import ids_in
from afterword.records.decode import decode_record
from afterword.records.site import Site
from afterword.records.texts import texts
from afterword.records.vocabulary import UNFINISHED, Visibility
from afterword.source.files import read_source, record_paths
from afterword.source.nodes import Path as FieldPath


def records_with(root: Path, *words: str, but: str = "") -> Iterator[str]:
    """Yield the paths of the records whose text contains one of some words, each as a whole; `but` is left out."""
    either = "|".join(re.escape(each) for each in words)
    pattern = re.compile(rf"(?<![A-Za-z0-9_-])(?:{either})(?![A-Za-z0-9_-])".encode())
    for path in sorted(record_paths(root)):
        source = read_source(root, path) if path != but else b""
        if isinstance(source, bytes) and pattern.search(source):
            yield path


def unfinished_post_mortems(root: Path, site: Site) -> tuple[RecordRow, ...]:
    """Return the records whose post-mortem is a draft or in review, the latest first."""
    found = []
    for path in records_with(root, *(each.value for each in UNFINISHED)):
        source = read_source(root, path)
        record = decode_record(path, source, site).model if isinstance(source, bytes) else None
        if record and record.post_mortem and record.post_mortem.status in UNFINISHED:
            found.append(RecordRow(record.id, record.full_title, is_open=False, started=None, path=path))
    return tuple(reversed(found))


def public_mentions(root: Path, site: Site, record_id: str) -> tuple[str, ...]:
    """Return the public records that name another record in a public text, apart from relations.

    A public build leaves out relations to records that are internal.
    """
    found = []
    for path in records_with(root, record_id):
        source = read_source(root, path)
        record = decode_record(path, source, site).model if isinstance(source, bytes) else None
        if record and record.id != record_id and record.visibility is Visibility.PUBLIC:
            named = (each for each in texts(record, site.publish.also) if each.public)
            if any(record_id in ids_in(each.text) for each in named if not _is_relation(each.path)):
                found.append(path)
    return tuple(found)


def _is_relation(path: FieldPath) -> bool:
    return path[0] in ("related", "aliases") or path[:2] == ("post_mortem", "covers")
