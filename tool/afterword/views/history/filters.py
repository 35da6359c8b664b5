"""The ways to narrow the history: by component, by level, by kind."""

from __future__ import annotations

from typing import NamedTuple

from afterword.records.vocabulary import Kind
from afterword.views import urls
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.text import words
from afterword.views.text.catalogue import CATALOGUE
from afterword.views.text.labels import LevelLabel, PageLink, component_link, label_of

PLURALS = {
    Kind.INCIDENT: "Incidents",
    Kind.MAINTENANCE: CATALOGUE.terms.maintenance,
    Kind.NEAR_MISS: "Near misses",
    Kind.DRILL: "Drills",
}
"""What several records of a kind are called."""


class Choice(NamedTuple):
    """One value to filter by: the page that shows it, whose address ends with the value, and the mark of a level."""

    link: PageLink
    mark: LevelLabel | None
    current: bool


class Filter(NamedTuple):
    """What can be filtered by, with the values that occur."""

    key: str
    name: str
    choices: tuple[Choice, ...]


def filters(context: Context, index: RecordIndex, current: str = "") -> tuple[Filter, ...]:
    """Give the filters of which there are values; `current` is the address of the page that they stand on."""
    components = [each.id for each in context.site.components if each.id in index.by_component]
    found = (
        Filter(
            "component",
            CATALOGUE.terms.component,
            tuple(Choice(component_link(context.site, each), None, False) for each in components),
        ),
        Filter(
            "level",
            CATALOGUE.terms.level,
            tuple(_level(context, each, current) for each in levels_of(context, index)),
        ),
        Filter("kind", CATALOGUE.terms.kind, tuple(_kind(each, current) for each in kinds_of(index))),
    )
    return tuple(each for each in found if each.choices)


def levels_of(context: Context, index: RecordIndex) -> list[str]:
    """Name the levels that occur, the worst first."""
    known = {level for levels in {each.levels for each in index.summaries} for level in levels}
    return sorted(known, key=lambda level: (-context.site.rank(level), level))


def kinds_of(index: RecordIndex) -> list[Kind]:
    """Name the kinds that occur, in the order of the vocabulary."""
    known = {each.kind for each in index.summaries}
    return [kind for kind in Kind if kind.value in known]


def _level(context: Context, level_id: str, current: str) -> Choice:
    mark, address = label_of(context.site, level_id), urls.of_level(level_id)
    return Choice(PageLink(address, mark.name), mark, current.startswith(address))


def _kind(kind: Kind, current: str) -> Choice:
    address = urls.of_kind(kind.value)
    return Choice(PageLink(address, words.word(kind)), None, current.startswith(address))
