"""Which times and which other records findings depend on is recorded while rules read them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path
from typing import TypeAlias

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.app import checking
from afterword.checks import runner, severity
from afterword.checks.cache_validity import FIRST, LAST, Clock
from afterword.checks.record_ids import Answer, RecordLookups, build_record_ids
from afterword.checks.registry import RECORD_RULES, RULES
from afterword.checks.rule import Finding, Rule, Subject
from afterword.checks.rule_pages import every_page
from afterword.checks.runner import RecordCheck
from afterword.checks.samples import SAMPLE_FILE
from afterword.checks.timestamps import CLOCK_TOLERANCE, timestamps
from afterword.diagnostics import Severity
from afterword.timeline.valid_until import instants_of
from tests.checks.demo import ACTIONS, NOW, SMALLEST, load
from tests.sites import SMALLEST_RECORD, write_site

ID = "2026-11-20-search-is-slow"
RELATED = f"{SMALLEST}related: [{{id: 2026-11-18-index-moves, relation: caused_by}}]\n"
LATE = SMALLEST.replace("10:20", "10:20:30")
UNDATED = f"{SMALLEST}action_items:\n  - {{id: a, title: Add, type: repair, priority: p2, owner: b, status: open}}\n"
OPEN = "title: Search is slow\n"

ANNOUNCED = """\
title: Index moves
kind: maintenance
scheduled: {announced: 2026-11-19 10:00, start: 2026-11-20 10:00, end: 2026-11-20 11:00}
updates:
  - {at: 2026-11-19 10:00, status: scheduled, body: We work., levels: {search: under_maintenance}}
  - {at: 2026-11-20 12:00, status: in_progress, body: We work., levels: {api: under_maintenance}}
