"""Pages as Markdown files with front matter, for a site generator other than MkDocs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from afterword.output.pages import OutputFile, RenderedPage

_PREFORMATTED = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")


def export_files(pages: Iterable[RenderedPage], files: Iterable[OutputFile]) -> Iterator[OutputFile]:
    """Give every file of an export: the pages as Markdown, the others as they are."""
    for page in pages:
        yield export_page(page)
    yield from files


def export_page(page: RenderedPage) -> OutputFile:
    """Write a page as Markdown: front matter, then its content as one block of HTML."""
    front = f"title: {json.dumps(page.title, ensure_ascii=False)}\n"
    front += f"description: {json.dumps(page.description, ensure_ascii=False)}\n"
    text = f"---\n{front}---\n\n<div>\n{_without_blank_lines(page.html)}\n</div>\n"
    return OutputFile(f"{page.address}index.md", text.encode())


def _without_blank_lines(html: str) -> str:
    """Take out blank lines: a block of HTML ends at the first one (CommonMark 0.31, section 4.6).

    Where they are text, a character reference stands in for the line's end.
    """
    parts = _PREFORMATTED.split(html)
    parts[::2] = (_BLANK_LINES.sub("\n", part) for part in parts[::2])
    parts[1::2] = (
        _BLANK_LINES.sub(lambda run: "\n" + "&#10;" * (run[0].count("\n") - 1), p) for p in parts[1::2]
    )
    return "".join(parts).strip()
