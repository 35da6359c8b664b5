"""Reads times that are typed for a record on the command line: in its zone, and by default in the past."""

from __future__ import annotations

import re
from datetime import datetime
from typing import TYPE_CHECKING, Any

import click

if TYPE_CHECKING:
    from afterword.records.record import Record
    from afterword.records.site import Site

_CLOCK_ALONE = re.compile(r"\d{1,2}:\d\d(?::\d\d)?~?", re.ASCII)


class RecordTimes:
    """A record of a site, and what is typed about it at a time, `now`."""

    site: Site
    now: datetime
    record: Record

    def moment(
        self,
        typed: str,
        option: str = "--at",
        *,
        ahead: bool = False,
        of_incident: bool = False,
        **how: Any,
    ) -> datetime:
        """Read a time in the record's zone, as `read_moment` does. It may only be in the future if it is `ahead`.

        A clock time `of_incident` without a day is that of its end once it is over, rather than that of today.
        Raises a usage error that names the option.
        """
        from afterword.arguments.moments import read_moment
        from afterword.records.rough_time import is_coarse
        from afterword.timeline.lifecycle import lifecycle

        now = self.now
        if of_incident and _CLOCK_ALONE.fullmatch(typed.strip()):
            ended = lifecycle(self.record, now, self.site).resolved
            now = (ended - datetime.resolution if is_coarse(ended) else ended) if ended else now
        try:
            moment = read_moment(typed, self.record.zone, now, **how)
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint=option) from None
        if not ahead:
            self._refuse_future(moment, typed, option)
        return moment

    def moment_or_clock(self, typed: str, option: str) -> datetime | None:
        """Read the time of an entry that exists; None for a clock time alone, which is that of an entry of any day."""
        from afterword.editing.timed_entries import is_clock_time

        return None if is_clock_time(typed) else self.moment(typed, option, ahead=True)

    def end(self, typed: str | None, start: datetime, option: str, *, ahead: bool = False) -> datetime | None:
        """Read an end as a time, or as a duration after the start, such as `2h`; None if none was typed.

        One that may be `ahead` is the first such time after the start, and after now.
        """
        from afterword.arguments.durations import read_duration
        from afterword.arguments.ends import end_in

        if typed is None:
            return None
        try:
            read_duration(typed)
            since = start
        except ValueError:
            if not ahead:
                return self.moment(typed, option, is_end=True, allow_day=True)
            since = max(start, self.now)
        try:
            end = end_in(self.record.zone, self.now, since)(typed)
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint=option) from None
        if not ahead:
            self._refuse_future(end, typed, option)
        return end

    def _refuse_future(self, moment: datetime, typed: str, option: str) -> None:
        """Raise a usage error for a time that has not come; suggest that of yesterday if the record had begun then."""
        from afterword.arguments.moments import earlier_meant, shown_back
        from afterword.checks.timestamps import CLOCK_TOLERANCE
        from afterword.records.rough_time import form_of, is_coarse, period_of
        from afterword.timeline.lifecycle import lifecycle

        zone = self.record.zone
        earliest = zone.start_of(period_of(form_of(moment))[0]) if is_coarse(moment) else moment
        if earliest > self.now + CLOCK_TOLERANCE:
            shown = shown_back(moment, zone, self.now)
            started = lifecycle(self.record, self.now, self.site).started
            meant = earlier_meant(typed, zone, self.now, since=started)
            example = f"`{meant}` or -5m" if meant else "-5m"
            raise click.BadParameter(
                f"`{typed}` is in the future ({shown}); write a time that has come, such as {example}",
                param_hint=option,
            )
