"""`afterword uptime`: the same numbers as on the pages, in the terminal."""

from __future__ import annotations

import csv
import io
import json
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from afterword.cli import cli
from tests.sites import DEMO, SMALLEST_RECORD, copy_of, prepared, write_site

SITE = """\
page: {name: Acme}
timezone: UTC
groups: [{id: core, name: Core}]
components:
  - {id: search, name: Search, group: core, objective: 99.9}
  - {id: api, name: API, group: core}
  - {id: mail, name: Mail}
"""
OUTAGE = """\
title: Search is down
windows:
  - {component: search, level: major_outage, start: 2026-10-05 10:00, end: 2026-10-05 11:00}
updates:
  - {at: 2026-10-05 11:10, status: resolved, body: It is over.}
"""
HIDDEN = OUTAGE.replace("title: Search is down", "title: Hidden\nvisibility: internal").replace(
    "2026-10", "2026-11"
)
RECORDS = {"2026-10-05-search-is-down": OUTAGE, "2026-11-05-hidden": HIDDEN}


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path, RECORDS, SITE)


def run(site: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["uptime", "--root", str(site), "--now", "2026-11-23 12:00", *words])


def row(result: str, name: str) -> str:
    return next(line for line in result.splitlines() if line.strip().startswith(name))


def test_thirty_ninety_and_365_days_are_side_by_side(site: Path) -> None:
    result = run(site)
    assert result.exit_code == 0
    assert re.search(r"30 days +90 days +365 days +policy +objective +budget, 30 days", result.output)
    assert row(result.output, "Search").split()[1:7] == ["100.00", "%", "99.95", "%", "99.98", "%"]
    assert row(result.output, "Core").split()[1:7] == ["100.00", "%", "99.97", "%", "99.99", "%"]


def test_every_line_names_the_policy(site: Path) -> None:
    lines = run(site).output.splitlines()
    assert all("statuspage" in row("\n".join(lines), name) for name in ("Core", "Search", "API", "Mail"))


def test_a_component_without_a_group_is_not_shown_as_a_member_of_one(site: Path) -> None:
    output = run(site).output
    assert re.search(r"^  API", output, re.MULTILINE)
    assert re.search(r"^Mail", output, re.MULTILINE)


def test_a_month_is_shown_with_its_calculation(site: Path) -> None:
    result = run(site, "--month", "2026-10", "--component", "search", "--working").output
    assert "Search, October 2026" in result
    assert "5 October 2026, 10:00 – 11:00 UTC  ✕ Major outage  1 h           100 %" in result
    assert "Down    1 × 3 600 s = 3 600 s" in result
    assert "shown as 99.86 %" in result
    assert "⊖ 15 min 21 s over budget" in result


def test_the_calculation_of_a_group_shows_how_its_components_combine(site: Path) -> None:
    result = run(site, "--days", "90", "--working").output
    assert "Core, 90 days\n  Mean  (99.9537… % + 100 %) ÷ 2 = 99.9768… %, shown as 99.97 %" in result


def test_numbers_are_those_of_the_pages(tmp_path: Path) -> None:
    demo = copy_of(DEMO, tmp_path / "demo")
    result = CliRunner().invoke(cli, ["uptime", "--root", str(demo), "--now", "2026-11-23 12:00"]).output
    build = prepared(demo)
    page = next(each.html for each in build.pages() if each.address == "components/search/")
    shown = re.findall(r"<dd>([\d.]+ %)", page)
    assert shown[:3] == re.findall(r"[\d.]+ %", row(result, "Search"))[:3]


@pytest.mark.parametrize("words", [(), ("--working",), ("--month", "2026-10", "--working")])
def test_no_line_is_wider_than_100_cells(words: tuple[str, ...], tmp_path: Path) -> None:
    demo = copy_of(DEMO, tmp_path / "demo")
    result = (
        CliRunner().invoke(cli, ["uptime", "--root", str(demo), "--now", "2026-11-23 12:00", *words]).output
    )
    assert max(map(len, result.splitlines())) <= 100


def test_internal_records_count_only_for_the_internal_audience(site: Path) -> None:
    assert "100.00 %" in row(run(site, "--days", "30").output, "Search")
    assert "99.86 %" in row(run(site, "--days", "30", "--audience", "internal").output, "Search")


def test_json_and_csv_list_the_groups_of_the_table_before_their_components(site: Path) -> None:
    objects: list[dict[str, Any]] = json.loads(run(site, "--format", "json").output)
    groups = [each for each in objects if each["component"] is None]
    assert objects[:3] == groups
    core = {"id": "core", "name": "Core", "components": ["search", "api"]}
    assert [(each["group"], each["days"]) for each in groups] == [(core, 30), (core, 90), (core, 365)]
    assert [each["uptime"]["percent"] for each in groups] == ["100.00", "99.97", "99.99"]
    rows = list(csv.DictReader(io.StringIO(run(site, "--format", "csv").output)))
    lines = [each for each in rows if each["line"] == "group"]
    assert [(each["group"], each["component"], each["percent"]) for each in lines] == [
        ("core", "", "100.00"),
        ("core", "", "99.97"),
        ("core", "", "99.99"),
    ]
    assert {each["component"]: each["group"] for each in rows if each["component"]} == {
        "search": "core",
        "api": "core",
        "mail": "",
    }


