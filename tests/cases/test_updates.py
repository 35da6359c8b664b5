"""Updates that change no state, promise the next one, and say where they were sent and when they were edited."""

from __future__ import annotations

import json

import pytest

from afterword.formats.registry import latest_fragments, record_artifacts
from afterword.output.pages import rendered_page
from afterword.records.project import Project
from afterword.records.record import Record
from afterword.render.environment import create_environment, render_page
from afterword.timeline.lifecycle import promised_update, state_at, update_states, updates_until
from afterword.timeline.published_times import published_times
from afterword.timeline.valid_until import upcoming_changes
from afterword.views.audience import Audience, for_audience
from afterword.views.context import Context
from afterword.views.current.cards import card
from afterword.views.current.schedule import schedule
from afterword.views.incident.page import incident_page, record_parts
from afterword.views.index.queries import NoRecords, RecordIndex
from afterword.views.status.page import status_page
from afterword.views.text.words import ENGLISH
from tests.checks.demo import BEGIN, only
from tests.timeline.building import at, record, site

ENVIRONMENT = create_environment(ENGLISH)
PROMISING = """\
updates:
  - at: 2026-03-01 09:50
    status: identified
    body: A disk is full.
    next_update: 2026-03-01 10:20
  - at: 2026-03-01 10:00
    status: update
    body: We are adding a disk.
    next_update: 2026-03-01 10:30
    sent_to: [status page, e-mail to *all* customers]
    edited: 2026-03-01 10:05
"""


def context(text: str, now: str) -> tuple[Context, Record]:
    made = record(text)
    shown = Context(
        for_audience(Project(site(), (made,)), Audience.PUBLIC, at(now)), Audience.PUBLIC, at(now)
    )
    return shown, shown.by_id[made.id]


def page(text: str, now: str) -> str:
    shown, made = context(text, now)
    return rendered_page(ENVIRONMENT, incident_page(shown, made, record_parts(shown, made))).html


def fragments(text: str, now: str) -> dict[str, str]:
    shown, made = context(text, now)
    given = shown, made, record_parts(shown, made), ENVIRONMENT
    return {**record_artifacts(*given).fragments, **latest_fragments(*given)}


def test_an_update_leaves_the_state_as_it_was() -> None:
    made = record(PROMISING)
    assert state_at(made, at("2026-03-01 10:10")) == "identified"
    assert update_states(made, updates_until(made, at("2026-03-01 10:10"))) == ("identified", "identified")


@pytest.mark.parametrize(
    ("text", "state"),
    [
        ("updates: [{at: 2026-03-01 10:00, status: update, body: x}]", "investigating"),
        ("status: monitoring\nupdates: [{at: 2026-03-01 10:00, status: update, body: x}]", "monitoring"),
        (
            "kind: maintenance\nscheduled: {start: 2026-03-02 10:00, end: 2026-03-02 11:00}\n"
            "updates: [{at: 2026-03-01 10:00, status: update, body: x}]",
            "scheduled",
        ),
        (
            "kind: maintenance\nscheduled: {start: 2026-03-01 09:00, end: 2026-03-02 11:00}\nupdates:\n"
            "  - {at: 2026-02-01 10:00, status: scheduled, body: x}\n"
            "  - {at: 2026-03-01 10:00, status: update, body: x}\n",
            "in_progress",
        ),
        (
            "updates:\n  - {at: 2026-03-01 09:00, status: resolved, body: x}\n"
            "  - {at: 2026-03-01 10:00, status: update, body: x}\n",
            "resolved",
        ),
    ],
    ids=["first of an incident", "with a status", "before a maintenance", "during it", "after the end"],
)
def test_an_update_has_the_state_that_the_record_has_without_it(text: str, state: str) -> None:
    made = record(text)
    now = at("2026-03-01 10:10")
    assert state_at(made, now) == update_states(made, updates_until(made, now))[-1] == state


