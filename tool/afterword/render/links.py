"""Makes the links and pictures of safe HTML absolute, so that they also work elsewhere, such as in a feed."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import urljoin

_LINKS = re.compile(r"""<(?:a|img)(?=\s)(?:\s+[\w-]+="[^"]*")*\s*/?>""")
"""A tag with an address, as the sanitiser writes it: every value in quotes."""
_ATTRIBUTE = re.compile(r'\s+([\w-]+)="([^"]*)"')
_ABSOLUTE = re.compile(r"(?:https?|mailto):", re.IGNORECASE)


def absolute(html: str, page: str) -> str:
    """Make addresses that are relative to a page absolute.

    If the page's address is empty, these links lose their address, and these pictures are removed.
    """
    if "<a" not in html and "<img" not in html:
        return html
    return _LINKS.sub(lambda tag: _absolute_tag(tag.group(), page), html)


def _absolute_tag(tag: str, page: str) -> str:
    absolute_tag = _ATTRIBUTE.sub(
        lambda match: _absolute_attribute(match[0], match[1], unescape(match[2]), page), tag
    )
    return "" if absolute_tag.startswith("<img") and " src=" not in absolute_tag else absolute_tag


def _absolute_attribute(attribute: str, name: str, value: str, page: str) -> str:
    if name not in ("href", "src") or _ABSOLUTE.match(value):
        return attribute
    return f' {name}="{escape(urljoin(page, value))}"' if page else ""
