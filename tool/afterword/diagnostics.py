"""A problem as a value: which rule, how bad, where, and how to write it right."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Severity(StrEnum):
    """How bad a finding is; an error stops a build, the others do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A stretch of a file.

    `file` is relative to the site's root, with forward slashes. Lines and columns count from 1, columns in
    characters; the end column is the one after the last character. Line 0 means the file as a whole.
    """

    file: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding of one rule at one place.

    `message` says what was found and what was expected; `example`, where it helps, is text that works in
    that place.
    """

    rule: str
    severity: Severity
    location: Location
    message: str
    example: str = ""


@dataclass(slots=True)
class DiagnosticCollector:
    """The findings of one file as they come up, each rule up to a limit.

    A file of rubbish can break a rule in every line. Nobody reads the hundred-thousandth finding, and making
    it would take longer than reading the file, so the last one that is kept tells how many more there are.
    """

    limit: int = 50
    counts: Counter[str] = field(default_factory=Counter)
    kept: list[Diagnostic] = field(default_factory=list)

    def wants(self, rule: str) -> bool:
        """Count a finding of a rule, and say whether it is still to be described."""
        self.counts[rule] += 1
        return self.counts[rule] <= self.limit

    def add(self, rule: str, location: Location, message: str, example: str = "") -> None:
        """Keep an error that was asked for with `wants`."""
        self.kept.append(Diagnostic(rule, Severity.ERROR, location, message, example))

    def findings(self) -> tuple[Diagnostic, ...]:
        """Give what was kept, in the order in which it came up."""
        last = {found.rule: index for index, found in enumerate(self.kept)}
        return tuple(
            self._with_rest(found) if last[found.rule] == index else found
            for index, found in enumerate(self.kept)
        )

    def _with_rest(self, found: Diagnostic) -> Diagnostic:
        rest = self.counts[found.rule] - self.limit
        said = f"{found.message} (and {rest:,} more like it in this file)"
        return replace(found, message=said) if rest > 0 else found


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort findings by file and place, so that a report never depends on the order in which rules ran."""
    return tuple(
        sorted(set(diagnostics), key=lambda d: (d.location, d.rule, d.message, d.severity, d.example))
    )


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Say whether any finding stops a build."""
    return stops(diagnostics, strict=False)


def stops(diagnostics: Iterable[Diagnostic], *, strict: bool) -> bool:
    """Say whether a command should fail: at errors, and where asked to be strict at warnings too."""
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(diagnostic.severity in failing for diagnostic in diagnostics)
