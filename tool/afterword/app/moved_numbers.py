"""Computes which public numbers a change moves: uptimes and error budgets, totals and response times, in words."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from functools import cached_property

from afterword.app.checking import CheckResult, Scan
from afterword.app.record_windows import RecordWindows, windows_of
from afterword.app.uptime import SiteWindows, site_windows
from afterword.cache.window_text import decode_windows
from afterword.checks.change import Numbers
from afterword.diagnostics import has_errors
from afterword.records.components import Component
from afterword.records.decode import decode_record
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.review.numbers import MovedNumber, record_numbers, renamed_components, renamed_levels
from afterword.review.uptime_numbers import uptime_numbers
from afterword.source.files import read_source
from afterword.timeline.months import Month, month_of
from afterword.views.audience import Audience, is_public
from afterword.views.index.windows import WindowSpan, window_spans
from afterword.views.text.words import ENGLISH
from afterword.views.uptime.periods import SHOWN_DAYS, UPTIME_DAYS, period_name

_UPTIME = "uptime, "
_DAYS = tuple(period_name(ENGLISH, days) for days in UPTIME_DAYS)
_TOTAL = "total"
_MONTHS = 24
"""How many months with windows of a component are compared, the latest first, if every component is counted anew."""


class MovedNumbers:
    """The effects of single changes on a site, each compared with the site as it is now.

    What a record moves is computed with the present settings and the present windows of all other records, so that
    several changes at once do not hide each other. The windows are read when they are first needed.
    """

    def __init__(self, checked: CheckResult, scan: Scan, sites: tuple[Site, Site]) -> None:
        """Begin without reading anything."""
        self._checked, self._scan, self._sites, self._now = checked, scan, sites, scan.now
        self._of_component: dict[str, list[WindowSpan]] = {}
        self._present_sites: dict[frozenset[WindowSpan], SiteWindows] = {}

    def of_record(self, before: Record, after: Record | None) -> Numbers:
        """Return the numbers that move with a record; `after` is None if it is no longer public."""
        own = record_numbers(before, after, self._sites, self._now) if after else ()
        old = {*map(self._under_present_names, _public(before, self._now))}
        new = {*_public(after, self._now)}
        components = {each.component for each in old ^ new}
        if not components or not self._is_complete:
            return Numbers((*_in_words((), own),), complete=not components)
        mine = {before.id, after.id if after else before.id}
        present = [span for each in sorted(components) for span in self._spans(each)]
        others = [span for span in present if span.record not in mine]
        one, other = (
            frozenset((*others, *(each for each in spans if each.component in components)))
            for spans in (old, new)
        )
        sides = self._counted(one), self._present(other)
        months = _months(self._sites[1], old ^ new, self._now)
        return Numbers((*_in_words(uptime_numbers(*sides, components, months), own),))

    def of_site(self) -> Numbers:
        """Return the numbers that move with `status.yml`, or disappear."""
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
        moved = [*self._moved_settings((one, other), {*old, *new})]
        return Numbers((*_in_words([each for each in moved if each.before], ()),))

    def _moved_settings(
        self, sides: tuple[SiteWindows, SiteWindows], spans: set[WindowSpan]
    ) -> Iterator[MovedNumber]:
        """Yield what moves of each component whose counting differs: of the last days, or else of its latest month."""
        before, after = self._sites
        everywhere = _counting(before) != _counting(after)
        for component in after.components:
            former = before.component(component.id)
            if former is None or not (everywhere or _history(former) != _history(component)):
                continue
            moved = uptime_numbers(*sides, {component.id}, ())
            mine = (each for each in spans if each.component == component.id)
            months = sorted(_months(after, mine, self._now), reverse=True)
            for month in months[: _MONTHS if everywhere else None]:
                if moved:
                    break
                moved = uptime_numbers(*sides, {component.id}, {month})
            yield from moved

    @cached_property
    def _windows(self) -> Mapping[str, RecordWindows]:
        return windows_of(self._checked, self._now)

    def _under_present_names(self, span: WindowSpan) -> WindowSpan:
        """Return a window with the present ids of its component and its level."""
        return span._replace(
            component=self._present_components.get(span.component, span.component),
            level=self._present_levels.get(span.level, span.level),
        )

    @cached_property
    def _present_components(self) -> Mapping[str, str]:
        """The present id of each component that has another one now."""
        return renamed_components(*self._sites)

    @cached_property
    def _present_levels(self) -> Mapping[str, str]:
        """The present id of each level that has another one now."""
        return renamed_levels(*self._sites)

    def _counted(self, spans: Iterable[WindowSpan]) -> SiteWindows:
        return site_windows(self._sites[1], self._now, Audience.PUBLIC, spans)

    def _present(self, spans: frozenset[WindowSpan]) -> SiteWindows:
        """Return the site with its present windows, the same one for every change, so that it is measured once."""
        if spans not in self._present_sites:
            self._present_sites[spans] = self._counted(spans)
        return self._present_sites[spans]

    def _spans(self, component: str) -> list[WindowSpan]:
        """Return the public windows of a component."""
        if component not in self._of_component:
            public = (each for each in self._windows.values() if each.is_public)
            self._of_component[component] = [span for each in public for span in each.of({component})]
        return self._of_component[component]

    @cached_property
    def _is_complete(self) -> bool:
        return not has_errors(self._checked.checks.findings())

    def _read_again(self, site: Site) -> Iterator[WindowSpan]:
        """Yield the public windows of all records as they are read in the time zone of another version of the site."""
        for file in sorted(self._scan.record_files):
            source = read_source(self._scan.root, file)
            if isinstance(source, bytes):
                yield from _public(decode_record(file, source, site).model, self._now)


def _counting(site: Site) -> object:
    """Return what decides how uptime is counted, for all components alike."""
    levels = tuple((each.id, each.status, each.weight) for each in site.levels)
    return levels, site.uptime, site.timezone, site.former_timezones


def _history(component: Component) -> object:
    """Return what decides how the uptime of one component is counted."""
    return component.since, component.until, component.objective


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
    shown = [each for each in uptimes if _name(each) == period_name(ENGLISH, SHOWN_DAYS)]
    return [*month, *shown] or uptimes[:1] or moved[:1]


def _name(moved: MovedNumber) -> str:
    return moved.name.removeprefix(_UPTIME)


def _values(moved: MovedNumber) -> str:
    return f"{moved.before or 'none'} → {moved.after or 'none'}"
