"""`afterword rename` moves a record with its attachments; other records follow, or nothing changes."""

from __future__ import annotations

import os
import stat
from pathlib import Path

import pytest

from afterword.output.rewrite import rewrite
from tests.cli.editing_site import OVER, OVER_ID, edit, edited, editing_site, record_file
from tests.repositories import commit, git, repository
from tests.sites import PNG

NEW_ID = "2026-11-18-api-is-down"
OTHER_ID = "2026-11-19-again"
OTHER = f"""\
title: Again
severity: sev3
summary: "As in [the other one](../{OVER_ID}/),
  [as drawn](/incidents/{OVER_ID}/graph.png) of {OVER_ID}."   # {OVER_ID}
windows:
  - {{component: web, level: degraded, start: 2026-11-19 09:40, end: 2026-11-19 10:15}}
updates:
  - {{at: 2026-11-19 09:52, status: investigating, body: 'As [before](/incidents/{OVER_ID}/).'}}
  - {{at: 2026-11-19 10:20, status: resolved, body: It works again.}}
related: [{{id: "{OVER_ID}", relation: recurrence_of}}]  # the same cause
post_mortem:
  status: published
  published: 2026-11-20
  covers:
  # Both had one cause.
  - {OVER_ID}
  background: See [there](/incidents/{OVER_ID}).
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = editing_site(tmp_path / "a site")
    text = OVER + "summary: '![The load](graph.png)'\n"
    record_file(site, OVER_ID).write_text(text, encoding="utf-8")
    record_file(site, OTHER_ID).write_text(OTHER, encoding="utf-8")
    folder = record_file(site, OVER_ID).with_suffix("")
    folder.mkdir()
    (folder / "graph.png").write_bytes(PNG)
    return site


def files(site: Path) -> dict[str, bytes]:
    folder = site / "incidents"
    return {str(each.relative_to(folder)): each.read_bytes() for each in folder.rglob("*") if each.is_file()}


def test_a_record_moves_with_its_attachments_and_its_links(site: Path) -> None:
    text = edited(site, "rename", "api-refuses", "api-is-down", record_id=NEW_ID)
    assert text == OVER.replace("severity: sev3\n", f"severity: sev3\naliases: [{OVER_ID}]\n") + (
        "summary: '![The load](graph.png)'\n"
    )
    assert sorted(files(site)) == [
        f"2026/{NEW_ID}.yml",
        f"2026/{NEW_ID}/graph.png",
        f"2026/{OTHER_ID}.yml",
        "2026/2026-11-20-search-is-slow.yml",
    ]


def test_references_follow_and_published_texts_stay(site: Path) -> None:
    edited(site, "rename", OVER_ID, NEW_ID, record_id=NEW_ID)
    text = record_file(site, OTHER_ID).read_text(encoding="utf-8")
    assert text == OTHER.replace(f'id: "{OVER_ID}"', f'id: "{NEW_ID}"').replace(f"- {OVER_ID}", f"- {NEW_ID}")


def test_links_in_a_draft_follow(site: Path) -> None:
    draft = OTHER.replace("status: published\n  published: 2026-11-20", "status: draft")
    record_file(site, OTHER_ID).write_bytes(draft.replace("\n", "\r\n").encode())
    edited(site, "rename", OVER_ID, NEW_ID, record_id=NEW_ID)
    text = record_file(site, OTHER_ID).read_bytes().decode()
    assert text.count("\n") == text.count("\r\n")
    expected = draft.replace(OVER_ID, NEW_ID)
    for kept in (f"of {OVER_ID}.", f"# {OVER_ID}", f"[before](/incidents/{OVER_ID}/)"):
        expected = expected.replace(kept.replace(OVER_ID, NEW_ID), kept)
    assert text.replace("\r\n", "\n") == expected


def test_references_by_a_former_id_follow_too(site: Path) -> None:
    edited(site, "rename", OVER_ID, NEW_ID, record_id=NEW_ID)
    record_file(site, OTHER_ID).write_text(OTHER, encoding="utf-8")
    edited(site, "rename", NEW_ID, "api-was-down", record_id="2026-11-18-api-was-down")
    text = record_file(site, OTHER_ID).read_text(encoding="utf-8")
    assert 'related: [{id: "2026-11-18-api-was-down", relation: recurrence_of}]' in text


def test_git_knows_the_new_name(site: Path) -> None:
    repository(site)
    edited(site, "rename", OVER_ID, NEW_ID, record_id=NEW_ID)
    status = git(site, "status", "--short", "--untracked-files=all")
    assert f"R  incidents/2026/{OVER_ID}/graph.png -> incidents/2026/{NEW_ID}/graph.png" in status
    assert f"RM incidents/2026/{OVER_ID}.yml -> incidents/2026/{NEW_ID}.yml" in status


def test_a_record_can_get_its_former_id_back(site: Path) -> None:
    repository(site)
    before = files(site)
    edited(site, "rename", OVER_ID, NEW_ID, record_id=NEW_ID)
    edited(site, "rename", NEW_ID, OVER_ID, record_id=OVER_ID)
    assert files(site) == before
    edited(site, "rename", OVER_ID, NEW_ID, record_id=NEW_ID)
    commit(site)
    text = edited(site, "rename", NEW_ID, OVER_ID, record_id=OVER_ID)
    assert f"aliases: [{NEW_ID}]" in text


def test_an_id_is_proposed_in_the_spelling_of_the_language(site: Path) -> None:
    result = edit(site, "rename", OVER_ID, "Störung")
    assert result.output.rstrip().endswith("-storung")
    file = record_file(site, OVER_ID)
    file.write_text(f"language: de\n{file.read_text(encoding='utf-8')}", encoding="utf-8")
    result = edit(site, "rename", OVER_ID, "Störung")
    assert result.output.rstrip().endswith("-stoerung")
    result = edit(site, "split", OVER_ID, "--title", "Größere Störung", "--window", "1", "--dry-run")
    assert "-groessere-stoerung.yml" in result.output


def test_a_record_moves_to_the_folder_of_another_year(site: Path) -> None:
    result = edit(site, "rename", OVER_ID, "2025-11-18-api-is-down")
    assert result.exit_code == 0
    assert (site / "incidents/2025/2025-11-18-api-is-down/graph.png").is_file()


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("nothing", NEW_ID), "no record has `nothing` in its id"),
        ((OVER_ID, "API is down"), f"with hyphens; write {NEW_ID}"),
        ((OVER_ID, "2026-11-31-api"), "cannot be an id"),
        ((OVER_ID, OVER_ID), "is already the id of the record"),
        ((OVER_ID, OTHER_ID), f"incidents/2026/{OTHER_ID}.yml already has this id"),
        ((OVER_ID, "2026-11-01-once"), f"is a former id of incidents/2026/{OTHER_ID}.yml"),
        ((OVER_ID, "../../x"), "cannot be an id"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_written(
    site: Path, words: tuple[str, ...], message: str
) -> None:
    file = record_file(site, OTHER_ID)
    file.write_text(f"aliases: [2026-11-01-once]\n{OTHER}", encoding="utf-8")
    before = files(site)
    result = edit(site, "rename", *words)
    assert result.exit_code == 2, result.output
    assert message in " ".join(result.output.split())
    assert files(site) == before


@pytest.mark.parametrize("problem", ["conflict", "read-only", "in the way", "link"])
@pytest.mark.parametrize("in_git", [False, True])
def test_one_file_that_cannot_be_written_stops_all(site: Path, problem: str, in_git: bool) -> None:
    other = record_file(site, OTHER_ID)
    if in_git:
        repository(site)
    if problem == "conflict":
        other.write_text(f"<<<<<<< HEAD\n{OTHER}", encoding="utf-8")
    elif problem == "read-only":
        other.chmod(stat.S_IRUSR)
    elif problem == "in the way":
        record_file(site, NEW_ID).with_suffix("").mkdir()
    else:
        os.rename(other, site / "other.yml")
        other.symlink_to(site / "other.yml")
    before = files(site)
    result = edit(site, "rename", OVER_ID, NEW_ID)
    assert result.exit_code == 2, result.output
    assert files(site) == before
    assert not in_git or "R" not in git(site, "status", "--short")


@pytest.mark.parametrize("in_git", [False, True])
def test_a_failure_in_between_puts_everything_back(
    site: Path, in_git: bool, monkeypatch: pytest.MonkeyPatch
) -> None:
    if in_git:
        repository(site)
    before = files(site)

    def full_disk(path: Path, old: bytes, new: bytes) -> None:
        if path.name == f"{OTHER_ID}.yml":
            raise OSError(28, "No space left on device")
        rewrite(path, old, new)

    monkeypatch.setattr("afterword.app.edit_files.rewrite", full_disk)
    result = edit(site, "rename", OVER_ID, NEW_ID)
    assert result.exit_code == 2
    assert f"nothing was changed: incidents/2026/{OTHER_ID}.yml: No space left on device" in result.output
    assert files(site) == before
    assert not in_git or not git(site, "status", "--short")


def test_the_comment_above_a_record_names_its_new_id(site: Path) -> None:
    record_file(site, OVER_ID).write_text(f"# Ours.\n# {OVER_ID}: incident.\n{OVER}", encoding="utf-8")
    text = edited(site, "rename", OVER_ID, NEW_ID, record_id=NEW_ID)
    assert text.startswith(f"# Ours.\n# {NEW_ID}: incident.\ntitle:")
