"""What kept results depend on besides the records: where any of it is another, they are made anew."""

from __future__ import annotations

import os
import sys
import zoneinfo
from collections.abc import Iterator
from functools import lru_cache
from hashlib import blake2b
from importlib.util import find_spec
from pathlib import Path

_PACKAGE = Path(__file__).parents[1]
_LIBRARIES = ("cmarkgfm", "jinja2", "markupsafe", "nh3", "pydantic", "tzdata", "yaml")


def of_checks(site: bytes) -> str:
    """Stand for what findings depend on: the code, and `status.yml`."""
    return _digest(_code(), site.hex())


def of_pages(site: bytes, packaged_templates: Path, own_templates: Path) -> str:
    """Stand for what pages depend on: the code, `status.yml`, and the templates."""
    own = [(name, _content(path)) for name, path in _files(own_templates)]
    return _digest(_code(), site.hex(), _looks(packaged_templates), own)


@lru_cache(maxsize=1)
def _code() -> str:
    zones = [_look(Path(folder, "tzdata.zi")) for folder in zoneinfo.TZPATH]
    libraries = [
        _look(Path(found.origin)) for each in _LIBRARIES if (found := find_spec(each)) and found.origin
    ]
    return _digest(sys.version, libraries, zones, _looks(_PACKAGE))


def _looks(folder: Path) -> list[tuple[str, object]]:
    return [(name, _look(path)) for name, path in _files(folder) if not name.endswith(".pyc")]


def _look(path: Path) -> object:
    try:
        known = os.stat(path)
    except OSError:
        return None
    return known.st_size, known.st_mtime_ns


def _content(path: Path) -> object:
    """Give a template's text; of what is no ordinary file, an editor's lock for instance, what it looks like."""
    try:
        return path.read_bytes().hex() if path.is_file() else _look(path)
    except OSError:
        return _look(path)


def _files(folder: Path) -> Iterator[tuple[str, Path]]:
    seen: set[str] = set()
    for place, folders, names in os.walk(folder, followlinks=True):  # as Jinja does
        seen.add(os.path.realpath(place))
        folders[:] = sorted(
            each for each in folders if os.path.realpath(os.path.join(place, each)) not in seen
        )
        for name in sorted(names):
            path = Path(place, name)
            yield path.relative_to(folder).as_posix(), path


def _digest(*parts: object) -> str:
    return blake2b(repr(parts).encode(), digest_size=16).hexdigest()
