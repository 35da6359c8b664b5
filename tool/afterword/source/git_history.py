"""Runs git, and reads former versions of a file, if its folder is in a git repository."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

COMMIT_LENGTH = 10
"""How many characters of the id of a commit a message shows."""
_LIMIT = 30
"""How many versions of a file are read. A record has a handful."""
_TIMEOUT = 20.0
"""Seconds after which git is given up, as if there were none."""


class GitError(Exception):
    """Git could not do what was asked. The text is what it printed; empty if it is not installed."""


class FormerVersion(NamedTuple):
    """The bytes of a file in a commit, whose id is abbreviated to `COMMIT_LENGTH`."""

    commit: str
    data: bytes


def former_versions(root: Path, at: str = "HEAD") -> Callable[[str], tuple[FormerVersion, ...]] | None:
    """Return the function that returns the versions of a file below a folder until the commit `at`, newest first.

    None if the folder is in no repository. Without git, and in a shallow clone, the function finds less or nothing.
    """
    folder = root.resolve()
    return _GitHistory(folder, at).versions if in_repository(folder) else None


@dataclass(frozen=True, slots=True)
class _GitHistory:
    """The commits of a folder in a repository, until one of them."""

    root: Path
    at: str

    def versions(self, file: str) -> tuple[FormerVersion, ...]:
        """Return the committed versions of a file, newest first; none if git cannot read them."""
        # Along the first parents: what a branch tried before it was merged has never been published.
        log = (
            "log",
            "--first-parent",
            "--no-show-signature",
            f"--max-count={_LIMIT}",
            "--format=%h",
            f"--abbrev={COMMIT_LENGTH}",
            self.at,
            "--",
            file,
        )
        commits = (git(self.root, *log) or b"").decode().split()
        contents = read_objects(self.root, [f"{commit}:./{file}" for commit in commits])
        return tuple(
            FormerVersion(commit, data)
            for commit, data in zip(commits, contents, strict=True)
            if data is not None
        )


def commits_of(root: Path, file: str) -> tuple[tuple[str, str], ...]:
    """Return the time of each commit of a file, as `2026-11-20 09:52 +0100`, and its subject, oldest first.

    None of them is known without git. Only the last ones are returned if there are many.
    """
    log = (
        "log",
        "--no-show-signature",
        f"--max-count={_LIMIT}",
        "--date=iso",
        "--format=%ad%x09%s",
        "--",
        file,
    )
    lines = (git(root.resolve(), *log) or b"").decode("utf-8", "replace").splitlines()
    pairs = (line.partition("\t") for line in reversed(lines))
    return tuple((time[:16] + time[19:], subject) for time, _, subject in pairs)


def in_repository(folder: Path) -> bool:
    """Return whether a resolved folder is in a git repository."""
    return any(Path(each, ".git").exists() for each in (folder, *folder.parents))


def git(folder: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """Return what git writes for a folder, or None if it fails or is not installed; `given` is its input."""
    try:
        return run_git(folder, *arguments, given=given)
    except GitError:
        return None


def run_git(folder: Path, *arguments: str, given: bytes = b"") -> bytes:
    """Return what git writes for a folder. Raises GitError if it fails or is not installed.

    Names of files are not patterns, and no program that the repository names as its file watcher is run.
    """
    with _started(folder, *arguments) as process:
        return _output(process, given)


def run_git_twice(folder: Path, one: Sequence[str], other: Sequence[str]) -> tuple[bytes, bytes]:
    """Return what git writes for a folder when it is run with each of two lists of arguments, both at a time.

    Raises GitError like `run_git`.
    """
    with _started(folder, *one) as first, _started(folder, *other) as second:
        return _output(first), _output(second)


@contextmanager
def _started(folder: Path, *arguments: str) -> Iterator[subprocess.Popen[bytes]]:
    """Start git, and stop it at the end if it still runs. Raises GitError if it is not installed."""
    command = ("git", "-c", "core.fsmonitor=false", "--literal-pathspecs", "-C", str(folder), *arguments)
    pipe = subprocess.PIPE
    try:
        process = subprocess.Popen(command, stdin=pipe, stdout=pipe, stderr=pipe, env=_environment(folder))
    except OSError:
        raise GitError from None
    with process:
        try:
            yield process
        finally:
            if process.poll() is None:
                process.kill()


def _output(process: subprocess.Popen[bytes], given: bytes = b"") -> bytes:
    try:
        written, complaint = process.communicate(given, timeout=_TIMEOUT)
    except subprocess.TimeoutExpired:
        raise GitError(f"git did not answer within {_TIMEOUT:.0f} seconds") from None
    if process.returncode:
        raise GitError(complaint.decode("utf-8", "replace").strip() or "git failed")
    return written


def read_objects(folder: Path, names: Sequence[str]) -> list[bytes | None]:
    """Return the contents of objects, such as `HEAD:./status.yml`; None for those that do not exist."""
    askable = [name for name in names if "\n" not in name]
    given = "".join(f"{name}\n" for name in askable).encode("utf-8", "surrogateescape")
    output = git(folder, "cat-file", "--batch", given=given) if askable else b""
    found = _objects(output or b"")
    contents = dict(zip(askable, found, strict=True)) if len(found) == len(askable) else {}
    return [contents.get(name) for name in names]


def _environment(folder: Path) -> dict[str, str]:
    """Return the environment for git: in English, without locks, and in a hook with the index of the hook.

    A hook sets `GIT_DIR` relative to the folder it is run in. If a repository is above the site, it is that one.
    """
    environment = {**os.environ, "GIT_OPTIONAL_LOCKS": "0", "LC_ALL": "C"}
    if in_repository(folder.resolve()):
        for name in ("GIT_DIR", "GIT_WORK_TREE", "GIT_PREFIX"):
            environment.pop(name, None)
    if "GIT_INDEX_FILE" in environment:
        environment["GIT_INDEX_FILE"] = os.path.abspath(environment["GIT_INDEX_FILE"])
    return environment


def _objects(output: bytes) -> list[bytes | None]:
    """Return the contents that `git cat-file --batch` wrote, None for a version without the file."""
    found: list[bytes | None] = []
    position = 0
    while position < len(output):
        head, _, _ = output[position:].partition(b"\n")
        position += len(head) + 1
        if head.endswith((b" missing", b" ambiguous")):
            found.append(None)
            continue
        size = int(head.rsplit(b" ", 1)[1])
        found.append(output[position : position + size])
        position += size + 1
    return found
