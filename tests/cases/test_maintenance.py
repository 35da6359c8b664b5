"""Maintenance on several nights, with an open end, completed by itself, moved and cancelled, in every output."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
from datetime import date, datetime
from pathlib import Path
from typing import Any

import pytest
from icalendar import Calendar

from afterword.app.checking import check
from afterword.app.next_change import next_change
from afterword.diagnostics import Diagnostic
from afterword.views.audience import Audience
from tests.sites import prepared
from tests.timeline.building import at

CASE = Path(__file__).parent / "maintenance"
RESTART, NIGHTS, OPEN_END, ITSELF, CANCELLED, DAYS, MONTH = (
    "2026-11-20-api-restart",
    "2026-11-13-database-nights",
    "2026-12-01-open-end",
    "2026-11-24-certificates",
    "2026-12-08-disks",
    "2026-12-05-office-moves",
    "2026-12-02-new-router",
)
NOON = at("2026-11-14 12:00")


@pytest.fixture
def case(tmp_path: Path) -> Path:
    return shutil.copytree(CASE, tmp_path / "site")


class Output:
    """Every page and file of a public build."""

    def __init__(self, site: Path, now: datetime) -> None:
        build = prepared(site, now=now)
        pages = {f"{page.address}index.html": page.html for page in build.pages()}
        self.files = pages | {file.path: file.data.decode("utf-8", "replace") for file in build.all_files()}

    def json(self, path: str) -> Any:
        return json.loads(self.files[path])

    def page(self, path: str) -> str:
        """Return the text of a page."""
        return " ".join(re.sub(r"<[^>]*>", " ", self.files[path]).split())

    def card(self, record: str) -> str:
        """Return the text of a record's card on the maintenance page."""
        html = re.sub(r"<li[^>]* hidden>.*?</li>", "", self.files["maintenance/index.html"])
        cards = re.findall(r"<article.*?</article>", html, re.DOTALL)
        return " ".join(re.sub(r"<[^>]*>", " ", next((each for each in cards if record in each), "")).split())

    def statuspage(self, record: str) -> dict[str, Any]:
        found: dict[str, Any] = self.json(f"api/v2/scheduled-maintenances/{record}.json")[
            "scheduled_maintenance"
        ]
        return found

    def data(self, record: str) -> dict[str, Any]:
        found: dict[str, Any] = self.json(f"data/v1/incidents/{record}.json")
        return found

    def events(self, title: str) -> list[Any]:
        events = Calendar.from_ical(self.files["calendar.ics"]).walk("VEVENT")
        return [event for event in events if title in str(event["SUMMARY"])]

    def entry(self, title: str) -> dict[str, Any]:
        (found,) = [each for each in self.json("feed.json")["items"] if title in each["title"]]
        return dict(found)


def findings(site: Path, now: datetime) -> list[Diagnostic]:
    return list(check(site, now).diagnostics)


@pytest.mark.parametrize("now", ["2026-11-18 10:00", "2026-11-20 10:30", "2026-11-20 11:05"])
def test_there_is_nothing_to_report(case: Path, now: str) -> None:
    assert findings(case, at(now)) == []


def test_maintenance_whose_windows_are_over_is_completed_at_their_end_everywhere(case: Path) -> None:
    during, after = Output(case, at("2026-11-20 10:30")), Output(case, at("2026-11-20 11:05"))
    assert (during.data(RESTART)["state"], after.data(RESTART)["state"]) == ("in_progress", "completed")
    assert (after.data(RESTART)["phase"], after.data(RESTART)["resolved"]) == ("over", "2026-11-20T11:00:00Z")
    assert after.card(RESTART) == ""
    assert "In progress" in during.card(RESTART)
    assert "Completed" in after.page(f"incidents/{RESTART}/index.html")
    found = after.statuspage(RESTART)
    assert (found["status"], found["resolved_at"]) == ("completed", "2026-11-20T11:00:00.000Z")
    assert found["incident_updates"][0]["id"] == f"{RESTART}-completed"
    (event,) = after.events("The API restarts")
    assert event["DTEND"].dt == at("2026-11-20 11:00")
    assert after.entry("The API restarts")["date_modified"] == "2026-11-20T11:00:00Z"
    assert after.json("api/v2/status.json")["status"]["description"] == "All Systems Operational"


def test_the_page_completes_it_between_two_builds(case: Path) -> None:
    schedule = json.loads(
        re.findall(r"data-schedule='(.*?)'", Output(case, at("2026-11-20 10:30")).files["index.html"])[0]
        .replace("&#34;", '"')
        .replace("&#39;", "'")
    )
    (end,) = [each for each in schedule["changes"] if each["at"] == at("2026-11-20 11:00").timestamp()]
    assert end["cards"][f"incidents/{RESTART}/"]["state"][0] == "completed"
    assert end["banner"][1] == "All systems operational"


