"""Finding and reading the files of a site: `status.yml` and the records below `incidents/`."""

from __future__ import annotations

import os
import stat
from dataclasses import dataclass
from pathlib import Path
from typing import NamedTuple

from afterword.diagnostics import Diagnostic, Location, Severity
from afterword.source.text import SIZE_LIMIT

SITE_FILE = "status.yml"
RECORDS_FOLDER = "incidents"
_ENDINGS = (".yml", ".yaml")
_NO_ATTACHMENTS = (*_ENDINGS, ".md")  # of Markdown a host would make a page
_PAGES_OWN = "index.html"


@dataclass(frozen=True, slots=True)
class SourceFile:
    """The bytes of a file under its path relative to the site's root, with forward slashes.

    Of a file over the size limit only as much is read as shows that it is.
    """

    path: str
    data: bytes


class ListedFile(NamedTuple):
    """A record's file as it stands in its folder, unread: what it was when its text was last read, it still is.

    `changed` is from `stat_fingerprint`.
    """

    path: str
    size: int
    changed: int


@dataclass(frozen=True, slots=True)
class Listing:
    """The record files of a site in the order of their paths, with the problems of finding them."""

    files: tuple[ListedFile, ...]
    diagnostics: tuple[Diagnostic, ...]


def find_root(start: Path) -> Path | None:
    """Find the nearest folder, from `start` upwards, that holds a `status.yml`."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if os.path.isfile(folder / SITE_FILE)), None)


def stat_fingerprint(known: os.stat_result) -> int:
    """Give a number that is another after every change: of the text, which people may date back, and of the file."""
    return known.st_mtime_ns + known.st_ctime_ns


def list_records(root: Path) -> Listing:
    """Find a site's records without reading them. Links that lead out of the tree are refused."""
    found: list[Diagnostic] = []
    listed: list[ListedFile] = []
    folder = root / RECORDS_FOLDER
    if os.path.lexists(folder):
        if _leads_into(folder, root):
            _list(f"{root}{os.sep}", RECORDS_FOLDER, listed, found)
        else:
            said = "the folder is a link that leads out of the site's folder, and is not followed"
            found.append(_unreadable(RECORDS_FOLDER, said))
    listed.sort(key=lambda each: each.path.split("/"))
    return Listing(tuple(listed), tuple(found))


def read_source(root: Path, name: str) -> SourceFile | Diagnostic:
    """Read a file of a site, or say why it cannot be read."""
    if not name.isprintable():
        said = "the file's name holds characters that cannot be shown; use letters, digits and hyphens"
        return _unreadable(name, said)
    path = f"{root}{os.sep}{name}"
    try:
        if os.path.islink(path) and not _leads_into(Path(path), root):
            return _unreadable(name, "the link leads out of the site's folder and is not followed")
        return SourceFile(name, _read(path))
    except FileNotFoundError:
        return _unreadable(name, "the file cannot be read: it is a link to a file that does not exist")
    except OSError as error:
        return _unreadable(name, f"the file cannot be read: {error.strerror or error}")


def _read(path: str) -> bytes:
    """Read an ordinary file as far as the limit and a little on; a pipe is not waited for."""
    file = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            raise OSError("it is not an ordinary file")
        parts = []
        left = SIZE_LIMIT + 1
        while left and (part := os.read(file, left)):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)
    finally:
        os.close(file)


def find_attachment(root: Path, record_id: str, name: str) -> Path | None:
    """Find a file in the folder beside a record, or None where that holds none of this name to publish.

    YAML and Markdown, hidden files and what would take the page's own place are never published.
    """
    if name.lower().endswith(_NO_ATTACHMENTS) or name.lower() == _PAGES_OWN:
        return None
    records = root / RECORDS_FOLDER
    for year in sorted(entry for entry in records.glob("*/") if not entry.name.startswith(".")):
        folder = year / record_id
        path = folder / name
        inside = os.path.isfile(path) and _leads_into(folder, records) and _leads_into(path, folder)
        if inside and not any(part.startswith(".") for part in path.relative_to(folder).parts):
            return path
    return None


def _list(root: str, name: str, listed: list[ListedFile], found: list[Diagnostic]) -> None:
    """Find every record below a folder, those in a wrong one too, so that a rule can say where they belong.

    A folder that is named like a record beside it holds that record's attachments, which are no records.
    Hidden files and folders are left alone.
    """
    try:
        with os.scandir(f"{root}{name}") as entries:
            shown = [entry for entry in entries if not entry.name.startswith(".")]
    except OSError as error:
        found.append(_unreadable(name, f"the folder cannot be read: {error.strerror or error}"))
        return
    ids = set()
    folders = []
    for entry in shown:
        if _is_folder(entry):
            folders.append(entry)
        elif entry.name.lower().endswith(_ENDINGS):
            ids.add(entry.name.rpartition(".")[0])
            listed.append(_listed(f"{name}/{entry.name}", entry))
    for entry in sorted(folders, key=lambda entry: entry.name):
        inside = f"{name}/{entry.name}"
        if entry.name in ids:
            continue
        if entry.is_symlink():
            said = "the folder is a link and is not followed; move the records themselves here"
            found.append(_unreadable(inside, said))
        else:
            _list(root, inside, listed, found)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # a link to itself, say: reading it as a file will tell
        return False


def _listed(name: str, entry: os.DirEntry[str]) -> ListedFile:
    """Note a file's size and age; nothing of one that cannot be looked at."""
    try:
        known = entry.stat()
    except OSError:
        return ListedFile(name, -1, 0)
    return ListedFile(name, known.st_size, stat_fingerprint(known))


def _leads_into(path: Path, folder: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _unreadable(name: str, said: str) -> Diagnostic:
    shown = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in name)
    return Diagnostic("unreadable-file", Severity.ERROR, Location(shown), said)
