"""Lets hand-written pages and menus link to pages that MkDocs does not list, by file name as to any other page."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import PurePath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

_FILE = "index.md"


class LinkedFiles(Files):
    """MkDocs' files, and further pages that are found by their path but not listed."""

    def __init__(self, files: Iterable[File], addresses: Collection[str], config: MkDocsConfig) -> None:
        """Take the files of a build, and the addresses of its unlisted pages."""
        super().__init__(files)
        self._addresses = frozenset(addresses)
        self._config = config
        self._placeholders: dict[str, File] = {}

    def get_file_from_path(self, path: str) -> File | None:
        """Return a listed file, or a placeholder for an unlisted page; None if there is neither."""
        listed = super().get_file_from_path(path)
        uri = PurePath(path).as_posix()
        if listed or not (uri.endswith(f"/{_FILE}") and uri.removesuffix(_FILE) in self._addresses):
            return listed
        if uri not in self._placeholders:
            inclusion = InclusionLevel.NOT_IN_NAV
            self._placeholders[uri] = File.generated(self._config, uri, content="", inclusion=inclusion)
        return self._placeholders[uri]
