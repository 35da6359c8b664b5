"""Versions of a site are read with git as people use it; what git cannot do is said clearly."""

from __future__ import annotations

import shutil
import subprocess
from pathlib import Path

import pytest

from afterword.app.errors import UserError
from afterword.app.versions import (
    INDEX,
    Folder,
    changed_paths,
    published_version,
    version,
    working_tree,
)
from tests.sites import SMALLEST_ID, write_site

OTHER_ID = "2026-11-21-search-is-slow"
RECORD = f"incidents/2026/{SMALLEST_ID}.yml"
OTHER = f"incidents/2026/{OTHER_ID}.yml"
TITLE = "title: {}\nsummary: Searches took several seconds.\n"


def git(folder: Path, *arguments: str) -> str:
    done = subprocess.run(
        ("git", "-c", "user.name=A", "-c", "user.email=a@example.com", "-C", str(folder), *arguments),
        check=True,
        capture_output=True,
        text=True,
    )
    return done.stdout.strip()


@pytest.fixture(params=["site", "a site", "sub/folder"])
def site(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Return a site with one commit; also in a folder with a blank, and below the repository's folder."""
    repository = tmp_path / "repository"
    folder: Path = repository / request.param
    write_site(folder, {SMALLEST_ID: TITLE.format("One")})
    git(tmp_path, "init", "-q", "-b", "main", str(repository))
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "one")
    return folder


def write(site: Path, path: str, title: str) -> None:
    (site / path).write_text(TITLE.format(title), encoding="utf-8")


def test_the_working_tree_differs_in_what_is_changed_new_or_gone(site: Path) -> None:
    assert changed_paths(version(site, "HEAD"), working_tree(site)) == frozenset()
    write(site, RECORD, "Two")
    write(site, OTHER, "Other")
    (site / "incidents" / "2026" / "notes.txt").write_text("not a record")
    assert changed_paths(version(site, "HEAD"), working_tree(site)) == {RECORD, OTHER}
    (site / RECORD).unlink()
    assert changed_paths(working_tree(site), version(site, "HEAD")) == {RECORD, OTHER}


def test_a_file_that_git_ignores_is_part_of_the_site_like_any_other(site: Path) -> None:
    (site / ".gitignore").write_text("*-21-*.yml\n")
    write(site, OTHER, "Other")
    assert changed_paths(version(site, "HEAD"), working_tree(site)) == {OTHER}


def test_the_index_is_what_the_next_commit_will_have(site: Path) -> None:
    write(site, RECORD, "Two")
    git(site, "add", "-A")
    write(site, RECORD, "Three")
    index = version(site, INDEX)
    assert b"Two" in index.read([RECORD])[RECORD]
    assert changed_paths(version(site, "HEAD"), index) == {RECORD}
    assert changed_paths(index, working_tree(site)) == {RECORD}
    git(site, "reset", "-q", "--hard")
    assert changed_paths(version(site, "HEAD"), version(site, INDEX)) == frozenset()


def test_two_commits(site: Path) -> None:
    write(site, RECORD, "Two")
    git(site, "commit", "-qam", "two")
    before, after = version(site, "HEAD~1"), version(site, "main")
    assert changed_paths(before, after) == {RECORD}
    assert before.read([RECORD, OTHER]) == {RECORD: TITLE.format("One").encode()}
    assert after.name.startswith("main (")


def test_two_folders_need_no_git(site: Path, tmp_path: Path) -> None:
    copy = tmp_path / "copy"
    shutil.copytree(site, copy)
    write(copy, OTHER, "Other")
    before, after = version(site, str(site)), version(site, str(copy))
    assert isinstance(before, Folder)
    assert changed_paths(before, after) == {OTHER}


