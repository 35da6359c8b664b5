"""Asks git for an earlier version of a site; without git, or outside a repository, there is none."""

from __future__ import annotations

from pathlib import Path
from typing import NamedTuple

from afterword.source.git_history import COMMIT_LENGTH, git

_BRANCHES = ("origin/HEAD", "origin/main", "origin/master")


class EarlierVersion(NamedTuple):
    """An earlier commit, and what has become of its files since: paths are relative to the site."""

    commit: str
    deleted: tuple[str, ...]
    modified: tuple[str, ...]

    @property
    def short_commit(self) -> str:
        """The abbreviated id of the commit, as messages show it."""
        return self.commit[:COMMIT_LENGTH]


def earlier_version(root: Path, *paths: str) -> EarlierVersion | None:
    """Return the version of the site that readers have seen last, as far as git can tell, and what changed in `paths`.

    On a branch, that is where it left the main branch; on the main branch itself, and in a repository that was cloned
    from nowhere, the commit before. Changes that are not committed count. Returns None if git cannot tell.
    """
    base = main_branch_base(root)
    if base is None:
        return None
    if base == _git(root, "rev-parse", "--verify", "-q", "HEAD"):
        base = _git(root, "rev-parse", "--verify", "-q", "HEAD~1") or base
    changed = _git(
        root, "diff", "--no-ext-diff", "--no-renames", "--relative", "--name-status", "-z", base, "--", *paths
    )
    if changed is None:
        return None
    words = changed.split("\0")
    pairs = tuple(zip(words[::2], words[1::2], strict=False))
    return EarlierVersion(
        base,
        deleted=tuple(path for status, path in pairs if status == "D"),
        modified=tuple(path for status, path in pairs if status == "M"),
    )


def main_branch_base(root: Path) -> str | None:
    """Return the commit at which the present branch left the main branch: on the main branch, the last commit.

    None without git, outside a repository and before the first commit.
    """
    head = _git(root, "rev-parse", "--verify", "-q", "HEAD")
    if not head:
        return None
    bases = (_git(root, "merge-base", "HEAD", branch) for branch in _BRANCHES)
    return next((each for each in bases if each), head)


def earlier_text(root: Path, version: EarlierVersion, path: str) -> bytes | None:
    """Return a file as it was, or None if git cannot tell."""
    return git(root, "show", f"{version.commit}:./{path}")


def _git(root: Path, *arguments: str) -> str | None:
    """Return what git prints, without line breaks around it, or None if it fails or is not installed."""
    printed = git(root, *arguments)
    return None if printed is None else printed.decode("utf-8", "replace").strip("\n")
