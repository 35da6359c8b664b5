"""`afterword diff` says which findings a change brings and fixes, between any two versions."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from afterword.cli import cli
from tests.repositories import commit, git, repository
from tests.sites import SMALL_SITE, SMALLEST_ID, SMALLEST_RECORD, write_site

NOW = "2026-11-23 12:00"
OTHER_ID = "2026-11-21-api-is-slow"
OTHER = SMALLEST_RECORD.replace("2026-11-20", "2026-11-21").replace("component: search", "component: api")
WRONG = SMALLEST_RECORD.replace("component: search", "component: serch")
UNRELATED = "related: [{id: 2026-11-01-gone, relation: follows}]\n"
RELATED = f"related: [{{id: {SMALLEST_ID}, relation: follows}}]\n"
WITHOUT_CHANGE_RULES = SMALL_SITE.replace(
    "site-without-url: off", "site-without-url: off, lost-address: off, uncorrected-number: off"
)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a committed site with an error in each of two records."""
    folder = write_site(
        tmp_path / "my site", {SMALLEST_ID: WRONG, OTHER_ID: OTHER + UNRELATED}, WITHOUT_CHANGE_RULES
    )
    repository(folder)
    return folder


def record(site: Path, record_id: str) -> Path:
    return site / "incidents" / record_id[:4] / f"{record_id}.yml"


def run(site: Path, *words: str) -> str:
    result = CliRunner().invoke(cli, ["diff", "--root", str(site), "--now", NOW, *words])
    assert result.exit_code == 0, result.output
    return result.stdout


def found(site: Path, *versions: str) -> tuple[list[tuple[str, str]], list[tuple[str, str]], int]:
    """Return the rules and records of the new and fixed findings, and the number of the others.

    They are the same with a cache and without one.
    """
    read = [json.loads(run(site, *versions, "--format", "json"))["findings"] for _ in range(2)]
    assert read[0] == read[1]
    new, fixed = ([(each["rule"], each["record"]) for each in read[0][side]] for side in ("new", "fixed"))
    return new, fixed, read[0]["older"]


UNKNOWN = ("unknown-component", SMALLEST_ID)
REFERENCE = ("unknown-reference", OTHER_ID)


def test_a_finding_is_new_fixed_or_older(site: Path) -> None:
    record(site, SMALLEST_ID).write_text(SMALLEST_RECORD)
    assert found(site, "HEAD") == ([], [UNKNOWN], 1)
    record(site, SMALLEST_ID).write_text(WRONG)
    assert found(site, "HEAD") == ([], [], 2)
    record(site, OTHER_ID).write_text(OTHER.replace("component: api", "component: apy") + UNRELATED)
    assert found(site, "HEAD") == ([("unknown-component", OTHER_ID)], [], 2)


def test_versions_are_compared_wherever_they_are(site: Path) -> None:
    record(site, SMALLEST_ID).write_text(SMALLEST_RECORD)
    git(site, "add", "-A")
    assert found(site, "HEAD", "index") == ([], [UNKNOWN], 1)
    commit(site)
    record(site, OTHER_ID).write_text(OTHER)
    commit(site)
    assert found(site, "HEAD~2", "HEAD~1") == ([], [UNKNOWN], 1)
    assert found(site, "HEAD~2", "HEAD") == ([], [UNKNOWN, REFERENCE], 0)
    assert found(site, "HEAD", "HEAD~2") == ([UNKNOWN, REFERENCE], [], 0)
    record(site, OTHER_ID).write_text("title: [\n")  # what is not compared changes nothing
    assert found(site, "HEAD~2", "HEAD~1") == ([], [UNKNOWN], 1)


def test_folders_are_compared(tmp_path: Path) -> None:
    for name, text in (("before", WRONG), ("after", SMALLEST_RECORD)):
        write_site(tmp_path / name, {SMALLEST_ID: text}, WITHOUT_CHANGE_RULES)
    before, after = (str(tmp_path / name) for name in ("before", "after"))
    assert found(tmp_path / "after", before, after) == ([], [UNKNOWN], 0)
    assert found(tmp_path / "after", after, before) == ([UNKNOWN], [], 0)


def test_a_change_of_another_record_counts(site: Path) -> None:
    record(site, SMALLEST_ID).write_text(SMALLEST_RECORD)
    record(site, OTHER_ID).write_text(OTHER + RELATED)
    commit(site)
    assert found(site, "HEAD~1") == ([], [UNKNOWN, REFERENCE], 0)
    record(site, SMALLEST_ID).unlink()
    new, fixed, older = found(site, "HEAD")
    assert (new, fixed, older) == ([("unknown-reference", OTHER_ID)], [], 0)
    commit(site)
    assert found(site, "HEAD", "HEAD~1") == ([], [REFERENCE], 0)


