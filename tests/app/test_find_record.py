"""`app.find_record`: the record that someone means, found without reading the others."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from afterword.app import record_row
from afterword.app.find_record import find_record
from afterword.app.read_site import read_site
from afterword.arguments.record_choice import NoRecord, OneRecord, RecordChoice, RecordRow, SeveralRecords
from afterword.records.decode import Decoded, decode_record
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.records.vocabulary import Kind
from tests.sites import SMALLEST_RECORD, write_site

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
ONGOING = "title: Mail is late\nwindows: [{component: api, level: degraded, start: 2026-11-27 09:40}]\n"
PLANNED = "title: New racks\nkind: maintenance\nscheduled: {start: 2026-12-05 02:00, end: 2026-12-05 04:00}\n"
NOTICE = "title: We are closed\nkind: notice\nsummary: Back in January.\nuntil: 2027-01-04\n"
RECORDS = {
    "2025-03-02-search-is-down": SMALLEST_RECORD.replace("2026-11-20", "2025-03-02"),
    "2026-10-01-api-errors": SMALLEST_RECORD.replace("2026-11-20", "2026-10-01")
    + "aliases: [2026-10-01-gateway]\n",
    "2026-11-20-search-is-slow": SMALLEST_RECORD,
    "2026-11-27-mail-is-late": ONGOING,
    "2026-12-05-new-racks": PLANNED,
    "2026-11-01-closed": NOTICE,
}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site", RECORDS)


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The files of the records that are read, in order."""
    files: list[str] = []

    def noting(file: str, data: bytes, site: Site) -> Decoded[Record]:
        files.append(file.rpartition("/")[2].removesuffix(".yml"))
        return decode_record(file, data, site)

    monkeypatch.setattr(record_row, "decode_record", noting)
    return files


def find(site: Path, typed: str | None = None, now: datetime = NOW, **options: object) -> RecordChoice:
    return find_record(site, read_site(site), now, typed, **options)  # type: ignore[arg-type]


def found(site: Path, typed: str | None = None, now: datetime = NOW, **options: object) -> str:
    choice = find(site, typed, now, **options)
    assert isinstance(choice, OneRecord), choice
    return choice.row.id


def test_a_part_of_an_id_is_found_without_reading_other_records(site: Path, read: list[str]) -> None:
    assert find(site, "is-down") == OneRecord(
        RecordRow(
            "2025-03-02-search-is-down",
            "Search is slow",
            is_open=False,
            started=datetime(2025, 3, 2, 9, 40, tzinfo=UTC),
            path="incidents/2025/2025-03-02-search-is-down.yml",
        )
    )
    assert found(site, "2026-11-20-search-is-slow") == "2026-11-20-search-is-slow"
    assert read == ["2025-03-02-search-is-down", "2026-11-20-search-is-slow"]


def test_of_several_only_these_are_read(site: Path, read: list[str]) -> None:
    choice = find(site, "search")
    assert isinstance(choice, SeveralRecords)
    assert [row.id for row in choice.rows] == ["2026-11-20-search-is-slow", "2025-03-02-search-is-down"]
    assert sorted(read) == ["2025-03-02-search-is-down", "2026-11-20-search-is-slow"]


def test_the_open_record_is_known_from_the_cache(site: Path, read: list[str]) -> None:
    assert found(site) == "2026-11-27-mail-is-late"
    assert len(read) == len(RECORDS)
    read.clear()
    assert found(site) == "2026-11-27-mail-is-late"
    assert found(site, "latest") == "2026-11-27-mail-is-late"
    assert found(site, "gateway") == "2026-10-01-api-errors"
    assert set(read) == {"2026-11-27-mail-is-late", "2026-12-05-new-racks", "2026-11-01-closed"}


def test_what_changes_with_the_clock_or_in_a_file_is_read_again(site: Path, read: list[str]) -> None:
    assert found(site) == "2026-11-27-mail-is-late"
    read.clear()
    over = site / "incidents/2026/2026-11-27-mail-is-late.yml"
    over.write_text(ONGOING.replace("09:40}", "09:40, end: 2026-11-27 10:15}"))
    reopened = site / "incidents/2026/2026-11-20-search-is-slow.yml"
    reopened.write_text(
        SMALLEST_RECORD + "  - {at: 2026-11-27 10:20, status: investigating, body: It is back.}\n"
    )
    assert found(site) == "2026-11-20-search-is-slow"
    assert "2025-03-02-search-is-down" not in read
    reopened.unlink()
    assert isinstance(find(site), SeveralRecords), "only those are open that wait"
    assert found(site, now=datetime(2026, 12, 5, 3, tzinfo=UTC)) == "2026-12-05-new-racks"


def test_an_update_of_the_future_counts_when_it_has_come(site: Path) -> None:
    later = NOW + timedelta(hours=1)
    file = site / "incidents/2026/2026-11-20-search-is-slow.yml"
    text = f"  - {{at: {later:%Y-%m-%d %H:%M}, status: investigating, body: It is back.}}\n"
    file.write_text(SMALLEST_RECORD + text)
    (site / "incidents/2026/2026-11-27-mail-is-late.yml").unlink()
    assert isinstance(find(site), SeveralRecords)
    assert found(site, now=later) == "2026-11-20-search-is-slow"


