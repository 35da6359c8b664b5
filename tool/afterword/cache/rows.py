"""Maps named tuples to rows of a table and back: a column for each field, named like the field."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import UTC, datetime, timedelta
from typing import Any, Generic, TypeAlias, TypeVar, get_type_hints

from afterword.compact_json import compact_json

T = TypeVar("T")

Codec: TypeAlias = tuple[Callable[[Any], object], Callable[[Any], object]]
"""How values of a type that SQLite does not have are written into a column, and how they are read from it."""

_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_decode = json.JSONDecoder().raw_decode


def as_number(instant: datetime) -> int:
    """Return an instant in microseconds since 1970, exactly."""
    return (instant - _EPOCH) // _MICROSECOND


def as_instant(number: int) -> datetime:
    """Return the instant of a number of microseconds since 1970."""
    return _EPOCH + timedelta(microseconds=number)


def from_json(text: str) -> Any:
    """Read a value from JSON; three times as fast as `json.loads`, since it is called for every record."""
    return _decode(text)[0]


def _strings(text: str) -> tuple[str, ...]:
    return tuple(from_json(text)) if text != _NO_STRINGS else ()


def _optional_number(instant: datetime | None) -> int | None:
    return as_number(instant) if instant else None


def _optional_instant(number: int | None) -> datetime | None:
    return None if number is None else as_instant(number)


_NO_STRINGS = "[]"
_STORED_AS_THEY_ARE = (int, str, bytes)
_CODECS: Mapping[object, Codec] = {
    bool: (int, bool),
    datetime: (as_number, as_instant),
    datetime | None: (_optional_number, _optional_instant),
    tuple[str, ...]: (compact_json, _strings),
}


class RowType(Generic[T]):
    """The columns of a type of named tuple. `key` is the field that numbers the rows, if it has one.

    `codecs` are for types of fields besides those that every table may have. A named tuple that is the first field is
    stored as its fields.
    """

    def __init__(
        self, of: type[T], *, key: str | None = None, codecs: Mapping[object, Codec] | None = None
    ) -> None:
        """Read the fields of a type. Raises KeyError for a field whose type cannot be stored."""
        known = {**_CODECS, **(codecs or {})}
        of_any: Any = of
        self._make: Callable[[Iterable[object]], T] = of_any._make
        self._key = key
        types = get_type_hints(of)
        first, *rest = of_any._fields
        self._part = types[first] if hasattr(types[first], "_fields") else None
        if self._part:
            types |= get_type_hints(self._part)
        self.fields: tuple[str, ...] = (*(self._part._fields if self._part else (first,)), *rest)
        self._codecs = [
            (number, *known[types[field]])
            for number, field in enumerate(self.fields)
            if types[field] not in _STORED_AS_THEY_ARE
        ]

    @property
    def columns(self) -> str:
        """The columns as a list for a query."""
        return names(self.fields)

    def columns_of(self, table: str) -> str:
        """Write the columns as a list for a query of several tables."""
        return ", ".join(f'"{table}"."{field}"' for field in self.fields)

    @property
    def declaration(self) -> str:
        """The columns as a list for the declaration of a table."""
        keyed = (
            f'"{field}" INTEGER PRIMARY KEY' if field == self._key else f'"{field}"' for field in self.fields
        )
        return ", ".join(keyed)

    def encode(self, item: T) -> dict[str, object]:
        """Return the values of the columns by their names; the key is left to the database."""
        any_item: Any = item
        part, rest = (any_item[0], any_item[1:]) if self._part else ((), any_item)
        values: dict[str, object] = dict(zip(self.fields, (*part, *rest), strict=True))
        for number, encode, _ in self._codecs:
            field = self.fields[number]
            values[field] = encode(values[field])
        if self._key:
            values[self._key] = None
        return values

    def decode(self, rows: Iterable[Sequence[object]]) -> list[T]:
        """Return the named tuples of rows that were queried as `columns`."""
        as_they_are = not self._codecs and not self._part
        return list(map(self._make if as_they_are else self.decode_one, rows))

    def decode_one(self, row: Sequence[object]) -> T:
        """Return the named tuple of a row."""
        values = list(row)
        for number, _, decode in self._codecs:
            values[number] = decode(values[number])
        if self._part:
            size = len(self._part._fields)
            values[:size] = [self._part(*values[:size])]
        return self._make(values)


def names(columns: Iterable[str]) -> str:
    """Write column names as a list for a query; in quotes, since `end` is a word of SQL too."""
    return ", ".join(f'"{column}"' for column in columns)
