"""The words of pages in other languages than English: times, durations and numbers as CLDR has them, through Babel."""

from __future__ import annotations

import re
from datetime import UTC, date, datetime
from decimal import Decimal
from typing import Literal
from unicodedata import bidirectional

from babel import Locale
from babel.core import UnknownLocaleError
from babel.dates import (
    format_date,
    format_interval,
    format_skeleton,
    get_day_names,
    get_month_names,
    get_timezone_name,
)
from babel.lists import format_list
from babel.units import format_unit

from afterword.records.zone import Zone
from afterword.translations.catalogues import digest, is_right_to_left, translations
from afterword.views.text.words import Words

_UNITS = ("duration-day", "duration-hour", "duration-minute", "duration-second")
_ISOLATE, _END = "\u2068", "\u2069"
"""Unicode's first strong isolate, and the end of it."""
_WEEKDAY_WIDTHS: tuple[Literal["abbreviated", "short", "narrow"], ...] = ("abbreviated", "short", "narrow")
_LONGEST_WEEKDAY = 3
_NUMBERS = (0, 1, 2, 3, 11, 100)
"""Numbers of every plural form that a language has."""
_TWO_POINTS = re.compile(r"(?<!\.)\.\.(?!\.)")
"""The point of an abbreviation, such as that of a unit, before the one that ends the sentence."""


class LocalisedWords(Words):
    """The words of a page in a language other than English."""

    def __init__(self, catalogue: str, tag: str) -> None:
        """Read the translations of a language, and the formats of the language or region in `tag`."""
        self.language = tag
        self.locale = f"{tag}-u-nu-latn-ca-gregory"
        self.direction = "rtl" if is_right_to_left(tag) else "ltr"
        self._locale = _locale(tag, catalogue)
        self._separators = str.maketrans(
            {
                ",": self._locale.number_symbols["latn"]["group"],
                ".": self._locale.number_symbols["latn"]["decimal"],
            }
        )
        self._units = tuple(map(self._pattern, _UNITS))
        pattern = self._locale.percent_formats[None].pattern.partition(";")[0]
        self._percent = pattern.replace("#,##0", "{}")
        self._digest = digest(catalogue)
        super().__init__(translations(catalogue))
        self.before_clock = self.pgettext("between a day and a clock time", ", ")
        self.comma = self.pgettext("between the items of a list", ", ")

    def _pattern(self, unit: str) -> str:
        """Return how a number of a unit is written: short, or in the narrow form if the short one has plurals."""
        short, narrow = (
            {
                format_unit(number, unit, length, locale=self._locale).replace(str(number), "{0}")
                for number in _NUMBERS
            }
            for length in ("short", "narrow")
        )
        return min(short if len(short) == 1 else narrow)

    @property
    def fingerprint(self) -> str:
        """What changes when these words do."""
        return f"{self.language} {self._digest}"

    def fill(self, message: str, /, **values: object) -> str:
        """Fill in the placeholders of a message."""
        text = super().fill(message, **{name: self.isolated(str(value)) for name, value in values.items()})
        return _TWO_POINTS.sub(".", text) if ".." in text else text

    def isolated(self, text: str) -> str:
        """Put a text with letters from left to right into isolates, on a page from right to left."""
        if self.direction == "rtl" and any(bidirectional(character) == "L" for character in text):
            return f"{_ISOLATE}{text}{_END}"
        return text

    def in_sentence(self, name: str) -> str:
        """Return a name as it is: German nouns keep their capital, and other scripts have none."""
        return name

    def number(self, value: int | float | Decimal) -> str:
        """Format a number with the separators of the language."""
        return f"{value:,}".translate(self._separators)

    def decimals(self, digits: str) -> str:
        """Return digits with the decimal separator of the language."""
        return digits.translate(self._separators)

    def percent(self, value: Decimal | str) -> str:
        """Format a percentage with the decimals that it has, and the sign where the language has it."""
        return str(self._percent.format(self.decimals(str(value))))

    def listed(self, parts: tuple[str, ...]) -> str:
        """Join words as the language does."""
        return str(format_list([*map(self.isolated, parts)], locale=self._locale)) if parts else ""

    def unit(self, number: int, unit: int) -> str:
        """Format a number of days, hours, minutes or seconds."""
        return self._units[unit].format(number)

    def day(self, value: date) -> str:
        """Format a date in full."""
        return str(format_date(value, "long", locale=self._locale))

    def day_of_year(self, value: date) -> str:
        """Format a date without its year."""
        return format_skeleton("MMMMd", _at(value), locale=self._locale)

    def short_day(self, value: date) -> str:
        """Format a date without its year, and with a short month."""
        return format_skeleton("MMMd", _at(value), locale=self._locale)

    def month(self, year: int, month: int) -> str:
        """Format a month with its year."""
        return format_skeleton("yMMMM", _at(date(year, month, 1)), locale=self._locale)

    def month_name(self, month: int) -> str:
        """Return the name of a month that stands alone."""
        return str(get_month_names("wide", "stand-alone", locale=self._locale)[month])

    def short_month(self, month: int) -> str:
        """Return the short name of a month that stands alone."""
        return str(get_month_names("abbreviated", "stand-alone", locale=self._locale)[month])

    def short_weekday(self, weekday: int) -> str:
        """Return the short name of a day of the week, at most three letters; 0 is Monday."""
        names = (
            str(get_day_names(width, "stand-alone", locale=self._locale)[weekday])
            for width in _WEEKDAY_WIDTHS
        )
        return min(names, key=lambda name: len(name) > _LONGEST_WEEKDAY)

    def days(self, first: date, last: date) -> str:
        """Format a range of days."""
        if first == last:
            return self.day(last)
        return format_interval(_at(first), _at(last), "yMMMMd", locale=self._locale)

    def zone_name(self, local: datetime, zone: Zone) -> str:
        """Return the short name of a zone, such as `MEZ`; an offset as in English."""
        name = super().zone_name(local, zone)
        if not zone.stated or name.startswith("UTC"):
            return name
        translated = get_timezone_name(local, "short", locale=self._locale)
        return name if translated[:1] in "+-" else translated


def _at(value: date) -> datetime:
    return datetime(value.year, value.month, value.day, tzinfo=UTC)


def _locale(tag: str, catalogue: str) -> Locale:
    """Return the formats of a language and region; those of the language if the region is not known."""
    try:
        return Locale.parse(tag.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale.parse(catalogue)
