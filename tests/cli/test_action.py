"""`afterword action` adds action items, closes them, and moves their due dates."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.cli import cli
from tests.cli.editing_site import NOW, OPEN, OVER, OVER_ID, edit, edited, editing_site, record_file

ITEMS = """
action_items:
  # From the meeting.
  - {id: a1, title: Warm the cache first, owner: team-search, due: 2026-12-11, status: open}  # p1?

  - id: a2
    title: "Add a replica"
    owner: team-search
    due: 2026-Q4
    status: in_progress
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = editing_site(tmp_path / "a site")
    record_file(site, OVER_ID).write_text(OVER + ITEMS, encoding="utf-8")
    return site


def test_an_item_is_added_at_the_end(site: Path) -> None:
    options = ("--owner", "team-api", "--due", "+14d", "--type", "det", "--priority", "p1", "--tracker", "#4")
    text = edited(site, "action", "add", "api-ref", "-m", "Alert: slow searches", *options, record_id=OVER_ID)
    assert text == OVER + ITEMS + (
        '\n  - id: a3\n    title: "Alert: slow searches"\n    type: detect\n    priority: p1\n    owner: team-api\n'
        '    due: 2026-12-04\n    status: open\n    tracker: "#4"\n'
    )


def test_an_item_is_done_without_its_record(site: Path) -> None:
    text = edited(site, "action", "done", "A2", "--on", "yesterday", record_id=OVER_ID)
    assert text == (OVER + ITEMS).replace("status: in_progress\n", "status: done\n    closed: 2026-11-19\n")


def test_an_item_that_is_closed_already_is_named_with_its_record(site: Path) -> None:
    edited(site, "action", "done", "a1", record_id=OVER_ID)
    for words in (("done", "a1"), ("wont-do", "A1", "-m", "x"), ("move", "a1", "+14d", "-m", "x")):
        result = edit(site, "action", *words)
        assert result.exit_code == 2
        assert f"is closed already, in {OVER_ID};" in result.output


def test_an_item_is_dropped_within_braces(site: Path) -> None:
    text = edited(site, "action", "wont-do", "a1", "-m", "It is replaced: soon.", record_id=OVER_ID)
    after = 'status: wont_do, closed: 2026-11-20, reason: "It is replaced: soon."}  # p1?'
    assert text == (OVER + ITEMS).replace("status: open}  # p1?", after)


def test_a_due_date_is_moved_and_the_earlier_one_kept(site: Path) -> None:
    text = edited(site, "action", "move", "a2", "2027-02-01", "-m", "The disks are late.", record_id=OVER_ID)
    moved = (
        "    moved:\n      - on: 2026-11-20\n        from: 2026-Q4\n        reason: >-\n"
        "          The disks are late.\n"
    )
    assert text == (OVER + ITEMS).replace("2026-Q4", "2027-02-01").replace(
        "in_progress\n", f"in_progress\n{moved}"
    )
    text = edited(site, "action", "move", "a2", "api-ref", "2027-03", "-m", "Again.", record_id=OVER_ID)
    assert text.count("        from: ") == 2


def test_the_open_record_is_meant_if_several_have_the_item(site: Path) -> None:
    item = 'action_items:\n  - {id: a1, title: "Add disks", owner: x, due: 2026-12-11, status: open}\n'
    record_file(site).write_text(OPEN + item, encoding="utf-8")
    assert "closed: 2026-11-20" in edited(site, "action", "done", "a1")


def test_the_owner_and_the_due_date_are_asked_for_in_a_terminal(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("afterword.cli.action._can_ask", lambda: True)
    words = ["action", "add", "-m", "Alert on slow searches", "--yes", "--root", str(site), "--now", NOW]
    result = CliRunner().invoke(cli, words, input="team-api\nsoon\n+30d\n")
    assert result.exit_code == 0, result.output
    assert "`soon` is not a due date" in result.output
    text = record_file(site).read_text(encoding="utf-8")
    assert "    owner: team-api\n    due: 2026-12-20\n" in text


def test_no_answer_to_a_question_writes_nothing_and_says_so(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("afterword.cli.action._can_ask", lambda: True)
    before = record_file(site).read_text(encoding="utf-8")
    result = edit(site, "action", "add", "-m", "Alert on slow searches", typed="")
    assert result.exit_code == 1
    assert "\nNothing was written.\nAborted!\n" in result.output
    assert record_file(site).read_text(encoding="utf-8") == before


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("done", "a9"), "no record has an action item `a9`; known: a1, a2"),
        (("done", "a9", "api-ref"), "it has a1 (Warm the cache first), a2 (Add a replica)"),
        (("done", "a1", "--on", "tomorrow"), "`tomorrow` is in the future"),
        (("wont-do", "a1"), "without a terminal no editor can be opened"),
        (("wont-do", "a9", "api-ref"), "there is no action item `a9`"),
        (("move", "a1"), "such as `afterword action move a1 +14d`"),
        (("move", "a1", "soon", "-m", "x"), "Invalid value for DATE: `soon` is not a due date"),
        (("move", "a1", "2026-11-01", "-m", "x"), "`2026-11-01` is in the past"),
        (("add", "api-ref", "-m", "Warm the cache first"), "`a1` already has this title"),
        (("add", "api-ref", "-m", "Add disks", "--due", "2026"), "Invalid value for --due: "),
        (("add", "api-ref", "-m", "Add disks", "--type", "fix"), "did you mean `repair`?"),
        (("add", "api-ref", "-m", "Add disks", "--priority", "high"), "did you mean `p1`?"),
        (
            ("add", "api-ref", "-m", "Add disks", "--addresses", "x"),
            "the record has no root cause with an id",
        ),
        (("add", "api-ref", "-m", "Add\ndisks"), "must be a single line"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_written(
    site: Path, words: tuple[str, ...], message: str
) -> None:
    result = edit(site, "action", *words)
    assert result.exit_code == 2, result.output
    assert message in " ".join(result.output.split())
    assert record_file(site, OVER_ID).read_text(encoding="utf-8") == OVER + ITEMS
