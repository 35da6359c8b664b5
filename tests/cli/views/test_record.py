"""`afterword show`, `timeline` and `open`: what they say about one record."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from tests.cli.views.running import in_terminal, read_json, rows, run
from tests.sites import DEMO, SMALL_SITE, SMALLEST_ID, SMALLEST_RECORD, copy_of, prepared, write_site

DRAFT = """\
title: Search is slow
windows: [{component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}]
detection: {method: alert, source: latency probe, at: 2026-11-20 09:41}
timeline:
  - {at: 2026-11-20 09:50, text: The pool is exhausted.}
  - {at: 2026-11-20 09:55, text: Called the vendor., visibility: internal}
root_causes: [{text: Connections are never closed., accepted_risk: We accept it.}]
post_mortem: {status: published, published: 2026-11-21, background: Pools have limits., reviewers: [Kim]}
internal: {call: "555"}
"""


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of(DEMO, tmp_path_factory.mktemp("demo") / "site")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path, {SMALLEST_ID: DRAFT})


MAINTENANCE = """\
title: New disks for the search
kind: maintenance
scheduled: {start: 2026-12-09 20:00, end: 2026-12-09 22:00}
updates: [{at: 2026-11-20 12:00, status: scheduled, body: We will carry out maintenance.}]
"""


@pytest.mark.parametrize("command", ["show", "timeline", "open"])
def test_the_record_is_the_open_one_or_else_the_latest_but_none_that_is_only_announced(
    tmp_path: Path, command: str
) -> None:
    ahead = "2026-12-09-new-disks"
    site = write_site(tmp_path, {SMALLEST_ID: DRAFT, ahead: MAINTENANCE})
    assert (
        run(site, command).output
        == run(site, command, "latest").output
        == run(site, command, SMALLEST_ID).output
    )
    write_site(
        tmp_path,
        {"2026-11-21-api": SMALLEST_RECORD.partition("updates:")[0].replace(", end: 2026-11-20 10:15", "")},
    )
    assert run(site, command).output == run(site, command, "2026-11-21-api").output


class TestShow:
    """A record as its page shows it."""

    def test_it_has_what_the_page_has(self, site: Path) -> None:
        shown = run(site, "show", SMALLEST_ID).output
        assert shown.startswith("Search is slow\n2026-11-20-search-is-slow\nIncident  ● Resolved\n")
        assert "20 November 2026, 09:40 – 10:15 UTC (35 min)\n" in shown
        assert "Search: ▲ Degraded  20 November 2026, 09:40 – 10:15 UTC (35 min)\n" in shown
        assert "  Time to resolve: 35 min  From start to resolution\n" in shown
        assert "Pools have limits." in shown

    def test_what_is_internal_is_marked(self, site: Path) -> None:
        lines = run(site, "show", SMALLEST_ID).output.splitlines()
        assert "    Called the vendor.  (internal)" in lines
        assert "    Accepted risk: We accept it.  (internal)" in lines
        assert "INTERNAL NOTES  (internal)" in lines
        assert "  Detected by: Alert (latency probe), 20 November 2026, 09:41 UTC  (internal)" in lines
        assert "    The pool is exhausted." in lines
        assert "    Connections are never closed." in lines

    def test_the_public_sees_nothing_of_that(self, site: Path) -> None:
        shown = run(site, "show", SMALLEST_ID, "--audience", "public").output
        assert not any(word in shown for word in ("internal", "vendor", "accept", "555", "Kim", "probe"))
        assert "The pool is exhausted." in shown

    def test_a_draft_is_marked_as_a_whole(self, site: Path) -> None:
        file = site / "incidents" / "2026" / f"{SMALLEST_ID}.yml"
        file.write_text(DRAFT.replace("status: published, published: 2026-11-21", "status: draft"), "utf-8")
        shown = run(site, "show", SMALLEST_ID).output
        assert "WHY IT HAPPENED  (internal)\n" in shown
        assert "TIMELINE  (internal)\n" in shown

    def test_an_internal_record_is_marked_once(self, site: Path) -> None:
        file = site / "incidents" / "2026" / f"{SMALLEST_ID}.yml"
        file.write_text(f"{DRAFT}visibility: internal\n", "utf-8")
        shown = run(site, "show", SMALLEST_ID).output
        assert "Internal – not for publication\n" in shown
        assert "(internal)" not in shown

    @pytest.mark.parametrize("audience", ["public", "internal"])
    def test_every_record_of_the_demo_is_shown_with_all_its_sections(self, demo: Path, audience: str) -> None:
        for record, *_ in rows(demo, "list", "--audience", audience):
            result = run(demo, "show", record, "--audience", audience)
            assert result.exit_code == 0
            assert ("CANARY-INTERNAL" in result.output) <= (audience == "internal")

    def test_json_is_the_published_file(self, demo: Path) -> None:
        files = {file.path: file for file in prepared(demo).machine_files()}
        for record in (
            "2026-11-23-uploads-slow",
            "2026-09-08-search-overloaded",
            "2026-09-08-api-search-busy",
        ):
            published = json.loads(files[f"data/v1/incidents/{record}.json"].data)
            assert read_json(demo, "show", record, "--audience", "public") == published


class TestTimeline:
    """What happened, drawn and in order."""

    def test_the_lanes_are_drawn_with_words_and_fills(self, site: Path) -> None:
        lines = in_terminal(site, 60, "timeline", SMALLEST_ID).lines
        lane = next(line for line in lines if line.startswith("Search   "))
        assert "▲ Degraded ▒▒▒" in lane
        assert "▒▒ ▲ Degraded" in lines

    def test_an_open_window_has_an_arrow(self, site: Path) -> None:
        file = site / "incidents" / "2026" / f"{SMALLEST_ID}.yml"
        file.write_text(DRAFT.replace(", end: 2026-11-20 10:15", ""), "utf-8")
        screen = in_terminal(site, 100, "timeline", now="2026-11-20 10:00")
        assert "▒→" in screen.text
        assert "Times in UTC, as of 10:00." in screen.text
        assert "09:40  ▲ Degraded  Search, 20 min, still going on" in screen.lines

    def test_the_entries_are_in_order(self, site: Path) -> None:
        assert [(each[0][11:16], each[2], each[3]) for each in rows(site, "timeline", SMALLEST_ID)] == [
            ("09:40", "window", "Search"),
            ("09:50", "event", "Event"),
            ("09:55", "event", "Event"),
        ]
        assert len(rows(site, "timeline", SMALLEST_ID, "--audience", "public")) == 2

    def test_json_says_who_may_see_an_entry(self, site: Path) -> None:
        entries = read_json(site, "timeline", SMALLEST_ID)["timeline"]
        assert [each["visibility"] for each in entries] == ["public", "public", "internal"]
        assert entries[0]["level"] == "degraded"

    @pytest.mark.parametrize("width", [40, 60, 300])
    def test_every_record_of_the_demo_is_drawn(self, demo: Path, width: int) -> None:
        for record, *_ in rows(demo, "list"):
            assert in_terminal(demo, width, "timeline", record).status == 0

    def test_nothing_has_happened(self, tmp_path: Path) -> None:
        text = "title: Later\nkind: maintenance\nscheduled: {start: 2026-12-01, end: 2026-12-02}\n"
        root = write_site(tmp_path, {"2026-12-01-later": text})
        assert in_terminal(root, 60, "timeline").lines[-1] == "Nothing has happened yet."


class TestOpen:
    """The address of a record's page."""

    def test_another_program_gets_the_address(self, demo: Path) -> None:
        address = "https://status.papermoor.example/incidents/2026-11-23-uploads-slow/\n"
        assert run(demo, "open", "uploads-slow").output == address
        assert in_terminal(demo, 60, "open", "uploads-slow", "--print").raw == address

    def test_a_terminal_opens_the_browser(self, demo: Path, monkeypatch: pytest.MonkeyPatch) -> None:
        opened: list[str] = []

        def launch(address: str) -> int:
            opened.append(address)
            return 0

        monkeypatch.setattr("click.launch", launch)
        assert in_terminal(demo, 60, "open", "uploads-slow").raw == ""
        assert opened == ["https://status.papermoor.example/incidents/2026-11-23-uploads-slow/"]

    def test_json_says_whether_the_public_has_it(self, demo: Path) -> None:
        assert read_json(demo, "open", "uploads-slow")["is_public"]
        assert not read_json(demo, "open", "build-log-token")["is_public"]
        assert "this page is not public" in run(demo, "open", "build-log-token").stderr

    def test_without_an_address_it_says_how_to_add_one(self, site: Path) -> None:
        result = run(site, "open", SMALLEST_ID)
        assert result.exit_code == 2
        assert "add one such as `url: https://status.example.com/` to `page`" in result.output


