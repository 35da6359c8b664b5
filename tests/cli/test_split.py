"""`afterword split` moves windows and updates into a new record."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.cli import cli
from tests.cli.editing_site import edit, edited, editing_site, record_file
from tests.cli.test_rename import files
from tests.repositories import repository

ID, NEW_ID = "2026-11-18-search-is-slow", "2026-11-18-the-api-is-down"
TEXT = """\
# Two incidents, as it turned out.
title: Search is slow
severity: sev3
windows:
  - {id: w1, component: search, level: degraded, start: 2026-11-18 09:40, end: 2026-11-18 10:15}
  # In the afternoon.
  - component: api     # all of it
    level: partial_outage
    start: 2026-11-18 16:05
    end: 2026-11-18 16:30
    note: "The note: of #2"
updates:
  - {at: 2026-11-18 09:52, status: investigating, body: Searches take several seconds.}
  - {at: 2026-11-18 10:20, status: resolved, body: Searches are fast again.}
  - at: 2026-11-18 16:10
    status: investigating
    body: |-
      The API: it does not answer.

      We look into it.
  - {at: 2026-11-18 16:40, status: resolved, body: The API works again.}
detection: {method: alert, windows: [w1]}
"""
SPLIT = ("split", ID, "--title", "The API: is down", "--window", "api", "--updates-since", "16:00")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = editing_site(tmp_path / "a site")
    record_file(site, ID).write_text(TEXT, encoding="utf-8")
    return repository(site)


def test_windows_and_updates_move_into_a_new_record(site: Path) -> None:
    text = edited(site, *SPLIT, record_id=NEW_ID)
    assert (
        text
        == """\
title: "The API: is down"
severity: sev3
windows:
  - component: api
    level: partial_outage
    start: 2026-11-18 16:05
    end: 2026-11-18 16:30
    note: >-
      The note: of #2
updates:
  - at: 2026-11-18 16:10
    status: investigating
    body: |-
      The API: it does not answer.

      We look into it.
  - at: 2026-11-18 16:40
    status: resolved
    body: >-
      The API works again.

related:
  - id: 2026-11-18-search-is-slow
    relation: follows
"""
    )
    former = record_file(site, ID).read_text(encoding="utf-8")
    kept, removed = TEXT.partition("  - component: api ")[0], "  # all of it\n"
    assert former.startswith(kept + removed)
    assert former.endswith("""\
detection: {method: alert, windows: [w1]}
corrections:
  - on: 2026-11-20
    text: >-
      [The API: is down](/incidents/2026-11-18-the-api-is-down/) now has a page
      of its own.
""")


def test_what_changes_is_no_surprise_for_the_rules(site: Path) -> None:
    edited(
        site,
        *SPLIT,
        "--relation",
        "part_of",
        "-m",
        "The outage of the API is another record.",
        record_id=NEW_ID,
    )
    assert "relation: part_of" in record_file(site, NEW_ID).read_text(encoding="utf-8")
    words = ["check", "--since", "HEAD", "--strict", "--root", str(site), "--now", "2026-11-20 12:00"]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 0, result.output


def test_of_a_record_that_nobody_has_seen_nothing_is_corrected(site: Path) -> None:
    other = "2026-11-17-search-is-slow"
    record_file(site, other).write_text(TEXT.replace("2026-11-18", "2026-11-17"), encoding="utf-8")
    result = edit(site, "split", other, *SPLIT[2:], "--id", "api-down")
    assert result.exit_code == 0, result.output
    assert "corrections" not in record_file(site, other).read_text(encoding="utf-8")
    assert record_file(site, "2026-11-17-api-down").is_file()


def test_what_names_a_window_that_moves_goes_with_it(site: Path) -> None:
    parts = """\
detection:
  # From the pager.
  - {method: alert, windows: [w1]}
  - {method: alert, source: The API alert, windows: [w2]}
symptoms:
  - {component: api, seen: Nothing answers., windows: [w1, w2]}
root_causes:
  - {id: cache, text: The cache is empty., windows: [w2]}
  - {id: disk, text: The disk is full., windows: [w2]}
