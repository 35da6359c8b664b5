"""Levels, states and components as readers see them."""

from __future__ import annotations

from typing import NamedTuple

from afterword.records.record import Record
from afterword.records.site import OPERATIONAL, Level, Site
from afterword.records.vocabulary import State
from afterword.timeline.levels import Totals
from afterword.views import urls
from afterword.views.text import words


class LevelMark(NamedTuple):
    """A level as readers see it; `slug` names its colour and pattern in the stylesheet."""

    slug: str
    name: str
    glyph: str
    status: str


class StateMark(NamedTuple):
    """A state as a word and a glyph; `slug` is the word that records use."""

    slug: str
    name: str
    glyph: str


class Anchor(NamedTuple):
    """A link to a page of the site: its address relative to the root, and the words to show."""

    address: str
    text: str


class LevelTime(NamedTuple):
    """How long a level held."""

    level: LevelMark
    duration: str


class ComponentLevel(NamedTuple):
    """A component at a level."""

    component: Anchor
    level: LevelMark


class Fact(NamedTuple):
    """A name and a value, both plain text."""

    name: str
    value: str


def level_mark(level: Level) -> LevelMark:
    """Show a level by name, glyph and colour."""
    return LevelMark(level.id, level.name, words.GLYPHS[level.status], words.word(level.status))


def mark_of(site: Site, level_id: str) -> LevelMark:
    """Show a level by its id."""
    return level_mark(site.level(level_id) or OPERATIONAL)


def state_mark(state: State) -> StateMark:
    """Show a state as a word and a glyph."""
    return StateMark(state.value, words.word(state), words.STATE_GLYPHS[state])


def component_anchor(site: Site, component_id: str) -> Anchor:
    """Link to a component by its name."""
    found = site.component(component_id)
    return Anchor(urls.component(component_id), found.name if found else component_id)


def incident_anchor(record: Record) -> Anchor:
    """Link to a record by its title."""
    return Anchor(urls.incident(record.id), record.title)


def level_times(site: Site, totals: Totals) -> tuple[LevelTime, ...]:
    """Show how long each level held, the worst first."""
    times = (LevelTime(mark_of(site, each.level), words.duration(each.duration)) for each in totals.levels)
    return tuple(times)[::-1]


def component_levels(site: Site, levels: dict[str, str]) -> tuple[ComponentLevel, ...]:
    """Show components with their levels, in the order of the page."""
    listed = list(levels.items())
    if len(listed) > 1:
        order = {component.id: place for place, component in enumerate(site.components)}
        listed.sort(key=lambda pair: (order.get(pair[0], len(order)), pair[0]))
    return tuple(ComponentLevel(component_anchor(site, c), mark_of(site, level)) for c, level in listed)
