"""Badges as pictures, and as the answers that shields asks for."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial

from jinja2 import Environment

from afterword.formats.artifacts import CachedFile
from afterword.render.environment import fill_in
from afterword.views.cached import cache_key
from afterword.views.context import Context
from afterword.views.current.badges import Badge, badges, picture_of
from afterword.views.index.queries import RecordIndex

TEMPLATE = "badges/badge.svg.j2"
_CACHE_SECONDS = 300
"""The shortest time for which shields keeps an answer."""


def badge_files(context: Context, index: RecordIndex, environment: Environment) -> Iterator[CachedFile]:
    """Give the badges; they change when what they say does, not with the clock."""
    for badge in badges(context, index):
        key = cache_key(*badge)
        yield CachedFile(f"{badge.address}.svg", key, partial(_drawn, badge, environment))
        yield CachedFile(f"{badge.address}.json", key, partial(_for_shields, badge))


def _drawn(badge: Badge, environment: Environment) -> str:
    return fill_in(environment, TEMPLATE, {"badge": picture_of(badge)}).lstrip()


def _for_shields(badge: Badge) -> str:
    """Answer as shields.io's endpoint badge asks for it; a glyph is left out, as shields measures its own text."""
    answer = {
        "schemaVersion": 1,
        "label": badge.label,
        "message": badge.message,
        "color": badge.colour,
        "cacheSeconds": _CACHE_SECONDS,
    }
    return json.dumps(answer, ensure_ascii=False, separators=(",", ":"))
