"""A server's memory does not grow with each build."""

from __future__ import annotations

import gc
import re
import sys
from collections.abc import Iterable
from pathlib import Path
from weakref import ref

import pytest
from mkdocs.commands.build import build as mkdocs_build
from mkdocs.config import load_config

from afterword.app.build import Build
from afterword.output.written import WrittenFile
from benchmarks.generate import NOW, records
from benchmarks.sites import afterword_file, write_afterword
from tests.cli.test_hosts import TIMEOUT, free_port, serving, wait_for
from tests.sites import write_site

EDITS = 20
SETTLED = 4
"""The number of edits after which everything that is kept between builds exists."""
SPARE = 20
"""Megabytes that garbage may take between collections. Builds that accumulate take 8 each with this many records."""


def memory(process: int) -> float:
    """Return the resident memory of a process in megabytes."""
    status = Path(f"/proc/{process}/status").read_text()
    found = re.search(r"^VmRSS:\s+(\d+) kB", status, re.MULTILINE)
    assert found
    return int(found[1]) / 1024


def test_a_build_is_freed_without_the_garbage_collector(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    builds: list[ref[Build]] = []
    commit = Build.commit

    def committed(build: Build, written: Iterable[WrittenFile], shell: str) -> None:
        builds.append(ref(build))
        commit(build, written, shell)

    monkeypatch.setattr(Build, "commit", committed)
    gc.disable()
    try:
        mkdocs_build(load_config(str(write_site(tmp_path) / "mkdocs.yml")))
        assert [each() for each in builds] == [None]
    finally:
        gc.enable()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_memory_stays_flat_while_a_record_is_edited(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site, made = tmp_path / "site", records(300, 1)
    write_afterword(site, made)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", f"{NOW.timestamp():.0f}")
    edited = next(each for each in made[150:] if not each.internal)
    file = afterword_file(site, edited)
    text, port = file.read_text(encoding="utf-8"), free_port()
    page = f"http://127.0.0.1:{port}/incidents/{edited.id}/"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    used = []
    with serving(command, site) as server:
        wait_for(page, "</html>", timeout=5 * TIMEOUT)  # the first build renders every page
        for number in range(EDITS):
            title = f"Edit {number} of {EDITS}"
            file.write_text(
                re.sub(r"^title: .*$", f"title: {title}", text, count=1, flags=re.MULTILINE), "utf-8"
            )
            wait_for(page, title)
            used.append(memory(server.pid))
    assert used[-1] - used[SETTLED] < SPARE, used
