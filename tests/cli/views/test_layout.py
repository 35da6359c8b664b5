"""Every view fits terminals of three widths, and prints plain text where no terminal is."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from afterword.report.terminal import Column, Flow, Grid, Line, Row, Styled, render, tabbed
from tests.cli.views.running import WIDTHS, in_real_terminal, in_terminal, run
from tests.sites import DEMO, SMALL_SITE, SMALLEST_ID, SMALLEST_RECORD, copy_of, write_site

VIEWS = (
    ("list", "--all"),
    ("show", "2026-09-08-search-overloaded"),
    ("timeline", "2026-09-08-search-overloaded"),
    ("now",),
    ("stats",),
    ("calendar",),
    ("actions",),
    ("open", "uploads-slow", "--print"),
)
each_view = pytest.mark.parametrize("words", VIEWS, ids=lambda words: words[0])
ABOUT_ONE = ("show", "timeline", "open")
WIDE = "搜索很慢我们正在调查 🎉👩‍💻 ##[error]x e\u0301"


@pytest.fixture(scope="module")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return copy_of(DEMO, tmp_path_factory.mktemp("demo") / "site")


@each_view
@pytest.mark.parametrize("width", WIDTHS)
def test_no_line_is_wider_than_the_terminal(demo: Path, width: int, words: tuple[str, ...]) -> None:
    screen = in_terminal(demo, width, *words)
    assert screen.status == 0, screen.text
    longest = max(map(cell_len, screen.lines))
    assert longest <= width or words[0] == "open", screen.text
    assert not any(line.endswith(" ") for line in screen.lines)


@pytest.mark.slow
@each_view
def test_a_real_terminal_gets_the_same(demo: Path, words: tuple[str, ...]) -> None:
    assert in_real_terminal(demo, 60, *words) == in_terminal(demo, 60, *words)


@each_view
def test_colours_go_only_to_a_terminal_whose_user_wants_them(demo: Path, words: tuple[str, ...]) -> None:
    has_colours = words[0] not in ("open", "stats")
    assert bool(re.search(r"\x1b\[(1;)?3\d", in_terminal(demo, 100, *words).raw)) == has_colours
    assert "\x1b" not in in_terminal(demo, 100, *words, NO_COLOR="1").raw
    assert "\x1b" not in in_terminal(demo, 100, *words, "--no-color").raw
    assert "\x1b" not in run(demo, *words).output


@each_view
def test_the_text_is_the_same_with_and_without_colours(demo: Path, words: tuple[str, ...]) -> None:
    assert in_terminal(demo, 100, *words).text == in_terminal(demo, 100, *words, "--no-color").text


@each_view
def test_another_program_gets_no_frames(demo: Path, words: tuple[str, ...]) -> None:
    output = run(demo, *words).output
    assert output
    assert not any("\u2500" <= character <= "\u259f" for character in output)


@each_view
def test_wide_characters_fit_too(tmp_path: Path, words: tuple[str, ...]) -> None:
    text = SMALLEST_RECORD.replace("Search is slow", f'"{WIDE}"').replace("Searches", "搜索 🎉👩‍💻 e\u0301")
    text += f'action_items: [{{id: a, title: "{WIDE}", due: 2026-12-01, status: open}}]\n'
    site = SMALL_SITE.replace("name: Acme", "name: Acme, url: https://status.acme.example/")
    root = write_site(tmp_path, {SMALLEST_ID: text}, site)
    more = [SMALLEST_ID] if words[0] in ABOUT_ONE else []
    more += ["--print"] if words[0] == "open" else []
    screen = in_terminal(root, 60, words[0], *more)
    assert screen.status == 0
    assert max(map(cell_len, screen.lines)) <= (60 if words[0] != "open" else 80)
    assert "##[" not in screen.text


def test_characters_of_a_broken_record_control_no_terminal(tmp_path: Path) -> None:
    root = write_site(tmp_path, {SMALLEST_ID: 'title: "a"\nkind: "\\e[31m\\a\\u202E ##[error]x"\n'})
    for output in (in_terminal(root, 60, "list", "--no-color").raw, run(root, "list").output):
        assert "broken" in output or "cannot be read" in output
        assert not any(character in output for character in "\x1b\x07\u202e")


def test_text_that_is_laid_out_has_no_control_characters() -> None:
    text = "a\x1b[31mb\x07c\x9bd\u202ee\rf\tg"
    parts = (
        Line([text]),
        Row([text]),
        Flow([text]),
        Grid([Column(text)], [[text], [Styled(text, "bold")]]),
        text,
    )
    for shown in (render(parts), tabbed([[text, "b\nc"]]).replace("\t", "")):
        assert all(character.isprintable() or character == "\n" for character in shown)
