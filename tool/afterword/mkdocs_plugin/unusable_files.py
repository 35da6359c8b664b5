"""Finds files in `docs_dir` at which MkDocs would wait, run in circles or fail, before it reads any of them."""

from __future__ import annotations

import os
from collections import deque
from collections.abc import Iterator
from pathlib import Path

_PAGE = ".md"
_MANY = 10_000
_COPIES = 10


def unusable_files(folder: Path) -> Iterator[tuple[Path, str]]:
    """Yield each file or folder that cannot be published, with the reason.

    Hidden files are not published anyway, but MkDocs lists hidden folders too. Links may lead to a folder in many ways,
    so each folder is read once.
    """
    folders = _Folders(folder)
    yield from folders.read()
    circles = list(folders.circles())
    yield from circles
    if not circles and (copies := folders.copies()):
        number = f"MkDocs would publish {copies:,} files, and there are {folders.files:,}"
        yield (
            folder,
            f"its links lead to the same folders again and again: {number}; remove some of the links",
        )


class _Folders:
    """The folders below `docs_dir` and where links in it lead, by their real paths."""

    def __init__(self, folder: Path) -> None:
        self.files = 0
        self._top = folder
        self._root = os.path.realpath(folder)
        self._below: dict[str, list[tuple[Path, str]]] = {}
        self._own_files: dict[str, int] = {}

    def read(self) -> Iterator[tuple[Path, str]]:
        """Read all folders, those that a link leads to last, and yield what in them cannot be published."""
        waiting = deque([(self._top, False)])
        shown: set[str] = set()
        while waiting:
            folder, hidden = waiting.popleft()
            real = os.path.realpath(folder)
            if real in shown or (hidden and real in self._below):
                continue
            if not hidden:
                shown.add(real)
            self._below[real], self._own_files[real] = [], 0
            try:
                found = sorted(folder.iterdir())
            except OSError as error:
                if not hidden:
                    yield folder, f"the folder cannot be read: {error.strerror or error}"
                continue
            for file in found:
                is_hidden = hidden or file.name.startswith(".")
                if file.is_dir():
                    self._below[real].append((file, os.path.realpath(file)))
                    if not _is_within(self._root, file):
                        put = waiting.append if file.is_symlink() else waiting.appendleft
                        put((file, is_hidden))
                else:
                    self._own_files[real] += 1
                    if not is_hidden and (reason := self._problem(file)):
                        yield file, reason
        self.files = sum(self._own_files.values())

    def circles(self) -> Iterator[tuple[Path, str]]:
        """Yield the links that lead to a folder in which they are; of each circle, the last link."""
        yield from self._circles(self._root, [], set())

    def copies(self) -> int:
        """Return how many files MkDocs would publish, if these are far more than there are; otherwise 0."""
        number = self._copies(self._root, {})
        return number if number > max(_MANY, _COPIES * self.files) else 0

    def _circles(self, folder: str, above: list[str], done: set[str]) -> Iterator[tuple[Path, str]]:
        above.append(folder)
        for path, real in self._below[folder]:
            if _is_within(folder, path) or _is_within(self._root, path):
                yield path, "the link leads to a folder that contains it"
            elif real in above:
                yield path, "the link leads to a folder from which other links lead back to it"
            elif real not in done:
                yield from self._circles(real, above, done)
        above.pop()
        done.add(folder)

    def _copies(self, folder: str, known: dict[str, int]) -> int:
        if folder not in known:
            below = sum(self._copies(real, known) for _, real in self._below[folder])
            known[folder] = self._own_files[folder] + below
        return known[folder]

    def _problem(self, file: Path) -> str:
        if not file.is_file() and file.exists():
            return "this is no ordinary file"
        if file.suffix == _PAGE and not _is_utf8(file.relative_to(self._top)):
            return "the page has a name that is not UTF-8, so it can have no address; rename it"
        return ""


def _is_within(real: str, folder: Path) -> bool:
    """Return whether a folder, or that to which it leads, is or contains the one with a real path."""
    return f"{real}{os.sep}".startswith(f"{os.path.realpath(folder).rstrip(os.sep)}{os.sep}")


def _is_utf8(file: Path) -> bool:
    try:
        str(file).encode()
    except UnicodeEncodeError:
        return False
    return True
