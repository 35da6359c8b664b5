"""`afterword next-change`, and the script in the handbook that builds the site when it is due."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.cli import cli
from tests.sites import REPOSITORY, write_site

UPKEEP = "title: New disks\nkind: maintenance\nscheduled: {start: 2026-11-23 13:00, end: 2026-11-23 14:00}\n"


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """Write a site with an announced maintenance."""
    return write_site(tmp_path, {"2026-11-23-new-disks": UPKEEP})


def ask(root: Path, *more: str) -> tuple[int, str]:
    result = CliRunner().invoke(
        cli, ["next-change", "--root", str(root), "--now", "2026-11-23 12:00:30", *more]
    )
    return result.exit_code, result.output


def test_the_time_is_printed_alone(root: Path) -> None:
    assert ask(root) == (0, "2026-11-23T13:00:00Z\n")


def test_the_reasons_follow_on_request(root: Path) -> None:
    assert ask(root, "--why") == (0, "2026-11-23T13:00:00Z\n2026-11-23-new-disks: scheduled.start\n")


def test_json_has_the_seconds_until_then_and_the_reasons(root: Path) -> None:
    status, printed = ask(root, "--format", "json")
    assert status == 0
    assert json.loads(printed) == {
        "at": "2026-11-23T13:00:00Z",
        "seconds": 3570,
        "because": [{"record": "2026-11-23-new-disks", "field": "scheduled.start"}],
    }


def test_a_new_day_is_a_reason_without_a_record(root: Path) -> None:
    (root / "incidents" / "2026" / "2026-11-23-new-disks.yml").unlink()
    assert ask(root, "--why") == (0, "2026-11-24T00:00:00Z\na new day begins\n")


def test_nothing_is_built(root: Path) -> None:
    ask(root)
    assert not (root / "site").exists()


def test_a_site_that_cannot_be_read_is_reported(tmp_path: Path) -> None:
    (tmp_path / "status.yml").write_text("page: 1\n", encoding="utf-8")
    status, printed = ask(tmp_path)
    assert status == 2
    assert "status.yml has errors" in printed


@pytest.mark.slow
def test_the_script_of_the_handbook_builds_only_when_it_is_due(root: Path, tmp_path: Path) -> None:
    page = (REPOSITORY / "docs" / "handbook" / "status-page.md").read_text(encoding="utf-8")
    (script,) = (
        found for found in re.findall(r"```sh\n(.*?)```", page, re.DOTALL) if "build-if-due" in found
    )
    (root / "build-if-due.sh").write_text(script, encoding="utf-8")
    path = os.pathsep.join((str(Path(sys.executable).parent), os.defpath))
    built = root / "site" / "index.html"

    def run() -> int:
        subprocess.run(["sh", "build-if-due.sh"], cwd=root, env={"PATH": path}, check=False, timeout=120)
        return built.stat().st_mtime_ns

    due = root / ".cache" / "afterword" / "next-change"
    first = run()
    assert re.fullmatch(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ\n", due.read_text(encoding="utf-8"))
    assert run() == first
    due.write_text("2020-01-01T00:00:00Z\n", encoding="utf-8")
    assert run() > first
