"""A rule with a bug is reported as its own failure, and the other rules still run."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.checks import registry, runner
from afterword.checks.rule import Finding, Rule, Subject
from afterword.checks.rules import long_title, missing_summary, site_without_url
from afterword.checks.samples import SAMPLE_FILE
from afterword.cli import cli
from afterword.diagnostics import Severity
from tests.checks import demo
from tests.checks.demo import ACTIONS, BECAUSE, check, rules
from tests.sites import SMALLEST_ID, SMALLEST_RECORD, write_site

SECRET = "AKIAIOSFODNN7EXAMPLE"


def broken(_: object) -> Iterator[Finding]:
    """Find one thing, then fail with a text that nobody should see."""
    yield Finding(("title",), "found before the bug")
    raise KeyError(SECRET)


def break_rule(monkeypatch: pytest.MonkeyPatch, rule: Rule[Subject]) -> None:
    rules_of_records = [
        replace(each, check=broken) if each is rule else each for each in registry.RECORD_RULES
    ]
    monkeypatch.setattr(runner, "RECORD_RULES", rules_of_records)


def test_a_failure_names_the_rule_the_file_and_the_exception(monkeypatch: pytest.MonkeyPatch) -> None:
    break_rule(monkeypatch, long_title.RULE)
    found = {each.rule: each for each in check(ACTIONS)}
    assert set(found) == {"long-title", "rule-failed", "action-without-owner"}
    failure = found["rule-failed"]
    assert failure.location.file == SAMPLE_FILE
    assert "`long-title` failed with KeyError (test_rule_failure.py, line " in failure.message
    assert "please report it" in failure.message
    assert SECRET not in failure.message


def test_the_failure_of_a_rule_that_finds_errors_is_an_error(monkeypatch: pytest.MonkeyPatch) -> None:
    break_rule(monkeypatch, missing_summary.RULE)
    assert {each.severity for each in check(ACTIONS) if each.rule == "rule-failed"} == {Severity.ERROR}
    break_rule(monkeypatch, long_title.RULE)
    assert {each.severity for each in check(ACTIONS) if each.rule == "rule-failed"} == {Severity.WARNING}


def test_a_suppression_is_not_called_unused_where_a_rule_has_failed(monkeypatch: pytest.MonkeyPatch) -> None:
    break_rule(monkeypatch, long_title.RULE)
    comment = BECAUSE.replace("action-without-owner", "missing-summary")
    assert "unused-suppression" not in rules(f"{comment}\n{ACTIONS}")


def test_a_rule_for_the_site_fails_in_status_yml(monkeypatch: pytest.MonkeyPatch) -> None:
    site_rules = [
        replace(each, check=broken) if each is site_without_url.RULE else each for each in registry.SITE_RULES
    ]
    monkeypatch.setattr(runner, "SITE_RULES", site_rules)
    monkeypatch.setattr(demo, "FOUND_IN_SITE", {})
    assert [each.location.file for each in check(ACTIONS) if each.rule == "rule-failed"] == ["status.yml"]


def run(site: Path, *words: str) -> tuple[int, str]:
    result = CliRunner().invoke(cli, [*words, "--root", str(site), "--now", "2026-11-23 12:00"])
    assert result.exception is None or isinstance(result.exception, SystemExit)
    return result.exit_code, result.output


def test_a_check_with_a_failed_rule_exits_with_3(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    break_rule(monkeypatch, long_title.RULE)
    wrong = SMALLEST_RECORD.replace("component: search", "component: serch")
    site = write_site(tmp_path, {SMALLEST_ID: wrong})
    for _ in range(2):  # the second time from the cache
        status, output = run(site, "check")
        assert status == 3
        assert "unknown-component" in output
        assert "rule-failed" in output
        assert "Traceback" not in output


def test_the_rule_is_tried_again_in_the_next_run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = write_site(tmp_path)
    with monkeypatch.context() as context:
        break_rule(context, long_title.RULE)
        assert run(site, "check")[0] == 3
    assert run(site, "check")[0] == 0


def test_a_build_goes_on_unless_the_rule_finds_errors(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = write_site(tmp_path)
    with monkeypatch.context() as context:
        break_rule(context, long_title.RULE)
        status, output = run(site, "build")
        assert (status, "rule-failed" in output) == (0, True)
        assert run(site, "build", "--strict")[0] == 3
    page = site / "site" / "index.html"
    built = page.read_bytes()
    break_rule(monkeypatch, missing_summary.RULE)
    status, output = run(site, "build")
    assert (status, "rule-failed" in output) == (3, True)
    assert page.read_bytes() == built
