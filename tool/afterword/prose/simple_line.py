"""Recognises the form of most prose, a line of plain text and code, which needs no renderer and no sanitiser."""

from __future__ import annotations

from afterword.patterns import pattern
from afterword.prose.markdown import LENGTH_LIMIT

_PLAIN = pattern(
    r"""[^\W\d_](?:[\w \"'.,;?!()%+/=$^–—…“”‘’„«»·→×°€:-]*[\w\"'.,;?!()%+/=$^–—…“”‘’„«»·→×°€:-])?"""
)
"""One line that begins with a letter and has no character with a meaning in Markdown or HTML, except `_`."""
_CODE = pattern(r"(?<!`)`([\w.,:;/=?!()%+-](?:[\w .,:;/=?!()%+-]*[\w.,:;/=?!()%+-])?)`(?!`)")
"""Code without characters that have a meaning in HTML; in code, none has a meaning in Markdown."""
AS_HTML, AS_TEXT = ("<code>", "</code>"), ("", "")
"""What is written before and after code."""


def simple_line(text: str, code: tuple[str, str]) -> str | None:
    """Render a line of plain text and code, with `code` around each code; None for anything else."""
    if len(text) > LENGTH_LIMIT:
        return None
    parts = _CODE.split(text) if "`" in text else [text]  # words and code by turns
    words = "x".join(parts[::2])
    if not _PLAIN.fullmatch(words) or "_" in words or ":/" in words or "www." in words:
        return None
    before, after = code
    parts[1::2] = [f"{before}{each}{after}" for each in parts[1::2]]
    return "".join(parts)
