"""`arguments.record_choice`: records by what a person types."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest
from hypothesis import given
from hypothesis import strategies as st

from afterword.arguments.record_choice import NoRecord, OneRecord, RecordRow, SeveralRecords, choose_record


def row(
    record_id: str, *, is_open: bool = False, aliases: tuple[str, ...] = (), begun: bool = True
) -> RecordRow:
    started = datetime.fromisoformat(record_id[:10]).replace(tzinfo=UTC) if begun else None
    return RecordRow(record_id, record_id, is_open, started, aliases)


OLD = row("2025-03-02-search-is-down")
FORMER = row("2026-10-01-api-errors", aliases=("2026-10-01-gateway-errors",))
OPEN = row("2026-11-20-search-is-slow", is_open=True)
AGAIN = row("2026-11-20-search-is-slow-2")
AHEAD = row("2026-12-05-new-database", begun=False)
ROWS = (AHEAD, OLD, AGAIN, FORMER, OPEN)


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        (None, OPEN),
        ("", OPEN),
        ("open", OPEN),
        ("latest", AGAIN),
        ("LATEST", AGAIN),
        ("2026-11-20-search-is-slow", OPEN),
        ("search-is-slow", OPEN),
        ("slow-2", AGAIN),
        ("is-down", OLD),
        ("2025", OLD),
        ("API", FORMER),
        ("gateway", FORMER),
        ("2026-10-01-gateway-errors", FORMER),
        ("database", AHEAD),
        ("incidents/2025/2025-03-02-search-is-down.yml", OLD),
        ("incidents\\2025\\2025-03-02-search-is-down.yaml", OLD),
        ("https://status.example.com/incidents/2025-03-02-search-is-down/", OLD),
        ("https://status.example.com/incidents/2025-03-02-search-is-down/index.html#update-1", OLD),
        (" is-down ", OLD),
    ],
)
def test_one_record_is_meant(typed: str | None, found: RecordRow) -> None:
    assert choose_record(typed, ROWS) == OneRecord(found)


def test_several_records_are_listed_the_open_ones_first_then_the_latest() -> None:
    assert choose_record("search", ROWS) == SeveralRecords(
        (OPEN, AGAIN, OLD), "`search` is in the ids of 3 records"
    )
    second = row("2026-11-25-mail-is-late", is_open=True)
    assert choose_record(None, (*ROWS, second)) == SeveralRecords((second, OPEN), "2 records are open")


def test_a_part_that_no_id_has_is_answered_with_the_nearest() -> None:
    assert choose_record("serch-is-down", ROWS) == NoRecord(
        "no record has `serch-is-down` in its id; did you mean `2025-03-02-search-is-down`?", OLD
    )
    assert choose_record("databse", ROWS) == NoRecord(
        "no record has `databse` in its id; did you mean `2026-12-05-new-database`?", AHEAD
    )
    several = choose_record("seach", ROWS)
    assert isinstance(several, NoRecord)
    assert several.nearest is None, "a word of three records"
    unlike = choose_record("2025-03-02-mail-is-lost", ROWS)
    assert isinstance(unlike, NoRecord)
    assert unlike.nearest is None, "the day alone says nothing"
    assert choose_record("xyz", ROWS) == NoRecord("no record has `xyz` in its id; `afterword list` shows all")


def test_without_an_open_record_one_must_be_named() -> None:
    assert choose_record(None, (OLD,)) == NoRecord(
        "no record is open; name one by a part of its id, or write `latest`"
    )
    assert choose_record("latest", ()) == NoRecord("there are no records yet; `afterword new` creates one")


def test_the_latest_is_the_last_that_has_begun_if_any_has() -> None:
    assert choose_record("latest", (AHEAD, OLD)) == OneRecord(OLD)
    assert choose_record("latest", (AHEAD,)) == OneRecord(AHEAD)


ids = st.lists(st.text("ab-", min_size=1, max_size=6).map("2026-11-20-{}".format), min_size=1, unique=True)


@given(ids, st.data())
def test_every_record_is_chosen_by_its_id_and_by_no_part_of_another(
    names: list[str], data: st.DataObject
) -> None:
    rows = [row(name) for name in names]
    assert all(choose_record(each.id, rows) == OneRecord(each) for each in rows)
    part = data.draw(st.text("ab-2", min_size=1, max_size=4))
    choice = choose_record(part, data.draw(st.permutations(rows)))
    having = [each for each in rows if part in each.id]
    if isinstance(choice, OneRecord):
        assert choice.row in having
        assert len(having) == 1 or choice.row.id == f"2026-11-20-{part}"
    else:
        assert isinstance(choice, SeveralRecords if having else NoRecord)
