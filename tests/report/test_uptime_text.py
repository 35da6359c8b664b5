"""Uptimes in a terminal: aligned, within the width, and coloured only on request."""

from __future__ import annotations

from afterword.report.terminal_width import cell_count
from afterword.report.uptime_text import render_uptimes
from afterword.views.text.instants import Instant
from afterword.views.uptime.objectives import ObjectiveView
from afterword.views.uptime.table import UptimeRow, UptimeTable

KEPT = ObjectiveView("99.9 %", "30 days", "43 min", "3 min", "40 min left", "⊕", exceeded=False, share=7)
MISSED = KEPT._replace(left="3 min over budget", glyph="⊖", exceeded=True)
NUMBERS = ("100.00 %", "99.90 %", "99.00 %")


def table(*lines: UptimeRow) -> UptimeTable:
    return UptimeTable(
        site="Acme",
        as_of=Instant("2026-11-23T12:00:00Z", "23 November 2026, 12:00", "UTC"),
        policy="incident-io",
        meaning=("Outages count.",),
        periods=("30 days", "90 days", "365 days"),
        rows=lines,
        breakdowns=(),
    )


GROUP = UptimeRow("Core", NUMBERS, is_group=True)
SEARCH = UptimeRow("Search", NUMBERS, KEPT, is_member=True)
API = UptimeRow("API", NUMBERS, MISSED)


def test_columns_are_aligned() -> None:
    *_, heads, group, search, api = render_uptimes(table(GROUP, SEARCH, API), breakdowns=False).splitlines()
    assert {line.index("99.90 %") + len("99.90 %") for line in (group, search, api)} == {
        heads.index("90 days") + len("90 days")
    }
    assert search.index("⊕") == api.index("⊖") == heads.index("budget, 30 days")


def test_a_long_name_is_shortened_for_the_numbers() -> None:
    wide = UptimeRow("検索とその他のとても長い名前のコンポーネント" * 3, NUMBERS, KEPT)
    lines = render_uptimes(table(wide, API), breakdowns=False).splitlines()
    assert max(map(cell_count, lines)) <= 100
    assert "…" in lines[-2]
    assert lines[-2].endswith("⊕ 40 min left")


def test_a_short_name_is_never_shortened() -> None:
    numbers = tuple(f"about {each}" for each in NUMBERS)
    over = MISSED._replace(left="about 1 h 8 min over budget")
    wide = table(
        UptimeRow("Platform", numbers, is_group=True), UptimeRow("Web app", numbers, over, is_member=True)
    )
    assert "  Web app  " in render_uptimes(wide, breakdowns=False, width=80)


def test_a_missed_objective_is_shown_in_words_and_with_colours_also_in_red() -> None:
    plain = render_uptimes(table(SEARCH, API), breakdowns=False)
    coloured = render_uptimes(table(SEARCH, API), breakdowns=False, colour=True)
    assert "\x1b" not in plain
    assert "⊖ 3 min over budget" in plain
    assert [line.startswith("\x1b[31;1m") for line in coloured.splitlines()[-2:]] == [False, True]


def test_a_name_cannot_control_the_terminal() -> None:
    assert "\x1b" not in render_uptimes(table(UptimeRow("A\x1b[2J", NUMBERS)), breakdowns=True)


def test_without_an_objective_there_is_no_column_for_it() -> None:
    assert "objective" not in render_uptimes(table(GROUP), breakdowns=False)
