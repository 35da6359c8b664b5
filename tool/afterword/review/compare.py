"""Compares two versions of a site."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import datetime

from afterword.comparison.differences import differences
from afterword.comparison.tree import tree_of
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.records.zone import UTC_ZONE
from afterword.review.pairing import record_pairs
from afterword.review.record_diff import RecordDiff, record_diff
from afterword.review.site_diff import SiteDiff
from afterword.review.uptime_numbers import uptime_numbers
from afterword.timeline.months import Month, month_of
from afterword.views.audience import is_public
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex


@dataclass(frozen=True)
class ComparedSite:
    """One version of a site, as far as it differs from another.

    `records` are those whose files differ. `context` and `index` are those of the public uptime, with the windows of
    all records.
    """

    name: str
    site: Site
    records: tuple[Record, ...]
    context: Context
    index: RecordIndex


def site_diff(
    before: ComparedSite, after: ComparedSite, components: Collection[str], now: datetime
) -> SiteDiff:
    """Compare two versions of a site at `now`. `components` are those whose uptime may differ."""
    sites = before.site, after.site
    old, new = ({each.id for each in side.records if not is_public(each, now)} for side in (before, after))
    compared = (
        record_diff(*pair, sites, now, (old, new)) for pair in record_pairs(before.records, after.records)
    )
    found = tuple(each for each in compared if not each.is_empty)
    settings = differences(*(tree_of(each, each.zone or UTC_ZONE) for each in sites))
    uptimes = uptime_numbers(
        (before.context, before.index),
        (after.context, after.index),
        components,
        {*_months(found, after.context)},
    )
    return SiteDiff(before.name, after.name, found, settings, uptimes, sites, now)


def _months(found: Iterable[RecordDiff], context: Context) -> Iterable[Month]:
    """Yield the months in which windows of records that differ start."""
    for each in found:
        for record in (each.before, each.after):
            for window in record.windows if record else ():
                if window.start <= context.now:
                    yield month_of(context.zone.local(window.start).date())
