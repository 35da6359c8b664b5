"""Removes what a theme's templates leave in a page for nobody, such as indentation: about 3 kB of each."""

from __future__ import annotations

import re

_LAYOUT = re.compile(
    r"""(?P<kept><(?P<element>pre|textarea|script|style)\b.*?</(?P=element)>|<!--.*?-->|"""
    r"""<(?:[^<>"']|"[^"]*"|'[^']*')*>)|[ \t\r\n]+""",
    re.DOTALL | re.IGNORECASE,
)
"""White space between tags, or what is kept as it is: tags, comments, and elements that show white space."""


_NAMESPACE = ' xmlns="http://www.w3.org/2000/svg"'
"""Icons have it from the files in which the theme keeps them; in HTML, nothing needs it."""


def compact_page(page: str, content: str) -> str:
    """Return a page of a theme with one line break wherever there was white space with one around its `content`.

    Its icons lose their namespace, which HTML implies. A browser shows the same, unless a theme's own CSS shows
    line breaks. The content stays as it is; so does a page whose theme shows another.
    """
    before, found, after = page.partition(content) if content else (page, "", "")
    return f"{_compact(before)}{found}{_compact(after)}" if found else page


def _compact(html: str) -> str:
    return _LAYOUT.sub(_shorter, html)


def _shorter(found: re.Match[str]) -> str:
    text = found[0]
    if found["kept"]:
        return text.replace(_NAMESPACE, "") if text.startswith("<svg") else text
    return "\n" if "\n" in text else text
