"""What a page says about itself on paper: the site, its address, and the time of the build.

The time is in a stylesheet, so that the pages of records need not be written anew with each build. On a screen and in a
text browser, nothing of it is shown.
"""

from __future__ import annotations

from typing import NamedTuple

from markupsafe import Markup, escape

from afterword.views.text.instants import Instant
from afterword.views.text.words import Words


class Paper(NamedTuple):
    """What the stylesheet says about all pages, as CSS strings: the root of the site, and the time of the build."""

    root: Markup
    built: Markup


def paper_line(words: Words, site_name: str, url: str) -> str:
    """Return what only paper shows of a page: the name of the site, and the address of the page if it is known."""
    text = escape(" · ".join(words.isolated(each) for each in (site_name, url) if each))
    return f'<p class="aw-paper" data-text="{text}"></p>\n'


def paper_of(words: Words, root: str, as_of: Instant) -> Paper:
    """Return what the stylesheet says about the pages of a site."""
    built = f" · {words.fill(words.current.updated, time=f'{as_of.text} {as_of.zone}'.rstrip())}"
    return Paper(_css_string(root), _css_string(built))


def _css_string(text: str) -> Markup:
    escaped = "".join(char if char.isalnum() or char in " ,.:/-·" else f"\\{ord(char):x} " for char in text)
    return Markup(f'"{escaped}"')
