"""The edits that fix everything in a text that `afterword check --fix` would fix."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime
from difflib import SequenceMatcher

from afterword.app.fixing import fixed_text
from afterword.diagnostics import Location
from afterword.editor.live_site import LiveSite
from afterword.source.edits import Edit


def all_fixes(live: LiveSite, file: str, text: str, now: datetime) -> tuple[Edit, ...]:
    """Return edits of the lines that change; no others, so that the cursor and the folds of the editor stay."""
    after = fixed_text(text, live.site, lambda each: live.judged(file, each, now))
    return tuple(edits_between(file, text, after))


def edits_between(file: str, text: str, other: str) -> Iterator[Edit]:
    """Yield an edit for each block of lines that differs between texts, with the line break before or after it."""
    before, after = text.split("\n"), other.split("\n")
    for _, start, end, first, last in (
        each
        for each in SequenceMatcher(None, before, after, autojunk=False).get_opcodes()
        if each[0] != "equal"
    ):
        new = after[first:last]
        if start < end and new:
            yield Edit(Location(file, start + 1, 1, end, len(before[end - 1]) + 1), "\n".join(new))
        elif new:
            yield _inserted(file, before, start, new)
        else:
            yield _deleted(file, before, start, end)


def _inserted(file: str, before: list[str], at: int, new: list[str]) -> Edit:
    if at < len(before):
        return Edit(Location(file, at + 1, 1, at + 1, 1), "".join(f"{line}\n" for line in new))
    end = len(before[-1]) + 1
    return Edit(Location(file, at, end, at, end), "".join(f"\n{line}" for line in new))


def _deleted(file: str, before: list[str], start: int, end: int) -> Edit:
    if end < len(before):
        return Edit(Location(file, start + 1, 1, end + 1, 1), "")
    return Edit(Location(file, start, len(before[start - 1]) + 1, end, len(before[-1]) + 1), "")
