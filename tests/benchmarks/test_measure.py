"""Measuring a command's time and memory, stopping it when it takes too long, and editing a record."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from benchmarks.edit import Editor, edited_record
from benchmarks.generate import records
from benchmarks.measure import run
from benchmarks.model import Record
from benchmarks.options import read_options
from benchmarks.peer_sites import docs_file, hugo_file, write_hugo, write_hugo_same_work, write_material
from benchmarks.serving import Session, serve
from benchmarks.sites import afterword_file, write_afterword

BUSY_CHILD = """
import subprocess, sys
subprocess.run([sys.executable, "-c", "x = b'1' * 50_000_000; sum(range(3_000_000)); import time; time.sleep(0.2)"])
"""
SERVER = """
import functools, http.server, sys
handler = functools.partial(http.server.SimpleHTTPRequestHandler, directory=sys.argv[2])
http.server.HTTPServer(("127.0.0.1", int(sys.argv[1])), handler).serve_forever()
"""


def test_a_run_includes_what_its_descendants_use(tmp_path: Path) -> None:
    ran = run(
        [sys.executable, "-c", BUSY_CHILD], cwd=tmp_path, env=os.environ, limit=30, log=tmp_path / "log"
    )

    assert ran.exit_status == 0
    assert ran.cpu > 0.02
    assert ran.wall > 0.2
    assert ran.peak_memory > 50_000_000


def test_a_run_that_takes_too_long_is_stopped_with_everything_that_it_started(tmp_path: Path) -> None:
    sleeper = "import subprocess, sys; subprocess.run([sys.executable, '-c', 'import time; time.sleep(60)'])"

    ran = run([sys.executable, "-c", sleeper], cwd=tmp_path, env=os.environ, limit=0.3, log=tmp_path / "log")

    assert ran.timed_out
    assert ran.wall < 10


@pytest.mark.slow
def test_an_edit_becomes_visible_through_a_server(tmp_path: Path) -> None:
    page = tmp_path / "page.html"
    page.write_text("<html></html>")
    words = iter(("first", "second"))

    def change() -> str:
        word = next(words)
        page.write_text(f"<html>{word}</html>")
        return word

    session = Session("/page.html", change, edits=2, idle_seconds=0.1, limit=20, quiet=0.1)
    command = [sys.executable, "-c", SERVER, "{port}", str(tmp_path)]
    served = serve(command, session, cwd=tmp_path, env=os.environ, log=tmp_path / "log")

    assert len(served.visible) == 2
    assert served.idle_share < 0.5
    assert served.peak_memory > 0


@pytest.mark.parametrize(
    ("write", "file"),
    [
        (write_afterword, afterword_file),
        (write_material, docs_file),
        (write_hugo, hugo_file),
        (write_hugo_same_work, hugo_file),
    ],
)
def test_an_edit_puts_one_word_before_the_summary_in_the_file_of_any_tool(
    tmp_path: Path, write: Callable[[Path, list[Record]], None], file: Callable[[Path, Record], Path]
) -> None:
    made = records(20, seed=1)
    record = edited_record(made)
    write(tmp_path / "site", made)
    editor = Editor(file(tmp_path / "site", record), record.summary, tmp_path / "scratch")

    first, second = editor.change(), editor.change()

    text = editor.file.read_text()
    assert first not in text
    assert text.count(f"{second}. {record.summary[:24]}") == 1


def test_options_have_defaults_and_sizes_are_sorted() -> None:
    options = read_options(["--records", "1000", "100", "--only", "hugo", "afterword"])

    assert options.records == (100, 1_000)
    assert options.only == ("afterword", "hugo")
    assert options.repeat == 3
