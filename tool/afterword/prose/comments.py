"""Finds what its author meant as a comment, although Markdown has none: `<!-- … -->`, and links that lead nowhere."""

from __future__ import annotations

import re

from afterword.patterns import pattern
from afterword.prose.markdown import tags_of
from afterword.prose.unread_markdown import as_read

_TITLE = r"(?:\"[^\"]*\"|'[^']*'|\([^()]*\))"
_DEFINITION = pattern(
    rf"^(?:[ \t>*+-]|\d{{1,9}}[.)])*+\[(?://\]:.*|[^\[\]\n]+\]:[ \t]*(?:#|<#?>)[ \t]+{_TITLE}[ \t]*)$",
    re.MULTILINE | re.IGNORECASE,
)
"""The definition of a link to nothing, whose title is the comment; other renderers show it nowhere."""
_HTML = pattern(r"(?<![ \t])[ \t]*<!--.*?(?:-->|\Z)", re.DOTALL)


def first_comment(text: str) -> str:
    """Return the first comment in Markdown, or the beginning of it, or an empty text. Code contains none."""
    if "<!--" in text and (tag := next((tag for tag in tags_of(text) if tag.startswith("<!--")), "")):
        return tag
    found = [each[0].strip() for each in _DEFINITION.finditer(text)] if "]:" in text else []
    read = as_read(text) if found else ""
    return next((each for each in found if as_read(each).strip() in read), "")


def first_html_comment(text: str) -> str:
    """Return the first HTML comment in text that is not Markdown, or an empty text.

    It must end: a title such as `Pages with an unclosed <!-- were empty` has no marks of code that could say so.
    """
    found = _HTML.search(text)
    return found[0].strip() if found and found[0].endswith("-->") else ""


def without_comments(text: str) -> str:
    """Remove all comments from Markdown."""
    return _DEFINITION.sub("", _HTML.sub("", text)).strip()
