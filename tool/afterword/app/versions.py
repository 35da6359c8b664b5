"""Versions of a site: a commit, the index, the working tree or a folder; what is in each, and what differs."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from afterword.app.errors import UserError
from afterword.source.files import CONFIG_FILES, RECORDS_FOLDER, SITE_FILE, TEMPLATES_FOLDER, read_source
from afterword.source.git_history import GitError, git, read_objects, run_git, run_git_twice

SITE_PATHS = (SITE_FILE, *CONFIG_FILES, RECORDS_FOLDER, TEMPLATES_FOLDER)
"""What a site is made from. Paths are relative to its folder, with forward slashes."""
_DIFF = (
    "diff",
    "--no-ext-diff",
    "--no-renames",
    "--ignore-submodules=none",
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
            return _unstaged(self.root, self.commit)
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
            return _unstaged(self.root)
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
        single = frozenset(path for path in SITE_PATHS if (self.root / path).is_file())
        return single.union(
            *(_files_below(self.root, folder) for folder in (RECORDS_FOLDER, TEMPLATES_FOLDER))
        )

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


def _git(root: Path, *arguments: str) -> bytes:
    with _git_errors():
        return run_git(root, *arguments)


@contextmanager
def _git_errors() -> Iterator[None]:
    try:
        yield
    except GitError as error:
        raise UserError(f"git cannot compare the versions: {str(error) or 'it is not installed'}") from None


def _split(printed: bytes) -> frozenset[str]:
    return frozenset(filter(None, os.fsdecode(printed).split("\0")))


def _unstaged(root: Path, *commit: str) -> frozenset[str]:
    """Return the files that differ from a commit, or else from the index.

    Those that git does not know are among them, ignored ones included: a check reads them too.

    Of a repository inside the site, such as a submodule with the records, git names only the folder; all its files may
    have changed.
    """
    differing = (*_DIFF, *commit, "--", *SITE_PATHS)
    unknown = ("ls-files", "-z", "--others", "--", *SITE_PATHS)
    with _git_errors():
        named = frozenset[str]().union(*map(_split, run_git_twice(root, differing, unknown)))
    folders = {path for path in named if (root / path).is_dir()}
    return (named - folders).union(*(_files_below(root, folder) for folder in folders))


def _files_below(root: Path, folder: str) -> frozenset[str]:
    below = (Path(parent, name) for parent, _, names in os.walk(root / folder) for name in names)
    return frozenset(path.relative_to(root).as_posix() for path in below)


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
