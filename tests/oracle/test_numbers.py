"""Totals and uptimes are those that an independent count finds, whatever happened, in whatever zone it was typed."""

from __future__ import annotations

import json
import re
from collections.abc import Sequence
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import example, given

from tests.oracle import counted
from tests.oracle.counted import Counted
from tests.oracle.drawn import COMPONENTS, SECOND, Span, Story, always_maintained, as_moment, stories
from tests.sites import prepared, write_site

_STATEMENT = re.compile(r"components/([a-z]+)/(months/\d{4}/)statements\.json")
_SHOWN = re.compile(
    r'<h2 id="(\d{4}-\d\d)"[^\n]*</h2>\s*<p class="aw-statement">(?:at most )?(?:about )?([\d.]+) %'
)


@given(stories())
@example(always_maintained("statuspage"))
@example(always_maintained("strict"))
@example(always_maintained("levels"))
def test_every_number_is_the_one_that_is_counted(story: Story) -> None:
    with TemporaryDirectory() as folder:
        site = write_site(Path(folder), {each.id: each.text for each in story.entries}, story.text)
        build = prepared(site, now=as_moment(story.now))
        pages = {page.address: page.html for page in build.pages()}
        files = {
            each.path: each.data.decode() for each in build.machine_files() if each.path.endswith(".json")
        }
        build.discard()
    compare_totals(story, files)
    compare_last_days(story, json.loads(files["data/v1/uptime.json"]))
    compare_statements(story, pages, files)


def compare_totals(story: Story, files: dict[str, str]) -> None:
    for entry in story.entries:
        path = f"data/v1/incidents/{entry.id}.json"
        assert (path in files) is not entry.internal
        if entry.internal:
            continue
        found = json.loads(files[path])["totals"]
        compare_levels(found, entry.spans, story.now)
        components = {each["id"]: each for each in found["components"]}
        assert components.keys() == {each.component for each in entry.spans}
        for component, values in components.items():
            compare_levels(values, [each for each in entry.spans if each.component == component], story.now)


def compare_levels(found: dict[str, Any], spans: Sequence[Span], now: int) -> None:
    """Compare the time at each level, and how exact it is where that rests on one window."""
    expected = counted.totals(spans, now)
    assert {each["id"]: each["seconds"] for each in found["levels"]} == {
        level: seconds(length) for level, length in expected.items()
    }
    assert found["seconds"] == seconds(sum(expected.values()))
    if not any(each.is_about or each.is_at_least for each in spans):
        assert {found["precision"], *(each["precision"] for each in found["levels"])} == {"exact"}
    elif len(spans) == 1 and expected:
        assert found["precision"] == found["levels"][0]["precision"] == precision(spans[0])


def precision(span: Span) -> str:
    if span.is_at_least:
        return "about_at_least" if span.is_about else "at_least"
    return "about" if span.is_about else "exact"


def compare_last_days(story: Story, data: dict[str, Any]) -> None:
    ratios: dict[tuple[str, int], Fraction | None] = {}
    for component in data["components"]:
        for period in component["periods"]:
            days = period["days"]
            times = counted.last_days(story, component["id"], days)
            expected = counted.uptime(story, component["id"], times) if times else None
            ratios[component["id"], days] = expected.ratio if expected else None
            compare(story, expected, period, period["percent"], period["ratio"])
    assert len(ratios) == 3 * len(COMPONENTS)
    for group, members in {"core": ("search", "api"), "all": ("mail",)}.items():
        for period in next(each for each in data["groups"] if each["id"] == group)["periods"]:
            compare_group(story, members, period, ratios)
    for period in data["site"]:
        compare_group(story, COMPONENTS, period, ratios)


def compare_group(
    story: Story,
    members: tuple[str, ...],
    period: dict[str, Any],
    ratios: dict[tuple[str, int], Fraction | None],
) -> None:
    days = period["days"]
    if counted.is_mean(story):
        known = [ratio for each in members if (ratio := ratios[each, days]) is not None]
        expected = sum(known, Fraction(0)) / len(known) if known else None
    else:
        periods = {each: times for each in members if (times := counted.last_days(story, each, days))}
        expected = counted.all_up(story, periods).ratio if periods else None
    assert period["percent"] == counted.shown(story, expected)
    assert (None if period["ratio"] is None else Fraction(period["ratio"])) == expected


def compare_statements(story: Story, pages: dict[str, str], files: dict[str, str]) -> None:
    for path, text in files.items():
        if found := _STATEMENT.fullmatch(path):
            component, year = found.groups()
            page = pages[f"components/{component}/{year}"]
            percents = dict(_SHOWN.findall(page))
            for value in json.loads(text)["months"]:
                month = value["month"]
                times = counted.month(story, component, month)
                expected = counted.uptime(story, component, times) if times else None
                uptime = value["uptime"] or {"percent": None, "ratio": None}
                compare(story, expected, value, uptime["percent"], uptime["ratio"])
                if f'<h2 id="{month}"' in page:
                    assert percents.get(month) == uptime["percent"]


def compare(
    story: Story, expected: Counted | None, found: dict[str, Any], percent: str | None, ratio: str | None
) -> None:
    """Compare an uptime and its sums with those that were counted."""
    wanted = expected.ratio if expected else None
    assert (None if ratio is None else Fraction(ratio)) == wanted
    assert percent == counted.shown(story, wanted)
    if expected is None or wanted is None:
        assert found["period_seconds"] is found["down_seconds"] is None  # nothing of the period counts
    else:
        assert found["period_seconds"] == seconds(expected.period)
        assert found["excluded_seconds"] == seconds(expected.excluded)
        assert found["counted_seconds"] == seconds(expected.period - expected.excluded)
        assert abs(found["down_seconds"] - float(expected.down / SECOND)) < 1e-6


def seconds(milliseconds: int) -> float:
    return milliseconds / SECOND
