"""The page of a record: the numbers of the seed record, and which sections are present."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest

from afterword.records.record import Record
from afterword.render.environment import create_environment, render_page
from afterword.views.context import Context
from afterword.views.incident.model import IncidentPage
from afterword.views.incident.page import incident_page, record_parts
from afterword.views.incident.sections import SECTIONS
from afterword.views.text.words import ENGLISH
from tests.sites import DEMO, REPOSITORY, SMALLEST_ID, SMALLEST_RECORD, published, write_site

SEED = "2022-11-08-query-service-migration"


def build(context: Context, record: Record) -> IncidentPage:
    return incident_page(context, record, record_parts(context, record))


def page(folder: Path, record_id: str) -> IncidentPage:
    context = published(folder)
    return build(context, context.by_id[record_id])


def content(of: IncidentPage, key: str) -> Any:
    """Return what a page has in a section; None if it lacks the section."""
    return next((each.content for each in of.sections if each.key == key), None)


def keys(of: IncidentPage) -> list[str]:
    return [each.key for each in of.sections]


def test_the_seed_record_has_the_numbers_of_its_source() -> None:
    shown = page(REPOSITORY, SEED)
    levels = content(shown, "impact").levels
    assert [each.name for each in levels.columns] == ["Very overloaded", "Overloaded"]
    assert [(row.times, row.total) for row in levels.components] == [(("13 h 30 min", "17 h"), "30 h 30 min")]
    assert shown.trouble == "30 h 30 min of trouble, 13 h 30 min of it very overloaded"
    assert [row.duration for row in content(shown, "levels").chart.rows] == ["6 h 30 min", "7 h", "17 h"]
    trigger, *causes = content(shown, "why")
    assert [(trigger.heading, cause.category) for cause in trigger.items] == [("Trigger", "Migration")]
    assert [(group.heading, len(group.items)) for group in causes] == [
        ("Causes", 2),
        ("Amplifier", 1),
        ("Latent condition", 1),
    ]
    stated, absent = content(shown, "unknowns")
    assert (absent.reason, [thing.name for thing in absent.things]) == (
        "Announced, but not published",
        ["lessons and action items"],
    )
    assert stated.things[0].name.startswith("time zone, severity, how it was detected, ")
    assert "response" not in keys(shown)  # it would have only the start and the end of the windows
    assert shown.zone_note
    assert shown.row.period is not None
    assert shown.row.period.start.zone == "zone not stated"
    html = render_page(create_environment(ENGLISH), shown)
    table = html.partition("What was affected, and when</caption>")[2].partition("</table>")[0]
    assert "23:30" in table
    assert "zone not stated" not in table  # it is said once, below the drawing


def test_the_smallest_record_has_few_sections(tmp_path: Path) -> None:
    shown = page(write_site(tmp_path), SMALLEST_ID)
    assert keys(shown) == ["levels", "updates", "response"]
    assert shown.tags == ()


def test_updates_come_first_while_a_record_is_open_and_after_the_levels_once_it_is_over(
    tmp_path: Path,
) -> None:
    assert keys(page(write_site(tmp_path / "over"), SMALLEST_ID))[:2] == ["levels", "updates"]
    open_record = SMALLEST_RECORD.replace(", end: 2026-11-20 10:15", "").replace("resolved", "monitoring")
    shown = page(write_site(tmp_path / "open", {SMALLEST_ID: open_record}), SMALLEST_ID)
    assert keys(shown)[:2] == ["updates", "levels"]


def test_the_facts_say_how_long_it_lasted_and_how_much_of_it_was_the_worst_level() -> None:
    context = published(DEMO)
    said = {each.id: build(context, each).trouble for each in context.records}
    assert said["2026-09-08-search-overloaded"] == "10 h 35 min of trouble, 2 h 40 min of it a major outage"
    assert said["2026-10-13-document-store-move"].endswith(" in all, all of it under maintenance")
    assert " of trouble so far, " in said["2026-11-23-uploads-slow"]


def test_what_customers_can_do_and_what_is_affected_come_before_the_chart_and_the_account() -> None:
    context = published(DEMO)
    shown = build(context, context.by_id["2026-09-08-search-overloaded"])
    assert keys(shown) == [
        "apology", "customer-actions", "impact", "symptoms", "levels", "background", "why", "limited-by", "actions",
        "resolution", "updates", "timeline", "response", "lessons", "own", "thanks", "corrections", "related", "links",
    ]  # fmt: skip
    assert shown.corrected == "Last corrected on 26 October 2026"
    assert shown.post_mortem is not None
    assert shown.post_mortem.status == "Post-mortem: published"


def test_updates_beyond_five_are_folded() -> None:
    context = published(DEMO)
    updates = content(build(context, context.by_id["2026-09-08-search-overloaded"]), "updates")
    assert (len(updates.latest), len(updates.older), updates.more) == (5, 4, "4 earlier updates")
    assert updates.latest[0].state.slug == "resolved"


def test_action_items_whose_owner_is_not_known_are_named(tmp_path: Path) -> None:
    record = f"""\
{SMALLEST_RECORD}action_items:
  - {{id: a1, title: Add an alert, status: open, owner: team-search}}
  - {{id: a2, title: Warm the cache, status: open}}
unknowns:
  - {{field: action_items.owner, reason: not_stated}}
  - {{field: lessons, reason: pending}}
