"""Tables of medians, and of their ratios to Afterword's."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from benchmarks.results import COLD, EDIT, IDLE, OURS, VISIBLE, Results

_MEGABYTE = 1_000_000


@dataclass(frozen=True)
class Column:
    """One number: its heading, where it is found in the results, and its format."""

    heading: str
    case: str
    metric: str
    format: Callable[[float], str]


def seconds(value: float) -> str:
    """Format seconds: the more there are, the fewer decimals."""
    return f"{value:.2f}" if value < 10 else f"{value:.1f}" if value < 100 else f"{value:.0f}"


def megabytes(value: float) -> str:
    """Format bytes as megabytes."""
    return f"{value / _MEGABYTE:.1f}" if value < 10 * _MEGABYTE else f"{value / _MEGABYTE:.0f}"


def whole(value: float) -> str:
    """Format a count."""
    return f"{value:,.0f}"


def percent(value: float) -> str:
    """Format a share of one core as a percentage."""
    return f"{value * 100:.1f}"


COLUMNS = (
    Column("cold CPU s", COLD, "cpu", seconds),
    Column("cold wall s", COLD, "wall", seconds),
    Column("peak MB", COLD, "memory", megabytes),
    Column("output MB", COLD, "output_bytes", megabytes),
    Column("files", COLD, "output_files", whole),
    Column("one edit CPU s", EDIT, "cpu", seconds),
    Column("one edit wall s", EDIT, "wall", seconds),
    Column("edit→visible s", VISIBLE, "wall", seconds),
    Column("idle CPU %", IDLE, "idle", percent),
    Column("serving MB", IDLE, "memory", megabytes),
)
"""What is measured of every tool."""
NOT_MEASURED = "–"

Table = list[list[str]]


def table(results: Results, records: int) -> Table:
    """Return the medians of every tool at one number of records."""
    rows = [["tool", *(column.heading for column in COLUMNS)]]
    for tool in results.tools():
        rows.append([results.titles[tool], *(_cell(results, records, tool, column) for column in COLUMNS)])
    return rows


def ratios(results: Results, records: int) -> Table:
    """Return every number divided by Afterword's; more than 1 means that Afterword takes less."""
    rows = [
        ["times Afterword's", *(column.heading.rpartition(" ")[0] or column.heading for column in COLUMNS)]
    ]
    for tool in results.tools():
        if tool != OURS:
            rows.append(
                [results.titles[tool], *(_ratio(results, records, tool, column) for column in COLUMNS)]
            )
    return rows


def own_commands(results: Results, records: int) -> Table:
    """Return the medians of Afterword's further commands, which no other tool has."""
    rows = [["command", "CPU s", "wall s", "peak MB"]]
    compared = (VISIBLE, IDLE)
    for each in results.measured:
        if each.records == records and each.tool == OURS and each.case not in compared:
            columns = [Column("", each.case, name, how) for name, how in
                       (("cpu", seconds), ("wall", seconds), ("memory", megabytes))]  # fmt: skip
            rows.append([each.case, *(_cell(results, records, OURS, column) for column in columns)])
    return rows


def plain(rows: Table) -> str:
    """Return a table as text for a terminal."""
    widths = [max(len(row[column]) for row in rows) for column in range(len(rows[0]))]
    lines = []
    for row in rows:
        first, *others = zip(row, widths, strict=True)
        lines.append(
            "  ".join([first[0].ljust(first[1]), *(cell.rjust(width) for cell, width in others)]).rstrip()
        )
    lines.insert(1, "  ".join("─" * width for width in widths))
    return "\n".join(lines)


def markdown(rows: Table) -> str:
    """Return a table as Markdown."""
    head, *body = rows
    lines: list[Sequence[str]] = [head, ["---", *("---:" for _ in head[1:])], *body]
    return "\n".join(f"| {' | '.join(line)} |" for line in lines)


def whole_report(results: Results) -> str:
    """Return all tables and notes as text for a terminal."""
    parts = []
    for records in results.sizes():
        parts.append(f"{records:,} records, medians\n\n{plain(table(results, records))}")
        if OURS in results.tools() and len(results.tools()) > 1:
            parts.append(plain(ratios(results, records)))
        if OURS in results.tools():
            parts.append(plain(own_commands(results, records)))
    return "\n\n".join([*parts, "\n".join(notes(results))]).rstrip()


def notes(results: Results) -> list[str]:
    """Return the reason for every number that is missing."""
    return [
        f"{results.titles[each.tool]}, {each.records:,} records, {each.case}: {each.problem}"
        for each in results.measured
        if each.problem
    ]


def _cell(results: Results, records: int, tool: str, column: Column) -> str:
    measured = results.find(records, tool, column.case)
    if measured is None:
        return NOT_MEASURED
    if measured.problem:
        return measured.problem.partition(":")[0]
    value = measured.median(column.metric)
    return NOT_MEASURED if value is None else column.format(value)


def _ratio(results: Results, records: int, tool: str, column: Column) -> str:
    ours = results.find(records, OURS, column.case)
    theirs = results.find(records, tool, column.case)
    if theirs is not None and theirs.problem:
        return theirs.problem.partition(":")[0]
    values = [each.median(column.metric) if each else None for each in (ours, theirs)]
    if values[0] is None or values[1] is None or values[0] == 0:
        return NOT_MEASURED
    ratio = values[1] / values[0]
    return f"{ratio:.2f}" if ratio < 10 else f"{ratio:.0f}"
