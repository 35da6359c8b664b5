"""Tables, ratios and the chart, from a few samples."""

from __future__ import annotations

from xml.etree import ElementTree

import pytest

from benchmarks import tools
from benchmarks.chart import BEGIN, END, fragment, put_into
from benchmarks.curves import svg
from benchmarks.report import COLUMNS, markdown, own_commands, plain, ratios, table, whole_report
from benchmarks.results import COLD, IDLE, VISIBLE, Measured, Results, from_json, to_json

TITLES = {"afterword": "Afterword", "hugo": "Hugo, bare", "zensical": "Zensical"}
ABOUT = {
    "date": "2026-11-23",
    "machine": {"cpu": "Abacus 9", "cores": 2, "memory_bytes": 24_000_000_000, "system": "Linux"},
    "versions": {"hugo": "0.168.0"},
    "options": {"repeat": 3, "seed": 1},
}


def results() -> Results:
    def cold(cpu: float) -> dict[str, float]:
        return {"cpu": cpu, "wall": cpu / 2, "memory": 90e6, "output_bytes": 3e6, "output_files": 110}

    return Results(
        ABOUT,
        TITLES,
        [
            Measured(100, "afterword", COLD, [cold(0.4), cold(0.6), cold(0.5)]),
            Measured(100, "afterword", VISIBLE, [{"wall": 0.25}, {"wall": 0.35}]),
            Measured(100, "afterword", IDLE, [{"idle": 0.004, "memory": 80e6, "ready": 1.0}]),
            Measured(100, "afterword", "afterword --help", [{"cpu": 0.06, "wall": 0.07, "memory": 12e6}]),
            Measured(100, "hugo", COLD, [cold(0.1), cold(0.125), cold(9.0)]),
            Measured(100, "hugo", VISIBLE, [{"wall": 0.6}]),
            Measured(100, "zensical", COLD, problem="over 300 s"),
            Measured(1_000, "afterword", COLD, [cold(2.0)]),
            Measured(1_000, "hugo", COLD, [cold(1.0)]),
        ],
    )


def cell(rows: list[list[str]], row: str, column: str) -> str:
    return next(line for line in rows if line[0] == row)[rows[0].index(column)]


def test_the_table_shows_medians_of_samples() -> None:
    rows = table(results(), 100)

    assert cell(rows, "Afterword", "cold CPU s") == "0.50"
    assert cell(rows, "Hugo, bare", "cold CPU s") == "0.12"
    assert cell(rows, "Afterword", "edit→visible s") == "0.30"
    assert cell(rows, "Afterword", "idle CPU %") == "0.4"
    assert cell(rows, "Afterword", "peak MB") == "90"


def test_a_tool_that_took_too_long_has_a_note_in_place_of_a_number() -> None:
    rows = table(results(), 100)

    assert cell(rows, "Zensical", "cold CPU s") == "over 300 s"
    assert "Zensical, 100 records, cold build: over 300 s" in whole_report(results())


def test_what_was_not_measured_is_a_dash() -> None:
    assert cell(table(results(), 100), "Hugo, bare", "idle CPU %") == "–"


def test_ratios_are_relative_to_afterword() -> None:
    rows = ratios(results(), 100)

    assert cell(rows, "Hugo, bare", "cold CPU") == "0.25"
    assert cell(rows, "Hugo, bare", "edit→visible") == "2.00"
    assert cell(rows, "Zensical", "cold CPU") == "over 300 s"
    assert all(row[0] != "Afterword" for row in rows)


def test_commands_of_afterword_alone_have_their_own_table() -> None:
    assert [row[0] for row in own_commands(results(), 100)] == ["command", "cold build", "afterword --help"]


def test_all_rows_of_a_table_have_all_columns() -> None:
    rows = table(results(), 1_000)

    assert {len(row) for row in rows} == {len(COLUMNS) + 1}
    assert {line.count("|") for line in markdown(rows).splitlines()} == {len(COLUMNS) + 2}
    assert len(plain(rows).splitlines()) == len(rows) + 1


def test_results_are_the_same_after_writing_and_reading() -> None:
    again = from_json(to_json(results()))

    assert again.measured == results().measured
    assert again.about == ABOUT
    assert whole_report(again) == whole_report(results())


def test_results_in_another_format_are_refused() -> None:
    with pytest.raises(ValueError, match="format 1"):
        from_json('{"format": 2}')


def test_the_chart_is_well_formed_and_has_its_numbers_in_words() -> None:
    chart = ElementTree.fromstring(svg(results()))

    space = "{http://www.w3.org/2000/svg}"
    assert chart.find(f"{space}title") is not None
    assert "Hugo, bare: 0.12 s at 100, 1.00 s at 1,000." in (chart.findtext(f"{space}desc") or "")
    assert "Afterword 2.00 s" in [text.text for text in chart.iter(f"{space}text")]


@pytest.mark.parametrize("tool", tools.EVERYTHING)
def test_the_chart_has_a_line_for_every_tool(tool: str) -> None:
    measured = [Measured(size, tool, COLD, [{"cpu": 1.0}]) for size in (100, 1_000)]
    assert tools.TITLES[tool] in svg(Results(ABOUT, tools.TITLES, measured))


def test_the_rounds_are_those_of_cold_builds() -> None:
    edits = Measured(100, "hugo", VISIBLE, [{"wall": 0.6}] * 9)
    more = Results(ABOUT, TITLES, [*results().measured, edits])
    assert "medians of 3 rounds (1,000 records: 1)" in fragment(more)


def test_the_chart_has_no_colour_of_its_own() -> None:
    assert "#" not in svg(results())


def test_a_fragment_replaces_the_text_between_the_markers() -> None:
    page = f"# Speed\n\n{BEGIN}\nof last year\n{END}\n\nMore.\n"

    once = put_into(page, fragment(results()))

    assert "of last year" not in once
    assert once.startswith("# Speed\n\n")
    assert once.endswith(f"{END}\n\nMore.\n")
    assert put_into(once, fragment(results())) == once


def test_a_page_without_markers_is_refused() -> None:
    with pytest.raises(ValueError, match="results:begin"):
        put_into("# Speed\n", "text")
