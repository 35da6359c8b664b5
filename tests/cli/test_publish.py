"""`afterword publish`, `correct` and `hide`: what readers get to see of a record that is over."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest

from tests.cli.editing_site import OPEN_ID, OVER, OVER_ID, edit, edited, editing_site, record_file
from tests.repositories import repository

DRAFT = f"""\
# How it was noticed is not known.
{OVER}root_causes:
  - text: A deployment left out a server.   # as OPS-12 says
timeline:
  - {{at: 2026-11-18 09:45, text: An alert says so.}}
  - {{at: 2026-11-18 09:45, text: Someone is called.}}
  - {{at: 2026-11-18 10:01, kind: decision, text: We go back to the version before.}}
action_items:
  - {{id: a1, title: Check all servers, status: open, owner: team-api, due: 2026-12-31, addresses: []}}

post_mortem: {{status: draft}}  # by team-api
# The end.
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = editing_site(tmp_path / "a site")
    record_file(site, OVER_ID).write_text(DRAFT, encoding="utf-8")
    return site


def change(site: Path, *words: str) -> str:
    return edited(site, *words, record_id=OVER_ID)


def test_a_draft_goes_to_review_and_is_then_published(site: Path) -> None:
    assert change(site, "publish") == DRAFT.replace("{status: draft}", "{status: in_review}")
    published = "{status: published, published: 2026-11-20}"
    assert change(site, "publish") == DRAFT.replace("{status: draft}", published)
    result = edit(site, "publish", OVER_ID)
    assert "already published; `afterword correct 2026-11-18-api-refuses-requests`" in result.output
    assert "no post-mortem is a draft" in edit(site, "publish").output


def test_several_drafts_are_listed(site: Path) -> None:
    other = "2026-11-19-web-is-slow"
    record_file(site, other).write_text(f"{OVER}post_mortem: {{status: in_review}}\n", encoding="utf-8")
    result = edit(site, "publish")
    assert result.exit_code == 2
    assert "2 post-mortems are not published yet; write one id or a part of it, such as" in result.output
    assert result.output.index(other) < result.output.index(OVER_ID)


def test_the_day_of_publication_that_was_typed_stays_unless_it_lies_ahead(site: Path) -> None:
    for typed, kept in (("2026-11-19", "2026-11-19"), ("2026-11-30", "2026-11-20")):
        text = DRAFT.replace("{status: draft}", f"{{status: draft, published: {typed}}}")
        record_file(site, OVER_ID).write_text(text, encoding="utf-8")
        assert f"published: {kept}}}" in change(site, "publish", "--to", "published")


def test_parts_that_are_public_already_are_published_without_a_draft(site: Path) -> None:
    text = DRAFT.replace("post_mortem: {status: draft}  # by team-api\n", "")
    record_file(site, OVER_ID).write_text(text, encoding="utf-8")
    drafted = edit(site, "draft", OVER_ID)
    assert "Parts of the post-mortem are public already." in drafted.output
    refused = edit(site, "publish", OVER_ID)
    assert f"`afterword publish {OVER_ID} --to published`" in refused.output
    text = change(site, "publish", OVER_ID, "--to", "published")
    assert "post_mortem:\n  status: published\n  published: 2026-11-20\n" in text


def test_errors_stop_the_publication_and_are_listed(site: Path) -> None:
    broken = DRAFT.replace("addresses: []", "addresses: [cache]")
    record_file(site, OVER_ID).write_text(broken, encoding="utf-8")
    result = edit(site, "publish")
    assert result.exit_code == 2
    assert "unknown-reference" in result.output
    assert "nothing was written: correct the errors" in result.output
    assert record_file(site, OVER_ID).read_text(encoding="utf-8") == broken


def test_warnings_are_shown_before_the_question(site: Path) -> None:
    text = f"{OVER}post_mortem: {{status: draft}}\n"
    record_file(site, OVER_ID).write_text(text, encoding="utf-8")
    (site / "status.yml").write_text(
        (site / "status.yml").read_text(encoding="utf-8").replace("look_back: 1 min, ", ""), encoding="utf-8"
    )
    result = edit(site, "publish", "--to", "published", "--dry-run")
    assert "empty-post-mortem" in result.output
    assert record_file(site, OVER_ID).read_text(encoding="utf-8") == text


def test_an_empty_post_mortem_is_shown_when_it_goes_to_review(site: Path) -> None:
    record_file(site, OVER_ID).write_text(f"{OVER}post_mortem: {{status: draft}}\n", encoding="utf-8")
    settings = (site / "status.yml").read_text(encoding="utf-8").replace("look_back: 1 min, ", "")
    (site / "status.yml").write_text(settings, encoding="utf-8")
    assert "is in review, but has no cause" in " ".join(edit(site, "publish", "--dry-run").output.split())


