"""Named tuples come back from a table as they were stored."""

from __future__ import annotations

import sqlite3
from datetime import UTC, datetime
from typing import NamedTuple

import pytest

from afterword.cache.rows import RowType, insert, replace_all


class Example(NamedTuple):
    """A field of every type that is stored, with names that are words of SQL among them."""

    id: int
    order: str
    select: bytes
    live: bool
    start: datetime
    end: datetime | None
    levels: tuple[str, ...]


NOW = datetime(2026, 11, 23, 12, 0, 0, 1, tzinfo=UTC)
EXAMPLES = (
    Example(1, "first", b"\0", True, NOW, NOW, ("a b", "ä", '"')),
    Example(2, "", b"", False, NOW, None, ()),
)


@pytest.fixture
def database() -> sqlite3.Connection:
    return sqlite3.connect(":memory:")


def test_rows_come_back_as_they_were(database: sqlite3.Connection) -> None:
    stored = RowType(Example)
    database.execute(f"CREATE TABLE example ({stored.declaration})")
    for example in EXAMPLES:
        insert(database, "example", stored.encode(example))
    rows = database.execute(f"SELECT {stored.columns} FROM example")
    assert tuple(map(stored.decode, rows)) == EXAMPLES


def test_a_key_is_the_number_of_the_row(database: sqlite3.Connection) -> None:
    stored = RowType(Example, key="id")
    database.execute(f"CREATE TABLE example ({stored.declaration})")
    numbers = [insert(database, "example", stored.encode(EXAMPLES[1])) for _ in range(2)]
    rows = database.execute(f"SELECT {stored.columns} FROM example")
    assert [stored.decode(row) for row in rows] == [EXAMPLES[1]._replace(id=number) for number in numbers]
    assert numbers == [1, 2]


def test_a_row_takes_the_place_of_the_one_with_its_primary_key(database: sqlite3.Connection) -> None:
    stored = RowType(Example)
    database.execute(f"CREATE TABLE example ({stored.declaration}, PRIMARY KEY (id))")
    changed = EXAMPLES[0]._replace(order="second")
    replace_all(database, "example", stored, EXAMPLES)
    replace_all(database, "example", stored, [changed])
    rows = database.execute(f"SELECT {stored.columns} FROM example ORDER BY id")
    assert tuple(map(stored.decode, rows)) == (changed, EXAMPLES[1])
