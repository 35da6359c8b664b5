"""Reads when the subject of a new record is: its start and end, or those of several nights."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from itertools import pairwise

import click

from afterword.app.record_draft import Period
from afterword.arguments.ends import end_in
from afterword.arguments.moments import instant_in, later
from afterword.cli.prompts import OptionReader
from afterword.records.rough_time import form_of, is_coarse, period_of
from afterword.records.site import Site
from afterword.records.time_text import time_text
from afterword.records.vocabulary import Kind
from afterword.records.zone import UTC_ZONE

_OPEN = "open"
"""What is typed for an end that is not known yet."""


class PeriodQuestions:
    """The questions about times. What `is_past` is over, even if it was planned; what `starts_now` does by default."""

    def __init__(
        self,
        site: Site,
        now: datetime,
        reader: OptionReader,
        kind: Kind,
        *,
        is_past: bool,
        starts_now: bool,
    ) -> None:
        """Ask about times in the zone of a site."""
        self._zone = site.zone or UTC_ZONE
        self._now = now
        self._reader = reader
        self._kind = kind
        self._is_past = is_past
        self._starts_now = starts_now
        self._is_planned = kind is Kind.MAINTENANCE and not is_past
        self._may_end_later = self._is_planned or kind is Kind.NOTICE

    def periods(self, starts: Sequence[str], ends: Sequence[str], nights: int | None) -> tuple[Period, ...]:
        """Return the periods, in order; at least one."""
        begins = self._starts(starts)
        needs_end = self._is_planned or self._is_past or self._kind is Kind.NOTICE or len(begins) > 1
        if not (needs_end or ends):
            return tuple(map(Period, begins))
        finishes = self._ends(begins, ends)
        periods = tuple(map(Period, begins, finishes))
        for period in periods:
            self._refuse_wrong_end(period)
        if nights:
            periods = self._repeated(periods, nights)
        for earlier, next_one in pairwise(periods):
            if earlier.end and next_one.start < earlier.end:
                began = time_text(next_one.start, self._zone)
                raise click.BadParameter(f"one ends after the next has begun, {began}", param_hint="--end")
        return periods

    def _starts(self, typed: Sequence[str]) -> tuple[datetime, ...]:
        now = self._now.replace(second=0, microsecond=0)
        if self._kind is Kind.NOTICE:
            return (now,)
        default = time_text(now, self._zone) if self._starts_now else None
        question = f"Start ({self._zone.name})"
        found: list[datetime] = []
        for text in typed or (None,):
            read = instant_in(
                self._zone,
                self._now,
                is_planned=self._is_planned,
                after=found[-1] if found else None,
                allow_future=self._is_planned,
            )
            found.append(self._reader.value("--start", text, read, question=question, default=default))
        return tuple(found)

    def _ends(self, starts: Sequence[datetime], typed: Sequence[str]) -> tuple[datetime | None, ...]:
        if len(typed) not in (0, 1, len(starts)):
            many = f"{len(typed)} ends for {len(starts)} {'starts' if len(starts) > 1 else 'start'}"
            raise click.BadParameter(f"{many}; give one for each, or a duration for all", param_hint="--end")
        question = f"{'Shown until' if self._kind is Kind.NOTICE else 'End'} ({self._zone.name})"
        if self._is_planned:
            question += f", or `{_OPEN}`"
        readers = [self._end(start) for start in starts]

        def value(
            text: str | None, read: Callable[[str], tuple[datetime | None, ...]]
        ) -> tuple[datetime | None, ...]:
            return self._reader.value("--end", text, read, question=question, default=None)

        if len(typed) > 1:
            return tuple(
                each
                for text, read in zip(typed, readers, strict=True)
                for each in value(text, lambda text, read=read: (read(text),))  # type: ignore[misc]
            )
        return value(typed[0] if typed else None, lambda text: tuple(read(text) for read in readers))

    def _end(self, start: datetime) -> Callable[[str], datetime | None]:
        """Return what reads an end; that of planned work may be announced as open."""
        read = end_in(self._zone, self._now, start, allow_future=self._may_end_later)
        if not self._is_planned:
            return read
        return lambda text: None if text.strip().lower() == _OPEN else read(text)

    def _repeated(self, periods: Sequence[Period], nights: int) -> tuple[Period, ...]:
        """Return a period on as many days, one after the other, at the same clock times."""
        (start, end), *others = periods
        if others or is_coarse(start) or is_coarse(end) or end is None:
            raise click.BadParameter("it needs one start and one end with clock times", param_hint="--nights")
        if end - start > timedelta(days=1):
            raise click.BadParameter("the first night is longer than a day", param_hint="--nights")
        try:
            return tuple(
                Period(
                    later(start, night, timedelta(), self._zone), later(end, night, timedelta(), self._zone)
                )
                for night in range(nights)
            )
        except ValueError as problem:
            raise click.BadParameter(str(problem), param_hint="--nights") from None

    def _refuse_wrong_end(self, period: Period) -> None:
        """Raise a usage error for an end before the start, or in the future if it is not planned.

        Of a day, a month or a year, only a part may be in the future.
        """
        start, end = period
        if end is None:
            return
        if end <= start:
            began = time_text(start, self._zone)
            raise click.BadParameter(f"it must be after the start, {began}", param_hint="--end")
        if self._may_end_later:
            return
        first = self._zone.start_of(period_of(form_of(end))[0]) if is_coarse(end) else end
        if first > self._now:
            raise click.BadParameter(
                "it is in the future; leave it out until the record is over", param_hint="--end"
            )
