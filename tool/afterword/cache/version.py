"""Cache fingerprints: digests of what cached results depend on besides the records.

When a fingerprint changes, its cache starts out empty.
"""

from __future__ import annotations

import os
import sys
import zoneinfo
from collections.abc import Iterable, Iterator
from functools import lru_cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path, PurePath

from afterword.cache.installed import recorded_files, versions_beside
from afterword.source.files import is_of_records, stat_fingerprint
from afterword.source.site_source import SiteSource

_PACKAGE = Path(__file__).parents[1]
_BYTECODE = "__pycache__"
_LIBRARIES = (
    "babel",
    "cmarkgfm",
    "detect_secrets",
    "jinja2",
    "markupsafe",
    "nh3",
    "pydantic",
    "tzdata",
    "yaml",
)


def checks_version(site: SiteSource) -> str:
    """Return the fingerprint of what check results depend on: the code, and what the site is decoded from."""
    return _digest(_code(), _source(site))


def pages_version(site: SiteSource, packaged_templates: Path, own_templates: Path) -> str:
    """Return the fingerprint of what pages depend on: the code, what the site is decoded from, and the templates."""
    own = [
        (name, _content(Path(path)))
        for name, path in _files(own_templates)
        if not is_of_records(PurePath(name))
    ]
    return _digest(_code(), _source(site), _installed(packaged_templates), own)


def sound_config_version(config: bytes) -> str:
    """Return the fingerprint of what is found in `mkdocs.yml`: its bytes, the code, and where Python finds plugins."""
    return _digest(_code(), config.hex(), [(folder, _stat(Path(folder))) for folder in sys.path])


def file_states(paths: Iterable[str]) -> str:
    """Return a digest that changes when a file, or anything in a folder, is changed, added or removed."""
    found = [(path, _state(path), _states_below(path) if os.path.isdir(path) else ()) for path in paths]
    return _digest(found)


def _source(site: SiteSource) -> tuple[str, str]:
    return site.data.hex(), site.site_url


def _states_below(folder: str) -> list[tuple[str, object]]:
    return [(name, _state(path)) for name, path in _files(Path(folder))]


def _state(path: str | Path) -> object:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_size, stat_fingerprint(status)


@lru_cache(maxsize=1)
def _code() -> str:
    zones = [_content(Path(folder, "tzdata.zi")) for folder in zoneinfo.TZPATH]
    libraries = [spec.origin for name in _LIBRARIES if (spec := find_spec(name)) and spec.origin]
    return _digest(sys.version, versions_beside(libraries), zones, _installed(_PACKAGE))


def _installed(folder: Path) -> object:
    """Return what identifies the code in a folder: digests of a wheel's files, else their sizes and times."""
    return recorded_files(folder, _PACKAGE) or _stats(folder)


def _stats(folder: Path) -> list[tuple[str, object]]:
    return [(name, _stat(path)) for name, path in _files(folder)]


def _stat(path: str | Path) -> object:
    try:
        status = os.stat(path)
    except OSError:
        return None
    return status.st_size, status.st_mtime_ns


def _content(path: Path) -> object:
    """Return a file's bytes; of anything but a regular file, such as an editor's lock, its size and time."""
    try:
        return path.read_bytes().hex() if path.is_file() else _stat(path)
    except OSError:
        return _stat(path)


def _files(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield every file below a folder but bytecode, following links as Jinja does, but into no folder twice."""
    seen: set[tuple[int, int]] = set()
    for parent, folders, names in os.walk(folder, followlinks=True):
        seen.add(_identity(parent))
        folders[:] = sorted(
            name
            for name in folders
            if name != _BYTECODE and _identity(os.path.join(parent, name)) not in seen
        )
        below = f"{parent}{os.sep}".removeprefix(f"{folder}{os.sep}").replace(os.sep, "/")
        yield from ((f"{below}{name}", os.path.join(parent, name)) for name in sorted(names))


def _identity(folder: str) -> tuple[int, int]:
    """Return what a folder has in common with each link to it; nothing of one that is gone."""
    try:
        status = os.stat(folder)
    except OSError:
        return 0, 0
    return status.st_dev, status.st_ino


def _digest(*parts: object) -> str:
    return blake2b(repr(parts).encode(), digest_size=16).hexdigest()
