"""Times and numbers are shown as precisely as they are known, and totals do not hide the main fact."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

from tests.sites import SMALLEST_ID, prepared, write_site

ID = "2026-11-20-a"
SITE = """\
page: {name: Acme, url: 'https://status.acme.example/'}
timezone: Europe/Berlin
scopes: [{id: eu, name: Central Europe}]
components:
  - {id: search, name: Search}
  - {id: api, name: API}
  - {id: web, name: Web app}
"""
NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)


def published(folder: Path, text: str, record_id: str = ID) -> tuple[str, dict[str, Any], Mapping[str, str]]:
    """Return the text of a record's page, its JSON, and all pages and files by address or path."""
    build = prepared(write_site(folder, {record_id: text}, SITE), now=NOW)
    files = {file.path: file.data.decode("utf-8", "replace") for file in build.all_files()}
    pages = {page.address: page.html for page in build.pages()}
    page = pages[f"incidents/{record_id}/"]
    return words_of(page), json.loads(files[f"data/v1/incidents/{record_id}.json"]), pages | files


def words_of(page: str) -> str:
    """Return the text of a page, in one line."""
    return " ".join(re.sub(r"<[^>]*>", " ", page).split())


DAY_ONLY = """\
title: Only the day is known
kind: near_miss
summary: A change went out.
timezone: America/New_York
status: resolved
timeline:
  - {at: 2026-11-18, kind: change, text: It went out.}
  - {at: 2026-10~, kind: change, text: It was planned.}
"""


def test_a_day_is_shown_as_a_day_without_clock_time_or_conversion(tmp_path: Path) -> None:
    _, data, made = published(tmp_path, DAY_ONLY)
    page = made[f"incidents/{ID}/"]
    assert '<time datetime="2026-11-18">18 November 2026</time>' in page
    assert '<time datetime="2026-10">about October 2026</time>' in page
    assert not re.search(r"\d\d:\d\d", words_of(page))
    assert [(each["at"], each["at_precision"]) for each in data["timeline"]] == [
        ("2026-10-01T04:00:00Z", "about_month"),
        ("2026-11-18T05:00:00Z", "day"),
    ]


ROUGH_UPDATE = """\
title: A notice with rough times
kind: notice
publish_at: 2026-11-20~
until: 2026-12
updates:
  - {at: 2026-11-21 10:00, status: update, body: It ends in December., next_update: 2026-12-01, edited: 2026-11-22~}
"""


def test_the_json_says_how_precise_promised_and_edited_times_are(tmp_path: Path) -> None:
    _, data, _ = published(tmp_path, ROUGH_UPDATE)
    assert (data["publish_at_precision"], data["until_precision"]) == ("about_day", "month")
    (update,) = data["updates"]
    kinds = ("next_update", "edited", "publish_at")
    assert [update[f"{kind}_precision"] for kind in kinds] == ["day", "about_day", None]


TWO_COMPONENTS = """\
title: Data is out of date for 20 hours, webhooks are paused
summary: Search was behind.
status: resolved
windows:
  - {component: search, level: degraded, start: 2026-11-20 00:00, end: 2026-11-20 20:00, label: out of date}
  - {component: api, level: major_outage, start: 2026-11-20 00:10, end: 2026-11-20 20:00, label: paused}
"""


def test_totals_are_shown_for_each_component_too(tmp_path: Path) -> None:
    page, data, _ = published(tmp_path, TWO_COMPONENTS)
    assert "Search – 20 h 20 h" in page
    assert "API 19 h 50 min – 19 h 50 min" in page
    assert "Together 19 h 50 min 10 min 20 h" in page
    components = {each["id"]: each for each in data["totals"]["components"]}
    assert components["search"]["levels"][0]["id"] == "degraded"
    assert components["search"]["seconds"] == 72_000
    assert data["totals"]["seconds"] == 72_000


def test_a_level_that_is_never_the_worst_of_all_has_a_column_too(tmp_path: Path) -> None:
    hidden = TWO_COMPONENTS.replace("start: 2026-11-20 00:10", "start: 2026-11-20 00:00")
    page, data, _ = published(tmp_path, hidden)
    assert "Component ✕ Major outage ▲ Degraded In all" in page
    assert "Search – 20 h 20 h" in page
    assert "Together 20 h – 20 h" in page
    assert [each["id"] for each in data["totals"]["levels"]] == ["major_outage"]


