"""Pages, files and the terminal show the same uptimes, whatever happened and whichever policy is used."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import cycle
from pathlib import Path
from random import Random
from typing import Any

import pytest
from click.testing import CliRunner

from afterword.cli import cli
from afterword.records.settings import MaintenanceRule, PolicyName
from afterword.timeline.policies import POLICIES
from afterword.views.text.words import ENGLISH
from tests.sites import NOW, prepared, write_site

SITE = """\
page: {name: Acme}
timezone: Europe/Berlin
levels:
  - {id: degraded, name: Degraded, status: degraded_performance, weight: 0.07}
  - {id: upkeep, name: Upkeep, status: under_maintenance, weight: 0.01}
  - {id: slow, name: Slow, status: partial_outage, weight: 0.333}
  - {id: down, name: Down, status: major_outage}
groups: [{id: core, name: Core}, {id: empty, name: Empty}]
components:
  - {id: search, name: Search, group: core, objective: 99.5}
  - {id: api, name: API, group: core, since: 2026-10-20}
  - {id: mail, name: Mail, objective: 99}
"""
COMPONENTS = {"search": "Search", "api": "API", "mail": "Mail"}
DAYS = (30, 90, 365)
MONTH, MONTH_NAME, YEAR = "2026-10", "October 2026", "months/2026/"
CASES = [
    *zip(PolicyName, cycle(MaintenanceRule), strict=False),
    (PolicyName.STATUSPAGE, MaintenanceRule.EXCLUDED),
    (PolicyName.STRICT, MaintenanceRule.EXCLUDED),
]


def history(random: Random) -> Iterator[tuple[str, str]]:
    """Yield records by id, each with a window; windows of several records overlap now and then."""
    for number in range(60):
        start = datetime(2026, 8, 1, tzinfo=UTC) + timedelta(seconds=random.randrange(108 * 86_400))
        end = start + timedelta(seconds=random.choice((7, 4_321, 86_399, 400_000)))
        level = random.choice(("degraded", "slow", "down", "upkeep"))
        first, last = (f"{each:%Y-%m-%dT%H:%M:%SZ}" for each in (start, end))
        window = f"{{component: {random.choice([*COMPONENTS])}, level: {level}, start: {first}, end: {last}}}"
        upkeep = f"kind: maintenance\nscheduled: {{start: {first}, end: {last}}}\n"
        text = (
            f"title: Record {number}\n{upkeep if level == 'upkeep' else ''}windows:\n  - {window}\nupdates:\n"
            f"  - {{at: {last}, status: {'completed' if level == 'upkeep' else 'resolved'}, body: It is over.}}\n"
        )
        yield f"{start:%Y-%m-%d}-record-{number}", text


@dataclass(frozen=True)
class Outputs:
    """Everything that shows uptimes."""

    pages: dict[str, str]
    files: dict[str, str]
    folder: Path
    policy: PolicyName

    def file(self, path: str) -> Any:
        return json.loads(self.files[path])

    def printed(self, *options: str) -> str:
        done = CliRunner().invoke(
            cli, ["uptime", "--root", str(self.folder), "--now", "2026-11-23 12:00", *options]
        )
        assert done.exit_code == 0, done.output
        return done.output

    def row(self, name: str, *options: str) -> list[str]:
        """Return the percentages in a row of the terminal's table."""
        line = next(each for each in self.printed(*options).splitlines() if each.split()[:1] == [name])
        return [f"{each} %" for each in re.findall(r"([\d.]+) %", line.partition(f"  {self.policy}")[0])]


