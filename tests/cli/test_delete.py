"""`afterword delete` deletes a record that was never published, and says what readers lose of any other."""

from __future__ import annotations

import sys
from contextlib import nullcontext
from pathlib import Path

import click
import pytest

from afterword.cli.delete import delete
from afterword.cli.failure import Failure
from tests.cli.editing_site import NOW, OVER, OVER_ID, edit, editing_site, record_file
from tests.cli.test_rename import files
from tests.repositories import repository

OTHER_ID = "2026-11-19-again"
OTHER = f"""\
title: Again
severity: sev3
windows:
  - {{component: web, level: degraded, start: 2026-11-19 09:40, end: 2026-11-19 10:15}}
updates:
  - {{at: 2026-11-19 09:52, status: investigating, body: The web app is slow.}}
  - {{at: 2026-11-19 10:20, status: resolved, body: It works again.}}
related:
  - {{id: {OVER_ID}, relation: recurrence_of}}  # or not
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = editing_site(tmp_path / "a site")
    record_file(site, OVER_ID).unlink()
    repository(site)
    record_file(site, OVER_ID).write_text(OVER, encoding="utf-8")
    record_file(site, OTHER_ID).write_text(OTHER, encoding="utf-8")
    folder = record_file(site, OVER_ID).with_suffix("")
    folder.mkdir()
    (folder / "graph.png").write_bytes(b"a picture")
    return site


def test_a_preview_shows_all_that_readers_lose(tmp_path: Path) -> None:
    site = editing_site(tmp_path)
    shown = edit(site, "hide", OVER_ID).output
    assert "shows them" not in shown
    assert "The API works again." in shown


def test_a_record_that_was_never_published_is_deleted_with_its_attachments(site: Path) -> None:
    result = edit(site, "delete", "api-refuses")
    assert result.exit_code == 0, result.output
    assert "published" not in result.output
    assert "! No commit has all of it, so it could not be brought back." in result.output
    assert sorted(files(site)) == [f"2026/{OTHER_ID}.yml", "2026/2026-11-20-search-is-slow.yml"]
    assert not list((site / "incidents" / "2026").glob(".*"))
    text = record_file(site, OTHER_ID).read_text(encoding="utf-8")
    assert text == OTHER.partition("related:")[0] + "# or not\n"
    assert edit(site, "check").exit_code != 1


def test_of_a_published_record_the_losses_are_named(site: Path) -> None:
    repository(site)
    result = edit(site, "delete", OVER_ID, "--dry-run")
    printed = " ".join(result.output.split())
    assert "! It was published (" in printed
    assert "! Its windows would no longer count: API, November 2026: 99." in printed
    assert f"`afterword hide {OVER_ID}`" in printed
    assert record_file(site, OVER_ID).is_file()


@pytest.mark.parametrize(("typed", "remains"), [("yes", True), (OVER_ID, False)])
def test_a_published_record_is_deleted_if_its_id_is_typed(
    site: Path, typed: str, remains: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    repository(site)
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    monkeypatch.setattr(click, "prompt", lambda *_, **__: typed)
    refused = pytest.raises(Failure, match="nothing was deleted") if remains else nullcontext()
    with refused:
        delete.main([OVER_ID, "--root", str(site), "--now", NOW], standalone_mode=False)
    assert record_file(site, OVER_ID).is_file() is remains


def test_a_text_that_links_to_the_record_stops_the_deletion(site: Path) -> None:
    text = OTHER + f"summary: As [before](/incidents/{OVER_ID}/).\n"
    record_file(site, OTHER_ID).write_text(text, encoding="utf-8")
    before = files(site)
    result = edit(site, "delete", OVER_ID)
    assert result.exit_code == 2
    assert f"incidents/2026/{OTHER_ID}.yml links to the record in `summary`" in result.output
    assert files(site) == before


@pytest.mark.parametrize(
    ("text", "message"), [(f"<<<<<<< HEAD\n{OTHER}", "merge conflict"), (f"{OTHER}sumary: x\n", "sumary")]
)
def test_a_record_that_cannot_be_read_stops_the_deletion(site: Path, text: str, message: str) -> None:
    record_file(site, OTHER_ID).write_text(text, encoding="utf-8")
    before = files(site)
    result = edit(site, "delete", OVER_ID)
    assert result.exit_code == 2
    assert message in result.output
    assert files(site) == before


def test_all_that_readers_no_longer_see_is_shown(site: Path) -> None:
    result = edit(site, "delete", OVER_ID, "--dry-run")
    assert result.exit_code == 0, result.output
    assert "The API refuses some requests." in " ".join(result.output.split())
    assert "--all" not in result.output
