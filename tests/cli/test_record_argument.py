"""`cli.record_argument`: the argument `ID`, and the question when it is not clear."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from afterword.app.read_site import read_site
from afterword.cli import cli, record_argument
from tests.sites import SMALLEST_RECORD, write_site

NOW = datetime(2026, 11, 27, 12, tzinfo=UTC)
OPEN = "title: Mail is late\nwindows: [{component: api, level: degraded, start: 2026-11-27 09:40}]\n"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    records = {
        "2026-11-20-search-is-slow": SMALLEST_RECORD,
        "2026-11-20-search-is-slow-2": SMALLEST_RECORD,
        "2026-11-27-mail-is-late": OPEN,
    }
    return write_site(tmp_path / "site", records)


def test_an_empty_word_is_no_part_of_a_time(tmp_path: Path) -> None:
    result = CliRunner().invoke(cli, ["event", "", "--at", "05:17", "--root", str(write_site(tmp_path, {}))])
    assert result.output == "afterword: there are no records yet; `afterword new` creates one\n"


def run(site: Path, *words: str, typed: str | None = None) -> Result:
    @click.command()
    @record_argument.record
    def command(record: str | None) -> None:
        click.echo(record_argument.chosen_record(site, read_site(site), NOW, record).path)

    return CliRunner().invoke(command, words, input=typed)


def test_one_record_is_chosen_without_a_question(site: Path) -> None:
    assert run(site).stdout == "incidents/2026/2026-11-27-mail-is-late.yml\n"
    assert run(site, "slow-2").stdout == "incidents/2026/2026-11-20-search-is-slow-2.yml\n"


def test_without_a_terminal_several_are_listed(site: Path) -> None:
    result = run(site, "search")
    assert result.exit_code == 2
    assert result.output == (
        "afterword: `search` is in the ids of 2 records; write a longer part of one id, such as "
        "`2026-11-20-search-is-slow-2`:\n"
        "  2026-11-20-search-is-slow-2  Search is slow\n"
        "  2026-11-20-search-is-slow    Search is slow\n"
    )


def test_only_the_first_of_many_are_listed(site: Path) -> None:
    for number in range(11):
        (site / f"incidents/2026/2026-11-{number + 1:02}-search-{number}.yml").write_text(SMALLEST_RECORD)
    output = run(site, "search").output
    assert output.endswith("\n  and 3 more\n")
    assert output.count("Search is slow") == 10


def test_records_with_the_same_id_are_told_apart_by_their_paths(site: Path) -> None:
    (site / "incidents/2026/2026-11-27-mail-is-late.yaml").write_text(OPEN)
    output = run(site, "mail").output
    assert "such as `incidents/2026/2026-11-27-mail-is-late.yml`:" in output
    assert "\n  incidents/2026/2026-11-27-mail-is-late.yml   open  Mail is late" in output
    assert run(site, "incidents/2026/2026-11-27-mail-is-late.yml").stdout.endswith("late.yml\n")


def test_a_record_that_is_not_there_is_an_error(site: Path) -> None:
    result = run(site, "serch-is-slow")
    assert (result.exit_code, result.output) == (
        2,
        "afterword: no record has `serch-is-slow` in its id; did you mean `2026-11-20-search-is-slow`?\n",
    )


@pytest.mark.parametrize("answer", ["2", "xyz\n2", "7\n2", "search\n2", "2026-11-20-search-is-slow"])
def test_in_a_terminal_several_are_asked_about(
    site: Path, monkeypatch: pytest.MonkeyPatch, answer: str
) -> None:
    monkeypatch.setattr(record_argument, "_can_ask", lambda: True)
    result = run(site, "search", typed=f"{answer}\n")
    assert result.exit_code == 0, result.output
    assert result.stdout == "incidents/2026/2026-11-20-search-is-slow.yml\n"
    assert (
        "`search` is in the ids of 2 records:\n   1  2026-11-20-search-is-slow-2  Search is slow"
        in result.stderr
    )


def test_the_question_can_be_left_unanswered(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(record_argument, "_can_ask", lambda: True)
    assert run(site, "search", typed="").exit_code == 1
