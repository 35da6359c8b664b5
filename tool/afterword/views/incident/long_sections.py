"""Divides the sections of a record that are too long for its page: further pages have the rest of their entries."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any, NamedTuple

from afterword.views import urls
from afterword.views.context import Context
from afterword.views.incident.model import (
    EventView,
    FurtherEntries,
    IncidentPage,
    LevelsView,
    PageSection,
    SectionPage,
    UpdatesView,
)
from afterword.views.index.long_lists import ListPage, fits_a_page, list_pages
from afterword.views.rows import UpdateView, in_days
from afterword.views.text.day_headings import under_days
from afterword.views.text.labels import PageLink
from afterword.views.text.words import Words


class _Entries(NamedTuple):
    """How a section is divided: its entries, the section with some of them, and what their fragment ids begin with."""

    of: Callable[[Any], tuple[Any, ...]]
    cut: Callable[[Any, tuple[Any, ...]], object]
    fragments: str = ""
    newest_first: bool = False


def _of_updates(content: UpdatesView) -> tuple[UpdateView, ...]:
    return (*content.latest, *content.older)


def _cut_updates(content: UpdatesView, entries: tuple[UpdateView, ...]) -> UpdatesView:
    """Keep some updates: the first page folds all but the latest, the others fold none."""
    if entries[:1] != content.latest[:1]:
        return UpdatesView(in_days(entries), (), "")
    older = entries[len(content.latest) :]
    return content._replace(older=older)


def _cut_events(_content: object, entries: tuple[EventView, ...]) -> tuple[EventView, ...]:
    days = under_days(each.at for each in entries)
    return tuple(each._replace(day=day) for each, day in zip(entries, days, strict=True))


def _cut_windows(content: LevelsView, rows: tuple[Any, ...]) -> LevelsView:
    return content._replace(chart=content.chart._replace(rows=rows))


_DIVIDED: Mapping[str, _Entries] = {
    "updates": _Entries(_of_updates, _cut_updates, "update-", newest_first=True),
    "timeline": _Entries(tuple, _cut_events, "event-"),
    "actions": _Entries(tuple, lambda _content, entries: entries, "action-"),
    "levels": _Entries(lambda content: content.chart.rows, _cut_windows),
}
"""The sections that are divided, by key."""
_TEMPLATES = {"levels": "incident/windows.html.j2"}
"""How their further pages show them, if not as the section does."""


def divided(context: Context, page: IncidentPage) -> tuple[IncidentPage, tuple[SectionPage, ...]]:
    """Return the page of a record with as much as there is room for, and the pages with the rest."""
    if all(fits_a_page(_entries_of(section)) for section in page.sections):
        return page, ()
    further: list[SectionPage] = []
    sections = []
    for section in page.sections:
        first, *others = _pages_of(context.words, page, section)
        sections.append(_first(context.words, section, first, others) if others else section)
        further += (_page(context, page, section, each) for each in others)
    return page._replace(sections=tuple(sections)), tuple(further)


def _entries_of(section: PageSection) -> tuple[Any, ...]:
    how = _DIVIDED.get(section.key)
    return how.of(section.content) if how else ()


def _pages_of(words: Words, page: IncidentPage, section: PageSection) -> tuple[ListPage[Any], ...]:
    how = _DIVIDED.get(section.key)
    part = partial(urls.section, section.key)
    newest_first = bool(how and how.newest_first)
    return list_pages(words, _entries_of(section), page.head.address, newest_first=newest_first, part=part)


def _first(
    words: Words, section: PageSection, first: ListPage[Any], others: list[ListPage[Any]]
) -> PageSection:
    how = _DIVIDED[section.key]
    count = sum(len(each.entries) for each in others)
    link = PageLink(others[0].address, others[0].titled(section.heading))
    fold = words.history.more.format(count=count)
    content = how.cut(section.content, tuple(first.entries))
    return section._replace(content=content, further=FurtherEntries(link, fold, how.fragments))


def _page(context: Context, page: IncidentPage, section: PageSection, listed: ListPage[Any]) -> SectionPage:
    title = listed.titled(section.heading)
    return SectionPage(
        head=context.head(listed.address, f"{page.row.link.text}: {title}", page.head.description),
        up=page.row.link,
        title=title,
        section=section._replace(
            template=_TEMPLATES.get(section.key, section.template),
            content=_DIVIDED[section.key].cut(section.content, tuple(listed.entries)),
        ),
        turn=listed.turn,
        language=page.language,
    )
