"""Commands that edit a record lose nothing when the record, the file or the time is not as they expect."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.cli import cli
from afterword.output import rewrite
from tests.cli.editing_site import NOW, OPEN, OPEN_ID, edit, editing_site, record_file

PLANNED_ID = "2026-11-20-new-disks"
PLANNED = """\
title: New disks
kind: maintenance
severity: sev3  # for the test
scheduled: {start: 2026-11-20 10:30, end: 2026-11-20 12:00}
updates:
  - {at: 2026-11-19 09:00, status: scheduled, body: New disks., levels: {search: under_maintenance}}
# The end.
"""
TEXTS = {OPEN_ID: OPEN, PLANNED_ID: PLANNED}
COMMANDS = {
    "event": ("event", "-m", "The alert: # goes off."),
    "milestone": ("milestone", "detected=09:48"),
    "action add": ("action", "add", "-m", "Warm the cache first"),
    "maintenance move": ("maintenance", "move", "--by", "1d"),
    "maintenance start": ("maintenance", "start"),
    "maintenance cancel": ("maintenance", "cancel", "-m", "The disks: # late."),
}
each_command = pytest.mark.parametrize("words", COMMANDS.values(), ids=COMMANDS)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = editing_site(tmp_path / "a site")
    record_file(site, PLANNED_ID).write_text(PLANNED, encoding="utf-8")
    return site


def id_for(words: tuple[str, ...]) -> str:
    """Return the id of the record that a command edits."""
    return PLANNED_ID if words[0] == "maintenance" else OPEN_ID


def refused(site: Path, *words: str, message: str) -> None:
    """Run a command that must fail with a message, and leave the record as it was."""
    file = record_file(site, id_for(words))
    before = file.read_bytes()
    result = edit(site, *words)
    assert result.exit_code == 2, result.output
    assert message in " ".join(result.output.split())
    assert file.read_bytes() == before


@each_command
def test_an_unknown_record_is_named(site: Path, words: tuple[str, ...]) -> None:
    refused(site, *words, "nothing", message="no record has `nothing` in its id")


@each_command
def test_comments_and_line_breaks_stay_as_they_are(site: Path, words: tuple[str, ...]) -> None:
    text = TEXTS[id_for(words)]
    file = record_file(site, id_for(words))
    file.write_bytes(text.replace("\n", "\r\n").encode())
    assert edit(site, *words).exit_code == 0
    data = file.read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") >= text.count("\n")
    kept = {line for line in text.splitlines() if not line.startswith("scheduled")}
    assert kept <= set(data.decode().splitlines())


@each_command
def test_a_merge_conflict_is_named(site: Path, words: tuple[str, ...]) -> None:
    ours = "<<<<<<< HEAD\nseverity: sev3\n=======\nseverity: sev2\n>>>>>>> other\n"
    first, _, rest = TEXTS[id_for(words)].partition("severity: sev3")
    record_file(site, id_for(words)).write_text(first + ours + rest.partition("\n")[2], encoding="utf-8")
    refused(site, *words, id_for(words), message="merge conflict")


@pytest.mark.parametrize(
    ("mistake", "command"),
    [("<<<<<<< HEAD\n", False), ("severity: sev3\n", True)],
)
def test_a_command_is_suggested_for_what_it_can_correct(site: Path, mistake: str, command: bool) -> None:
    file = record_file(site)
    file.write_text(f"{file.read_text('utf-8')}{mistake}", encoding="utf-8")
    said = " ".join(edit(site, "update", OPEN_ID, "-m", "We look into it.").output.split())
    assert "correct it first" in said
    assert ("check --fix" in said) == command


@each_command
def test_a_read_only_file_stays(site: Path, words: tuple[str, ...]) -> None:
    record_file(site, id_for(words)).chmod(stat.S_IRUSR)
    refused(site, *words, message="was not changed: it is read-only")


@each_command
def test_what_others_have_typed_meanwhile_is_not_lost(
    site: Path, words: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    file = record_file(site, id_for(words))

    def meanwhile(path: Path, before: bytes, after: bytes) -> None:
        file.write_bytes(before + b"tags: [cache]\n")
        rewrite.rewrite(path, before, after)

    monkeypatch.setattr("afterword.app.edit_record.rewrite", meanwhile)
    result = edit(site, *words)
    assert result.exit_code == 2
    assert "was not changed: it has changed meanwhile" in result.output
    assert file.read_text(encoding="utf-8") == TEXTS[id_for(words)] + "tags: [cache]\n"


@each_command
def test_without_a_terminal_nothing_is_written_unasked(site: Path, words: tuple[str, ...]) -> None:
    result = CliRunner().invoke(cli, [*words, "--root", str(site), "--now", NOW])
    assert result.exit_code == 2
    assert "add --yes" in result.output
    assert record_file(site, id_for(words)).read_text(encoding="utf-8") == TEXTS[id_for(words)]


@pytest.mark.parametrize(
    "words",
    [
        ("event", OPEN_ID, "-m", "x", "--at", "2026-10-25 02:30"),
        ("milestone", OPEN_ID, "detected=2026-10-25 02:30"),
        ("maintenance", "move", "--start", "2027-10-31 02:30", "--end", "1h"),
        ("maintenance", "cancel", "--at", "2026-10-25 02:30"),
    ],
    ids=lambda words: words[0],
)
def test_a_repeated_hour_needs_an_offset(site: Path, words: tuple[str, ...]) -> None:
    file = record_file(site, id_for(words))
    text = TEXTS[id_for(words)].replace("severity:", "timezone: Europe/Berlin\nseverity:")
    file.write_text(text, encoding="utf-8")
    refused(site, *words, message="02:30+0")


def test_a_skipped_hour_is_named(site: Path) -> None:
    file = record_file(site, PLANNED_ID)
    file.write_text(PLANNED.replace("severity:", "timezone: Europe/Berlin\nseverity:"), encoding="utf-8")
    refused(site, "maintenance", "move", "--start", "2027-03-28 02:30", message="2027-03-28 02:30")