"""
INSTANT = datetime.resolution
REVIEWED_UNTIL = datetime(2027, 11, 19, 23, tzinfo=UTC)
"""A year after midnight in Berlin on the day in the id."""
BEFORE = datetime(2026, 11, 19, tzinfo=UTC)
STEPS = [
    timedelta(0),
    INSTANT,
    -INSTANT,
    *(sign * timedelta(**{unit: 1}) for sign in (1, -1) for unit in ("seconds", "minutes", "hours", "days")),
    -CLOCK_TOLERANCE,
    INSTANT - CLOCK_TOLERANCE,
]
TIMED = f"""\
{ANNOUNCED}milestones: {{resolved: 2026-11-20 12:30}}
timeline: [{{at: 2026-11-20 12:10, until: 2026-11-20 12:20, kind: action, text: Began.}}]
"""
TEXTS = [SMALLEST, LATE, UNDATED, ACTIONS, ANNOUNCED, TIMED, OPEN]
SAMPLES = [
    files[SAMPLE_FILE]
    for page in every_page()
    for files in (page.passes, page.fails)
    if files.keys() == {SAMPLE_FILE} and load(files).records
]
"""The samples of every rule, so that a rule which reads the clock is tested as soon as it is written."""

Check: TypeAlias = Callable[[Subject], Iterator[Finding]]


def checked(text: str, now: datetime, others: tuple[str, ...] = ()) -> RecordCheck:
    loaded = load({SAMPLE_FILE: text})
    return loaded.checker(*others).check_record(
        loaded.documents[SAMPLE_FILE], loaded.records[SAMPLE_FILE], now
    )


def times(text: str, now: datetime) -> tuple[datetime, datetime]:
    found = checked(text, now)
    return found.valid_from, found.valid_until


def test_a_record_asks_about_itself_and_those_it_is_related_to() -> None:
    own = Answer("files", ID, (SAMPLE_FILE,))
    assert checked(SMALLEST, NOW).answers == (own,)
    assert set(checked(RELATED, NOW).answers) == {
        own,
        Answer("files", "2026-11-18-index-moves", ()),
        Answer("claimants", "2026-11-18-index-moves", ()),
        Answer("similar", "2026-11-18-index-moves", ()),
        Answer("visibility", "2026-11-18-index-moves", ()),
    }


@pytest.mark.parametrize(
    "others",
    [
        pytest.param(("incidents/2026/2026-11-18-index-moves.yml",), id="the related one exists"),
        pytest.param(("incidents/2026/2026-11-18-index-moved.yml",), id="one of that day is meant"),
        pytest.param(("incidents/2026/2026-11-19-index-moves.yml",), id="one of those words is meant"),
        pytest.param(("incidents/2026/2026-11-20-search-is-slow.yaml",), id="another claims the same id"),
    ],
)
def test_where_other_records_change_the_findings_they_change_the_answers(others: tuple[str, ...]) -> None:
    before = checked(RELATED, NOW)
    assert checked(RELATED, NOW, others).diagnostics != before.diagnostics
    assert not build_record_ids([SAMPLE_FILE, *others]).still_gives(before.answers)


def test_a_record_that_no_rule_looked_up_changes_no_answer() -> None:
    ids = build_record_ids([SAMPLE_FILE, "incidents/2026/2026-01-02-elsewhere.yml"])
    assert ids.still_gives(checked(RELATED, NOW).answers)


def test_findings_stay_valid_until_the_end_of_review_once_all_times_of_the_record_have_passed() -> None:
    since, until = times(SMALLEST, NOW)
    assert since == datetime(2026, 11, 20, 9, 15, tzinfo=UTC), "five minutes before its last time"
    assert until == REVIEWED_UNTIL
    assert times(SMALLEST, REVIEWED_UNTIL) == (REVIEWED_UNTIL, LAST)


def test_a_message_that_names_the_time_of_day_is_valid_at_that_time_only() -> None:
    early = datetime(2026, 11, 20, 9, 0, tzinfo=UTC)
    assert times(SMALLEST, early) == (early, early + INSTANT)
    assert checked(SMALLEST, early).diagnostics != checked(SMALLEST, early + timedelta(minutes=1)).diagnostics


def test_an_example_that_follows_from_today_is_valid_today() -> None:
    day = datetime(2026, 12, 1, tzinfo=UTC)
    assert times(UNDATED, NOW) == (day, day + timedelta(days=1))


def test_an_announcement_to_come_is_reported_until_five_minutes_before_it() -> None:
    announced = datetime(2026, 11, 19, 8, 55, tzinfo=UTC)
    assert times(ANNOUNCED, announced - timedelta(days=1))[1] == announced
    before = checked(ANNOUNCED, announced - timedelta(seconds=1)).diagnostics
    assert [each.rule for each in before] == ["announced-ahead"]
    assert checked(ANNOUNCED, announced).diagnostics == ()


def test_findings_about_running_work_are_valid_until_the_next_time_of_the_record() -> None:
    begins, ends = (datetime(2026, 11, 20, hour, tzinfo=UTC) for hour in (9, 10))
    assert times(ANNOUNCED, begins + INSTANT) == (begins + INSTANT, ends)
    before = checked(ANNOUNCED, begins - timedelta(seconds=1))
    assert checked(ANNOUNCED, begins).diagnostics != before.diagnostics


def test_findings_that_do_not_depend_on_the_time_are_valid_until_the_end_of_review() -> None:
    assert times(OPEN, NOW) == (FIRST, REVIEWED_UNTIL)
    assert times(OPEN + "origin: {system: statuspage, id: abc}\n", NOW) == (FIRST, LAST)


@settings(deadline=None)
@given(st.sampled_from([*TEXTS, *SAMPLES]), st.data())
def test_findings_are_the_same_at_every_time_at_which_they_are_valid(text: str, data: st.DataObject) -> None:
    records = load({SAMPLE_FILE: text}).records.values()
    instants = [BEFORE, *(at for record in records for at in instants_of(record, (record.zone,)))]
    one, other = (data.draw(st.sampled_from(instants)) + data.draw(st.sampled_from(STEPS)) for _ in range(2))
    since, until = times(text, one)
    assert since <= one < until
    if since <= other < until:
        assert checked(text, one).diagnostics == checked(text, other).diagnostics


class TestClock:
    def test_each_question_narrows_the_time_further(self) -> None:
        clock = Clock(NOW)
        assert (clock.valid_from, clock.valid_until) == (FIRST, LAST)
        assert clock.has_reached(NOW)
        assert not clock.has_reached(NOW + timedelta(days=9))
        assert (clock.valid_from, clock.valid_until) == (NOW, NOW + timedelta(days=9))
        assert clock.now == NOW
        assert (clock.valid_from, clock.valid_until) == (NOW, NOW + INSTANT)

    def test_a_day_ends_at_midnight_of_its_zone(self) -> None:
        clock = Clock(NOW.astimezone(timezone(timedelta(hours=14))))
        assert clock.today() == date(2026, 12, 2)
        assert clock.valid_from == datetime(2026, 12, 1, 10, tzinfo=UTC)
        assert clock.valid_until == datetime(2026, 12, 2, 10, tzinfo=UTC)

    @pytest.mark.parametrize("compare", [datetime.__lt__, datetime.__le__, datetime.__eq__, datetime.__gt__])
    def test_between_two_times_of_a_record_any_comparison_with_them_gives_the_same(
        self, compare: Callable[[datetime, datetime], bool]
    ) -> None:
        (record,) = load({SAMPLE_FILE: TIMED}).records.values()
        instants = instants_of(record, (record.zone,))
        moments = [instant + INSTANT * steps for instant in instants for steps in (-1, 0, 1, 2)]
        for one in moments:
            clock = Clock(one)
            answers = [compare(clock.now_compared_with(record), at) for _, at in timestamps(record)]
            assert clock.valid_from <= one < clock.valid_until
            for other in moments:
                if clock.valid_from <= other < clock.valid_until:
                    assert answers == [compare(other, at) for _, at in timestamps(record)]


class TestANewRule:
    """The author of a rule need not say what it reads: findings from a warm cache are never out of date."""

    @pytest.fixture
    def register(self, monkeypatch: pytest.MonkeyPatch) -> Callable[[Check], None]:
        def register(check: Check) -> None:
            rule = Rule("new-rule", Severity.WARNING, check, None)
            monkeypatch.setattr(runner, "RECORD_RULES", (*RECORD_RULES, rule))
            monkeypatch.setattr(severity, "RULES", (*RULES, rule))

        return register

    def messages(self, site: Path, now: datetime) -> list[str]:
        return [each.message for each in checking.check(site, now).diagnostics]

    def test_may_read_the_time(self, tmp_path: Path, register: Callable[[Check], None]) -> None:
        def too_old(subject: Subject) -> Iterator[Finding]:
            age = subject.clock.now - subject.record.updates[-1].at
            if age > timedelta(days=30):
                yield Finding(("updates",), f"the last update is {age.days} days old")

        register(too_old)
        site = write_site(tmp_path, {ID: SMALLEST_RECORD})
        assert self.messages(site, NOW) == []
        assert self.messages(site, NOW + timedelta(days=30)) == ["the last update is 41 days old"]
        assert self.messages(site, NOW + timedelta(days=31)) == ["the last update is 42 days old"]
        assert self.messages(site, NOW) == []

    def test_may_ask_for_other_records(self, tmp_path: Path, register: Callable[[Check], None]) -> None:
        def repeated(subject: Subject) -> Iterator[Finding]:
            if subject.others.files(f"{subject.record.id}-again"):
                yield Finding(("title",), "it happened again")

        register(repeated)
        site = write_site(tmp_path, {ID: SMALLEST_RECORD})
        assert self.messages(site, NOW) == []
        again = site / SAMPLE_FILE.replace("slow", "slow-again")
        again.write_text(SMALLEST_RECORD.replace("11-20", "11-21"))
        assert self.messages(site, NOW) == ["it happened again"]
        again.unlink()
        assert self.messages(site, NOW) == []

    def test_cannot_read_the_time_unseen(self) -> None:
        assert not [name for name in dir(Subject) if "now" in name]
        assert Subject.__annotations__.keys() == {"record", "locator", "known", "others", "clock", "history"}


def test_a_warm_check_reads_no_record_again_a_minute_later(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    repeated = SMALLEST_RECORD.replace("11-20", "11-21")
    related = repeated + f"related: [{{id: {ID}, relation: follows}}]\n"
    site = write_site(tmp_path, {ID: SMALLEST_RECORD, "2026-11-21-search-is-slow": related})
    assert checking.check(site, NOW).diagnostics == ()

    def refuse(*_: object) -> None:
        raise AssertionError("a record was read again")

    monkeypatch.setattr(checking, "read_source", refuse)
    for later in (timedelta(minutes=1), timedelta(days=300)):
        assert checking.check(site, NOW + later).diagnostics == ()


def test_lookups_note_each_answer_once() -> None:
    lookups = RecordLookups(build_record_ids([SAMPLE_FILE]))
    assert lookups.files(ID) == lookups.files(ID) == (SAMPLE_FILE,)
    assert lookups.similar("2026-11-20-other") == (ID,)
    assert lookups.answers == (
        Answer("files", ID, (SAMPLE_FILE,)),
        Answer("similar", "2026-11-20-other", (ID,)),
    )
