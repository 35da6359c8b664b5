"""A server that builds again and again needs no more memory for it."""

from __future__ import annotations

import gc
import re
import sys
from pathlib import Path
from weakref import ref

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from afterword.app.edition import Edition
from benchmarks.generate import NOW, records
from benchmarks.sites import afterword_file, write_afterword
from tests.cli.test_hosts import free_port, serving, wait_for
from tests.sites import write_site

EDITS = 20
SETTLED = 4
"""After how many edits all that is kept from one to the next is there."""
SPARE = 20
"""In megabytes: waiting for the collector takes some. Builds that pile up take 8 each with this many records."""


def memory(process: int) -> float:
    """Read the megabytes that a process has in memory."""
    status = Path(f"/proc/{process}/status").read_text()
    found = re.search(r"^VmRSS:\s+(\d+) kB", status, re.MULTILINE)
    assert found
    return int(found[1]) / 1024


def test_an_edition_goes_with_its_build_without_a_collector(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    editions: list[ref[Edition]] = []
    finish = Edition.finish

    def finished(edition: Edition, outputs: list[tuple[str, int, int]], mould: str) -> None:
        editions.append(ref(edition))
        finish(edition, outputs, mould)

    monkeypatch.setattr(Edition, "finish", finished)
    gc.disable()
    try:
        build(load_config(str(write_site(tmp_path) / "mkdocs.yml")))
        assert [each() for each in editions] == [None]
    finally:
        gc.enable()


@pytest.mark.slow
@pytest.mark.skipif(sys.platform != "linux", reason="memory is read from /proc")
def test_memory_stays_where_it_is_while_a_record_is_edited(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site, made = tmp_path / "site", records(300, 1)
    write_afterword(site, made)
    monkeypatch.setenv("SOURCE_DATE_EPOCH", f"{NOW.timestamp():.0f}")
    edited = next(each for each in made[150:] if not each.internal)
    file = afterword_file(site, edited)
    text, port = file.read_text(encoding="utf-8"), free_port()
    page = f"http://127.0.0.1:{port}/incidents/{edited.id}/"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"]
    needed = []
    with serving(command, site) as server:
        wait_for(page, "</html>")
        for number in range(EDITS):
            title = f"Edit {number} of {EDITS}"
            file.write_text(
                re.sub(r"^title: .*$", f"title: {title}", text, count=1, flags=re.MULTILINE), "utf-8"
            )
            wait_for(page, title)
            needed.append(memory(server.pid))
    assert needed[-1] - needed[SETTLED] < SPARE, needed
