"""Merges three versions of a file as git itself does."""

from __future__ import annotations

import subprocess
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import NamedTuple

from afterword.source.git_history import GitError

_MOST_CONFLICTS = 127
"""The highest exit status of `git merge-file` that is a number of conflicts."""


class Labels(NamedTuple):
    """What conflict markers call our version, the common ancestor and their version."""

    ours: str
    base: str
    theirs: str


class MergedFile(NamedTuple):
    """The result of a merge: with markers if there are conflicts."""

    data: bytes
    has_conflicts: bool


def merge_file(base: bytes, ours: bytes, theirs: bytes, *, marker_size: int, labels: Labels) -> MergedFile:
    """Merge three versions of a file; the current folder's repository decides about the style of conflicts.

    Raises GitError if git cannot merge them, for example because they are not text.
    """
    with TemporaryDirectory(prefix="afterword-merge-") as folder:
        command = ["git", "merge-file", "--stdout", f"--marker-size={marker_size}"]
        for label in labels:
            command += ["-L", label]
        for name, data in zip(labels._fields, (ours, base, theirs), strict=True):
            path = Path(folder, name)
            path.write_bytes(data)
            command.append(str(path))
        try:
            done = subprocess.run(command, capture_output=True, check=False)
        except OSError:
            raise GitError from None
    if done.returncode not in range(_MOST_CONFLICTS + 1):
        raise GitError(done.stderr.decode("utf-8", "replace").strip() or "git merge-file failed")
    return MergedFile(done.stdout, done.returncode > 0)
