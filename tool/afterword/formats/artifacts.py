"""Files for machines: those of one record, what lists of records hold of one, and files that are made only when what
they are made from has changed."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import NamedTuple


class CachedFile(NamedTuple):
    """A file by its path in the site, with a key that changes when the file would: see `views.leaf.key_of`."""

    path: str
    key: str
    make: Callable[[], str]


class RecordFile(NamedTuple):
    """A file about one record, made with its page."""

    path: str
    text: str


class RecordArtifacts(NamedTuple):
    """What is made of one record for machines: files of its own, and the parts that lists of records hold of it.

    A part is text under the name of its kind, such as an entry of a feed; `views.archive.Shelf.parts` gives them
    back, of as many records as a list shows.
    """

    files: tuple[RecordFile, ...] = ()
    fragments: Mapping[str, str] = {}
