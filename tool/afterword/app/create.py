"""Writes the first files of a site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path, PurePath
from typing import NamedTuple

from afterword.app.pipelines import GITLAB_FILE, REQUIREMENTS
from afterword.app.scaffold import GITIGNORE, NewSite, new_site
from afterword.app.site_templates import naming_templates, templates_of
from afterword.output.pages import OutputFile
from afterword.output.rewrite import rewrite
from afterword.output.write import write_new
from afterword.source.files import SITE_FILE
from afterword.views.text.words import words_in


class SiteFile(NamedTuple):
    """A file of a new site, and what it contains now: None if it does not exist."""

    file: OutputFile
    former: bytes | None

    @property
    def is_missing(self) -> bool:
        """Whether it does not exist yet."""
        return self.former is None

    @property
    def may_be_replaced(self) -> bool:
        """Whether it differs, and is not what people have written about their service."""
        kept = self.file.path in _NEVER_REPLACED or PurePath(self.file.path).name in _SHARED
        return self.former not in (None, self.file.data) and not kept


_NEVER_REPLACED = frozenset({SITE_FILE, "docs/.gitkeep", "incidents/.gitkeep"})
_SHARED = frozenset({REQUIREMENTS, GITLAB_FILE})
"""Files in which a team also has settings of other programs."""


def site_files(folder: Path, site: NewSite) -> tuple[SiteFile, ...]:
    """Return the files of a new site, each with what the folder now has in its place. Nothing is written."""
    with naming_templates():
        files = new_site(site, templates_of(folder, words_in(site.language)))
    return tuple(
        SiteFile(OutputFile(file.path, _with_lines(former, GITIGNORE)), former)
        if former is not None and file.data is GITIGNORE
        else SiteFile(file, former)
        for file, former in beside_former(folder, files)
    )


def beside_former(folder: Path, files: Iterable[OutputFile]) -> Iterator[SiteFile]:
    """Yield files, each with what a folder now has in its place."""
    for file in files:
        path = folder / file.path
        yield SiteFile(file, path.read_bytes() if path.exists() else None)


def write_site_file(folder: Path, file: SiteFile) -> None:
    """Write a file of a new site, over the former one if there is one. Raises OSError if that changed meanwhile."""
    if file.former is None:
        write_new(folder, file.file)
    else:
        rewrite(folder / file.file.path, file.former, file.file.data)


def _with_lines(text: bytes, lines: bytes) -> bytes:
    present = {line.strip() for line in text.splitlines()}
    missing = b"".join(line for line in lines.splitlines(keepends=True) if line.strip() not in present)
    return text + (b"\n" if missing and text and not text.endswith(b"\n") else b"") + missing
