"""Ten changes that no reviewer may miss: what is wrong is said by the check, or on the first screen of the diff."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import NamedTuple, TypeAlias

import pytest
from click.testing import CliRunner

from afterword.cli import cli
from tests.repositories import commit, git, repository
from tests.sites import write_site

NOW = "2026-11-27 12:00"
SCREEN = 24
"""Lines of a terminal."""
SITE = """\
page: {name: Acme, id: acme, url: https://status.acme.example/}
timezone: UTC
uptime: {policy: levels}
levels:
  - {id: degraded, name: Degraded, status: degraded_performance, weight: 0.2}
  - {id: major_outage, name: Major outage, status: major_outage}
components:
  - {id: search, name: Search, since: 2026-01-01, objective: 99.9}
  - {id: api, name: API, since: 2026-01-01}
"""
SLOW_ID = "2026-11-20-search-is-slow"
SLOW = """\
title: Search is slow
severity: sev2
summary: A third of all searches took several seconds. The incident lasted 35 minutes.
detection: {method: alert, source: alert on p95}
milestones: {detected: 2026-11-20 09:42, mitigated: 2026-11-20 10:05}
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
  - {component: api, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 09:50}
impact: {customers_affected: 120}
updates:
  - {at: 2026-11-20 09:52, status: investigating, body: Searches take several seconds. We are looking into it.}
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
timeline:
  - {at: 2026-11-20 09:40, text: Reports fill the queue that searches use.}
  - {at: 2026-11-20 10:05, text: Reports are stopped.}
root_causes:
  - {id: queue, category: capacity, text: Reports shared a queue with searches.}
action_items:
  - id: a1
    title: Give reports a queue of their own
    type: prevent
    priority: p1
    status: open
    owner: team-search
    due: 2026-12-15
    addresses: [queue]
  - {id: a2, title: Alert on a full queue, type: detect, priority: p2, status: open, owner: team-api, due: 2026-12-20}
lessons: {went_well: [The alert came within two minutes.]}
post_mortem:
  status: published
  published: 2026-11-24
  resolution: We stopped the reports, and searches recovered within ten minutes.
"""
DOWN_ID = "2026-11-10-api-is-down"
DOWN = """\
title: API is down
severity: sev1
summary: Requests failed.
windows: [{component: api, level: major_outage, start: 2026-11-10 09:00, end: 2026-11-10 13:00}]
updates:
  - {at: 2026-11-10 09:10, status: investigating, body: Requests fail. We are looking into it.}
  - {at: 2026-11-10 13:05, status: resolved, body: Requests work again.}
"""


class Finding(NamedTuple):
    """A finding as `check --format json` writes it."""

    rule: str
    severity: str
    message: str


class Review(NamedTuple):
    """What a reviewer of a branch is told."""

    findings: list[Finding]
    screen: str

    def says(self, rule: str, *words: str) -> bool:
        """Return whether the check has an error or a warning of a rule, with these words."""
        return any(
            each.rule == rule and each.severity != "info" and all(word in each.message for word in words)
            for each in self.findings
        )

    def shows(self, *words: str) -> bool:
        """Return whether the first screen of the diff has these words."""
        return all(word in self.screen for word in words)


Change: TypeAlias = Callable[[Path], None]


def replaced(record_id: str, *pairs: tuple[str, str]) -> Change:
    """Return a change of a record, or of `status.yml`, that replaces text."""

    def change(site: Path) -> None:
        file = site / (f"incidents/2026/{record_id}.yml" if record_id != "status" else "status.yml")
        text = file.read_text("utf-8")
        for old, new in pairs:
            assert old in text
            text = text.replace(old, new, 1)
        file.write_text(text, encoding="utf-8")

    return change


def renamed(site: Path) -> None:
    file = site / "incidents" / "2026" / f"{SLOW_ID}.yml"
    file.rename(file.with_name("2026-11-20-searches-are-slow.yml"))


KEY = "AKIA" + "IOSFODNN7QRSTUVW"
BRANCHES: dict[str, Change] = {
    "moved-end": replaced(SLOW_ID, ("end: 2026-11-20 09:50", "end: 2026-11-20 13:50")),
    "blame-and-secrets": replaced(
        SLOW_ID,
        (
            "text: Reports are stopped.",
            f"text: 'Tom Becker should have noticed it. He logged in to db-7.prod.internal with {KEY}.'",
        ),
    ),
    "wrong-number": replaced(SLOW_ID, ("lasted 35 minutes", "lasted 55 minutes")),
    "slipped-action": replaced(SLOW_ID, ("due: 2026-12-15", "due: 2027-01-31")),
    "renamed-record": renamed,
    "hidden-record": replaced(DOWN_ID, ("title:", "visibility: internal\ntitle:")),
    "dropped-action": replaced(SLOW_ID, (SLOW[SLOW.index("  - {id: a2") : SLOW.index("lessons:")], "")),
    "reworded-update": replaced(SLOW_ID, ("Searches take several seconds.", "A few searches take a little longer.")),
    "uptime-policy": replaced("status", ("weight: 0.2", "weight: 0")),
    "owner-and-correction": replaced(
        SLOW_ID, ("    owner: team-search\n", ""), ("Reports fill the queue", "A customer's reports fill the queue")
    ),
}  # fmt: skip
"""Ten branches, each with one bad change."""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a repository with the ten branches."""
    folder = write_site(tmp_path_factory.mktemp("review") / "status", {SLOW_ID: SLOW, DOWN_ID: DOWN}, SITE)
    repository(folder)
    for name, change in BRANCHES.items():
        git(folder, "checkout", "-q", "-b", name, "main")
        change(folder)
        commit(folder)
    git(folder, "checkout", "-q", "main")
    return folder


@pytest.fixture
def review(site: Path, request: pytest.FixtureRequest) -> Iterator[Review]:
    """Check out a branch and return what a reviewer is told."""
    git(site, "checkout", "-q", request.param)
    asked = ["--root", str(site), "--now", NOW]
    checked = CliRunner().invoke(cli, ["check", "--since", "main", "--format", "json", *asked])
    compared = CliRunner().invoke(cli, ["diff", "main", *asked], env={"COLUMNS": "80"})
    assert compared.exit_code == 0, compared.output
    findings = [
        Finding(each["rule"], each["severity"], each["message"])
        for each in json.loads(checked.stdout)["findings"]
    ]
    lines = compared.stdout.splitlines()[:SCREEN]
    yield Review(findings, " ".join(" ".join(lines).split()))
    git(site, "checkout", "-q", "main")


def on(branch: str) -> pytest.MarkDecorator:
    assert branch in BRANCHES
    return pytest.mark.parametrize("review", [branch], indirect=True)


def test_what_is_published_has_no_findings(site: Path) -> None:
    checked = CliRunner().invoke(cli, ["check", "--strict", "--root", str(site), "--now", NOW])
    assert (checked.exit_code, checked.output) == (0, "2 records, no problems\n")


@on("moved-end")
def test_a_moved_end_that_changes_another_component(review: Review) -> None:
    assert review.says("uncorrected-number", "API, November 2026", "windows.end (api 2026-11-20 09:40)")
    assert review.says("uncorrected-number", "2026-11-20 09:50 → 2026-11-20 13:50")
    assert review.shows("API, uptime, 30 days", "2026-11-20 09:50 → 2026-11-20 13:50")
    assert not review.shows("Search, uptime")


@on("blame-and-secrets")
def test_a_blamed_person_a_key_and_a_host(review: Review) -> None:
    assert review.says("blamed-person", "Tom Becker") or review.says("counterfactual", "should have noticed")
    assert review.says("secret")
    assert review.says("private-address", "db-7.prod.internal")
    assert review.says("uncorrected-text")
    assert not any(KEY in each.message for each in review.findings)


@on("wrong-number")
def test_a_post_mortem_with_a_wrong_number(review: Review) -> None:
    assert review.says("duration-in-text", "55 minutes")
    assert review.says("uncorrected-text", "summary")
    assert review.shows("55 minutes")


@on("slipped-action")
def test_a_slipped_action(review: Review) -> None:
    assert review.says("slipped-due-date", "`a1`", "47 days", "2026-12-15", "2027-01-31")
    assert review.shows("47 days later, not noted in `moved`")


@on("renamed-record")
def test_a_renamed_record(review: Review) -> None:
    assert review.says("lost-address", f"`{SLOW_ID}`", "2026-11-20-searches-are-slow")
    assert review.shows("the former address is lost")


@on("hidden-record")
def test_a_hidden_record_that_improves_the_uptime(review: Review) -> None:
    assert review.says("hidden-after-publishing", f"`{DOWN_ID}`", "API, November 2026", "→ 99.9")
    assert review.shows("the record is internal", "API, uptime, 30 days")


@on("dropped-action")
def test_a_dropped_action(review: Review) -> None:
    assert review.says("dropped-action", "`a2`", "Alert on a full queue")
    assert review.shows("− action_items (a2)")


@on("reworded-update")
def test_a_reworded_update(review: Review) -> None:
    assert review.says("changed-update", "text of the update of 2026-11-20 09:52", "`edited`")
    assert review.shows("updates.body (2026-11-20 09:52)")


@on("uptime-policy")
def test_another_weight(review: Review) -> None:
    assert review.says("site-moves-numbers", "Search,", "API,", "levels.weight (degraded): 0.2 → 0")
    assert review.shows("levels.weight (degraded): 0.2 → 0", "Search, uptime")


@on("owner-and-correction")
def test_an_owner_removed_and_a_correction_missing(review: Review) -> None:
    assert review.says("removed-owner", "`a1`", "team-search")
    assert review.says("uncorrected-text", "timeline")
