"""The uptime of components, of groups and of the site, over the last days."""

from __future__ import annotations

from collections.abc import Iterable
from itertools import chain

from afterword.records.site import Component
from afterword.timeline.days import latest_days
from afterword.timeline.uptime import POLICIES, GroupUptime, Uptime, component_uptime, group_uptime
from afterword.views.archive import Archive
from afterword.views.brief import Span, as_windows
from afterword.views.publication import Publication

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
    found = (archive.shelf.spans(component.id, year) for year in recent_years(book))
    return tuple(dict.fromkeys(chain.from_iterable(found)))


def uptime_of(book: Publication, archive: Archive, component: Component, days: int) -> Uptime | None:
    """Compute the uptime of a component over the last days; None where there is no data."""
    latest = latest_days(days, book.zone.tz, book.now)
    begin = latest[0].interval.start
    spans = recent_spans(book, archive, component)
    late = as_windows(span for span in spans if span.end is None or span.end > begin)
    return component_uptime(late, component, latest, book.site, book.now)


def uptime_together(
    book: Publication, archive: Archive, components: Iterable[Component], days: int
) -> GroupUptime | None:
    """Compute the uptime of several components by the policy's rule for groups; None where there is no data."""
    each = [uptime_of(book, archive, component, days) for component in components]
    return group_uptime(each, POLICIES[book.site.uptime.policy])
