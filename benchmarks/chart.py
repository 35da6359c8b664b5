"""Puts the results of a run into a Markdown page: a table for each number of records, and a chart.

    python -m benchmarks.chart RESULTS.json… PAGE.md

The text between `<!-- results:begin -->` and `<!-- results:end -->` in the page is replaced.
"""

from __future__ import annotations

import argparse
import re
from pathlib import Path

from benchmarks import curves, report
from benchmarks.results import COLD, OURS, Results, read, together

BEGIN, END = "<!-- results:begin -->", "<!-- results:end -->"
_GIGABYTE = 1_000_000_000


def fragment(results: Results) -> str:
    """Return the text to put between the markers: charts, tables and notes."""
    parts = [_where(results), curves.figure(results)]
    for records in results.sizes():
        parts.append(f"**{records:,} records**")
        parts.append(report.markdown(report.table(results, records)))
        if OURS in results.tools():
            parts.append(report.markdown(report.own_commands(results, records)))
    parts.append("\n".join(f"- {note}" for note in report.notes(results)))
    return "\n\n".join(parts).rstrip()


def put_into(page: str, text: str) -> str:
    """Replace the text between the markers of a page. Raises ValueError if the page does not have both once."""
    pattern = re.compile(f"{re.escape(BEGIN)}.*?{re.escape(END)}", re.DOTALL)
    if len(pattern.findall(page)) != 1:
        raise ValueError(f"the page must have one {BEGIN}, followed by one {END}")
    return pattern.sub(lambda _: f"{BEGIN}\n\n{text}\n\n{END}", page)


def _where(results: Results) -> str:
    """Describe when, on what kind of machine, and with which versions it was measured."""
    machine, versions, options = (results.about[key] for key in ("machine", "versions", "options"))
    named = ", ".join(f"{name} {version}" for name, version in versions.items())
    return (
        f"Measured on {results.about['date']} on {machine['cores']} cores of {machine['cpu']} with"
        f" {machine['memory_bytes'] / _GIGABYTE:.0f} GB of memory, {machine['system']}; {_rounds(results)},"
        f" seed {options['seed']}. Versions: {named}."
    )


def _rounds(results: Results) -> str:
    """State the number of rounds; large numbers of records may have fewer."""
    rounds = {
        size: max(len(m.samples) for m in results.measured if m.records == size and m.case == COLD)
        for size in results.sizes()
    }
    most = max(rounds.values())
    fewer = [f"{size:,} records: {count}" for size, count in rounds.items() if count < most]
    return f"medians of {most} rounds" + (f" ({', '.join(fewer)})" if fewer else "")


def main() -> None:
    """Write the results of one or more runs into a page, between its markers."""
    parser = argparse.ArgumentParser(prog="python -m benchmarks.chart", description=main.__doc__)
    parser.add_argument(
        "results", type=Path, nargs="+", help="JSON files that the benchmark wrote on one machine"
    )
    parser.add_argument("page", type=Path, help=f"a Markdown file with {BEGIN} and {END}")
    args = parser.parse_args()
    page = args.page.read_text(encoding="utf-8")
    try:
        page = put_into(page, fragment(together([read(file) for file in args.results])))
    except ValueError as error:
        parser.error(str(error))
    args.page.write_text(page, encoding="utf-8")


if __name__ == "__main__":
    main()