action_items:
  - {id: a1, title: Fill the cache, addresses: [cache], status: open, owner: team-search, due: 2026-12-01}
post_mortem: {status: draft}
"""
    text = TEXT.replace("component: api ", "id: w2\n    component: api ").partition("detection:")[0]
    record_file(site, ID).write_text(text + parts, encoding="utf-8")
    result = edit(site, *SPLIT)
    assert result.exit_code == 0, result.output
    assert "! The cause `cache` is in both records" in result.output
    former, new = (record_file(site, each).read_text(encoding="utf-8") for each in (ID, NEW_ID))
    assert "  # From the pager.\n  - {method: alert, windows: [w1]}\nsymptoms:\n" in former
    assert "  - {component: api, seen: Nothing answers., windows: [w1]}\n" in former
    assert "  - {id: cache, text: The cache is empty.}\naction_items:" in former
    assert "    windows: [w2]\n" in new
    assert [
        each in new for each in ("The API alert", "Nothing answers", "id: cache", "id: disk", "status: draft")
    ] == [True] * 5


def test_what_the_rules_newly_warn_of_is_shown_before_the_question(site: Path) -> None:
    text = TEXT.replace(
        "body: Searches are fast again.}", "body: Searches are fast again., levels: {api: degraded}}"
    )
    record_file(site, ID).write_text(text, encoding="utf-8")
    result = edit(site, *SPLIT, "--dry-run")
    assert "level-without-window" in result.output
    assert "same-window" not in result.output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("split", "nothing", *SPLIT[2:]), "no record has `nothing` in its id"),
        (("split", ID, "--title", "A"), "nothing would move; name windows"),
        (("split", ID, "--window", "2"), "Missing option '--title'"),
        (("split", ID, "--title", "A", "--window", "7"), "the record has 1 (search: degraded"),
        (("split", ID, "--title", "A", "--updates-since", "17:00"), "there is no update since then"),
        (("split", ID, "--title", "A", "--updates-since", "soon"), "`soon` is not a time"),
        (
            ("split", ID, "--title", "A", "--window", "1", "--window", "2", "--updates-since", "09:00"),
            "nothing would be left",
        ),
        (
            ("split", ID, "--title", "Search is slow", "--window", "2"),
            "is already the id of the record",
        ),
        (("split", ID, "--title", "A", "--window", "2"), "missing-summary"),
        (("split", ID, "--title", "…", "--window", "2"), "cannot be an id"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_written(
    site: Path, words: tuple[str, ...], message: str
) -> None:
    before = files(site)
    result = edit(site, *words)
    assert result.exit_code == 2, result.output
    assert message in " ".join(result.output.split())
    assert files(site) == before


def test_a_window_without_updates_needs_a_summary(site: Path) -> None:
    result = edit(
        site, "split", ID, "--title", "The API is down", "--window", "2", "--summary", "No call: answered."
    )
    assert result.exit_code == 0, result.output
    assert "summary: >-\n  No call: answered.\n" in record_file(site, NEW_ID).read_text(encoding="utf-8")


def test_line_breaks_of_windows_stay(site: Path) -> None:
    record_file(site, ID).write_bytes(TEXT.replace("\n", "\r\n").encode())
    assert edit(site, *SPLIT).exit_code == 0
    for each in (ID, NEW_ID):
        data = record_file(site, each).read_bytes()
        assert data.count(b"\n") == data.count(b"\r\n")


def test_a_record_that_another_process_creates_meanwhile_stays(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    new = record_file(site, NEW_ID)

    def create(*_: object) -> None:
        new.write_text("title: By another process\n", encoding="utf-8")

    monkeypatch.setattr("afterword.app.edit_files._Writer.check", create)
    result = edit(site, *SPLIT)
    assert result.exit_code == 2
    assert "nothing was changed" in result.output
    assert new.read_text(encoding="utf-8") == "title: By another process\n"
    assert record_file(site, ID).read_text(encoding="utf-8") == TEXT
