"""Finds merge conflicts: both sides of a change that a version control system has left in a file."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from afterword.source.nodes import Position

_MARKER = re.compile(r"(?P<sign><{7}|\|{7}|={7}|>{7})(?: (?P<name>.*))?")
_OURS, _BASE, _MIDDLE, _THEIRS = "<" * 7, "|" * 7, "=" * 7, ">" * 7
_EXPECTED = {_OURS: (_BASE, _MIDDLE), _BASE: (_MIDDLE,), _MIDDLE: (_THEIRS,), _THEIRS: ()}
"""Which markers may follow each of them in a conflict."""
_KEY = re.compile(r" *[a-z_]+:(?=\s|$)")
_ENTRY_AT = re.compile(r" *- +at:\s")
_MAX_SHOWN = 60


class Conflict(NamedTuple):
    """A conflict: where it is, and what to do about it."""

    position: Position
    message: str


class _Marker(NamedTuple):
    line: int
    sign: str
    name: str


def may_have_conflicts(text: str) -> bool:
    """Return whether a text may contain a conflict. Most texts contain none, and this is quick."""
    return _OURS in text or _THEIRS in text


def conflicts(lines: Sequence[str]) -> Iterator[Conflict]:
    """Yield every conflict, and every marker that a conflict has left behind, in the order of the file."""
    markers = [*_markers(lines)]
    if all(marker.sign in (_BASE, _MIDDLE) for marker in markers):
        return  # a line of signs in a text
    while markers:
        found = [markers.pop(0)]
        while found[0].sign == _OURS and markers and markers[0].sign in _EXPECTED[found[-1].sign]:
            found.append(markers.pop(0))
        if found[-1].sign == _THEIRS and len(found) > 1:
            yield _conflict(found, lines)
        else:
            yield from (_remnant(marker, lines) for marker in found)


def _markers(lines: Sequence[str]) -> Iterator[_Marker]:
    for number, line in enumerate(lines):
        found = _MARKER.fullmatch(line.rstrip())
        if found:
            yield _Marker(number, found["sign"], (found["name"] or "").strip()[:_MAX_SHOWN])


def _conflict(found: Sequence[_Marker], lines: Sequence[str]) -> Conflict:
    """Describe a conflict by its markers: the two sides, and perhaps what both began with."""
    first, last = found[0], found[-1]
    middle = found[-2]
    ours = _side(first.name or "one side", first.line, found[1].line)
    theirs = _side(last.name or "the other side", middle.line, last.line)
    numbers = [str(marker.line + 1) for marker in found]
    original = ""
    if len(found) > 3:
        original = f", {_lines(found[1].line, middle.line) or 'nothing'} from before both"
        numbers[1:-1] = [_range(found[1].line, middle.line)]
    message = (
        f"merge conflict: {ours}, {theirs}{original}; keep what is right, and delete the markers, "
        f"lines {', '.join(numbers[:-1])} and {numbers[-1]}"
    )
    message += _to_keep_both(found, lines)
    return Conflict(Position(first.line, 0, last.line, len(lines[last.line])), message)


def _to_keep_both(found: Sequence[_Marker], lines: Sequence[str]) -> str:
    """Say what the second side needs if both are the rest of an entry that begins above the conflict with `- at:`.

    That is so for two updates of the same minute: git has merged the line with their time.
    """
    first, middle, last = found[0].line, found[-2].line, found[-1].line
    ours, theirs = lines[first + 1 : found[1].line], lines[middle + 1 : last]
    both = _keys(ours) & _keys(theirs)
    column = min(map(_column, (line for line in (*ours, *theirs) if line.strip())), default=0)
    above = next((n for n in range(first - 1, -1, -1) if _ENTRY_AT.match(lines[n])), None)
    if above is None or not any(_column(key) == column for key in both):
        return ""
    if _column(lines[above].replace("-", " ", 1)) != column or any(
        line.strip() and _column(line) < column for line in lines[above + 1 : first]
    ):
        return ""
    return f"; to keep both, repeat {_lines(above - 1, first)} before the second, which is then an entry of its own"


def _keys(lines: Sequence[str]) -> set[str]:
    """Return the keys that begin lines, with the spaces before them."""
    return {found[0] for line in lines if (found := _KEY.match(line))}


def _column(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _side(name: str, above: int, below: int) -> str:
    between = _lines(above, below)
    return f"{between} from `{name}`" if between else f"nothing from `{name}`"


def _lines(above: int, below: int) -> str:
    """Name the lines between two markers, counted from 1; empty if there are none."""
    first, last = above + 2, below
    if last < first:
        return ""
    return f"line {first}" if first == last else f"lines {first}–{last}"


def _range(first: int, last: int) -> str:
    return f"{first + 1}–{last + 1}"


def _remnant(marker: _Marker, lines: Sequence[str]) -> Conflict:
    message = f"`{marker.sign}` is left over from a merge conflict; keep what is right, and delete this line"
    return Conflict(Position(marker.line, 0, marker.line, len(lines[marker.line])), message)
