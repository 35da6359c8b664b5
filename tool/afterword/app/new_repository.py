"""The git repository of a new site."""

from __future__ import annotations

from pathlib import Path

from afterword.app.errors import UserError
from afterword.source.git_history import GitError, git, in_repository, run_git


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


def top_of_repository(folder: Path) -> Path:
    """Return the top folder of the repository that a folder is in; the folder itself if it is in none."""
    resolved = folder.resolve()
    return next((each for each in (resolved, *resolved.parents) if (each / ".git").exists()), resolved)


def main_branch(folder: Path) -> str:
    """Return the branch that is published: the default one of `origin`, else the current one.

    A folder in no repository will have git's default branch. Without git, it is `main`.
    """
    top = next(each for each in (folder.resolve(), *folder.resolve().parents) if each.is_dir())
    for words in (
        ("symbolic-ref", "--short", "refs/remotes/origin/HEAD"),
        ("symbolic-ref", "--short", "HEAD"),
        ("var", "GIT_DEFAULT_BRANCH"),
    ):
        if name := (git(top, *words) or b"").decode("utf-8", "replace").strip():
            return name.removeprefix("origin/")
    return "main"
