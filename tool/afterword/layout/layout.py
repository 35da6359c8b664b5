"""Lays out a file anew: its content stays exactly the same, and so does every comment."""

from __future__ import annotations

from dataclasses import dataclass

from pydantic import BaseModel

from afterword.diagnostics import Diagnostic, Location, Severity
from afterword.layout.comments import attach
from afterword.layout.entries import Entry, entries_of
from afterword.layout.order import sort_keys
from afterword.layout.same import difference
from afterword.layout.writer import Writer
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.source.comments import suppressions
from afterword.source.files import SITE_FILE
from afterword.source.nodes import MappingNode
from afterword.source.parse import parse
from afterword.source.text import decode

RULE = "layout"
_MARK = b"\xef\xbb\xbf"


@dataclass(frozen=True, slots=True)
class LaidOut:
    """A file in the one layout, in bytes, or the reasons why it stays as it is."""

    after: bytes | None
    refused: tuple[Diagnostic, ...] = ()


def laid_out(file: str, data: bytes, site: Site) -> LaidOut:
    """Lay out `status.yml` or a record, which is read as one of the site.

    Line breaks are all like the first one, and a byte-order mark is left out. A file that cannot be read without an
    error of YAML is refused, and so is one that would not mean exactly the same afterwards.
    """
    data = data.removeprefix(_MARK)
    text, found = decode(file, data)
    if text is None:
        return LaidOut(None, found)
    root, found = parse(file, text)
    if root is None or found:
        return LaidOut(None, found or (_refusal(file, "the file is empty"),))
    if not isinstance(root, MappingNode) or not root.entries:
        return LaidOut(None, (_refusal(file, "the file must contain keys and values"),))
    after = _text(file, text, root)
    problem = difference(file, text, after, site) if after != text else ""
    if problem:
        return LaidOut(None, (_refusal(file, problem),))
    return LaidOut(_with_line_breaks(after, data).encode("utf-8"))


def _text(file: str, text: str, root: MappingNode) -> str:
    lines = text.split("\n")
    whole = entries_of(lines, root)
    ends = attach(lines, whole)
    comments, _ = suppressions(file, text)
    suppressed = frozenset(each.line - 1 for each in comments if each.line)
    model: type[BaseModel] = Site if file == SITE_FILE else Record
    sort_keys(whole, model, suppressed)
    _move_above_hyphens(whole)
    writer = Writer(lines, model, suppressed)
    writer.file(whole, ends)
    return "\n".join(writer.written) + "\n"


def _move_above_hyphens(entry: Entry) -> None:
    """Move comments above the first key of a list entry above its hyphen, where they have room."""
    for child in entry.children:
        _move_above_hyphens(child)
    if entry.is_item and entry.children:
        first = entry.children[0]
        entry.above += first.above
        first.above = []


def _with_line_breaks(text: str, before: bytes) -> str:
    """Return a text with line breaks like the first one that was there before."""
    first = min((at, kind) for kind in (b"\r", b"\n") if (at := before.find(kind)) >= 0 or kind == b"\n")
    if first[1] == b"\n":
        return text
    is_pair = before[first[0] : first[0] + 2] == b"\r\n"
    return text.replace("\n", "\r\n" if is_pair else "\r")


def _refusal(file: str, message: str) -> Diagnostic:
    return Diagnostic(RULE, Severity.ERROR, Location(file, 1, 1, 1, 1), message)
