"""What can be asked of the benchmark on its command line."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.install import HERE
from benchmarks.tools import EVERYTHING


@dataclass(frozen=True)
class Options:
    """The options as they were given, or their defaults."""

    records: tuple[int, ...]
    repeat: int
    only: tuple[str, ...]
    seed: int
    limit: float
    edits: int
    idle_seconds: float
    cstate: Path | None
    work_dir: Path | None
    out: Path


def read_options(arguments: list[str] | None = None) -> Options:
    """Read the command line; ends the program with a message where it cannot be read."""
    asked = vars(_parser().parse_args(arguments))
    asked["records"] = tuple(sorted(set(asked["records"])))
    asked["only"] = tuple(name for name in EVERYTHING if name in (asked["only"] or ()))
    for folder in ("cstate", "work_dir"):
        asked[folder] = asked[folder] and asked[folder].resolve()
    return Options(**asked)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measure Afterword and other site generators on the same made-up records.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    today = datetime.now(UTC).date().isoformat()
    add = parser.add_argument
    add("--records", nargs="+", type=_positive, default=[100, 1000], metavar="N", help="how many records")
    add("--repeat", type=_positive, default=3, metavar="N", help="rounds; medians are shown")
    add(
        "--only", nargs="+", choices=EVERYTHING, metavar="TOOL", help=f"only these of {', '.join(EVERYTHING)}"
    )
    add("--seed", type=int, default=1, help="another seed makes other records")
    add(
        "--limit",
        type=float,
        default=300,
        metavar="SECONDS",
        help="after this a command is ended, and said to be over",
    )
    add("--edits", type=_positive, default=3, metavar="N", help="changes in each session of serving")
    add(
        "--idle-seconds", type=float, default=10, metavar="SECONDS", help="how long an idle server is watched"
    )
    add(
        "--cstate",
        type=Path,
        metavar="PATH",
        help="a checkout of the theme cState; without it, it takes no part",
    )
    add(
        "--work-dir",
        type=Path,
        metavar="PATH",
        help="for sites and tools; default: a temporary folder, removed in the end",
    )
    add(
        "--out",
        type=Path,
        default=HERE / "results" / f"{today}.json",
        metavar="FILE",
        help="where results are written",
    )
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not at least 1")
    return number
