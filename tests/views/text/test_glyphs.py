"""Each glyph has one meaning, whatever levels a site has."""

from __future__ import annotations

from collections import Counter

import pytest

from afterword.records.level_glyphs import _BY_STATUS, level_glyphs
from afterword.records.scales import OPERATIONAL, Level, default_levels
from afterword.records.vocabulary import ComponentStatus
from afterword.report.terminal import cells
from afterword.views.text import glyphs
from tests.sites import DEMO, published

OTHERS = (
    *glyphs.STATE_GLYPHS.values(),
    *glyphs.EVENT_GLYPHS.values(),
    glyphs.NO_DATA_GLYPH,
    glyphs.UNKNOWN_LEVEL_GLYPH,
    glyphs.OPEN_ACTION,
    glyphs.OVERDUE_ACTION,
    glyphs.DONE_ACTION,
    glyphs.DROPPED_ACTION,
    glyphs.BUDGET_KEPT,
    glyphs.BUDGET_EXCEEDED,
)


def levels_with(count: int) -> list[Level]:
    """Return `count` levels of each status, but one operational one less: each site has one."""
    facts = [(status, number) for status in ComponentStatus for number in range(count)]
    return [
        Level.model_validate({"id": f"{status.value}{number}", "name": "x", "status": status.value})
        for status, number in facts
    ]


@pytest.mark.parametrize("count", [1, 2, 3, 4, 5])
def test_no_two_meanings_share_a_glyph(count: int) -> None:
    of_levels = level_glyphs(levels_with(count)).values()
    shared = [glyph for glyph, times in Counter([*of_levels, *OTHERS]).items() if times > 1]
    assert shared == []


def test_every_glyph_takes_one_cell_in_a_terminal() -> None:
    of_levels = "".join(glyph for rows in _BY_STATUS.values() for row in rows for glyph in row)
    assert {glyph: cells(glyph) for glyph in (*of_levels, *OTHERS) if cells(glyph) != 1} == {}


def test_levels_have_the_usual_glyphs_and_milder_ones_of_the_same_status_others() -> None:
    assert list(level_glyphs([OPERATIONAL, *default_levels()]).values()) == ["✓", "▤", "▲", "◆", "✕"]
    demo = published(DEMO).site
    assert {each.id: demo.glyph(each.id) for each in demo.levels} == {
        "notice": "※",
        "under_maintenance": "▤",
        "degraded": "△",
        "overloaded": "▲",
        "very_overloaded": "◆",
        "partial_outage": "❖",
        "major_outage": "✕",
    }
