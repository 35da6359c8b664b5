"""Finds the version of a site that a name means, and says what to do if git cannot find it."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from typing import NamedTuple

from afterword.app.errors import UserError
from afterword.app.read_site import site_root
from afterword.app.versions import Commit, Folder, Index, SiteVersion
from afterword.records.error_messages import nearest
from afterword.source.git_history import COMMIT_LENGTH, GitError, git, run_git

INDEX = "index"
"""What people type for what the next commit will have."""
_MAIN_BRANCHES = ("origin/HEAD", "origin/main", "origin/master")
_LOCAL_MAIN_BRANCHES = ("main", "master")
"""They count in a repository without those of a remote one."""


class NamedVersion(NamedTuple):
    """A version, with its name for readers."""

    version: SiteVersion
    name: str


def named_version(root: Path, typed: str) -> NamedVersion:
    """Return the version that people mean by a commit, a branch, `index` or a folder.

    Raises UserError if there is none.
    """
    other = _not_a_commit(root, typed)
    if other:
        return other
    found = commit_at(root, typed)
    short = found.commit[:COMMIT_LENGTH]
    return NamedVersion(found, short if found.commit.startswith(typed) else f"{typed} ({short})")


def base_of_changes(root: Path, typed: str) -> NamedVersion:
    """Return the version with which people want to compare: `index`, a folder, or where the branch left a commit.

    Raises UserError if there is none.
    """
    return _not_a_commit(root, typed) or named_commit(merge_base(root, typed))


def named_commit(commit: Commit) -> NamedVersion:
    """Return a commit with the beginning of its name."""
    return NamedVersion(commit, commit.commit[:COMMIT_LENGTH])


def commit_at(root: Path, ref: str) -> Commit:
    """Return the site at a branch, tag or commit. Raises UserError if git cannot find it."""
    if not ref.strip():
        raise UserError(
            "the name of a version is empty; name a branch, a tag or a commit, such as `origin/main`"
        )
    found = None if ref.startswith("-") else _commit(root, ref)
    if found:
        return Commit(root, found)
    shallow = _shallow(root, ref)
    if not _commit(root, "HEAD"):
        raise UserError(f"the repository has no commit yet, so there is no `{ref}` to compare with")
    raise UserError(f"git finds no commit `{ref}` here; {_where_to_find(root, ref, shallow=shallow)}")


def merge_base(root: Path, ref: str) -> Commit:
    """Return the site where the current branch and `ref` diverged. Raises UserError if git cannot tell."""
    other = commit_at(root, ref)
    base = _line(root, "merge-base", "HEAD", other.commit)
    if base:
        return Commit(root, base)
    if _shallow(root, ref):
        raise UserError(
            f"git cannot tell where `{ref}` and this branch diverged, because this clone has no older commits; fetch "
            "them with `git fetch --unshallow` (GitHub: `fetch-depth: 0` for actions/checkout; GitLab: `GIT_DEPTH: 0`)"
        )
    raise UserError(f"`{ref}` and this branch have no commit in common, so there is nothing to compare with")


def published_base(root: Path) -> Commit | None:
    """Return the version of the site that readers have seen last, as far as git can tell, or None.

    On a branch, that is where it left the main branch; on the main branch itself, the commit before.
    """
    head = _commit(root, "HEAD")
    if not head:
        return None
    bases = _bases(root, _MAIN_BRANCHES) or _bases(root, _LOCAL_MAIN_BRANCHES)
    base = next((each for each in bases if each != head), None)
    return Commit(root, base or _commit(root, "HEAD~1") or head)


def public_commit(root: Path) -> Commit | None:
    """Return the last commit that readers may have seen: where the current branch and the main one diverged, or None.

    In a repository without a main branch, that is the last commit.
    """
    bases = _bases(root, _MAIN_BRANCHES) or _bases(root, _LOCAL_MAIN_BRANCHES)
    found = next(iter(bases), None) or _commit(root, "HEAD")
    return Commit(root, found) if found else None


def _bases(root: Path, branches: Iterable[str]) -> list[str]:
    """Return where the current branch left each of those branches that exist."""
    found = (_line(root, "merge-base", "HEAD", branch) for branch in branches)
    return [base for base in found if base]


def last_published(root: Path, files: SiteVersion) -> Commit | None:
    """Return the last version that readers have seen and that differs from the files, as far as git can tell.

    On a branch, that is where it left the main branch; on the main branch itself the last commit, or the one before if
    nothing has changed since.
    """
    head = _commit(root, "HEAD")
    base = published_base(root)
    if head is None or base is None or _commit(root, "HEAD~1") != base.commit:
        return base
    last = Commit(root, head)
    return last if last.changed_paths(files) else base


def _not_a_commit(root: Path, typed: str) -> NamedVersion | None:
    if typed == INDEX:
        return NamedVersion(Index(root), "the index")
    if typed and Path(typed).is_dir() and not is_commit(root, typed):
        return NamedVersion(Folder(site_root(Path(typed)).resolve()), typed)
    return None


def is_commit(root: Path, ref: str) -> bool:
    """Return whether git knows a commit, a branch or a tag by a name."""
    return not ref.startswith("-") and _commit(root, ref) is not None


def folder_in_repository(root: Path) -> str:
    """Return the path of a folder in its repository; empty for the repository itself, and without one."""
    return (_line(root, "rev-parse", "--show-prefix") or "").rstrip("/")


def _shallow(root: Path, ref: str) -> bool:
    """Return whether a clone lacks older commits. Raises UserError if a folder is in no repository that can be read."""
    try:
        return run_git(root, "rev-parse", "--is-shallow-repository").strip() == b"true"
    except GitError as error:
        text = str(error)
    if not text:
        raise UserError(f"git is not installed, and comparing with `{ref}` needs it")
    if "dubious ownership" in text:
        raise UserError(
            "git refuses to read this repository, because it belongs to another user; "
            f"if you trust it, run `git config --global --add safe.directory {_top(root)}`"
        )
    if "not a git repository" in text:
        raise UserError(f"{root} is not in a git repository, so there is no `{ref}` to compare with")
    raise UserError(f"git cannot read the repository: {text.splitlines()[0]}")


def _top(root: Path) -> Path:
    folders = (root, *root.parents)
    return next((folder for folder in folders if (folder / ".git").exists()), root)


def _where_to_find(root: Path, ref: str, *, shallow: bool) -> str:
    """Return what to do about a name that git does not know."""
    if ref.startswith(("/", "./", "../")):
        return "there is no such folder either"
    if ".." in ref:
        return "name one version, or two with a space between them, such as `afterword diff main HEAD`"
    remote, _, branch = ref.partition("/")
    remotes = (_line(root, "remote") or "").split()
    if branch and remote in remotes:
        return f"fetch it with `git fetch {remote} {branch}`"
    names = (_line(root, "for-each-ref", "--format=%(refname:short)") or "").split()
    if f"origin/{ref}" in names:
        return f"did you mean `origin/{ref}`?"
    meant = nearest(ref, names)
    if meant:
        return f"did you mean `{meant}`?"
    if shallow:
        return "this clone has no older commits; fetch them with `git fetch --unshallow`"
    return "name a branch, a tag or a commit, such as `origin/main`"


def _commit(root: Path, ref: str) -> str | None:
    return _line(root, "rev-parse", "--verify", "-q", f"{ref}^{{commit}}") or None


def _line(root: Path, *arguments: str) -> str | None:
    printed = git(root, *arguments)
    return None if printed is None else printed.decode("utf-8", "replace").strip("\n")
