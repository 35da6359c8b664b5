"""Versions of a site in git and on disk: what they contain, and what differs between any two of them."""

from __future__ import annotations

from itertools import combinations
from pathlib import Path

import pytest

from afterword.app.errors import UserError
from afterword.app.revisions import commit_at, folder_in_repository, merge_base, published_base
from afterword.app.versions import (
    Commit,
    Folder,
    Index,
    SiteVersion,
    WorkingTree,
)
from tests.repositories import commit, git, repository
from tests.sites import SMALLEST_ID, SMALLEST_RECORD, copy_of, write_site

RECORD = f"incidents/2026/{SMALLEST_ID}.yml"
OTHER = "incidents/2026/2026-11-21-an other ü.yml"
STAGED = "incidents/2026/2026-11-22-staged.yml"


@pytest.fixture(params=["", "a folder ü/status"])
def site(tmp_path: Path, request: pytest.FixtureRequest) -> Path:
    """Return a committed site: the repository itself, or a folder in it with blanks in its name."""
    folder = write_site(tmp_path / "repo" / str(request.param))
    repository(tmp_path / "repo")
    return folder


def versions(site: Path, tmp_path: Path) -> dict[str, SiteVersion]:
    """Return five versions: a commit, the next one, the index, the working tree, and a folder."""
    first = commit_at(site, "HEAD")
    (site / RECORD).write_text(SMALLEST_RECORD + "# committed\n", encoding="utf-8")
    (site / OTHER).write_text(SMALLEST_RECORD, encoding="utf-8")
    second = Commit(site, commit(site))
    (site / STAGED).write_text(SMALLEST_RECORD, encoding="utf-8")
    git(site, "add", "-A", ".")
    (site / RECORD).unlink()
    (site / "status.yml").write_text("page: {name: B}\n", encoding="utf-8")
    (site / "incidents" / "2026" / "untracked.png").write_bytes(b"\0")
    folder = Folder(copy_of(site, tmp_path / "copy"))
    return {
        "first": first,
        "second": second,
        "index": Index(site),
        "tree": WorkingTree(site),
        "folder": folder,
    }


def test_any_two_versions_tell_what_differs(site: Path, tmp_path: Path) -> None:
    every = versions(site, tmp_path)
    contents = {name: each.read_all(each.paths()) for name, each in every.items()}
    for one, other in combinations(every, 2):
        before, after = contents[one], contents[other]
        differing = {path for path in before.keys() | after.keys() if before.get(path) != after.get(path)}
        assert every[one].changed_paths(every[other]) == differing, (one, other)
        assert every[other].changed_paths(every[one]) == differing, (other, one)
    assert every["index"].changed_paths(every["tree"]) == {
        RECORD,
        "status.yml",
        "incidents/2026/untracked.png",
    }


def test_a_version_reads_files_as_they_were(site: Path, tmp_path: Path) -> None:
    every = versions(site, tmp_path)
    assert every["first"].read(RECORD) == SMALLEST_RECORD.encode()
    assert every["second"].read(OTHER) == SMALLEST_RECORD.encode()
    assert every["first"].read(OTHER) is None
    assert every["index"].read(STAGED) == SMALLEST_RECORD.encode()
    assert every["tree"].read(RECORD) is None
    assert every["tree"].read("incidents") is None
    assert every["first"].read("incidents/\n:/x") is None


def test_names_are_no_patterns(site: Path) -> None:
    (site / "incidents" / "2026" / "*.yml").write_text("x", encoding="utf-8")
    base = commit_at(site, "HEAD")
    assert base.changed_paths(WorkingTree(site)) == {"incidents/2026/*.yml"}
    assert base.read("incidents/2026/*.yml") is None


def test_a_site_knows_its_folder_in_the_repository(tmp_path: Path) -> None:
    folder = write_site(tmp_path / "a b" / "ü")
    assert folder_in_repository(folder) == ""
    repository(tmp_path)
    assert folder_in_repository(folder) == "a b/ü"
    assert folder_in_repository(tmp_path) == ""


def test_the_base_is_where_the_branches_diverged(site: Path) -> None:
    start = git(site, "rev-parse", "HEAD")
    git(site, "checkout", "-q", "-b", "topic")
    commit(site)
    git(site, "checkout", "-q", "main")
    commit(site)
    git(site, "checkout", "-q", "topic")
    assert merge_base(site, "main").commit == start
    assert merge_base(site, "HEAD").commit == git(site, "rev-parse", "HEAD")
    git(site, "checkout", "-q", "--detach")
    assert merge_base(site, "main").commit == start


def test_a_linked_worktree_is_a_repository_of_its_own(site: Path, tmp_path: Path) -> None:
    inside = folder_in_repository(site)
    git(site, "worktree", "add", "-q", "-b", "topic", str(tmp_path / "linked tree"))
    linked = tmp_path / "linked tree" / inside
    (linked / RECORD).write_text("x", encoding="utf-8")
    assert merge_base(linked, "main").changed_paths(WorkingTree(linked)) == {RECORD}
    assert merge_base(site, "main").changed_paths(WorkingTree(site)) == frozenset()


def test_a_submodule_is_compared_with_its_own_commits(tmp_path: Path) -> None:
    origin = repository(write_site(tmp_path / "records"))
    outer = tmp_path / "outer"
    outer.mkdir()
    repository(outer)
    git(outer, "submodule", "add", "-q", str(origin), "status site")
    commit(outer)
    site = outer / "status site"
    (site / RECORD).write_text("x", encoding="utf-8")
    assert merge_base(site, "main").changed_paths(WorkingTree(site)) == {RECORD}
    assert folder_in_repository(site) == ""


