"""Texts with a cursor, as an editor asks about them."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

from afterword.editor.completion import Completion, Completions, completions
from afterword.editor.live_site import LiveSite, read_live_site
from afterword.editor.moments import now_and_today
from afterword.editor.other_records import OtherRecords
from afterword.editor.outline import outline
from afterword.editor.values import Source

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
RECORD = "incidents/2026/2026-11-20-search-is-slow.yml"
CURSOR = "|"


class Typed(NamedTuple):
    """A text with the position of the cursor in it."""

    lines: list[str]
    line: int
    column: int

    @property
    def text(self) -> str:
        return "\n".join(self.lines)


def typed(text: str) -> Typed:
    """Read a text in which `|` at the end of a word or of a line is the cursor."""
    before, _, after = text.partition(CURSOR)
    assert CURSOR not in after
    return Typed((before + after).split("\n"), before.count("\n"), len(before) - before.rfind("\n") - 1)


def live(root: Path, opened: tuple[str, ...] = (RECORD,), former: LiveSite | None = None) -> LiveSite:
    return read_live_site(root, NOW, opened, former)


def source(site: LiveSite, at: Typed, file: str = RECORD) -> Source:
    layout = outline(at.lines, at.line, at.column)
    now, today = now_and_today(site, file, layout, NOW)
    return Source(file, site, OtherRecords(), layout, now, today)


def complete(site: LiveSite, text: str, file: str = RECORD) -> Completions:
    at = typed(text)
    return completions(source(site, at, file), at.lines, at.line, at.column)


def labels(site: LiveSite, text: str, file: str = RECORD) -> list[str]:
    """Return what is suggested, in the order in which editors show it."""
    return [item.label for item in sorted(complete(site, text, file).items, key=lambda each: each.sort)]


def accepted(site: LiveSite, text: str, label: str, file: str = RECORD) -> str:
    """Return the line of the cursor after a suggestion was accepted."""
    at = typed(text)
    item = item_named(complete(site, text, file), label)
    line = at.lines[at.line]
    return line[: item.start] + item.new_text + line[item.end :]


def item_named(found: Completions, label: str) -> Completion:
    return next(item for item in found.items if item.label == label)
