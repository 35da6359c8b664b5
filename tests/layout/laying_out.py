"""Lays out texts as records of a small site."""

from __future__ import annotations

from afterword.layout.layout import laid_out
from afterword.records.decode import decode_site
from afterword.records.site import Site
from tests.docs.samples import SITE as SITE_TEXT

RECORD = "incidents/2026/2026-11-20-search-is-slow.yml"


def small_site() -> Site:
    """Return a site with the components that samples name."""
    site = decode_site("status.yml", SITE_TEXT.encode()).model
    assert site
    return site


SITE = small_site()


def formatted(text: str, file: str = RECORD) -> str:
    """Return a text in the one layout; fails if it is refused."""
    result = laid_out(file, text.encode(), SITE)
    assert result.after is not None, [each.message for each in result.refused]
    return result.after.decode()


def refusal(text: str, file: str = RECORD) -> str:
    """Return why a text is refused; fails if it is not."""
    result = laid_out(file, text.encode(), SITE)
    assert result.after is None
    return f"{result.refused[0].location.line}: {result.refused[0].message}"
