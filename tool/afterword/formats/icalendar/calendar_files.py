"""The calendars: of the site in its root folder, of a component or a group in a folder of its own."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from jinja2 import Environment

from afterword import __version__
from afterword.formats.artifacts import Format, RecordArtifacts
from afterword.formats.icalendar.event import event_text
from afterword.formats.icalendar.lines import component, line, text
from afterword.formats.latest import select_latest
from afterword.formats.scope import Scope, scopes
from afterword.records.record import Record
from afterword.views import urls
from afterword.views.cached import CachedFile, cached
from afterword.views.context import Context
from afterword.views.incident.model import RecordParts
from afterword.views.index.queries import RecordIndex
from afterword.views.index.summary import RecordSummary

FRAGMENT = "event"
LIMIT = 500
"""Maximum number of records in a calendar."""
_REFRESH = "PT1H"
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
"""A calendar needs at least one component (RFC 5545, 3.6). A time zone is the one that says the least."""


class Calendars(Format):
    """iCalendar files. Each record is one event, which every calendar that lists the record contains."""

    def artifacts(
        self, context: Context, record: Record, parts: RecordParts, environment: Environment
    ) -> RecordArtifacts:
        """Return the record's event."""
        return RecordArtifacts(fragments={FRAGMENT: event_text(context, record, parts)})

    def files(self, context: Context, index: RecordIndex, environment: Environment) -> Iterator[CachedFile]:
        """Yield the calendar of the site, then that of each component and group."""
        for scope, summaries in scopes(context, index):
            yield _calendar(context, scope, summaries)


def _calendar(context: Context, scope: Scope, summaries: Sequence[RecordSummary]) -> CachedFile:
    path = f"{scope.folder}{urls.CALENDAR}"
    head, latest = _head(context, scope, path), select_latest(summaries, LIMIT)
    return cached(path, _calendar_text, head, latest)


def _calendar_text(
    _: Context, index: RecordIndex, head: tuple[str, ...], latest: tuple[RecordSummary, ...]
) -> str:
    return component("VCALENDAR", (*head, *(index.queries.fragments(FRAGMENT, latest) or (_NO_EVENTS,))))


def _head(context: Context, scope: Scope, path: str) -> tuple[str, ...]:
    name = f"{context.shown_name}: {scope.name}" if scope.name else context.shown_name
    return (
        line("VERSION", "2.0"),
        line("PRODID", f"-//Afterword//Afterword {__version__}//EN"),
        line("CALSCALE", "GREGORIAN"),
        text("NAME", name),
        text("X-WR-CALNAME", name),
        *(
            (line("URL", context.url(scope.home)), line("SOURCE;VALUE=URI", context.url(path)))
            if context.site.page.root
            else ()
        ),
        line("REFRESH-INTERVAL;VALUE=DURATION", _REFRESH),
        line("X-PUBLISHED-TTL", _REFRESH),
    )
