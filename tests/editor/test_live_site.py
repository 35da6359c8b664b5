"""The findings in a text are those that `check` reports once it is saved."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from afterword.app.checking import check
from afterword.diagnostics import Diagnostic
from afterword.editor.live_site import place_of, read_live_site
from afterword.source.files import SITE_FILE
from tests.editor.typing import NOW, RECORD, live
from tests.sites import DEMO, SMALL_SITE, SMALLEST_RECORD, write_site

REPOSITORY_RULES = frozenset({"same-window", "site-zone-changed"})
"""Rules that need more than one text, `status.yml` and the names of all files."""


def test_the_findings_are_those_of_a_check(tmp_path: Path) -> None:
    broken = SMALLEST_RECORD.replace("search,", "serch,").replace("resolved", "resolvd")
    records = {
        "2026-11-20-search-is-slow": broken,
        "2026-11-21-follows": f"{SMALLEST_RECORD}related: [{{id: 2026-11-20-serch, relation: follows}}]\n",
        "2026-11-22-not-yaml": "title: {a\n",
        "2026-11-20-same": f"# afterword: ignore same-window because both are true\n{SMALLEST_RECORD}",
        "2026-11-23-future": SMALLEST_RECORD.replace("2026-11-20", "2027-11-20"),
    }
    folder = write_site(tmp_path, records, SMALL_SITE.replace("id: api", "id: search"))
    assert_same(folder)


@pytest.mark.slow
def test_the_findings_of_the_demo_are_those_of_a_check() -> None:
    assert_same(DEMO)


def assert_same(folder: Path) -> None:
    site = live(folder, ())
    checked = check(folder, NOW)
    for file in checked.files:
        expected = [each for each in checked.diagnostics if each.location.file == file]
        found = site.findings(file, (folder / file).read_text("utf-8"), NOW)
        assert _others(found) == _others(expected), file


def _others(found: list[Diagnostic] | tuple[Diagnostic, ...]) -> list[Diagnostic]:
    return [each for each in found if each.rule not in REPOSITORY_RULES]


@pytest.mark.parametrize(
    ("name", "expected"),
    [
        ("status.yml", "status.yml"),
        (RECORD, RECORD),
        ("incidents/2026/2026-11-22-new.yaml", "incidents/2026/2026-11-22-new.yaml"),
        ("incidents/2026/new-folder/x.yml", "incidents/2026/new-folder/x.yml"),
        ("mkdocs.yml", None),
        ("docs/status.yml", None),
        ("incidents/2026/2026-11-20-search-is-slow/values.yml", None),
        ("incidents/2026/.hidden.yml", None),
        ("incidents/2026/notes.md", None),
    ],
)
def test_which_files_belong_to_a_site(tmp_path: Path, name: str, expected: str | None) -> None:
    folder = write_site(tmp_path / "site")
    found = place_of(folder / name)
    assert found == (None if expected is None else (folder.resolve(), expected))
    assert place_of(tmp_path / name) is None


@pytest.mark.skipif(os.name == "nt", reason="links need a permission")
def test_a_site_that_is_reached_through_a_link(tmp_path: Path) -> None:
    folder = write_site(tmp_path / "site")
    (tmp_path / "link").symlink_to(folder)
    assert place_of(tmp_path / "link" / RECORD) == (folder.resolve(), RECORD)


def test_of_the_other_records_only_those_that_changed_are_read_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    records = {f"2026-11-20-{name}": f"title: x\naliases: [2026-11-20-old-{name}]\n" for name in "abc"}
    folder = write_site(tmp_path, records)
    before = live(folder)
    changed = folder / "incidents/2026/2026-11-20-b.yml"
    changed.write_text("title: x\naliases: [2026-11-20-older]\n", "utf-8")
    read: list[str] = []
    original = read_live_site.__globals__["read_source"]

    def noting(root: Path, name: str) -> bytes | Diagnostic:
        read.append(name)
        found: bytes | Diagnostic = original(root, name)
        return found

    monkeypatch.setitem(read_live_site.__globals__, "read_source", noting)
    after = live(folder, former=before)
    assert read == ["incidents/2026/2026-11-20-b.yml"]
    assert after.checker.record_ids.present == {
        "2026-11-20-old-a": "2026-11-20-a",
        "2026-11-20-older": "2026-11-20-b",
        "2026-11-20-old-c": "2026-11-20-c",
    }


def test_without_a_usable_status_yml_only_the_form_of_a_record_is_checked(tmp_path: Path) -> None:
    folder = write_site(tmp_path, site="page: {name: Acme\n")
    site = live(folder)
    text = SMALLEST_RECORD.replace("search,", "serch,").replace("resolved", "resolvd")
    assert [each.rule for each in site.findings(RECORD, text, NOW)] == ["wrong-value"]
    assert [each.rule for each in site.findings(SITE_FILE, site.site_text, NOW)] == ["yaml-syntax"]


def test_a_text_with_half_a_character_is_reported(tmp_path: Path) -> None:
    site = live(write_site(tmp_path))
    assert [each.rule for each in site.findings(RECORD, "title: \ud83d", NOW)] == ["not-utf-8"]
