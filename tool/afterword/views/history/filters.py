"""The filters of the history: by component, level and kind."""

from __future__ import annotations

from typing import NamedTuple

from afterword.records.vocabulary import Kind
from afterword.translations.marks import mark as _
from afterword.views import urls
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.text.catalogue import CurrentWords, Terms
from afterword.views.text.labels import LevelLabel, PageLink, component_link, label_of
from afterword.views.text.words import Words

PLURALS = {
    Kind.INCIDENT: _("Incidents"),
    Kind.MAINTENANCE: Terms.maintenance,
    Kind.NEAR_MISS: _("Near misses"),
    Kind.DRILL: _("Drills"),
    Kind.NOTICE: CurrentWords.notices,
}
"""The names of kinds in the plural."""


class Choice(NamedTuple):
    """One value to filter by: a link to its page, whose address ends with the value, and the label of a level."""

    link: PageLink
    level: LevelLabel | None
    current: bool


class Filter(NamedTuple):
    """A property to filter by, with the values that occur."""

    key: str
    name: str
    choices: tuple[Choice, ...]


def filters(context: Context, index: RecordIndex, current: str = "") -> tuple[Filter, ...]:
    """Return the filters that have values; `current` is the address of the page that shows them."""
    components = [each.id for each in context.site.components if each.id in index.by_component]
    known = (
        Filter(
            "component",
            context.words.terms.component,
            tuple(Choice(component_link(context.site, each), None, False) for each in components),
        ),
        Filter(
            "level",
            context.words.terms.level,
            tuple(_level(context, each, current) for each in levels_of(context, index)),
        ),
        Filter(
            "kind",
            context.words.terms.kind,
            tuple(_kind(context.words, each, current) for each in kinds_of(index)),
        ),
    )
    return tuple(each for each in known if each.choices)


def levels_of(context: Context, index: RecordIndex) -> list[str]:
    """Return the ids of the levels that occur, worst first."""
    known = index.keep("levels", lambda: {each.levels for each in index.summaries})
    return sorted(set().union(*known), key=lambda level: (-context.site.rank(level), level))


def kinds_of(index: RecordIndex) -> list[Kind]:
    """Return the kinds that occur, in the order of the vocabulary."""
    known = index.keep("kinds", lambda: {each.kind for each in index.summaries})
    return [kind for kind in Kind if kind.value in known]


def _level(context: Context, level_id: str, current: str) -> Choice:
    label, address = label_of(context.words, context.site, level_id), urls.of_level(level_id)
    return Choice(PageLink(address, label.name), label, current.startswith(address))


def _kind(words: Words, kind: Kind, current: str) -> Choice:
    address = urls.of_kind(kind.value)
    return Choice(PageLink(address, words.word(kind)), None, current.startswith(address))
