"""Commands whose standard output is closed, full, or a pipe that nobody reads any more."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from tests.sites import SMALLEST_RECORD, write_site

pytestmark = pytest.mark.skipif(os.name == "nt", reason="needs a POSIX shell")

INTERRUPTED = """\
import os, signal, sys, time, click
signal.signal(signal.SIGINT, signal.default_int_handler)  # a shell ignores it for what it runs in the background
click.prompt = lambda *_, **__: os.kill(os.getpid(), signal.SIGINT) or time.sleep(60)
sys.argv = ["afterword", "init"]
from afterword.cli import main
main()
"""


def shell(script: str, folder: Path | None = None) -> tuple[int, str, str]:
    """Run a script, in which `afterword` is ours; return its status and what it wrote."""
    script = f'afterword() {{ "{sys.executable}" -m afterword "$@"; }}\n{script}'
    done = subprocess.run(["bash", "-c", script], cwd=folder, capture_output=True, text=True, check=False)
    return done.returncode, done.stdout, done.stderr


@pytest.mark.parametrize("reader", ["head -1", "true"])
def test_a_reader_that_has_read_enough_ends_the_command_without_a_message(reader: str) -> None:
    script = f'afterword explain | {reader} > /dev/null; echo "${{PIPESTATUS[0]}}"'
    status, printed, message = shell(script)
    assert (status, message) == (0, "")
    assert printed.strip() in ("0", "141")  # 0 if everything was in the pipe before the reader ended


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has /dev/full")
@pytest.mark.parametrize(
    "words", ["explain", "--help", "check --help", "check --root {site}", "uptime --root {site}"]
)
def test_a_full_disk_behind_the_output_is_reported(tmp_path: Path, words: str) -> None:
    site = write_site(tmp_path / "site", {"2026-11-20-x": SMALLEST_RECORD})
    status, _, message = shell(f"afterword {words.format(site=site)} > /dev/full")
    assert (status, message) == (2, "afterword: standard output cannot be written: No space left on device\n")


@pytest.mark.parametrize("words", ["explain", "--help", "uptime --root {site}"])
def test_a_closed_output_is_reported(tmp_path: Path, words: str) -> None:
    site = write_site(tmp_path / "site", {"2026-11-20-x": SMALLEST_RECORD})
    status, _, message = shell(f"afterword {words.format(site=site)} >&-")
    assert (status, message) == (2, "afterword: standard output cannot be written: Bad file descriptor\n")


def test_without_any_stream_a_command_does_its_work(tmp_path: Path) -> None:
    status, printed, message = shell("afterword --quiet init --name Acme <&- >&- 2>&-", tmp_path)
    assert (status, printed, message) == (0, "", "")
    assert (tmp_path / "status.yml").is_file()


def test_ctrl_c_has_the_exit_status_of_a_signal(tmp_path: Path) -> None:
    command = [sys.executable, "-c", INTERRUPTED]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr.strip()) == (128 + signal.SIGINT, "Aborted!")


def test_without_input_a_question_is_reported(tmp_path: Path) -> None:
    status, _, message = shell("afterword init <&-", tmp_path)
    assert status == 2
    assert "--name is missing, and without a terminal it cannot be asked for" in message