def test_the_page_names_the_update_and_shows_everything_about_it() -> None:
    shown = page(PROMISING, "2026-03-01 10:10")
    assert "Update</span>" in shown
    assert "Next update by <time" in shown
    assert "Edited <time" in shown
    assert 'Sent to <span dir="auto">status page; e-mail to *all* customers</span>' in shown


def test_the_api_keeps_the_state_and_gives_the_time_of_the_edit() -> None:
    incident = json.loads(fragments(PROMISING, "2026-03-01 10:10")["statuspage"])
    newest = incident["incident_updates"][0]
    assert (incident["status"], newest["status"]) == ("identified", "identified")
    assert newest["updated_at"] == "2026-03-01T10:05:00.000Z"


def test_feeds_contain_it_and_are_updated_by_an_edit() -> None:
    (entry,) = json.loads(fragments(PROMISING, "2026-03-01 10:10")["feed.json"])
    assert "Next update by 1 March 2026, 10:30 UTC" in json.loads(entry[-1])["content_html"]
    shown, made = context(PROMISING, "2026-03-01 10:10")
    assert published_times(made, shown.lifecycle[made.id], shown.now).latest == at("2026-03-01 10:05")


def test_a_promise_is_that_of_the_latest_update_until_the_record_is_over() -> None:
    made = record(PROMISING + "  - {at: 2026-03-01 11:00, status: resolved, body: Done.}\n")
    assert promised_update(made, at("2026-03-01 09:55")) == at("2026-03-01 10:20")
    assert promised_update(made, at("2026-03-01 10:10")) == at("2026-03-01 10:30")
    assert promised_update(made, at("2026-03-01 11:00")) is None


def test_a_promise_that_has_passed_is_late_on_the_page_and_on_the_card() -> None:
    late = "Late: the next update was promised for"
    assert f"<!--later:<li data-aw-late hidden><strong>{late}" in page(PROMISING, "2026-03-01 10:29")
    assert f"<li data-aw-late><strong>{late}" in page(PROMISING, "2026-03-01 10:30")
    shown, made = context(PROMISING, "2026-03-01 10:30")
    promised = card(shown, made).promised
    assert promised
    assert promised.late
    index = RecordIndex((), NoRecords())
    of_status = render_page(ENVIRONMENT, status_page(shown, index))
    assert f"<li data-aw-late><strong>{late}" in of_status
    assert "data-aw-next" not in of_status
    before = render_page(ENVIRONMENT, status_page(context(PROMISING, "2026-03-01 10:29")[0], index))
    assert "<li data-aw-next>Next update by" in before


def test_the_script_learns_when_the_next_update_becomes_late() -> None:
    shown, made = context(PROMISING, "2026-03-01 10:10")
    before, after, *_ = schedule(shown, (made,)).changes
    assert [card.late for change in (before, after) for card in change.cards.values()] == [False, True]
    assert after.at == at("2026-03-01 10:30").timestamp()


def test_next_change_names_the_promise() -> None:
    shown, made = context(PROMISING, "2026-03-01 10:10")
    changes = upcoming_changes(made, shown.zone, shown.now)
    assert (at("2026-03-01 10:30"), "updates.next_update") in changes


def test_a_card_shows_the_state_that_its_latest_update_does_not_name() -> None:
    shown, made = context(PROMISING, "2026-03-01 10:10")
    assert card(shown, made).shows_state
    shown, made = context(PROMISING, "2026-03-01 09:55")
    assert not card(shown, made).shows_state


@pytest.mark.parametrize("wrong", ["next_update: 2026-11-19 10:20", "edited: 2026-11-19 10:20"])
def test_a_time_of_an_update_before_the_update_itself_is_a_mistake(wrong: str) -> None:
    text = f"{BEGIN}status: resolved\nupdates:\n  - {{at: 2026-11-20 10:00, status: resolved, body: x y, {wrong}}}\n"
    assert only(text, "update-times").location.line == 5