def test_at_noon_between_two_nights_the_work_is_not_in_progress(case: Path) -> None:
    made = Output(case, NOON)
    assert (made.data(NIGHTS)["state"], made.data(NIGHTS)["phase"]) == ("scheduled", "upcoming")
    assert [each["start"] for each in made.data(NIGHTS)["scheduled"]] == [
        "2026-11-13T22:00:00Z", "2026-11-14T22:00:00Z", "2026-11-15T22:00:00Z",
    ]  # fmt: skip
    assert "All systems operational" in made.page("index.html")
    card = made.card(NIGHTS)
    assert "Announced" in card
    assert "planned for 14 November 2026, 22:00 – 15 November 2026, 02:00" in card
    assert "13 November" not in card
    found = made.statuspage(NIGHTS)
    assert (found["status"], found["scheduled_for"]) == ("scheduled", "2026-11-14T22:00:00.000Z")
    assert found["scheduled_until"] == "2026-11-15T02:00:00.000Z"
    assert {each["status"] for each in found["components"]} == {"operational"}
    (brief,) = [each for each in made.json("data/v1/incidents.json")["incidents"] if each["id"] == NIGHTS]
    assert brief["scheduled_start"] == "2026-11-14T22:00:00Z"
    assert brief["words"]["when"].endswith("02:00 – 2 of 3")
    html = made.entry("three nights")["content_html"]
    assert html.count("November 2026, 22:00 –") == 3
    page = made.page(f"incidents/{NIGHTS}/index.html")
    assert all(f"{day} November 2026, 22:00 – {day + 1} November 2026, 02:00" in page for day in (13, 14, 15))
    assert re.search(r"planned for 14 November 2026, 22:00 – [^(]*\(4 h\) – 2 of 3", page)


def test_the_work_is_in_progress_at_night(case: Path) -> None:
    made = Output(case, at("2026-11-14 23:00"))
    assert made.data(NIGHTS)["state"] == "in_progress"
    assert "since 14 November 2026, 22:00" in made.card(NIGHTS)
    assert made.statuspage(NIGHTS)["incident_updates"][0]["id"] == f"{NIGHTS}-begun-2"


def test_the_next_change_is_the_next_night(case: Path) -> None:
    for now, expected in (("2026-11-14 12:00", "2026-11-14 22:00"), ("2026-11-15 00:30", "2026-11-15 02:00")):
        change = next_change(case, at(now), Audience.PUBLIC)
        assert change.at == at(expected)
        assert (NIGHTS, "scheduled.start" if "22:00" in expected else "scheduled.end") in change.reasons


def test_each_night_is_an_event_and_the_first_keeps_the_uid(case: Path) -> None:
    before = Output(case, at("2026-11-13 12:00")).events("three nights")
    assert [(each["DTSTART"].dt, each["DTEND"].dt) for each in before] == [
        (at(f"2026-11-{day} 22:00"), at(f"2026-11-{day + 1} 02:00")) for day in (13, 14, 15)
    ]
    assert len({each["UID"] for each in before}) == 3
    file = case / "incidents" / "2026" / f"{NIGHTS}.yml"
    lines = file.read_text().splitlines(keepends=True)
    file.write_text(
        "".join(line for line in lines if not line.startswith("  - {start: 2026-11-1") or "13" in line)
    )
    (alone,) = Output(case, at("2026-11-13 12:00")).events("three nights")
    assert alone["UID"] == before[0]["UID"]


def test_a_night_that_is_over_has_the_times_of_its_windows(case: Path) -> None:
    file = case / "incidents" / "2026" / f"{NIGHTS}.yml"
    longer = "start: 2026-11-14 22:10, end: 2026-11-15 02:40}"
    window = "level: under_maintenance, start: 2026-11-14 22:00, end: 2026-11-15 02:00}"
    file.write_text(file.read_text().replace(window, f"level: under_maintenance, {longer}"))
    events = Output(case, at("2026-11-17 12:00")).events("three nights")
    assert [(each["DTSTART"].dt, each["DTEND"].dt) for each in events] == [
        (at("2026-11-13 22:00"), at("2026-11-14 02:00")),
        (at("2026-11-14 22:10"), at("2026-11-15 02:40")),
        (at("2026-11-15 22:00"), at("2026-11-16 02:00")),
    ]


