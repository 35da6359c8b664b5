"""Badges as SVG images and as shields.io endpoint answers, and the icons of levels."""

from __future__ import annotations

from collections.abc import Iterator

from jinja2 import Environment

from afterword.compact_json import compact_json
from afterword.formats.artifacts import Format
from afterword.render.environment import render_template
from afterword.views.cached import CachedFile, cached
from afterword.views.context import Context
from afterword.views.current.badges import Badge, LevelIcon, badges, level_icons, picture_of
from afterword.views.index.queries import RecordIndex

TEMPLATE = "badges/badge.svg.j2"
ICON_TEMPLATE = "badges/icon.svg.j2"
_CACHE_SECONDS = 300
"""The shortest time for which shields.io caches an answer."""


class Badges(Format):
    """The badges of the site and of each component. They change when their text does, not with the clock."""

    def files(self, context: Context, index: RecordIndex, environment: Environment) -> Iterator[CachedFile]:
        """Yield each badge as an image and as JSON, then the icon of each level."""
        for badge in badges(context, index):
            yield cached(f"{badge.address}.svg", _svg, badge, environment=environment)
            yield cached(f"{badge.address}.json", _shields_json, badge)
        for icon in level_icons(context.site):
            yield cached(icon.address, _icon, icon, environment=environment)


def _svg(_: Context, __: RecordIndex, badge: Badge, environment: Environment) -> str:
    return render_template(environment, TEMPLATE, {"badge": picture_of(badge)}).lstrip()


def _icon(_: Context, __: RecordIndex, icon: LevelIcon, environment: Environment) -> str:
    return render_template(environment, ICON_TEMPLATE, {"icon": icon}).lstrip()


def _shields_json(_: Context, __: RecordIndex, badge: Badge) -> str:
    """Return the answer that a shields.io endpoint badge expects, without a glyph: shields.io measures its text."""
    answer = {
        "schemaVersion": 1,
        "label": badge.label,
        "message": badge.message,
        "color": badge.colour,
        "cacheSeconds": _CACHE_SECONDS,
    }
    return compact_json(answer)
