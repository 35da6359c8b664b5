"""Combines the records of a site with the configuration of a commit, to build a change that nobody has reviewed."""

from __future__ import annotations

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from afterword.app.errors import UserError
from afterword.app.revisions import commit_at, folder_in_repository
from afterword.source.files import RECORDS_FOLDER, SITE_FILE, TEMPLATES_FOLDER
from afterword.source.git_history import GitError, git, run_git

_WITHOUT_HOOKS = ("-c", "core.hooksPath=/dev/null")
_FROM_SITE = (SITE_FILE, RECORDS_FOLDER, TEMPLATES_FOLDER)
"""What is taken from the site: none of it can run as code. Templates run in Jinja's sandbox."""


@contextmanager
def with_config_of(root: Path, ref: str) -> Iterator[Path]:
    """Provide a copy of a site: its records, `status.yml` and templates as they are, everything else as in a commit.

    Raises UserError if git cannot find the commit, or if the site is not in it.
    """
    commit = commit_at(root, ref).commit
    with TemporaryDirectory(prefix="afterword-") as folder:
        tree = Path(folder, "tree")
        try:
            run_git(root, *_WITHOUT_HOOKS, "worktree", "add", "--quiet", "--detach", str(tree), commit)
        except GitError as error:
            raise UserError(f"git cannot check out {ref}: {error}") from None
        try:
            copy = tree / folder_in_repository(root)
            if not copy.is_dir():
                raise UserError(f"the folder of the site does not exist in {ref}")
            for name in _FROM_SITE:
                _replace(copy / name, root / name)
            yield copy
        finally:
            git(root, "worktree", "remove", "--force", str(tree))


def _replace(target: Path, source: Path) -> None:
    """Replace a file or a folder with a copy of another one. Links stay links, and are not followed."""
    if target.is_dir() and not target.is_symlink():
        shutil.rmtree(target)
    else:
        target.unlink(missing_ok=True)
    if source.is_symlink():
        return
    if source.is_dir():
        shutil.copytree(source, target, symlinks=True)
    elif source.is_file():
        shutil.copyfile(source, target)