def test_a_window_that_another_record_has_too_counts(site: Path) -> None:
    record(site, SMALLEST_ID).write_text(SMALLEST_RECORD)
    record(site, OTHER_ID).write_text(OTHER)
    commit(site)
    copy = "2026-11-20-copy"
    record(site, copy).write_text(SMALLEST_RECORD)
    both = [("same-window", copy), ("same-window", SMALLEST_ID)]
    assert sorted(found(site, "HEAD")[0]) == sorted(both)
    commit(site)
    assert found(site, "HEAD~1", "HEAD")[:2] == (both, [])
    assert found(site, "HEAD", "HEAD~1")[:2] == ([], both)
    record(site, copy).unlink()
    assert found(site, "HEAD")[:2] == ([], both)


def test_a_finding_about_the_whole_record_does_not_depend_on_its_first_key(site: Path) -> None:
    settings = site / "status.yml"
    settings.write_text(settings.read_text().replace("look_back: 1 min, ", ""))
    reported = f"{OTHER}post_mortem: {{status: published, published: 2026-11-22}}\n"
    record(site, OTHER_ID).write_text(reported)
    commit(site)
    checked = CliRunner().invoke(cli, ["check", "--root", str(site), "--now", NOW])
    assert "missing-severity" in checked.stdout
    record(site, OTHER_ID).write_text(f"visibility: internal\n{reported}")
    assert [rule for rule, _ in found(site, "HEAD")[0]] == ["hidden-after-publishing"]
    assert found(site, "HEAD")[1] == []


def test_nothing_is_fixed_by_what_cannot_be_read(site: Path) -> None:
    record(site, SMALLEST_ID).write_text("title: [\n")
    new, fixed, _ = found(site, "HEAD")
    assert new == [("yaml-syntax", SMALLEST_ID)]
    assert fixed == []


def test_a_renamed_record_keeps_its_findings(site: Path) -> None:
    renamed = "2026-11-20-search-was-slow"
    record(site, SMALLEST_ID).rename(record(site, renamed))
    record(site, renamed).write_text(f"aliases: [{SMALLEST_ID}]\n{WRONG}")
    assert found(site, "HEAD") == ([], [], 2)


def test_the_findings_of_a_deleted_record_are_gone(site: Path) -> None:
    record(site, SMALLEST_ID).unlink()
    assert found(site, "HEAD")[:2] == ([], [UNKNOWN])


def test_a_change_of_the_settings_counts_for_every_record(site: Path) -> None:
    settings = site / "status.yml"
    settings.write_text(settings.read_text() + "  - {id: serch, name: Serch}\n")
    assert found(site, "HEAD") == ([], [UNKNOWN], 1)
    commit(site)
    assert found(site, "HEAD", "HEAD~1") == ([UNKNOWN], [], 1)


def test_rules_for_changes_count(site: Path) -> None:
    settings = site / "status.yml"
    settings.write_text(SMALL_SITE)
    record(site, SMALLEST_ID).write_text(SMALLEST_RECORD)
    commit(site)
    record(site, SMALLEST_ID).unlink()
    assert ("lost-address", SMALLEST_ID) in found(site, "HEAD")[0]


def test_every_format_shows_them(site: Path) -> None:
    record(site, SMALLEST_ID).write_text(SMALLEST_RECORD + UNRELATED)
    text = run(site, "HEAD")
    assert "Findings" in text
    assert "! error, unknown-reference: " in text
    assert "✓ error, unknown-component: " in text
    assert "1 older finding on the site" in text
    for form in ("markdown", "html"):
        shown = run(site, "HEAD", "--format", form)
        assert "unknown-reference" in shown
        assert "unknown-component" in shown
        assert "1 older finding on the site" in shown


def test_a_finding_has_the_shape_of_a_check(site: Path) -> None:
    record(site, OTHER_ID).write_text(OTHER.replace("component: api", "component: apy") + UNRELATED)
    checked = CliRunner().invoke(
        cli, ["check", "--root", str(site), "--now", NOW, "--since", "HEAD", "--format", "json"]
    )
    (finding,) = json.loads(checked.stdout)["findings"]
    entry: dict[str, Any] = json.loads(run(site, "HEAD", "--format", "json"))["findings"]
    assert entry["new"] == [finding]
