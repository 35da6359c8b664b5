"""Formats the comparison of two versions of a site as Markdown for a comment on a pull request."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from html import escape

from afterword.report.diff_text import NO_CHANGE
from afterword.report.printable import safe
from afterword.review.sections import Group, Line, Section, sections
from afterword.review.site_diff import SiteDiff
from afterword.review.word_diff import changed_words

MARKER = "<!-- afterword diff -->"
"""The first line of the comment, by which the next run finds it."""
_OPEN_LINES = 12
"""How many lines of a section are not folded."""
_BACKTICKS = re.compile("`+")
_LIMIT = 60_000
"""Characters of a comment; GitHub accepts 65,536."""
_LENGTHS = (_LIMIT, 2_000, 200)
"""Characters of a value: as many as let the first lines of all sections fit, so that no long text hides the others."""


def render_diff_markdown(diff: SiteDiff) -> str:
    """Format a comparison as one comment. What a record says is shown as code: it pings no one and links nowhere."""
    title = f"{_code(diff.before)} → {_code(diff.after)}"
    left_out = [f"- {_code(each)}" for each in (unread.message for unread in diff.unread)]
    same = f": {NO_CHANGE}." if diff.is_empty else ""
    blocks = [f"{MARKER}\n**Afterword**, {title}{same}"]
    if left_out:
        blocks.append("\n".join(left_out))
    found, is_cut = _fitting(sections(diff))
    shortest = ["\n".join(_first_lines(section)) for section in found]
    for number, section in enumerate(found):
        left, reserved = _LIMIT - sum(map(len, blocks)), sum(map(len, shortest[number + 1 :]))
        whole, first = "\n".join(_section(section)), shortest[number]
        block = whole if len(whole) + reserved <= left else first if len(first) <= left else ""
        is_cut = is_cut or block != whole
        blocks += [block] if block else []
    if is_cut:
        blocks.append("The comparison is too long for a comment; `afterword diff --all` shows the rest.")
    return "\n\n".join(blocks) + "\n"


def _fitting(found: Sequence[Section]) -> tuple[list[Section], bool]:
    """Return sections with values so short that the first lines of all fit, and whether any value was cut."""
    shown = whole = [_with_values(each, _LENGTHS[0]) for each in found]
    for length in _LENGTHS[1:]:
        if sum(len(line) + 1 for each in shown for line in _first_lines(each)) <= _LIMIT:
            break
        shown = [_with_values(each, length) for each in found]
    return shown, shown != whole


def _with_values(section: Section, length: int) -> Section:
    """Return a section with what differs in its values, each in at most so many characters."""
    return section._replace(
        groups=tuple(
            group._replace(lines=tuple(_with_short_values(line, length) for line in group.lines))
            for group in section.groups
        )
    )


def _with_short_values(line: Line, length: int) -> Line:
    values = changed_words(line.before, line.after)
    before, after = (each if len(each) <= length else f"{each[: length - 1].rstrip()}…" for each in values)
    return line._replace(before=before, after=after)


def _section(section: Section) -> Iterator[str]:
    if section.folded:
        yield f"<details><summary><b>{escape(section.title)}</b> ({section.size})</summary>\n"
        yield from _groups(section.groups)
        yield "\n</details>"
        return
    yield from _first_lines(section)
    _, rest = section.split(_OPEN_LINES)
    if rest:
        yield f"<details><summary>{sum(len(group.lines) for group in rest)} more</summary>\n"
        yield from _groups(rest)
        yield "\n</details>"


def _first_lines(section: Section) -> Iterator[str]:
    first, _ = section.split(_OPEN_LINES)
    yield f"#### {section.title}\n"
    yield from _groups(first)


def _groups(groups: Iterable[Group]) -> Iterator[str]:
    for group in groups:
        if group.record:
            yield f"{_code(group.record)} {_code(group.title)}\n"
        yield from _table(group)


def _table(group: Group) -> Iterator[str]:
    has_before = any(line.before for line in group.lines)
    yield "| | what | before | after |" if has_before else "| | what | |"
    yield "|---|---|---|---|" if has_before else "|---|---|---|"
    for line in group.lines:
        yield _row(line, has_before=has_before)
    yield ""


def _row(line: Line, *, has_before: bool) -> str:
    note = f" {_code(f'({line.note})')}" if line.note else ""
    before, after = _code(line.before), _code(line.after)
    values = f"{before} | {after}" if has_before else after
    return f"| {line.sign} | {_code(line.name)}{note} | {values} |"


def _code(text: str) -> str:
    """Show text as it is, in a table too: as code, between more backticks than it has in a row."""
    shown = safe(" ".join(text.split())).replace("\\|", "\\ |").replace("|", "\\|")
    fence = "`" * (1 + max(map(len, _BACKTICKS.findall(shown)), default=0))
    pad = " " if shown[:1] == "`" or shown[-1:] == "`" else ""
    return f"{fence}{pad}{shown}{pad}{fence}" if shown else ""
