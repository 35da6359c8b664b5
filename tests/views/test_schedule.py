"""At a later time, the schedule shows what a build at that time would show."""

from __future__ import annotations

import json
from datetime import datetime, timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.records.project import Project
from afterword.records.record import Record
from afterword.views.audience import Audience, for_audience
from afterword.views.context import SCHEDULE_LIMIT, Context
from afterword.views.current.banner import open_incidents, open_maintenance
from afterword.views.current.cards import card
from afterword.views.current.schedule import (
    Schedule,
    StateChange,
    components_schedule,
    schedule,
    schedule_of,
)
from tests.timeline.building import clock, minute, record, site, update, window

CANARY = "CANARY-WRITTEN-AHEAD"
UPKEEP = """\
kind: maintenance
scheduled: {start: 2026-03-01 01:00, end: 2026-03-01 02:00}
updates:
  - {at: 2026-02-20 09:00, status: scheduled, body: New disks., levels: {api: upkeep}}
"""
NOW = minute(0)


def context(now: datetime, *records: Record) -> Context:
    cut = for_audience(Project(site(), records), Audience.PUBLIC, now)
    return Context(cut, Audience.PUBLIC, now)


def planned(now: datetime, *records: Record) -> Schedule:
    shown = context(now, *records)
    return schedule(shown, (*open_incidents(shown), *open_maintenance(shown)))


def merged(changes: tuple[StateChange, ...], at: datetime) -> StateChange:
    """Merge changes as the script does, up to an instant."""
    past = [change for change in changes if change.at <= at.timestamp()]
    return StateChange(
        at=0,
        banner=[change.banner for change in past if change.banner][-1],
        levels={each: level for change in past for each, level in change.levels.items()},
        cards={each: card for change in past for each, card in change.cards.items()},
    )


def test_announced_maintenance_begins_at_its_start_and_runs_over_after_its_end() -> None:
    first, begun, late, silent = planned(NOW, record(UPKEEP)).changes
    (card,) = first.cards.values()
    assert (card.state[1], card.upcoming, card.since) == ("Announced", True, None)
    assert begun.at == minute(60).timestamp()
    assert begun.banner == ("upkeep", "Maintenance in progress")
    assert begun.levels == {"api": ("upkeep", ""), "group.core": ("upkeep", "")}
    (card,) = begun.cards.values()
    assert (card.state[1], card.overrun, card.since) == ("In progress", False, minute(60).timestamp())
    assert card.levels == {"api": ("upkeep", "")}
    (card,) = late.cards.values()
    assert (late.at, card.overrun, card.silent) == (minute(120).timestamp(), True, False)
    (card,) = silent.cards.values()
    assert (silent.at, card.silent) == (minute(120 + 24 * 60).timestamp(), True)


def test_nothing_becomes_operational_without_the_end_of_a_window() -> None:
    last = merged(planned(NOW, record(UPKEEP)).changes, minute(60 * 24 * 30))
    assert last.levels["api"] == ("upkeep", "")
    assert last.banner == ("upkeep", "Maintenance in progress")


def test_what_began_at_a_rough_time_goes_on_for_about_so_long() -> None:
    for start, about in ((clock(-30), False), (f"{clock(-30)}~", True)):
        one = record("windows:\n" + window("degraded", start))
        (state,) = planned(NOW, one).changes[0].cards.values()
        assert state.about is about
        assert card(context(NOW, one), one).duration == ("about 30 min" if about else "30 min")


def test_a_window_that_ends_later_ends_its_level_then() -> None:
    text = "windows:\n" + window("degraded", clock(-30), clock(45)) + "updates:\n" + update(-20, "identified")
    changes = planned(NOW, record(text)).changes
    assert merged(changes, minute(44)).levels["search"] == ("degraded", "")
    assert merged(changes, minute(45)).levels["search"] == ("operational", "")
    assert merged(changes, minute(45)).banner == (
        "operational",
        "All components operational; an incident is still open",
    )


def test_a_group_is_at_the_worst_level_of_its_components() -> None:
    first = "windows:\n" + window("degraded", clock(-30))
    second = "windows:\n" + window("overloaded", clock(-20), component="api")
    held = (
        planned(NOW, record(first, name="2026-03-01-a"), record(second, name="2026-03-01-b"))
        .changes[0]
        .levels
    )
    assert held == {"search": ("degraded", ""), "api": ("overloaded", ""), "group.core": ("overloaded", "")}


def test_the_schedule_contains_nothing_that_was_written_in_advance() -> None:
    """No text of a future update, no state that it sets, and no future milestone."""
    text = (
        "milestones: {resolved: 2026-03-01 03:00}\nwindows:\n"
        + window("degraded", clock(-30))
        + f"updates:\n  - {{at: {clock(90)}, status: resolved, body: {CANARY}}}\n"
    )
    shown = planned(NOW, record(text))
    first, later = shown.changes
    ((address, card),) = first.cards.items()
    assert later == StateChange(later.at, None, {}, {address: card._replace(silent=True)})
    assert CANARY not in json.dumps(shown.value)
    assert context(minute(200), record(text)).lifecycle["2026-03-01-trouble"].state == "resolved"


