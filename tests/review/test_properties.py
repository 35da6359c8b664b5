"""A comparison is empty for the same facts, mirrored for swapped versions, and the same in every run."""

from __future__ import annotations

import random
from collections.abc import Iterable, Sequence
from dataclasses import replace
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.records.record import Record
from afterword.report.diff_html import render_diff_html
from afterword.report.diff_json import render_diff_json
from afterword.report.diff_markdown import render_diff_markdown
from afterword.report.diff_text import render_diff
from afterword.review.charts import chart_pairs
from afterword.review.neighbours import neighbours, record_traits
from afterword.review.sections import ADDED, CHANGED, OPEN, OVERDUE, REMOVED, SIMILAR, Line, sections
from afterword.review.site_diff import SiteDiff
from tests.review.sides import DEMO_SITE, FILES, compared, demo_records, read, rewritten

RECORDS = dict(zip(FILES, demo_records(), strict=True))
MIRRORED = {ADDED: REMOVED, REMOVED: ADDED, CHANGED: CHANGED}
ONE_WAY = {"page", "new page", "address", "link", "host", "name of a person", "contact"}
"""Lines that are about one direction only: what disappears needs no second look at hosts and names."""
_IN_BOTH = {"What readers no longer see": "What readers see"}
"""The section of a page that disappears has as its counterpart the one of a page that appears."""
SOME_FILES = st.lists(st.sampled_from(FILES), unique=True, max_size=4)


@settings(deadline=None, max_examples=25)
@given(SOME_FILES, st.randoms(use_true_random=False), st.booleans())
def test_another_order_and_style_are_no_change(files: list[Path], chance: random.Random, flow: bool) -> None:
    before = [RECORDS[file] for file in files]
    after = [read(rewritten(file, chance, flow=flow), file.stem) for file in files]
    chance.shuffle(after)
    found = compared(before, after)
    assert found.is_empty
    assert sections(found) == ()
    assert chart_pairs(found) == ()
    assert "no change" in render_diff(found)


@settings(deadline=None, max_examples=25)
@given(SOME_FILES, SOME_FILES, st.randoms(use_true_random=False))
def test_swapped_versions_are_mirrored(one: list[Path], other: list[Path], chance: random.Random) -> None:
    before = [RECORDS[file] for file in one]
    after = [_changed(RECORDS[file], chance) for file in other]
    there, back = compared(before, after), compared(after, before)
    assert sorted(_mirrored(_lines(there))) == sorted(_lines(back))
    drawn = [(each.before, each.after) for each in chart_pairs(there)]
    assert [(each.after, each.before) for each in chart_pairs(back)] == drawn


@settings(deadline=None, max_examples=10)
@given(SOME_FILES, st.randoms(use_true_random=False))
def test_the_order_of_what_is_read_does_not_matter(files: list[Path], chance: random.Random) -> None:
    before, after = [RECORDS[file] for file in files], [_changed(RECORDS[file], chance) for file in files]
    found = with_neighbours(compared(before, after))
    chance.shuffle(before)
    chance.shuffle(after)
    again = with_neighbours(compared(before, after), chance)
    for write in (render_diff, render_diff_json, render_diff_markdown, render_diff_html):
        assert write(found) == write(again)


def with_neighbours(diff: SiteDiff, chance: random.Random | None = None) -> SiteDiff:
    """Add the neighbours of each record among all of the demo, read in any order."""
    traits = [each for record in RECORDS.values() if (each := record_traits(record))]
    if chance:
        chance.shuffle(traits)
    mine = [each for record in diff.records if (each := record_traits(record.record))]
    found = (neighbours(each, traits, DEMO_SITE) for each in mine)
    return replace(diff, neighbours=tuple(each for each in found if each))


def _changed(record: Record, chance: random.Random) -> Record:
    """Change a record in one of a few ways, or not at all."""
    way = chance.randrange(5)
    if way == 0 and record.windows:
        first, *rest = record.windows
        moved = first.model_copy(update={"start": first.start.replace(second=30)})
        return record.model_copy(update={"windows": (moved, *rest)})
    if way == 1 and record.action_items:
        return record.model_copy(update={"action_items": record.action_items[1:]})
    if way == 2:
        return record.model_copy(update={"summary": "Something else happened at db-7.eu.example.internal."})
    if way == 3 and record.updates:
        return record.model_copy(update={"updates": record.updates[:-1]})
    return record


def _lines(diff: SiteDiff) -> list[tuple[str, str, Line]]:
    """Return the lines that have a counterpart in the other direction.

    They are without what the name of an entry is made from, which is the former version.
    """
    return [
        (
            _IN_BOTH.get(section.title, section.title),
            group.record,
            line._replace(name=line.name.partition(" (")[0], note=""),
        )
        for section in sections(diff)
        for group in section.groups
        for line in group.lines
        if line.name not in ONE_WAY and line.sign in MIRRORED
    ]


def _mirrored(lines: Iterable[tuple[str, str, Line]]) -> Sequence[tuple[str, str, Line]]:
    return [
        (title, record, line._replace(sign=MIRRORED[line.sign], before=line.after, after=line.before))
        for title, record, line in lines
    ]


def test_every_sign_of_neighbours_is_known() -> None:
    found = with_neighbours(compared((), RECORDS.values()))
    lines = [line.sign for section in sections(found) for group in section.groups for line in group.lines]
    assert {SIMILAR, OPEN, OVERDUE} <= {*lines}