class TestChoice:
    """Which record is meant."""

    def test_without_an_id_it_is_the_open_one(self, tmp_path: Path) -> None:
        opened = SMALLEST_RECORD.replace(", end: 2026-11-20 10:15", "").split("  - {at: 2026-11-20 10:20")[0]
        root = write_site(
            tmp_path, {SMALLEST_ID: opened, "2026-11-19-other": DRAFT.replace("11-20", "11-19")}
        )
        assert run(root, "show").output.splitlines()[1] == SMALLEST_ID
        assert run(root, "show", "latest").output.splitlines()[1] == SMALLEST_ID

    def test_several_are_listed(self, demo: Path) -> None:
        result = run(demo, "show", "search")
        assert "`search` is in the ids of 4 records" in result.output
        assert "2026-09-08-api-search-busy" in result.output

    def test_an_internal_one_is_not_there_for_the_public(self, demo: Path) -> None:
        result = run(demo, "show", "build-log-token", "--audience", "public")
        assert result.exit_code == 2
        assert "CANARY" not in result.output

    def test_one_that_cannot_be_read_is_named(self, tmp_path: Path) -> None:
        root = write_site(tmp_path, {SMALLEST_ID: "title: ["})
        result = run(root, "show", "slow")
        assert result.exit_code == 2
        assert "incidents/2026/2026-11-20-search-is-slow.yml cannot be read as a record" in result.output

    def test_a_former_id_leads_to_it(self, tmp_path: Path) -> None:
        root = write_site(
            tmp_path, {SMALLEST_ID: f"{SMALLEST_RECORD}aliases: [2026-11-20-old]\n"}, SMALL_SITE
        )
        assert run(root, "show", "2026-11-20-old").output.splitlines()[1] == SMALLEST_ID
