"""Whatever happens to an edit, the record is the one before it or the one after it."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.cli.editing_site import NOW, OPEN, OPEN_ID, editing_site, record_file
from tests.sites import REPOSITORY

pytestmark = pytest.mark.skipif(os.name != "posix", reason="signals and limits are those of POSIX")

UPDATE = ("update", OPEN_ID, "--now", NOW, "--yes", "-m")
KILLED = "import os, signal; os.replace = lambda *_: os.kill(os.getpid(), signal.SIGKILL)"
FULL = """\
import resource, signal
signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return editing_site(tmp_path)


def start(site: Path, before: str, *words: str) -> subprocess.Popen[str]:
    """Start a command in a process of its own, after some Python."""
    code = (
        f"{before}\nimport sys\nfrom afterword.cli import main\nsys.argv = {['afterword', *words]!r}\nmain()"
    )
    paths = os.pathsep.join([str(REPOSITORY / "tool"), os.environ.get("PYTHONPATH", "")])
    return subprocess.Popen(
        [sys.executable, "-c", code],
        cwd=site,
        env={**os.environ, "PYTHONPATH": paths},
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
    )


def test_a_process_that_is_killed_before_the_file_is_replaced_changes_nothing(site: Path) -> None:
    process = start(site, KILLED, *UPDATE, "Found it.")
    process.communicate()
    assert process.returncode == -9
    assert record_file(site).read_text(encoding="utf-8") == OPEN
    process = start(site, "", *UPDATE, "Found it.")
    output, _ = process.communicate()
    assert process.returncode == 0, output
    assert "Found it." in record_file(site).read_text(encoding="utf-8")


def test_an_edit_imports_nothing_slow_that_it_does_not_need(site: Path) -> None:
    names = "{'jinja2', 'mkdocs', 'multiprocessing', 'rich', 'sqlite3', 'subprocess'}"
    report = f"import atexit, sys; atexit.register(lambda: print(*sorted({names} & sys.modules.keys())))"
    output, _ = start(site, report, *UPDATE, "Found it.").communicate()
    assert output.splitlines()[-1] == "", output


def test_a_full_disk_is_reported_and_nothing_is_left_behind(site: Path) -> None:
    process = start(site, FULL, *UPDATE, "Found it.")
    output, _ = process.communicate()
    assert process.returncode == 2, output
    assert f"incidents/2026/{OPEN_ID}.yml was not changed: File too large" in output
    assert record_file(site).read_text(encoding="utf-8") == OPEN
    assert sorted(each.name for each in record_file(site).parent.iterdir() if each.name.startswith(".")) == []


def test_of_edits_at_the_same_time_none_is_lost(site: Path) -> None:
    """A process that comes too late says so, and the texts of all the others are in the record."""
    running = [start(site, "", *UPDATE, f"Step {number} is done.") for number in range(6)]
    written = []
    for number, process in enumerate(running):
        output, _ = process.communicate()
        if process.returncode == 0:
            written.append(number)
        else:
            assert "was not changed: it has changed meanwhile" in output
    text = record_file(site).read_text(encoding="utf-8")
    assert written
    assert [number for number in range(6) if f"Step {number} is done." in text] == written
