"""Measures the commands of a review on a generated site in a git repository, warm, with one record changed.

python -m benchmarks.review --records 10000 --repeat 5
"""

from __future__ import annotations

import argparse
import os
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from statistics import median

from benchmarks.commands import environment
from benchmarks.edit import Editor, edited_record
from benchmarks.generate import records
from benchmarks.sites import afterword_file, write_afterword

_COMMANDS = (("check",), ("check", "--since", "HEAD"), ("diff", "HEAD"))


def main() -> None:
    """Print the median CPU and wall time of each command; the first run, which fills the cache, is not counted."""
    parser = argparse.ArgumentParser(description=__doc__.partition("\n")[0])
    parser.add_argument("--records", type=int, default=10_000)
    parser.add_argument("--repeat", type=int, default=5)
    parser.add_argument("--seed", type=int, default=1)
    given = parser.parse_args()
    with tempfile.TemporaryDirectory(prefix="benchmark-") as folder:
        _measure(Path(folder, "site"), given.records, given.repeat, given.seed)


def _measure(site: Path, count: int, repeat: int, seed: int) -> None:
    made = records(count, seed)
    write_afterword(site, made)
    for words in (("init", "-q"), ("add", "-A"), ("commit", "-q", "-m", "Records")):
        author = ("-c", "user.name=Benchmark", "-c", "user.email=benchmark@example.com")
        subprocess.run(("git", "-C", str(site), *author, *words), check=True)
    edited = edited_record(made)
    editor = Editor(afterword_file(site, edited), edited.summary, site.parent / "scratch")
    _run(site, ("check",))
    print("| command | CPU s | wall s |\n|---|---:|---:|")
    for command in _COMMANDS:
        _run(site, command)
        runs = []
        for _ in range(repeat):
            editor.change()
            runs.append(_run(site, command))
        cpu, wall = (median(column) for column in zip(*runs, strict=True))
        print(f"| afterword {' '.join(command)} | {cpu:.2f} | {wall:.2f} |")


def _run(site: Path, words: Sequence[str]) -> tuple[float, float]:
    """Run a command, and return its CPU time, with that of the processes that it starts, and its wall time."""
    began = time.perf_counter()
    process = subprocess.Popen(
        (sys.executable, "-m", "afterword", *words, "--root", str(site)),
        stdout=subprocess.DEVNULL,
        env=environment(),
    )
    _, status, usage = os.wait4(process.pid, 0)
    process.returncode = os.waitstatus_to_exitcode(status)
    if process.returncode not in {0, 1}:
        raise SystemExit(f"`afterword {' '.join(words)}` failed")
    return usage.ru_utime + usage.ru_stime, time.perf_counter() - began


if __name__ == "__main__":
    main()
