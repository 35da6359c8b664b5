"""The git repository of a new site."""

from __future__ import annotations

from pathlib import Path

from afterword.app.errors import UserError
from afterword.source.git_history import GitError, in_repository, run_git


def is_top_of_repository(folder: Path) -> bool:
    """Return whether a folder is the top folder of its git repository, or in none and could become one."""
    return (folder / ".git").exists() or not in_repository(folder.resolve())


def create_repository(folder: Path) -> bool:
    """Make a folder a git repository, unless it is in one; return whether it was made.

    Raises UserError if git cannot do it.
    """
    if in_repository(folder.resolve()):
        return False
    try:
        run_git(folder, "init", "--quiet")
    except GitError as error:
        reason = str(error) or "git is not installed"
        raise UserError(f"no git repository was made: {reason}; use `--no-git` to leave it out") from None
    return True
