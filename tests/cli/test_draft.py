"""`afterword draft` begins a post-mortem, and `afterword review` prints the questions that are open."""

from __future__ import annotations

import json
import re
from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.cli import cli
from afterword.review.questions import QUESTIONS
from tests.cli.editing_site import NOW, OPEN, OPEN_ID, OVER, OVER_ID, edit, edited, editing_site, record_file


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return editing_site(tmp_path)


def test_a_draft_has_a_timeline_and_questions(site: Path) -> None:
    text = edited(site, "draft", "api-refuses", record_id=OVER_ID)
    assert text.startswith(OVER)
    assert (
        "  - at: 2026-11-18 09:40\n    kind: symptom\n    component: api\n    text: >-\n      API: Partial outage.\n"
        in text
    )
    assert "      API is back to normal.\n" in text
    assert "\npost_mortem:\n  status: draft\n" in text
    assert "## What set it off, at this moment and not before?\n# trigger: {text: " in text


def test_a_draft_is_in_the_language_of_the_record(site: Path) -> None:
    record_file(site, OVER_ID).write_text(OVER + "language: de\n", encoding="utf-8")
    text = edited(site, "draft", "api-refuses", record_id=OVER_ID)
    assert "      API: wieder normal.\n" in text
    assert "      Eine Meldung wird veröffentlicht: Behoben.\n" in text


def test_a_second_draft_adds_nothing(site: Path) -> None:
    text = edited(site, "draft", "api-refuses", record_id=OVER_ID)
    assert edited(site, "draft", "api-refuses", record_id=OVER_ID) == text


def test_a_second_draft_adds_what_has_happened_since(site: Path) -> None:
    first = edited(site, "draft", OPEN_ID)
    edited(site, "resolve", "-m", "Searches are fast again.", now="2026-11-20 10:30")
    resolved = record_file(site).read_text(encoding="utf-8")
    text = edited(site, "draft", OPEN_ID, now="2026-11-20 10:40")
    added = text[text.index("timeline:") :].split("post_mortem:")[0]
    assert "is back to normal" not in first + resolved
    assert added.count("  - at: 2026-11-20 10:30\n    kind: recovery\n") == 3
    assert added.count("  - at: 2026-11-20 10:30\n    kind: communication\n") == 1
    assert edited(site, "draft", OPEN_ID, now="2026-11-20 10:50") == text


def test_what_is_public_already_is_not_hidden(site: Path) -> None:
    timeline = "timeline:\n  - {at: 2026-11-20 09:41, text: The alert goes off.}\n"
    record_file(site).write_text(OPEN + timeline, encoding="utf-8")
    text = edited(site, "draft", OPEN_ID)
    assert "status: draft" not in text
    assert "# What set it off" in text


def test_a_published_post_mortem_is_left_alone(site: Path) -> None:
    report = "post_mortem: {status: published, published: 2026-11-19, resolution: We added a replica.}\n"
    record_file(site, OVER_ID).write_text(OVER + report, encoding="utf-8")
    result = edit(site, "draft", "api-refuses")
    assert result.exit_code == 2
    assert "is published; `afterword correct 2026-11-18-api-refuses-requests`" in result.output


def test_questions_that_are_answered_or_unknown_are_not_asked(site: Path) -> None:
    before = _questions(site)
    answers = "unknowns: [{field: trigger, reason: pending}]\nlimited_by: [A spare replica took over.]\n"
    record_file(site).write_text(OPEN + answers, encoding="utf-8")
    assert before - _questions(site) == {"trigger", "limited_by"}


def _questions(site: Path, record_id: str = OPEN_ID) -> set[str]:
    words = ("review", record_id, "--json", "--root", str(site), "--now", NOW)
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 0, result.output
    return {each["key"] for each in json.loads(result.output)["questions"]}


def test_each_question_is_printed_with_an_answer(site: Path) -> None:
    result = CliRunner().invoke(cli, ["review", OPEN_ID, "--root", str(site), "--now", NOW])
    assert (
        "  ? How was it noticed, and could it have been noticed earlier?\n    detection: {" in result.output
    )
    assert " open questions.\n" in result.output


_FLOW = """\
milestones: {declared: 2026-11-18 09:50}
lessons:  # for later
  went_well: [A quick alert.]
post_mortem:
  status: draft
"""


@pytest.mark.parametrize("known", ["", _FLOW, _FLOW.replace("\n", "\r\n")], ids=["none", "some", "crlf"])
def test_all_answers_can_be_uncommented(site: Path, known: str) -> None:
    file = record_file(site, OVER_ID)
    over = OVER.replace("2026-11-18", "2026-11-20").replace("\n", "\r\n" if "\r" in known else "\n")
    file.write_bytes((over + known.replace("2026-11-18", "2026-11-20")).encode())
    assert edit(site, "draft", "api-refuses").exit_code == 0
    drafted = file.read_bytes().decode()
    assert ("\r\n" in drafted) is ("\r" in known)
    assert len(re.findall(r"^(?:# )?(?:post_mortem|lessons|milestones):", drafted, re.MULTILINE)) == 3
    file.write_bytes(re.sub(r"^( *)# ", r"\1", drafted, flags=re.MULTILINE).encode())

    words = ("check", str(file), "--format", "json", "--root", str(site), "--now", "2026-11-21 10:00")
    found = json.loads(CliRunner().invoke(cli, words).stdout)["findings"]
    assert {each["rule"] for each in found if each["severity"] != "info"} <= {"placeholder"}
    keys = {each.key for each in QUESTIONS}
    asked = {"milestones.detected", "milestones.mitigated"} if known else set()
    assert _questions(site, OVER_ID) & keys == asked  # `{…}` has no place for comments


def test_an_answer_that_a_draft_needs_first_is_no_key(site: Path) -> None:
    timeline = "timeline:\n  - {at: 2026-11-20 09:41, text: The alert goes off.}\n"
    record_file(site).write_text(OPEN + timeline, encoding="utf-8")
    text = edited(site, "draft", OPEN_ID)
    assert (
        "## How was service restored? Add the answer to `post_mortem`:\n##   resolution: The cache was"
        in text
    )
