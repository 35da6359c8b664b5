"""Results: samples by number of records, tool and case, and their medians."""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

FORMAT = 1
OURS = "afterword"
COLD = "cold build"
EDIT = "one edit, build"
VISIBLE = "serve, edit to visible"
IDLE = "serve, idle"

Sample = dict[str, float]
"""Seconds (`wall`, `cpu`, `ready`), bytes (`memory`, `output_bytes`), counts (`output_files`), shares (`idle`)."""


@dataclass
class Measured:
    """One case of one tool at one number of records."""

    records: int
    tool: str
    case: str
    samples: list[Sample] = field(default_factory=list)
    problem: str | None = None
    """Why there is no number, if there is none: `over 300 s`, `missing: …`, `failed: …`."""

    def median(self, metric: str) -> float | None:
        """Return the median of the samples; None if there are none, or if there was a problem."""
        values = [sample[metric] for sample in self.samples if metric in sample]
        return median(values) if values and not self.problem else None


@dataclass
class Results:
    """The results of one run of the benchmark."""

    about: dict[str, Any]
    titles: dict[str, str]
    measured: list[Measured] = field(default_factory=list)

    def of(self, records: int, tool: str, case: str) -> Measured:
        """Return the samples of a case; add an empty entry if there is none."""
        found = self.find(records, tool, case)
        if found is None:
            found = Measured(records, tool, case)
            self.measured.append(found)
        return found

    def find(self, records: int, tool: str, case: str) -> Measured | None:
        """Return the samples of a case; None if it was not measured."""
        wanted = (records, tool, case)
        return next((each for each in self.measured if (each.records, each.tool, each.case) == wanted), None)

    def sizes(self) -> list[int]:
        """List the numbers of records, smallest first."""
        return sorted({each.records for each in self.measured})

    def tools(self) -> list[str]:
        """List the tools that were measured, in the order of the tables."""
        present = {each.tool for each in self.measured}
        return [name for name in self.titles if name in present]


def to_json(results: Results) -> str:
    """Return results as JSON, with the medians."""
    data = {
        "format": FORMAT,
        **results.about,
        "tools": results.titles,
        "results": [_as_json(each) for each in results.measured],
    }
    return json.dumps(data, indent=2, ensure_ascii=False) + "\n"


def from_json(text: str) -> Results:
    """Read results from JSON; medians are computed again. Raises ValueError for another format."""
    data = json.loads(text)
    if data.pop("format") != FORMAT:
        raise ValueError(f"these are not results in format {FORMAT}")
    rows, titles = data.pop("results"), data.pop("tools")
    measured = [
        Measured(row["records"], row["tool"], row["case"], row["samples"], row.get("problem")) for row in rows
    ]
    return Results(data, titles, measured)


def read(file: Path) -> Results:
    """Read a file of results."""
    return from_json(file.read_text(encoding="utf-8"))


def together(runs: Sequence[Results]) -> Results:
    """Combine runs on one machine that measured different numbers of records; the description is that of the first.

    Raises ValueError if they differ in machine or versions, or measured the same numbers of records.
    """
    about = dict(runs[0].about)
    for run in runs[1:]:
        if any(run.about[key] != about[key] for key in ("machine", "versions")):
            raise ValueError("these results are from different machines or versions")
        if set(run.sizes()) & set(runs[0].sizes()):
            raise ValueError("these results are for the same numbers of records")
    return Results(about, runs[0].titles, [each for run in runs for each in run.measured])


def _as_json(measured: Measured) -> dict[str, Any]:
    row: dict[str, Any] = {"records": measured.records, "tool": measured.tool, "case": measured.case}
    if measured.problem:
        row["problem"] = measured.problem
    row["median"] = {metric: _rounded(measured.median(metric)) for metric in _metrics(measured.samples)}
    row["samples"] = [
        {metric: _rounded(value) for metric, value in sample.items()} for sample in measured.samples
    ]
    return row


def _metrics(samples: Iterable[Sample]) -> list[str]:
    return list(dict.fromkeys(metric for sample in samples for metric in sample))


def _rounded(value: float | None) -> float | None:
    """Keep whole numbers whole, and round others to a clock's precision."""
    if value is None or float(value).is_integer():
        return None if value is None else int(value)
    return round(value, 4)
