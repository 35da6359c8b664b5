"""Computes which public numbers a change moves: uptimes and error budgets, totals and response times, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property

from afterword.app.checking import CheckResult, Scan
from afterword.app.record_windows import RecordWindows, windows_of
from afterword.app.uptime import site_windows
from afterword.cache.window_text import decode_windows
from afterword.checks.change import Numbers
from afterword.diagnostics import has_errors
from afterword.records.decode import decode_record
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.review.numbers import MovedNumber, record_numbers, uptime_numbers
from afterword.source.files import read_source
from afterword.timeline.months import Month, month_of
from afterword.views.audience import Audience, is_public
from afterword.views.index.summary import WindowSpan, window_spans
from afterword.views.uptime.periods import SHOWN_DAYS, UPTIME_DAYS, period_name

_UPTIME = "uptime, "
_DAYS = tuple(map(period_name, UPTIME_DAYS))
_TOTAL = "total"


class MovedNumbers:
    """The effects of single changes on a site, each compared with the site as it is now.

    What a record moves is computed with the present settings and the present windows of all other records, so that
    several changes at once do not hide each other. The windows are read when they are first needed.
    """

    def __init__(self, checked: CheckResult, scan: Scan, sites: tuple[Site, Site]) -> None:
        """Begin without reading anything."""
        self._checked, self._scan, self._sites, self._now = checked, scan, sites, scan.now

    def of_record(self, before: Record, after: Record | None) -> Numbers:
        """Return the numbers that move with a record; `after` is None if it is no longer public."""
        own = record_numbers(before, after, self._sites, self._now) if after else ()
        old = {
            each._replace(component=self._present.get(each.component, each.component))
            for each in _public(before, self._now)
        }
        new = {*_public(after, self._now)}
        components = {each.component for each in old ^ new}
        if not components or not self._is_complete:
            return Numbers((*_in_words((), own),), complete=not components)
        mine = {before.id, after.id if after else before.id}
        others = [
            span
            for windows in self._windows.values()
            if windows.is_public
            for span in windows.of(components)
            if span.record not in mine
        ]
        site = self._sites[1]
        one, other = (
            site_windows(site, self._now, Audience.PUBLIC, [*others, *spans]) for spans in (old, new)
        )
        months = _months(site, old ^ new, self._now)
        return Numbers((*_in_words(uptime_numbers(one, other, components, months), own),))

    def of_site(self) -> Numbers:
        """Return the numbers that move with `status.yml`."""
        before, after = self._sites
        if not self._is_complete:
            return Numbers((), complete=False)
        new = [
            span
            for each in self._windows.values()
            if each.is_public and each.text
            for span in decode_windows(each.text)
        ]
        old = new if before.zone == after.zone else [*self._read_again(before)]
        one = site_windows(before, self._now, Audience.PUBLIC, old)
        other = site_windows(after, self._now, Audience.PUBLIC, new)
        components = {each.id for each in after.components}
        moved = uptime_numbers(one, other, components, _months(after, [*old, *new], self._now))
        both = [each for each in moved if each.before and each.after]
        return Numbers((*_in_words(both, ()),))

    @cached_property
    def _windows(self) -> Mapping[str, RecordWindows]:
        return windows_of(self._checked, self._now)

    @cached_property
    def _present(self) -> Mapping[str, str]:
        """The present id of each component that has another one now, by its alias or else its name."""
        before, after = self._sites
        names = {each.name: each.id for each in after.components}
        return {
            each.id: after.component_aliases.get(each.id) or names.get(each.name, each.id)
            for each in before.components
            if after.component(each.id) is None
        }

    @cached_property
    def _is_complete(self) -> bool:
        return not any(has_errors(each.diagnostics) for each in self._checked.checks.with_findings())

    def _read_again(self, site: Site) -> Iterator[WindowSpan]:
        """Yield the public windows of all records as they are read in the time zone of another version of the site."""
        for file in sorted(self._scan.record_files):
            source = read_source(self._scan.root, file)
            if isinstance(source, bytes):
                yield from _public(decode_record(file, source, site).model, self._now)


def _public(record: Record | None, now: datetime) -> tuple[WindowSpan, ...]:
    return window_spans(record) if record and is_public(record, now) else ()


def _months(site: Site, spans: Iterable[WindowSpan], now: datetime) -> set[Month]:
    zone = site.zone
    starts = {each.start for each in spans if each.start <= now}
    return {month_of((zone.local(start) if zone else start).date()) for start in starts}


def _in_words(uptimes: Iterable[MovedNumber], own: Iterable[MovedNumber]) -> Iterator[str]:
    """Write numbers: of each component one or two uptimes, or else its totals; and the response times."""
    by_component: dict[str, list[MovedNumber]] = defaultdict(list)
    for each in uptimes:
        by_component[each.component].append(each)
    for component, moved in by_component.items():
        chosen = ", ".join(f"{_name(each)}: {_values(each)}" for each in _chosen(moved))
        yield f"{component}, {chosen}"
    alone = [each for each in own if each.component not in by_component]
    totals = [each for each in alone if each.component]
    for each in alone:
        if each.component or each.name != _TOTAL or not (by_component or totals):
            yield f"{each.component}, {_name(each)}: {_values(each)}".removeprefix(", ")


def _chosen(moved: list[MovedNumber]) -> list[MovedNumber]:
    """Return the latest month that moves and the number next to the day bar, or else the first number that moves."""
    uptimes = [each for each in moved if each.name.startswith(_UPTIME)]
    month = [each for each in uptimes if _name(each) not in _DAYS][:1]
    shown = [each for each in uptimes if _name(each) == period_name(SHOWN_DAYS)]
    return [*month, *shown] or uptimes[:1] or moved[:1]


def _name(moved: MovedNumber) -> str:
    return moved.name.removeprefix(_UPTIME)


def _values(moved: MovedNumber) -> str:
    return f"{moved.before or 'none'} → {moved.after or 'none'}"
