"""Whatever records and names of files contain, no output has a control character or a command to a build server."""

from __future__ import annotations

import io
import sys
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TypeAlias

import pytest
from pygls.workspace import PositionCodec

from afterword.app.checking import check
from afterword.cli import cli
from afterword.cli.commands import BY_NAME
from afterword.cli.show_findings import FORMATS
from afterword.cli.streams import standard_streams
from afterword.diagnostics import Location, has_errors
from afterword.language_server.convert import Units, diagnostic
from tests.cli.hostile_site import CONTROLS, ID, PLANNED, UNPRINTABLE, broken_site, obeyed, valid_site
from tests.sites import NOW

Run = Callable[..., str]
Words: TypeAlias = "dict[str, list[tuple[str, ...]]]"
TEXT = "::error::x ##[group]x"
EDITS: Words = {
    "action": [("add", ID, "-m", TEXT), ("done", "a1")],
    "component": [("rename", "search", "finder"), ("retire", "api")],
    "correct": [(ID, TEXT)],
    "delete": [(ID,)],
    "draft": [(ID,)],
    "event": [(ID, TEXT, "--at", "2026-11-20 09:50")],
    "hide": [(ID,)],
    "level": [("search=operational", ID)],
    "maintenance": [("cancel", PLANNED, "-m", TEXT)],
    "merge": [(ID, PLANNED)],
    "milestone": [("detected=2026-11-20 09:42", ID)],
    "publish": [(ID,)],
    "rename": [(ID, "searches-are-slow")],
    "reopen": [(ID, TEXT)],
    "resolve": [(ID, TEXT)],
    "split": [(ID, "--window", "w2", "--title", TEXT)],
    "update": [(ID, TEXT)],
    "window": [("close", "search"), ("open", "api=slow")],
}
VIEWS: Words = {
    "actions": [(), ("--json",)],
    "calendar": [(), ("--json",)],
    "chart": [(ID, "--to", "json"), ("site", "--to", "json")],
    "check": [*(("--format", each) for each in FORMATS), ("--explain",), ("--diff",), ("--since", "HEAD~1")],
    "diff": [("HEAD~1", "--format", each) for each in ("text", "markdown", "json", "html")],
    "fmt": [("--check",), ("--diff",)],
    "list": [(), ("--json",)],
    "next-change": [("--why",), ("--format", "json")],
    "now": [(), ("--format", "line"), ("--format", "json")],
    "open": [(ID,)],
    "review": [(ID,), (ID, "--json")],
    "schema": [(), ("site",)],
    "show": [(ID,), (ID, "--json"), ("nothing\x1b[8m",)],
    "stats": [(), ("--json",)],
    "timeline": [(ID,), (ID, "--json")],
    "uptime": [(), ("--working",), ("--format", "csv"), ("--format", "json")],
}
BUILDS: Words = {"build": [()], "export": [("--to", "exported")]}
ELSEWHERE = {
    "comment": "prints answers of a code host, through the same streams",
    "completion": "prints a script of ours",
    "explain": "prints pages of the handbook",
    "init": "prints what the user types",
    "lsp": "writes messages of a protocol; see the test of its findings",
    "merge-driver": "writes a record as it is",
    "new": "writes a record as it is",
    "serve": "prints what `build` prints",
    "strip-metadata": "prints names that the user types",
}


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run a command as `main` does, and return everything that it writes."""

    def run(site: Path, *words: str) -> str:
        file = tmp_path / "written"
        codes: list[object] = []
        monkeypatch.chdir(site)
        monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO()))
        with file.open("w", encoding="utf-8") as stream, monkeypatch.context() as patched:
            patched.setattr(sys, "stdout", stream)
            patched.setattr(sys, "stderr", stream)
            with standard_streams():
                try:
                    cli([*words], prog_name="afterword")
                except SystemExit as end:
                    codes.append(end.code)
                finally:
                    sys.stdout.flush()
                    sys.stderr.flush()
        assert {*codes} <= {0, 1, 2}, words
        return file.read_bytes().decode("utf-8")

    return run


@pytest.fixture(scope="module")
def valid(tmp_path_factory: pytest.TempPathFactory) -> Path:
    site = valid_site(tmp_path_factory.mktemp("valid"))
    assert not has_errors(found := check(site, NOW).diagnostics), found
    return site


@pytest.fixture(scope="module")
def broken(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return broken_site(tmp_path_factory.mktemp("broken"))


def test_every_command_is_tested_here() -> None:
    assert {*EDITS, *VIEWS, *BUILDS, *ELSEWHERE} == set(BY_NAME)


@pytest.mark.parametrize("command", [*VIEWS, *BUILDS])
def test_a_view_shows_hostile_texts_without_obeying_them(valid: Path, run: Run, command: str) -> None:
    for words in (VIEWS | BUILDS)[command]:
        dated = () if command in ("fmt", "explain") else ("--now", "2026-11-23 12:00")
        written = run(valid, command, *words, *dated)
        assert written or command == "fmt"
        assert not obeyed(written), words


@pytest.mark.parametrize("command", EDITS)
def test_the_preview_of_an_edit_obeys_nothing(
    valid: Path, run: Run, monkeypatch: pytest.MonkeyPatch, command: str
) -> None:
    monkeypatch.setenv("FORCE_COLOR", "1")
    for words in EDITS[command]:
        written = run(valid, command, *words, "--dry-run", "--now", "2026-11-23 12:00")
        assert written
        assert not obeyed(written), words


@pytest.mark.parametrize("command", [*VIEWS, "build"])
def test_messages_about_a_broken_site_obey_nothing(broken: Path, run: Run, command: str) -> None:
    for words in (VIEWS | BUILDS)[command]:
        dated = () if command == "fmt" else ("--now", "2026-11-23 12:00")
        assert not obeyed(run(broken, command, *words, *dated)), words


def test_an_editor_gets_no_control_characters(broken: Path) -> None:
    found = check(broken, NOW).diagnostics
    assert len(found) > len(CONTROLS)
    units = Units([""], PositionCodec())
    for each in found:
        whole = replace(each, location=Location(each.location.file))
        shown = diagnostic(whole, units, "")
        assert not UNPRINTABLE.search(shown.message)
