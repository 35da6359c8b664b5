"""What readers have seen does not vanish without a word: renamed, deleted and hidden records are found with git."""

from __future__ import annotations

import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.app.checking import check
from afterword.app.published_before import with_changes
from afterword.cli import cli
from afterword.views.audience import Audience
from tests.sites import prepared, write_site
from tests.timeline.building import at

NOW = at("2026-11-23 12:00")
SITE = """\
page: {name: Example, id: example, url: https://status.example.com/}
timezone: UTC
components:
  - {id: search, name: Search, since: 2026-01-01}
"""
TEXT = """\
title: Search is down
summary: Searches failed.
windows:
  - {component: search, level: major_outage, start: 2026-11-20 09:00, end: 2026-11-20 16:12}
updates:
  - {at: 2026-11-20 16:15, status: resolved, body: Searches work again.}
"""
ID = "2026-11-20-search-is-down"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site with one record, committed."""
    folder = write_site(tmp_path / "site", {ID: TEXT}, SITE)
    git(folder, "init", "-q", "-b", "main")
    commit(folder)
    return folder


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "x", "--allow-empty")


def record(folder: Path, record_id: str = ID) -> Path:
    return folder / "incidents" / "2026" / f"{record_id}.yml"


def findings(folder: Path) -> list[tuple[str, str, str]]:
    found = with_changes(check(folder, NOW)).diagnostics
    return [(each.rule, each.location.file, each.message) for each in found]


def test_an_unchanged_site_has_no_findings(site: Path) -> None:
    assert findings(site) == []


def test_a_renamed_record_without_its_former_id_is_found_at_its_new_name(site: Path) -> None:
    record(site).rename(record(site, "2026-11-20-search-fails"))
    for _ in range(2):
        ((rule, file, message),) = findings(site)
        assert (rule, file) == ("lost-address", "incidents/2026/2026-11-20-search-fails.yml")
        assert "if it is now `2026-11-20-search-fails`" in message
        commit(site)
    assert findings(site) == []


def test_with_its_former_id_it_is_not(site: Path) -> None:
    new = record(site).rename(record(site, "2026-11-20-search-fails"))
    new.write_text(f"aliases: [{ID}]\n{TEXT}", encoding="utf-8")
    assert findings(site) == []


def test_a_deleted_record_is_found(site: Path) -> None:
    record(site).unlink()
    ((rule, file, message),) = findings(site)
    assert (rule, file) == ("lost-address", f"incidents/2026/{ID}.yml")
    assert "set `visibility: internal` instead" in message


def test_a_deleted_record_that_was_internal_is_not(site: Path) -> None:
    record(site).write_text(f"visibility: internal\n{TEXT}", encoding="utf-8")
    commit(site)
    commit(site)
    record(site).unlink()
    assert findings(site) == []


def test_a_record_that_another_one_took_over_is_not_lost(site: Path) -> None:
    other = record(site, "2026-11-20-api-is-down")
    other.write_text(TEXT.replace("Search is down", "API is down"), encoding="utf-8")
    commit(site)
    record(site).unlink()
    other.write_text(f"aliases: [{ID}]\n{TEXT.replace('Search is down', 'API is down')}", encoding="utf-8")
    assert findings(site) == []


def test_a_record_in_another_folder_keeps_its_address(site: Path) -> None:
    record(site).rename(record(site).with_suffix(".yaml"))
    assert findings(site) == []


def test_a_record_that_was_hidden_is_found_with_the_difference(site: Path) -> None:
    record(site).write_text(f"visibility: internal\n{TEXT}", encoding="utf-8")
    ((rule, file, message),) = findings(site)
    assert (rule, file) == ("hidden-after-publishing", f"incidents/2026/{ID}.yml")
    assert "Search, November 2026: 98.69 % → 100.00 %, 90 days: 99.66 % → 100.00 %" in message


def test_a_record_that_was_held_back_after_it_was_public_is_found(site: Path) -> None:
    record(site).write_text(f"publish_at: 2026-12-01 09:00\n{TEXT}", encoding="utf-8")
    ((rule, _, message),) = findings(site)
    assert rule == "hidden-after-publishing"
    assert "and is now held back until 2026-12-01 09:00; its windows no longer count" in message
    (found,) = with_changes(check(site, NOW)).diagnostics
    assert (found.location.line, found.example) == (1, "")


def test_a_record_that_was_renamed_and_hidden_is_found(site: Path) -> None:
    new = record(site).rename(record(site, "2026-11-20-search-fails"))
    new.write_text(f"aliases: [{ID}]\nvisibility: internal\n{TEXT}", encoding="utf-8")
    ((rule, file, message),) = findings(site)
    assert (rule, file) == ("hidden-after-publishing", "incidents/2026/2026-11-20-search-fails.yml")
    assert "98.69 % → 100.00 %" in message


def test_the_effect_of_hiding_a_record_is_not_stated_while_there_are_errors(site: Path) -> None:
    record(site).write_text(f"visibility: internal\n{TEXT}", encoding="utf-8")
    record(site, "2026-11-21-other").write_text("title: Other\nstatus: fixed\n", encoding="utf-8")
    (message,) = (message for rule, _, message in findings(site) if rule == "hidden-after-publishing")
    assert message.endswith("is now internal; the change in uptime can be computed once there are no errors")


def test_a_component_that_is_gone_is_found(site: Path) -> None:
    record(site).write_text(TEXT.replace("component: search", "component: finder"), encoding="utf-8")
    renamed = SITE.replace("id: search,", "id: finder,")
    (site / "status.yml").write_text(renamed, encoding="utf-8")
    ((rule, file, message),) = findings(site)
    assert (rule, file) == ("lost-address", "status.yml")
    assert "if it is now `finder`, add its former id there" in message
    (site / "status.yml").write_text(
        renamed.replace("finder,", "finder, aliases: [search],"), encoding="utf-8"
    )
    assert findings(site) == []


def test_a_component_with_a_mistake_is_not_gone(site: Path) -> None:
    mistyped = SITE.replace("id: search,", "id: search, since: 28.11.2026,")
    assert mistyped != SITE
    (site / "status.yml").write_text(mistyped, encoding="utf-8")
    rules = {rule for rule, *_ in findings(site)}
    assert rules
    assert "lost-address" not in rules


def test_on_a_branch_the_site_is_compared_with_the_main_branch(site: Path) -> None:
    clone = site.parent / "clone"
    subprocess.run(["git", "clone", "-q", str(site), str(clone)], check=True)
    record(clone).unlink()
    commit(clone)
    commit(clone)
    assert [rule for rule, *_ in findings(clone)] == ["lost-address"]


def test_without_a_repository_there_is_nothing_to_compare(tmp_path: Path) -> None:
    folder = write_site(tmp_path / "site", {ID: TEXT}, SITE)
    record(folder).unlink()
    assert findings(folder) == []


def test_a_site_can_switch_the_rule_off(site: Path) -> None:
    record(site).unlink()
    (site / "status.yml").write_text(f"{SITE}review: {{rules: {{lost-address: off}}}}\n", encoding="utf-8")
    assert findings(site) == []


def test_the_command_reports_it(site: Path) -> None:
    record(site).unlink()
    result = CliRunner().invoke(cli, ["check", "--strict", "--root", str(site), "--now", "2026-11-23 12:00"])
    assert (result.exit_code, "lost-address" in result.output) == (1, True)


def test_uptime_shows_the_number_of_all_records_next_to_the_public_one(site: Path) -> None:
    record(site).write_text(f"visibility: internal\n{TEXT}", encoding="utf-8")

    def uptime(*arguments: str) -> str:
        command = ["uptime", "--root", str(site), "--now", "2026-11-23 12:00", "--days", "30", *arguments]
        return CliRunner().invoke(cli, command).output

    assert "Search, 30 days: with internal records: 99.00 %, −1.00" in uptime()
    assert "Search, 30 days: public: 100.00 %, −1.00" in uptime("--audience", "internal")
    assert "with internal" not in uptime("--audience", "public")


def test_an_internal_build_shows_both_numbers_and_a_public_one_only_its_own(site: Path) -> None:
    record(site).write_text(f"visibility: internal\n{TEXT}", encoding="utf-8")
    pages = {
        audience: {page.address: page.html for page in prepared(site, audience, NOW).pages()}
        for audience in Audience
    }
    for address in ("", "components/", "components/search/"):
        assert "public: " in pages[Audience.INTERNAL][address], address
        assert "public: " not in pages[Audience.PUBLIC][address], address
