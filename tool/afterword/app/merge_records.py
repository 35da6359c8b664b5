"""Merges three versions of a record: entries that two people have added are joined, git merges the rest."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import NamedTuple, TypeAlias

from afterword.app.read_site import decoded_site
from afterword.diagnostics import has_errors
from afterword.merging.join import Version, join
from afterword.records.decode import decode_record, decode_site
from afterword.records.site import Site
from afterword.source.files import SITE_FILE, find_root
from afterword.source.git_merge import MergedFile
from afterword.source.nodes import MappingNode
from afterword.source.parse import parse

MergeText: TypeAlias = Callable[[bytes, bytes, bytes], MergedFile]
"""Merges the common ancestor, our version and their version as git does."""

_NO_SITE = b"page: {name: A site that cannot be read}\n"


class Sides(NamedTuple):
    """Three versions of a record: the common ancestor, ours and theirs."""

    base: bytes
    ours: bytes
    theirs: bytes


def merge_record(name: str, sides: Sides, site: Site, merge_text: MergeText) -> MergedFile:
    """Merge three versions of a record with this file name.

    The result is that of git unless all three can be read without errors, and so can the record with the joined
    entries.
    """
    if all(map(_has_windows_line_breaks, sides)):
        without_returns = Sides(*(data.replace(b"\r\n", b"\n") for data in sides))
        merged = merge_record(name, without_returns, site, merge_text)
        return merged._replace(data=merged.data.replace(b"\n", b"\r\n"))
    versions = [_version(name, data, site) for data in sides]
    base, ours, theirs = versions
    joined = join(base, ours, theirs) if base and ours and theirs else None
    if joined is None:
        return merge_text(*sides)
    merged = merge_text(*(text.encode() for text in joined.texts))
    if merged.has_conflicts:
        plain = merge_text(*sides)
        return merged if plain.has_conflicts else plain
    found = _version(name, merged.data, site)
    return merged if found and joined.is_kept_in(found.record) else merge_text(*sides)


def _has_windows_line_breaks(data: bytes) -> bool:
    return 0 < data.count(b"\r\n") == data.count(b"\n") == data.count(b"\r")


def site_of(path: Path) -> Site:
    """Return the site that a record belongs to: a default one if its `status.yml` cannot be read."""
    root = find_root(path.parent)
    site = decoded_site(root)[0].model if root else None
    site = site or decode_site(SITE_FILE, _NO_SITE).model
    assert site, "it has no errors"
    return site


def _version(name: str, data: bytes, site: Site) -> Version | None:
    """Return a version of a record, or None if it has errors, or line breaks that would be lost."""
    decoded = decode_record(name, data, site)
    text = decoded.document.text
    if decoded.model is None or has_errors(decoded.diagnostics) or text.encode() != data:
        return None
    root, _ = parse(name, text)
    return Version(text, root, decoded.model) if isinstance(root, MappingNode) else None
