"""The links and the ids of records in the texts of a record or of `status.yml`."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from html import unescape
from typing import NamedTuple
from urllib.parse import unquote

from afterword.patterns import pattern
from afterword.prose.html import Reference, references
from afterword.records.link_targets import RECORD_ID, Elsewhere, Malformed, Target, link_target
from afterword.records.texts import Text
from afterword.source.nodes import Path

_HYPHENS, _MARKS = "\u2010\u2011\u2012\u2013\u2212", "\\*`~"
_DAY = pattern("[-{0}]{1}\\d\\d{1}[-{0}]{1}\\d\\d{1}[-{0}]".format(_HYPHENS, rf"[{re.escape(_MARKS)}]*"))
"""What every id of a record contains."""
_SHOWN = str.maketrans({**dict.fromkeys(_MARKS), **dict.fromkeys(_HYPHENS, "-")})
"""Removes escapes and marks of Markdown, and writes typographic hyphens as plain ones."""


class Link(NamedTuple):
    """A link or picture in a text: where it is, its address, where that leads, and whether the public sees it."""

    path: Path
    address: str
    target: Target
    picture: bool
    public: bool


def links_in(texts: Iterable[Text], record_id: str, root: str) -> Iterator[Link]:
    """Yield the links in texts that are on the page of a record, or, if `record_id` is empty, on several pages."""
    for text in texts:
        found = references(text.text) if text.markdown else ()
        if text.address:
            found = (Reference(text.text),)
        for each in found:
            target = link_target(each.address, record_id, root)
            if isinstance(target, Malformed) and each.bare:
                continue  # a page shows it as text, and nothing is lost
            if not isinstance(target, Elsewhere):
                yield Link(text.path, each.address, target, each.picture, text.public)


def naming_records(texts: Iterable[Text]) -> tuple[Text, ...]:
    """Return the texts that may contain the id of a record; mostly none does, which is seen in all of them at once."""
    of_texts = tuple(texts)
    if not any(ids_in("\n".join(text.text for text in of_texts))):
        return ()
    return tuple(text for text in of_texts if any(ids_in(text.text)))


def ids_in(text: str) -> Iterator[str]:
    """Yield what may be the ids of records in a text, each once, however they are escaped, stressed or hyphenated."""
    plain = unquote(unescape(text))
    if _DAY.search(plain):  # in most texts there is none, and to look for an id takes ten times as long
        yield from dict.fromkeys(RECORD_ID.findall(plain.translate(_SHOWN).lower()))
