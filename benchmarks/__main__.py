"""The command line: `python -m benchmarks`, or `python benchmarks/run.py`."""

from __future__ import annotations

import sys
import tempfile
from dataclasses import asdict
from datetime import UTC, datetime
from pathlib import Path

from benchmarks import install, report
from benchmarks.generate import records
from benchmarks.machine import machine
from benchmarks.options import Options, read_options
from benchmarks.results import COLD, Results, to_json
from benchmarks.rounds import Plan, Rounds
from benchmarks.tools import EVERYTHING, TITLES, Tool, get

_WARM_UP = 20
"""The number of records in the first round, which is not measured."""


def main() -> None:
    """Measure, print tables, and write the results to a file."""
    options = read_options()
    with tempfile.TemporaryDirectory(prefix="benchmark-") as temporary:
        work = options.work_dir or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        results = _measure(options, work.resolve())
    print(report.whole_report(results))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(to_json(results), encoding="utf-8")
    print(f"\nAll samples are in {options.out}.")
    if any((each.problem or "").startswith("failed") for each in results.measured):
        raise SystemExit(1)


def _measure(options: Options, work: Path) -> Results:
    results = Results(_about(options), TITLES)
    tools = _available(options, work, results)
    plan = Plan(options.repeat, options.limit, options.edits, options.idle_seconds, work)
    if tools:
        Rounds(plan, results, records(_WARM_UP, options.seed)).warm_up(tools)
    for count in options.records:
        _skip_failed(results, tools, count)
        remaining = [tool for tool in tools if not results.of(count, tool.name, COLD).problem]
        if remaining:
            Rounds(plan, results, records(count, options.seed)).measure(remaining)
    return results


def _available(options: Options, work: Path, results: Results) -> list[Tool]:
    """Return the tools that can be measured; note in the results why the others cannot."""
    tools = []
    for name in options.only or EVERYTHING:
        try:
            tools.append(get(name, work, options.cstate))
        except install.MissingError as missing:
            print(f"{TITLES[name]} is missing: {missing}", file=sys.stderr)
            for count in options.records:
                results.of(count, name, COLD).problem = f"missing: {missing}"
    return tools


def _skip_failed(results: Results, tools: list[Tool], count: int) -> None:
    """Skip tools that failed or took too long with fewer records."""
    for tool in tools:
        for fewer in results.sizes():
            smaller = results.find(fewer, tool.name, COLD)
            if fewer < count and smaller and smaller.problem:
                reason = (
                    smaller.problem
                    if smaller.problem.startswith("not run")
                    else f"{smaller.problem} with {fewer:,} records"
                )
                results.of(count, tool.name, COLD).problem = f"not run: {reason.removeprefix('not run: ')}"
                break


def _about(options: Options) -> dict[str, object]:
    """Describe when, on what and how it was measured, without naming the machine or a folder of it."""
    given = asdict(options)
    for private in ("work_dir", "out"):
        del given[private]
    given["cstate"] = options.cstate is not None
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": machine(),
        "versions": install.versions(),
        "options": given,
    }


if __name__ == "__main__":
    main()
