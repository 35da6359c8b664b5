"""The language server in a real editor: Neovim without a window, with its own client."""

from __future__ import annotations

import json
import os
import re
import shlex
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.language_server.client import ENVIRONMENT, SERVER
from tests.sites import REPOSITORY, SMALLEST_ID, write_site

_SETTINGS = re.compile(r"^Older versions.*?```text\n(.*?)```", re.DOTALL | re.MULTILINE)
SCRIPT = Path(__file__).with_name("neovim.lua")


def _neovim() -> str:
    found = os.environ.get("AFTERWORD_NVIM") or shutil.which("nvim")
    assert found, "there is no Neovim; `make test` installs it"
    return found


@pytest.mark.slow
def test_a_record_is_written_in_neovim_with_the_settings_of_the_handbook(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    result = tmp_path / "seen.json"
    settings = _SETTINGS.search((REPOSITORY / "docs/handbook/editor.md").read_text("utf-8"))
    assert settings
    (tmp_path / "bin").mkdir()
    program = tmp_path / "bin" / "afterword"
    program.write_text(f'#!/bin/sh\nexec {shlex.join(SERVER[:-1])} "$@"\n', "utf-8")
    program.chmod(0o755)
    places = {
        "RECORD": str(site / "incidents" / "2026" / f"{SMALLEST_ID}.yml"),
        "SETTINGS": settings[1],
        "PATH": f"{tmp_path / 'bin'}{os.pathsep}{os.environ['PATH']}",
        "RESULT": str(result),
        "XDG_STATE_HOME": str(tmp_path),
        "XDG_CACHE_HOME": str(tmp_path),
        "XDG_DATA_HOME": str(tmp_path),
    }
    command = (_neovim(), "--headless", "-u", "NONE", "-i", "NONE", "-n", "-c", f"luafile {SCRIPT}")
    subprocess.run(command, check=True, timeout=180, env={**ENVIRONMENT, **places}, capture_output=True)
    seen = json.loads(result.read_text("utf-8"))
    assert seen.get("problem") is None
    assert (
        seen["finding"]
        .pop("message")
        .startswith("`resolvd` is not valid for `status`; did you mean `resolved`?")
    )
    assert seen["finding"] == {"line": 5, "column": 35, "end_column": 42, "source": "afterword"}
    assert seen["actions"][0] == "Change `resolvd` to `resolved`"
    assert seen["completion"] == ["search", "api"]
    assert seen["completed"].startswith("  - {component: search, level: degraded")
    assert "Search" in seen["hover"]
    assert seen["definition"] == "  - {id: search, name: Search}"
