"""Rules that judge a change find the earlier version in every kind of repository, with a cache and without one."""

from __future__ import annotations

import json
import shutil
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from afterword.app import changed_records
from afterword.cli import cli
from afterword.records.decode import Decoded, decode_record
from afterword.records.record import Record
from afterword.records.site import Site
from tests.checks.changing import RULES_OF_CHANGES
from tests.repositories import commit, git, repository
from tests.sites import SMALL_SITE, SMALLEST_ID, SMALLEST_RECORD, write_site

RECORD = f"incidents/2026/{SMALLEST_ID}.yml"
OTHER = "incidents/2026/2026-11-21-api-is-slow.yml"
OTHER_TEXT = SMALLEST_RECORD.replace("2026-11-20", "2026-11-21").replace(
    "component: search", "component: api"
)
LONG_AGO = "incidents/2025/2025-11-20-search-is-slow.yml"
SITE = SMALL_SITE.replace("look_back: 1 min, ", "")


def new_site(folder: Path) -> Path:
    return write_site(folder, {SMALLEST_ID: SMALLEST_RECORD, Path(OTHER).stem: OTHER_TEXT}, SITE)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a committed site, in a folder of its repository with blanks in its name."""
    folder = new_site(tmp_path / "my repo" / "status pages")
    repository(tmp_path / "my repo")
    return folder


def reword(site: Path, file: str = RECORD) -> None:
    text = (site / file).read_text("utf-8")
    changed = text.replace("Searches take several seconds.", "A few searches take a moment longer.")
    assert text != changed
    (site / file).write_text(changed, encoding="utf-8")


def run(site: Path, *words: str) -> Result:
    result = CliRunner().invoke(cli, ["check", "--root", str(site), "--now", "2026-11-23 12:00", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def found(site: Path, *words: str) -> list[tuple[str, str]]:
    """Return the rules and files of what is found in a change: the same with a cache and without one."""
    shutil.rmtree(site / ".cache", ignore_errors=True)
    cold, warm = (run(site, "--format", "json", *words) for _ in range(2))
    assert cold.stdout == warm.stdout
    findings = json.loads(cold.stdout)["findings"]
    return [(each["rule"], each["file"]) for each in findings if each["rule"] in RULES_OF_CHANGES]


REWORDED = [("changed-update", RECORD)]


def test_changes_that_are_not_committed_count(site: Path) -> None:
    assert found(site) == []
    reword(site)
    assert found(site) == found(site, "--since", "main") == REWORDED
    git(site, "add", "-A", ".")
    assert found(site) == REWORDED
    commit(site)
    assert found(site) == REWORDED, "on the main branch, the last commit"
    commit(site)
    assert found(site) == []


def test_on_the_main_branch_changes_that_are_not_committed_are_compared_with_the_last_commit(
    site: Path,
) -> None:
    new = (site / OTHER).read_text("utf-8").replace("take several", "take ten")
    (site / OTHER).write_text(new, encoding="utf-8")
    commit(site)
    assert found(site) == [("changed-update", OTHER)]
    reword(site)
    assert found(site) == REWORDED


def test_a_version_whose_windows_cannot_be_counted_is_not_compared(site: Path) -> None:
    text = (site / RECORD).read_text("utf-8")
    (site / RECORD).write_text(text.replace("level: degraded", "level: slowly"), encoding="utf-8")
    commit(site)
    (site / RECORD).write_text(text, encoding="utf-8")
    assert found(site) == []


def test_without_a_remote_the_local_main_branch_counts(site: Path) -> None:
    git(site, "checkout", "-q", "-b", "topic")
    reword(site)
    commit(site)
    commit(site)
    assert found(site) == REWORDED


def test_on_a_branch_only_its_own_changes_count(site: Path) -> None:
    git(site, "checkout", "-q", "-b", "topic")
    reword(site)
    commit(site)
    commit(site)
    git(site, "checkout", "-q", "main")
    reword(site, OTHER)
    commit(site)
    git(site, "checkout", "-q", "topic")
    assert found(site, "--since", "main") == REWORDED
    git(site, "checkout", "-q", "--detach")
    assert found(site, "--since", "main") == REWORDED


def test_since_the_index(site: Path) -> None:
    reword(site)
    git(site, "add", "-A", ".")
    reword(site, OTHER)
    assert found(site, "--since", "index") == [("changed-update", OTHER)]
    assert len(found(site, "--since", "HEAD")) == 2


def test_since_a_folder(site: Path, tmp_path: Path) -> None:
    reword(site)
    before = new_site(tmp_path / "before")
    assert found(site, "--since", str(before)) == REWORDED
    assert found(site, "--since", str(site)) == []
    message = run(site, "--since", str(before)).output
    assert "changed-update" in message


def test_a_folder_needs_no_repository(tmp_path: Path) -> None:
    before, after = new_site(tmp_path / "before"), new_site(tmp_path / "after")
    reword(after)
    (after / OTHER).unlink()
    assert found(after) == []
    assert found(after, "--since", str(before)) == [("changed-update", RECORD), ("lost-address", OTHER)]


def test_the_report_says_with_what_it_was_compared(site: Path) -> None:
    reword(site)
    for ref, name in (("HEAD", git(site, "rev-parse", "HEAD")), ("index", "")):
        base = json.loads(run(site, "--since", ref, "--format", "json").stdout)["base"]
        assert (base["ref"], base["commit"]) == (ref, name)


def test_a_shallow_clone(site: Path, tmp_path: Path) -> None:
    reword(site)
    commit(site)
    commit(site)
    top = Path(git(site, "rev-parse", "--show-toplevel"))
    for depth in (1, 2):
        git(tmp_path, "clone", "-q", f"--depth={depth}", top.as_uri(), f"depth {depth}")
        clone = tmp_path / f"depth {depth}" / "status pages"
        assert found(clone) == []
        refused = run(clone, "--since", "v1.0.0")
        assert (refused.exit_code, "git fetch --unshallow" in refused.output) == (2, True)
        reword(clone, OTHER)
        assert found(clone) == [("changed-update", OTHER)]


def test_before_the_first_commit(tmp_path: Path) -> None:
    site = new_site(tmp_path / "site")
    git(site, "init", "-q")
    assert found(site) == []
    git(site, "add", "-A")
    reword(site)
    assert found(site, "--since", "index") == [("changed-update", RECORD)]
    refused = run(site, "--since", "HEAD")
    assert (refused.exit_code, "has no commit yet" in refused.output) == (2, True)


def test_a_submodule_and_a_linked_worktree(site: Path, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    outer.mkdir()
    repository(outer)
    git(outer, "submodule", "add", "-q", str(tmp_path / "my repo"), "inner one")
    commit(outer)
    inside = outer / "inner one" / "status pages"
    git(site, "worktree", "add", "-q", "-b", "topic", str(tmp_path / "linked tree"))
    linked = tmp_path / "linked tree" / "status pages"
    for each in (inside, linked):
        assert found(each) == []
        reword(each)
        assert found(each) == REWORDED
    assert found(site) == []


def test_a_sparse_checkout(site: Path) -> None:
    (site / LONG_AGO).parent.mkdir()
    (site / LONG_AGO).write_text(SMALLEST_RECORD.replace("2026", "2025"), encoding="utf-8")
    commit(site)
    git(site.parent, "sparse-checkout", "set", "--no-cone", "/*", "!/status pages/incidents/2025/")
    assert not (site / LONG_AGO).exists()
    commit(site)
    reword(site)
    assert found(site) == REWORDED


def test_what_is_unchanged_is_not_read(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    reword(site)
    read: list[str] = []

    def noted(path: str, data: bytes, site: Site) -> Decoded[Record]:
        read.append(path)
        return decode_record(path, data, site)

    monkeypatch.setattr(changed_records, "decode_record", noted)
    assert found(site) == REWORDED
    assert set(read) == {RECORD}
