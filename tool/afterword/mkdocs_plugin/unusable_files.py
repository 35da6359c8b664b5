"""Finds files in `docs_dir` at which MkDocs would wait, run in circles or fail, before it reads any of them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

_PAGE = ".md"


def unusable_files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield each file or folder that cannot be published, with the reason.

    Hidden files are not published anyway, but MkDocs lists hidden folders too.
    """
    for file, reason in _below(folder, (os.path.realpath(folder),)):
        if reason:
            yield file, reason
        elif file.suffix == _PAGE and not _is_utf8(file.relative_to(folder)):
            yield file, "the page has a name that is not UTF-8, so it can have no address; rename it"


def _below(folder: Path, above: tuple[str, ...], *, hidden: bool = False) -> Iterator[tuple[Path, str]]:
    """Yield the files below a folder, and why one cannot be read; `above` are the real paths of the folders so far.

    Of hidden files and what is in a hidden folder, only links that run in circles are yielded.
    """
    try:
        found = sorted(folder.iterdir())
    except OSError as error:
        if not hidden:
            yield folder, f"the folder cannot be read: {error.strerror or error}"
        return
    for file in found:
        is_hidden = hidden or file.name.startswith(".")
        if file.is_dir():
            real = os.path.realpath(file)
            if any(each == real or each.startswith(f"{real}{os.sep}") for each in above):
                yield file, "the link leads to a folder that contains it"
            else:
                yield from _below(file, (*above, real), hidden=is_hidden)
        elif not is_hidden:
            yield file, "" if file.is_file() or not file.exists() else "this is no ordinary file"


def _is_utf8(file: Path) -> bool:
    try:
        str(file).encode()
    except UnicodeEncodeError:
        return False
    return True
