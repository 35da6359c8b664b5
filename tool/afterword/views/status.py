"""Builds the status page: is something wrong, with what, since when, and what is being done."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from datetime import date, timedelta

from afterword.records.record import Record
from afterword.records.site import OPERATIONAL
from afterword.records.vocabulary import ComponentStatus, Impact, Kind
from afterword.timeline.progress import Phase
from afterword.views import addresses, rows, words
from afterword.views.archive import Archive
from afterword.views.brief import Brief
from afterword.views.components import legend_of
from afterword.views.marks import mark_of
from afterword.views.pages import Anchor, DayOfIncidents, GroupView, LevelMark, OpenCard, StatusPage
from afterword.views.publication import Publication

RECENT_DAYS = 14
"""How many days back the page lists what happened."""
RECENT_AT_LEAST = 5
"""How many records it lists at least, however long ago they were."""

_STATUS_OF_IMPACT = {
    Impact.NONE: ComponentStatus.OPERATIONAL,
    Impact.MINOR: ComponentStatus.DEGRADED_PERFORMANCE,
    Impact.MAJOR: ComponentStatus.PARTIAL_OUTAGE,
    Impact.CRITICAL: ComponentStatus.MAJOR_OUTAGE,
}


def status_page(book: Publication, archive: Archive, groups: tuple[GroupView, ...]) -> StatusPage:
    """Show how things stand at `now`; `book` must hold every record that is live."""
    open_records = [r for r in book.records if book.progress[r.id].is_open and _is_news(r)]
    ongoing = [r for r in open_records if not rows.is_maintenance(r) and not _lies_ahead(book, r)]
    maintenance = sorted(
        (r for r in open_records if rows.is_maintenance(r)),
        key=lambda r: (book.progress[r.id].phase is Phase.UPCOMING, book.begins(r) or book.now),
    )
    level, sentence = _banner(book, ongoing)
    page = book.site.page
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
        recent=_recent(book, archive),
        history=Anchor(addresses.HISTORY, "All incidents"),
    )


def _is_news(record: Record) -> bool:
    """Near misses and drills never trouble a customer, so they are never what is going on."""
    return record.kind in (Kind.INCIDENT, Kind.MAINTENANCE)


def _cards(book: Publication, records: Iterable[Record]) -> tuple[OpenCard, ...]:
    return tuple(rows.open_card(book, record) for record in records)


def _lies_ahead(book: Publication, record: Record) -> bool:
    return book.progress[record.id].phase is Phase.UPCOMING


def _banner(book: Publication, ongoing: Sequence[Record]) -> tuple[LevelMark, str]:
    """Say how things stand in a sentence, with the mark of the worst level."""
    site = book.site
    affected = [component for component in site.components if site.rank(book.levels[component.id])]
    if not affected:
        return _banner_without_levels(book, ongoing)
    worst = max((book.levels[component.id] for component in affected), key=site.rank)
    mark = mark_of(site, worst)
    if mark.status == words.word(ComponentStatus.UNDER_MAINTENANCE):
        return mark, "Maintenance in progress"
    if len(affected) == 1:
        return mark, f"{mark.name}: {affected[0].name}"
    count = words.plural(len(site.components), "component")
    return mark, f"{len(affected)} of {count} affected, at worst {mark.name.lower()}"


def _banner_without_levels(book: Publication, ongoing: Sequence[Record]) -> tuple[LevelMark, str]:
    """No component is in trouble: then all is well, unless an incident is open that names none."""
    unplaced = [record for record in ongoing if not record.windows]
    if unplaced:
        mark = mark_of(book.site, max((_level_of_severity(book, r) for r in unplaced), key=book.site.rank))
        more = f" and {len(unplaced) - 1} more" if len(unplaced) > 1 else ""
        return mark, f"Incident: {unplaced[0].title}{more}"
    well = mark_of(book.site, OPERATIONAL.id)
    return (
        well,
        "All components operational, an incident still open" if ongoing else "All systems operational",
    )


def _level_of_severity(book: Publication, record: Record) -> str:
    """Find the level that fits the severity of a record which says nothing of levels itself."""
    severity = book.site.severity(record.severity) if record.severity else None
    status = _STATUS_OF_IMPACT[severity.impact if severity else Impact.MINOR]
    fitting = (level.id for level in book.site.levels if level.status is status)
    return next(fitting, max((level.id for level in book.site.levels), key=book.site.rank))


def _recent(book: Publication, archive: Archive) -> tuple[DayOfIncidents, ...]:
    """The last days, newest first, and further back until enough is listed; quiet days in a row share a line.

    A record stands on the day on which it began. The other days that it touched are not quiet, so they have no
    line at all.
    """
    today = book.zone.local(book.now).date()
    earliest = today - timedelta(days=RECENT_DAYS - 1)
    over = [each for each in archive.briefs if each.last]
    recent = [each for each in over if each.first >= str(earliest)]
    by_day: dict[date, list[Brief]] = {}
    for each in over[: max(len(recent), RECENT_AT_LEAST)]:
        by_day.setdefault(date.fromisoformat(each.first), []).append(each)
    first = min([*by_day, earliest])
    touched = {
        day for begin, end in _begun(archive, today, first) for day in _each_day(max(begin, first), end)
    }
    found: list[DayOfIncidents] = []
    quiet: list[date] = []
    for day in reversed(_each_day(first, today)):
        if day not in touched:
            quiet.append(day)
            continue
        found += _quiet_line(quiet)
        quiet = []
        if day in by_day:
            found.append(DayOfIncidents(words.day(day), tuple(archive.shelf.rows(by_day[day]))))
    return (*found, *_quiet_line(quiet))


def _begun(archive: Archive, today: date, since: date) -> Iterator[tuple[date, date]]:
    """Give the first and the last day so far of the records that touch a day since then."""
    earliest = since.isoformat()
    for each in archive.briefs:
        if each.first and (not each.last or each.last >= earliest):
            yield date.fromisoformat(each.first), date.fromisoformat(each.last) if each.last else today


def _each_day(first: date, last: date) -> list[date]:
    return [first + timedelta(days=number) for number in range((last - first).days + 1)]


def _quiet_line(days: Sequence[date]) -> list[DayOfIncidents]:
    return [DayOfIncidents(words.days(days[-1], days[0]), ())] if days else []
