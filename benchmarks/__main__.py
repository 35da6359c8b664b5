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
"""Records of the unmeasured round."""


def main() -> None:
    """Measure, print tables, and write a file of results."""
    options = read_options()
    with tempfile.TemporaryDirectory(prefix="benchmark-") as temporary:
        work = options.work_dir or Path(temporary)
        work.mkdir(parents=True, exist_ok=True)
        results = _measured(options, work.resolve())
    print(report.whole_report(results))
    options.out.parent.mkdir(parents=True, exist_ok=True)
    options.out.write_text(to_json(results), encoding="utf-8")
    print(f"\nAll samples are in {options.out}.")
    if any((each.problem or "").startswith("failed") for each in results.measured):
        raise SystemExit(1)


def _measured(options: Options, work: Path) -> Results:
    results = Results(_about(options), TITLES)
    tools = _present(options, work, results)
    plan = Plan(options.repeat, options.limit, options.edits, options.idle_seconds, work)
    if tools:
        Rounds(plan, results, records(_WARM_UP, options.seed)).warm_up(tools)
    for count in options.records:
        _skip_hopeless(results, tools, count)
        hopeful = [tool for tool in tools if not results.of(count, tool.name, COLD).problem]
        if hopeful:
            Rounds(plan, results, records(count, options.seed)).measure(hopeful)
    return results


def _present(options: Options, work: Path, results: Results) -> list[Tool]:
    """Get the tools; of one that cannot be had, say so in the results."""
    tools = []
    for name in options.only or EVERYTHING:
        try:
            tools.append(get(name, work, options.cstate))
        except install.MissingError as missing:
            print(f"{TITLES[name]} is missing: {missing}", file=sys.stderr)
            for count in options.records:
                results.of(count, name, COLD).problem = f"missing: {missing}"
    return tools


def _skip_hopeless(results: Results, tools: list[Tool], count: int) -> None:
    """Do not try what has failed or taken too long with fewer records already."""
    for tool in tools:
        for fewer in results.sizes():
            found = results.find(fewer, tool.name, COLD)
            if fewer < count and found and found.problem:
                said = (
                    found.problem
                    if found.problem.startswith("not run")
                    else f"{found.problem} with {fewer:,} records"
                )
                results.of(count, tool.name, COLD).problem = f"not run: {said.removeprefix('not run: ')}"
                break


def _about(options: Options) -> dict[str, object]:
    """Say where, when and how, naming neither the machine nor a folder of it."""
    asked = asdict(options)
    for private in ("work_dir", "out"):
        del asked[private]
    asked["cstate"] = options.cstate is not None
    return {
        "date": datetime.now(UTC).date().isoformat(),
        "machine": machine(),
        "versions": install.versions(),
        "options": asked,
    }


if __name__ == "__main__":
    main()
