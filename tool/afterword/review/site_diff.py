"""Compares two versions of a site: everything that a reviewer of a change should know."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from afterword.comparison.differences import Difference, differences
from afterword.comparison.tree import tree_of
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.records.zone import UTC_ZONE
from afterword.review.findings import NO_FINDINGS, ChangedFindings
from afterword.review.neighbours import Neighbours
from afterword.review.numbers import MovedNumber, uptime_numbers
from afterword.review.pairing import record_pairs
from afterword.review.record_diff import RecordDiff, record_diff
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


class Unread(NamedTuple):
    """A record that is not compared, because a version of it has errors: what they hide would seem to be gone."""

    version: str
    file: str

    @property
    def message(self) -> str:
        """Say so."""
        return f"{self.file} has errors in {self.version}, and is not compared"


@dataclass(frozen=True)
class SiteDiff:
    """What is different between two versions of a site.

    `records` are those that differ, the newest first; `settings` is what differs in `status.yml`; `uptimes` are the
    uptimes of components that move. `sites` are the settings of both, for comparing levels and drawing charts, and
    `neighbours` earlier records that have something in common with those that differ. `findings` are those that only
    one of the versions has, and `unread` the records that could not be compared.
    """

    before: str
    after: str
    records: tuple[RecordDiff, ...]
    settings: tuple[Difference, ...]
    uptimes: tuple[MovedNumber, ...]
    sites: tuple[Site, Site]
    now: datetime
    neighbours: tuple[Neighbours, ...] = ()
    findings: ChangedFindings = NO_FINDINGS
    unread: tuple[Unread, ...] = ()

    @property
    def today(self) -> date:
        """The day in the time zone of the later version."""
        return (self.sites[1].zone or UTC_ZONE).local(self.now).date()

    def neighbours_of(self, record: RecordDiff) -> Neighbours | None:
        """Return the neighbours of a record that differs; None if it has none."""
        return next((each for each in self.neighbours if each.record == record.record.id), None)

    @property
    def is_empty(self) -> bool:
        """Whether it is known that nothing differs; the order of a file may still break a rule."""
        return not (self.records or self.settings or self.uptimes or self.unread)


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
