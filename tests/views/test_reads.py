"""A page is made again when something has changed that it has read, and only then."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from contextlib import ExitStack
from dataclasses import fields
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from afterword.app.build import Build
from afterword.app.incremental import prepare_build
from afterword.views.audience import Audience
from afterword.views.cached import Cached, cached
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.reads import QUESTIONS, Reads
from tests.sites import prepared, write_site

NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
LATER = NOW + timedelta(days=400)
SITE = """\
page: {name: Acme}
timezone: UTC
review: {rules: {site-without-url: off}}
groups: [{id: all, name: All}]
components: [{id: search, name: Search, group: all, until: 2027-06-30}, {id: api, name: API}]
"""
OPEN, OVER, OLD = "2026-11-20-search", "2026-10-20-api", "2024-10-20-api"
OPEN_TEXT = """\
title: Search is down
windows: [{component: search, level: major_outage, start: 2026-11-20 09:00}]
updates: [{at: 2026-11-20 09:10, status: investigating, body: We look into it.}]
milestones: {detected: 2026-11-20 09:05}
"""
OVER_TEXT = """\
title: API was slow
windows: [{component: api, level: degraded, start: 2026-10-20 09:00, end: 2026-10-20 10:00}]
updates: [{at: 2026-10-20 10:10, status: resolved, body: It is over.}]
action_items:
  - {id: a1, title: Mend it, type: prevent, priority: p1, owner: us, status: open}
  - {id: a2, title: Test it, type: prevent, priority: p1, owner: us, status: done, closed: 2026-10-25}
