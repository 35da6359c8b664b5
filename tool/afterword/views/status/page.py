"""Builds the status page: is something wrong, with what, since when, and what is being done."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from datetime import date, timedelta
from typing import NamedTuple

from afterword.views import urls
from afterword.views.chart.models import LegendEntry
from afterword.views.context import Context
from afterword.views.current.banner import banner, open_incidents, open_maintenance
from afterword.views.current.cards import Card, card
from afterword.views.current.component_rows import GroupView, legend_of
from afterword.views.current.schedule import schedule
from afterword.views.index.queries import RecordIndex
from afterword.views.index.summary import RecordSummary
from afterword.views.page import Head
from afterword.views.text import words
from afterword.views.text.catalogue import CATALOGUE
from afterword.views.text.labels import LevelLabel, PageLink

RECENT_DAYS = 14
"""How many days back the page lists what happened."""
RECENT_AT_LEAST = 5
"""How many records it lists at least, however long ago they were."""


class DayOfIncidents(NamedTuple):
    """A day, or a run of quiet days, with what happened on it; `rows` are HTML."""

    label: str
    rows: tuple[str, ...]


class StatusPage(NamedTuple):
    """The status page. The `plan` is what a script keeps it truthful with."""

    head: Head
    banner_level: LevelLabel
    banner: str
    description: str
    support: str
    ongoing: tuple[Card, ...]
    maintenance: tuple[Card, ...]
    groups: tuple[GroupView, ...]
    legend: tuple[LegendEntry, ...]
    recent: tuple[DayOfIncidents, ...]
    history: PageLink
    all_maintenance: PageLink
    schedule: Mapping[str, object]


def status_page(context: Context, index: RecordIndex, groups: tuple[GroupView, ...]) -> StatusPage:
    """Show how things stand at `now`; `book` must hold every record that is live."""
    level, sentence = banner(context)
    page = context.site.page
    ongoing, maintenance = open_incidents(context), open_maintenance(context)
    return StatusPage(
        head=context.head(
            urls.STATUS, f"{page.name} status", page.description or f"{sentence}. {page.name} status."
        ),
        banner_level=level,
        banner=sentence,
        description=page.description or "",
        support=page.support or "",
        ongoing=tuple(card(context, record) for record in ongoing),
        maintenance=tuple(card(context, record) for record in maintenance),
        groups=groups,
        legend=legend_of(context, groups),
        recent=_recent(context, index),
        history=PageLink(urls.HISTORY, "All incidents"),
        all_maintenance=PageLink(urls.MAINTENANCE, CATALOGUE.current.all_maintenance),
        schedule=schedule(context, (*ongoing, *maintenance)).value,
    )


def _recent(context: Context, index: RecordIndex) -> tuple[DayOfIncidents, ...]:
    """The last days, newest first, and further back until enough is listed; quiet days in a row share a line.

    A record stands on the day on which it began. The other days that it touched are not quiet, so they have no
    line at all.
    """
    today = context.zone.local(context.now).date()
    earliest = today - timedelta(days=RECENT_DAYS - 1)
    over = [each for each in index.summaries if each.last_day]
    recent = [each for each in over if each.first_day >= str(earliest)]
    by_day: dict[date, list[RecordSummary]] = {}
    for each in over[: max(len(recent), RECENT_AT_LEAST)]:
        by_day.setdefault(date.fromisoformat(each.first_day), []).append(each)
    first = min([*by_day, earliest])
    touched = {day for begin, end in _begun(index, today, first) for day in _each_day(max(begin, first), end)}
    found: list[DayOfIncidents] = []
    quiet: list[date] = []
    for day in reversed(_each_day(first, today)):
        if day not in touched:
            quiet.append(day)
            continue
        found += _quiet_line(quiet)
        quiet = []
        if day in by_day:
            found.append(DayOfIncidents(words.day(day), tuple(index.queries.record_rows(by_day[day]))))
    return (*found, *_quiet_line(quiet))


def _begun(index: RecordIndex, today: date, since: date) -> Iterator[tuple[date, date]]:
    """Give the first and the last day so far of the records that touch a day since then."""
    earliest = since.isoformat()
    for each in index.summaries:
        if each.first_day and (not each.last_day or each.last_day >= earliest):
            yield (
                date.fromisoformat(each.first_day),
                date.fromisoformat(each.last_day) if each.last_day else today,
            )


def _each_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _quiet_line(days: Sequence[date]) -> list[DayOfIncidents]:
    return [DayOfIncidents(words.days(days[-1], days[0]), ())] if days else []
