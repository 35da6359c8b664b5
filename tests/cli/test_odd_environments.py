"""Commands in environments that are set up badly work as in any other."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.editing_site import editing_site

RECORD = """\
title: Größe ▲ 🚑 العربية
windows:
  - {component: search, level: degraded, start: 2026-11-19 09:40, end: 2026-11-19 09:50}
updates:
  - {at: 2026-11-19 09:50, status: resolved, body: Es läuft.}
"""
ASCII = {"LC_ALL": "C", "PYTHONUTF8": "0", "PYTHONCOERCECLOCALE": "0"}
COMMANDS = ("list", "check -q", "build -q", "diff .", "now", "update search-is -y --dry-run -m Grün.")
ABOUT_TIME = ("list", "now", "update search-is -y --dry-run -m Grün.")


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a site whose texts are not ASCII, in a folder whose name is not either."""
    return editing_site(tmp_path_factory.mktemp("Störung"), **{"2026-11-19-groesse": RECORD})


@pytest.mark.parametrize(
    ("environment", "commands"),
    [
        pytest.param(ASCII, COMMANDS, id="ASCII", marks=pytest.mark.slow),
        pytest.param({"TZ": ":/nonexistent"}, ABOUT_TIME, id="a missing file"),
        pytest.param({"TZ": "Foo/Bar"}, ABOUT_TIME, id="an unknown zone"),
        pytest.param({"TZ": ""}, ABOUT_TIME, id="an empty zone"),
    ],
)
def test_commands_say_the_same_as_anywhere(
    site: Path, environment: dict[str, str], commands: tuple[str, ...]
) -> None:
    words = "; ".join(f'"{sys.executable}" -m afterword {each} --now "2026-11-20 12:00"' for each in commands)
    done = subprocess.run(
        ["bash", "-c", words], cwd=site, env=os.environ | environment, capture_output=True, check=False
    )
    assert done.stderr.decode() == ""
    printed = done.stdout.decode()
    assert "Größe ▲ 🚑 العربية" in printed
    assert "2026-11-20 12:00" in printed
    assert "Grün." in printed
