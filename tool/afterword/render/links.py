"""Makes the links and pictures of safe HTML lead to the same place from anywhere, such as from within a feed."""

from __future__ import annotations

import re
from html import escape, unescape
from urllib.parse import urljoin

_LEADS = re.compile(r"""<(?:a|img)(?=\s)(?:\s+[\w-]+="[^"]*")*\s*/?>""")
"""A tag that leads somewhere, as the sanitiser writes it: every value in quotes."""
_ATTRIBUTE = re.compile(r'\s+([\w-]+)="([^"]*)"')
_WHOLE = re.compile(r"(?:https?|mailto):", re.IGNORECASE)


def absolute(html: str, page: str) -> str:
    """Make what is relative to a page absolute.

    Where the page's address is not known, such links lead nowhere, and such pictures are left out.
    """
    if "<a" not in html and "<img" not in html:
        return html
    return _LEADS.sub(lambda tag: _led(tag.group(), page), html)


def _led(tag: str, page: str) -> str:
    led = _ATTRIBUTE.sub(lambda found: _whole(found[0], found[1], unescape(found[2]), page), tag)
    return "" if led.startswith("<img") and " src=" not in led else led


def _whole(written: str, name: str, value: str, page: str) -> str:
    if name not in ("href", "src") or _WHOLE.match(value):
        return written
    return f' {name}="{escape(urljoin(page, value))}"' if page else ""
