"""JSON about many records: it agrees with the pages, and is rebuilt only when it has changed."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime, timedelta
from fractions import Fraction
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from afterword.app.build import Build
from afterword.app.incremental import prepare_build
from afterword.views.audience import Audience
from tests.edited_site import write_pages
from tests.formats.data.reading import files_of
from tests.formats.made import made, made_of, made_of_demo
from tests.sites import DEMO, NOW, SMALL_SITE, SMALLEST_ID, SMALLEST_RECORD, copy_of, prepared, write_site


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder for a copy of the demo."""
    return tmp_path_factory.mktemp("copy")


@pytest.fixture(scope="module")
def demo(folder: Path) -> dict[str, Any]:
    """The files of the demo."""
    return files_of(made_of_demo(folder))


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]*>", " ", html)).split())


def test_the_list_says_of_each_record_what_its_own_file_says(demo: dict[str, Any]) -> None:
    for summary in demo["incidents.json"]["incidents"]:
        record = demo[f"incidents/{summary['id']}.json"]
        same = (
            "path",
            "url",
            "title",
            "kind",
            "state",
            "phase",
            "started",
            "resolved",
            "tags",
            "zone_stated",
        )
        assert {key: summary[key] for key in same} == {key: record[key] for key in same}
        assert summary["components"] == [each["id"] for each in record["components"]]
        assert (
            summary["seconds"]
            == record["totals"]["seconds"]
            == sum(each["seconds"] for each in summary["levels"])
        )
        assert summary["worst_level"] == (summary["levels"][0]["id"] if summary["levels"] else None)


def test_a_record_whose_month_is_not_known_has_none(tmp_path: Path) -> None:
    rough = SMALLEST_RECORD.replace("start: 2026-11-20 09:40", "start: 2026")
    (listed,) = files_of(made_of(write_site(tmp_path, {SMALLEST_ID: rough})))["incidents.json"]["incidents"]
    assert (listed["year"], listed["month"], listed["started_precision"]) == (2026, None, "year")


def test_the_words_of_the_list_are_those_of_the_pages(folder: Path, demo: dict[str, Any]) -> None:
    build = prepared(copy_of(DEMO, folder / "own"))
    rows = build.index.queries.record_rows(build.index.summaries)
    summaries = demo["incidents.json"]["incidents"]
    build.discard()
    assert len(rows) == len(summaries) > 20
    for row, summary in zip(rows, summaries, strict=True):
        shown, said = text_of(row), summary["words"]
        for word in (
            said["state"],
            said["glyph"],
            said["when"],
            said["end"],
            said["severity"],
            *said["levels"],
        ):
            assert word in shown
        assert said["zone"].partition(" – ")[0] in shown


def test_files_lead_to_each_other(demo: dict[str, Any]) -> None:
    for file in demo["index.json"]["files"]:
        name = file["path"].removeprefix("data/v1/")
        known = [each for each in demo if re.fullmatch(re.sub(r"\{\w+\}", "[^/]+", name), each)]
        assert known
        assert file["schema"].removeprefix("data/v1/") in demo


def test_components_have_the_level_and_the_uptime_of_the_pages(demo: dict[str, Any]) -> None:
    components = {each["id"]: each for each in demo["components.json"]["components"]}
    worked = {each["id"]: each["periods"] for each in demo["uptime.json"]["components"]}
    assert components["document-store"]["status"] == "partial_outage"
    assert components["web-app"]["level"] == "operational"
    for name, component in components.items():
        for brief, period in zip(component["uptime"], worked[name], strict=True):
            assert (brief["days"], brief["percent"], brief["ratio"]) == (
                period["days"], period["percent"], period["ratio"],
            )  # fmt: skip


def test_the_working_of_an_uptime_leads_to_its_ratio(tmp_path: Path) -> None:
    outage = SMALLEST_RECORD.replace("degraded", "major_outage")
    files = files_of(made(tmp_path, {SMALLEST_ID: outage}, SMALL_SITE))
    period = files["uptime.json"]["components"][0]["periods"][0]
    assert (period["days"], period["down_seconds"]) == (30, 2100)
    assert worked_out(period) == Fraction(period["ratio"]) == 1 - Fraction(2100, 30 * 86_400)


