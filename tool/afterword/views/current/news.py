"""What an open status page asks for, to learn whether it is still current: which news it has, and its time."""

from __future__ import annotations

from typing import NamedTuple

from afterword.records.vocabulary import Kind
from afterword.timeline.levels import PUBLIC_KINDS
from afterword.views.context import Context
from afterword.views.reads import digest
from afterword.views.text.instants import Instant

_SHOWN_KINDS = PUBLIC_KINDS | {Kind.NOTICE}


class News(NamedTuple):
    """The `version` changes with what is published, but not with the clock: the page follows that by itself.

    `built_at` is in seconds since 1970.
    """

    version: str
    built_at: int
    as_of: Instant
    built_at_text: str


def news(context: Context) -> News:
    """Return the news of the status page; `context` must contain every live record."""
    shown = sorted((each for each in context.records if each.kind in _SHOWN_KINDS), key=lambda each: each.id)
    at = context.words.instant(context.now, context.zone)
    return News(
        version=digest(shown, context.components),
        built_at=int(context.now.timestamp()),
        as_of=context.words.instant_of_build(context.now, context.zone),
        built_at_text=f"{at.text} {at.zone}",
    )
