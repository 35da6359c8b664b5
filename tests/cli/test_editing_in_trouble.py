"""Commands that edit a record lose nothing when the record, the file or the time is not as they expect."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.cli import cli
from afterword.output import rewrite
from tests.cli.editing_site import NOW, OPEN, OPEN_ID, edit, editing_site, record_file

COMMANDS = {
    "event": ("event", "-m", "The alert: # goes off."),
    "action add": ("action", "add", "-m", "Warm the cache first"),
    "milestone": ("milestone", "detected=09:48"),
}
each_command = pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return editing_site(tmp_path / "a site")


def refused(site: Path, *words: str, message: str) -> None:
    """Run a command that must fail with a message, and leave the record as it was."""
    before = record_file(site).read_bytes()
    result = edit(site, *words)
    assert result.exit_code == 2, result.output
    assert message in " ".join(result.output.split())
    assert record_file(site).read_bytes() == before


@each_command
def test_an_unknown_record_is_named(site: Path, words: tuple[str, ...]) -> None:
    refused(site, *words, "nothing", message="no record has `nothing` in its id")


@each_command
def test_line_breaks_stay_as_they_are(site: Path, words: tuple[str, ...]) -> None:
    file = record_file(site)
    file.write_bytes(OPEN.replace("\n", "\r\n").encode())
    assert edit(site, *words).exit_code == 0
    data = file.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") > OPEN.count("\n")
    assert set(OPEN.splitlines()) <= set(data.decode().splitlines())


@each_command
def test_a_merge_conflict_is_named(site: Path, words: tuple[str, ...]) -> None:
    ours = "<<<<<<< HEAD\ntitle: A\n=======\ntitle: B\n>>>>>>> other\n"
    record_file(site).write_text(OPEN.replace("title: Search is slow\n", ours), encoding="utf-8")
    refused(site, *words, OPEN_ID, message="merge conflict")


@each_command
def test_a_read_only_file_stays(site: Path, words: tuple[str, ...]) -> None:
    record_file(site).chmod(stat.S_IRUSR)
    refused(site, *words, message="was not changed: it is read-only")


@each_command
def test_what_others_have_typed_meanwhile_is_not_lost(
    site: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = record_file(site)

    def meanwhile(path: Path, before: bytes, after: bytes) -> None:
        file.write_bytes(before + b"tags: [cache]\n")
        rewrite.rewrite(path, before, after)

    monkeypatch.setattr("afterword.app.edit_record.rewrite", meanwhile)
    result = edit(site, *words)
    assert result.exit_code == 2
    assert "was not changed: it has changed meanwhile" in result.output
    assert file.read_text(encoding="utf-8") == OPEN + "tags: [cache]\n"


@each_command
def test_without_a_terminal_nothing_is_written_unasked(site: Path, words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(cli, [*words, "--root", str(site), "--now", NOW])
    assert result.exit_code == 2
    assert "add --yes" in result.output
    assert record_file(site).read_text(encoding="utf-8") == OPEN


@pytest.mark.parametrize(
    "words",
    [
        ("event", OPEN_ID, "-m", "x", "--at", "2026-10-25 02:30"),
        ("milestone", OPEN_ID, "detected=2026-10-25 02:30"),
    ],
    ids=lambda words: words[0],
)
def test_a_repeated_hour_needs_an_offset(site: Path, words: tuple[str, ...]) -> None:
    text = OPEN.replace("severity:", "timezone: Europe/Berlin\nseverity:")
    record_file(site).write_text(text, encoding="utf-8")
    refused(site, *words, message="2026-10-25 02:30+0")
