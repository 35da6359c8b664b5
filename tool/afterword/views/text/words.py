"""Everything that is said in the language of a page: its words, and its times, durations and numbers as text."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from functools import lru_cache

from afterword.records.due_date import DueDate, DuePrecision
from afterword.records.rough_time import APPROXIMATE, UNKNOWN, coarse_parts, form_of, is_coarse, is_unknown
from afterword.records.zone import Zone
from afterword.timeline.certainty import EXACT, Certainty, certainty_between
from afterword.translations import catalogues
from afterword.views.text.instants import Instant, Period, Span, digits_with_fraction
from afterword.views.text.messages import Messages

MONTHS = (
    "January", "February", "March", "April", "May", "June",
    "July", "August", "September", "October", "November", "December",
)  # fmt: skip
_WEEKDAYS = ("Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun")
_UNITS = ("d", "h", "min", "s")
_WHOLE_MINUTES = 10
"""From how many minutes on a duration has no seconds; many end at the time of the build."""


class Words(Messages):
    """The words of a page in English; a subclass has those of the other languages.

    Every page builder gets them as an argument or with its context. Two of them for one language are the same object.
    """

    @property
    def of_status_script(self) -> dict[str, object]:
        """The words of `status.js`."""
        return {**super().of_status_script, "units": self.units}

    # Numbers

    def decimals(self, digits: str) -> str:
        """Return digits with the decimal separator of the language instead of a point."""
        return digits

    def percent(self, value: Decimal | str) -> str:
        """Format a percentage with the decimals that it has."""
        return f"{value} %"

    def listed(self, parts: tuple[str, ...]) -> str:
        """Join words with commas and a final "and"."""
        if len(parts) < 2:
            return parts[0] if parts else ""
        return ", ".join(parts[:-1]) + " and " + parts[-1]

    # Durations

    def unit(self, number: int, unit: int) -> str:
        """Format a number of days, hours, minutes or seconds; `unit` is 0 for days."""
        return f"{number} {_UNITS[unit]}"

    @property
    def units(self) -> tuple[str, ...]:
        """How a number of days, hours and minutes is written, for scripts."""
        return tuple(self.unit(0, unit).replace("0", "{0}") for unit in range(3))

    @lru_cache(maxsize=1024)  # noqa: B019 - there are as many objects as languages; a page shows each in several places
    def duration(self, length: timedelta, certainty: Certainty = EXACT, *, to_second: bool = False) -> str:
        """Format a duration as `6 h 30 min`: seconds only below ten minutes, days from two days on.

        One that is not exact becomes `about 3 h` or `at least 40 min`; an approximate one is in whole days from two
        days on. `to_second`: seconds below an hour.
        """
        seconds = int(length.total_seconds())
        if certainty.approximate and seconds >= 2 * 86_400:
            seconds = (seconds + 43_200) // 86_400 * 86_400
        days, rest = divmod(seconds, 86_400)
        if days < 2:
            days, rest = 0, seconds
        hours, rest = divmod(rest, 3600)
        minutes, seconds = divmod(rest, 60)
        if days or hours or (minutes >= _WHOLE_MINUTES and not to_second):
            seconds = 0
        parts = enumerate((days, hours, minutes, seconds))
        text = " ".join(self.unit(number, unit) for unit, number in parts if number)
        if not text:
            text = self.gettext("under {duration}", duration=self.unit(1, 3)) if length else self.unit(0, 2)
        return self.bounded(text, certainty)

    def bounded(self, text: str, certainty: Certainty, *, is_most: bool = False) -> str:
        """Say of a duration or a number that it is not exact. A bound is a lower one unless `is_most`."""
        if certainty.approximate:
            text = self.about(text)
        if not certainty.at_least:
            return text
        return self.at_most(text) if is_most else self.at_least(text)

    # Days and times

    def day(self, value: date) -> str:
        """Format a date as `20 November 2026`."""
        return f"{value.day} {MONTHS[value.month - 1]} {value.year}"

    def day_of_year(self, value: date) -> str:
        """Format a date without its year, which the context must make clear, as `20 November`."""
        return f"{value.day} {MONTHS[value.month - 1]}"

    def short_day(self, value: date) -> str:
        """Format a date without its year, as `20 Nov`."""
        return f"{value.day} {self.short_month(value.month)}"

    def month(self, year: int, month: int) -> str:
        """Format a month as `November 2026`."""
        return f"{MONTHS[month - 1]} {year}"

    def month_name(self, month: int) -> str:
        """Return the name of a month that stands alone."""
        return MONTHS[month - 1]

    def short_month(self, month: int) -> str:
        """Return the name of a month in three letters."""
        return MONTHS[month - 1][:3]

    def short_weekday(self, weekday: int) -> str:
        """Return the name of a day of the week in three letters; 0 is Monday."""
        return _WEEKDAYS[weekday]

    def due(self, value: DueDate) -> str:
        """Format a due date as precisely as it was written: `31 January 2027`, `January 2027` or `Q1 2027`."""
        if value.precision is DuePrecision.QUARTER:
            return self.gettext("Q{quarter} {year}", quarter=value.quarter, year=value.year)
        return self.day(value) if value.precision is DuePrecision.DAY else self.month(value.year, value.month)

    def days(self, first: date, last: date) -> str:
        """Format a range of days as `3 – 9 November 2026`: what both ends share is given once."""
        if first == last:
            return self.day(last)
        if first.year != last.year:
            return f"{self.day(first)} – {self.day(last)}"
        start = str(first.day) if first.month == last.month else self.day_of_year(first)
        return f"{start} – {self.day(last)}"

    def clock(self, value: datetime) -> str:
        """Format a clock time as `09:40`, with seconds only if they are not zero; in every language."""
        seconds = f":{value.second:02d}" if value.second else ""
        return f"{value.hour:02d}:{value.minute:02d}{seconds}"

    def zone_name(self, local: datetime, zone: Zone) -> str:
        """Return the name of a zone at a time: its abbreviation, or its offset if it has none."""
        if not zone.stated:
            return self.gettext("zone not stated")
        name = local.tzname() or ""
        if name[:1] not in ("+", "-"):
            return name
        if not local.utcoffset():
            return "UTC"
        return f"UTC{name[:3]}:{name[3:]}" if name[3:] else f"UTC{name}"

    def instant(self, value: datetime, zone: Zone) -> Instant:
        """Return an instant in the zone of its page or record.

        A rough time is as precise as it was written. Of one that names only a day, a month or a year, neither the text
        nor the zone changes with the zone of the reader.
        """
        if type(value) is datetime or not (form := form_of(value)):
            return self._exact_instant(value, zone)
        if form == UNKNOWN:
            return Instant("", self.gettext("not known"), "", stated=False)
        about = self._about if form.endswith(APPROXIMATE) else ""
        if form == APPROXIMATE:
            clear = self._exact_instant(value, zone)
            return clear._replace(text=about + clear.text, about=about)
        parts = coarse_parts(form.removesuffix(APPROXIMATE))
        assert parts is not None, "a coarse time has a year"
        known = "-".join(filter(None, parts))
        return Instant(known, about + self.coarse(known), "", stated=False)

    @property
    def _about(self) -> str:
        """What is before a time that is not exact."""
        return self.gettext("about {number}").partition("{")[0]

    def coarse(self, form: str) -> str:
        """Format a day, a month or a year, given as in ISO 8601."""
        parts = coarse_parts(form)
        assert parts is not None, "a coarse time has a year"
        year, month, of_month = parts
        if of_month:
            return self.day(date(int(year), int(month), int(of_month)))
        return self.month(int(year), int(month)) if month else year

    @lru_cache(maxsize=1024)  # noqa: B019 - see `duration`
    def _exact_instant(self, value: datetime, zone: Zone) -> Instant:
        local = zone.local(value)
        marked = value.astimezone(UTC) if zone.stated else local.replace(tzinfo=UTC)
        iso = digits_with_fraction(marked) + ("Z" if zone.stated else "")
        parts = self.day(local), self.clock(local)
        text = self.before_clock.join(parts)
        name = self.zone_name(local, zone)
        return Instant(iso, text, name, zone.stated, local.date().isoformat(), "", *parts)

    def instant_of_build(self, now: datetime, zone: Zone) -> Instant:
        """Return the time of the build without its year: on its pages that is the current one."""
        local = zone.local(now)
        of_year = self.day_of_year(local)
        text = f"{of_year}{self.before_clock}{self.clock(local)}"
        return self.instant(now, zone)._replace(text=text, day=of_year)

    def period(self, start: datetime, end: datetime | None, zone: Zone, now: datetime) -> Period:
        """Return a period, its day given once if it ends on the day on which it began."""
        first = self.instant(start, zone)
        length = max((end or now) - start, timedelta())
        lasted = self.duration(length, certainty_between(start, end or now))
        if end is None:
            return Period(first, None, f"{first.text} – {self.record.ongoing}", lasted)
        last = self.instant(end, zone)
        if is_unknown(end) and not length:
            lasted = self.gettext("not known")
        if last == first and is_coarse(start):
            return Period(first, last, first.text, lasted)
        if is_unknown(end):
            return Period(first, last, self.gettext("{start} – end not known", start=first.text), lasted)
        is_same_day = last.date and last.date == first.date
        return Period(
            first, last, f"{first.text} – {f'{last.about}{last.clock}' if is_same_day else last.text}", lasted
        )

    def span(self, start: datetime | None, end: datetime | None, zone: Zone, now: datetime) -> Span | None:
        """Return a span of which either end may be missing; None without both."""
        if start and end:
            return Span(period=self.period(start, end, zone, now))
        one = start or end
        if not one:
            return None
        return Span(self.terms.start if start else self.terms.until, self.instant(one, zone))


ENGLISH = Words(catalogues.translations(catalogues.ENGLISH))
"""The words in English: those of the command line, and of pages in a language that we do not have."""


class _WithNames(Words):
    """The words in English, around names of levels in another language."""

    def in_sentence(self, name: str) -> str:
        """Return a name as it is: only English is known to have small letters inside a sentence."""
        return name


_WITH_NAMES = _WithNames(catalogues.translations(catalogues.ENGLISH))


def command_line_words(language: str | None) -> Words:
    """Return the words of the command line, which are English, for a site whose names are in a language."""
    return ENGLISH if catalogues.is_english(language) else _WITH_NAMES


@lru_cache(maxsize=16)
def words_in(language: str | None) -> Words:
    """Return the words for pages in a language; those in English if there is no language, or no translation."""
    best = catalogues.best_language(language or "")
    if best == catalogues.ENGLISH:
        return ENGLISH
    from afterword.views.text.localised import LocalisedWords  # Babel takes as long as a small build

    return LocalisedWords(best, language or best)
