"""Changes the ids by which a record refers to another record, or to a component, and nothing around them."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Iterator
from typing import NamedTuple

from afterword.checks.references import Link, links_in
from afterword.editing.lines import FileLines
from afterword.records.link_targets import ToRecord, ToSitePage
from afterword.records.record import Record
from afterword.records.texts import texts
from afterword.records.vocabulary import PostMortemStatus
from afterword.source.edits import Edit, with_edits
from afterword.source.nodes import Path, Position, node_at, typed_path
from afterword.source.parse import parse

_AS_SENT = ("updates", "corrections")
"""Texts that stay as they were sent; former addresses lead to the new ones."""
_AS_PUBLISHED = (
    "title", "summary", "detection", "impact", "exposure", "symptoms", "also_affected", "timeline", "trigger",
    "root_causes", "limited_by", "lessons", "windows", "post_mortem",
)  # fmt: skip
"""Texts of a published post-mortem, which change only with a correction."""


class Replacement(NamedTuple):
    """Words that are replaced in the text of a field, wherever they are not a part of longer ones."""

    path: Path
    before: str
    after: str


def with_replacements(text: str, replacements: Iterable[Replacement]) -> str:
    """Return the text of a file after replacements in its values; quotes, folds and comments stay as they are."""
    with_line_feeds = text.replace("\r\n", "\n").replace("\r", "\n")
    root, _ = parse("", with_line_feeds)
    if root is None:
        return text
    lines = FileLines(with_line_feeds).all
    edits: dict[Position, Edit] = {}
    for each in replacements:
        node = node_at(root, typed_path(root, each.path))
        if node is None:
            continue
        at = node.position
        word = re.compile(rf"(?<![\w-]){re.escape(each.before)}(?![\w-])", re.ASCII)
        for number in range(at.line, min(at.end_line + 1, len(lines))):
            begin = at.column if number == at.line else 0
            end = at.end_column if number == at.end_line else len(lines[number])
            for found in word.finditer(lines[number], begin, end):
                place = Position(number, found.start(), number, found.end())
                edits[place] = Edit(place.location(""), each.after)
    return with_edits(text, edits.values())


def record_references(record: Record, former: Collection[str], new: str, root: str) -> Iterator[Replacement]:
    """Yield where a record refers to another one, or to its own files, by a former id.

    `root` is the address of the site. Published texts are not among them; only links to files of the record itself
    would lead nowhere.
    """
    for index, related in enumerate(record.related):
        if related.id in former:
            yield Replacement(("related", index, "id"), related.id, new)
    for index, covered in enumerate(record.post_mortem.covers if record.post_mortem else ()):
        if covered in former:
            yield Replacement(("post_mortem", "covers", index), covered, new)
    for link in links_in(texts(record), record.id, root):
        target = link.target
        if isinstance(target, ToRecord) and target.record_id in former:
            own = bool(target.file) and record.id in former
            if own or may_change(record, link.path):
                yield from _in_address(link, target.record_id, new)


def component_links(record: Record, old: str, new: str, root: str) -> Iterator[Replacement]:
    """Yield the links of a record to the page of a component whose id becomes another, published texts apart."""
    for link in links_in(texts(record), record.id, root):
        target = link.target
        is_meant = isinstance(target, ToSitePage) and target.path.split("/")[:2] == ["components", old]
        if is_meant and may_change(record, link.path):
            yield from _in_address(link, old, new)


def may_change(record: Record, path: Path) -> bool:
    """Return whether a text may change without a note for readers."""
    report = record.post_mortem
    if report and report.status is PostMortemStatus.PUBLISHED and path[0] in _AS_PUBLISHED:
        return False
    return path[0] not in _AS_SENT


def _in_address(link: Link, old: str, new: str) -> Iterator[Replacement]:
    after = re.sub(rf"(?<=/){re.escape(old)}(?![\w-])", new, link.address, flags=re.ASCII)
    if after != link.address:
        yield Replacement(link.path, link.address, after)
