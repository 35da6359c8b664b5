"""The example of the author's page: what is typed there leads to what is shown there."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.cli import cli
from tests.docs.samples import PAGES, SITE, parts
from tests.repositories import repository

(PAGE,) = (page for page in PAGES if page.name == "prepare-a-change.md")
RECORD = "incidents/2026/2026-11-20-search-is-slow.yml"
CHANGES = (
    ("end: 2026-11-20 10:15", "end: 2026-11-20 10:05"),
    ("due: 2026-12-15", "due: 2027-01-31"),
    ("status: open", "status: in_progres"),
)
NOW = "2026-11-25 10:00"


def test_the_example_shows_what_the_commands_print(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "100")
    typed, fixed, answered, compared = (part.text for part in parts(PAGE) if part.kind == "text")
    record = tmp_path / RECORD
    record.parent.mkdir(parents=True)
    (tmp_path / "status.yml").write_text(SITE, encoding="utf-8")
    text = next(part.text for part in parts(PAGE) if part.file == RECORD)
    record.write_text(text, encoding="utf-8")
    repository(tmp_path)

    for before, after in CHANGES:
        text = text.replace(before, after)
    record.write_text(text, encoding="utf-8")
    assert _shown(typed) <= {*text.splitlines()}
    assert _shown(fixed) <= {*_run("check", "--fix")}

    moved, corrections = answered.split("…\n")
    record.write_text(
        record.read_text(encoding="utf-8").replace("    status: in", f"{moved}    status: in") + corrections,
        encoding="utf-8",
    )
    assert _run("check") == ["1 record, no problems"]
    assert _shown(compared) <= {*_run("diff")}


def _run(*words: str) -> list[str]:
    result = CliRunner().invoke(cli, [*words, "--now", NOW], prog_name="afterword")
    return result.output.splitlines()


def _shown(block: str) -> set[str]:
    """Return the lines of a block that a command prints, and that are the same in each run."""
    lines = block.splitlines()
    return {
        line for line in lines if line != "…" and not line.startswith("$ ") and " → the working" not in line
    }
