"""A notice is information: on the status page until its end, without a level, and in no API that means trouble."""

from __future__ import annotations

import json
from datetime import datetime
from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.cli import cli
from afterword.formats.latest import EVENT_KINDS, NEWS_KINDS
from afterword.formats.registry import latest_fragments, record_artifacts
from afterword.output.pages import rendered_page
from afterword.records.project import Project
from afterword.render.environment import create_environment, render_page
from afterword.timeline.lifecycle import state_at
from afterword.timeline.valid_until import upcoming_changes
from afterword.views.audience import Audience, for_audience
from afterword.views.context import Context
from afterword.views.current.banner import banner
from afterword.views.current.schedule import schedule
from afterword.views.incident.page import incident_page, record_parts
from afterword.views.index.queries import RecordIndex
from afterword.views.status.page import status_page
from afterword.views.text.words import ENGLISH
from tests.checks.demo import check, only, rules
from tests.sites import write_site
from tests.timeline.building import at, record, site

ENVIRONMENT = create_environment(ENGLISH)
NOTICE = """\
kind: notice
until: 2026-03-10 09:00
summary: Please move to version 2.
"""
BEFORE, AFTER = at("2026-03-10 08:59"), at("2026-03-10 09:00")


def context(now: datetime, text: str = NOTICE) -> Context:
    return Context(for_audience(Project(site(), (record(text),)), Audience.PUBLIC, now), Audience.PUBLIC, now)


def status_html(now: datetime) -> str:
    return render_page(ENVIRONMENT, status_page(context(now), RecordIndex()))


def test_it_is_on_the_status_page_until_its_end() -> None:
    assert "Please move to version 2." in status_html(BEFORE)
    assert "Please move to version 2." not in status_html(AFTER)


def test_the_script_can_hide_it_at_its_end() -> None:
    assert f'data-aw-until="{int(AFTER.timestamp())}"' in status_html(BEFORE)


def test_the_script_can_end_it_on_its_own_page() -> None:
    shown = context(BEFORE)
    first, last = schedule(shown, shown.records, whole=False).changes
    assert [card.state[1] for change in (first, last) for card in change.cards.values()] == [
        "Current",
        "Ended",
    ]
    assert last.at == AFTER.timestamp()


def test_it_changes_neither_the_banner_nor_a_component() -> None:
    shown = context(BEFORE)
    assert banner(shown)[1] == "All systems operational"
    assert set(shown.levels.values()) == {"operational"}


def test_its_page_says_whether_it_applies_and_until_when() -> None:
    for now, state in ((BEFORE, "Current"), (AFTER, "Ended")):
        shown = context(now)
        made = shown.records[0]
        html = rendered_page(ENVIRONMENT, incident_page(shown, made, record_parts(shown, made))).html
        assert f"</span> {state}</span>" in html
        assert "Shown until <time" in html
        assert "Milestone" not in html
        assert "ongoing for" not in html


def test_it_is_in_the_data_and_in_feeds_but_not_in_the_api_or_the_calendar() -> None:
    shown = context(BEFORE)
    made = shown.records[0]
    given = shown, made, record_parts(shown, made), ENVIRONMENT
    artifacts = record_artifacts(*given)
    (data,) = [json.loads(file.text) for file in artifacts.files if file.path.startswith("data/")]
    assert (data["kind"], data["state"], data["until"]) == ("notice", "current", "2026-03-10T09:00:00Z")
    assert not [file.path for file in artifacts.files if file.path.startswith("api/")]
    assert "statuspage" not in latest_fragments(*given)
    assert "notice" in NEWS_KINDS
    assert "notice" not in EVENT_KINDS
    assert json.loads(artifacts.fragments["index"])["impact"] is None


@pytest.mark.parametrize(
    ("updates", "state"),
    [
        ("", "current"),
        ("updates: [{at: 2026-03-02 09:00, status: update, body: x}]\n", "current"),
        ("updates: [{at: 2026-03-02 09:00, status: ended, body: x}]\n", "ended"),
    ],
)
def test_an_update_may_end_it_early(updates: str, state: str) -> None:
    assert state_at(record(NOTICE + updates), at("2026-03-03 09:00")) == state


def test_next_change_names_its_end() -> None:
    shown = context(BEFORE)
    assert (AFTER, "until") in upcoming_changes(shown.records[0], shown.zone, BEFORE)


TYPED = f"title: Version 1 ends\n{NOTICE}"


@pytest.mark.parametrize(
    ("line", "rule"),
    [
        ("severity: sev4", "key-of-other-kind"),
        (
            "windows: [{component: search, level: degraded, start: 2026-11-20 09:00, end: 2026-11-20 10:00}]",
            "key-of-other-kind",
        ),
        ("milestones: {detected: 2026-11-20 09:00}", "key-of-other-kind"),
        (
            "updates: [{at: 2026-03-02 09:00, status: update, body: x, levels: {search: degraded}}]",
            "key-of-other-kind",
        ),
        ("scheduled: {start: 2026-11-20 09:00, end: 2026-11-20 10:00}", "scheduled-without-maintenance"),
        ("updates: [{at: 2026-03-02 09:00, status: resolved, body: x}]", "update-status-of-other-kind"),
    ],
)
def test_keys_and_words_of_other_kinds_are_refused(line: str, rule: str) -> None:
    assert rules(TYPED) == []
    assert rule in rules(f"{TYPED}{line}\n")


def test_a_status_of_an_incident_leads_to_that_of_a_notice() -> None:
    wrong = f"{TYPED}updates: [{{at: 2026-11-20 09:00, status: resolved, body: The office is closed.}}]\n"
    found = only(wrong, "update-status-of-other-kind")
    assert found.message == "`resolved` is a status of an incident; for a notice use current or ended"
    assert found.example == "status: ended"


def test_until_is_refused_elsewhere_and_required_here() -> None:
    text = "title: Slow search\nstatus: resolved\nsummary: Slow.\nuntil: 2026-12-10 09:00\n"
    assert only(text, "key-of-other-kind").example == "kind: notice"
    endless = TYPED.replace("until: 2026-03-10 09:00\n", "")
    assert only(endless, "notice-without-until").example == "until: 2026-12-04 18:00"
    ended = f"{endless}updates: [{{at: 2026-11-30 09:00, status: ended, body: It is over.}}]\n"
    assert check(ended) == ()


def test_it_needs_words() -> None:
    assert rules(TYPED.replace("summary: Please move to version 2.\n", "")) == ["missing-summary"]


def test_new_writes_one_that_passes_check(tmp_path: Path) -> None:
    folder = write_site(tmp_path, {})
    words = ["--title", "Version 1 ends", "--kind", "notice", "--end", "2026-12-04 18:00"]
    words += ["--message", "Please move to version 2.", "--no-input"]
    result = CliRunner().invoke(cli, ["new", *words, "--root", str(folder), "--now", "2026-11-20 10:00"])
    assert result.exit_code == 0, result.output
    text = (folder / "incidents" / "2026" / "2026-11-20-version-1-ends.yml").read_text("utf-8")
    assert "\nkind: notice\n" in text
    assert "\nuntil: 2026-12-04 18:00\n" in text
    assert "severity" not in text
    assert "error" not in result.output
    checked = CliRunner().invoke(
        cli, ["check", "--strict", "--root", str(folder), "--now", "2026-11-20 10:00"]
    )
    assert checked.exit_code == 0, checked.output
