"""Publishes builds behind a symbolic link that leads to one of two folders, by turns."""

from __future__ import annotations

import os
import shutil
from pathlib import Path


def is_switched(link: Path) -> bool:
    """Return whether a path is a link that builds switch: `site` to `site.1` or `site.2` next to it."""
    return link.is_symlink() and os.readlink(link) in _names(link)


def place_of(folder: Path) -> Path:
    """Return where a build into a folder is published: links are followed, except one that builds switch."""
    return folder.parent.resolve() / folder.name if is_switched(folder) else folder.resolve()


def switch(new: Path, link: Path) -> None:
    """Publish a build in one step, by another link in the place of `link`; the former build stays where it is.

    `new` is the build, in a folder of its own. What the link led to before the former build is deleted.
    """
    first, second = _names(link)
    name = second if os.readlink(link) == first else first
    folder = link.with_name(name)
    if folder.exists():
        shutil.rmtree(folder)
    os.rename(new, folder)
    other = new.parent / link.name
    os.symlink(name, other)
    os.replace(other, link)


def _names(link: Path) -> tuple[str, str]:
    return f"{link.name}.1", f"{link.name}.2"