def test_an_open_end_is_said_and_never_invented(case: Path) -> None:
    before, during = Output(case, NOON), Output(case, at("2026-12-09 12:00"))
    planned = "planned for 1 December 2026, 22:00 UTC , end open"
    assert planned in before.card(OPEN_END)
    assert f"{planned} Affected:" in before.page(f"incidents/{OPEN_END}/index.html")
    (event,) = before.events("The archive is copied")
    assert (event["DTSTART"].dt, "DTEND" in event) == (at("2026-12-01 22:00"), False)
    assert before.statuspage(OPEN_END)["scheduled_until"] is None
    assert before.data(OPEN_END)["scheduled"][0]["end"] is None
    assert (during.data(OPEN_END)["state"], during.data(OPEN_END)["phase"]) == ("in_progress", "ongoing")
    assert "Running over" not in during.card(OPEN_END)
    (event,) = during.events("The archive is copied")
    assert event["DTEND"].dt == at("2026-12-09 12:00")


def test_whole_days_are_days_everywhere(case: Path) -> None:
    before, during = Output(case, NOON), Output(case, at("2026-12-06 12:00"))
    assert "planned for 5 December 2026 – 6 December 2026" in before.card(DAYS)
    assert not re.search(r"\d\d:\d\d|UTC", before.card(DAYS).partition("Announced 12")[0])
    for made in (before, during):
        (event,) = made.events("The office moves")
        assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 12, 5), date(2026, 12, 7))
    (period,) = before.data(DAYS)["scheduled"]
    assert (period["start"], period["end"]) == ("2026-12-05T00:00:00Z", "2026-12-07T00:00:00Z")
    assert (period["start_precision"], period["end_precision"]) == ("day", "day")
    assert before.statuspage(DAYS)["scheduled_until"] == "2026-12-07T00:00:00.000Z"
    (line,) = [each for each in before.json("embed/status.json")["maintenance"] if DAYS in each["address"]]
    assert line["states"][0]["when"] == "5 December 2026 – 6 December 2026"
    assert [each.data(DAYS)["state"] for each in (before, during)] == ["scheduled", "in_progress"]


def test_a_month_can_be_announced_before_the_day_is_settled(case: Path) -> None:
    for now in (NOON, at("2026-12-20 12:00")):
        made = Output(case, now)
        assert made.data(MONTH)["state"] == "scheduled"
        assert "planned for December 2026" in made.card(MONTH)
        assert "end open" not in made.card(MONTH)
        (event,) = made.events("A new router")
        assert (event["DTSTART"].dt, event["DTEND"].dt) == (date(2026, 12, 1), date(2027, 1, 1))
        assert event["STATUS"] == "TENTATIVE"
        assert "1 December" not in made.page(f"incidents/{MONTH}/index.html")


def test_maintenance_completes_itself_at_its_announced_end_if_it_says_so(case: Path) -> None:
    during, after = Output(case, at("2026-11-24 06:30")), Output(case, at("2026-11-24 07:00"))
    assert [each.data(ITSELF)["state"] for each in (during, after)] == ["in_progress", "completed"]
    assert after.data(ITSELF)["resolved"] == "2026-11-24T07:00:00Z"
    assert ITSELF not in after.card(ITSELF)
    assert after.statuspage(ITSELF)["status"] == "completed"
    assert findings(case, at("2026-11-24 08:00")) == []
    assert after.entry("Certificates")["date_modified"] == "2026-11-24T07:00:00Z"


def test_a_cancelled_maintenance_is_shown_as_cancelled_until_its_planned_end(case: Path) -> None:
    for now in ("2026-11-20 12:00", "2026-12-08 21:59"):
        made = Output(case, at(now))
        assert "Cancelled" in made.card(CANCELLED)
        assert "Cancelled" in made.page("index.html")
        assert CANCELLED not in str(made.json("api/v2/summary.json")["scheduled_maintenances"])
        (event,) = made.events("New disks")
        assert (event["STATUS"], event["DTSTART"].dt) == ("CANCELLED", at("2026-12-08 20:00"))
    assert Output(case, at("2026-12-08 22:00")).card(CANCELLED) == ""


def test_a_cancelled_maintenance_is_news_once(case: Path) -> None:
    entries, events = [], []
    for now in ("2026-11-13 12:00", "2026-12-08 20:30", "2026-12-10 00:00"):
        made = Output(case, at(now))
        entries.append(made.entry("New disks")["date_modified"])
        (event,) = made.events("New disks")
        events.append((event["SEQUENCE"], event["LAST-MODIFIED"].dt))
    assert set(entries) == {"2026-11-12T18:00:00Z"}
    assert len(set(events)) == 1


