"""Builds the status page: is something wrong, with what, since when, and what is being done."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import date, timedelta

from afterword.records.record import Record
from afterword.records.vocabulary import ComponentStatus, Kind
from afterword.timeline.progress import Phase
from afterword.views import addresses, rows, words
from afterword.views.components import group_views, legend_of
from afterword.views.marks import mark_of
from afterword.views.pages import Anchor, DayOfIncidents, LevelMark, OpenCard, StatusPage
from afterword.views.publication import Publication

RECENT_DAYS = 14
"""How many days back the page lists what happened."""
RECENT_AT_LEAST = 5
"""How many records it lists at least, however long ago they were."""


def status_page(book: Publication) -> StatusPage:
    """Show how things stand at `now`."""
    open_records = [r for r in book.records if book.progress[r.id].is_open and _is_news(r)]
    ongoing = [r for r in open_records if not rows.is_maintenance(r)]
    maintenance = sorted(
        (r for r in open_records if rows.is_maintenance(r)),
        key=lambda r: (book.progress[r.id].phase is Phase.UPCOMING, book.begins(r) or book.now),
    )
    level, sentence = _banner(book, len(ongoing))
    page = book.site.page
    groups = group_views(book)
    return StatusPage(
        head=book.head(
            addresses.STATUS, f"{page.name} status", page.description or f"{sentence}. {page.name} status."
        ),
        banner_level=level,
        banner=sentence,
        description=page.description or "",
        support=page.support or "",
        ongoing=_cards(book, ongoing),
        maintenance=_cards(book, maintenance),
        groups=groups,
        legend=legend_of(book, groups),
        recent=_recent(book),
        history=Anchor(addresses.HISTORY, "All incidents"),
    )


def _is_news(record: Record) -> bool:
    """Near misses and drills never trouble a customer, so they are never what is going on."""
    return record.kind in (Kind.INCIDENT, Kind.MAINTENANCE)


def _cards(book: Publication, records: Iterable[Record]) -> tuple[OpenCard, ...]:
    return tuple(rows.open_card(book, record) for record in records)


def _banner(book: Publication, going_on: int) -> tuple[LevelMark, str]:
    site = book.site
    affected = {c: level for c, level in book.levels.items() if site.rank(level)}
    worst = max(book.levels.values(), key=site.rank, default="operational")
    mark = mark_of(site, worst)
    found = site.level(worst)
    if not affected:
        return mark, "All systems operational" if not going_on else "Operational, with an incident open"
    if found and found.status is ComponentStatus.UNDER_MAINTENANCE:
        return mark, "Maintenance in progress"
    names = [component.name for component in site.components if component.id in affected]
    if len(names) == 1:
        return mark, f"{mark.name}: {names[0]}"
    return (
        mark,
        f"{len(names)} of {words.plural(len(site.components), 'component')} affected, at worst {mark.name.lower()}",
    )


def _recent(book: Publication) -> tuple[DayOfIncidents, ...]:
    """The last days, newest first, and further back until enough is listed; quiet days in a row share a line."""
    today = book.zone.local(book.now).date()
    earliest = today - timedelta(days=RECENT_DAYS - 1)
    over = [r for r in book.records if not book.progress[r.id].is_open]
    dated = [(day, r) for r in over if (day := _day(book, r)) is not None and day <= today]
    recent = [(day, r) for day, r in dated if day >= earliest]
    chosen = dated[: max(len(recent), RECENT_AT_LEAST)]
    found: list[DayOfIncidents] = []
    quiet_from = today
    for day in sorted({day for day, _ in chosen}, reverse=True):
        _add_quiet(found, day + timedelta(days=1), quiet_from)
        found.append(
            DayOfIncidents(words.day(day), tuple(rows.incident_row(book, r) for d, r in chosen if d == day))
        )
        quiet_from = day - timedelta(days=1)
    if quiet_from >= earliest:
        _add_quiet(found, earliest, quiet_from)
    return tuple(found)


def _add_quiet(found: list[DayOfIncidents], first: date, last: date) -> None:
    if first > last:
        return
    found.append(DayOfIncidents(words.days(first, last), ()))


def _day(book: Publication, record: Record) -> date | None:
    begins = book.begins(record)
    return book.shown_in(record).local(begins).date() if begins else None