def test_a_correction_is_added_with_the_day(site: Path) -> None:
    text = change(site, "correct", "-m", "It began at 09:40: we had # 09:45.", OVER_ID)
    added = "\ncorrections:\n  - on: 2026-11-20\n    text: >-\n      It began at 09:40: we had # 09:45.\n\n"
    assert text.replace(added, "") == DRAFT
    text = change(site, "correct", OVER_ID, "-m", "It ended at 10:15.", "--at", "2026-11-19 12:00")
    assert (
        "corrections:\n  - on: 2026-11-19\n    text: >-\n      It ended at 10:15.\n  - on: 2026-11-20" in text
    )


def test_an_update_says_when_it_was_edited(site: Path) -> None:
    text = change(site, "correct", OVER_ID, "--update", "09:52")
    assert text == DRAFT.replace("some requests.}", "some requests., edited: 2026-11-20 10:00}")
    text = change(site, "correct", OVER_ID, "--update", "2", "--body", "It works: again.", "--at", "-5m")
    assert (
        '  - {at: 2026-11-18 10:20, status: resolved, body: "It works: again.", edited: 2026-11-20 09:55}'
        in text
    )


def test_a_record_is_hidden_and_shown_again(site: Path) -> None:
    text = change(site, "hide", OVER_ID)
    assert text.replace("visibility: internal\n", "") == DRAFT
    assert change(site, "hide", OVER_ID, "--undo") == DRAFT
    assert "already has this change" in edit(site, "hide", OVER_ID, "--undo").output


def test_an_event_or_an_action_item_is_hidden(site: Path) -> None:
    text = change(site, "hide", OVER_ID, "--event", "10:01")
    assert text == DRAFT.replace("kind: decision,", "kind: decision, visibility: internal,")
    text = change(site, "hide", OVER_ID, "--action", "a1")
    assert "addresses: [], visibility: internal}" in text
    change(site, "hide", OVER_ID, "--action", "a1", "--undo")
    assert change(site, "hide", OVER_ID, "--event", "2026-11-18 10:01", "--undo") == DRAFT


def test_hiding_says_what_readers_lose(site: Path) -> None:
    repository(site)
    other = f"{OVER}summary: As in [the other](/incidents/{OVER_ID}/).\n".replace("api", "web", 1)
    record_file(site, "2026-11-19-again").write_text(other, encoding="utf-8")
    result = edit(site, "hide", OVER_ID, "--dry-run")
    assert "page: incidents/" in result.output
    assert "hidden-after-publishing" in result.output
    assert "its windows no longer count: API" in " ".join(result.output.split())
    assert "! incidents/2026/2026-11-19-again.yml names this record in a public text" in result.output
    new = edit(site, "hide", "2026-11-19-again", "--dry-run")
    assert "hidden-after-publishing" not in new.output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("publish", "nothing"), "no record has `nothing` in its id"),
        (("publish", "open"), f"the record has no post-mortem yet; `afterword draft {OPEN_ID}` begins one"),
        (("publish", OVER_ID, "--to", "final"), "'final' is not one of"),
        (("correct", OVER_ID, "--update", "9"), "there is no update 9; the record has 1 (2026-11-18 09:52"),
        (
            ("correct", OVER_ID, "--update", "09:53"),
            "no update has the time 09:53; the record has 2026-11-18 09:52, ",
        ),
        (("correct", OVER_ID, "--update", "soon"), "`soon` is not a time"),
        (("correct", OVER_ID, "--update", "1", "--at", "2026-11-18 09:00"), "published at 2026-11-18 09:52"),
        (("correct", OVER_ID, "--body", "Text"), "--body needs the update"),
        (("correct", OVER_ID, "-m", " "), "empty"),
        (("hide", OVER_ID, "--event", "09:45"), "2 events have the time 09:45"),
        (("hide", OVER_ID, "--event", "09:46"), "no event has the time 09:46"),
        (("hide", OVER_ID, "--action", "a2"), "no action item `a2`; the record has a1"),
        (("hide", OVER_ID, "--action", "a1", "--event", "10:01"), "one after the other"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_written(
    site: Path, words: tuple[str, ...], message: str
) -> None:
    result = edit(site, *words)
    assert result.exit_code == 2, result.output
    assert message in " ".join(result.output.split())
    assert record_file(site, OVER_ID).read_text(encoding="utf-8") == DRAFT


@pytest.mark.parametrize(
    "words", [("publish",), ("correct", OVER_ID, "-m", "It ended at 10:15."), ("hide", OVER_ID)]
)
def test_a_file_that_cannot_be_edited_stays(site: Path, words: tuple[str, ...]) -> None:
    file = record_file(site, OVER_ID)
    file.write_text(DRAFT.replace("title:", "<<<<<<< HEAD\ntitle:", 1), encoding="utf-8")
    result = edit(site, words[0], OVER_ID, *words[2:])
    assert result.exit_code == 2
    assert "merge conflict" in result.output
    file.write_bytes(DRAFT.replace("\n", "\r\n").encode())
    file.chmod(stat.S_IRUSR)
    assert "it is read-only" in edit(site, *words).output
    file.chmod(stat.S_IRUSR | stat.S_IWUSR)
    assert edit(site, *words).exit_code == 0
    data = file.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")
