"""Finds what its author meant as a comment, although Markdown has none: `<!-- … -->`, and links that lead nowhere."""

from __future__ import annotations

import re

from afterword.patterns import pattern
from afterword.prose.markdown import tags_of
from afterword.prose.unread_markdown import as_read

_TITLE = r"(?:\"[^\"]*\"|'[^']*'|\([^()]*\))"
_DEFINITION = pattern(
    rf"^ {{0,3}}\[(?://\]:.*|[^\[\]\n]+\]:[ \t]*(?:#|<#?>)[ \t]+{_TITLE}[ \t]*)$",
    re.MULTILINE | re.IGNORECASE,
)
"""The definition of a link to nothing, whose title is the comment; other renderers show it nowhere."""
_HTML = pattern(r"(?<![ \t])[ \t]*<!--.*?(?:-->|\Z)", re.DOTALL)


def first_comment(text: str) -> str:
    """Return the first comment in Markdown, or the beginning of it, or an empty text. Code contains none."""
    if "<!--" in text and (tag := next((tag for tag in tags_of(text) if tag.startswith("<!--")), "")):
        return tag
    found = _DEFINITION.search(text) if "]:" in text else None
    return found[0].strip() if found and f"{found[0].partition(']:')[0].strip()}]:" in as_read(text) else ""


def first_html_comment(text: str) -> str:
    """Return the first HTML comment in text that is not Markdown, or an empty text."""
    found = _HTML.search(text)
    return found[0].strip() if found else ""


def without_comments(text: str) -> str:
    """Remove all comments from Markdown."""
    return _DEFINITION.sub("", _HTML.sub("", text)).strip()
