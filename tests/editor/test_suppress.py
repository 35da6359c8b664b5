"""The comment that suppresses a finding, for each place at which a finding can be."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.diagnostics import Diagnostic, Location, Severity
from afterword.editor.live_site import LiveSite
from afterword.editor.outline import outline
from afterword.editor.suppress import suppression
from tests.editor.typing import NOW, RECORD, live
from tests.sites import write_site

ACTIONS = """\
title: Search is slow
summary: |
  Searches were slow.
  It was someone's fault.
action_items:
  - {id: a1, title: Warm the cache first,
     status: open}
  - id: a2
    title: Add an alert
    status: open
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> LiveSite:
    return live(write_site(tmp_path_factory.mktemp("site"), site="page: {name: Acme}\n"))


def suppressed(
    site: LiveSite, text: str, finding: Diagnostic, reason: str = "the team is gone"
) -> str | None:
    lines = text.split("\n")
    found = suppression(finding, site.site, outline(lines), lines)
    if found is None:
        return None
    comment = found.text.replace("because ", f"because {reason}").rstrip("\n")
    return "\n".join([*lines[: found.line], comment, *lines[found.line :]])


@pytest.mark.parametrize("rule", ["action-without-owner", "action-without-due-date"])
def test_the_finding_is_gone_as_soon_as_there_is_a_reason(site: LiveSite, rule: str) -> None:
    text = ACTIONS
    for left in (1, 0):
        finding = next(each for each in site.findings(RECORD, text, NOW) if each.rule == rule)
        after = suppressed(site, text, finding)
        assert after is not None
        assert [each.rule for each in site.findings(RECORD, after, NOW)].count(rule) == left
        text = after


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        (0, "# afterword: ignore long-title because x\ntitle: Search is slow"),
        (1, "# afterword: ignore long-title because x\ntitle: Search is slow"),
        (4, "# afterword: ignore long-title because x\nsummary: |"),
        (7, "  # afterword: ignore long-title because x\n  - {id: a1,"),
        (9, "    # afterword: ignore long-title because x\n    title: Add an alert"),
    ],
)
def test_the_comment_is_above_the_entry_or_the_key(site: LiveSite, line: int, expected: str) -> None:
    finding = Diagnostic("long-title", Severity.WARNING, Location(RECORD, line, 1, line, 1), "x")
    assert expected in (suppressed(site, ACTIONS, finding, "x") or "")


def test_what_cannot_be_suppressed_has_no_comment(site: LiveSite, tmp_path: Path) -> None:
    for rule in ("unknown-component", "yaml-syntax", "no-such-rule"):
        finding = Diagnostic(rule, Severity.ERROR, Location(RECORD, 1, 1, 1, 1), "x")
        assert suppressed(site, ACTIONS, finding) is None
    without_keys = Diagnostic("long-title", Severity.WARNING, Location(RECORD, 1, 1, 1, 1), "x")
    assert suppressed(site, "Search is slow", without_keys) is None
