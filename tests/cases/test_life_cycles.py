"""Components end, are renamed and move between groups, and records are renamed: the past stays as it was."""

from __future__ import annotations

import json
import re
import shutil
from datetime import date
from pathlib import Path

import pytest

from afterword.app.build import Build
from afterword.app.checking import check
from afterword.records.components import Component, Group
from afterword.timeline.months import Month
from afterword.timeline.uptime import GroupUptime
from afterword.views.text.labels import component_link
from afterword.views.uptime.measurement import measure, members_in
from tests.sites import output, prepared
from tests.timeline.building import at

CASES = Path(__file__).parent
LATER = at("2026-11-23 12:00")
RENAMED, FIRST = "2026-11-19-search-slow-and-api-down", "2026-11-19-search-slow"


@pytest.fixture
def retired(tmp_path: Path) -> Path:
    return shutil.copytree(CASES / "retired-component", tmp_path / "site")


@pytest.fixture
def renamed(tmp_path: Path) -> Path:
    return shutil.copytree(CASES / "renamed-record", tmp_path / "site")


def component(build: Build, component_id: str) -> Component:
    found = build.context.site.component(component_id)
    assert found is not None
    return found


def group(build: Build, group_id: str) -> Group:
    return next(each for each in build.context.site.groups if each.id == group_id)


def uptime_of(build: Build, subject: Component | Group, month: Month) -> str:
    uptime = measure(build.context, build.index, subject, month).uptime
    return str(uptime.percent) if uptime else ""


class TestRetiredComponent:
    def test_its_records_stay_valid(self, retired: Path) -> None:
        assert check(retired, LATER).diagnostics == ()

    def test_it_leaves_the_status_page_the_badges_and_the_statuspage_files(self, retired: Path) -> None:
        files = output(prepared(retired, now=LATER))
        assert 'data-aw-level="mail"' in files["index.html"]
        assert 'data-aw-level="fax"' not in files["index.html"]
        for name in ("subscribe/index.html", "api/v2/components.json", "api/v2/summary.json"):
            assert "fax" not in files[name].lower(), name
        assert not [path for path in files if path.startswith("badges/fax/")]

    def test_it_keeps_its_page_and_its_statements_to_its_last_month(self, retired: Path) -> None:
        files = output(prepared(retired, now=LATER))
        assert "Ended on 30 June 2026" in files["components/fax/index.html"]
        statements = files["components/fax/months/2026/index.html"]
        assert 'id="2026-03"' in statements
        assert "June 2026" in statements
        assert "July 2026" not in statements
        assert "components/fax/" in files["components/index.html"]
        listed = json.loads(files["data/v1/components.json"])["components"]
        assert [(each["id"], each["until"]) for each in listed if each["ended"]] == [("fax", "2026-06-30")]

    def test_uptime_counts_to_the_end_of_its_last_day(self, retired: Path) -> None:
        build = prepared(retired, now=LATER)
        measured = measure(build.context, build.index, component(build, "fax"), 365).counted
        assert measured is not None
        assert (measured.period.start, measured.period.end) == (
            at("2026-01-01 00:00"),
            at("2026-07-01 00:00"),
        )
        assert measure(build.context, build.index, component(build, "fax"), 30).counted is None

    @pytest.mark.parametrize(
        ("now", "shown"),
        [("2026-06-30 23:59", True), ("2026-07-01 00:00", False), ("2026-07-01 00:01", False)],
    )
    def test_its_last_day_still_counts(self, retired: Path, now: str, shown: bool) -> None:
        (retired / "incidents" / "2026" / "2026-05-01-search-slow.yml").unlink()
        components = prepared(retired, now=at(now)).context.components
        assert ("fax" in {each.id for each in components}) is shown

    @pytest.mark.parametrize(
        ("times", "found"),
        [
            ("start: 2026-06-30 22:00, end: 2026-07-01 00:00", 0),
            ("start: 2026-06-30 22:00, end: 2026-07-01 00:01", 1),
            ("start: 2026-07-02 22:00, end: 2026-07-02 23:00", 1),
            ("start: 2026-06-30 22:00", 1),
        ],
    )
    def test_a_window_after_its_end_is_a_finding(self, retired: Path, times: str, found: int) -> None:
        path = retired / "incidents" / "2026" / "2026-06-30-fax-fails.yml"
        window = f"{{component: fax, level: degraded, {times}}}"
        path.write_text(f"title: Fax fails\nsummary: No fax.\nwindows: [{window}]\n", encoding="utf-8")
        findings = [each for each in check(retired, LATER).diagnostics if each.rule == "window-after-until"]
        assert len(findings) == found

    def test_but_not_in_a_drill_which_is_never_counted(self, retired: Path) -> None:
        path = retired / "incidents" / "2026" / "2026-07-02-fax-drill.yml"
        window = "{component: fax, level: degraded, start: 2026-07-02 22:00, end: 2026-07-02 23:00}"
        path.write_text(
            f"title: Fax drill\nkind: drill\nsummary: No fax.\nwindows: [{window}]\n", encoding="utf-8"
        )
        assert "window-after-until" not in {each.rule for each in check(retired, LATER).diagnostics}