def test_maintenance_has_no_response_times(case: Path) -> None:
    file = case / "incidents" / "2026" / f"{RESTART}.yml"
    file.write_text(
        file.read_text() + "milestones: {detected: 2026-11-20 10:10, mitigated: 2026-11-20 10:50}\n"
    )
    made = Output(case, at("2026-11-20 12:00"))
    assert made.data(RESTART)["response_times"] == []
    assert "Time to" not in made.page(f"incidents/{RESTART}/index.html")


MOVED = """\
title: New switches
kind: maintenance
scheduled: {{start: 2026-12-{0} 20:00, end: 2026-12-{0} 22:00}}
updates:
  - {{at: 2026-11-18 10:00, status: scheduled, body: New switches., levels: {{search: under_maintenance}}}}
"""
SAYS_SO = "  - {at: 2026-11-20 09:00, status: scheduled, body: Not before the 15th.}\n"
SWITCHES = "2026-12-07-switches"


def write(case: Path, text: str) -> None:
    (case / "incidents" / "2026" / f"{SWITCHES}.yml").write_text(text)


def git(case: Path, *arguments: str) -> None:
    named = ("-c", "user.name=Example", "-c", "user.email=example@example.com")
    subprocess.run(("git", "-C", case, *named, *arguments), check=True, capture_output=True)


def commit(case: Path) -> None:
    git(case, "add", "incidents", "status.yml")
    git(case, "commit", "-q", "-m", "Change the plan")


def problems(case: Path, now: str = "2026-11-20 10:00") -> list[str]:
    return [each.message for each in findings(case, at(now)) if each.rule == "moved-without-update"]


def test_a_move_is_asked_to_be_announced_and_the_update_raises_calendar_and_feed(case: Path) -> None:
    git(case, "init", "-q")
    write(case, MOVED.format("07"))
    commit(case)
    assert problems(case) == []
    before = Output(case, at("2026-11-19 10:00"))
    write(case, MOVED.format("15"))
    (message,) = problems(case)
    assert re.match(
        r"the announced time was 2026-12-07 20:00 – 2026-12-07 22:00 in commit [0-9a-f]{10}, and", message
    )
    commit(case)
    assert len(problems(case)) == 1, "a commit does not announce anything"
    write(case, MOVED.format("15") + SAYS_SO)
    assert problems(case) == []
    commit(case)
    assert problems(case) == []
    after = Output(case, at("2026-11-20 10:00"))
    (old,), (new,) = before.events("New switches"), after.events("New switches")
    assert new["UID"] == old["UID"]
    assert all(new[name].dt > old[name].dt for name in ("DTSTART", "LAST-MODIFIED", "DTSTAMP"))
    assert new["SEQUENCE"] > old["SEQUENCE"]
    assert after.entry("New switches")["date_modified"] > before.entry("New switches")["date_modified"]


def test_without_a_repository_the_day_in_the_id_shows_a_move(case: Path) -> None:
    write(case, MOVED.format("07"))
    assert problems(case) == []
    write(case, MOVED.format("15"))
    assert problems(case) == [
        "the record's id names 2026-12-07, and nothing in the record takes place on that day; "
        "if the maintenance was moved, publish an update that says so"
    ]
    write(case, MOVED.format("15") + SAYS_SO)
    assert problems(case) == []


def test_what_a_branch_tried_before_it_was_merged_was_never_announced(case: Path) -> None:
    git(case, "init", "-q", "-b", "main")
    commit(case)
    git(case, "checkout", "-q", "-b", "draft")
    for day in ("01", "07"):
        write(case, MOVED.format(day))
        commit(case)
    git(case, "checkout", "-q", "main")
    git(case, "merge", "-q", "--no-ff", "-m", "Announce new switches", "draft")
    assert problems(case) == []


def test_every_run_asks_the_history_again(case: Path) -> None:
    git(case, "init", "-q")
    write(case, MOVED.format("07"))
    commit(case)
    write(case, MOVED.format("15"))
    assert len(problems(case)) == 1
    git(case, "checkout", "-q", "--orphan", "anew")
    commit(case)
    assert "in commit" not in "".join(problems(case, "2026-11-20 10:01"))


def test_nights_that_are_announced_as_one_period_are_asked_to_be_listed(case: Path) -> None:
    file = case / "incidents" / "2026" / f"{NIGHTS}.yml"
    head, _, rest = file.read_text().partition("scheduled:\n")
    whole = "scheduled: {start: 2026-11-13 22:00, end: 2026-11-16 02:00, announced: 2026-11-10 10:00}\n"
    file.write_text(head + whole + rest[rest.index("windows:") :])
    (found,) = [each for each in findings(case, NOON) if each.location.file.endswith(file.name)]
    assert found.rule == "pause-not-announced"
    assert found.example.count("{start:") == 3
    assert findings(case, at("2026-11-17 12:00")) == []
