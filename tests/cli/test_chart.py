"""`afterword chart`: figures that Plotly's own package reads back, and pictures."""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import plotly.graph_objects as go
import plotly.io
import pytest
from click.testing import CliRunner

from afterword.cli import cli
from afterword.views.text.instants import digits
from tests.sites import SMALL_SITE, SMALLEST_ID, SMALLEST_RECORD, output, prepared, write_site
from tests.timeline.building import at

NOW = "2026-11-23 12:00"
BERLIN = SMALL_SITE.replace("timezone: UTC", "timezone: Europe/Berlin")
HOSTILE = SMALLEST_RECORD.replace("Search is slow", "'</script><script>alert(1)</script> <b>slow</b>'")


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_site(tmp_path_factory.mktemp("charts"), {SMALLEST_ID: SMALLEST_RECORD})


def chart(root: Path, *words: str, status: int = 0) -> str:
    result = CliRunner().invoke(cli, ["chart", *words, "--root", str(root), "--now", NOW])
    assert result.exit_code == status, result.output
    return result.output


def bars(text: str) -> list[tuple[str, str, str, int]]:
    """Return the bars of a figure: level, row, start and length in milliseconds; Plotly checks all of it."""
    figure = plotly.io.from_json(text)
    assert isinstance(figure, go.Figure)
    return [
        (trace.name, row, base, length)
        for trace in figure.data
        for row, base, length in zip(trace.y, trace.base, trace.x, strict=True)
    ]


def row_of(root: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = json.loads(chart(root, "--to", "json"))
    return loaded


@pytest.mark.parametrize("subject", [[], ["site"], ["search"], [SMALLEST_ID], ["latest"]])
def test_each_window_is_a_bar_in_its_level(root: Path, subject: list[str]) -> None:
    ((level, row, base, length),) = bars(chart(root, *subject, "--to", "json"))
    assert (level, row, base, length) == ("Degraded", "Search", "2026-11-20T09:40:00", 35 * 60_000)


def test_the_site_has_a_row_for_each_component(root: Path) -> None:
    rows = row_of(root)["layout"]["yaxis"]["categoryarray"]
    assert rows[0] == "Search"
    assert len(rows) == len(set(rows))


def test_every_component_and_every_level_has_room_for_its_name(tmp_path: Path) -> None:
    more = "".join(f"  - {{id: part-{each}, name: Part {each}}}\n" for each in range(8))
    site = write_site(tmp_path, {SMALLEST_ID: SMALLEST_RECORD}, f"{SMALL_SITE}{more}")
    layouts = [row_of(site)["layout"], json.loads(chart(site, SMALLEST_ID, "--to", "json"))["layout"]]
    for layout, rows in zip(layouts, (10, 1), strict=True):
        margin, legend = layout["margin"], layout["legend"]
        assert layout["yaxis"]["dtick"] == 1
        assert (layout["height"] - margin["t"] - margin["b"]) / rows == 28
        assert (legend["orientation"], legend["yref"], legend["yanchor"]) == ("h", "container", "top")
        assert 20 <= legend["y"] * layout["height"] < margin["b"] - 50  # under the axis, and a line high


def test_windows_before_the_period_are_left_out(root: Path) -> None:
    assert bars(chart(root, "--to", "json", "--days", "2")) == []


def test_the_page_needs_no_other_file_and_text_stays_text(tmp_path: Path) -> None:
    page = chart(write_site(tmp_path, {SMALLEST_ID: HOSTILE}))
    assert "plotly.js (basic - minified)" in page
    assert not re.findall(r'<(?:script|link|img)[^>]*(?:src|href)="', page)
    assert "<script>alert" not in page
    assert "<b>slow" not in page


def test_the_page_says_its_encoding_first_and_has_a_title_and_a_language(root: Path) -> None:
    page = chart(root, SMALLEST_ID)
    head = page.encode()[:1024].decode()
    assert '<html lang="en">' in head
    assert head.index('<meta charset="utf-8" />') < head.index("<title>Search is slow</title>")


@pytest.mark.parametrize(
    "day",
    ["2026-11-20", "2026-03-29", "2026-10-25"],
    ids=["no change", "02:00 becomes 03:00", "03:00 becomes 02:00"],
)
def test_bars_begin_and_end_at_clock_times_of_the_site(tmp_path: Path, day: str) -> None:
    record = SMALLEST_RECORD.replace("2026-11-20 09:40", f"{day} 01:30").replace(
        "2026-11-20 10:15", f"{day} 03:30"
    )
    site = write_site(tmp_path, {SMALLEST_ID: record}, BERLIN)
    printed = [chart(site, SMALLEST_ID, "--to", "json") for _ in ("without the cache", "with it")]
    assert printed[0] == printed[1]
    ((_, _, base, length),) = bars(printed[0])
    assert (base, length) == (f"{day}T01:30:00", 120 * 60_000)
    assert f'"{day}T03:30:00"' in printed[0]


def test_the_time_in_utc_that_was_formatted_before_is_not_used(tmp_path: Path) -> None:
    site = write_site(tmp_path, {SMALLEST_ID: SMALLEST_RECORD}, BERLIN)
    digits(datetime(2026, 11, 20, 8, 40, tzinfo=UTC))
    ((_, _, base, _),) = bars(chart(site, SMALLEST_ID, "--to", "json"))
    assert base == "2026-11-20T09:40:00"


def test_the_picture_of_a_record_is_the_published_one(root: Path) -> None:
    built = output(prepared(root, now=at(NOW)))
    assert chart(root, SMALLEST_ID, "--to", "svg") == built[f"incidents/{SMALLEST_ID}/timeline.svg"]


def test_what_is_missing_for_a_picture_is_named(
    root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def missing(*_: object, **__: object) -> bytes:
        raise ValueError("\nImage export requires the Kaleido package\n")

    monkeypatch.setattr(go.Figure, "to_image", missing)
    printed = chart(root, "--to", "png", "--output", str(tmp_path / "x.png"), status=2)
    assert "Image export requires the Kaleido package" in printed
    assert "pip install kaleido" in printed
    assert "`afterword chart site --to html --output chart.html`" in printed
    assert not (tmp_path / "x.png").exists()


def test_a_picture_is_what_plotly_draws(root: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(go.Figure, "to_image", lambda _, format, **__: f"a {format}".encode())
    chart(root, "--to", "png", "--output", str(tmp_path / "x.png"))
    assert (tmp_path / "x.png").read_bytes() == b"a png"


def test_a_record_that_does_not_exist_is_named(root: Path) -> None:
    assert "nothing-like-it" in chart(root, "nothing-like-it", status=2)


def test_a_mistyped_component_is_suggested(root: Path) -> None:
    said = chart(root, "serach", status=2)
    assert said.endswith("did you mean `2026-11-20-search-is-slow`? There is a component `search`\n")


def test_a_record_without_windows_has_nothing_to_draw(tmp_path: Path) -> None:
    notice = "title: Offices are closed\nkind: notice\nsummary: Closed.\nuntil: 2026-11-24 10:00\n"
    site = write_site(tmp_path, {"2026-11-22-closed": notice})
    assert "nothing to draw" in chart(site, "closed", "--to", "json", status=2)
