"""A change of the site's time zone leaves the past as it was: times, ids, dates in feeds, days and months."""

from __future__ import annotations

import json
import re
import subprocess
from datetime import UTC, date, datetime, timedelta
from itertools import pairwise
from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.cli import cli
from afterword.records.zone import UTC_ZONE, zone_named
from afterword.records.zone_change import with_former
from afterword.timeline.days import days
from tests.sites import copy_of, prepared, published

CASE = Path(__file__).parent / "changing-the-zone-of-the-site-moves-the-whole-history"
RECORD = "2026-10-31-logins-fail"
BERLIN = "timezone: Europe/Berlin\n"
FORMER = f"{BERLIN}former_timezones: [{{timezone: UTC, before: 2026-11-15}}]\n"


def site_with(folder: Path, zone: str) -> Path:
    """Copy the case with another zone."""
    site = copy_of(CASE, folder)
    status = site / "status.yml"
    status.write_text(status.read_text("utf-8").replace("timezone: UTC\n", zone), "utf-8")
    return site


def files_of(site: Path) -> dict[str, str]:
    """Return the pages and files of a site."""
    build = prepared(site)
    pages = {page.address: page.html for page in build.pages()}
    return pages | {file.path: file.data.decode() for file in build.all_files()}


def ids(files: dict[str, str]) -> list[str]:
    """Return the ids of updates and events on the page, and of updates in the files for Statuspage's clients."""
    on_page = re.findall(r'id="((?:update|event)-[^"]+)"', files[f"incidents/{RECORD}/"])
    incidents = json.loads(files["api/v2/incidents.json"])["incidents"]
    return on_page + [update["id"] for incident in incidents for update in incident["incident_updates"]]