"""
NEW_TEXT = OVER_TEXT.replace("slow", "slower").replace("10:00}", "10:30}").replace("it, type", "this, type")
RECORDS = {OPEN: OPEN_TEXT, OVER: OVER_TEXT}
CHANGED = {
    OPEN: OPEN_TEXT.replace("down", "slow"),
    OVER: NEW_TEXT,
    OLD: OVER_TEXT.replace("2026", "2024"),
}

READS: dict[str, Callable[[Context, RecordIndex], object]] = {
    "now": lambda context, _: context.now,
    "reached": lambda context, _: context.now_until(datetime(2027, 1, 1, tzinfo=UTC)),
    "today": lambda context, _: context.today,
    "current": lambda context, _: context.levels,
    "records": lambda _, index: index.summaries,
    "first-day": lambda _, index: index.first_day,
    "years": lambda _, index: index.year_counts,
    "year": lambda _, index: index.by_year[2026],
    "components": lambda _, index: index.component_counts,
    "component": lambda _, index: index.by_component["api"],
    "open-actions": lambda _, index: index.open_actions,
    "years-of-actions": lambda _, index: index.closed_counts,
    "year-of-actions": lambda _, index: index.closed_actions[2026],
    "windows": lambda _, index: index.queries.windows("api", 2026),
    "level-change": lambda _, index: index.queries.last_level_change("api"),
}


@pytest.fixture(scope="module")
def builds(tmp_path_factory: pytest.TempPathFactory) -> Iterator[tuple[Build, Build, Build]]:
    """The same site twice, and once with other records at an earlier time."""
    with ExitStack() as opened:

        def built(records: dict[str, str], now: datetime) -> Build:
            build = prepare_build(
                write_site(tmp_path_factory.mktemp("site"), records, SITE), now, Audience.PUBLIC
            )
            assert isinstance(build, Build), build.diagnostics
            return opened.enter_context(build)

        yield built(CHANGED, LATER), built(CHANGED, LATER), built(RECORDS, NOW)


def test_each_kind_of_question_is_tried_here() -> None:
    assert READS.keys() == QUESTIONS.keys()


@pytest.mark.parametrize("kind", READS)
def test_a_page_is_current_while_the_answer_is_the_same(
    builds: tuple[Build, Build, Build], kind: str
) -> None:
    first, same, changed = (each.answers for each in builds)
    page = cached("page", READS[kind])
    _, notes = page.make(first)
    assert [line.split(" ")[0] for line in notes.split("\n")[1:]] == [kind]
    assert page.is_current(same, notes)
    assert not page.is_current(changed, notes)


@pytest.mark.parametrize("kind", READS)
def test_without_its_note_a_page_would_be_kept_for_ever(
    builds: tuple[Build, Build, Build], kind: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    note = Reads.note
    monkeypatch.setattr(Reads, "note", lambda self, name, *of: name == kind or note(self, name, *of))
    first, _, changed = (each.answers for each in builds)
    page = cached("page", READS[kind])
    _, notes = page.make(first)
    assert page.is_current(changed, notes)


def _attributes(of: type[Context | RecordIndex]) -> list[str]:
    return sorted(
        name
        for name in {*dir(of), *(field.name for field in fields(of))}
        if not name.startswith("_") and name != "queries"
    )


@pytest.mark.parametrize(
    ("owner", "name"), [(owner, name) for owner in (Context, RecordIndex) for name in _attributes(owner)]
)
def test_whatever_a_page_reads_is_noted(builds: tuple[Build, Build, Build], owner: type, name: str) -> None:
    def read(context: Context, index: RecordIndex) -> object:
        value = getattr(context if owner is Context else index, name)
        return "" if callable(value) else repr(dict(value)) if hasattr(value, "keys") else repr(value)

    first, same, changed = (each.answers for each in builds)
    page = cached("page", read)
    value, notes = page.make(first)
    assert page.is_current(same, notes)
    if page.make(changed)[0] != value:
        assert not page.is_current(changed, notes)


def test_only_the_latest_instant_that_was_reached_is_noted(builds: tuple[Build, Build, Build]) -> None:
    days = [datetime(2027, 1, day, tzinfo=UTC) for day in (3, 9, 2)]
    page = cached("page", lambda context, _: [context.now_until(day) for day in days])
    later, _, earlier = (each.answers for each in builds)
    shown, notes = page.make(later)
    assert shown == days
    assert [each.rpartition(" ")[0] for each in notes.split("\n")[1:]] == [f"reached {days[1].isoformat()}"]
    assert page.make(earlier)[0] == [NOW] * 3
    assert "\nnow " in page.make(earlier)[1]


def test_a_file_cannot_read_while_it_is_written(builds: tuple[Build, Build, Build]) -> None:
    answers = builds[0].answers

    def in_pieces(context: Context, index: RecordIndex) -> Iterator[str]:
        summaries = index.summaries
        return (f"{each.id} of {len(index.summaries)}" for each in summaries)

    def late(context: Context, index: RecordIndex) -> Iterator[str]:
        yield str(context.today)

    def late_and_kept(context: Context, index: RecordIndex) -> Iterator[str]:
        yield index.keep("kept", lambda: str(context.today))

    assert len(list(cached("file", in_pieces).make(answers)[0])) == 3
    cached("file", lambda *given: list(late_and_kept(*given))).make(answers)
    for each in (late, late_and_kept):
        pieces, _ = cached("file", each).make(answers)
        with pytest.raises(RuntimeError, match="`today` was read after the notes"):
            next(pieces)


def test_what_is_kept_for_several_pages_is_noted_for_each(builds: tuple[Build, Build, Build]) -> None:
    page = cached("page", lambda context, index: index.keep("key", lambda: context.today))
    assert page.make(builds[0].answers) == page.make(builds[0].answers)
    assert "\ntoday " in page.make(builds[0].answers)[1]


def test_what_is_read_of_one_year_leaves_the_other_pages_alone(tmp_path: Path) -> None:
    before, after = (
        prepared(write_site(tmp_path / name, records, SITE), now=NOW).answers
        for name, records in (
            ("a", {**RECORDS, OLD: CHANGED[OLD]}),
            ("b", {OPEN: OPEN_TEXT, OVER: NEW_TEXT, OLD: CHANGED[OLD]}),
        )
    )
    pages = {year: cached("page", lambda _, index, year: index.by_year[year], year) for year in (2024, 2026)}
    current = {year: page.is_current(after, page.make(before)[1]) for year, page in pages.items()}
    assert current == {2024: True, 2026: False}


def _with(*arguments: object, **named: object) -> Cached[None]:
    return Cached("page", lambda *_, **__: None, arguments, named)


def test_arguments_are_compared(builds: tuple[Build, Build, Build]) -> None:
    first, _, changed = (each.answers for each in builds)
    _, notes = _with(["a", {"b": 1}], year=2026).make(first)
    assert _with(["a", {"b": 1}], year=2026).is_current(first, notes)
    assert not _with(["a", {"b": 2}], year=2026).is_current(first, notes)
    assert not _with(["a", {"b": 1}], year=2027).is_current(first, notes)
    _, notes = _with(first.index.summaries).make(first)
    assert not _with(changed.index.summaries).is_current(first, notes)


def test_an_argument_that_may_hide_a_read_is_refused(builds: tuple[Build, Build, Build]) -> None:
    answers = builds[0].answers
    for hidden in (answers.context, answers.index, lambda: answers.context):
        with pytest.raises(TypeError, match="a page cannot be cached by a"):
            _with(hidden).make(answers)
