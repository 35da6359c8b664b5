"""Beginning a record from the command line."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from afterword.cli import cli
from tests.sites import SMALL_SITE, write_site

NOW = "2026-11-20 09:52"


def run(site: Path, *words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["new", "--root", str(site), "--now", NOW, *words], input=typed)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site", {})


def only_record(site: Path) -> str:
    (file,) = site.glob("incidents/*/*.yml")
    return file.read_text(encoding="utf-8")


def test_options_alone_write_a_record_that_passes_the_check(site: Path) -> None:
    said = run(site, "--no-input", "--title", "Search is slow", "--component", "search", "--severity", "sev2")
    assert said.exit_code == 0, said.output
    assert "Wrote incidents/2026/2026-11-20-search-is-slow.yml" in said.output
    checked = CliRunner().invoke(cli, ["check", "--root", str(site), "--now", NOW])
    assert checked.exit_code == 0, checked.output


@pytest.mark.parametrize("kind", ["incident", "maintenance", "near_miss", "drill"])
def test_every_kind_can_be_begun_without_a_question(site: Path, kind: str) -> None:
    times = ("--start", "2026-11-20 09:40", "--end", "2026-11-20 09:50")
    said = run(
        site, "--no-input", "--kind", kind, "--title", "All about it", "--message", "Some words.", *times
    )
    assert said.exit_code == 0, said.output
    checked = CliRunner().invoke(cli, ["check", "--strict", "--root", str(site), "--now", NOW])
    assert checked.exit_code == 0, checked.output


def test_questions_are_asked_for_what_was_not_said(site: Path) -> None:
    said = run(site, typed="Search is slow\nsearch\n\nsev3\n\n\n")
    assert said.exit_code == 0, said.output
    text = only_record(site)
    assert "title: Search is slow" in text
    assert "severity: sev3" in text
    assert "start: 2026-11-20 09:52" in text


def test_an_answer_that_would_not_work_is_asked_for_again(site: Path) -> None:
    said = run(site, typed="Search is slow\nserch\nsearch\n\n\n9:40\n2026-11-20 09:40\n\n")
    assert said.exit_code == 0, said.output
    assert "did you mean `search`?" in said.output
    assert "`9:40` is a clock time without its day" in said.output
    assert "start: 2026-11-20 09:40" in only_record(site)


def test_a_record_that_exists_is_never_overwritten(site: Path) -> None:
    words = ("--no-input", "--title", "Search is slow")
    run(site, *words)
    before = only_record(site)
    said = run(site, *words, "--component", "search")
    assert said.exit_code == 2
    assert "exists already" in said.output
    assert only_record(site) == before


@pytest.mark.parametrize(
    "title",
    [
        "Search: slow",
        "#1 is down",
        "yes",
        "- a dash",
        "It's “slow” \\ broken",
        'A "quote"',
        "{a: b}",
        "Поиск не работает",
        "1.10",
    ],
)
def test_any_title_survives_the_way_into_yaml(site: Path, title: str) -> None:
    said = run(site, "--no-input", "--title", title)
    assert said.exit_code == 0, said.output
    from tests.sites import published

    (record,) = published(site).project.records
    assert record.title == title


def test_a_wrong_option_names_itself_and_writes_nothing(site: Path) -> None:
    said = run(site, "--no-input", "--title", "Slow", "--component", "serch")
    assert said.exit_code == 2
    assert "--component" in said.output
    assert "did you mean `search`?" in said.output
    assert not list(site.glob("incidents/*/*.yml"))


@pytest.mark.parametrize(
    ("end", "why"), [("2026-11-20 09:30", "after the start"), ("2026-11-20 11:00", "still to come")]
)
def test_an_end_that_cannot_be_is_refused(site: Path, end: str, why: str) -> None:
    said = run(site, "--no-input", "--title", "Slow", "--start", "2026-11-20 09:40", "--end", end)
    assert said.exit_code == 2
    assert why in said.output
    assert not list(site.glob("incidents/*/*.yml"))


def test_without_a_title_and_without_questions_it_says_what_is_needed(site: Path) -> None:
    said = run(site, "--no-input")
    assert said.exit_code == 2
    assert "--title" in said.output


def test_the_time_of_an_hour_that_came_twice_is_written_with_its_offset(tmp_path: Path) -> None:
    site = write_site(tmp_path, {}, SMALL_SITE.replace("UTC", "Europe/Berlin"))
    words = ["new", "--root", str(site), "--now", "2026-10-25 01:30+00:00", "--no-input", "--title", "Slow"]
    said = CliRunner().invoke(cli, [*words, "--component", "search"])
    assert said.exit_code == 0, said.output
    assert "start: 2026-10-25 02:30+01:00" in only_record(site)


def test_outside_of_a_site_it_says_how_to_begin_one(tmp_path: Path) -> None:
    said = run(tmp_path, "--no-input", "--title", "Slow")
    assert said.exit_code == 2
    assert "afterword init" in said.output
