"""Converts views to JSON, with the names of `/data/v1`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from typing import TYPE_CHECKING

from afterword.diagnostics import Diagnostic
from afterword.formats.data.values import VERSION, time
from afterword.records.components import Component
from afterword.records.record import Record
from afterword.records.vocabulary import Visibility
from afterword.views import urls
from afterword.views.context import Context
from afterword.views.current.cards import Card
from afterword.views.status.notices import Notice
from afterword.views.terminal.month_calendar import MonthCalendar
from afterword.views.terminal.period_stats import SHOWN_TIMES, PeriodStats, SiteStats, TimesOf
from afterword.views.terminal.record_timeline import RecordTimeline
from afterword.views.terminal.status_now import StatusNow, status_of
from afterword.views.text.labels import id_of_link

if TYPE_CHECKING:
    from afterword.formats import view_types as types
    from afterword.formats.data.analysis_types import Action


def _head(context: Context, broken: Iterable[Diagnostic]) -> types.ViewFile:
    return {
        "version": VERSION,
        "audience": context.audience,
        "as_of": time(context.now, context.zone),
        "broken": broken_entries(broken),
    }


def list_file(
    context: Context, records: Iterable[types.RecordEntry], count: int, broken: Iterable[Diagnostic]
) -> types.ListFile:
    """Return what `list --json` writes."""
    return {**_head(context, broken), "count": count, "incidents": [*records]}


def now_file(
    context: Context,
    status: StatusNow,
    entries: Mapping[str, types.RecordEntry],
    broken: Iterable[Diagnostic],
) -> types.NowFile:
    """Return what `now --json` writes; `entries` are those of the records that the status names, by id."""
    site = context.site

    def named(shown: Iterable[Card | Notice]) -> list[types.RecordEntry]:
        return [entries[record_id] for each in shown if (record_id := id_of_link(each.link)) in entries]

    return {
        **_head(context, broken),
        "name": status.site,
        "url": context.url(urls.STATUS) or None,
        "level": status.level.slug if status.level else None,
        "status": status_of(site, status.level.slug) if status.level else None,
        "text": status.sentence,
        "incidents": named(status.incidents),
        "maintenance": named(status.maintenance),
        "notices": named(status.notices),
        "components": [
            _component_now(context, each, is_complete=status.operational is not None)
            for each in context.components
        ],
    }


def _component_now(context: Context, component: Component, *, is_complete: bool) -> types.ComponentNow:
    told = context.told[component.id]
    known = is_complete or context.site.rank(told.id) > 0
    return {
        "id": component.id,
        "name": component.name,
        "group": component.group_on(context.today),
        "level": told.id if known else None,
        "extent": told.extent or None,
        "status": status_of(context.site, told.id) if known else None,
    }


def actions_file(
    context: Context, actions: Iterable[Action], broken: Iterable[Diagnostic]
) -> types.ActionsFile:
    """Return what `actions --json` writes."""
    return {**_head(context, broken), "open": [*actions]}


def calendar_file(
    context: Context, calendar: MonthCalendar, component: str | None, broken: Iterable[Diagnostic]
) -> types.CalendarFile:
    """Return what `calendar --json` writes."""
    days = [day for month in calendar.months for week in month.weeks for day in week if day]
    return {
        **_head(context, broken),
        "component": component,
        "first": days[0].date.isoformat(),
        "last": days[-1].date.isoformat(),
        "affected": [
            {
                "day": each.date.isoformat(),
                "level": each.level.slug,
                "status": status_of(context.site, each.level.slug),
                "text": each.durations,
                "incidents": [id_of_link(record) for record in each.records],
            }
            for each in calendar.affected
        ],
        "planned": [
            {
                "id": id_of_link(each.record),
                "title": each.record.text,
                "start": each.period.start.iso,
                "end": each.period.end.iso if each.period.end else None,
                "days": [day.isoformat() for day in each.days],
            }
            for each in calendar.planned
        ],
    }


def calendar_rows(calendar: MonthCalendar) -> Iterable[Sequence[str]]:
    """Yield the values of each affected day, then of each announced period, for programs that read lines."""
    for day in calendar.affected:
        yield day.date.isoformat(), day.level.slug, day.durations, ",".join(map(id_of_link, day.records))
    for each in calendar.planned:
        yield each.days[0].isoformat(), "announced", each.period.text, id_of_link(each.record)


def stats_file(context: Context, stats: SiteStats, broken: Iterable[Diagnostic]) -> types.StatsFile:
    """Return what `stats --json` writes."""
    return {
        **_head(context, broken),
        "policy": context.site.uptime.policy,
        "periods": [_period(each) for each in stats.periods],
    }


def _period(of: PeriodStats) -> types.PeriodEntry:
    uptime = of.uptime
    return {
        "month": uptime.month,
        "days": uptime.days,
        "so_far": of.so_far,
        "incidents": of.incidents,
        "maintenance": of.maintenance,
        "duration": _times(of.duration) if of.duration else None,
        "response_times": [{"name": name, **_times(each)} for name, each in of.responses.items() if each],
        "percent": uptime.percent,
        "ratio": str(uptime.ratio) if uptime.percent else None,
        "downtime_precision": uptime.downtime_precision,
    }


def _times(of: TimesOf) -> types.TimesEntry:
    return {"count": of.count, "median_seconds": of.median, "longest_seconds": of.longest}


def stats_rows(stats: SiteStats) -> Iterable[Sequence[str]]:
    """Yield the values of each period for programs that read lines."""
    for each in stats.periods:
        times = (each.duration, *(each.responses[name] for name in SHOWN_TIMES))
        yield (
            each.uptime.month or f"{each.uptime.days} days",
            str(each.incidents),
            str(each.maintenance),
            each.uptime.percent or "",
            *(f"{of.median:g}" if of else "" for of in times),
            f"{each.duration.longest:g}" if each.duration else "",
        )


def timeline_file(context: Context, timeline: RecordTimeline) -> types.TimelineFile:
    """Return what `timeline --json` writes."""
    return {
        "version": VERSION,
        "audience": context.audience,
        "as_of": time(context.now, context.zone),
        "id": timeline.id,
        "title": timeline.title,
        "timeline": [
            {
                "at": each.at.iso,
                "until": each.until.iso if each.until else None,
                "kind": each.kind,
                "name": each.name,
                "level": each.level.slug if each.level else None,
                "text": each.text,
                "visibility": Visibility.INTERNAL if each.internal else Visibility.PUBLIC,
            }
            for each in timeline.entries
        ],
    }


def timeline_rows(timeline: RecordTimeline) -> Iterable[Sequence[str]]:
    """Yield the values of each entry for programs that read lines."""
    for each in timeline.entries:
        until = each.until.iso if each.until else ""
        level = each.level.slug if each.level else ""
        yield each.at.iso, until, each.kind, each.name, level, each.text


def page_file(context: Context, record: Record, *, is_public: bool) -> types.PageFile:
    """Return what `open --json` writes."""
    path = urls.incident(record.id)
    url = context.url(path) or None
    return {"version": VERSION, "id": record.id, "path": path, "url": url, "is_public": is_public}


def action_rows(actions: Iterable[Action]) -> Iterable[Sequence[str]]:
    """Yield the values of each action item for programs that read lines."""
    for each in actions:
        yield (
            each["due_until"] or "",
            each["state"],
            each["priority"] or "",
            each["owner"] or "",
            f"{each['record']}#{each['id']}",
            each["visibility"],
            each["title"],
        )


def list_rows(records: Iterable[types.RecordEntry]) -> Iterable[Sequence[str]]:
    """Yield the values of each record for programs that read lines."""
    for each in records:
        yield (
            each["id"],
            each["state"],
            each["visibility"],
            each["kind"],
            each["severity"] or "",
            each["started"] or each["scheduled_start"] or "",
            each["resolved"] or each["scheduled_end"] or "",
            each["worst_level"] or "",
            str(each["seconds"]),
            ",".join(each["components"]),
            each["title"],
        )


def broken_entries(broken: Iterable[Diagnostic]) -> list[types.BrokenEntry]:
    """Return the files that cannot be read."""
    return [
        {"file": each.location.file, "line": each.location.line, "problem": each.message} for each in broken
    ]


def broken_rows(broken: Iterable[Diagnostic]) -> Iterable[Sequence[str]]:
    """Yield a line for each file that cannot be read: its path in place of an id, and `broken` as its state."""
    for each in broken:
        yield (each.location.file, "broken", *[""] * 8, each.message)
