"""The files of the calendars: of the whole site at its root, of a component in the component's folder."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from functools import partial

from jinja2 import Environment

from afterword import __version__
from afterword.formats.artifacts import FileLeaf
from afterword.formats.icalendar.lines import component, line, text
from afterword.formats.latest import newest
from afterword.formats.stable_ids import identity
from afterword.records.site import Component
from afterword.views import urls
from afterword.views.audience import Audience
from afterword.views.cached import key_of
from afterword.views.context import Publication
from afterword.views.index.queries import Archive
from afterword.views.index.summary import Brief

PART = "event"
LIMIT = 500
"""How many records a calendar holds."""
_ASK_AGAIN = "PT1H"
_NO_EVENTS = component(
    "VTIMEZONE",
    [
        line("TZID", "Etc/UTC"),
        component(
            "STANDARD",
            [line("DTSTART", "19700101T000000"), line("TZOFFSETFROM", "+0000"), line("TZOFFSETTO", "+0000")],
        ),
    ],
)
"""A calendar must hold something (RFC 5545, 3.6). Of all that it can hold, a zone tells least."""


def calendar_leaves(book: Publication, archive: Archive, environment: Environment) -> Iterator[FileLeaf]:
    """Give the calendar of the site, then that of each component."""
    yield _calendar(book, None, archive.briefs, archive)
    for each in book.site.components:
        yield _calendar(book, each, archive.by_component.get(each.id, ()), archive)


def _calendar(
    book: Publication, about: Component | None, briefs: Iterable[Brief], archive: Archive
) -> FileLeaf:
    path = f"{urls.component(about.id) if about else ''}{urls.CALENDAR}"
    head, held = _head(book, about, path), newest(briefs, LIMIT)
    key = key_of(head, [(each.id, each.stamp) for each in held])
    return FileLeaf(path, key, partial(_written, head, held, archive))


def _written(head: tuple[str, ...], held: tuple[Brief, ...], archive: Archive) -> str:
    return component("VCALENDAR", (*head, *(archive.shelf.parts(PART, held) or (_NO_EVENTS,))))


def _head(book: Publication, about: Component | None, path: str) -> tuple[str, ...]:
    page = book.site.page
    internal = "Internal – " if book.audience is Audience.INTERNAL else ""
    name = f"{internal}{page.name}: {about.name}" if about else f"{internal}{page.name}"
    home = book.url(urls.component(about.id) if about else urls.STATUS)
    return (
        line("VERSION", "2.0"),
        line("PRODID", f"-//Afterword//Afterword {__version__}//EN"),
        line("CALSCALE", "GREGORIAN"),
        line("UID", str(identity(book.site, f"{path}/"))),
        text("NAME", name),
        text("X-WR-CALNAME", name),
        *((line("URL", home), line("SOURCE;VALUE=URI", book.url(path))) if page.root else ()),
        line("REFRESH-INTERVAL;VALUE=DURATION", _ASK_AGAIN),
        line("X-PUBLISHED-TTL", _ASK_AGAIN),
    )
