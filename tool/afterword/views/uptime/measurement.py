"""An uptime with all that explains it: the windows that it was counted from, and what its objective says."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from typing import NamedTuple

from afterword.records.site import Component
from afterword.records.zone import Zone
from afterword.timeline.budget import Budget, budget
from afterword.timeline.contributions import Counted, working
from afterword.timeline.days import Day, latest_days
from afterword.timeline.months import Month, month_of
from afterword.timeline.uptime import Uptime, component_uptime
from afterword.views.context import Publication
from afterword.views.index.queries import Archive
from afterword.views.index.summary import Span, as_windows
from afterword.views.text import words
from afterword.views.uptime.periods import spans_in, touching


class Reckoning(NamedTuple):
    """The uptime of a component over the last days or in a month, with what it was counted from.

    `uptime` is None where there is no data. `spans` are all windows that touch the period, `windows` what they put
    into the uptime. Of a month that is not over, `so_far` is true.
    """

    component: Component
    period: int | Month
    uptime: Uptime | None
    spans: tuple[Span, ...]
    windows: tuple[Counted[Span], ...]
    budget: Budget | None
    so_far: bool = False

    @property
    def name(self) -> str:
        """What the period is called."""
        if isinstance(self.period, Month):
            return month_name(self.period)
        return words.plural(self.period, "day")


def over_days(book: Publication, archive: Archive, component: Component, days: int) -> Reckoning:
    """Reckon the last days of a component, today included."""
    latest = latest_days(days, book.zone.tz, book.now)
    spans = spans_in(archive, component, range(latest[0].date.year, latest[-1].date.year + 1))
    return _reckoned(book, component, days, latest, spans)


def in_month(book: Publication, archive: Archive, component: Component, month: Month) -> Reckoning:
    """Reckon a month of a component, as far as it has come."""
    spans = archive.shelf.spans(component.id, month.year)
    found = _reckoned(book, component, month, month.days(book.zone.tz), spans)
    return found._replace(so_far=month == this_month(book))


def this_month(book: Publication) -> Month:
    """Give the month that it is in the zone of the pages."""
    return month_of(book.zone.local(book.now).date())


def month_name(month: Month) -> str:
    """Name a month as readers do."""
    return f"{words.MONTHS[month.number - 1]} {month.year}"


def budget_of(component: Component, uptime: Uptime | None, period: int | Month, zone: Zone) -> Budget | None:
    """Compare an uptime with the component's objective, where it has one.

    The allowance of a month that is not over is that of the whole month, so that what is left of it may still be
    spent; over the last days there is nothing to come.
    """
    if uptime is None or component.objective is None:
        return None
    to_come = timedelta()
    if isinstance(period, Month):
        to_come = max(period.days(zone.tz)[-1].interval.end - uptime.period.end, to_come)
    return budget(uptime, component.objective, to_come)


def _reckoned(
    book: Publication,
    component: Component,
    period: int | Month,
    days: Sequence[Day],
    spans: Sequence[Span],
) -> Reckoning:
    late = touching(spans, days)
    uptime = component_uptime(as_windows(late), component, days, book.site, book.now)
    return Reckoning(
        component,
        period,
        uptime,
        tuple(late),
        working(late, uptime, book.site, book.now) if uptime else (),
        budget_of(component, uptime, period, book.zone),
    )
