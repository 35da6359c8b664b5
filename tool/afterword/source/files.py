"""Finding and reading the files of a site: `status.yml` and the records below `incidents/`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from afterword.diagnostics import Diagnostic, Severity, Span
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


@dataclass(frozen=True, slots=True)
class Sources:
    """All the files that a site is made from, with the problems of reading them."""

    site: SourceFile | None
    records: tuple[SourceFile, ...]
    diagnostics: tuple[Diagnostic, ...] = ()


def find_root(start: Path) -> Path | None:
    """Find the nearest folder, from `start` upwards, that holds a `status.yml`."""
    start = start.resolve()
    return next((folder for folder in (start, *start.parents) if os.path.isfile(folder / SITE_FILE)), None)


def read_sources(root: Path) -> Sources:
    """Read a site's files in the order of their paths. Links that lead out of the tree are refused."""
    found: list[Diagnostic] = []
    site_path = root / SITE_FILE
    site = _read(root, site_path, found) if os.path.isfile(site_path) else None
    paths = sorted(_record_paths(root, root / RECORDS_FOLDER, found), key=lambda path: path.parts)
    records = [_read(root, path, found) for path in paths]
    return Sources(site, tuple(record for record in records if record is not None), tuple(found))


def read_attachment(root: Path, record_id: str, name: str) -> bytes | None:
    """Read a file in the folder beside a record, or None where that holds none of this name to publish.

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
            return path.read_bytes()
    return None


def _record_paths(root: Path, folder: Path, found: list[Diagnostic]) -> Iterator[Path]:
    """Find every record, those in a wrong folder too, so that a rule can say where they belong.

    A folder that is named like a record beside it holds that record's attachments, which are no records.
    Hidden files and folders are left alone.
    """
    if not os.path.lexists(folder):
        return
    if not _leads_into(folder, root):
        said = "the folder is a link that leads out of the site's folder, and is not followed"
        found.append(_unreadable(folder.name, said))
        return

    def unreadable(error: OSError) -> None:
        said = f"the folder cannot be read: {error.strerror or error}"
        found.append(_unreadable(Path(error.filename).relative_to(root).as_posix(), said))

    for place, folders, names in os.walk(folder, onerror=unreadable):
        records = [name for name in names if name.lower().endswith(_ENDINGS) and not name.startswith(".")]
        ids = {name.rpartition(".")[0] for name in records}
        folders[:] = sorted(name for name in folders if name not in ids and not name.startswith("."))
        for name in folders:
            if os.path.islink(os.path.join(place, name)):
                said = "the folder is a link and is not followed; move the records themselves here"
                found.append(_unreadable((Path(place, name)).relative_to(root).as_posix(), said))
        yield from (Path(place, name) for name in records)


def _read(root: Path, path: Path, found: list[Diagnostic]) -> SourceFile | None:
    name = path.relative_to(root).as_posix()
    if not name.isprintable():
        said = "the file's name holds characters that cannot be shown; use letters, digits and hyphens"
        found.append(_unreadable(name, said))
        return None
    if path.is_symlink() and not _leads_into(path, root):
        found.append(_unreadable(name, "the link leads out of the site's folder and is not followed"))
        return None
    try:
        if path.exists() and not path.is_file():
            raise OSError("it is not an ordinary file")
        with path.open("rb") as file:
            return SourceFile(name, file.read(SIZE_LIMIT + 1))
    except FileNotFoundError:
        found.append(_unreadable(name, "the file cannot be read: it is a link to a file that does not exist"))
    except OSError as error:
        found.append(_unreadable(name, f"the file cannot be read: {error.strerror or error}"))
    return None


def _leads_into(path: Path, folder: Path) -> bool:
    return Path(os.path.realpath(path)).is_relative_to(os.path.realpath(folder))


def _unreadable(name: str, said: str) -> Diagnostic:
    shown = "".join(c if c.isprintable() else ascii(c)[1:-1] for c in name)
    return Diagnostic("unreadable-file", Severity.ERROR, Span(shown), said)
