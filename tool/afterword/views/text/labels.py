"""Levels, states and components as readers see them."""

from __future__ import annotations

from typing import NamedTuple

from afterword.records.record import Record
from afterword.records.scales import OPERATIONAL, Level
from afterword.records.site import Site
from afterword.records.vocabulary import State
from afterword.timeline.levels import Totals
from afterword.views import urls
from afterword.views.text import words


class LevelLabel(NamedTuple):
    """A level as readers see it; `slug` names its colour and pattern in the stylesheet."""

    slug: str
    name: str
    glyph: str
    status: str


class StateLabel(NamedTuple):
    """A state as a word and a glyph; `slug` is the word that records use."""

    slug: str
    name: str
    glyph: str


class PageLink(NamedTuple):
    """A link: its address, relative to the site's root unless it leads to another site, and its text."""

    address: str
    text: str


class LevelTime(NamedTuple):
    """How long a level held."""

    level: LevelLabel
    duration: str


class ComponentLevel(NamedTuple):
    """A component at a level."""

    component: PageLink
    level: LevelLabel


class Fact(NamedTuple):
    """A name and a value, both plain text."""

    name: str
    value: str


def level_label(level: Level) -> LevelLabel:
    """Show a level by name, glyph and colour."""
    return LevelLabel(level.id, level.name, words.GLYPHS[level.status], words.word(level.status))


def label_of(site: Site, level_id: str) -> LevelLabel:
    """Show a level by its id."""
    return level_label(site.level(level_id) or OPERATIONAL)


def state_label(state: State) -> StateLabel:
    """Show a state as a word and a glyph."""
    return StateLabel(state.value, words.word(state), words.STATE_GLYPHS[state])


def component_link(site: Site, component_id: str) -> PageLink:
    """Link to a component by its name."""
    found = site.component(component_id)
    return PageLink(urls.component(component_id), found.name if found else component_id)


def incident_link(record: Record) -> PageLink:
    """Link to a record by its title."""
    return PageLink(urls.incident(record.id), record.title)


def level_times(site: Site, totals: Totals) -> tuple[LevelTime, ...]:
    """Show how long each level held, the worst first."""
    times = (LevelTime(label_of(site, each.level), words.duration(each.duration)) for each in totals.levels)
    return tuple(times)[::-1]


def component_levels(site: Site, levels: dict[str, str]) -> tuple[ComponentLevel, ...]:
    """Show components with their levels, in the order of the page."""
    listed = list(levels.items())
    if len(listed) > 1:
        order = {component.id: place for place, component in enumerate(site.components)}
        listed.sort(key=lambda pair: (order.get(pair[0], len(order)), pair[0]))
    return tuple(ComponentLevel(component_link(site, c), label_of(site, level)) for c, level in listed)