def test_a_group_that_counts_as_one_component_has_its_seconds(site: Path) -> None:
    (site / "status.yml").write_text(f"{SITE}uptime: {{policy: strict}}\n", encoding="utf-8")
    group = json.loads(run(site, "--month", "2026-10", "--format", "json").output)[0]
    assert (group["down_seconds"], group["counted_seconds"]) == (3600, 31 * 86_400)
    assert [(each["id"], each["seconds"]) for each in group["levels"]] == [("major_outage", 3600)]
    line = next(csv.DictReader(io.StringIO(run(site, "--month", "2026-10", "--format", "csv").output)))
    assert (line["line"], line["down_seconds"], line["seconds"]) == ("group", "3600", str(31 * 86_400))


def test_a_group_is_left_out_unless_all_of_its_components_are_named(site: Path) -> None:
    objects = json.loads(run(site, "--component", "search", "--format", "json").output)
    assert all(each["component"] for each in objects)


def test_maintenance_is_never_described_as_both_counted_and_excluded(site: Path) -> None:
    for rule, phrase in (("counted", "and counts in full"), ("excluded", "is excluded from the period")):
        rules = f"{SITE}uptime: {{policy: strict, maintenance: {rule}}}\n"
        (site / "status.yml").write_text(rules, encoding="utf-8")
        head = " ".join(run(site).output.split("\n\n")[0].split())
        assert phrase in head
        assert head.count("aintenance") == 1


def test_json_has_an_object_for_each_component_and_period(site: Path) -> None:
    objects: list[dict[str, Any]] = [
        each for each in json.loads(run(site, "--format", "json").output) if each["component"]
    ]
    assert [(each["component"]["id"], each["days"]) for each in objects] == [
        (component, days) for component in ("search", "api", "mail") for days in (30, 90, 365)
    ]
    assert objects[1]["uptime"]["percent"] == "99.95"
    assert [each["record"] for each in objects[1]["windows"]] == ["2026-10-05-search-is-down"]


def test_csv_has_lines_for_each_component_and_period(site: Path) -> None:
    rows = list(csv.DictReader(io.StringIO(run(site, "--format", "csv").output)))
    assert [(each["component"], each["period"]) for each in rows if each["line"] == "uptime"][:3] == [
        ("search", "30 days"),
        ("search", "90 days"),
        ("search", "365 days"),
    ]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("serch",), "no component `serch`; did you mean `search`?"),
        (("--component", "serch"), "no component `serch`; did you mean `search`?"),
        (("--month", "2026-13"), "`2026-13` is not a month; write one such as 2026-11"),
        (("--month", "October"), "`October` is not a month; write one such as 2026-11"),
        (("--month", "2026-12"), "December 2026 has not begun; write a month such as 2026-11"),
        (("--month", "2026-10", "--days", "3"), "--month and --days cannot be combined"),
    ],
)
def test_an_invalid_option_gets_a_message_with_an_example(
    site: Path, words: tuple[str, ...], message: str
) -> None:
    result = run(site, *words)
    assert result.exit_code == 2
    assert message in result.output


def test_a_site_without_components_gets_an_example(tmp_path: Path) -> None:
    result = run(write_site(tmp_path, {}, "page: {name: Acme}\n"))
    assert result.exit_code == 2
    assert "{id: search, name: Search}" in result.output


def test_a_month_before_the_component_has_no_data(tmp_path: Path) -> None:
    site = write_site(tmp_path, RECORDS, SITE.replace("id: api,", "id: api, since: 2026-11-01,"))
    assert "no data" in row(run(site, "--month", "2026-10").output, "API")


def test_errors_in_records_are_shown_instead_of_numbers(tmp_path: Path) -> None:
    wrong = SMALLEST_RECORD.replace("component: search", "component: serch")
    result = run(write_site(tmp_path, {"2026-11-20-search-is-slow": wrong}, SITE), "--format", "json")
    assert result.exit_code == 1
    assert "unknown-component" in result.output


def test_neither_mkdocs_nor_jinja_is_imported(site: Path) -> None:
    script = (
        "import sys\nfrom click.testing import CliRunner\nfrom afterword.cli import cli\n"
        "CliRunner().invoke(cli, ['uptime', '--root', sys.argv[1]])\n"
        "print(sorted({'mkdocs', 'jinja2'} & set(sys.modules)))"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, str(site)], capture_output=True, text=True, check=True
    )
    assert done.stdout.strip() == "[]"


def test_errors_in_status_yml_are_shown_and_exit_with_1(tmp_path: Path) -> None:
    result = run(write_site(tmp_path, {}, "page: {name: Acme}\ntimezone: Europe/Berln\n"))
    assert result.exit_code == 1
    assert "did you mean `Europe/Berlin`?" in result.output


def test_the_columns_of_the_tables_have_headings(site: Path) -> None:
    lines = run(site, "--days", "30", "--working").output.splitlines()
    assert any(
        re.fullmatch(r"component +30 days +policy +objective +budget, 30 days", line) for line in lines
    )
    lines = run(site, "--month", "2026-10", "--working").output.splitlines()
    assert any(line.split() == ["window", "level", "counted", "time", "weight"] for line in lines)