class TestMovedComponent:
    def test_past_months_keep_their_groups(self, retired: Path) -> None:
        build = prepared(retired, now=LATER)
        march, may = Month(2026, 3), Month(2026, 5)
        office, platform = group(build, "office"), group(build, "platform")

        def names(of: Group, month: Month) -> list[str]:
            return [each.id for each, _ in members_in(build.context, of, month)]

        assert names(office, march) == ["api", "mail", "fax"]
        assert names(office, may) == ["mail", "fax"]
        assert (names(platform, march), names(platform, may)) == ([], ["api"])
        assert uptime_of(build, platform, march) == ""
        assert uptime_of(build, office, may) == "100.00"

    def test_in_the_month_of_the_move_each_group_counts_its_part(self, retired: Path) -> None:
        site = (retired / "status.yml").read_text("utf-8").replace("since: 2026-04-01}", "since: 2026-03-02}")
        (retired / "status.yml").write_text(site, encoding="utf-8")
        build = prepared(retired, now=LATER)
        march = Month(2026, 3)
        office = measure(build.context, build.index, group(build, "office"), march).uptime
        assert isinstance(office, GroupUptime)
        assert [each.period.duration.days for each in office.children] == [1, 31, 31]
        assert uptime_of(build, group(build, "platform"), march) == "100.00"

    def test_a_statement_names_the_group_of_its_month(self, retired: Path) -> None:
        files = output(prepared(retired, now=LATER))
        months = json.loads(files["components/api/months/2026/statements.json"])["months"]
        assert {each["month"]: each["component"]["group"] for each in months}["2026-03"] == "office"
        listed = {each["id"]: each for each in json.loads(files["data/v1/components.json"])["components"]}
        assert listed["api"]["group"] == "platform"
        assert listed["api"]["groups"] == [
            {"group": "office", "since": None},
            {"group": "platform", "since": "2026-04-01"},
        ]

    @pytest.mark.parametrize(
        ("day", "expected"),
        [("2026-03-31", "office"), ("2026-04-01", "platform"), ("2030-01-01", "platform")],
    )
    def test_the_group_of_a_day_is_the_last_one_that_had_begun(
        self, retired: Path, day: str, expected: str
    ) -> None:
        assert component(prepared(retired, now=LATER), "api").group_on(date.fromisoformat(day)) == expected


