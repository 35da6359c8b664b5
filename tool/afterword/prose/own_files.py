"""Marks links and pictures of safe HTML that lead to files next to the record, which work only on the record's page.

Whoever renders a text does not know on which pages it will be. The mark is removed where the page is known, and on all
pages but the record's own, the address with it. No text can contain the mark, because every `<` in a text is escaped.
"""

from __future__ import annotations

from afterword.patterns import pattern

_MARK = "<own>"
_OWN = pattern(r'<(a(?= href="(?![/#\\]|[a-zA-Z][a-zA-Z0-9+.-]*:))|img(?= ))')
"""A picture, or a link with a relative address, as the sanitiser writes it. A picture from another host is a link."""
_MARKED_LINK = pattern(rf'<a{_MARK} href="[^"]*"')
_MARKED_PICTURE = pattern(rf'<img{_MARK}(?: src="[^"]*")?(?: alt="([^"]*)")?[^>]*>')


def mark_own_files(html: str) -> str:
    """Mark the links and pictures that lead to files next to the record."""
    html = str(html)  # the methods of Markup would escape the mark
    return _OWN.sub(rf"<\1{_MARK}", html) if "<a " in html or "<img " in html else html


def keep_own_files(html: str) -> str:
    """Remove the marks, for the page of the record and for what refers to its address."""
    return html.replace(_MARK, "")


def remove_own_files(html: str) -> str:
    """Remove the addresses of marked links, and replace marked pictures by their alternative text."""
    if _MARK not in html:
        return html
    return _MARKED_PICTURE.sub(r"\1", _MARKED_LINK.sub("<a", html))