def test_an_internal_record_is_not_in_the_schedule() -> None:
    hidden = record(f"visibility: internal\n{UPKEEP}")
    assert len(planned(NOW, hidden).changes) == 1


def test_times_after_ninety_days_are_left_out_and_changes_are_limited() -> None:
    late = UPKEEP.replace("2026-03-01", "2026-06-20")
    assert len(planned(NOW, record(late)).changes) == 1
    many = "windows:\n" + "".join(
        window("degraded" if n % 2 else "overloaded", clock(n), clock(n + 1)) for n in range(1, 90)
    )
    assert len(planned(NOW, record(f"status: investigating\n{many}")).changes) == SCHEDULE_LIMIT + 1


def test_the_schedule_of_a_component_has_its_own_levels_only() -> None:
    slow = f"windows:\n{window('degraded', clock(-30), clock(45))}"
    shown = context(NOW, record(UPKEEP, name="2026-03-01-a"), record(slow, name="2026-03-01-b"))
    whole = components_schedule(shown)
    assert {(change.banner, len(change.cards)) for change in whole.changes} == {(None, 0)}
    api, search = schedule_of(whole, ("api",)), schedule_of(whole, ("search",))
    assert [change.levels for change in api.changes] == [
        {"api": ("operational", "")},
        {"api": ("upkeep", "")},
    ]
    assert [change.levels for change in search.changes] == [
        {"search": ("degraded", "")},
        {"search": ("operational", "")},
    ]
    assert list(api.labels) == ["operational", "upkeep"]
    assert (search.changes[1].at, search.built_at) == (minute(45).timestamp(), whole.built_at)


def test_the_schedule_says_when_the_page_is_stale() -> None:
    assert planned(NOW).stale_after == 24 * 3600
    assert planned(NOW).built_at_text == "1 March 2026, 00:00 UTC"


minutes = st.integers(-200, 200)
levels = st.sampled_from(["upkeep", "degraded", "overloaded"])


@st.composite
def records(draw: st.DrawFn, number: int) -> Record:
    """Build records with updates until minute 0 and announced times later."""
    lines = []
    for _ in range(draw(st.integers(0, 2))):
        start = draw(minutes)
        end = clock(start + draw(st.integers(1, 150))) if draw(st.booleans()) else ""
        lines.append(window(draw(levels), clock(start), end, draw(st.sampled_from(["search", "api"]))))
    text = "windows:\n" + "".join(lines) if lines else ""
    if draw(st.booleans()):
        start = draw(minutes)
        text += f"kind: maintenance\nscheduled: {{start: {clock(start)}, end: {clock(start + 60)}}}\n"
        status = draw(st.sampled_from(["scheduled", "in_progress", "verifying", "completed", ""]))
    else:
        status = draw(st.sampled_from(["investigating", "monitoring", "resolved", ""]))
    if status:
        at = clock(draw(st.integers(-200, 0)))
        text += f"updates:\n  - {{at: {at}, status: {status}, body: Update., levels: {{api: degraded}}}}\n"
    return record(text, name=f"2026-03-01-{number}")


@settings(max_examples=150, deadline=None)
@given(st.data())
def test_at_each_instant_the_schedule_shows_what_a_build_would_show(data: st.DataObject) -> None:
    made = tuple(data.draw(records(number)) for number in range(data.draw(st.integers(1, 3))))
    changes = planned(NOW, *made).changes
    at = minute(0) + timedelta(minutes=data.draw(st.integers(0, 400)))
    kept, built = merged(changes, at), planned(at, *made).changes[0]
    assert (kept.banner, kept.levels) == (built.banner, built.levels)
    shared = kept.cards.keys() & built.cards.keys()
    assert {each: kept.cards[each] for each in shared} == {each: built.cards[each] for each in shared}


def test_what_a_level_holds_for_is_in_every_later_state() -> None:
    text = (
        "windows:\n"
        f"  - {{component: api, level: overloaded, start: {clock(-30)}, end: {clock(30)}, scope: Europe, "
        "share: ~30 % of requests}\n"
        f"  - {{component: api, level: degraded, start: {clock(30)}, scope: US}}\n"
    )
    changes = planned(NOW, record(text)).changes
    for at, held, sentence in (
        (
            0,
            ("overloaded", " (Europe, about 30 % of requests)"),
            "overloaded (Europe, about 30 % of requests)",
        ),
        (30, ("degraded", " (US)"), "degraded (US)"),
    ):
        shown = merged(changes, minute(at))
        assert shown.levels["api"] == held
        assert [card.levels for card in shown.cards.values()] == [{"api": held}]
        assert shown.banner == (held[0], f"API is {sentence}")
