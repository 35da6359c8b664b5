"""Measures how soon a server is ready, and its memory after edits: `python -m benchmarks.served`."""

from __future__ import annotations

import argparse
import sys
import tempfile
from pathlib import Path
from statistics import median

from benchmarks.commands import environment
from benchmarks.edit import Editor, edited_record
from benchmarks.generate import records
from benchmarks.serving import Served, Session, free_port, serve
from benchmarks.sites import afterword_file, write_afterword

_LIMIT = 3_600.0
_SHOWN = (0, 10, 50)
"""The numbers of edits after which the memory is shown, if there are that many."""


def main() -> None:
    """Serve one site twice, the second time with what the first server has left, and print a row for each."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--records", type=int, default=1_000, metavar="N")
    parser.add_argument(
        "--edits", type=int, default=50, metavar="N", help="number of changes, more than none"
    )
    options = parser.parse_args()
    shown = [each for each in _SHOWN if each <= options.edits]
    print(f"| start | ready s | visible s |{''.join(f' MB after {each} |' for each in shown)}")
    print(f"| --- | ---: | ---: |{' ---: |' * len(shown)}")
    with tempfile.TemporaryDirectory(prefix="served-") as temporary:
        port = free_port()  # of both, since each page contains the address of the site
        for start in ("cold", "warm"):
            served = _serve(Path(temporary), options.records, options.edits, port)
            memory = "".join(f" {served.memory[each] / 1e6:.0f} |" for each in shown)
            print(f"| {start} | {served.ready:.1f} | {median(served.visible):.2f} |{memory}", flush=True)


def _serve(folder: Path, count: int, edits: int, port: int) -> Served:
    site, made = folder / "site", records(count, 1)
    if not site.exists():
        write_afterword(site, made)
    edited = edited_record(made)
    editor = Editor(afterword_file(site, edited), edited.summary, folder / "scratch")
    session = Session(
        f"/incidents/{edited.id}/", editor.change, edits, idle_seconds=1, limit=_LIMIT, port=port
    )
    command = [sys.executable, "-m", "afterword", "serve", "--address", "127.0.0.1:{port}"]
    return serve(command, session, cwd=site, env=environment(), log=folder / "serve.log")


if __name__ == "__main__":
    main()
