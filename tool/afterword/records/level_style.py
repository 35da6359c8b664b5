"""How levels and days without data look: a colour in each theme, and a pattern."""

from __future__ import annotations

from typing import NamedTuple

from afterword.records.scales import OPERATIONAL, Level
from afterword.records.site import Site
from afterword.records.vocabulary import Pattern


class LevelStyle(NamedTuple):
    """The colours and the pattern of a level; `slug` is its name in class names and custom properties."""

    slug: str
    light: str
    dark: str
    pattern: Pattern


NO_DATA = LevelStyle("no-data", "#8a8f98", "#7d8590", Pattern.OUTLINE)
"""The style of days, components and levels of which nothing is known. It is not a level."""


def level_style(level: Level) -> LevelStyle:
    """Return how a level looks."""
    return LevelStyle(level.id, level.colour.light, level.colour.dark, level.pattern)


class DefaultStyles(NamedTuple):
    """The styles that every site has; a site can replace that of `operational`."""

    operational: LevelStyle
    no_data: LevelStyle


DEFAULT_STYLES = DefaultStyles(level_style(OPERATIONAL), NO_DATA)


def site_styles(site: Site) -> tuple[LevelStyle, ...]:
    """Return the styles of a site in the order of the stylesheet: of two with the same slug the later one counts."""
    return (*DEFAULT_STYLES, *map(level_style, site.levels))