def test_records_in_a_submodule_count_as_changed_together(tmp_path: Path) -> None:
    records = write_site(tmp_path / "records")
    repository(records / "incidents")
    site = write_site(tmp_path / "site", {})
    repository(site)
    git(site, "submodule", "add", "-q", str(records / "incidents"), "incidents")
    commit(site)
    base = commit_at(site, "HEAD")
    assert base.changed_paths(WorkingTree(site)) == frozenset()
    (site / RECORD).write_text("x", encoding="utf-8")
    assert RECORD in base.changed_paths(WorkingTree(site))
    assert base.read(RECORD) is None


def test_what_a_sparse_checkout_leaves_out_is_not_gone(tmp_path: Path) -> None:
    site = write_site(tmp_path / "repo")
    (site / "incidents" / "2025").mkdir()
    earlier = "incidents/2025/2025-01-01-x.yml"
    (site / earlier).write_text(SMALLEST_RECORD, encoding="utf-8")
    first = Commit(site, git(repository(site), "rev-parse", "HEAD"))
    (site / earlier).write_text("changed", encoding="utf-8")
    commit(site)
    git(site, "sparse-checkout", "set", "--no-cone", "/*", "!/incidents/2025/")
    assert not (site / earlier).exists()
    tree = WorkingTree(site)
    assert commit_at(site, "HEAD").changed_paths(tree) == frozenset()
    assert first.changed_paths(tree) == {earlier}
    assert tree.read(earlier) == b"changed"
    assert earlier in tree.paths()


def test_in_a_hook_the_index_is_the_one_of_the_commit(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    top = Path(git(site, "rev-parse", "--show-toplevel"))
    (site / STAGED).write_text(SMALLEST_RECORD, encoding="utf-8")
    git(site, "add", "-A", ".")
    (top / ".git" / "index").rename(top / ".git" / "next-index")
    monkeypatch.chdir(top)
    monkeypatch.setenv("GIT_DIR", ".git")
    monkeypatch.setenv("GIT_INDEX_FILE", ".git/next-index")
    assert Index(site).read(STAGED) == SMALLEST_RECORD.encode()
    assert commit_at(site, "HEAD").changed_paths(Index(site)) == {STAGED}


def test_without_git_nothing_was_published_before(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = repository(write_site(tmp_path))
    assert published_base(site) is not None
    monkeypatch.setenv("PATH", "")
    assert published_base(site) is None
    assert folder_in_repository(site) == ""


def refused(site: Path, ref: str = "main") -> str:
    """Return why a site cannot be compared with a ref, in one line."""
    with pytest.raises(UserError) as error:
        merge_base(site, ref)
    message = str(error.value)
    assert "\n" not in message
    return message


def test_outside_of_a_repository(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    assert refused(site) == f"{site} is not in a git repository, so there is no `main` to compare with"


def test_before_the_first_commit(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    git(site, "init", "-q")
    assert refused(site) == "the repository has no commit yet, so there is no `main` to compare with"


def test_without_git(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = repository(write_site(tmp_path))
    monkeypatch.setenv("PATH", "")
    assert refused(site) == "git is not installed, and comparing with `main` needs it"


@pytest.mark.parametrize(
    ("ref", "hint"),
    [
        ("mian", "did you mean `main`?"),
        ("origin/main", "fetch it with `git fetch origin main`"),
        ("v1.0.0", "name a branch, a tag or a commit, such as `origin/main`"),
        ("--output=x", "name a branch, a tag or a commit, such as `origin/main`"),
        ("main:status.yml", "name a branch"),
        ("main..HEAD", "two with a space between them"),
    ],
)
def test_a_name_that_git_does_not_know(tmp_path: Path, ref: str, hint: str) -> None:
    site = repository(write_site(tmp_path / "repo"))
    git(site, "remote", "add", "origin", str(tmp_path))
    message = refused(site, ref)
    assert message.startswith(f"git finds no commit `{ref}` here; ")
    assert hint in message


def test_an_empty_name(tmp_path: Path) -> None:
    site = repository(write_site(tmp_path / "repo"))
    assert refused(site, "").startswith("the name of a version is empty; name a branch")


def test_a_clone_without_older_commits(tmp_path: Path) -> None:
    origin = repository(write_site(tmp_path / "origin"))
    git(origin, "checkout", "-q", "-b", "topic")
    commit(origin)
    git(origin, "checkout", "-q", "main")
    commit(origin)
    git(tmp_path, "clone", "-q", "--depth=1", "--no-single-branch", "-b", "topic", origin.as_uri(), "shallow")
    message = refused(tmp_path / "shallow", "origin/main")
    assert "git fetch --unshallow" in message
    assert "fetch-depth: 0" in message
    git(tmp_path / "shallow", "fetch", "-q", "--unshallow")
    assert merge_base(tmp_path / "shallow", "origin/main").commit == git(origin, "rev-parse", "main~1")


def test_branches_without_a_common_commit(site: Path) -> None:
    git(site, "checkout", "-q", "--orphan", "other")
    commit(site)
    assert (
        refused(site)
        == "`main` and this branch have no commit in common, so there is nothing to compare with"
    )


def test_a_repository_of_another_user(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = repository(write_site(tmp_path / "my site"))
    monkeypatch.setenv("GIT_TEST_ASSUME_DIFFERENT_OWNER", "1")
    assert f"git config --global --add safe.directory {site}" in refused(site)
