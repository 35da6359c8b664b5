"""Versions of a site: a commit, the index, the working tree or a folder; what is in each, and what differs."""

from __future__ import annotations

import os
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from afterword.app.errors import UserError
from afterword.records.error_messages import nearest
from afterword.source.files import CONFIG_FILE, RECORDS_FOLDER, SITE_FILE, TEMPLATES_FOLDER, read_source
from afterword.source.git_history import GitError, git, read_objects, run_git

SITE_PATHS = (SITE_FILE, CONFIG_FILE, RECORDS_FOLDER, TEMPLATES_FOLDER)
"""What a site is made from. Paths are relative to its folder, with forward slashes."""
_MAIN_BRANCHES = ("origin/HEAD", "origin/main", "origin/master")
_DIFF = (
    "diff",
    "--no-ext-diff",
    "--no-renames",
    "--ignore-submodules=all",
    "--relative",
    "--name-only",
    "-z",
)
_RECORD_ENDINGS = (".yml", ".yaml")


class SiteVersion(Protocol):
    """A version of a site, to read its files from."""

    @property
    def root(self) -> Path:
        """The folder of the site, in the version that is on disk."""

    def read(self, path: str) -> bytes | None:
        """Return the content of a file, or None if there is none that can be read."""

    def read_all(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Return the content of those files that can be read."""

    def paths(self) -> frozenset[str]:
        """Return the paths of all files."""

    def changed_paths(self, other: SiteVersion) -> frozenset[str]:
        """Return the paths of the files that only one of two versions has, or that differ between them."""


@dataclass(frozen=True, slots=True)
class Commit:
    """The site in a commit, given by its full name."""

    root: Path
    commit: str

    def read(self, path: str) -> bytes | None:
        """Return the content of a file, or None if there is none that can be read."""
        return self.read_all((path,)).get(path)

    def read_all(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Return the content of those files that can be read, all with one call of git."""
        return _read_objects(self.root, f"{self.commit}:./", paths)

    def paths(self) -> frozenset[str]:
        """Return the paths of all files."""
        listed = _git(self.root, "ls-tree", "-r", "-z", "--name-only", self.commit, "--", *SITE_PATHS)
        return _split(listed)

    def changed_paths(self, other: SiteVersion) -> frozenset[str]:
        """Return the paths of the files that only one of two versions has, or that differ between them."""
        if isinstance(other, Commit) and other.root == self.root:
            return _split(_git(self.root, *_DIFF, self.commit, other.commit, "--", *SITE_PATHS))
        if isinstance(other, Index) and other.root == self.root:
            return _split(_git(self.root, *_DIFF, "--cached", self.commit, "--", *SITE_PATHS))
        if isinstance(other, WorkingTree) and other.root == self.root:
            changed = _split(_git(self.root, *_DIFF, self.commit, "--", *SITE_PATHS))
            return changed | _untracked(self.root)
        return _compared(self, other)


@dataclass(frozen=True, slots=True)
class Index:
    """The site as it would be committed now."""

    root: Path

    def read(self, path: str) -> bytes | None:
        """Return the content of a file, or None if there is none that can be read."""
        return self.read_all((path,)).get(path)

    def read_all(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Return the content of those files that can be read, all with one call of git."""
        return _read_objects(self.root, ":./", paths)

    def paths(self) -> frozenset[str]:
        """Return the paths of all files."""
        return _split(_git(self.root, "ls-files", "-z", "--cached", "--", *SITE_PATHS))

    def changed_paths(self, other: SiteVersion) -> frozenset[str]:
        """Return the paths of the files that only one of two versions has, or that differ between them."""
        if isinstance(other, WorkingTree) and other.root == self.root:
            return _split(_git(self.root, *_DIFF, "--", *SITE_PATHS)) | _untracked(self.root)
        return other.changed_paths(self) if isinstance(other, Commit) else _compared(self, other)


@dataclass(frozen=True, slots=True)
class Folder:
    """The site in a folder, whether or not it is in a repository."""

    root: Path

    def read(self, path: str) -> bytes | None:
        """Return the content of a file, or None if there is none that can be read."""
        source = read_source(self.root, path) if os.path.lexists(self.root / path) else None
        return source if isinstance(source, bytes) else None

    def read_all(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Return the content of those files that can be read."""
        return {path: data for path in paths if (data := self.read(path)) is not None}

    def paths(self) -> frozenset[str]:
        """Return the paths of all files."""
        found = {path for path in SITE_PATHS if (self.root / path).is_file()}
        for folder in (RECORDS_FOLDER, TEMPLATES_FOLDER):
            for parent, _, names in os.walk(self.root / folder):
                found.update(Path(parent, name).relative_to(self.root).as_posix() for name in names)
        return frozenset(found)

    def changed_paths(self, other: SiteVersion) -> frozenset[str]:
        """Return the paths of the files that only one of two versions has, or that differ between them."""
        return _compared(self, other)


@dataclass(frozen=True, slots=True)
class WorkingTree(Folder):
    """The site as it is on disk, in a repository. A sparse checkout has the rest of its files in the index."""

    def read(self, path: str) -> bytes | None:
        """Return the content of a file, or None if there is none that can be read."""
        return self.read_all((path,)).get(path)

    def read_all(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Return the content of those files that can be read."""
        wanted = frozenset(paths)
        found = Folder(self.root).read_all(wanted)
        missing = wanted - found.keys()
        return found | Index(self.root).read_all(missing & _left_out(self.root)) if missing else found

    def paths(self) -> frozenset[str]:
        """Return the paths of all files."""
        return Folder(self.root).paths() | _left_out(self.root)

    def changed_paths(self, other: SiteVersion) -> frozenset[str]:
        """Return the paths of the files that only one of two versions has, or that differ between them."""
        if isinstance(other, Commit | Index):
            return other.changed_paths(self)
        return _compared(self, other)


def is_record(path: str) -> bool:
    """Return whether a path is that of a record."""
    hidden = any(part.startswith(".") for part in path.split("/"))
    return path.startswith(f"{RECORDS_FOLDER}/") and path.endswith(_RECORD_ENDINGS) and not hidden


def commit_at(root: Path, ref: str) -> Commit:
    """Return the site at a branch, tag or commit. Raises UserError if git cannot find it."""
    shallow = _shallow(root, ref)
    if not _commit(root, "HEAD"):
        raise UserError(f"the repository has no commit yet, so there is no `{ref}` to compare with")
    found = None if ref.startswith("-") else _commit(root, ref)
    if found is None:
        raise UserError(f"git finds no commit `{ref}` here; {_where_to_find(root, ref, shallow=shallow)}")
    return Commit(root, found)


def merge_base(root: Path, ref: str) -> Commit:
    """Return the site where the current branch and `ref` divided. Raises UserError if git cannot tell."""
    other = commit_at(root, ref)
    base = _line(root, "merge-base", "HEAD", other.commit)
    if base:
        return Commit(root, base)
    if _shallow(root, ref):
        raise UserError(
            f"git cannot tell where `{ref}` and this branch divided, because this clone has no older commits; fetch "
            "them with `git fetch --unshallow` (GitHub: `fetch-depth: 0` for actions/checkout; GitLab: `GIT_DEPTH: 0`)"
        )
    raise UserError(f"`{ref}` and this branch have no commit in common, so there is nothing to compare with")


def published_base(root: Path) -> Commit | None:
    """Return the version of the site that readers have seen last, as far as git can tell, or None.

    On a branch, that is where it left the main branch; on the main branch itself, and in a repository that was cloned
    from nowhere, the commit before. Changes that are not committed count.
    """
    head = _commit(root, "HEAD")
    if not head:
        return None
    bases = (_line(root, "merge-base", "HEAD", branch) for branch in _MAIN_BRANCHES)
    base = next((each for each in bases if each and each != head), None)
    return Commit(root, base or _commit(root, "HEAD~1") or head)


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
            "git does not read this repository, because it belongs to another user; "
            f"if you trust it, run `git config --global --add safe.directory {_top(root)}`"
        )
    if "not a git repository" in text:
        raise UserError(f"{root} is in no git repository, so there is no `{ref}` to compare with")
    raise UserError(f"git cannot read the repository: {text.splitlines()[0]}")


def _top(root: Path) -> Path:
    folders = (root, *root.parents)
    return next((folder for folder in folders if (folder / ".git").exists()), root)


def _where_to_find(root: Path, ref: str, *, shallow: bool) -> str:
    """Return what to do about a name that git does not know."""
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


def _git(root: Path, *arguments: str) -> bytes:
    try:
        return run_git(root, *arguments)
    except GitError as error:
        raise UserError(f"git cannot compare the versions: {str(error) or 'it is not installed'}") from None


def _split(printed: bytes) -> frozenset[str]:
    return frozenset(filter(None, os.fsdecode(printed).split("\0")))


def _untracked(root: Path) -> frozenset[str]:
    """Return the files that git does not know, ignored ones included: a check reads them too."""
    return _split(_git(root, "ls-files", "-z", "--others", "--", *SITE_PATHS))


def _left_out(root: Path) -> frozenset[str]:
    """Return the files that a sparse checkout does not have on disk."""
    listed = git(root, "ls-files", "-t", "-z", "--", *SITE_PATHS) or b""
    return frozenset(each[2:] for each in _split(listed) if each.startswith("S "))


def _read_objects(root: Path, before: str, paths: Iterable[str]) -> dict[str, bytes]:
    wanted = list(paths)
    contents = read_objects(root, [f"{before}{path}" for path in wanted])
    return {path: data for path, data in zip(wanted, contents, strict=True) if data is not None}


def _compared(one: SiteVersion, other: SiteVersion) -> frozenset[str]:
    """Compare two versions file by file."""
    names, others = one.paths(), other.paths()
    both = names & others
    before, after = one.read_all(both), other.read_all(both)
    return (names ^ others) | {path for path in both if before.get(path) != after.get(path)}
