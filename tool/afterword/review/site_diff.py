"""What is different between two versions of a site: everything that a reviewer of a change should know."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from afterword.comparison.differences import Difference
from afterword.records.site import Site
from afterword.records.zone import UTC_ZONE
from afterword.review.findings import NO_FINDINGS, ChangedFindings
from afterword.review.neighbours import Neighbours
from afterword.review.numbers import MovedNumber
from afterword.review.record_diff import RecordDiff


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
