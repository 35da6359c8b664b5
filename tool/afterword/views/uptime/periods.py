"""The uptime of components, of groups and of the site, over the last days or in a month."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import chain

from afterword.records.site import Component
from afterword.timeline.days import Day, latest_days
from afterword.timeline.months import Month
from afterword.timeline.policies import POLICIES
from afterword.timeline.uptime import GroupUptime, Uptime, component_uptime, group_uptime
from afterword.views.context import Publication
from afterword.views.index.queries import Archive
from afterword.views.index.summary import Span, as_windows

SHOWN_DAYS = 90
"""How many days the bars of the status page go back."""
UPTIME_DAYS = (30, 90, 365)
"""The periods, in days, for which uptime is told."""


def recent_years(book: Publication) -> tuple[int, int]:
    """Give the years that hold all days of which these numbers tell."""
    this_year = book.zone.local(book.now).year
    return this_year - 1, this_year


def recent_spans(book: Publication, archive: Archive, component: Component) -> tuple[Span, ...]:
    """Give the spans of a component in these years, one that touches both only once."""
    return spans_in(archive, component, recent_years(book))


def spans_in(archive: Archive, component: Component, years: Iterable[int]) -> tuple[Span, ...]:
    """Give the spans of a component in some years, one that touches several only once."""
    return tuple(
        dict.fromkeys(chain.from_iterable(archive.shelf.spans(component.id, year) for year in years))
    )


def uptime_of(book: Publication, archive: Archive, component: Component, days: int) -> Uptime | None:
    """Compute the uptime of a component over the last days; None where there is no data."""
    latest = latest_days(days, book.zone.tz, book.now)
    spans = touching(recent_spans(book, archive, component), latest)
    return component_uptime(as_windows(spans), component, latest, book.site, book.now)


def uptime_together(
    book: Publication, archive: Archive, components: Iterable[Component], days: int
) -> GroupUptime | None:
    """Compute the uptime of several components by the policy's rule for groups; None where there is no data."""
    each = [uptime_of(book, archive, component, days) for component in components]
    return group_uptime(each, POLICIES[book.site.uptime.policy], book.site)


def month_uptime(book: Publication, archive: Archive, component: Component, month: Month) -> Uptime | None:
    """Compute the uptime of a component in a month; None where there is no data."""
    days = month.days(book.zone.tz)
    spans = touching(archive.shelf.spans(component.id, month.year), days)
    return component_uptime(as_windows(spans), component, days, book.site, book.now)


def touching(spans: Iterable[Span], days: Sequence[Day]) -> list[Span]:
    """Give the spans that touch some days in order."""
    start, end = days[0].interval.start, days[-1].interval.end
    return [span for span in spans if span.start < end and (span.end is None or span.end > start)]
