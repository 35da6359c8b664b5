"""Finding and reading the files of a site: `status.yml` and the records below `incidents/`."""

from __future__ import annotations

import os
import stat
from collections.abc import Callable
from itertools import islice
from pathlib import Path, PurePath
from typing import NamedTuple

from afterword.diagnostics import Diagnostic, Location, Severity
from afterword.source.attachment_names import may_be_attached
from afterword.source.text import SIZE_LIMIT

SITE_FILE = "status.yml"
RECORDS_FOLDER = "incidents"
TEMPLATES_FOLDER = "templates"
TEMPLATE_SUFFIX = ".j2"
RECORD_TEMPLATES = "records"
"""The folder within that of the templates which has those for new records."""
CONFIG_FILE = "mkdocs.yml"
CONFIG_FILES = ("properdocs.yml", "properdocs.yaml", CONFIG_FILE, "mkdocs.yaml")
"""The names that this file can have, in the order in which ProperDocs, a continuation of MkDocs, tries them."""
_ENDINGS = (".yml", ".yaml")
ATTACHMENT_LIMIT = 10_000_000
"""Bytes of an attachment that are looked at."""
_MOST_NAMES = 1000
"""How many names next to a record are compared with a mistyped one."""


class FileStat(NamedTuple):
    """A file as it was examined and not read. While this is equal, its content is what it was before.

    `path` is relative to the folder of the site, with forward slashes; `changed` is from `stat_fingerprint`.
    """

    path: str
    size: int
    changed: int


_Examine = Callable[[str, "os.DirEntry[str]"], FileStat]


def find_root(start: Path) -> Path | None:
    """Return the nearest folder, from `start` upwards, with a `status.yml`, or None."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if os.path.isfile(folder / SITE_FILE)), None)


def config_file(root: Path) -> str:
    """Return the name of a site's settings for MkDocs or ProperDocs; `mkdocs.yml` if it has none."""
    return next((name for name in CONFIG_FILES if os.path.lexists(root / name)), CONFIG_FILE)


def has_templates(root: Path) -> bool:
    """Return whether a site has templates of its own for what it publishes."""
    folder = root / TEMPLATES_FOLDER
    return any(not is_of_records(path.relative_to(folder)) for path in folder.rglob(f"*{TEMPLATE_SUFFIX}"))


def is_of_records(template: PurePath) -> bool:
    """Return whether a template, relative to the folder of templates, is for new records: no page depends on it."""
    return template.parts[:1] == (RECORD_TEMPLATES,)


def stat_fingerprint(status: os.stat_result) -> int:
    """Return a number, in nanoseconds, that differs after every change of a file.

    It contains the change time because people can set the modification time back.
    """
    return status.st_mtime_ns + status.st_ctime_ns


_NOT_SHOWN = "the file's name contains characters that cannot be shown; use letters, digits and hyphens"


def list_records(root: Path) -> tuple[tuple[FileStat, ...], tuple[Diagnostic, ...]]:
    """List a site's record files without reading them, sorted by path; return them, and the problems of finding them.

    Links that lead out of the site's folder are refused.
    """
    listed, found = _records(root, _listed)
    listed.sort(key=lambda each: each.path.replace("/", "\0"))  # a folder's files, then those of "folder."
    return tuple(listed), found


def record_paths(root: Path) -> tuple[str, ...]:
    """Return the paths of a site's record files, in no order, without examining any of them.

    That takes a tenth of the time. Problems of finding files are left to `list_records`.
    """
    listed, _ = _records(root, lambda name, _: FileStat(name, -1, 0))
    return tuple(each.path for each in listed)


def record_files(root: Path, record_id: str) -> tuple[str, ...]:
    """Return the paths of the files with an id in the folder of its year, where records belong."""
    folder = f"{RECORDS_FOLDER}/{record_id[:4]}"
    if not _is_inside(root / folder, root):
        return ()
    names = (f"{folder}/{record_id}{ending}" for ending in _ENDINGS)
    return tuple(each for each in names if os.path.isfile(root / each))


def _records(root: Path, examine: _Examine) -> tuple[list[FileStat], tuple[Diagnostic, ...]]:
    found: list[Diagnostic] = []
    listed: list[FileStat] = []
    folder = root / RECORDS_FOLDER
    if os.path.lexists(folder):
        if _is_inside(folder, root):
            _list(f"{root}{os.sep}", RECORDS_FOLDER, listed, found, examine)
        else:
            message = "the folder is a link that leads out of the site's folder, and is not followed"
            found.append(_unreadable(RECORDS_FOLDER, message))
    return listed, tuple(found)


def read_source(root: Path, name: str) -> bytes | Diagnostic:
    """Read a file of a site, or return a diagnostic that says why it cannot be read.

    Of a file over the size limit, only one byte more than the limit is read.
    """
    if not name.isprintable():
        return _unreadable(name, _NOT_SHOWN)
    path = f"{root}{os.sep}{name}"
    try:
        if os.path.islink(path) and not _is_inside(Path(path), root):
            return _unreadable(name, "the link leads out of the site's folder and is not followed")
        return _read(path)
    except FileNotFoundError:
        return _unreadable(name, "the file cannot be read: it is a link to a file that does not exist")
    except OSError as error:
        return _unreadable(name, f"the file cannot be read: {error.strerror or error}")