@pytest.fixture(scope="module")
def before(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The files before the zone changes."""
    return files_of(copy_of(CASE, tmp_path_factory.mktemp("zones") / "site"))


@pytest.mark.parametrize("zone", [BERLIN, FORMER, "timezone: Asia/Kolkata\n"])
def test_ids_of_updates_do_not_depend_on_the_zone(tmp_path: Path, before: dict[str, str], zone: str) -> None:
    assert len(ids(before)) >= 5
    assert ids(files_of(site_with(tmp_path / "site", zone))) == ids(before)


def test_with_the_former_zone_the_past_stays(tmp_path: Path, before: dict[str, str]) -> None:
    after = files_of(site_with(tmp_path / "site", FORMER))
    (feed,) = (json.loads(files["feed.json"])["items"] for files in (after,))
    assert feed == json.loads(before["feed.json"])["items"]
    for path in (f"data/v1/incidents/{RECORD}.json", "history.atom", "api/v2/incidents.json"):
        assert after[path].replace("Europe/Berlin", "UTC") == before[path], path
    assert after[f"incidents/{RECORD}/"] == before[f"incidents/{RECORD}/"]
    assert "31 October 2026, 23:10" in re.sub(r"<[^>]+>", "", after["history/"])
    assert "before 15 November 2026 in UTC" in after["about/"]


def test_statements_of_past_months_stay(tmp_path: Path, before: dict[str, str]) -> None:
    after = files_of(site_with(tmp_path / "site", FORMER))
    name = "components/api/months/2026/statements.csv"
    assert after[name].replace("Europe/Berlin", "UTC") == before[name]


def test_records_of_later_days_are_in_the_new_zone(tmp_path: Path) -> None:
    site = site_with(tmp_path / "site", FORMER)
    record = "title: Slow\nwindows: [{component: api, level: degraded, start: 2026-11-16 09:00}]\n"
    (site / "incidents" / "2026" / "2026-11-16-slow.yml").write_text(record)
    starts = {each.id: each.windows[0].start for each in published(site).records}
    assert starts["2026-11-16-slow"] == datetime(2026, 11, 16, 8, tzinfo=UTC)
    assert starts[RECORD] == datetime(2026, 10, 31, 23, 10, tzinfo=UTC)


@pytest.mark.parametrize("later", ["Europe/Berlin", "America/New_York", "Asia/Kolkata"])
def test_the_days_around_a_change_have_no_gap(later: str) -> None:
    zone = with_former(zone_named(later), [(UTC_ZONE, date(2026, 11, 15))])
    around = days(date(2026, 11, 10), date(2026, 11, 20), zone.tz)
    assert all(one.interval.end == other.interval.start for one, other in pairwise(around))
    assert around[0].interval.start == datetime(2026, 11, 10, tzinfo=UTC)
    offset = zone_named(later).tz.utcoffset(datetime(2026, 11, 20))  # noqa: DTZ001 - a clock time
    assert offset is not None
    assert around[-1].interval.start == datetime(2026, 11, 20, tzinfo=UTC) - offset
    assert sum((each.interval.duration for each in around), timedelta()) == timedelta(days=11) - offset


def test_several_former_zones_follow_each_other() -> None:
    former = [(zone_named("Asia/Tokyo"), date(2026, 11, 15)), (UTC_ZONE, date(2026, 6, 1))]
    zone = with_former(zone_named("Europe/Berlin"), former)
    hours = [zone.local(datetime(2026, month, 20, 12, tzinfo=UTC)).hour for month in (5, 10, 11)]
    assert hours == [12, 21, 13]


def check(site: Path) -> str:
    result = CliRunner().invoke(cli, ["check", "--root", str(site), "--now", "2026-11-20 12:00"])
    assert result.exit_code == 0, result.output
    return " ".join(result.output.split())


def commit(site: Path, day: str) -> None:
    who = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    env = {
        "GIT_AUTHOR_DATE": f"{day}T12:00:00Z",
        "GIT_COMMITTER_DATE": f"{day}T12:00:00Z",
        "PATH": "/usr/bin:/bin",
    }
    for words in (("init", "-q"), ("add", "-A"), (*who, "commit", "-qm", "Change")):
        subprocess.run(("git", "-C", str(site), *words), check=True, env=env)


def test_the_check_compares_the_zone_with_git(tmp_path: Path) -> None:
    site = site_with(tmp_path / "site", "timezone: UTC\n")
    commit(site, "2026-11-01")
    assert "site-zone-changed" not in check(site)
    status = site / "status.yml"
    status.write_text(status.read_text("utf-8").replace("timezone: UTC\n", BERLIN), "utf-8")
    assert "the time zone was UTC so far; one record has an earlier day and no zone of its own" in check(site)
    commit(site, "2026-11-18")
    (site / "incidents" / "2026" / "2026-11-19-slow.yml").write_text("title: Slow\nsummary: Slow.\n")
    found = check(site)
    assert "the time zone was UTC until 2026-11-18 (changed in " in found
    assert "former_timezones: [{timezone: UTC, before: 2026-11-18}]" in found
    status.write_text(status.read_text("utf-8").replace(BERLIN, FORMER.replace("-15", "-18")), "utf-8")
    assert "site-zone-changed" not in check(site)


def test_records_with_a_zone_of_their_own_are_not_moved(tmp_path: Path) -> None:
    site = site_with(tmp_path / "site", "timezone: UTC\n")
    record = site / "incidents" / "2026" / f"{RECORD}.yml"
    record.write_text(f"timezone: UTC\n{record.read_text('utf-8')}", "utf-8")
    commit(site, "2026-11-01")
    status = site / "status.yml"
    status.write_text(status.read_text("utf-8").replace("timezone: UTC\n", BERLIN), "utf-8")
    assert "site-zone-changed" not in check(site)


PLANNED = """\
title: New disks
kind: maintenance
scheduled: {start: 2026-12-08 20:00, end: 2026-12-08 22:00}
updates: [{at: 2026-10-18 10:00, status: scheduled, body: We add disks.}]
"""


def test_announced_work_does_not_move_with_the_zone(tmp_path: Path) -> None:
    site = site_with(tmp_path / "site", "timezone: UTC\n")
    planned = site / "incidents" / "2026" / "2026-12-08-disks.yml"
    planned.write_text(PLANNED, "utf-8")
    commit(site, "2026-11-01")
    status = site / "status.yml"
    status.write_text(status.read_text("utf-8").replace("timezone: UTC\n", FORMER), "utf-8")
    message = "one record of a later day was written before that, and would move to Europe/Berlin; state its zone in it"
    assert message in check(site)
    commit(site, "2026-11-15")
    assert message in check(site)
    planned.write_text(PLANNED.replace("20:00", "21:00").replace("22:00", "23:00"), "utf-8")
    assert "site-zone-changed" not in check(site)
    planned.write_text(f"timezone: UTC\n{PLANNED}", "utf-8")
    assert "site-zone-changed" not in check(site)


def test_work_that_moves_with_the_zone_of_its_record_needs_an_update(tmp_path: Path) -> None:
    site = site_with(tmp_path / "site", "timezone: UTC\n")
    planned = site / "incidents" / "2026" / "2026-12-08-disks.yml"
    planned.write_text(PLANNED, "utf-8")
    commit(site, "2026-11-01")
    planned.write_text(f"timezone: America/New_York\n{PLANNED}", "utf-8")
    assert "the announced time was 2026-12-08 15:00 – 2026-12-08 17:00 in commit" in check(site)
