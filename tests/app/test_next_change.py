"""Until the next change a build shows the same, and at that time something else."""

from __future__ import annotations

from datetime import datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.app import next_change as next_change_module
from afterword.app.next_change import changes_of, next_change
from afterword.diagnostics import Diagnostic
from afterword.records.project import Project
from afterword.records.record import Record
from afterword.source.files import read_source
from afterword.views.audience import Audience, for_audience
from afterword.views.context import Context
from afterword.views.current.banner import open_incidents, open_maintenance
from afterword.views.current.schedule import schedule
from tests.sites import SMALL_SITE, SMALLEST_RECORD, prepared, write_site
from tests.timeline.building import at, clock, minute, record, site, update, window

UPKEEP = """\
title: New disks
kind: maintenance
scheduled: {start: 2026-11-21 20:00, end: 2026-11-21 22:00}
updates:
  - {at: 2026-11-19 09:00, status: scheduled, body: We will put in new disks.}
  - {at: 2026-11-21 21:30, status: completed, body: It is done.}
post_mortem: {status: published, published: 2026-11-23}
"""
NAME = "2026-11-21-new-disks"


def change(root: Path, now: str, audience: Audience = Audience.PUBLIC) -> tuple[str, list[str]]:
    found = next_change(root, at(now), audience)
    return f"{found.at:%Y-%m-%d %H:%M:%S}", [f"{each.record} {each.field}".strip() for each in found.reasons]


@pytest.mark.parametrize(
    ("now", "then", "field"),
    [
        ("2026-11-20 12:00", "2026-11-21 00:00:00", "day"),
        ("2026-11-21 12:00", "2026-11-21 20:00:00", f"{NAME} scheduled.start"),
        ("2026-11-21 20:00", "2026-11-21 21:30:00", f"{NAME} updates.at"),
        ("2026-11-21 21:30", "2026-11-21 22:00:00", f"{NAME} scheduled.end"),
        ("2026-11-21 22:00", "2026-11-22 00:00:00", "day"),
    ],
)
def test_the_next_change_is_a_time_of_a_record_or_midnight(
    tmp_path: Path, now: str, then: str, field: str
) -> None:
    assert change(write_site(tmp_path, {NAME: UPKEEP}), now) == (then, [field])


def test_all_reasons_for_the_same_time_are_given(tmp_path: Path) -> None:
    found = change(write_site(tmp_path, {NAME: UPKEEP}), "2026-11-22 12:00")
    assert found == ("2026-11-23 00:00:00", ["day", f"{NAME} post_mortem.published"])


def test_midnight_is_that_of_the_site_also_when_summer_time_begins_or_ends(tmp_path: Path) -> None:
    berlin = SMALL_SITE.replace("timezone: UTC", "timezone: Europe/Berlin")
    root = write_site(tmp_path, {}, berlin)
    assert change(root, "2026-10-24 22:00")[0] == "2026-10-25 23:00:00"
    assert change(root, "2026-03-28 23:00")[0] == "2026-03-29 22:00:00"


def test_a_fraction_of_a_second_is_rounded_up(tmp_path: Path) -> None:
    fine = SMALLEST_RECORD.replace("10:20,", "10:20:00.500,")
    assert change(write_site(tmp_path, {NAME: fine}), "2026-11-20 10:16")[0] == "2026-11-20 10:20:01"


def test_the_time_from_which_a_page_says_that_there_is_no_news_is_a_change(tmp_path: Path) -> None:
    text = SMALLEST_RECORD.replace(", end: 2026-11-20 10:15", "").replace("resolved", "identified")
    root = write_site(tmp_path, {NAME: text}, SMALL_SITE.replace("review: {", "review: {silence: 90 min, "))
    assert change(root, "2026-11-20 10:30") == ("2026-11-20 11:50:00", [f"{NAME} silence"])
    assert change(root, "2026-11-20 11:50") == ("2026-11-21 00:00:00", ["day"])


def test_records_that_an_audience_never_sees_change_nothing_for_it(tmp_path: Path) -> None:
    root = write_site(tmp_path, {NAME: f"visibility: internal\n{UPKEEP}"})
    assert change(root, "2026-11-21 12:00")[0] == "2026-11-22 00:00:00"
    assert change(root, "2026-11-21 12:00", Audience.INTERNAL)[0] == "2026-11-21 20:00:00"


def test_a_record_that_cannot_be_read_is_ignored(tmp_path: Path) -> None:
    root = write_site(tmp_path, {NAME: UPKEEP, "2026-11-20-broken": "title: [\n"})
    assert change(root, "2026-11-21 12:00")[0] == "2026-11-21 20:00:00"


def test_after_a_build_only_records_that_may_change_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    announced = "\n".join(line for line in UPKEEP.splitlines() if "completed" not in line)
    root = write_site(tmp_path, {NAME: announced, "2026-11-20-search-is-slow": SMALLEST_RECORD})
    before = change(root, "2026-11-21 12:00")
    prepared(root, now=at("2026-11-21 11:00")).commit([], "")
    read: list[str] = []

    def reading(folder: Path, name: str) -> bytes | Diagnostic:
        read.append(name)
        return read_source(folder, name)

    monkeypatch.setattr(next_change_module, "read_source", reading)
    assert change(root, "2026-11-21 12:00") == before
    assert read == [f"incidents/2026/{NAME}.yml"]


minutes = st.integers(-300, 300)


@st.composite
def records(draw: st.DrawFn, number: int) -> Record:
    """Generate records with times before and after minute 0, including updates written in advance."""
    lines = []
    for _ in range(draw(st.integers(0, 2))):
        start = draw(minutes)
        end = clock(start + draw(st.integers(1, 150))) if draw(st.booleans()) else ""
        lines.append(window(draw(st.sampled_from(["degraded", "overloaded"])), clock(start), end))
    text = "windows:\n" + "".join(lines) if lines else ""
    words = ["investigating", "identified", "resolved"]
    if draw(st.booleans()):
        start = draw(minutes)
        text += f"kind: maintenance\nscheduled: {{start: {clock(start)}, end: {clock(start + 60)}}}\n"
        words = ["scheduled", "in_progress", "verifying", "completed"]
    updates = sorted(draw(st.lists(st.tuples(minutes, st.sampled_from(words)), max_size=3)))
    text += "updates:\n" + "".join(update(*each) for each in updates) if updates else ""
    return record(text or "tags: [none]\n", name=f"2026-03-01-{number}")


def facts(now: datetime, made: tuple[Record, ...]) -> object:
    """Return what a build shows at a time, except durations that change all the time."""
    context = Context(for_audience(Project(site(), made), Audience.PUBLIC, now), Audience.PUBLIC, now)
    base = schedule(context, (*open_incidents(context), *open_maintenance(context))).changes[0]
    drawn = [
        (each.start <= now, each.end is not None and each.end <= now)
        for shown in context.records
        for each in shown.windows
    ]
    return base[1:], context.lifecycle, [len(each.updates) for each in context.records], drawn


@settings(max_examples=50)
@given(st.data())
def test_nothing_changes_before_the_next_time_and_something_at_it(data: st.DataObject) -> None:
    made = tuple(data.draw(records(number)) for number in range(data.draw(st.integers(1, 3))))
    now = minute(data.draw(st.integers(-300, 300)))
    points = sorted(point for each in made for point in changes_of(each, site(), now))
    first, field = points[0] if points else (now + timedelta(days=300), "")
    assert facts(first - timedelta(seconds=1), made) == facts(now, made)
    if points and not field.startswith("scheduled"):  # work that is done may have been announced for later
        assert facts(first, made) != facts(now, made)