def test_a_zone_stands_only_behind_a_clock_time(tmp_path: Path) -> None:
    day_only = "updates: [{at: 2026-11-20, status: resolved, body: Over.}]"
    mixed = (
        TWO_COMPONENTS.replace("status: resolved", day_only)
        + "exposure: {since: 2026-11-18, until: 2026-11-18 08:30, what: Names.}\n"
    )
    page, _, made = published(tmp_path, mixed)
    assert "18 November 2026 – 18 November 2026, 08:30 CET (" in page
    assert "20 November 2026\\, Resolved: Over." in made["calendar.ics"].replace("\r\n ", "")
    assert "20 November 2026</time></small>" in made["feed.json"].replace("\\", "")


SEPARATE = """\
title: Search was down twice
summary: It came back.
windows:
  - {component: search, level: degraded, start: 2026-11-18 10:00, end: 2026-11-18 11:00}
  - {component: api, level: degraded, start: 2026-11-20 10:00, end: 2026-11-20 11:00}
updates:
  - {at: 2026-11-18 10:05, status: investigating, body: It is slow.}
  - {at: 2026-11-20 11:05, status: resolved, body: It is over.}
"""


def test_the_time_to_resolve_of_separate_windows_has_a_name_of_its_own(tmp_path: Path) -> None:
    page, data, _ = published(tmp_path, SEPARATE)
    assert "Time to resolve, with pauses 2 d 1 h From start to resolution" in page
    assert [each["name"] for each in data["response_times"]] == [
        "time_to_notify", "time_to_resolve_with_pauses",
    ]  # fmt: skip
    later, data, _ = published(tmp_path / "a", SEPARATE + "milestones: {resolved: 2026-11-20 12:00}\n")
    assert "Time to resolve, with pauses 2 d 2 h From start to resolution" in later
    assert data["response_times"][-1]["seconds"] == 50 * 3600
    together, _, _ = published(tmp_path / "b", SEPARATE.replace("2026-11-20 10:00", "2026-11-18 11:00"))
    assert "Time to resolve" in together
    assert "with pauses" not in together


ROUGH = """\
title: Search is slow
summary: It was slow.
windows:
  - id: w1
    components: [search, api]
    level: degraded
    start: 2026-11-18
    end: 2026-11-18
    scope: [eu, version 2]
    share: ~38 %
    measure: {metric: failed requests, from: 10 %, to: 100 %}
  - {component: search, level: major_outage, start: 2026-11-20 09:40~, end: unknown}
also_affected:
  - {components: [web, api], level: degraded, note: Only new accounts.}
impact:
  customers_affected: ~5000
  requests_failed: ">2 million"
  other: [{name: longest wait, value: 20–149 min}]
updates:
  - {at: 2026-11-18, status: investigating, body: Searches take several seconds.}
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
"""


def test_what_rests_on_rough_times_is_marked_everywhere(tmp_path: Path) -> None:
    page, data, made = published(tmp_path, ROUGH)
    assert "about 20 November 2026, 09:40 CET not known at least about 40 min" in page
    assert "18 November 2026 18 November 2026 about 24 h" in page
    assert (data["totals"]["seconds"], data["totals"]["precision"]) == (88_800, "about_at_least")
    assert [(w["start_precision"], w["end_precision"]) for w in data["windows"]] == [
        ("day", "day"), ("day", "day"), ("about", "unknown"),
    ]  # fmt: skip
    assert "Time to notify" not in page
    home = words_of(made[""])
    assert "about 99.96 %" in home
    assert "18 November 2026 – end not known" in home


def test_facts_of_a_window_and_quantities_are_on_the_page(tmp_path: Path) -> None:
    page, data, _ = published(tmp_path, ROUGH)
    assert (
        page.count("Central Europe, version 2; about 38 % affected; failed requests: from 10 % to 100 %") >= 2
    )
    for shown in ("about 5,000", "more than 2 million", "20–149 min", "Web app , API", "Only new accounts."):
        assert shown in page
    assert data["also_affected"] == [
        {"components": ["web", "api"], "level": "degraded", "note": "Only new accounts."}
    ]
    assert data["impact"]["customers_affected"] == {
        "text": "~5000", "min": 5000, "max": 5000, "approximate": True, "unit": None,
    }  # fmt: skip


