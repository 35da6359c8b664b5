"""Puts a finished build in the place of the previous site, so that readers find each page at every moment.

A build that changes much is exchanged with the previous site in one step; one that changes little is moved into it,
file by file. `docs/design.md` says why, and what a reader may see in between.
"""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Collection, Iterable, Iterator, Sequence
from contextlib import contextmanager
from pathlib import Path

from afterword.output import locks
from afterword.output.exchange import can_exchange, exchange, finish_swap, has_the_only_site
from afterword.output.folders import files_in, remove_empty_above
from afterword.output.generations import is_switched, switch

MOST_MOVED = 1_000
"""How many files at most are changed one by one."""
_JOURNAL = "publish.json"
"""Next to a build that is being moved into the site: the files that are to be removed from the site."""
_COPY = ".afterword-copy"
"""The name of a copy in the site until it is complete."""
_PAGE = ".html"
_FIRST_PAGE = "index.html"


@contextmanager
def replacing(folder: Path) -> Iterator[Path]:
    """Provide an empty folder to fill; it is published in the place of `folder` unless the block fails."""
    with sibling_folder(folder) as new:
        yield new
        publish(new, folder)


@contextmanager
def sibling_folder(folder: Path) -> Iterator[Path]:
    """Provide an empty folder next to `folder`, within a temporary folder that is removed afterwards."""
    folder.parent.mkdir(parents=True, exist_ok=True)
    finish_abandoned(folder)
    temporary, lock = locks.make_folder(folder.parent, _prefix(folder))
    try:
        new = temporary / "new"
        new.mkdir()
        yield new
    finally:
        if not (temporary / _JOURNAL).exists() and not has_the_only_site(temporary, folder):
            locks.remove(temporary)
        locks.release(lock)


def finish_abandoned(target: Path) -> None:
    """Finish what killed processes have begun to publish in `target`, and remove their temporary folders next to it."""
    locks.remove_abandoned(target.parent, _prefix(target), lambda left: _finish(left, target))


def _prefix(target: Path) -> str:
    return f".{target.name}-"


def publish(new: Path, target: Path, kept: Collection[str] = ()) -> list[str]:
    """Publish the build in `new`, a folder that `sibling_folder` provided for `target`.

    The files in `kept`, by paths relative to the target, stay; all others that the build does not have are removed, and
    returned. If the build cannot be moved as a whole, what is left to do stays in a journal, for `finish_abandoned`.
    """
    with locks.alone_in(target.parent):
        built = {*files_in(new)}
        reused = [path for path in kept if path not in built]
        former = files_in(target) if target.exists() else ()
        stale = [path for path in former if path not in built and path not in kept]
        if is_switched(target):
            _add_links(target, new, reused)
            switch(new, target)
            return stale
        if not target.exists():
            os.rename(new, target)
            return []
        if len(built) + len(stale) > MOST_MOVED and can_exchange(new, target):
            _add_links(target, new, reused)
            if exchange(new, target):
                return stale
        _write_journal(new.parent, stale)
        _move_all(new, target, stale)
        return stale


def _finish(left: Path, target: Path) -> None:
    """Finish what was begun to be published from the folder `left`; without a journal, nothing was."""
    with locks.alone_in(target.parent):
        finish_swap(left, target)
        try:
            stale = json.loads((left / _JOURNAL).read_bytes())
        except FileNotFoundError:
            return
        _move_all(left / "new", target, stale)


def _write_journal(folder: Path, stale: Sequence[str]) -> None:
    incomplete = folder / f"{_JOURNAL}.new"
    incomplete.write_text(json.dumps(stale), "utf-8")
    os.replace(incomplete, folder / _JOURNAL)


def _move_all(new: Path, target: Path, stale: Iterable[str]) -> None:
    """Move a build into a site: new files, then changed ones, pages last; then remove what is `stale`.

    So whatever a page refers to is there before the page. All of it can be done again after a part of it was done. A
    signal that stops the process does not stop this: it is done again from where it was.
    """
    try:
        _move_remaining(new, target, stale)
    except Exception:
        raise
    except BaseException:
        _move_remaining(new, target, stale)
        raise


def _move_remaining(new: Path, target: Path, stale: Iterable[str]) -> None:
    for path in sorted(files_in(new), key=lambda path: _turn(target, path)):
        _move(new / path, target / path, target)
    for path in stale:
        _remove(target, path)
    (target / _COPY).unlink(missing_ok=True)
    (new.parent / _JOURNAL).unlink(missing_ok=True)


def _turn(target: Path, path: str) -> tuple[bool, bool, bool, str]:
    """Return a sort key: new files first, the first page last."""
    return (target / path).exists(), path.endswith(_PAGE), path == _FIRST_PAGE, path


def _move(source: Path, path: Path, target: Path) -> None:
    """Move a file in one step to where another one may be; across file systems, move a copy."""
    try:
        os.replace(source, path)
    except FileNotFoundError:
        if path.parent.exists():
            raise
        path.parent.mkdir(parents=True, exist_ok=True)
        _move(source, path, target)
    except (IsADirectoryError, NotADirectoryError, FileExistsError):
        _make_way(path, target)
        _move(source, path, target)
    except OSError as problem:
        if problem.errno != errno.EXDEV:
            raise
        shutil.copy2(source, target / _COPY)
        _move(target / _COPY, path, target)


def _make_way(path: Path, target: Path) -> None:
    """Remove the folder in the place of a file, or the file in the place of one of the folders above it."""
    if path.is_dir():
        shutil.rmtree(path)
        return
    for folder in path.parents:
        if folder == target:
            return
        if folder.exists() and not folder.is_dir():
            folder.unlink()


def _remove(target: Path, path: str) -> None:
    """Remove a file and the folders that are empty then. A folder that has taken its place stays."""
    file = target / path
    if not file.is_dir() or file.is_symlink():
        try:
            file.unlink(missing_ok=True)
        except NotADirectoryError:
            return
    remove_empty_above(target, path)


def _add_links(source: Path, target: Path, paths: Iterable[str]) -> None:
    """Give files a second name in another folder; a copy where the file system has no such names."""
    for path in paths:
        _add_link(os.path.join(source, path), os.path.join(target, path))


def _add_link(source: str, target: str) -> None:
    try:
        os.link(source, target, follow_symlinks=False)
    except (OSError, NotImplementedError):  # often because the folder is missing
        os.makedirs(os.path.dirname(target), exist_ok=True)
        try:
            os.link(source, target, follow_symlinks=False)
        except (OSError, NotImplementedError):
            shutil.copy2(source, target, follow_symlinks=False)
