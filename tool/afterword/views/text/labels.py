"""Labels, links and other small parts of pages: levels, states, components and records as readers see them."""

from __future__ import annotations

from typing import Generic, NamedTuple, TypeVar

from afterword.records.components import Component
from afterword.records.record import Record
from afterword.records.scales import OPERATIONAL
from afterword.records.site import Site
from afterword.records.vocabulary import State
from afterword.timeline.levels import Totals
from afterword.views import urls
from afterword.views.text.glyphs import STATE_GLYPHS
from afterword.views.text.words import Words

T = TypeVar("T")


class LevelLabel(NamedTuple):
    """A level as readers see it; `slug` names its colour and pattern in the stylesheet.

    `extent` is what follows its name where it does not hold for a whole component.
    """

    slug: str
    name: str
    glyph: str
    status: str
    extent: str = ""

    def with_extent(self, extent: str) -> LevelLabel:
        """Return the label with what the level holds for in brackets after its name; empty if for everything."""
        return self._replace(extent=f" ({extent})" if extent else "")


class StateLabel(NamedTuple):
    """A state as a word and a glyph; `slug` is the value in records."""

    slug: str
    name: str
    glyph: str


class PageLink(NamedTuple):
    """A link: its address, relative to the site's root unless it leads to another site, and its text.

    `language` is that of the text, empty if it is that of the page.
    """

    address: str
    text: str
    language: str = ""


class LevelDuration(NamedTuple):
    """The time at a level."""

    level: LevelLabel
    duration: str


class ComponentAtLevel(NamedTuple):
    """A component at a level."""

    component: PageLink
    level: LevelLabel


class Fact(NamedTuple):
    """A name and a value, both plain text."""

    name: str
    value: str


class HeadedList(NamedTuple, Generic[T]):
    """A heading, and what is listed under it. `iso` is the day or month that the heading names, for machines."""

    heading: str
    items: tuple[T, ...]
    iso: str = ""


def label_of(words: Words, site: Site, level_id: str) -> LevelLabel:
    """Return the label of a level by its id; an unknown id gets that of an operational level."""
    level = site.level(level_id) or OPERATIONAL
    return LevelLabel(level.id, words.level_name(level), site.glyph(level.id), words.word(level.status))


def state_label(words: Words, state: State) -> StateLabel:
    """Return the label of a state."""
    return StateLabel(state.value, words.word(state), STATE_GLYPHS[state])


def component_link(site: Site, component_id: str) -> PageLink:
    """Return a link to a component by its name; one that the site does not list has only its id, and no page."""
    component = site.component(component_id)
    return PageLink(urls.component(component.id), component.name) if component else PageLink("", component_id)


def third_party_link(component: Component) -> PageLink | None:
    """Return who runs a component, with a link to their status page if there is one; None if the site's team does."""
    party = component.third_party
    return PageLink(party.url or "", party.name) if party else None


def incident_link(record: Record, site: Site) -> PageLink:
    """Return a link to a record by its title."""
    return PageLink(urls.incident(record.id), record.full_title, language_of(record, site))


def id_of_link(link: PageLink) -> str:
    """Return the id of the record or component to whose page a link leads."""
    return link.address.rstrip("/").rpartition("/")[2]


def language_of(record: Record, site: Site) -> str:
    """Return the language of a record's text; empty if neither it nor the site states one."""
    return record.language or site.page.language or ""


def level_times(words: Words, site: Site, totals: Totals) -> tuple[LevelDuration, ...]:
    """Return the time at each level, worst level first."""
    times = (
        LevelDuration(label_of(words, site, each.level), words.duration(each.duration, each.certainty))
        for each in totals.levels
    )
    return tuple(times)[::-1]


def component_levels(site: Site, levels: dict[str, LevelLabel]) -> tuple[ComponentAtLevel, ...]:
    """Return components with their levels, in the order of the site."""
    listed = list(levels.items())
    if len(listed) > 1:
        order = {component.id: index for index, component in enumerate(site.components)}
        listed.sort(key=lambda pair: (order.get(pair[0], len(order)), pair[0]))
    return tuple(ComponentAtLevel(component_link(site, c), level) for c, level in listed)