"""
    shown = page(write_site(tmp_path, {SMALLEST_ID: record}), SMALLEST_ID)
    assert [(each.reason, each.things[0].name) for each in content(shown, "unknowns")] == [
        ("Not known yet", "lessons"),
        ("Not stated", "owner of “Warm the cache”"),
    ]


def test_section_keys_are_unique_because_each_is_a_fragment_id() -> None:
    assert len({section.key for section in SECTIONS}) == len(SECTIONS)


def test_updates_are_newest_first_with_fragment_ids_from_their_times(tmp_path: Path) -> None:
    shown = page(write_site(tmp_path), SMALLEST_ID)
    assert [update.fragment_id for update in content(shown, "updates").latest] == [
        "update-20261120T102000",
        "update-20261120T095200",
    ]


def test_two_updates_in_the_same_minute_have_different_fragment_ids(tmp_path: Path) -> None:
    record = SMALLEST_RECORD.replace("10:20", "09:52")
    shown = page(write_site(tmp_path, {SMALLEST_ID: record}), SMALLEST_ID)
    assert len({update.fragment_id for update in content(shown, "updates").latest}) == 2


def test_a_record_is_shown_in_its_own_zone(tmp_path: Path) -> None:
    record = "timezone: Asia/Tokyo\n" + SMALLEST_RECORD
    shown = page(write_site(tmp_path, {SMALLEST_ID: record}), SMALLEST_ID)
    assert shown.row.period is not None
    assert shown.row.period.text == "20 November 2026, 09:40 – 10:15"
    assert shown.row.period.start.zone == "JST"


def test_response_times_name_their_milestones(tmp_path: Path) -> None:
    shown = page(write_site(tmp_path), SMALLEST_ID)
    assert [(each.name, each.between, each.duration) for each in content(shown, "response").times] == [
        ("Time to notify", "From start to first public notice", "12 min"),
        ("Time to resolve", "From start to resolution", "35 min"),
    ]


def test_cancelled_maintenance_has_no_response(tmp_path: Path) -> None:
    cancelled = """\
title: Search moves
kind: maintenance
scheduled: {start: 2026-11-25 10:00, end: 2026-11-25 12:00, announced: 2026-11-20 10:00}
updates:
  - {at: 2026-11-20 10:00, status: scheduled, body: Search moves.}
  - {at: 2026-11-21 10:00, status: cancelled, body: It stays.}
"""
    shown = page(write_site(tmp_path, {"2026-11-25-search-moves": cancelled}), "2026-11-25-search-moves")
    assert "response" not in keys(shown)


def test_maintenance_in_several_slots_begins_with_a_time_that_readers_see_in_their_zone(
    tmp_path: Path,
) -> None:
    nights = """\
title: Search moves
kind: maintenance
scheduled:
  - {start: 2026-12-01 01:00, end: 2026-12-01 03:00}
  - {start: 2026-12-02 01:00, end: 2026-12-02 03:00}
updates:
  - {at: 2026-11-20 10:00, status: scheduled, body: Search moves.}
"""
    shown = page(write_site(tmp_path, {"2026-12-01-search-moves": nights}), "2026-12-01-search-moves")
    facts = render_page(create_environment(ENGLISH), shown).partition("</ul>")[0]
    assert re.search(r"<li>planned for <time datetime=\S+ data-aw>.*1 December 2026, .*01:00</time>", facts)


@pytest.mark.parametrize(
    ("more", "announcement", "shows"),
    [
        ("", "", False),
        ("", ", announced: 2026-11-20 10:00", False),
        ("", ", announced: 2026-11-19 10:00", True),
        ("milestones: {notified: 2026-11-20 09:00}\n", "", True),
        ("detection: {method: staff}\n", "", True),
    ],
)
def test_the_first_update_alone_is_no_response(
    tmp_path: Path, more: str, announcement: str, shows: bool
) -> None:
    announced = f"""\
title: Search moves
kind: maintenance
scheduled: {{start: 2026-12-25 10:00, end: 2026-12-25 12:00{announcement}}}
{more}updates:
  - {{at: 2026-11-20 10:00, status: scheduled, body: Search moves.}}
"""
    shown = page(write_site(tmp_path, {"2026-12-25-search-moves": announced}), "2026-12-25-search-moves")
    assert ("response" in keys(shown)) is shows


def test_the_demo_has_records_with_every_part_of_the_page() -> None:
    context = published(DEMO)
    pages = [build(context, record) for record in context.records]
    for name in IncidentPage._fields:
        if name not in ("zone_note", "language", "completes_itself", "silent"):
            assert any(getattr(shown, name) for shown in pages), name
    for section in SECTIONS:
        if section.key != "internal":
            contents = [found for shown in pages if (found := content(shown, section.key))]
            assert contents, section.key
            for name in getattr(contents[0], "_fields", ()):
                if name != "reviewers":
                    assert any(getattr(found, name) for found in contents), f"{section.key}: {name}"


@pytest.mark.parametrize(
    ("start", "since", "ongoing"),
    [
        ("2026-11-20", "20 November 2026", "about 4 d"),
        ("2026-11", "November 2026", "about 23 d"),
        ("2026-11-23 09:00~", "about 23 November 2026, 09:00", "about 3 h"),
    ],
)
def test_open_maintenance_without_windows_is_ongoing_from_its_announced_start(
    tmp_path: Path, start: str, since: str, ongoing: str
) -> None:
    text = "title: T\nsummary: S.\nkind: maintenance\nstatus: in_progress\n"
    text += f"scheduled: {{start: {start}, announced: 2026-10-20 10:00}}\n"
    write_site(tmp_path, {SMALLEST_ID: text})
    shown = page(tmp_path, SMALLEST_ID)
    assert (shown.since and shown.since.text, shown.ongoing_for) == (since, ongoing)


def test_a_record_that_is_over_is_not_ongoing(tmp_path: Path) -> None:
    write_site(tmp_path)
    assert page(tmp_path, SMALLEST_ID).since is None
