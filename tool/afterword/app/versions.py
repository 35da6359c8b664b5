"""Versions of a site (a commit, the index, the working tree, another folder), and the files in which they differ."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import TypeAlias

from afterword.app.errors import UserError
from afterword.app.git import main_branch_base
from afterword.app.read_site import site_root
from afterword.diagnostics import Diagnostic
from afterword.source.files import RECORDS_FOLDER, SITE_FILE, list_records, read_source
from afterword.source.git_history import git, in_repository, stored

INDEX = "index"
"""What people type for the index of git: what the next commit will have."""
_HEAD = "HEAD"
_ABBREVIATED = 10


@dataclass(frozen=True, slots=True)
class Folder:
    """The files of a folder, such as the working tree."""

    root: Path
    name: str

    def read(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Return the bytes of files; without those that do not exist or cannot be read."""
        sources = ((path, read_source(self.root, path)) for path in paths)
        return {path: source for path, source in sources if not isinstance(source, Diagnostic)}


@dataclass(frozen=True, slots=True)
class Stored:
    """The files that git has stored for a site: those of a commit, or those of the index if `commit` is empty."""

    root: Path
    commit: str
    name: str

    def read(self, paths: Iterable[str]) -> dict[str, bytes]:
        """Return the bytes of files; without those that do not exist."""
        names = tuple(paths)
        found = stored(self.root, (f"{self.commit}:./{name}" for name in names))
        return {name: data for name, data in zip(names, found, strict=False) if data is not None}


Version: TypeAlias = Folder | Stored


def version(root: Path, typed: str) -> Version:
    """Return the version of a site that people mean by a commit, a branch, `index` or a folder.

    Raises UserError if there is none.
    """
    if typed == INDEX:
        _require_repository(root)
        return Stored(root, "", "the index")
    commit = git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{typed}^{{commit}}")
    if commit is not None:
        return _stored(root, commit.decode().strip(), typed)
    if typed and Path(typed).is_dir():
        return Folder(site_root(Path(typed)), typed)
    _require_repository(root)
    raise UserError(_unknown(root, typed))


def working_tree(root: Path) -> Folder:
    """Return the files of a site as they are now."""
    return Folder(root, "the working tree")


def published_version(root: Path) -> Version:
    """Return the version that readers have seen last, as far as git can tell.

    On a branch, that is where it left the main branch; on the main branch itself the last commit, or the one before if
    nothing has changed since. Raises UserError if there is none.
    """
    _require_repository(root)
    base = main_branch_base(root)
    if base is None:
        raise UserError(
            "the repository has no commit yet, so there is nothing to compare with; name a folder instead"
        )
    found = _stored(root, base, base[:_ABBREVIATED])
    if changed_paths(found, working_tree(root)):
        return found
    before = git(root, "rev-parse", "--verify", "--quiet", f"{base}~1")
    return _stored(root, before.decode().strip(), "") if before else found


def changed_paths(before: Version, after: Version) -> frozenset[str]:
    """Return the paths of the records, and `status.yml`, that are different, new or gone."""
    if before == after:
        return frozenset()
    if isinstance(before, Stored) and isinstance(after, Stored):
        return _by_git(before.root, *_arguments(before, after))
    if isinstance(before, Folder) and isinstance(after, Stored):
        return changed_paths(after, before)
    if isinstance(before, Stored) and before.root == after.root:
        tracked = _by_git(before.root, "diff", *([before.commit] if before.commit else []))
        return tracked | _untracked(before.root)
    old, new = (each.read(all_files(each)) for each in (before, after))
    return frozenset(path for path in old | new if old.get(path) != new.get(path))


def _arguments(before: Stored, after: Stored) -> tuple[str, ...]:
    if before.commit and after.commit:
        return ("diff", before.commit, after.commit)
    return ("diff", "--cached", before.commit or after.commit or _HEAD)


def _by_git(root: Path, command: str, *arguments: str) -> frozenset[str]:
    options = ("--no-ext-diff", "--no-textconv", "--no-renames", "--relative", "--name-only", "-z")
    return _paths(git(root, command, *options, *arguments, "--", RECORDS_FOLDER, SITE_FILE))


def _untracked(root: Path) -> frozenset[str]:
    """Return the files that git does not know, ignored ones too: a build reads them like any others."""
    return _paths(git(root, "ls-files", "--others", "-z", "--", RECORDS_FOLDER, SITE_FILE))


def _paths(listed: bytes | None) -> frozenset[str]:
    if listed is None:
        raise UserError("git could not compare the versions; `git status` says what is wrong")
    return frozenset(filter(_is_of_site, listed.decode("utf-8", "replace").split("\0")))


def all_files(version: Version) -> Iterable[str]:
    """Return the paths of the records of a version, and `status.yml`."""
    if isinstance(version, Folder):
        return (SITE_FILE, *(each.path for each in list_records(version.root)[0]))
    if not version.commit:
        return _paths(git(version.root, "ls-files", "--cached", "-z", "--", RECORDS_FOLDER, SITE_FILE))
    return _paths(
        git(
            version.root,
            "ls-tree",
            "-r",
            "-z",
            "--name-only",
            version.commit,
            "--",
            RECORDS_FOLDER,
            SITE_FILE,
        )
    )


def _is_of_site(path: str) -> bool:
    """Return whether a path is that of `status.yml`, or of a record: `incidents/<year>/<id>.yml`."""
    folder, _, name = path.rpartition("/")
    return path == SITE_FILE or (folder.count("/") == 1 and name.endswith((".yml", ".yaml")))


def _stored(root: Path, commit: str, typed: str) -> Stored:
    short = commit[:_ABBREVIATED]
    return Stored(root, commit, short if not typed or commit.startswith(typed) else f"{typed} ({short})")


def _require_repository(root: Path) -> None:
    if not in_repository(root.resolve()):
        raise UserError(f"{root} is not in a git repository; name two folders to compare")
    if git(root, "--version") is None:
        raise UserError("git is not installed, or cannot be run; name two folders to compare")


def _unknown(root: Path, typed: str) -> str:
    shallow = git(root, "rev-parse", "--is-shallow-repository") == b"true\n"
    message = f"`{typed}` is neither a commit, a branch nor a folder"
    return (
        f"{message}; this clone is shallow: `git fetch --unshallow` fetches the rest" if shallow else message
    )
