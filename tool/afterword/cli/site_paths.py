"""Finds the files that are named on a command line."""

from __future__ import annotations

from pathlib import Path

import click
from click.core import ParameterSource

from afterword.cli.failure import Failure


def found(path: Path, root: Path) -> Path:
    """Return a path from where it exists: as it was typed, or else from the root of the site, as messages print it."""
    from afterword.source.files import find_root

    in_site = path if path.exists() else (find_root(root) or Path()) / path
    return in_site if in_site.exists() else path


def existing(path: Path, root: Path) -> Path:
    """Return a path that exists, as `found` does. Raises Failure if there is none."""
    chosen = found(path, root)
    if not chosen.exists():
        raise Failure(f"{path} does not exist")
    return chosen


def search_folder(path: Path, root: Path) -> Path:
    """Return where to look for the site of a path: in the given root, or else in the folder of the path."""
    if click.get_current_context().get_parameter_source("root") is ParameterSource.COMMANDLINE:
        return root
    return path if path.is_dir() else path.parent


def name_in_site(site: Path, path: Path) -> str:
    """Return a path as messages name it; a folder ends in a slash, so that it matches the files below it.

    Raises Failure if it is not in the site.
    """
    is_link_by_name = path.name not in ("", "..")
    inside = path.parent.resolve() / path.name if is_link_by_name else path.resolve()
    if not inside.is_relative_to(site):
        raise Failure(f"{path} is not part of the site in {site}")
    name = inside.relative_to(site).as_posix()
    return "" if name == "." else f"{name}/" if path.is_dir() else name
