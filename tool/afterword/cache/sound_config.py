"""Remembers that nothing is wrong with `mkdocs.yml`, so that MkDocs, which is slow to import, need not read it."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from pathlib import Path

from afterword.cache.database import CacheDatabase, CacheUnwritableError, with_sound_cache
from afterword.cache.opening import cache_folder
from afterword.cache.rows import from_json
from afterword.cache.version import file_states, sound_config_version
from afterword.diagnostics import Diagnostic
from afterword.source.files import config_file, read_source

_FILE = "config.sqlite"
_TABLES = "CREATE TABLE sound (inputs, state)"


@with_sound_cache
def is_known_sound(root: Path) -> bool:
    """Return whether `mkdocs.yml` was found to be valid before, and nothing that this depends on has changed.

    A site without a `mkdocs.yml` has none that could be wrong.
    """
    if not os.path.lexists(root / config_file(root)):
        return True
    version = config_version(root)
    if version is None:
        return False
    with CacheDatabase(_file(root), _TABLES, version) as cache:
        rows = cache.query("SELECT inputs, state FROM sound")
        return any(file_states(from_json(inputs)) == state for inputs, state in rows)


@with_sound_cache
def remember_sound(root: Path, version: str, folders: Iterable[str]) -> None:
    """Note that `mkdocs.yml` was valid when it had a `config_version`.

    `folders` are those that its settings name. It depends on these, and on the packages that were imported to read it.
    """
    inputs = sorted({*folders, *_packages()})
    try:
        with CacheDatabase(_file(root), _TABLES, version) as cache:
            cache.execute("DELETE FROM sound")
            values = (json.dumps(inputs), file_states(inputs))  # in ASCII: a path need not be UTF-8
            cache.execute("INSERT INTO sound VALUES (?, ?)", values)
            cache.commit()
    except CacheUnwritableError:
        return


def config_version(root: Path) -> str | None:
    """Return the fingerprint of `mkdocs.yml` and of where Python finds plugins; None if the file cannot be read."""
    source = read_source(root, config_file(root))
    return None if isinstance(source, Diagnostic) else sound_config_version(source)


def _packages() -> Iterator[str]:
    """Yield the first file of each package that is imported: installing another version writes it anew."""
    for name, module in [*sys.modules.items()]:
        file = getattr(module, "__file__", None)
        if file and "." not in name and name not in sys.stdlib_module_names:
            yield file


def _file(root: Path) -> Path | None:
    folder = cache_folder(root)
    return folder and folder / _FILE
