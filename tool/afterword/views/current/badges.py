"""Badges: the current status and the uptime of the site and of each component, short enough for a line of text."""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from afterword.records.components import Component
from afterword.records.level_style import NO_DATA
from afterword.records.scales import OPERATIONAL
from afterword.records.site import Site
from afterword.views import urls
from afterword.views.chart.text_width import FONTS, cut, width
from afterword.views.context import Context
from afterword.views.current.banner import banner
from afterword.views.index.queries import RecordIndex
from afterword.views.text.labels import LevelLabel
from afterword.views.uptime.measurement import UptimeMeasurement, measure
from afterword.views.uptime.periods import SHOWN_DAYS
from afterword.views.uptime.values import uptime_values

STATUS, UPTIME = "status", "uptime"
NUMBER_COLOUR = "#3f5573"
"""Behind a percentage, which has no level and so no level's colour."""
FONT_SIZE = 11
_PADDING = 7
_MAX_LABEL, _MAX_MESSAGE, _MAX_SENTENCE = 240, 330, 170
"""Widths in pixels."""
_BLACK, _WHITE = "#000000", "#ffffff"


class Badge(NamedTuple):
    """A badge. `address` has no suffix: there is a picture and a file for shields.io. `spoken` is the whole text."""

    address: str
    label: str
    message: str
    glyph: str
    colour: str
    spoken: str


class LevelIcon(NamedTuple):
    """The icon of a page that shows a level: its glyph in `ink` on its colour."""

    address: str
    glyph: str
    colour: str
    ink: str


class BadgePicture(NamedTuple):
    """A badge with its measurements in pixels; `ink` is the colour of text on `colour`."""

    label: str
    message: str
    spoken: str
    colour: str
    ink: str
    width: int
    split: int
    message_width: int
    label_middle: float
    message_middle: float
    font: str = FONTS


def badges(context: Context, index: RecordIndex) -> Iterator[Badge]:
    """Yield the badges of the site and of each component; `context` must contain every live record."""
    name = context.shown_name
    level, sentence = banner(context)
    fits = width(f"{level.glyph} {sentence}", FONT_SIZE) <= _MAX_SENTENCE
    overall = _status(context, urls.BADGES, name, level, sentence if fits else level.name)
    yield overall._replace(spoken=f"{name}: {sentence}")
    yield _uptime(context, urls.BADGES, name, measure(context, index, None, SHOWN_DAYS))
    for component in context.components:
        yield from _of_component(context, index, component)


def level_icons(site: Site) -> tuple[LevelIcon, ...]:
    """Return an icon for each level that a site has."""
    levels = {each.id: each for each in (OPERATIONAL, *site.levels)}.values()
    return tuple(
        LevelIcon(urls.level_icon(each.id), site.glyph(each.id), each.colour.light, ink_on(each.colour.light))
        for each in levels
    )


def picture_of(badge: Badge) -> BadgePicture:
    """Measure a badge; text that is too long is cut, but stays whole in `spoken`."""
    label = cut(badge.label, FONT_SIZE, _MAX_LABEL)
    message = cut(f"{badge.glyph} {badge.message}".strip(), FONT_SIZE, _MAX_MESSAGE)
    split = round(width(label, FONT_SIZE)) + 2 * _PADDING
    end = split + round(width(message, FONT_SIZE)) + 2 * _PADDING
    ink = ink_on(badge.colour)
    middles = split / 2, (split + end) / 2
    return BadgePicture(label, message, badge.spoken, badge.colour, ink, end, split, end - split, *middles)


def ink_on(colour: str) -> str:
    """Return white or black, whichever has a contrast of at least 4.5 with a colour (WCAG 2.2): one always has."""
    light = _luminance(colour)
    return _WHITE if 1.05 / (light + 0.05) >= 4.5 else _BLACK


def level_colour(context: Context, level: LevelLabel) -> str:
    """Return a level's colour on a light page."""
    return (context.site.level(level.slug) or OPERATIONAL).colour.light


def _of_component(context: Context, index: RecordIndex, component: Component) -> Iterator[Badge]:
    folder = urls.component_badges(component.id)
    level = context.told[component.id].label(context.words, context.site)
    name = f"{context.internal_mark}{component.name}"
    yield _status(context, folder, name, level, f"{level.name}{level.extent}")
    yield _uptime(context, folder, name, measure(context, index, component, SHOWN_DAYS))


def _status(context: Context, folder: str, name: str, level: LevelLabel, message: str) -> Badge:
    colour = level_colour(context, level)
    return Badge(f"{folder}{STATUS}", name, message, level.glyph, colour, f"{name}: {message}")


def _uptime(context: Context, folder: str, name: str, measurement: UptimeMeasurement) -> Badge:
    words, uptime = context.words, uptime_values(context, measurement)
    text = (
        words.gettext(
            "{uptime} uptime ({period}; policy {policy})",
            uptime=uptime.shown,
            period=uptime.name,
            policy=uptime.policy,
        )
        if uptime.percent
        else words.gettext("no uptime data")
    )
    return Badge(
        address=f"{folder}{UPTIME}",
        label=words.gettext("{name} uptime", name=name),
        message=f"{uptime.shown}, {uptime.name}" if uptime.percent else uptime.shown,
        glyph="",
        colour=NUMBER_COLOUR if uptime.percent else NO_DATA.light,
        spoken=f"{name}: {text}",
    )


def _luminance(colour: str) -> float:
    red, green, blue = (int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5))
    return 0.2126 * _linear(red) + 0.7152 * _linear(green) + 0.0722 * _linear(blue)


def _linear(share: float) -> float:
    return share / 12.92 if share <= 0.04045 else ((share + 0.055) / 1.055) ** 2.4