class TestWhatReadersSawLast:
    def test_on_a_branch_is_where_it_left_the_main_branch(self, site: Path, tmp_path: Path) -> None:
        clone = tmp_path / "clone"
        git(tmp_path, "clone", "-q", str(tmp_path / "repository"), str(clone))
        inside = clone / site.relative_to(tmp_path / "repository")
        git(clone, "checkout", "-q", "-b", "change")
        write(inside, OTHER, "Other")
        git(clone, "add", "-A")
        git(clone, "commit", "-qm", "two")
        write(inside, RECORD, "Two")
        base = published_version(inside)
        assert base.name == git(site, "rev-parse", "HEAD")[:10]
        assert changed_paths(base, working_tree(inside)) == {RECORD, OTHER}

    def test_on_the_main_branch_is_the_last_commit_or_the_one_before(self, site: Path) -> None:
        write(site, RECORD, "Two")
        git(site, "commit", "-qam", "two")
        assert published_version(site).name == git(site, "rev-parse", "HEAD~1")[:10]
        write(site, RECORD, "Three")
        assert published_version(site).name == git(site, "rev-parse", "HEAD")[:10]

    def test_does_not_exist_before_the_first_commit(self, tmp_path: Path) -> None:
        site = write_site(tmp_path / "site", {SMALLEST_ID: TITLE.format("One")})
        git(tmp_path, "init", "-q", str(site))
        with pytest.raises(UserError, match="no commit yet"):
            published_version(site)

    def test_needs_a_repository(self, tmp_path: Path) -> None:
        site = write_site(tmp_path / "site", {SMALLEST_ID: TITLE.format("One")})
        with pytest.raises(UserError, match="not in a git repository; name two folders"):
            published_version(site)


def test_a_detached_head_and_another_worktree(site: Path, tmp_path: Path) -> None:
    git(site, "checkout", "-q", "--detach")
    other = tmp_path / "worktree"
    git(site, "worktree", "add", "-q", str(other), "main")
    inside = other / site.relative_to(tmp_path / "repository")
    write(inside, RECORD, "Two")
    assert changed_paths(version(inside, "HEAD"), working_tree(inside)) == {RECORD}
    assert changed_paths(version(site, "HEAD"), working_tree(site)) == frozenset()


def test_a_submodule(site: Path, tmp_path: Path) -> None:
    outer = tmp_path / "outer"
    git(tmp_path, "init", "-q", str(outer))
    repository = tmp_path / "repository"
    git(outer, "-c", "protocol.file.allow=always", "submodule", "--quiet", "add", str(repository), "status")
    inside = outer / "status" / site.relative_to(repository)
    write(inside, RECORD, "Two")
    assert changed_paths(version(inside, "HEAD"), working_tree(inside)) == {RECORD}


def test_a_sparse_checkout_differs_in_nothing_that_was_not_touched(site: Path) -> None:
    write(site, OTHER, "Other")
    git(site, "add", "-A")
    git(site, "commit", "-qm", "two")
    git(site, "config", "core.sparseCheckout", "true")
    (Path(git(site, "rev-parse", "--absolute-git-dir")) / "info").mkdir(exist_ok=True)
    (Path(git(site, "rev-parse", "--absolute-git-dir")) / "info" / "sparse-checkout").write_text(
        f"/*\n!{OTHER_ID}.yml\n"
    )
    git(site, "read-tree", "-mu", "HEAD")
    assert not (site / OTHER).exists()
    assert changed_paths(version(site, "HEAD"), working_tree(site)) == frozenset()


def test_a_shallow_clone_says_how_to_get_the_rest(site: Path, tmp_path: Path) -> None:
    first = git(site, "rev-parse", "HEAD")
    write(site, RECORD, "Two")
    git(site, "commit", "-qam", "two")
    clone = tmp_path / "clone"
    repository = (tmp_path / "repository").as_uri()
    git(tmp_path, "clone", "-q", "--depth", "1", repository, str(clone))
    inside = clone / site.relative_to(tmp_path / "repository")
    with pytest.raises(UserError, match="neither a commit, a branch nor a folder; this clone is shallow"):
        version(inside, first)


@pytest.mark.parametrize("typed", ["nowhere", "--upload-pack=touch", "HEAD:status.yml", ""])
def test_a_version_that_does_not_exist(site: Path, typed: str) -> None:
    with pytest.raises(UserError, match="is neither a commit, a branch nor a folder"):
        version(site, typed)


def test_git_may_be_missing(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PATH", "/nowhere")
    with pytest.raises(UserError, match="git is not installed"):
        version(site, "HEAD")
