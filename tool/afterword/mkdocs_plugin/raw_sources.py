"""Finds the sources of our pages that MkDocs would publish as they are, with their internal keys."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.structure.files import File, Files, InclusionLevel, set_exclusions

from afterword.mkdocs_plugin.our_file import OurFile
from afterword.source.files import RECORDS_FOLDER, SITE_FILE, TEMPLATES_FOLDER

ADVICE = (
    f"MkDocs would publish this file with everything internal in it: keep `{RECORDS_FOLDER}/`, `{TEMPLATES_FOLDER}/` "
    f"and `{SITE_FILE}` outside of `docs_dir` and `custom_dir`, and remove links in these that lead to them"
)


def raw_sources(files: Iterable[File], root: Path) -> Iterator[Path]:
    """Yield the path of each file to be published that is a source of ours, itself or what it links to."""
    is_source = _Sources(root).has
    for file in files:
        path = None if isinstance(file, OurFile) else file.abs_src_path
        if path and file.inclusion is not InclusionLevel.EXCLUDED and is_source(path):
            yield Path(path)


def raw_sources_in(config: MkDocsConfig, root: Path) -> Iterator[Path]:
    """Yield the same of the files that MkDocs will find in `docs_dir` and in the folders of the theme."""
    files = Files([])
    for folder, _, names in os.walk(config.docs_dir, followlinks=True):
        below = os.path.relpath(folder, config.docs_dir)
        for name in names:
            files.append(File(os.path.join(below, name), config.docs_dir, config.site_dir, True))
    if config.theme.custom_dir:
        files.add_files_from_theme(config.theme.get_env(), config)
    set_exclusions(files, config)
    return raw_sources(files, root)


def refuse_raw_sources(files: Iterable[File], config: MkDocsConfig, root: Path) -> None:
    """Raise PluginError if any of the files to be published is a source of ours."""
    for path in raw_sources(files, root):
        folder = Path(config.config_file_path or ".").absolute().parent
        name = path.relative_to(folder) if path.is_relative_to(folder) else path
        raise PluginError(f"{name}: {ADVICE}")


class _Sources:
    """The places of the records, the templates and `status.yml` of a site."""

    def __init__(self, root: Path) -> None:
        places = [str(root / name) for name in (RECORDS_FOLDER, TEMPLATES_FOLDER, SITE_FILE)]
        self._places = {as_path(place) for place in places for as_path in (os.path.abspath, os.path.realpath)}

    def has(self, path: str) -> bool:
        """Return whether a file is at or below one of them, by its own path or by that which it leads to."""
        found = (os.path.abspath(path), os.path.realpath(path))
        return any(
            each == place or each.startswith(place + os.sep) for each in found for place in self._places
        )