@pytest.fixture(
    params=[CASES[0], *(pytest.param(case, marks=pytest.mark.slow) for case in CASES[1:])],
    ids="-".join,
    scope="module",
)
def outputs(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Outputs:
    policy, maintenance = request.param
    rules = f"uptime: {{policy: {policy}, maintenance: {maintenance}}}\n"
    folder = write_site(
        tmp_path_factory.mktemp("site"), dict(history(Random(f"{policy} {maintenance}"))), SITE + rules
    )
    build = prepared(folder, now=NOW)
    pages = {page.address: page.html for page in build.pages()}
    files = {each.path: each.data.decode() for each in build.machine_files()}
    build.discard()
    return Outputs(pages, files, folder, policy)


def shown(percent: str | None) -> str:
    return "no data" if percent is None else f"{percent} %"


def by_days(listed: list[dict[str, Any]]) -> list[str]:
    assert [each["days"] for each in listed] == [*DAYS]
    return [shown(each["percent"]) for each in listed]


def numbers_on(page: str) -> list[str]:
    return re.findall(r"<dd>([\d.]+ %|no data)</dd>", page)


def test_a_page_with_uptimes_says_once_how_they_are_counted(outputs: Outputs) -> None:
    description = POLICIES[outputs.policy].description
    for component in COMPONENTS:
        assert outputs.pages[f"components/{component}/"].count(description) == 1
    assert outputs.pages["components/"].count(ENGLISH.policy(outputs.policy.value)) == 1


def test_the_last_days_have_the_same_uptime_everywhere(outputs: Outputs) -> None:
    components = {
        each["id"]: each["uptime"] for each in outputs.file("data/v1/components.json")["components"]
    }
    calculated = {each["id"]: each["periods"] for each in outputs.file("data/v1/uptime.json")["components"]}
    printed = [each for each in json.loads(outputs.printed("--format", "json")) if each["component"]]
    table = [*csv.DictReader(io.StringIO(outputs.printed("--format", "csv"), newline=""))]
    for component, name in COMPONENTS.items():
        expected = by_days(components[component])
        starts = [each["start"] for each in calculated[component]]
        # A page shows periods that begin with the history only once.
        on_page = [each for number, each in enumerate(expected) if starts[number] not in starts[:number]]
        assert numbers_on(outputs.pages[f"components/{component}/"])[: len(on_page)] == on_page
        assert by_days(calculated[component]) == expected
        assert outputs.row(name) == expected
        own = [each for each in printed if each["component"]["id"] == component]
        assert [shown(each["uptime"]["percent"]) for each in own] == expected
        lines = [each for each in table if (each["component"], each["line"]) == (component, "uptime")]
        assert [shown(each["percent"]) for each in lines] == expected
        assert expected[1] in outputs.pages[""]
        badge = outputs.file(f"badges/{component}/uptime.json")
        assert badge["message"].startswith((f"{expected[1]}, 90 days", f"{expected[1]}, since "))
        for line, theirs, ours in zip(lines, own, calculated[component], strict=True):
            assert theirs["uptime"]["ratio"] == ours["ratio"]
            assert theirs["levels"] == ours["levels"]
            for key in ("start", "end", "period_seconds", "excluded_seconds", "counted_seconds"):
                assert theirs[key] == ours[key]
            assert theirs["down_seconds"] == pytest.approx(ours["down_seconds"], abs=1e-6)
            assert float(line["down_seconds"]) == theirs["down_seconds"]
            assert float(line["seconds"]) == theirs["counted_seconds"]


def test_groups_and_the_site_have_the_same_uptime_everywhere(outputs: Outputs) -> None:
    uptimes = outputs.file("data/v1/uptime.json")
    expected = {each["id"]: by_days(each["periods"]) for each in uptimes["groups"]}
    assert expected["empty"] == ["no data"] * 3
    page = outputs.pages["components/"]
    assert numbers_on(page[page.index('id="group-core"') :])[:3] == expected["core"]
    assert outputs.row("Core") == expected["core"]
    printed = [each for each in json.loads(outputs.printed("--format", "json")) if not each["component"]]
    assert [shown(each["uptime"]["percent"]) for each in printed] == expected["core"]
    table = csv.DictReader(io.StringIO(outputs.printed("--format", "csv"), newline=""))
    assert [shown(each["percent"]) for each in table if each["line"] == "group"] == expected["core"]
    assert outputs.file("badges/uptime.json")["message"] == f"{by_days(uptimes['site'])[1]}, 90 days"


def test_a_month_has_the_same_uptime_everywhere(outputs: Outputs) -> None:
    printed = [
        each
        for each in json.loads(outputs.printed("--month", MONTH, "--format", "json"))
        if each["component"]
    ]
    for (component, name), value in zip(COMPONENTS.items(), printed, strict=True):
        assert statement(outputs, component) == value
        own = csv.DictReader(
            io.StringIO(
                outputs.printed("--component", component, "--month", MONTH, "--format", "csv"), newline=""
            )
        )
        lines = [each for each in own if each["component"]]
        table = statement_lines(outputs, component)
        assert table == lines
        assert table[-1]["percent"] == value["uptime"]["percent"]
        expected = shown(value["uptime"]["percent"])
        assert f'<p class="aw-statement">{expected}<' in statement_section(outputs, component)
        assert outputs.row(name, "--month", MONTH) == [expected]
        months = outputs.pages[f"components/{component}/"]
        assert expected in months[months.index(f">{MONTH_NAME}</a>") :].partition("</tr>")[0]


def test_the_calculation_is_the_same_on_the_page_and_in_the_terminal(outputs: Outputs) -> None:
    listed = 0
    for component in COMPONENTS:
        value = statement(outputs, component)
        listed += len(value["windows"])
        page = statement_section(outputs, component)
        printed = " ".join(outputs.printed("--component", component, "--month", MONTH, "--working").split())
        sums = re.findall(r"<dt>(Down|Period|Uptime)</dt><dd>(.*?)</dd>", page)
        assert len(sums) == 3
        assert all(f"{name} {text}".replace("\u202f", " ") in printed for name, text in sums)
        durations = [
            ENGLISH.duration(timedelta(seconds=row["seconds"])) for row in reversed(value["windows"])
        ]
        assert re.findall(rf'data-label="{ENGLISH.terms.counted}">(.*?)</td>', page) == durations
        assert all(each in printed for each in durations)
        down = sum(float(each["down_seconds"]) for each in window_lines(outputs, component))
        assert down == pytest.approx(value["down_seconds"])
    assert listed > 3


def statement(outputs: Outputs, component: str) -> dict[str, Any]:
    """Return the statement of the month as JSON."""
    months = outputs.file(f"components/{component}/{YEAR}statements.json")["months"]
    (found,) = (each for each in months if each["month"] == MONTH)
    value: dict[str, Any] = found
    return value


def statement_lines(outputs: Outputs, component: str) -> list[dict[str, str]]:
    """Return the lines of the month in the table of statements."""
    text = outputs.files[f"components/{component}/{YEAR}statements.csv"]
    return [row for row in csv.DictReader(io.StringIO(text, newline="")) if row["period"] == MONTH]


def statement_section(outputs: Outputs, component: str) -> str:
    """Return the statement of the month on its page."""
    return (
        outputs.pages[f"components/{component}/{YEAR}"].partition(f'<h2 id="{MONTH}"')[2].partition("<h2")[0]
    )


def window_lines(outputs: Outputs, component: str) -> Iterator[dict[str, str]]:
    """Yield the lines of the windows in a statement's table."""
    return (row for row in statement_lines(outputs, component) if row["line"] in ("window", "excluded"))
