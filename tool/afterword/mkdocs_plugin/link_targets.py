"""Lets pages written by hand and menus link to pages that MkDocs does not list, by their files as to any other page."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from pathlib import PurePath

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File, Files, InclusionLevel

_FILE = "index.md"


class LinkedFiles(Files):
    """MkDocs' files, in which further addresses are found when somebody asks for them, and not otherwise."""

    def __init__(self, files: Iterable[File], addresses: Collection[str], config: MkDocsConfig) -> None:
        """Take over the files of a build."""
        super().__init__(files)
        self._addresses = frozenset(addresses)
        self._config = config
        self._asked_for: dict[str, File] = {}

    def get_file_from_path(self, path: str) -> File | None:
        """Give a file that is listed, or one that stands for a page of ours."""
        listed = super().get_file_from_path(path)
        uri = PurePath(path).as_posix()
        if listed or not (uri.endswith(f"/{_FILE}") and uri.removesuffix(_FILE) in self._addresses):
            return listed
        if uri not in self._asked_for:
            inclusion = InclusionLevel.NOT_IN_NAV
            self._asked_for[uri] = File.generated(self._config, uri, content="", inclusion=inclusion)
        return self._asked_for[uri]
