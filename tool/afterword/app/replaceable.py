"""Protects folders that output must not replace."""

from __future__ import annotations

from pathlib import Path

from afterword.app.errors import UserError
from afterword.output.pages import LEVELS_FILE


def refuse_to_replace(folder: Path, root: Path) -> None:
    """Raise UserError if output would replace anything but earlier output."""
    if root.is_relative_to(folder):
        raise UserError(f"{folder} contains the site's own files; choose another folder for the output")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / LEVELS_FILE).is_file():
        raise UserError(
            f"{folder} is not empty, and its files are not from an earlier build; choose another folder or empty it"
        )
