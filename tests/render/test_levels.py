"""The colours of levels: each has enough contrast with the background of both themes, on all our sites."""

from __future__ import annotations

import re

import pytest

from afterword.app.read_site import read_site
from afterword.output.pages import level_styles
from afterword.records.site import Site
from afterword.render.environment import create_environment
from afterword.views.text.words import ENGLISH
from tests.sites import DEMO, NOW, REPOSITORY
from tests.timeline.building import site

LIGHT, DARK = "#ffffff", "#1e2129"
"""The backgrounds of the theme's two palettes."""
GRAPHICS = 3
"""The contrast that WCAG 1.4.11 requires of graphics."""


def luminance(colour: str) -> float:
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def colours(of: Site) -> tuple[list[str], list[str]]:
    """Return the colours of the stylesheet: those on the light background, and those on the dark one."""
    text = level_styles(ENGLISH, of, create_environment(ENGLISH), NOW).data.decode()
    light, dark = text.split("@media screen", maxsplit=1)
    found = [re.findall(r"--aw-level-[\w-]+: (#[0-9a-f]{6});", part) for part in (light, dark)]
    return found[0], found[1]


SITES = {"default": site("page: {name: Acme}\n"), "demo": read_site(DEMO), "ours": read_site(REPOSITORY)}
each_site = pytest.mark.parametrize("of", SITES.values(), ids=SITES)


@each_site
def test_every_level_has_enough_contrast_in_both_themes(of: Site) -> None:
    light, dark = colours(of)
    assert len(light) == len(dark) == len(of.levels) + 2  # operational and no data
    assert [each for each in light if contrast(each, LIGHT) < GRAPHICS] == []
    assert [each for each in dark if contrast(each, DARK) < GRAPHICS] == []


@each_site
def test_levels_can_be_distinguished_by_pattern_alone(of: Site) -> None:
    patterns = [level.pattern for level in of.levels if of.rank(level.id)]
    assert len(patterns) == len(set(patterns))
