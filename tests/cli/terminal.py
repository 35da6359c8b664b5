"""Types commands into a pseudo-terminal. They are forked from one process, which has imported what they need."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from tests.sites import REPOSITORY

_SERVER = """\
import json, os, pty, sys, traceback
import afterword.app.judge_edit, afterword.app.judge_record, afterword.app.create_record, afterword.report.diff_text
from afterword.cli import main

def run(folder, words):
    os.chdir(folder)
    sys.argv = ["afterword", *words]
    sys.stdin = open(0, closefd=False)
    sys.stdout, sys.stderr = (open(each, "w", 1, closefd=False) for each in (1, 2))
    try:
        main()
    except SystemExit as end:
        return end.code or 0
    except BaseException:
        traceback.print_exc()
        return 1
    return 0

requests, results = os.fdopen(os.dup(0)), os.fdopen(os.dup(1), "w", 1)
for line in requests:
    folder, words, answer = json.loads(line)
    process, terminal = pty.fork()
    if not process:
        code = run(folder, words)
        for stream in (sys.stdout, sys.stderr):
            stream.flush()
        os._exit(code)
    os.write(terminal, answer.encode() + b"\\x04")  # the end of the input, or a further question would wait for ever
    output = b""
    while True:
        try:
            read = os.read(terminal, 4096)
        except OSError:  # the other end is closed
            break
        if not read:
            break
        output += read
    os.close(terminal)
    code = os.waitstatus_to_exitcode(os.waitpid(process, 0)[1])
    print(json.dumps([code, output.decode().replace("\\r\\n", "\\n")]), file=results)
"""


class Terminal:
    """A terminal in which commands succeed."""

    def __init__(self, server: subprocess.Popen[str]) -> None:
        """Use a process that runs the commands."""
        self._server = server

    def type(self, folder: Path, *words: str, answer: str = "") -> str:
        """Type a command in a folder, and an answer; return what it shows."""
        assert self._server.stdin
        assert self._server.stdout
        print(json.dumps([str(folder), words, answer]), file=self._server.stdin, flush=True)
        code, shown = json.loads(self._server.stdout.readline())
        assert code == 0, shown
        return str(shown)


@contextmanager
def terminal() -> Iterator[Terminal]:
    """Provide a terminal without colours that is 120 columns wide."""
    paths = os.pathsep.join([str(REPOSITORY / "tool"), os.environ.get("PYTHONPATH", "")])
    settings = {"PYTHONPATH": paths, "NO_COLOR": "1", "COLUMNS": "120", "TERM": "xterm"}
    command = [sys.executable, "-c", _SERVER]
    pipe = subprocess.PIPE
    with subprocess.Popen(command, env=os.environ | settings, stdin=pipe, stdout=pipe, text=True) as server:
        yield Terminal(server)
        assert server.stdin
        server.stdin.close()
