"""Formats the files of a site, or a text that an editor sends."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from afterword.app.errors import UserError
from afterword.app.read_site import decoded_site
from afterword.checks.leaks.hiding import without_secrets
from afterword.diagnostics import Diagnostic
from afterword.layout.layout import laid_out
from afterword.parallel import map_ordered
from afterword.records.decode import decode_site
from afterword.records.site import Site
from afterword.source.files import SITE_FILE, find_root, list_records, read_source

_NO_SITE = b"page: {name: Example}\n"


@dataclass(frozen=True, slots=True)
class Formatted:
    """A file before and after, in bytes. Nothing has been written. `after` is None if it was `refused`."""

    file: str
    before: bytes
    after: bytes | None
    refused: tuple[Diagnostic, ...] = ()

    @property
    def is_changed(self) -> bool:
        """Whether the file has another layout."""
        return self.after is not None and self.after != self.before


def format_files(root: Path, chosen: Sequence[str]) -> Iterator[Formatted]:
    """Yield each chosen file of a site in its new layout; a folder ends in a slash, and an empty name is the site.

    Raises UserError for a file that is neither `status.yml` nor a record.
    """
    listed, problems = list_records(root)
    files = [SITE_FILE, *(each.path for each in listed)]
    for name in chosen:
        if not any(_is_in(file, name) for file in files):
            raise UserError(f"{name or root} is neither {SITE_FILE} nor a record in incidents/<year>/")
    for problem in problems:
        yield Formatted(problem.location.file, b"", None, (problem,))
    site = _site(root)
    wanted = [file for file in files if any(_is_in(file, name) for name in chosen)]
    yield from map_ordered(lambda file: _format_file(root, file, site), wanted)


def format_text(folder: Path, name: str, data: bytes) -> Formatted:
    """Return a text in its new layout, as if it were the file of that name."""
    root = find_root(folder)
    site = _site(root) if root else _read(_NO_SITE)
    file = SITE_FILE if Path(name).name == SITE_FILE else name
    return _formatted(file, data, site)


def _is_in(file: str, name: str) -> bool:
    return file == name or ((not name or name.endswith("/")) and file.startswith(name))


def _format_file(root: Path, file: str, site: Site) -> Formatted:
    source = read_source(root, file)
    if isinstance(source, Diagnostic):
        return Formatted(file, b"", None, (source,))
    return _formatted(file, source, site)


def _formatted(file: str, data: bytes, site: Site) -> Formatted:
    result = laid_out(file, data, site)
    refused = without_secrets(result.refused, data.decode("utf-8", "replace"))
    return Formatted(file, data, result.after, refused)


def _site(root: Path) -> Site:
    """Return the site, or an empty one if `status.yml` cannot be used: records are compared with themselves only."""
    decoded, _ = decoded_site(root)
    return decoded.model or _read(_NO_SITE)


def _read(data: bytes) -> Site:
    site = decode_site(SITE_FILE, data).model
    assert site is not None, "it is valid"
    return site