def _read(path: str) -> bytes:
    """Read a regular file, up to one byte more than the limit. Does not wait for a pipe.

    Raises OSError if it is not a regular file.
    """
    file = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
    try:
        if not stat.S_ISREG(os.fstat(file).st_mode):
            raise OSError("it is not a regular file")
        parts = []
        left = SIZE_LIMIT + 1
        while left and (part := os.read(file, left)):
            parts.append(part)
            left -= len(part)
        return b"".join(parts)
    finally:
        os.close(file)


def find_attachment(root: Path, record_id: str, name: str) -> Path | None:
    """Return a file in the folder next to a record, or None if there is none of this name that may be published.

    YAML, Markdown, hidden files and files that would replace the page itself or its chart are never published, nor
    under another name through a link.
    """
    if not may_be_attached(Path(name)):
        return None
    records = root / RECORDS_FOLDER
    for folder in _folders_next_to(records, record_id):
        path = folder / name
        inside = os.path.isfile(path) and _is_inside(folder, records) and _is_inside(path, folder)
        if inside and may_be_attached(Path(os.path.realpath(path)).relative_to(os.path.realpath(folder))):
            return None if _is_also_unpublished(path, root) else path
    return None


def names_next_to(root: Path, record_id: str) -> tuple[str, ...]:
    """Return the names of the first files in the folder next to a record, also of those that are never published."""
    records = root / RECORDS_FOLDER
    found = (
        Path(parent, name).relative_to(folder).as_posix()
        for folder in _folders_next_to(records, record_id)
        if _is_inside(folder, records)
        for parent, _, names in os.walk(folder)
        for name in names
    )
    return tuple(sorted(name for name in islice(found, _MOST_NAMES) if name.isprintable()))


def _folders_next_to(records: Path, record_id: str) -> list[Path]:
    """Return the folder of a record's attachments in each year, whether it exists or not."""
    years = sorted(each for each in records.glob("*/") if not each.name.startswith("."))
    return [year / record_id for year in years]


def _is_also_unpublished(path: Path, root: Path) -> bool:
    """Return whether a file is, through a hard link, also one of the site that is never published."""
    status = os.stat(path)
    if status.st_nlink == 1:
        return False
    files = [each for each in root.iterdir() if each.is_file()]
    files += [Path(folder, name) for folder, _, names in os.walk(root / RECORDS_FOLDER) for name in names]
    return any(
        os.path.samestat(os.lstat(each), status) and not may_be_attached(Path(each.name)) for each in files
    )


def read_beginning(attachment: Path) -> bytes:
    """Return the bytes of an attachment, of a large one only the first. Raises OSError if it cannot be read."""
    with attachment.open("rb") as file:
        return file.read(ATTACHMENT_LIMIT)


def _list(root: str, name: str, listed: list[FileStat], found: list[Diagnostic], examine: _Examine) -> None:
    """List every record below a folder. Records in a wrong folder are listed too: a rule reports where they belong.

    A folder with the name of a record next to it contains that record's attachments, not records. Hidden files and
    folders are ignored.
    """
    try:
        with os.scandir(f"{root}{name}") as entries:
            shown = [entry for entry in entries if not entry.name.startswith(".")]
    except OSError as error:
        found.append(_unreadable(name, f"the folder cannot be read: {error.strerror or error}"))
        return
    folders: list[os.DirEntry[str]] = []
    records: list[os.DirEntry[str]] = []
    for entry in shown:
        if not _is_unicode(entry.name):
            found.append(_unreadable(f"{name}/{entry.name}", _NOT_SHOWN))
        elif _is_folder(entry):
            folders.append(entry)
        elif entry.name.lower().endswith(_ENDINGS):
            records.append(entry)
    listed += [examine(f"{name}/{entry.name}", entry) for entry in records]
    ids = {entry.name.rpartition(".")[0] for entry in records} if folders else set()
    for entry in sorted(folders, key=lambda entry: entry.name):
        inside = f"{name}/{entry.name}"
        if entry.name in ids:
            continue
        if entry.is_symlink():
            message = "the folder is a link and is not followed; move the records themselves here"
            found.append(_unreadable(inside, message))
        else:
            _list(root, inside, listed, found, examine)


def _is_unicode(name: str) -> bool:
    """Return whether a name is text; Python has surrogates for the bytes of one that is not (PEP 383)."""
    return name.isascii() or not any("\udc80" <= character <= "\udcff" for character in name)


def _is_folder(entry: os.DirEntry[str]) -> bool:
    try:
        return entry.is_dir()
    except OSError:  # for example a link to itself; reading it as a file reports the problem
        return False


def _listed(name: str, entry: os.DirEntry[str]) -> FileStat:
    """Return a file with its size and fingerprint, or with impossible ones if it cannot be examined."""
    try:
        status = entry.stat()
    except OSError:
        return FileStat(name, -1, 0)
    return FileStat(name, status.st_size, stat_fingerprint(status))


def shown_name(name: str) -> str:
    """Return the name of a file as findings show it."""
    return "".join(c if c.isprintable() else ascii(c)[1:-1] for c in name)


def _is_inside(path: Path, folder: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _unreadable(name: str, message: str) -> Diagnostic:
    return Diagnostic("unreadable-file", Severity.ERROR, Location(shown_name(name)), message)
