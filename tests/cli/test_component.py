"""`afterword component` renames, retires and moves components, in `status.yml` and in all records."""

from __future__ import annotations

import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.cli import cli
from tests.cli.editing_site import (
    NOW,
    OPEN,
    OPEN_ID,
    OVER,
    OVER_ID,
    SITE,
    edit,
    edited,
    editing_site,
    record_file,
)
from tests.repositories import commit, repository

GROUPS = """\
# The page of Acme.
page: {name: Acme}
timezone: UTC
review: {look_back: 1 min, rules: {site-without-url: off}}
groups: [{id: office, name: Office}, {id: platform, name: Platform}]
components:
  - {id: search, name: Search, group: office}  # since the beginning
  - id: api
    name: API
    # It moved once.
    group:
      - group: office
      - {group: platform, since: 2026-04-01}

  - {id: web, name: Web app}
"""
RECORD = """\
title: Search and more  # id: search
severity: sev3
summary: "See [the page](/components/search/) of search, or [research](/components/search-2/)."
windows:
  - components: ["search", api]   # search first
    level: degraded
    start: 2026-11-19 09:40
    end: 2026-11-19 10:15
also_affected: [{component: search}]
symptoms:
  - component: search
    seen: The search is slow.
updates:
  - at: 2026-11-19 09:52
    status: investigating
    body: The search is slow.
    levels:
      # As measured.
      search: degraded  # id: search
  - {at: 2026-11-19 10:20, status: resolved, body: 'It is [over](/components/search/).', levels: {search: operational}}
timeline:
  - {at: 2026-11-19 09:45, component: search, text: The search is slow.}
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = editing_site(tmp_path / "a site")
    (site / "status.yml").write_text(GROUPS, encoding="utf-8")
    record_file(site, "2026-11-19-search").write_text(
        RECORD.replace(", or [research](/components/search-2/)", "")
    )
    return site


def settings(site: Path, *words: str) -> str:
    edited(site, "component", *words)
    return (site / "status.yml").read_text(encoding="utf-8")


def test_a_component_gets_another_id_everywhere(site: Path) -> None:
    text = settings(site, "rename", "search", "finder")
    assert text == GROUPS.replace(
        "{id: search, name: Search,", "{id: finder, name: Search, aliases: [search],"
    )
    assert record_file(site).read_text(encoding="utf-8") == OPEN.replace(
        "component: search", "component: finder"
    )
    assert record_file(site, OVER_ID).read_text(encoding="utf-8") == OVER
    written = record_file(site, "2026-11-19-search").read_text(encoding="utf-8")
    assert written == (
        RECORD.replace(", or [research](/components/search-2/)", "")
        .replace("component: search", "component: finder")
        .replace('["search", api]', '["finder", api]')
        .replace("      search: degraded", "      finder: degraded")
        .replace("{search: operational}", "{finder: operational}")
        .replace("[the page](/components/search/)", "[the page](/components/finder/)")
    )


def test_another_id_is_no_change_for_readers(site: Path) -> None:
    repository(site)
    settings(site, "rename", "search", "finder")
    later = "2026-11-21 12:00"
    result = CliRunner().invoke(
        cli, ["check", "--strict", "--since", "HEAD", "--root", str(site), "--now", later]
    )
    assert result.exit_code == 0, result.output


def test_a_component_can_get_its_former_id_back(site: Path) -> None:
    repository(site)
    settings(site, "rename", "search", "finder")
    assert settings(site, "rename", "finder", "search") == GROUPS
    settings(site, "rename", "search", "finder")
    commit(site)
    assert "{id: search, name: Search, aliases: [finder]," in settings(site, "rename", "finder", "search")


def test_a_component_is_chosen_by_its_name(site: Path) -> None:
    assert "until: 2026-11-20" in settings(site, "retire", "Web app")


def test_a_component_is_retired(site: Path) -> None:
    record_file(site).write_text(OPEN.replace("components: [api, web]", "component: api"), encoding="utf-8")
    assert "{id: web, name: Web app, until: 2026-11-19}" in settings(
        site, "retire", "web", "--on", "yesterday"
    )
    result = edit(site, "component", "retire", "api", "--dry-run")
    assert f"! incidents/2026/{OPEN_ID}.yml: the window of `api` has no end" in result.output


def test_the_last_day_of_a_component_changes_only_if_another_is_typed(site: Path) -> None:
    settings(site, "retire", "search", "--on", "2026-11-25")
    assert "the last day of `search` is 2026-11-25" in edit(site, "component", "retire", "search").output
    assert "until: 2026-11-30}" in settings(site, "retire", "search", "--on", "2026-11-30")
    result = edit(site, "component", "move", "search", "platform", "--since", "2026-12-01")
    assert "it cannot move after that" in result.output


def test_a_component_moves_from_a_day_on(site: Path) -> None:
    moved = "group: [{group: office}, {group: platform, since: 2026-11-20}]}"
    assert settings(site, "move", "search", "plat") == GROUPS.replace(
        "group: office}  # since", f"{moved}  # since"
    )
    text = settings(site, "move", "api", "none", "--since", "2026-12-01")
    assert "      - {group: platform, since: 2026-04-01}\n      - since: 2026-12-01\n\n" in text
    assert "{id: web, name: Web app, group: [{group: office, since: 2026-11-21}]}" in settings(
        site, "move", "web", "Office", "--since", "tomorrow"
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("rename", "serch", "finder"), "there is no component `serch`; did you mean `search`?"),
        (("rename", "search", "Finder!"), "is not an id"),
        (("rename", "search", "api"), "there is already a component `api`"),
        (("rename", "search", "search"), "is already the id of the component"),
        (("retire", "search", "--on", "soon"), "`soon` is not a date"),
        (("move", "search", "office"), "`search` is in `office` already on 2026-11-20"),
        (("move", "web", "none"), "`web` is in no group already"),
        (("move", "api", "office", "--since", "2026-03-01"), "is in `office` already"),
        (("move", "api", "none", "--since", "2026-03-01"), "has moved on 2026-04-01"),
        (("move", "search", "cellar"), "there is no group `cellar`; known: office, platform, none"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_written(
    site: Path, words: tuple[str, ...], message: str
) -> None:
    result = edit(site, "component", *words)
    assert result.exit_code == 2, result.output
    assert message in " ".join(result.output.split())
    assert (site / "status.yml").read_text(encoding="utf-8") == GROUPS


def test_one_record_that_cannot_be_read_stops_all(site: Path) -> None:
    file = record_file(site, "2026-11-19-search")
    for text, message in (
        (f"<<<<<<< HEAD\n{RECORD}", "merge conflict"),
        (RECORD.replace("severity: sev3", "severty: sev3"), "did you mean `severity`?"),
    ):
        file.write_text(text, encoding="utf-8")
        result = edit(site, "component", "rename", "search", "finder")
        assert result.exit_code == 2
        assert message in result.output
        assert (site / "status.yml").read_text(encoding="utf-8") == GROUPS
        assert record_file(site).read_text(encoding="utf-8") == OPEN


def test_a_read_only_record_stops_all(site: Path) -> None:
    record_file(site).chmod(stat.S_IRUSR)
    result = edit(site, "component", "rename", "search", "finder")
    assert result.exit_code == 2
    assert f"nothing was changed: incidents/2026/{OPEN_ID}.yml: it is read-only" in result.output
    assert (site / "status.yml").read_text(encoding="utf-8") == GROUPS


def test_line_breaks_of_windows_stay(site: Path) -> None:
    (site / "status.yml").write_bytes(SITE.replace("\n", "\r\n").encode())
    assert edit(site, "component", "retire", "web").exit_code == 0
    data = (site / "status.yml").read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n")


def test_without_a_terminal_nothing_is_written_unless_it_was_said(site: Path) -> None:
    words = ["component", "retire", "web", "--root", str(site), "--now", NOW]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 2
    assert "add --yes" in result.output
    assert (site / "status.yml").read_text(encoding="utf-8") == GROUPS
