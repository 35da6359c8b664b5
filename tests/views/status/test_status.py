"""What the status page shows at a given time."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

import pytest

from afterword.records.zone import UTC_ZONE, read_time
from afterword.render.environment import create_environment, render_page
from afterword.views.about import about_page
from afterword.views.current.cards import Card
from afterword.views.status.page import StatusPage, status_page
from afterword.views.text.words import ENGLISH
from tests.sites import SMALL_SITE, SMALLEST_RECORD, prepared, write_site

OPEN = """\
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40}
updates:
  - {at: 2026-11-20 09:52, status: investigating, body: We are looking into it.}
"""
DOWN = """\
title: All down
severity: sev1
updates:
  - {at: 2026-11-20 09:52, status: investigating, body: Down.}
"""
UPKEEP = """\
title: New disks
kind: maintenance
scheduled: {start: 2026-11-21 20:00, end: 2026-11-21 22:00}
updates:
  - {at: 2026-11-19 09:00, status: scheduled, body: We will put in new disks., levels: {api: under_maintenance}}
"""


def at(text: str) -> datetime:
    return read_time(text, UTC_ZONE)


def page(folder: Path, now: str, site: str = SMALL_SITE, **records: str) -> StatusPage:
    named = {f"2026-11-20-{name}": text for name, text in records.items()}
    made = prepared(write_site(folder, named, site), now=at(now))
    return status_page(made.context, made.index)


def affected(card: Card) -> list[tuple[str, str]]:
    return [(each.link.text, each.level.name) for each in card.components if each.level]


def test_a_site_without_incidents_is_operational(tmp_path: Path) -> None:
    shown = page(tmp_path, "2026-11-20 12:00")
    assert shown.banner == "All systems operational"
    assert (shown.ongoing, shown.running, shown.announced) == ((), (), ())
    assert [day.items for day in shown.recent] == [()]


def test_a_site_without_components_shows_incidents_only(tmp_path: Path) -> None:
    shown = page(tmp_path, "2026-11-20 12:00", site="page: {name: Acme}\ntimezone: UTC\n")
    assert shown.groups == ()
    assert shown.banner == "All systems operational"


def test_one_affected_component_is_named(tmp_path: Path) -> None:
    shown = page(tmp_path, "2026-11-20 10:00", a=OPEN)
    assert shown.banner == "Search is degraded"
    (card,) = shown.ongoing
    assert card.duration == "20 min"
    assert affected(card) == [("Search", "Degraded")]
    assert card.latest is not None
    assert card.latest.body == "We are looking into it."


def test_two_components_are_named_worst_first(tmp_path: Path) -> None:
    other = OPEN.replace("component: search, level: degraded", "component: api, level: major_outage")
    assert page(tmp_path, "2026-11-20 10:00", a=OPEN, b=other).banner == "API: major outage, Search: degraded"


def test_two_components_at_one_level_share_a_clause(tmp_path: Path) -> None:
    other = OPEN.replace("component: search", "component: api")
    assert page(tmp_path, "2026-11-20 10:00", a=OPEN, b=other).banner == "Search and API are degraded"
    down = "level: major_outage"
    worse = [each.replace("level: degraded", down) for each in (OPEN, other)]
    assert page(tmp_path / "worse", "2026-11-20 10:00", a=worse[0], b=worse[1]).banner == (
        "Search and API: major outage"
    )


def test_more_than_two_components_are_counted_with_the_worst_level(tmp_path: Path) -> None:
    site = f"{SMALL_SITE}".replace("components:\n", "components:\n  - {id: web, name: Web}\n")
    others = {
        "b": OPEN.replace("component: search, level: degraded", "component: api, level: major_outage"),
        "c": OPEN.replace("component: search", "component: web"),
    }
    shown = page(tmp_path, "2026-11-20 10:00", site, a=OPEN, **others)
    assert shown.banner == "3 of 3 components affected, worst: major outage (API)"
    assert shown.banner_level.name == "Major outage"


def test_an_open_incident_stays_in_the_banner_when_its_components_have_recovered(tmp_path: Path) -> None:
    monitored = SMALLEST_RECORD.replace("status: resolved", "status: monitoring")
    assert (
        page(tmp_path, "2026-11-20 11:00", a=monitored).banner
        == "All components operational; an incident is still open"
    )


@pytest.mark.parametrize(
    ("now", "state", "overrun"),
    [
        ("2026-11-20 10:00", "Announced", False),
        ("2026-11-21 21:00", "In progress", False),
        ("2026-11-21 23:00", "In progress", True),
    ],
)
def test_announced_maintenance_is_listed_apart_from_incidents(
    tmp_path: Path, now: str, state: str, overrun: bool
) -> None:
    shown = page(tmp_path, now, a=UPKEEP)
    assert shown.ongoing == ()
    (card,) = shown.announced or shown.running
    assert bool(shown.running) == (state != "Announced")
    assert (card.state.name, card.overrun) == (state, overrun)
    assert card.announced[0].text == "21 November 2026, 20:00 – 22:00"


@pytest.mark.parametrize("kind", ["near_miss", "drill"])
def test_near_misses_and_drills_are_never_open_incidents(tmp_path: Path, kind: str) -> None:
    text = OPEN.replace("title:", f"kind: {kind}\ntitle:")
    shown = page(tmp_path, "2026-11-20 10:00", a=text)
    assert (shown.ongoing, shown.banner) == ((), "All systems operational")


def test_consecutive_days_without_incidents_share_a_line(tmp_path: Path) -> None:
    shown = page(tmp_path, "2026-11-23 12:00", a=SMALLEST_RECORD)
    assert [(day.heading, len(day.items)) for day in shown.recent] == [
        ("21 – 23 November 2026", 0),
        ("20 November 2026", 1),
        ("10 – 19 November 2026", 0),
    ]


def test_an_old_incident_is_still_listed_if_nothing_is_newer(tmp_path: Path) -> None:
    shown = page(tmp_path, "2030-01-10 12:00", a=SMALLEST_RECORD)
    assert [len(day.items) for day in shown.recent] == [0, 1]
    assert shown.recent[0].heading == "21 November 2026 – 10 January 2030"


def test_no_day_of_a_long_incident_is_listed_as_without_incidents(tmp_path: Path) -> None:
    long = SMALLEST_RECORD.replace("end: 2026-11-20 10:15", "end: 2026-11-22 10:15").replace(
        "at: 2026-11-20 10:20", "at: 2026-11-22 10:20"
    )
    shown = page(tmp_path, "2026-11-24 12:00", a=long)
    assert [day.heading for day in shown.recent] == [
        "23 – 24 November 2026",
        "20 November 2026",
        "11 – 19 November 2026",
    ]


def test_no_day_of_an_open_incident_is_listed_as_without_incidents(tmp_path: Path) -> None:
    shown = page(tmp_path, "2026-11-24 12:00", a=OPEN)
    assert [day.heading for day in shown.recent] == ["11 – 19 November 2026"]


@pytest.mark.parametrize("text", ["", "status: monitoring\n"])
def test_an_open_incident_without_any_time_counts_from_the_day_of_its_id(tmp_path: Path, text: str) -> None:
    shown = page(tmp_path, "2026-11-30 10:00", odd=f"title: Odd mails\nsummary: S.\n{text}")
    assert [each.heading for each in shown.recent] == ["17 – 19 November 2026"]
    (listed,) = shown.ongoing
    assert (listed.silent, listed.no_update_since and listed.no_update_since.text) == (
        True,
        "20 November 2026",
    )


def test_an_incident_that_is_over_and_has_no_time_is_listed_on_the_day_of_its_id(tmp_path: Path) -> None:
    shown = page(tmp_path, "2026-11-21 10:00", odd="title: T\nsummary: S.\nstatus: resolved\n")
    assert [(each.heading, len(each.items)) for each in shown.recent] == [
        ("21 November 2026", 0), ("20 November 2026", 1), ("8 – 19 November 2026", 0),
    ]  # fmt: skip


@pytest.mark.parametrize(
    ("start", "heading", "quiet"),
    [
        ("2025", "2025", "1 January – 23 November 2026"),
        ("2025-02~", "February 2025", "1 January – 23 November 2026"),
        ("2025-12-30", "30 December 2025", "1 January – 23 November 2026"),
    ],
)
def test_a_rough_start_heads_the_list_as_it_is_known(
    tmp_path: Path, start: str, heading: str, quiet: str
) -> None:
    rough = SMALLEST_RECORD.replace(
        "start: 2026-11-20 09:40, end: 2026-11-20 10:15", f"start: {start}, end: 2025-12-31"
    )
    rough = rough.replace("2026-11-20", "2025-12-31")
    made = prepared(write_site(tmp_path, {"2025-12-31-rough": rough}), now=at("2026-11-23 12:00"))
    shown = status_page(made.context, made.index)
    assert [(each.heading, len(each.items)) for each in shown.recent] == [(quiet, 0), (heading, 1)]


def test_no_day_of_the_month_or_year_that_an_incident_is_known_by_is_without_incidents(
    tmp_path: Path,
) -> None:
    rough = "title: T\nsummary: S.\nstatus: resolved\nmilestones: {started: 2026-10}\n"
    shown = page(tmp_path, "2026-11-03 12:00", a=rough)
    assert [(each.heading, len(each.items)) for each in shown.recent] == [
        ("1 – 3 November 2026", 0), ("October 2026", 1),
    ]  # fmt: skip


def test_an_incident_is_not_open_before_it_begins(tmp_path: Path) -> None:
    """Only a fast clock can lead to this: `check` refuses a start that is further ahead."""
    shown = page(tmp_path, "2026-11-20 09:36", a=OPEN.partition("updates")[0])
    assert (shown.ongoing, shown.banner) == ((), "All systems operational")


def test_an_open_incident_that_names_no_component_is_the_banner(tmp_path: Path) -> None:
    shown = page(tmp_path, "2026-11-20 12:00", a=DOWN)
    assert shown.banner == "Incident: All down"
    assert shown.banner_level.name == "Major outage"


def test_an_open_incident_without_impact_leaves_the_banner_operational(tmp_path: Path) -> None:
    twice = DOWN.replace("sev1", "sev4")
    shown = page(tmp_path, "2026-11-20 12:00", a=twice)
    assert shown.banner == "All components operational; an incident is still open"
    assert shown.banner_level.name == "Operational"


def test_the_banner_names_the_worst_of_the_incidents_that_name_no_component(tmp_path: Path) -> None:
    twice = DOWN.replace("sev1", "sev4").replace("09:52", "10:52").replace("All down", "Sent twice")
    slow = DOWN.replace("sev1", "sev3").replace("09:52", "11:52").replace("All down", "Slow")
    shown = page(tmp_path, "2026-11-20 12:00", a=DOWN, b=twice, c=slow)
    assert (shown.banner, shown.banner_level.name) == ("Incident: All down and 1 more", "Major outage")


def test_an_impact_without_a_level_of_its_status_gets_the_next_worse_level(tmp_path: Path) -> None:
    levels = (
        "  - {id: down, name: Down, status: major_outage}\n  - {id: gone, name: Gone, status: major_outage}\n"
    )
    site = f"{SMALL_SITE}levels:\n{levels}"
    shown = page(tmp_path, "2026-11-20 12:00", site=site, a=DOWN.replace("sev1", "sev3"))
    assert shown.banner_level.name == "Down"


def test_an_incident_that_names_no_component_comes_before_milder_levels(tmp_path: Path) -> None:
    shown = page(tmp_path, "2026-11-21 21:00", a=UPKEEP, b=DOWN)
    assert (shown.banner, shown.banner_level.name) == ("Incident: All down", "Major outage")


def test_an_update_can_set_the_level_of_a_component(tmp_path: Path) -> None:
    update = "- {at: 2026-11-20 09:52, status: investigating, body: Down., levels: {api: degraded}}"
    slow = f"title: All down\nseverity: sev1\nupdates:\n  {update}\n"
    shown = page(tmp_path, "2026-11-20 12:00", a=slow)
    assert shown.banner == "API is degraded"


def test_maintenance_does_not_count_as_affected(tmp_path: Path) -> None:
    slow = "title: Slow\nwindows:\n  - {component: search, level: degraded, start: 2026-11-21 20:30}\n"
    shown = page(tmp_path, "2026-11-21 21:00", a=UPKEEP, b=slow)
    assert shown.banner == "Search is degraded"


def test_maintenance_in_progress_is_shown_consistently(tmp_path: Path) -> None:
    shown = page(tmp_path, "2026-11-21 21:00", a=UPKEEP)
    (card,) = shown.running
    assert card.level == "under_maintenance"
    assert shown.banner == "Maintenance in progress"
    assert affected(card) == [("API", "Under maintenance")]
    assert [row.level.name for group in shown.groups for row in group.components] == [
        "Operational",
        "Under maintenance",
    ]


def test_announced_maintenance_affects_nothing_yet(tmp_path: Path) -> None:
    shown = page(tmp_path, "2026-11-20 12:00", a=UPKEEP)
    (card,) = shown.announced
    assert card.level == ""
    assert affected(card) == []
    assert [(each.link.text, each.hidden) for each in card.components] == [("API", False)]
    assert shown.banner == "All systems operational"


def test_cancelled_maintenance_names_its_components(tmp_path: Path) -> None:
    cancelled = f"{UPKEEP}  - {{at: 2026-11-20 09:00, status: cancelled, body: Not this week.}}\n"
    (card,) = page(tmp_path, "2026-11-20 12:00", a=cancelled).announced
    assert [(each.link.text, each.level, each.hidden) for each in card.components] == [("API", None, False)]


def test_scope_and_share_are_told_in_banner_card_and_row(tmp_path: Path) -> None:
    text = OPEN.replace("09:40}", "09:40, scope: eu, share: ~30 % of requests}")
    site = f"{SMALL_SITE}scopes: [{{id: eu, name: Europe}}]\n"
    shown = page(tmp_path, "2026-11-20 10:00", site=site, a=text)
    assert shown.banner == "Search is degraded (Europe, about 30 % of requests)"
    (level,) = (each.level for each in shown.ongoing[0].components)
    rows = {row.id: row.level for group in shown.groups for row in group.components}
    assert level
    assert level.extent == rows["search"].extent == " (Europe, about 30 % of requests)"
    long = text.replace("scope: eu", f"scope: {'x' * 60}")
    assert page(tmp_path, "2026-11-20 10:00", site=site, a=long).banner == "Search is degraded (in part)"


def test_a_site_without_descriptions_has_no_column_for_them(tmp_path: Path) -> None:
    for number, (site, described) in enumerate((
        (SMALL_SITE, False),
        (f"{SMALL_SITE}levels: [{{id: slow, name: Slow, status: partial_outage, description: Wait.}}]\n", True),
    )):  # fmt: skip
        made = prepared(write_site(tmp_path / str(number), {}, site), now=at("2026-11-20 10:00"))
        shown = about_page(made.context, made.index)
        html = render_page(create_environment(ENGLISH), shown)
        assert (shown.levels_described, shown.severities_described) == (described, False)
        assert html.count(">Meaning</th>") == int(described)


def test_the_tab_says_what_is_wrong_and_the_banner_links_to_the_open_incidents(tmp_path: Path) -> None:
    more = dict.fromkeys("bcd", OPEN)
    shown = page(tmp_path, "2026-11-20 10:00", a=OPEN, **more)
    assert shown.head.document_title == shown.banner
    assert shown.head.icon == f"embed/levels/{shown.banner_level.slug}.svg"
    assert [link.address for link in shown.open_incidents] == [
        card.link.address for card in shown.ongoing[:2]
    ]
    assert shown.more_incidents == "and 2 more"


def test_a_component_that_has_recovered_in_an_open_incident_is_operational_again(tmp_path: Path) -> None:
    monitored = SMALLEST_RECORD.replace("status: resolved", "status: monitoring")
    (card,) = page(tmp_path, "2026-11-20 12:00", a=monitored).ongoing
    (component,) = card.components
    assert component.level is not None
    assert f"{component.level.name}{component.level.extent}" == "Operational again"
    assert (component.hidden, card.level) == (False, "operational")


def test_an_open_incident_without_components_has_the_colour_of_its_severity(tmp_path: Path) -> None:
    text = (
        "title: Odd\nseverity: sev1\nupdates: [{at: 2026-11-20 09:00, status: investigating, body: Odd.}]\n"
    )
    (card,) = page(tmp_path, "2026-11-20 12:00", a=text).ongoing
    assert card.level == "major_outage"


def test_the_version_of_the_page_changes_with_records_and_not_with_the_clock(tmp_path: Path) -> None:
    first = page(tmp_path / "1", "2026-11-20 10:00", a=OPEN)
    later = page(tmp_path / "2", "2026-11-20 11:00", a=OPEN)
    edited = page(tmp_path / "3", "2026-11-20 10:00", a=OPEN.replace("search", "api"))
    assert first.version == later.version != edited.version


@pytest.mark.parametrize("typed", ["09:40~", "09:40+00:00"])
def test_the_version_changes_with_how_a_time_is_typed(tmp_path: Path, typed: str) -> None:
    first, edited = (
        page(tmp_path / name, "2026-11-20 10:00", a=text)
        for name, text in (("1", OPEN), ("2", OPEN.replace("09:40", typed, 1)))
    )
    assert first.version != edited.version