def test_what_waits_is_meant_only_if_nothing_else_is_open(site: Path) -> None:
    assert found(site, kinds={Kind.MAINTENANCE}) == "2026-12-05-new-racks"
    assert found(site, kinds={Kind.NOTICE}) == "2026-11-01-closed"
    assert found(site, "latest", kinds={Kind.NOTICE}) == "2026-11-01-closed"
    assert isinstance(find(site, kinds={Kind.DRILL}), NoRecord)


def test_a_whole_id_that_is_only_a_former_one_is_found(site: Path) -> None:
    extended = site / "incidents/2026/2026-10-01-gateway-is-slow.yml"
    extended.write_text(SMALLEST_RECORD.replace("2026-11-20", "2026-10-01"))
    assert found(site, "2026-10-01-gateway") == "2026-10-01-api-errors"
    assert found(site, "gateway") == "2026-10-01-gateway-is-slow"


def test_many_records_with_a_part_are_not_all_read(site: Path, read: list[str]) -> None:
    for number in range(40):
        (site / f"incidents/2025/2025-03-{number % 28 + 1:02}-import-{number}.yml").write_text(
            SMALLEST_RECORD.replace("2026-11-20", "2025-03-02")
        )
    assert isinstance(find(site, "import"), SeveralRecords)
    read.clear()
    choice = find(site, "import")
    assert isinstance(choice, SeveralRecords)
    assert all(row.title for row in choice.rows)
    assert not [each for each in read if "import" in each]


def test_a_record_that_cannot_be_read_is_found_by_its_id_and_named_if_none_is_open(site: Path) -> None:
    for each in site.glob("incidents/*/*.yml"):
        each.unlink()
    file = site / "incidents/2026/2026-11-27-broken.yml"
    file.write_text("title: [")
    assert found(site, "broken") == "2026-11-27-broken"
    choice = find(site)
    assert isinstance(choice, NoRecord)
    assert choice.reason.endswith(
        "; incidents/2026/2026-11-27-broken.yml cannot be read, `afterword check` says why"
    )


def test_a_record_that_is_chosen_although_another_cannot_be_read_has_a_note(site: Path) -> None:
    (site / "incidents/2026/2026-11-27-broken.yml").write_text("title: [")
    unread = "incidents/2026/2026-11-27-broken.yml cannot be read, so 2026-11-27-mail-is-late is chosen"
    for typed in ("", "latest"):
        choice = find(site, typed)
        assert isinstance(choice, OneRecord)
        assert choice.note == f"{unread}; `afterword check` says why"
    named = find(site, "2026-11-27-mail-is-late")
    assert isinstance(named, OneRecord)
    assert not named.note


def test_a_file_whose_name_is_no_id_is_found(site: Path, read: list[str]) -> None:
    (site / "incidents/2026/Outage.YAML").write_text(ONGOING)
    (site / "incidents/2026/2026-11-27-mail-is-late.yml").unlink()
    assert found(site, "outage") == "Outage"
    assert found(site) == found(site) == "Outage"


def test_a_damaged_cache_is_replaced(site: Path) -> None:
    assert found(site) == "2026-11-27-mail-is-late"
    cache = site / ".cache/afterword/rows.sqlite"
    cache.write_bytes(cache.read_bytes()[:5000] + b"\0" * 3000)
    assert found(site) == "2026-11-27-mail-is-late"


def test_an_empty_site_has_no_record(tmp_path: Path) -> None:
    assert find(write_site(tmp_path / "site", {}), "x") == NoRecord(
        "there are no records yet; `afterword new` creates one"
    )


def test_every_row_says_what_the_status_page_says(site: Path) -> None:
    from afterword.views.audience import Audience
    from tests.sites import published

    context = published(site, Audience.INTERNAL, NOW)
    assert {each.id: context.lifecycle[each.id].is_open for each in context.records} == {
        record_id: _row(site, record_id).is_open for record_id in RECORDS
    }
    assert isinstance(context.records[0], Record)


def _row(site: Path, record_id: str) -> RecordRow:
    choice = find(site, record_id)
    assert isinstance(choice, OneRecord)
    return choice.row


def test_an_action_item_means_the_only_record_in_which_it_is_unfinished(site: Path) -> None:
    open_item, done = (
        f"action_items: [{{id: a1, title: Add a replica, status: {status}}}]\n" for status in ("open", "done")
    )
    older, newer = (site / f"incidents/{name[:4]}/{name}.yml" for name in sorted(RECORDS)[:2])
    older.write_text(RECORDS["2025-03-02-search-is-down"] + open_item, encoding="utf-8")
    newer.write_text(RECORDS["2026-10-01-api-errors"] + done, encoding="utf-8")
    assert found(site, action="a1") == "2025-03-02-search-is-down"
    assert found(site, "mail", action="a1") == "2026-11-27-mail-is-late"
    nothing = find(site, action="a2")
    assert isinstance(nothing, NoRecord)
    assert nothing.reason == "no record has an action item `a2`; known: a1"

    newer.write_text(RECORDS["2026-10-01-api-errors"] + open_item, encoding="utf-8")
    several = find(site, action="a1")
    assert isinstance(several, SeveralRecords)
    assert several.reason == "`a1` is an unfinished action item of 2 records"
    (site / "incidents/2026/2026-11-27-mail-is-late.yml").write_text(ONGOING + open_item, encoding="utf-8")
    assert found(site, action="a1") == "2026-11-27-mail-is-late"
