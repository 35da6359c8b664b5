"""The options of the benchmark's command line."""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from benchmarks.install import HERE
from benchmarks.tools import EVERYTHING


@dataclass(frozen=True)
class Options:
    """The given options, or their defaults."""

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
    """Read the command line; exit with a message if it is invalid."""
    args = vars(_parser().parse_args(arguments))
    args["records"] = tuple(sorted(set(args["records"])))
    args["only"] = tuple(name for name in EVERYTHING if name in (args["only"] or ()))
    for folder in ("cstate", "work_dir"):
        args[folder] = args[folder] and args[folder].resolve()
    return Options(**args)


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(
        prog="python -m benchmarks",
        description="Measure Afterword and other site generators on the same generated records.",
        formatter_class=argparse.ArgumentDefaultsHelpFormatter,
    )
    today = datetime.now(UTC).date().isoformat()
    add = parser.add_argument
    add("--records", nargs="+", type=_positive, default=[100, 1000], metavar="N", help="how many records")
    add("--repeat", type=_positive, default=3, metavar="N", help="rounds; medians are shown")
    add(
        "--only", nargs="+", choices=EVERYTHING, metavar="TOOL", help=f"only these of {', '.join(EVERYTHING)}"
    )
    add("--seed", type=int, default=1, help="seed of the generated records")
    add(
        "--limit",
        type=float,
        default=300,
        metavar="SECONDS",
        help="stop a command that takes longer, and note that",
    )
    add("--edits", type=_positive, default=3, metavar="N", help="number of changes while serving")
    add(
        "--idle-seconds", type=float, default=10, metavar="SECONDS", help="how long to measure an idle server"
    )
    add(
        "--cstate",
        type=Path,
        metavar="PATH",
        help="a checkout of the theme cState; without it, cState is not measured",
    )
    add(
        "--work-dir",
        type=Path,
        metavar="PATH",
        help="folder for sites and installed tools, which are kept; default: a temporary folder",
    )
    add(
        "--out",
        type=Path,
        default=HERE / "results" / f"{today}.json",
        metavar="FILE",
        help="file for the results",
    )
    return parser


def _positive(text: str) -> int:
    number = int(text)
    if number < 1:
        raise argparse.ArgumentTypeError(f"{text} is not at least 1")
    return number