def test_components_that_were_also_affected_never_count(tmp_path: Path) -> None:
    text = """\
title: Something else
status: resolved
summary: The web app had trouble at some time.
also_affected: [{component: web, level: major_outage}]
"""
    page, data, made = published(tmp_path, text, SMALLEST_ID)
    assert "Also affected, at times that are not known" in page
    assert data["totals"]["seconds"] == 0
    assert "Web app" in words_of(made[""])
    assert "99." not in words_of(made[""])


def test_a_window_with_an_unknown_end_and_no_later_time_is_still_shown(tmp_path: Path) -> None:
    text = """\
title: Search was down
summary: No one wrote down for how long.
status: resolved
windows: [{component: search, level: major_outage, start: 2026-11-20 09:40, end: unknown}]
"""
    page, data, _ = published(tmp_path, text)
    assert "20 November 2026, 09:40 CET not known not known" in page
    assert data["windows"][0]["end_precision"] == "unknown"


def test_a_component_recovers_on_the_day_on_which_only_the_day_of_the_end_is_known(tmp_path: Path) -> None:
    text = """\
title: Search was slow
summary: It was slow.
windows: [{component: search, level: degraded, start: 2026-11-27, end: 2026-11-27}]
updates:
  - {at: 2026-11-27 08:00, status: investigating, body: It is slow.}
"""
    _, data, _ = published(tmp_path, text)
    assert data["components"][0]["level"] == "degraded"
    over = "  - {at: 2026-11-27 09:00, status: resolved, body: It is over.}\n"
    _, data, _ = published(tmp_path / "b", text + over)
    assert data["components"][0]["level"] is None


def test_the_end_is_unknown_if_that_of_the_last_window_is(tmp_path: Path) -> None:
    text = """\
title: Search was slow, then down
summary: It was slow.
detection: {method: staff}
status: resolved
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:00, end: 2026-11-20 12:00~}
  - {component: search, level: major_outage, start: 2026-11-20 12:00~, end: unknown}
"""
    page, data, _ = published(tmp_path, text)
    assert "Time to resolve at least 3 h" in page
    assert data["resolved_precision"] == "unknown"


def test_a_window_without_known_length_is_no_level_in_the_totals(tmp_path: Path) -> None:
    text = """\
title: Search was down
summary: No one wrote down for how long.
status: resolved
windows: [{component: search, level: major_outage, start: 2026-11-20 09:40, end: unknown}]
"""
    _, data, _ = published(tmp_path, text)
    assert data["totals"]["levels"] == []


def test_the_days_of_a_component_are_as_precise_as_its_windows(tmp_path: Path) -> None:
    text = (
        "title: Search was slow\nwindows:\n"
        "  - {component: search, level: degraded, start: 2026-11-18, end: 2026-11-18}\n"
        "  - {component: search, level: degraded, start: 2026-11-19 22:00~, end: 2026-11-21 09:00}\n"
        "  - {component: search, level: degraded, start: 2026-11-22 09:00, end: unknown}\n"
        "updates: [{at: 2026-11-22 11:00, status: resolved, body: Searches are fast again.}]\n"
    )
    _, _, made = published(tmp_path, text)
    page = words_of(made["components/search/"])
    for day in ("18 November 2026: Degraded about 24 h", "19 November 2026: Degraded about 2 h"):
        assert day in page
    assert "20 November 2026: Degraded 24 h" in page
    assert "22 November 2026: Degraded at least 2 h" in page


def test_a_window_of_which_nothing_but_the_start_is_known_is_not_called_harmless(tmp_path: Path) -> None:
    window = "windows: [{component: search, level: degraded, start: 2026-11-18 09:00, end: unknown}]\n"
    text = f"title: Search was slow\nsummary: It was slow.\nstatus: resolved\n{window}"
    page, data, _ = published(tmp_path, text)
    assert (
        "Search: affected for a time that is not known; from 18 November 2026, 09:00 (CET) to an end" in page
    )
    assert (data["totals"]["seconds"], data["totals"]["precision"]) == (0, "at_least")
