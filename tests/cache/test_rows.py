"""Named tuples come back from a table as they were stored."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import NamedTuple

import pytest

from afterword.cache.database import CacheDatabase
from afterword.cache.rows import RowType


class Part(NamedTuple):
    """A named tuple in a named tuple."""

    name: str
    at: datetime


class Whole(NamedTuple):
    """A named tuple whose first field is one too."""

    part: Part
    live: bool


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


STORED = RowType(Example)
WHOLE = RowType(Whole)
NUMBERED = RowType(Example, key="id")
TABLES = f"""
CREATE TABLE example ({STORED.declaration}, PRIMARY KEY (id));
CREATE TABLE whole ({WHOLE.declaration});
CREATE TABLE numbered ({NUMBERED.declaration})
"""


@pytest.fixture
def database(tmp_path: Path) -> Iterator[CacheDatabase]:
    with CacheDatabase(tmp_path / "rows.sqlite", TABLES, "") as database:
        yield database


def test_rows_come_back_as_they_were(database: CacheDatabase) -> None:
    for example in EXAMPLES:
        database.insert("example", STORED.encode(example))
    assert database.query_as(STORED, f"SELECT {STORED.columns} FROM example") == [*EXAMPLES]


def test_a_key_is_the_number_of_the_row(database: CacheDatabase) -> None:
    numbers = [database.insert("numbered", NUMBERED.encode(EXAMPLES[1])) for _ in range(2)]
    rows = database.query_as(NUMBERED, f"SELECT {NUMBERED.columns} FROM numbered")
    assert rows == [EXAMPLES[1]._replace(id=number) for number in numbers]
    assert numbers == [1, 2]


def test_a_row_takes_the_place_of_the_one_with_its_primary_key(database: CacheDatabase) -> None:
    changed = EXAMPLES[0]._replace(order="second")
    database.replace_all("example", STORED, EXAMPLES)
    database.replace_all("example", STORED, [changed])
    rows = database.query_as(STORED, f"SELECT {STORED.columns} FROM example ORDER BY id")
    assert rows == [changed, EXAMPLES[1]]


def test_the_fields_of_a_part_are_columns_of_the_whole(database: CacheDatabase) -> None:
    whole = Whole(Part("first", NOW), live=True)
    database.insert("whole", WHOLE.encode(whole))
    assert WHOLE.fields == ("name", "at", "live")
    assert database.query_as(WHOLE, f"SELECT {WHOLE.columns} FROM whole") == [whole]
