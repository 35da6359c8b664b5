"""Maps named tuples to rows of a table and back: a column for each field, named like the field."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable, Iterable, Mapping, Sequence
from datetime import datetime
from functools import lru_cache
from typing import Any, Generic, NamedTuple, TypeVar, get_type_hints

from afterword.cache.database import as_instant, as_number

T = TypeVar("T")


class _Codec(NamedTuple):
    """How values of a type that SQLite does not have are written into a column, and read from it."""

    encode: Callable[[Any], object]
    decode: Callable[[Any], object]


_decode = json.JSONDecoder().raw_decode
"""Three times as fast as `json.loads`, which matters since it is called for every record."""


def _as_json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False)


def _strings(text: str) -> tuple[str, ...]:
    return tuple(_decode(text)[0])


def _optional_number(instant: datetime | None) -> int | None:
    return as_number(instant) if instant else None


def _optional_instant(number: int | None) -> datetime | None:
    return None if number is None else as_instant(number)


_STORED_AS_THEY_ARE = (int, str, bytes)
_CODECS: Mapping[object, _Codec] = {
    bool: _Codec(int, bool),
    datetime: _Codec(as_number, as_instant),
    datetime | None: _Codec(_optional_number, _optional_instant),
    tuple[str, ...]: _Codec(_as_json, _strings),
}


class RowType(Generic[T]):
    """The columns of a type of named tuple. `key` is the field that numbers the rows, if it has one."""

    def __init__(self, of: type[T], *, key: str | None = None) -> None:
        """Read the fields of a type. Raises KeyError for a field whose type cannot be stored."""
        of_any: Any = of
        self._make: Callable[[Iterable[object]], T] = of_any._make
        self._key = key
        self.fields: tuple[str, ...] = of_any._fields
        types = get_type_hints(of)
        self._codecs = [
            (number, _CODECS[types[field]])
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
        values: dict[str, object] = any_item._asdict()
        for number, codec in self._codecs:
            field = self.fields[number]
            values[field] = codec.encode(values[field])
        if self._key:
            values[self._key] = None
        return values

    def decode(self, row: Sequence[object]) -> T:
        """Return the named tuple of a row that was queried as `columns`."""
        values = list(row)
        for number, codec in self._codecs:
            values[number] = codec.decode(values[number])
        return self._make(values)


def names(columns: Iterable[str]) -> str:
    """Write column names as a list for a query; in quotes, since `end` is a word of SQL too."""
    return ", ".join(f'"{column}"' for column in columns)


def insert(database: sqlite3.Connection, table: str, values: Mapping[str, object]) -> int:
    """Insert a row with these values by column, and return its number; 0 in a table without row ids."""
    return database.execute(_insertion("INSERT", table, tuple(values)), values).lastrowid or 0


def replace_all(database: sqlite3.Connection, table: str, of: RowType[T], items: Iterable[T]) -> None:
    """Insert a row for each item, in place of the row that has its primary key, if there is one."""
    statement = _insertion("INSERT OR REPLACE", table, of.fields)
    database.executemany(statement, map(of.encode, items))


@lru_cache(maxsize=64)
def _insertion(verb: str, table: str, columns: tuple[str, ...]) -> str:
    values = ", ".join(f":{column}" for column in columns)
    return f'{verb} INTO "{table}" ({names(columns)}) VALUES ({values})'
