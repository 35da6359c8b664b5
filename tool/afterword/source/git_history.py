"""Former versions of a file, if its folder is in a git repository."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

COMMIT_LENGTH = 10
"""How many characters of the id of a commit a message shows."""
_LIMIT = 30
"""How many versions of a file are read. A record has a handful."""
_TIMEOUT = 20.0
"""Seconds after which git is given up, as if there were none."""


class FormerVersion(NamedTuple):
    """The bytes of a file in a commit, whose id is abbreviated to `COMMIT_LENGTH`."""

    commit: str
    data: bytes


def former_versions(root: Path) -> Callable[[str], tuple[FormerVersion, ...]] | None:
    """Return the function that returns the committed versions of a file below a folder, newest first.

    None if the folder is in no repository. Without git, and in a shallow clone, the function finds less or nothing.
    """
    folder = root.resolve()
    return _GitHistory(folder).versions if in_repository(folder) else None


@dataclass(frozen=True, slots=True)
class _GitHistory:
    """The commits of a folder in a repository."""

    root: Path

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
            "--",
            file,
        )
        commits = (git(self.root, *log) or b"").decode().split()
        contents = stored(self.root, (f"{commit}:./{file}" for commit in commits))
        return tuple(
            FormerVersion(commit, data)
            for commit, data in zip(commits, contents, strict=False)
            if data is not None
        )


def in_repository(folder: Path) -> bool:
    """Return whether a resolved folder is in a git repository."""
    return any(Path(each, ".git").exists() for each in (folder, *folder.parents))


def git(folder: Path, *arguments: str, given: bytes = b"") -> bytes | None:
    """Return what git writes for a folder, or None if it fails or is not installed; `given` is its input.

    No program that the repository names as its file watcher is run.
    """
    try:
        done = subprocess.run(
            ("git", "-c", "core.fsmonitor=false", "-C", str(folder), *arguments),
            input=given,
            capture_output=True,
            check=True,
            timeout=_TIMEOUT,
            env={**os.environ, "GIT_OPTIONAL_LOCKS": "0"},
        )
    except (OSError, subprocess.SubprocessError):
        return None
    return done.stdout


def stored(folder: Path, names: Iterable[str]) -> list[bytes | None]:
    """Return the contents of files that git has stored, by names such as `HEAD:./status.yml`; None for missing ones.

    The list is shorter, or empty, if git fails.
    """
    given = "".join(f"{name}\n" for name in names).encode()
    return _objects(git(folder, "cat-file", "--batch", given=given) or b"") if given else []


def _objects(output: bytes) -> list[bytes | None]:
    """Return the contents that `git cat-file --batch` wrote, None for a version without the file."""
    found: list[bytes | None] = []
    position = 0
    while position < len(output):
        head, _, _ = output[position:].partition(b"\n")
        position += len(head) + 1
        if head.endswith(b" missing"):
            found.append(None)
            continue
        size = int(head.rsplit(b" ", 1)[1])
        found.append(output[position : position + size])
        position += size + 1
    return found
