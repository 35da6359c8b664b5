"""A problem as a value: its rule, severity, location, message and an example that works."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from enum import StrEnum


class Severity(StrEnum):
    """How serious a finding is. An error stops a build; the others do not."""

    ERROR = "error"
    WARNING = "warning"
    INFO = "info"


@dataclass(frozen=True, slots=True, order=True)
class Location:
    """A range of text in a file.

    `file` is relative to the site's root, with forward slashes. Lines and columns count from 1, columns in
    characters; the end column is the one after the last character. Line 0 means the whole file.
    """

    file: str
    line: int = 0
    column: int = 0
    end_line: int = 0
    end_column: int = 0


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One finding of one rule at one location.

    `message` says what was found and what was expected. `example`, if there is one, is text that works there.
    """

    rule: str
    severity: Severity
    location: Location
    message: str
    example: str = ""


@dataclass(slots=True)
class DiagnosticCollector:
    """Collects the findings of one file, up to a limit for each rule.

    A broken file can violate a rule on every line. No one reads the hundred-thousandth finding, and describing
    it would take longer than reading the file, so the last one that is kept says how many more there are.
    """

    limit: int = 50
    counts: Counter[str] = field(default_factory=Counter)
    kept: list[Diagnostic] = field(default_factory=list)

    def wants(self, rule: str) -> bool:
        """Count a finding of a rule, and return whether it is still below the limit."""
        self.counts[rule] += 1
        return self.counts[rule] <= self.limit

    def add(self, rule: str, location: Location, message: str, example: str = "") -> None:
        """Keep an error after `wants` has returned True for it."""
        self.kept.append(Diagnostic(rule, Severity.ERROR, location, message, example))

    def findings(self) -> tuple[Diagnostic, ...]:
        """Return what was kept, in the order in which it was added."""
        last = {found.rule: index for index, found in enumerate(self.kept)}
        return tuple(
            self._with_rest(found) if last[found.rule] == index else found
            for index, found in enumerate(self.kept)
        )

    def _with_rest(self, found: Diagnostic) -> Diagnostic:
        rest = self.counts[found.rule] - self.limit
        message = f"{found.message} (and {rest:,} more like it in this file)"
        return replace(found, message=message) if rest > 0 else found


def in_order(diagnostics: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    """Sort findings by location, without duplicates, so that a report does not depend on the order of the rules."""
    return tuple(
        sorted(set(diagnostics), key=lambda d: (d.location, d.rule, d.message, d.severity, d.example))
    )


def has_errors(diagnostics: Iterable[Diagnostic]) -> bool:
    """Return whether any finding stops a build."""
    return stops(diagnostics, strict=False)


def stops(diagnostics: Iterable[Diagnostic], *, strict: bool) -> bool:
    """Return whether a command must fail: if there is an error, or, when `strict`, a warning."""
    failing = {Severity.ERROR, Severity.WARNING} if strict else {Severity.ERROR}
    return any(diagnostic.severity in failing for diagnostic in diagnostics)
