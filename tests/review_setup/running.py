"""A repository with a change to review, and the environment in which a job of a build server runs."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path

from tests.repositories import commit, git, repository
from tests.sites import SMALLEST_ID, SMALLEST_RECORD, write_site

CHANGED = SMALLEST_RECORD.replace("end: 2026-11-20 10:15", "end: 2026-11-20 23:15")
"""A change that readers see, and that moves a number."""
WARNED = SMALLEST_RECORD.replace("is slow", f"is slow {'very ' * 25}slow")
WRONG = SMALLEST_RECORD.replace("component: search", "component: serch")
FOLDER = "the status"


def change(folder: Path, record: str, *, old: str = SMALLEST_RECORD) -> Path:
    """Write a repository as a server checks out a pull request: the merge of a branch into `origin/main`.

    Return its folder; the site is in `FOLDER` there. `old` is the record on the main branch.
    """
    top = folder / "a checkout"
    site = write_site(top / FOLDER, {SMALLEST_ID: old})
    (site / "docs" / ".gitkeep").touch()
    repository(top)
    git(top, "update-ref", "refs/remotes/origin/main", "HEAD")
    git(top, "checkout", "-q", "-b", "topic")
    (site / "incidents" / "2026" / f"{SMALLEST_ID}.yml").write_text(record, encoding="utf-8")
    commit(top)
    git(top, "checkout", "-q", "--detach", "origin/main")
    git(top, "merge", "-q", "--no-ff", "-m", "merge", "topic")
    return top


def environment(folder: Path, values: Mapping[str, str]) -> dict[str, str]:
    """Return what a job finds in its environment: nothing of the job that runs the tests."""
    kept = {
        name: value
        for name, value in os.environ.items()
        if not name.startswith(("GITHUB_", "CI", "GIT_", "AFTERWORD_"))
    }
    return {**kept, "HOME": str(folder), "SOURCE_DATE_EPOCH": "1795435200", "PIP_NO_COMPILE": "1", **values}


def install(venv: Path) -> None:
    """Write a command `afterword` that runs the code of this repository, in place of an installation."""
    (venv / "bin").mkdir(parents=True, exist_ok=True)
    for name, module in (("afterword", "-P -m afterword"), ("python", "")):
        script = venv / "bin" / name
        script.write_text(f'#!/bin/sh\nexec "{sys.executable}" {module} "$@"\n', encoding="utf-8")
        script.chmod(0o755)


def run(script: str, folder: Path, values: Mapping[str, str]) -> subprocess.CompletedProcess[str]:
    """Run a script as build servers do: with `sh -e`."""
    return subprocess.run(
        ["sh", "-e", "-c", script], cwd=folder, env=dict(values), capture_output=True, text=True, check=False
    )
