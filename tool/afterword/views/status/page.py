"""Builds the status page: what is wrong, since when, and what is being done about it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence, Set
from datetime import date, timedelta
from typing import NamedTuple

from afterword.records.rough_time import period_of
from afterword.records.vocabulary import Kind
from afterword.views import urls
from afterword.views.chart.models import LegendEntry, PlainDays
from afterword.views.context import Context
from afterword.views.current.banner import banner, open_incidents, shown_maintenance
from afterword.views.current.cards import Card, card
from afterword.views.current.component_rows import (
    GroupView,
    group_views,
    is_folded,
    legend_of,
    level_names,
    plain_days_of,
)
from afterword.views.current.news import news
from afterword.views.current.schedule import schedule, schedule_of
from afterword.views.index.paging import ROWS_PER_PAGE
from afterword.views.index.queries import RecordIndex
from afterword.views.index.summary import RecordSummary
from afterword.views.page import Head
from afterword.views.status.notices import Notice, notices
from afterword.views.text.labels import LevelLabel, PageLink, incident_link
from afterword.views.text.words import Words

NAMED_INCIDENTS = 2
"""How many open incidents the banner links to."""
RECENT_DAYS = 14
"""How many days back the page lists records."""
RECENT_AT_LEAST = 5
"""How many records it lists at least, however old."""
RECENT_OF_DAY = 25
"""How many records of a day it lists at most."""


class RecentDay(NamedTuple):
    """A day with the rows of the records that began on it, which are HTML, or a range of days without records.

    `iso` is the day for machines. `more` links to the history if the day has more records.
    """

    heading: str
    items: tuple[str, ...]
    iso: str = ""
    more: PageLink | None = None


class StatusPage(NamedTuple):
    """The status page; a script keeps it current by `schedule`, and asks for `news` whether `version` is the latest.

    `open_incidents` are the links in the banner, with how many more there are. Maintenance is `running` or `announced`.
    `recent` has the latest days first.
    """

    head: Head
    banner_level: LevelLabel
    banner: str
    description: str
    support: str
    open_incidents: tuple[PageLink, ...]
    more_incidents: str
    ongoing: tuple[Card, ...]
    running: tuple[Card, ...]
    announced: tuple[Card, ...]
    notices: tuple[Notice, ...]
    groups: tuple[GroupView, ...]
    plain_days: tuple[PlainDays, ...]
    legend: tuple[LegendEntry, ...]
    recent: tuple[RecentDay, ...]
    history: PageLink
    all_maintenance: PageLink
    schedule: Mapping[str, object]
    news: str
    version: str


def status_page(context: Context, index: RecordIndex) -> StatusPage:
    """Build the page; `context` must contain every live record."""
    level, sentence = banner(context)
    page, groups = context.site.page, group_views(context, index)
    ongoing, maintenance = open_incidents(context), shown_maintenance(context)
    work = tuple(card(context, record) for record in maintenance)
    linked = tuple(incident_link(record, context.site) for record in ongoing[:NAMED_INCIDENTS])
    whole = schedule(context, (*ongoing, *maintenance))
    more = len(ongoing) - len(linked)
    return StatusPage(
        head=context.head(
            urls.STATUS,
            context.words.gettext("{name} status", name=page.name),
            page.description
            or context.words.gettext("{sentence}. {name} status.", sentence=sentence, name=page.name),
        )._replace(document_title=sentence, icon=urls.level_icon(level.slug)),
        banner_level=level,
        banner=sentence,
        description=page.description or "",
        support=page.support or "",
        open_incidents=linked,
        more_incidents=context.words.fill(context.words.current.more_incidents, count=more)
        if more > 0
        else "",
        ongoing=tuple(card(context, record) for record in ongoing),
        running=tuple(each for each in work if not each.is_upcoming),
        announced=tuple(each for each in work if each.is_upcoming),
        notices=notices(context),
        groups=groups,
        plain_days=plain_days_of(groups),
        legend=legend_of(context, groups),
        recent=_recent(context, index, {record.id for record in maintenance}),
        history=PageLink(urls.HISTORY, context.words.current.all_incidents),
        all_maintenance=PageLink(urls.MAINTENANCE, context.words.current.all_maintenance),
        schedule=(schedule_of(whole, level_names(groups)) if is_folded(context) else whole).value,
        news=urls.NEWS,
        version=news(context).version,
    )


def _recent(context: Context, index: RecordIndex, shown: Set[str]) -> tuple[RecentDay, ...]:
    """Return the last days, newest first, and further days until enough records are listed; `shown` are shown already.

    A record is listed on the day on which it began, or below all days of the month or year if no more is known; its
    other days have no line. Consecutive days without records share a line. Notices are not incidents: they are left
    out.
    """
    listed = [each for each in index.summaries if each.kind != Kind.NOTICE]
    today = context.zone.local(context.now).date()
    earliest = today - timedelta(days=RECENT_DAYS - 1)
    past = [each for each in listed if each.last_day and each.id not in shown]
    recent = [each for each in past if each.first_day >= str(earliest)]
    by_day: dict[str, list[RecordSummary]] = {}
    for each in past[: max(len(recent), RECENT_AT_LEAST)]:
        by_day.setdefault(each.first_day, []).append(each)
    first = min([*(period_of(known)[0] for known in by_day), earliest])
    affected = {
        day for begin, end in _begun(listed, today, first) for day in _each_day(max(begin, first), end)
    }
    days: list[RecentDay] = []
    quiet: list[date] = []
    for day in reversed(_each_day(first, today)):
        if day not in affected:
            quiet.append(day)
            continue
        days += _quiet_line(context.words, quiet)
        quiet = []
        days += (
            _recent_day(context.words, index, known, by_day[known])
            for known in _known_from(day)
            if known in by_day
        )
    return (*days, *_quiet_line(context.words, quiet))


def _recent_day(
    words: Words, index: RecordIndex, known: str, summaries: Sequence[RecordSummary]
) -> RecentDay:
    rows = tuple(index.queries.record_rows(summaries[:RECENT_OF_DAY]))
    more = len(summaries) - len(rows)
    year, month = summaries[0].year, summaries[0].month
    address = (
        urls.month(year, month) if month and len(index.by_year[year]) > ROWS_PER_PAGE else urls.year(year)
    )
    text = words.fill(words.current.more_incidents, count=words.number(more))
    return RecentDay(words.coarse(known), rows, known, PageLink(address, text) if more else None)


def _begun(summaries: Iterable[RecordSummary], today: date, since: date) -> Iterator[tuple[date, date]]:
    """Yield the first day, and the last day so far, of the records that lasted until `since` or later."""
    earliest = since.isoformat()
    for each in summaries:
        if each.first_day and (not each.last_day or each.last_day >= earliest):
            yield (
                period_of(each.first_day)[0],
                date.fromisoformat(each.last_day) if each.last_day else today,
            )


def _known_from(day: date) -> Iterator[str]:
    """Yield a day, and the month and the year that begin on it, as they are written."""
    yield day.isoformat()
    if day.day == 1:
        yield f"{day:%Y-%m}"
        if day.month == 1:
            yield f"{day:%Y}"


def _each_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _quiet_line(words: Words, days: Sequence[date]) -> list[RecentDay]:
    return [RecentDay(words.days(days[-1], days[0]), ())] if days else []
