"""Marks the pages of an internal build, for readers and for search engines."""

from __future__ import annotations

from afterword.formats.hosting import NOT_LISTED
from afterword.mkdocs_plugin.page_shell import with_head
from afterword.views.text.words import Words

_UNLISTED = f'<meta name="robots" content="{NOT_LISTED}">'


def internal_notice(words: Words) -> str:
    """Return the line at the top of a page that says that it is not for publication."""
    record = words.record
    return (
        f'<p class="aw-internal" role="note"><strong>{record.internal}</strong> – '
        f"{record.not_for_publication}</p>\n"
    )


def unlisted(output: str) -> str:
    """Return a page that asks search engines to leave it out."""
    return with_head(output, _UNLISTED)
