"""Writes the files of `afterword init`, and asks before it replaces one."""

from __future__ import annotations

import difflib
import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli.console import say

if TYPE_CHECKING:
    from afterword.app.create import SiteFile


def write_file(folder: Path, file: SiteFile, *, force: bool) -> None:
    """Write a file that is missing, or one that differs if the user agrees; say what was done."""
    from afterword.app.create import write_site_file

    path = folder / file.file.path
    agreed = file.may_be_replaced and (force or _is_agreed(path, file))
    if file.is_missing or agreed:
        write_site_file(folder, file)
        say(f"Wrote {path}")
    elif file.may_be_replaced:
        say(f"Kept  {path}, which differs; `afterword init --force` replaces it")
    else:
        say(f"Kept  {path}")


def _is_agreed(path: Path, file: SiteFile) -> bool:
    """Show how a file differs, and ask whether to replace it. Without a terminal, the answer is no."""
    if not sys.stdin.isatty():
        return False
    before, after = (
        (data or b"").decode("utf-8", "replace").splitlines() for data in (file.former, file.file.data)
    )
    click.echo("\n".join(difflib.unified_diff(before, after, str(path), "new", lineterm="")))
    return click.confirm(f"Replace {path}?", default=False)
