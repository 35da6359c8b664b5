"""Tries random cases for some minutes, and prints how to repeat one that failed."""

from __future__ import annotations

import argparse
import sys
import time
import traceback

from tests.fuzz.run import failure_of
from tests.fuzz.targets import TARGETS


def main() -> int:
    """Run; return 1 if a case failed."""
    parser = argparse.ArgumentParser(prog="python -m tests.fuzz", description=__doc__)
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--minutes", type=float, default=5, help="for all targets together")
    parser.add_argument("--only", choices=TARGETS, help="one target")
    parser.add_argument("--case", type=int, help="one case of it, by its number")
    parser.add_argument("--cases", type=int, default=1_000_000, help="at most so many of each target")
    given = parser.parse_args()
    names = [given.only] if given.only else [*TARGETS]
    tried, failed = dict.fromkeys(names, 0), []
    for name in names:
        end = time.monotonic() + given.minutes * 60 / len(names)
        cases = range(given.cases) if given.case is None else [given.case]
        for number in cases:
            if time.monotonic() > end and given.case is None:
                break
            tried[name] += 1
            if problem := failure_of(name, given.seed, number):
                failed.append((name, number))
                traceback.print_exception(problem, limit=-3)
    lines = [", ".join(f"{name}: {count} tried" for name, count in tried.items())]
    lines += [f"{len(failed)} failed, with seed {given.seed}"]
    for name, number in failed[:1]:
        lines += [f"To repeat one: python -m tests.fuzz --seed {given.seed} --only {name} --case {number}"]
    sys.stdout.write("\n".join(lines) + "\n")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
