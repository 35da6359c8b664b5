"""`afterword fmt` writes files in the one layout, names them, or shows what it would change."""

from __future__ import annotations

import os
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from afterword.cli import cli
from tests.sites import SMALLEST_ID, write_site

OTHER_ID = "2026-11-21-search-is-slow-again"
FILE = f"incidents/2026/{SMALLEST_ID}.yml"
OTHER = f"incidents/2026/{OTHER_ID}.yml"
TYPED = "kind:  incident\ntitle: 'Search is slow'  \nsummary: S. # why\n"
LAID_OUT = "title: Search is slow\nkind: incident\nsummary: S.  # why\n"


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Return a site with a record in the layout, and one in another."""
    folder = write_site(tmp_path / "site", {SMALLEST_ID: LAID_OUT, OTHER_ID: TYPED})
    monkeypatch.chdir(folder)
    assert run().exit_code == 0
    (folder / OTHER).write_text(TYPED)
    return folder


def run(*words: str, text: str | bytes | None = None) -> Result:
    result = CliRunner().invoke(cli, ["fmt", *words], input=text)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_files_are_written_and_named(site: Path) -> None:
    result = run()
    assert (result.exit_code, result.stdout) == (0, f"{OTHER} was formatted\n")
    assert result.stderr == "Formatted 1 file, 2 files already formatted.\n"
    assert (site / OTHER).read_text() == LAID_OUT
    assert run().stderr == "3 files already formatted.\n"


def test_check_names_the_files_and_changes_nothing(site: Path) -> None:
    result = run("--check")
    assert (result.exit_code, result.stdout) == (1, f"{OTHER} would be formatted\n")
    assert result.stderr == "1 file would be formatted, 2 files already formatted.\n"
    assert (site / OTHER).read_text() == TYPED
    assert run("--check", FILE, "status.yml").exit_code == 0


def test_diff_shows_the_change_and_no_secret(site: Path) -> None:
    secret = "ghp_" + "0a1B2c3D4e5F6g7H8i9J0k1L2m3N4o5P6q7R"
    (site / OTHER).write_text(f"summary: '{secret}'\ntitle: T\n")
    result = run("--diff")
    assert result.exit_code == 1
    assert f"--- a/{OTHER}\n+++ b/{OTHER}\n" in result.stdout
    assert "+summary: ghp_…\n" in result.stdout
    assert secret not in result.stdout
    assert "summary: '" in (site / OTHER).read_text()


def test_paths_may_be_files_and_folders_of_a_site(
    site: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    assert run("site/status.yml").stderr == "1 file already formatted.\n"
    assert run("site/incidents", "--check").stderr == "1 file would be formatted, 1 file already formatted.\n"
    assert run(f"site/{OTHER}").exit_code == 0
    assert (site / OTHER).read_text() == LAID_OUT


def test_what_is_no_record_is_refused(site: Path) -> None:
    (site / "notes.yml").write_text("a: 1\n")
    result = run("notes.yml")
    assert result.exit_code == 2
    assert result.stderr == "afterword: notes.yml is neither status.yml nor a record in incidents/<year>/\n"
    assert run("missing.yml").exit_code == 2


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("title: T\ntags: [a\n", "line 2: this `[` has no `]`, or a comma is missing in it"),
        (
            "title: T\n<<<<<<< HEAD\n=======\n>>>>>>> b\n",
            "line 2: merge conflict: nothing from `HEAD`, nothing from",
        ),
        (
            "a: &b c\nd: &e f\n",
            "anchor `&b`: anchors are not supported; delete it, or quote it if it is text (and 1 more",
        ),
    ],
)
def test_a_file_that_cannot_be_read_stays_and_the_others_are_written(
    site: Path, text: str, said: str
) -> None:
    (site / FILE).write_text(text)
    result = run()
    assert result.exit_code == 2
    assert f"afterword: {FILE} was not formatted: {said}" in result.stderr
    assert "Formatted 1 file, 1 file already formatted, 1 file could not be formatted.\n" in result.stderr
    assert (site / FILE).read_text() == text
    assert (site / OTHER).read_text() == LAID_OUT


@pytest.mark.skipif(os.name == "nt", reason="Windows has other permissions")
def test_a_link_and_a_read_only_file_stay(site: Path) -> None:
    (site / OTHER).chmod(0o444)
    (site / FILE).unlink()
    (site / FILE).symlink_to(site / OTHER)
    result = run()
    assert result.exit_code == 2
    assert f"{FILE} was not formatted: it is a link, and not the file itself" in result.stderr
    assert f"{OTHER} was not formatted: it is read-only" in result.stderr


def test_records_are_formatted_though_status_yml_has_errors(site: Path) -> None:
    (site / "status.yml").write_text("page: [\n")
    result = run()
    assert result.exit_code == 2
    assert (site / OTHER).read_text() == LAID_OUT


def test_standard_input_is_written_to_standard_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    result = run("-", text=TYPED)
    assert (result.exit_code, result.stdout, result.stderr) == (0, LAID_OUT, "")
    crlf = run("-", text=TYPED.replace("\n", "\r\n").encode())
    assert crlf.stdout_bytes == LAID_OUT.replace("\n", "\r\n").encode()
    assert run("-", "--check", text=TYPED).exit_code == 1
    assert run("-", "--check", text=LAID_OUT).exit_code == 0
    assert "-kind:  incident\n" in run("-", "--diff", "--stdin-filename", FILE, text=TYPED).stdout


def test_the_name_of_standard_input_says_what_it_is() -> None:
    text = "timezone: UTC\npage: {name: E}\n"
    assert (
        run("-", "--stdin-filename", "a/status.yml", text=text).stdout == "page: {name: E}\ntimezone: UTC\n"
    )
    assert run("-", text=text).stdout == text
    assert "needs `-`" in run("--stdin-filename", "status.yml").stderr


def test_standard_input_that_cannot_be_read_gives_no_output() -> None:
    result = run("-", text="title: [\n")
    assert (result.exit_code, result.stdout) == (2, "")
    assert result.stderr.startswith("afterword: standard input was not formatted: ")
    assert "leave out the other paths" in run("-", "status.yml", text="").stderr


@pytest.mark.parametrize(
    "words",
    [
        "--title 'It is slow, at: 5' --component search --level degraded --message 'It\\'\\''s \"slow\", so # wait.'",
        "--title 7 --component search --level degraded --message yes",
        "--title Überlast --kind drill --severity sev3",
        "--title Move --kind maintenance --start '2026-11-24 10:00' --end '2026-11-24 12:00' --message M.",
        "--title Gone --kind notice --end '2026-12-24 12:00' --message 'It ends.'",
        "--title Over --component search --level degraded --start 2026-11-20 --end 2026-11-21 --message M.",
        "--title Late --post-mortem --component search --start 2026-11-20 --end 2026-11-21 --message M.",
    ],
)
def test_what_new_writes_has_the_layout(site: Path, words: str) -> None:
    created = CliRunner().invoke(
        cli, ["new", *shlex.split(words), "--now", "2026-11-23 12:00"], input="\n" * 9
    )
    assert created.exit_code == 0, created.output
    run(OTHER)
    result = run("--diff")
    assert (result.exit_code, result.stdout) == (0, "")


def test_what_init_writes_has_the_layout(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    words = [
        "--name",
        'Acme: "it\'s"',
        "--component",
        "Search, all",
        "--component",
        "null",
        "--url",
        "https://e.org/",
    ]
    assert CliRunner().invoke(cli, ["init", *words]).exit_code == 0
    assert run("--diff").stdout == ""


def test_what_the_commands_write_has_the_layout(site: Path) -> None:
    steps = [
        "new 'Search is slow again' search --no-input --now '2026-11-23 12:00'",
        "update again -m 'It: is slow, # still.' --now '2026-11-23 12:10'",
        "level again api=degraded --now '2026-11-23 12:20'",
        "resolve again -m 'One.\n\nTwo.' --now '2026-11-23 12:30'",
        "reopen again -m 'Slow again.' --now '2026-11-23 12:40'",
        "resolve again -m 'It is fast again, after all.' --now '2026-11-23 12:50'",
        "draft again --now '2026-11-23 13:00'",
    ]
    (site / OTHER).unlink()
    for step in steps:
        done = CliRunner().invoke(cli, [*shlex.split(step), *([] if step.startswith("new") else ["--yes"])])
        assert done.exit_code == 0, done.output
        assert run("--diff").stdout == "", step
