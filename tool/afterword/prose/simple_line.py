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
AS_HTML, AS_TEXT = r"<code>\1</code>", r"\1"
"""How code is written."""


def simple_line(text: str, code: str) -> str | None:
    """Render a line of plain text and code, with each code as `code` says; None for anything else."""
    if len(text) > LENGTH_LIMIT:
        return None
    words = _CODE.sub("x", text) if "`" in text else text
    if not _PLAIN.fullmatch(words) or "_" in words or ":/" in words or "www." in words:
        return None
    return text if words is text else _CODE.sub(code, text)
