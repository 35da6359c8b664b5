"""Pages as Markdown files with front matter, for a site generator other than MkDocs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator

from afterword.output.pages import OutputFile, RenderedPage

_PREFORMATTED = re.compile(r"(<pre\b.*?</pre>)", re.DOTALL)
_BLANK_LINES = re.compile(r"\n(?:[ \t]*\n)+")


def export_files(pages: Iterable[RenderedPage], files: Iterable[OutputFile]) -> Iterator[OutputFile]:
    """Yield every file of an export: pages as Markdown, other files as they are."""
    for page in pages:
        yield export_page(page)
    yield from files


def export_page(page: RenderedPage) -> OutputFile:
    """Return a page as a Markdown file: front matter, then its content as one block of HTML."""
    front = f"title: {json.dumps(page.title, ensure_ascii=False)}\n"
    front += f"description: {json.dumps(page.description, ensure_ascii=False)}\n"
    text = f"---\n{front}---\n\n<div>\n{_without_blank_lines(page.html)}\n</div>\n"
    return OutputFile(f"{page.address}index.md", text.encode())


def _without_blank_lines(html: str) -> str:
    """Remove blank lines, as the first one would end the block of HTML (CommonMark 0.31, section 4.6).

    In preformatted text, line breaks become character references instead.
    """
    parts = _PREFORMATTED.split(html)
    parts[::2] = (_BLANK_LINES.sub("\n", part) for part in parts[::2])
    parts[1::2] = (
        _BLANK_LINES.sub(lambda run: "\n" + "&#10;" * (run[0].count("\n") - 1), p) for p in parts[1::2]
    )
    return "".join(parts).strip()
