"""What a check has found, as the formats of a report get it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from types import MappingProxyType
from typing import NamedTuple

from afterword.checks.finding_keys import FindingKey, finding_keys, fingerprints
from afterword.checks.rule_pages import RulePage, every_page, handbook_address
from afterword.diagnostics import Diagnostic, Severity
from afterword.report.printable import safe_line

EXAMPLE = "example: "


class Base(NamedTuple):
    """The version with which `--since` compares: what was asked for, its commit, and the number of older findings."""

    ref: str
    commit: str
    older: int


@dataclass(frozen=True)
class Report:
    """Findings in the order in which they are reported, and what the formats say about them.

    `texts` are the texts of the files with findings, `files` all files that were checked, `records` the number of
    records among them; `site_file` says whether `status.yml` was one. Files are named from the site's folder, which is
    `folder` in the repository: empty for the repository itself. `handbook` is the address of the documentation, empty
    if it is published nowhere. With `strict`, warnings fail too. `base` is what older findings were compared with.
    """

    findings: tuple[Diagnostic, ...]
    texts: Mapping[str, str] = field(default_factory=lambda: MappingProxyType({}))
    records: int = 0
    files: tuple[str, ...] = ()
    site_file: bool = False
    strict: bool = False
    explain: bool = False
    folder: str = ""
    handbook: str = ""
    base: Base | None = None

    def path(self, file: str) -> str:
        """Return the path of a file in the repository, which is where other programs look for it."""
        return f"{self.folder}/{file}" if self.folder else file

    def fails(self, finding: Diagnostic) -> bool:
        """Return whether a finding makes the check fail."""
        return finding.severity is Severity.ERROR or (self.strict and finding.severity is Severity.WARNING)

    @cached_property
    def fingerprints(self) -> list[str]:
        """What identifies each finding in other versions of its file."""
        return fingerprints(self.findings, self.texts)

    @cached_property
    def keys(self) -> list[FindingKey]:
        """The record and the field of each finding, among others."""
        return finding_keys(self.findings, self.texts)

    @cached_property
    def pages(self) -> dict[str, RulePage]:
        """The page of each rule with findings, in the order of the handbook."""
        rules = {each.rule for each in self.findings}
        return {page.id: page for page in every_page() if page.id in rules}

    def help_url(self, rule: str) -> str:
        """Return the address of a rule's page, or an empty text if the handbook is published nowhere."""
        return f"{self.handbook}{handbook_address(rule)}" if self.handbook else ""

    @property
    def explanations(self) -> dict[str, str]:
        """What each rule with findings finds, and where to read more."""
        return {
            rule: f"{page.summary}\n{self.help_url(rule) or f'`afterword explain {rule}` says more'}"
            for rule, page in self.pages.items()
        }

    @property
    def first_of_rule(self) -> frozenset[int]:
        """The index of the first finding of each rule."""
        first: dict[str, int] = {}
        for index, finding in enumerate(self.findings):
            first.setdefault(finding.rule, index)
        return frozenset(first.values())


def worst_first(findings: Iterable[Diagnostic]) -> list[tuple[int, Diagnostic]]:
    """Return findings with their index, errors before warnings."""
    order = list(Severity)
    return sorted(enumerate(findings), key=lambda each: order.index(each[1].severity))


def full_message(finding: Diagnostic) -> str:
    """Return the message and the example of a finding, safe to print, on one or more lines."""
    return "\n".join([safe_line(finding.message), *_example(finding)])


def shortened(text: str, limit: int) -> str:
    """Return a text of at most `limit` characters."""
    return text if len(text) <= limit else text[: limit - 1] + "…"


def _example(finding: Diagnostic) -> Iterator[str]:
    for index, line in enumerate(finding.example.split("\n") if finding.example else ()):
        yield (EXAMPLE if index == 0 else " " * len(EXAMPLE)) + safe_line(line)