class TestRenamedComponent:
    def test_records_may_use_its_former_id(self, retired: Path) -> None:
        build = prepared(retired, now=LATER)
        files = output(build)
        record = json.loads(files["data/v1/incidents/2026-05-01-search-slow.json"])
        assert [each["component"] for each in record["windows"]] == ["finder"]
        assert record["updates"][0]["levels"] == [{"component": "finder", "level": "degraded"}]
        assert uptime_of(build, component(build, "finder"), Month(2026, 5)) != "100.00"
        assert component_link(build.context.site, "finder").text == "Search"

    def test_its_former_addresses_lead_to_the_present_ones(self, retired: Path) -> None:
        files = output(prepared(retired, now=LATER))
        page = files["components/search/index.html"]
        assert 'http-equiv="refresh" content="0; url=../../components/finder/"' in page
        assert '<link rel="canonical" href="https://status.example.com/components/finder/">' in page
        statements = files["components/search/months/2026/index.html"]
        assert 'url=../../../../components/finder/months/2026/"' in statements
        for path in ("history.atom", "calendar.ics", "months/2026/statements.json"):
            assert files[f"components/search/{path}"] == files[f"components/finder/{path}"]
        assert files["badges/search/status.svg"] == files["badges/finder/status.svg"]
        assert "/components/search/* /components/finder/:splat 301\n" in files["_redirects"]

    def test_its_redirects_are_not_in_the_sitemap(self, retired: Path) -> None:
        addresses = prepared(retired, now=LATER).addresses
        assert "components/finder/" in addresses
        assert not [each for each in addresses if each.startswith("components/search/")]

    def test_the_statuspage_files_keep_its_first_id(self, retired: Path) -> None:
        files = output(prepared(retired, now=LATER))
        assert [each["id"] for each in json.loads(files["api/v2/components.json"])["components"]][
            -1
        ] == "search"

    @pytest.mark.parametrize(
        ("old", "new", "message"),
        [
            ("aliases: [search]", "aliases: [api]", "`api` is the id of entry 2 in `components`"),
            ("name: Mail,", "name: Mail, aliases: [search],", "`search` is already an alias of entry 1"),
        ],
    )
    def test_two_components_cannot_share_a_former_id(
        self, retired: Path, old: str, new: str, message: str
    ) -> None:
        site = (retired / "status.yml").read_text("utf-8")
        (retired / "status.yml").write_text(site.replace(old, new), encoding="utf-8")
        found = [
            each.message for each in check(retired, LATER).diagnostics if each.rule == "site-repeated-id"
        ]
        assert any(message in each for each in found), found


class TestRenamedRecord:
    def test_each_former_address_leads_to_the_record(self, renamed: Path) -> None:
        files = output(prepared(renamed, now=LATER))
        for alias in (FIRST, "2026-11-19-search-slow-and-api"):
            page = files[f"incidents/{alias}/index.html"]
            assert f'url=../../incidents/{RENAMED}/"' in page
            assert f'<link rel="canonical" href="https://example.com/status/incidents/{RENAMED}/">' in page
            assert f'<a href="../../incidents/{RENAMED}/" dir="auto">Search slow and API down</a>' in page
            line = f"/status/incidents/{alias}/* /status/incidents/{RENAMED}/:splat 301\n"
            assert line in files["_redirects"]

    def test_ids_for_programs_stay_those_of_the_first_name(self, renamed: Path) -> None:
        present = output(prepared(renamed, now=LATER))
        records = renamed / "incidents" / "2026"
        text = (records / f"{RENAMED}.yml").read_text("utf-8")
        (records / f"{RENAMED}.yml").unlink()
        former = text.replace(f"aliases: [{FIRST}, 2026-11-19-search-slow-and-api]\n", "")
        (records / f"{FIRST}.yml").write_text(former, encoding="utf-8")
        before = output(prepared(renamed, now=LATER))
        for name in ("history.atom", "feed.json", "calendar.ics"):
            assert ids_in(before[name]) == ids_in(present[name]), name
        path = f"api/v2/incidents/{FIRST}.json"
        old, new = (json.loads(each[path])["incident"] for each in (before, present))
        assert (old["id"], old["incident_updates"][0]["id"]) == (new["id"], new["incident_updates"][0]["id"])
        assert f"api/v2/incidents/{RENAMED}.json" not in present

    def test_a_record_that_names_the_former_id_links_to_the_present_one(self, renamed: Path) -> None:
        files = output(prepared(renamed, now=LATER))
        assert f"incidents/{RENAMED}/" in files["incidents/2026-11-20-search-slow-again/index.html"]
        hint = check(renamed, LATER).diagnostics
        assert [(each.rule, each.example) for each in hint] == [("former-id", f"id: {RENAMED}")]

    @pytest.mark.parametrize(
        ("alias", "message"),
        [
            ("2026-11-20-search-slow-again", "is the id of incidents/2026/2026-11-20-search-slow-again.yml"),
            (RENAMED, "is the current id of this record"),
            ("unresolved", "cannot be the id of a record"),
        ],
    )
    def test_an_alias_that_cannot_be_is_an_error(self, renamed: Path, alias: str, message: str) -> None:
        path = renamed / "incidents" / "2026" / f"{RENAMED}.yml"
        path.write_text(
            path.read_text("utf-8").replace("aliases: [", f"aliases: [{alias}, "), encoding="utf-8"
        )
        found = [each for each in check(renamed, LATER).diagnostics if each.rule == "alias-in-use"]
        assert [message in each.message for each in found] == [True]
        assert (found[0].location.file, found[0].location.line) == (f"incidents/2026/{RENAMED}.yml", 2)

    def test_two_records_cannot_share_a_former_id(self, renamed: Path) -> None:
        other = renamed / "incidents" / "2026" / "2026-11-20-search-slow-again.yml"
        check(renamed, LATER)
        other.write_text(f"aliases: [{FIRST}]\n{other.read_text('utf-8')}", encoding="utf-8")
        found = [each for each in check(renamed, LATER).diagnostics if each.rule == "alias-in-use"]
        assert sorted(each.location.file for each in found) == [
            f"incidents/2026/{RENAMED}.yml",
            "incidents/2026/2026-11-20-search-slow-again.yml",
        ]
        assert "2026-11-20-search-slow-again.yml" in found[0].message


