"""Every sample in the handbook and the README works as shown; `samples` says which blocks are samples."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
import sys
from datetime import UTC, datetime
from pathlib import Path

import pytest
import yaml
from click.testing import CliRunner

from afterword.cli import cli, prompts, view_output
from tests.checks.changing import change_findings
from tests.checks.demo import check_files
from tests.docs.samples import KINDS, PAGES, Command, Part, parts
from tests.sites import REPOSITORY, copy_of

PROGRAMS = ("git", "ls", "zensical")
"""What samples may run in addition to `afterword`, `cd`, and `make`, which is a dry run."""

each_page = pytest.mark.parametrize("page", PAGES, ids=lambda page: page.stem)


def each_block(kind: str) -> pytest.MarkDecorator:
    found = [part for page in PAGES for part in parts(page) if part.kind == kind]
    return pytest.mark.parametrize("part", found, ids=lambda part: f"{part.page.stem}-{part.line}")


@each_page
def test_every_block_is_of_a_known_kind(page: Path) -> None:
    fences = re.findall(r"^ *```", page.read_text(encoding="utf-8"), re.MULTILINE)
    found = [part for part in parts(page) if not part.now]
    assert len(fences) == 2 * len(found), "a block is indented, or its first line cannot be read"
    assert {part.kind for part in found} <= KINDS


def test_the_index_and_the_navigation_have_every_task() -> None:
    tasks = {f"tasks/{page.name}" for page in (REPOSITORY / "docs" / "handbook" / "tasks").glob("*.md")}
    index = (REPOSITORY / "docs" / "handbook" / "index.md").read_text(encoding="utf-8")
    assert set(re.findall(r"^- \[[^]]+\]\((tasks/[^)]+)\)$", index, re.MULTILINE)) == tasks
    menu = (REPOSITORY / "mkdocs.yml").read_text(encoding="utf-8")
    assert set(re.findall(r"- handbook/(tasks/\S+)", menu)) == tasks


@each_block("yaml")
def test_a_sample_in_yaml_passes_or_fails_as_the_page_says(part: Part) -> None:
    if part.file and not part.file.startswith(("status.yml", "incidents/")):
        assert isinstance(yaml.safe_load(part.text), dict)
    else:
        found = [*check_files(part.files)]
        if part.base is not None:
            found += change_findings(part.base, part.files)
        assert {each.rule for each in found} == ({part.fails} if part.fails else set())


@each_block("json")
def test_a_sample_in_json_can_be_read(part: Part) -> None:
    json.loads(part.text)


@pytest.mark.slow
@each_page
def test_commands_print_what_the_page_shows(
    page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setattr(view_output, "is_terminal", lambda: True)
    monkeypatch.setattr(prompts, "is_typed", lambda: True)
    for part in parts(page):
        if part.now:
            epoch = datetime.fromisoformat(part.now).replace(tzinfo=UTC).timestamp()
            monkeypatch.setenv("SOURCE_DATE_EPOCH", str(int(epoch)))
        if part.file not in ("", "status.yml") and Path("status.yml").is_file():
            Path(part.file).parent.mkdir(parents=True, exist_ok=True)
            Path(part.file).write_text(part.text, encoding="utf-8")
        for command in part.commands:
            status, printed = run(command, monkeypatch)
            assert status == command.status, f"{command.said}\n{printed}"
            assert re.fullmatch(command.prints, printed.rstrip()), f"{command.said}\n{printed}"


def run(command: Command, monkeypatch: pytest.MonkeyPatch) -> tuple[int, str]:
    program, *words = shlex.split(command.said, comments=True)
    if program == "afterword":
        result = CliRunner().invoke(cli, words, input=command.typed, prog_name="afterword")
        return result.exit_code, result.output
    if program == "cd":
        monkeypatch.chdir(words[0])
        return 0, ""
    if program == "make":
        asked = ["make", "--dry-run", *words]
        done = subprocess.run(asked, cwd=REPOSITORY, capture_output=True, text=True, check=False)
        return done.returncode, done.stderr
    assert program in PROGRAMS, f"`{program}` is not run here; put it into a block of the kind sh"
    found = shutil.which(program, path=f"{Path(sys.executable).parent}:{os.defpath}") or program
    done = subprocess.run([found, *words], capture_output=True, text=True, check=False)
    return done.returncode, done.stdout + done.stderr


@pytest.mark.slow
def test_every_link_of_the_handbook_has_a_target(tmp_path: Path) -> None:
    root = copy_of(REPOSITORY, tmp_path / "root")
    asked = [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(tmp_path / "site")]
    done = subprocess.run(asked, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
