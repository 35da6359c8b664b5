"""Times that cannot be right are reported, and no page draws a false conclusion from them."""

from __future__ import annotations

import json
from datetime import UTC, datetime
from pathlib import Path

import pytest

from afterword.app.checking import CheckResult, check
from afterword.app.incremental import prepare_build
from afterword.diagnostics import Diagnostic, Severity
from afterword.views.audience import Audience
from tests.sites import copy_of, prepared

CASES = Path(__file__).parent
FORGOTTEN = "incidents/2026-08-15-queue-is-slow/"
LATE = "2026-11-20 12:00"


def at(text: str) -> datetime:
    return datetime.fromisoformat(f"{text}Z").astimezone(UTC)


def findings(folder: Path, case: str, now: str) -> tuple[Diagnostic, ...]:
    """Return what `check` reports, which is what a build reports too."""
    site = copy_of(CASES / case, folder / case)
    return check(site, at(now)).diagnostics


def made(folder: Path, case: str, now: str) -> dict[str, str]:
    """Return the pages and files of a case, by address or path."""
    build = prepared(copy_of(CASES / case, folder / case), now=at(now))
    return {page.address: page.html for page in build.pages()} | {
        file.path: file.data.decode("utf-8", "replace") for file in build.all_files()
    }


def test_an_outage_typed_in_another_zone_stops_the_build(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, "times-an-hour-ahead", "2026-11-20 09:55")
    assert (found.rule, found.severity) == ("future-time", Severity.ERROR)
    assert "(now: 2026-11-20 09:55 UTC)" in found.message
    assert "those of UTC+01:00" in found.message
    assert found.example == "start: 2026-11-20 09:40"
    build = prepare_build(tmp_path / "times-an-hour-ahead", at("2026-11-20 09:55"), Audience.PUBLIC)
    assert isinstance(build, CheckResult)
    assert build.diagnostics == (found,)


def test_a_year_of_outage_is_doubted(tmp_path: Path) -> None:
    (found,) = findings(tmp_path, "wrong-year", "2027-01-04 12:00")
    assert (found.rule, found.severity) == ("start-before-news", Severity.WARNING)
    assert "365 days before the first update and the day in the id; check the year" in found.message
    assert found.example == "start: 2027-01-04 09:40"


def test_no_time_to_resolve_is_shorter_than_the_trouble(tmp_path: Path) -> None:
    (found,) = findings(tmp_path / "a", "started-after-first-window", LATE)
    assert found.rule == "start-after-window"
    files = made(tmp_path / "b", "started-after-first-window", LATE)
    page = files["incidents/2026-11-20-queue-is-slow/"]
    assert "Time to resolve" not in page
    assert page.count('<span class="aw-sub">as stated; the windows say otherwise</span>') == 1
    assert "37 min" in page
    assert "30 min" not in page
    data = json.loads(files["data/v1/incidents/2026-11-20-queue-is-slow.json"])
    assert data["response_times"] == []
    assert [each["name"] for each in data["milestones"] if each["contradicted"]] == ["started"]


def test_updates_alone_give_no_time_to_notify(tmp_path: Path) -> None:
    assert findings(tmp_path / "a", "nobody-said-when-it-began", LATE) == ()
    page = made(tmp_path / "b", "nobody-said-when-it-began", LATE)["incidents/2026-11-20-queue-is-slow/"]
    assert "Time to notify" not in page


class TestForgottenIncident:
    def test_is_reported(self, tmp_path: Path) -> None:
        (found,) = findings(tmp_path, "forgotten-incident", LATE)
        assert (found.rule, found.severity) == ("open-without-news", Severity.WARNING)
        assert "97 days, since 2026-08-15 09:52" in found.message

    @pytest.mark.parametrize("address", ["", FORGOTTEN])
    def test_its_pages_say_since_when_there_has_been_no_update(self, tmp_path: Path, address: str) -> None:
        page = made(tmp_path, "forgotten-incident", LATE)[address]
        assert '<li data-aw-silent><strong>No update since <time datetime="2026-08-15T09:52:00Z"' in page

    @pytest.mark.parametrize("address", ["", FORGOTTEN])
    def test_its_pages_know_when_the_silence_becomes_too_long(self, tmp_path: Path, address: str) -> None:
        page = made(tmp_path, "forgotten-incident", "2026-08-20 12:00")[address]
        assert "<!--later:<li data-aw-silent hidden><strong>No update since" in page
        assert '"silent":true' in page

    def test_its_data_say_it_too(self, tmp_path: Path) -> None:
        path = f"data/v1/{FORGOTTEN.rstrip('/')}.json"
        early, late = (
            made(tmp_path / now[:10], "forgotten-incident", now)[path] for now in ("2026-08-20 12:00", LATE)
        )
        assert json.loads(early)["no_update_since"] is None
        assert json.loads(late)["no_update_since"] == "2026-08-15T09:52:00Z"

    def test_a_warm_build_says_it_when_its_time_has_come(self, tmp_path: Path) -> None:
        site = copy_of(CASES / "forgotten-incident", tmp_path / "site")
        for now, silent in (
            ("2026-08-22 09:51", False),
            ("2026-08-22 09:52", True),
            ("2026-08-23 09:52", True),
        ):
            build = prepared(site, now=at(now))
            page = next(page for page in build.pages() if page.address == FORGOTTEN)
            assert ("<li data-aw-silent><strong>" in page.html) is silent
            assert [each.rule for each in build.checked.diagnostics] == ["open-without-news"] * silent
            build.commit([], "")