def test_the_working_leads_to_the_ratio_where_maintenance_is_taken_out(tmp_path: Path) -> None:
    outage = SMALLEST_RECORD.replace("degraded", "partial_outage")
    work = f"kind: maintenance\n{SMALLEST_RECORD}".replace("degraded", "under_maintenance").replace(
        "2026-11-20", "2026-11-19"
    )
    records = {
        SMALLEST_ID: outage,
        "2026-11-19-work": work.replace("resolved", "completed").replace("investigating", "in_progress"),
    }
    file = files_of(made(tmp_path, records, f"{SMALL_SITE}uptime: {{maintenance: excluded}}\n"))[
        "uptime.json"
    ]
    assert file["maintenance"]["name"] == "excluded"
    assert "aintenance" not in file["policy"]["description"]
    period = file["components"][0]["periods"][0]
    assert (period["excluded_seconds"], period["counted_seconds"]) == (2100, 30 * 86_400 - 2100)
    assert [(each["id"], each["weight"], each["excluded"]) for each in period["levels"]] == [
        ("partial_outage", "0.3", False),
        ("under_maintenance", "0", True),
    ]
    assert worked_out(period) == Fraction(period["ratio"])


def worked_out(period: dict[str, Any]) -> Fraction:
    counted = (each for each in period["levels"] if not each["excluded"])
    down = sum(Fraction(each["weight"]) * Fraction(str(each["seconds"])) for each in counted)
    assert down == Fraction(str(period["down_seconds"]))
    return 1 - down / Fraction(str(period["counted_seconds"]))


def test_open_actions_come_first_due_first_and_closed_ones_by_year(demo: dict[str, Any]) -> None:
    ledger = demo["actions.json"]
    due = [each["due"] or "9999" for each in ledger["open"]]
    assert due == sorted(due)
    counts = ledger["counts"]
    assert len(due) == counts["open"] + counts["undated"] + counts["overdue"]
    assert due.count("9999") == counts["undated"]
    closed = 0
    for year in ledger["closed"]:
        items = demo[f"actions/{year['year']}.json"]["actions"]
        assert len(items) == year["count"]
        assert all(each["closed"] is None or each["closed"][:4] == str(year["year"]) for each in items)
        closed += len(items)
    assert closed == ledger["counts"]["done"] + ledger["counts"]["dropped"]


def test_an_action_is_the_same_in_the_file_of_its_record_and_in_the_lists(demo: dict[str, Any]) -> None:
    lists = [
        demo["actions.json"]["open"],
        *(demo[f"actions/{year}.json"]["actions"] for year in (2025, 2026)),
    ]
    listed = [item for items in lists for item in items]
    own = [item for record in records_of(demo) for item in record["action_items"]]
    assert sorted(listed, key=repr) == sorted(own, key=repr)


def records_of(files: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """Return the files of single records."""
    return (file for name, file in files.items() if name.startswith("incidents/"))


def test_only_what_changed_is_made_again(tmp_path: Path) -> None:
    other = "2026-11-10-search-is-slow"
    root = write_site(
        tmp_path, {SMALLEST_ID: SMALLEST_RECORD, other: SMALLEST_RECORD.replace("-20 ", "-10 ")}
    )
    assert {f"incidents/{SMALLEST_ID}.json", f"incidents/{other}.json"} <= build(root, NOW)
    moving = {"index.json", "components.json", "uptime.json"}
    assert build(root, NOW) == set()
    assert build(root, NOW + timedelta(hours=1)) == moving
    file = root / "incidents" / "2026" / f"{other}.yml"
    file.write_text(file.read_text("utf-8").replace("It is", "They are") + "tags: [queue]\n", "utf-8")
    assert build(root, NOW + timedelta(hours=1)) == {"incidents.json", f"incidents/{other}.json"}


def build(root: Path, now: datetime) -> set[str]:
    """Build a site into the folder of its last build, and return the JSON files that were written."""
    build = prepare_build(root, now, Audience.PUBLIC, previous_output=root / "site")
    assert isinstance(build, Build)
    files = [*build.machine_files()]
    build.commit([*write_pages(build, root / "site")], "shells")
    return {file.path.removeprefix("data/v1/") for file in files if file.path.startswith("data/v1/")}


def test_an_open_action_without_a_date_is_not_counted_as_not_yet_due(tmp_path: Path) -> None:
    item = "{title: Mend it, type: prevent, priority: p1, owner: us, status: open"
    items = f"action_items:\n  - {item}, id: a1}}\n  - {item}, id: a2, due: 2026-12-24}}\n"
    record = f"title: Slow\nsummary: Slow.\nstatus: resolved\n{items}"
    build = prepared(write_site(tmp_path, {"2026-11-20-slow": record}))
    (ledger,) = (
        json.loads(each.data) for each in build.machine_files() if each.path == "data/v1/actions.json"
    )
    assert ledger["counts"] == {"overdue": 0, "open": 1, "undated": 1, "done": 0, "dropped": 0}
    assert [each["state"] for each in ledger["open"]] == ["open", "undated"]
    page = next(page.html for page in build.menu if page.address == "actions/")
    facts = re.findall(r"<dt>([^<]*)</dt>\s*<dd>([^<]*)</dd>", page)
    assert facts == [("Not yet due", "1"), ("No due date", "1")]
