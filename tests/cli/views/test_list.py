"""`afterword list`."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.views.running import in_terminal, read_json, rows, run
from tests.sites import DEMO, SMALLEST_ID, SMALLEST_RECORD, copy_of, prepared, write_site

INTERNAL = SMALLEST_RECORD.replace("title: Search is slow", "title: Token in a log\nvisibility: internal")
HELD = SMALLEST_RECORD.replace("title: Search is slow", "title: Held back\npublish_at: 2026-12-01 09:00")
OPEN = """\
title: API is down
severity: sev1
tags: [edge]
windows: [{component: api, level: major_outage, start: 2026-11-22 09:40}]
updates: [{at: 2026-11-22 09:52, status: investigating, body: The gateway refuses requests.}]
"""
RECORDS = {
    SMALLEST_ID: SMALLEST_RECORD,
    "2026-11-21-token": INTERNAL.replace("11-20", "11-21"),
    "2026-11-19-held": HELD.replace("11-20", "11-19"),
    "2026-11-22-api-down": OPEN,
}
ALL = ["2026-11-22-api-down", "2026-11-21-token", SMALLEST_ID, "2026-11-19-held"]


@pytest.fixture
def root(tmp_path: Path) -> Path:
    return write_site(tmp_path, RECORDS)


def ids(root: Path, *words: str) -> list[str]:
    return [each[0] for each in rows(root, "list", *words)]


def test_the_latest_come_first_internal_ones_included(root: Path) -> None:
    assert ids(root) == ALL


def test_the_public_has_only_its_own(root: Path) -> None:
    assert ids(root, "--audience", "public") == ["2026-11-22-api-down", SMALLEST_ID]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("--open",), ALL[:1]),
        (("--component", "api"), ALL[:1]),
        (("--component", "Sea"), ALL[1:]),
        (("--component", "api", "--component", "search"), ALL),
        (("--severity", "sev1"), ALL[:1]),
        (("--kind", "incident"), ALL),
        (("--kind", "near-miss"), []),
        (("--tag", "EDGE"), ALL[:1]),
        (("--since", "2026-11-21"), ALL[:2]),
        (("--until", "2026-11-20"), ALL[2:]),
        (("--since", "-2d"), ALL[:1]),
        (("--until", "2026-10"), []),
        (("--since", "2026-11-20", "--until", "2026-11-20"), [SMALLEST_ID]),
        (("GATEWAY",), ALL[:1]),
        (("search", "fast"), ALL[1:]),
        (("token",), ["2026-11-21-token"]),
        (("nothing like that",), []),
        (("--limit", "2"), ALL[:2]),
    ],
    ids=lambda value: " ".join(value) if isinstance(value, tuple) else "",
)
def test_a_filter_leaves_what_matches_all_of_it(root: Path, words: tuple[str, ...], found: list[str]) -> None:
    assert ids(root, *words) == found


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("--component", "serch"), "there is no component `serch`; did you mean `search`?"),
        (("--severity", "sev9"), "there is no severity `sev9`"),
        (("--kind", "party"), "there is no kind `party`"),
        (("--since", "frday"), "--since: `frday` is not a time; did you mean `friday`?"),
    ],
)
def test_a_filter_that_can_match_nothing_is_refused(root: Path, words: tuple[str, ...], message: str) -> None:
    result = run(root, "list", *words)
    assert result.exit_code == 2
    assert message in result.output


def test_words_of_internal_keys_find_nothing_for_the_public(root: Path) -> None:
    file = root / "incidents" / "2026" / f"{SMALLEST_ID}.yml"
    file.write_text(
        SMALLEST_RECORD + "internal: {note: secret word}\ndetection: {source: probe seven}\n", "utf-8"
    )
    assert ids(root, "probe seven") == [SMALLEST_ID]
    assert ids(root, "probe seven", "--audience", "public") == []


def test_a_record_says_why_the_public_does_not_see_it(root: Path) -> None:
    lines = in_terminal(root, 100, "list").lines
    assert [line.split()[0] for line in lines if line.startswith("2026")] == ALL
    assert "● Resolved, internal" in lines[2]
    assert "● Resolved, held back until 1 December 2026, 09:00 UTC" in in_terminal(root, 200, "list").text


def test_a_narrow_terminal_leaves_out_columns_and_never_cuts_an_id(root: Path) -> None:
    heads = [in_terminal(root, width, "list").lines[0].split() for width in (44, 60, 75, 100)]
    assert heads[0] == ["Record", "State"]
    assert heads[1] == ["Record", "State", "Duration"]
    assert heads[2] == ["Record", "State", "Duration", "Worst", "level"]
    assert heads[3] == ["Record", "State", "Duration", "Worst", "level", "Title"]
    assert SMALLEST_ID in in_terminal(root, 44, "list").text


def test_a_terminal_shows_the_latest_and_says_how_many_there_are(tmp_path: Path) -> None:
    many = {
        f"2026-11-{day:02}-search-is-slow": SMALLEST_RECORD.replace("11-20", f"11-{day:02}")
        for day in range(1, 21)
    }
    many |= {
        f"2026-10-{day:02}-search-is-slow": SMALLEST_RECORD.replace("11-20", f"10-{day:02}")
        for day in range(1, 21)
    }
    root = write_site(tmp_path, many)
    lines = in_terminal(root, 100, "list").lines
    assert lines[-1] == "25 of 40 records; --all lists all"
    assert len(lines) == 1 + 25 + 2
    assert len(in_terminal(root, 100, "list", "--all").lines) == 41
    assert len(ids(root)) == 40
    assert read_json(root, "list", "--limit", "3")["count"] == 40


def test_json_has_the_entries_of_the_published_list(tmp_path: Path) -> None:
    root = copy_of(DEMO, tmp_path / "site")
    files = {file.path: file for file in prepared(root).machine_files()}
    published = json.loads(files["data/v1/incidents.json"].data)["incidents"]
    listed = read_json(root, "list", "--audience", "public")["incidents"]
    assert [each.pop("publish_at") for each in listed] == [None] * len(listed)
    assert listed == published


class TestBrokenRecords:
    """A file that cannot be read as a record is listed as such."""

    @pytest.fixture
    def broken(self, root: Path) -> Path:
        folder = root / "incidents" / "2026"
        (folder / "2026-11-18-broken.yml").write_text("title: Broken\nwindows: [{component: api}]\n", "utf-8")
        (folder / "2026-11-17-yaml.yml").write_text("title: [\n", "utf-8")
        (folder / "notes.yml").write_text(SMALLEST_RECORD, "utf-8")
        return root

    def test_it_is_in_the_list_with_its_problem(self, broken: Path) -> None:
        result = run(broken, "list")
        assert result.exit_code == 1
        found = {line.split("\t")[0]: line.split("\t") for line in result.stdout.splitlines()}
        assert found["incidents/2026/2026-11-18-broken.yml"][1] == "broken"
        assert found["incidents/2026/notes.yml"][-1] == "`notes` is not a valid id"
        assert len(found) == len(ALL) + 3

    def test_a_terminal_shows_it_below(self, broken: Path) -> None:
        screen = in_terminal(broken, 100, "list")
        assert screen.status == 1
        assert "✗ cannot be read  incidents/2026/2026-11-17-yaml.yml:" in screen.text
        assert screen.lines[-1] == "`afterword check` shows every problem in full"

    def test_json_has_it_too(self, broken: Path) -> None:
        assert [each["file"] for each in read_json(broken, "list")["broken"]] == [
            "incidents/2026/2026-11-17-yaml.yml",
            "incidents/2026/2026-11-18-broken.yml",
            "incidents/2026/notes.yml",
        ]

    @pytest.mark.parametrize("command", ["now", "stats", "calendar", "actions"])
    def test_other_views_say_that_it_is_missing(self, broken: Path, command: str) -> None:
        result = run(broken, command)
        assert result.exit_code == 1
        assert "2026-11-17-yaml.yml, incidents/2026/2026-11-18-broken.yml" in result.stderr
        assert "cannot be read; `afterword check` shows the problems" in result.stderr

    def test_once_it_is_mended_it_is_a_record(self, broken: Path) -> None:
        run(broken, "list")
        (broken / "incidents" / "2026" / "notes.yml").unlink()
        for name in ("2026-11-17-yaml", "2026-11-18-broken"):
            (broken / "incidents" / "2026" / f"{name}.yml").write_text(SMALLEST_RECORD, "utf-8")
        assert len(ids(broken)) == len(ALL) + 2


def test_status_yml_with_errors_is_named(root: Path) -> None:
    (root / "status.yml").write_text("page: {name: }\n", "utf-8")
    result = run(root, "list")
    assert result.exit_code == 2
    assert "status.yml has errors; `afterword check status.yml` shows them" in result.output


def test_no_record_matches(root: Path) -> None:
    assert in_terminal(root, 80, "list", "nothing").lines == ["No record matches."]
