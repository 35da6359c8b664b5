"""Problems as values: how they are sorted, and how many of a rule are kept."""

from __future__ import annotations

from itertools import permutations

from afterword.diagnostics import Diagnostic, DiagnosticCollector, Location, Severity, has_errors, in_order


def test_findings_are_sorted_by_location_then_rule() -> None:
    ordered = (
        Diagnostic("b", Severity.ERROR, Location("a.yml"), "the file as a whole"),
        Diagnostic("a", Severity.ERROR, Location("a.yml", 2, 1, 2, 5), "early"),
        Diagnostic("b", Severity.ERROR, Location("a.yml", 2, 1, 2, 5), "early"),
        Diagnostic("a", Severity.ERROR, Location("a.yml", 10, 1, 10, 5), "late"),
        Diagnostic("a", Severity.ERROR, Location("b.yml", 1, 1, 1, 5), "other file"),
    )
    assert all(in_order(some) == ordered for some in permutations(ordered))


def test_findings_that_differ_only_in_their_example_are_sorted_too() -> None:
    some = tuple(
        Diagnostic("a", Severity.INFO, Location("a.yml", 1), "same", example) for example in "abcdef"
    )
    assert in_order(reversed(some)) == some


def test_the_same_finding_is_reported_once() -> None:
    found = Diagnostic("a", Severity.INFO, Location("a.yml"), "same")
    assert in_order([found, found]) == (found,)


def test_only_an_error_stops_a_build() -> None:
    mild = [
        Diagnostic("a", severity, Location("a.yml"), "") for severity in (Severity.WARNING, Severity.INFO)
    ]
    assert not has_errors(mild)
    assert has_errors([*mild, Diagnostic("a", Severity.ERROR, Location("a.yml"), "")])


def test_findings_of_each_rule_are_kept_up_to_the_limit_and_the_last_one_counts_the_rest() -> None:
    collector = DiagnosticCollector(limit=2)
    for line in range(1, 1_003):
        if collector.wants("tab"):
            collector.add("tab", Location("a.yml", line), "a tab")
    if collector.wants("merge-key"):
        collector.add("merge-key", Location("a.yml", 7), "a merge key")
    assert [(found.rule, found.location.line, found.message) for found in collector.findings()] == [
        ("tab", 1, "a tab"),
        ("tab", 2, "a tab (and 1,000 more like it in this file)"),
        ("merge-key", 7, "a merge key"),
    ]
