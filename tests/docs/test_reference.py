"""Generated parts of the handbook are up to date, and its worked examples agree with the code."""

from __future__ import annotations

import subprocess
import sys
from datetime import timedelta
from fractions import Fraction

import pytest

from afterword.records.record import Record
from afterword.records.settings import PolicyName
from afterword.records.site import Site
from afterword.records.vocabulary import ComponentStatus
from afterword.timeline.levels import totals
from afterword.timeline.policies import POLICIES
from afterword.views.text.words import ENGLISH
from afterword.views.uptime.values import exact_percent
from tests.checks.demo import load
from tests.docs.samples import parts
from tests.sites import NOW, REPOSITORY, published

WEIGHTED = Fraction(3, 10) * 85_903 + 12_499
"""The weighted seconds of the worked example."""
NUMBERS = REPOSITORY / "docs" / "handbook" / "numbers.md"


@pytest.fixture(scope="module")
def page() -> str:
    return NUMBERS.read_text(encoding="utf-8")


def test_every_generated_part_is_up_to_date() -> None:
    asked = [sys.executable, "tool/reference.py", "--check"]
    done = subprocess.run(asked, cwd=REPOSITORY, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


def rows(record: Record, site: Site) -> list[str]:
    """Return the totals of a record as the first cells of table rows."""
    spent = totals(record.windows, site, NOW)
    names = {level.id: level.name for level in site.levels}
    worst_first = [
        f"| {names[one.level]} | {ENGLISH.duration(one.duration)} |" for one in reversed(spent.levels)
    ]
    return [*worst_first, f"| Total | {ENGLISH.duration(spent.overall)} |"]


def test_the_totals_of_the_sample_are_correct(page: str) -> None:
    sample = next(part for part in parts(NUMBERS) if part.file.startswith("incidents/"))
    project = load(sample.files).project
    found = rows(project.records[0], project.site)
    assert len(found) == 3
    assert [row for row in found if row not in page] == []


def test_the_totals_of_the_first_record_are_correct(page: str) -> None:
    project = published(REPOSITORY).project
    record = next(each for each in project.records if f"`{each.id}`" in page)
    found = rows(record, project.site)
    found += [f"| {ENGLISH.duration(window.end - window.start)} |" for window in record.windows if window.end]
    assert len(found) == 6
    assert [row for row in found if row not in page] == []


def test_the_example_with_60_and_30_days_is_correct(page: str) -> None:
    """The original page divides by 61 and 31 days; we divide by 60 and 30."""
    policy = POLICIES[PolicyName.STATUSPAGE]
    for days, original in ((90, 90), (60, 61), (30, 31)):
        theirs, ours = (policy.percent(1 - WEIGHTED / (each * 86_400)) for each in (original, days))
        assert f"| {days} days | {theirs} % | {original} days | {ours} % |" in page


def test_the_example_with_maintenance_is_correct(page: str) -> None:
    policy = POLICIES[PolicyName.STATUSPAGE]
    for name, period in (("counted", 2_592_000), ("excluded", 2_592_000 - 68_400)):
        line = next(each for each in page.splitlines() if each.startswith(f"{name}: "))
        ratio = 1 - Fraction(10_800, period)
        assert line.endswith(f"= {exact_percent(ENGLISH, ratio)}, shown as {policy.percent(ratio)} %")


def test_the_worked_uptime_is_correct(page: str) -> None:
    policy = POLICIES[PolicyName.STATUSPAGE]
    assert policy.weights
    partial, major = (
        policy.weights[status] for status in (ComponentStatus.PARTIAL_OUTAGE, ComponentStatus.MAJOR_OUTAGE)
    )
    down = partial * 85_903 + major * 12_499
    period = timedelta(days=90) // timedelta(seconds=1)
    assert (
        f"{float(partial):g} × 85 903 s + {float(major):g} × 12 499 s = {float(down):,} s".replace(",", " ")
        in page
    )
    assert f"= {period:,} s".replace(",", " ") in page
    assert (
        f"{float(100 * (1 - down / period)):.4f}… %, shown as {policy.percent(1 - down / period)} %" in page
    )