def ids_in(text: str) -> list[str]:
    """Return the permanent ids in a feed or calendar, whatever its format."""
    return sorted(set(re.findall(r"urn:uuid:[0-9a-f-]+|(?<=UID:)[^\r\n]+", text)))


def test_a_link_to_a_former_id_is_followed_and_hinted_at(renamed: Path) -> None:
    path = renamed / "incidents" / "2026" / "2026-11-20-search-slow-again.yml"
    text = path.read_text("utf-8").replace(
        "summary: Searches took several seconds.", f'summary: "As [before](../{FIRST}/)."'
    )
    path.write_text(text.replace("related: [", "tags: [").split("tags:")[0], encoding="utf-8")
    assert [(each.rule, each.example) for each in check(renamed, LATER).diagnostics] == [
        ("former-id", f"../{RENAMED}/")
    ]


def test_years_without_trouble_need_no_statements(tmp_path: Path) -> None:
    incidents = tmp_path / "incidents" / "2014"
    incidents.mkdir(parents=True)
    (tmp_path / "status.yml").write_text(
        "page: {name: T, id: t, url: https://t.example/}\ntimezone: UTC\n"
        "components: [{id: search, name: Search}, {id: api, name: API}]\n",
        encoding="utf-8",
    )
    (incidents / "2014-05-27-a.yml").write_text(
        "title: One record of 2014\nsummary: S.\nstatus: resolved\n"
        "windows: [{component: search, level: degraded, start: 2014-05-27 09:38, end: 2014-05-27 10:15}]\n",
        encoding="utf-8",
    )
    files = output(prepared(tmp_path, now=LATER))
    statements = [path for path in files if re.search(r"/months/\d{4}/", path)]
    assert sorted(statements) == [
        f"components/search/months/2014/{name}"
        for name in ("index.html", "statements.csv", "statements.json")
    ]
    for page in ("components/search/index.html", "components/search/months/index.html"):
        linked = re.findall(r'href="(?:\.\./)+(components/[^"#]+)"', files[page])
        assert linked
        for address in linked:
            assert (f"{address}index.html" if address.endswith("/") else address) in files, address
