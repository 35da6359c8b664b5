"""Makes our stylesheets work with themes other than Material."""

from __future__ import annotations

import re

_TYPESET = "md-typeset"
"""The class of the element around Material's content, which the selectors of our stylesheets begin with."""
_ROOT = re.compile(r"<html\b([^>]*)>")
_CLASS = re.compile(r'\sclass="([^"]*)"')


def mark_typeset(html: str) -> str:
    """Give the document that class if its theme has no such element."""
    if _TYPESET in html:
        return html
    return _ROOT.sub(_with_class, html, count=1)


def _with_class(tag: re.Match[str]) -> str:
    given = _CLASS.search(tag[1])
    classes = f"{given[1]} {_TYPESET}" if given else _TYPESET
    return f'<html{_CLASS.sub("", tag[1])} class="{classes}">'
