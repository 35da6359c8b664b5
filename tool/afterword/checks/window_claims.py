"""Finds windows that several records have, without keeping the records themselves."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from datetime import datetime
from types import MappingProxyType
from typing import NamedTuple

from afterword.records.impact import Window
from afterword.records.record import Record
from afterword.records.rough_time import exact, is_coarse, is_unknown
from afterword.records.vocabulary import Relation

_ONE_EVENT = (Relation.PART_OF, Relation.DUPLICATE_OF)


class WindowClaims(NamedTuple):
    """The keys of a record's windows, and the records that it says it shares them with.

    Windows with equal keys are of the same component, level, scope, start and end. `shared_with` are ids.
    """

    keys: tuple[str, ...] = ()
    shared_with: tuple[str, ...] = ()


NO_CLAIMS = WindowClaims()


def window_claims(record: Record | None) -> WindowClaims:
    """Return the claims of a record. An imported one has none: its source may list an incident twice."""
    if record is None or record.origin:
        return NO_CLAIMS
    keys = tuple(key for window in record.windows for key in window_keys(window))
    return WindowClaims(keys, tuple(_shared_with(record)) if keys else ())


def _shared_with(record: Record) -> Iterator[str]:
    """Yield the ids of the records that a record says to be about the same incident."""
    yield from (each.id for each in record.related if each.relation in _ONE_EVENT)
    yield from record.post_mortem.covers if record.post_mortem else ()


def window_keys(window: Window) -> Iterator[str]:
    """Yield a key for each component of a window; none if its times are so coarse that others may have them too."""
    unknown = is_unknown(window.end)
    if is_coarse(window.start) or (is_coarse(window.end) and not unknown):
        return
    end = "unknown" if unknown else _written(window.end) if window.end else ""
    for component in dict.fromkeys(window.named):
        yield " ".join((component, window.level, _written(window.start), end, *window.scope))


class WindowIndex:
    """Which files have which windows. It can be changed while a site is checked."""

    def __init__(self, claims: Mapping[str, WindowClaims] = MappingProxyType({})) -> None:
        """Begin with the claims that are known already, by file."""
        self._claims = dict(claims)
        self._files: dict[str, list[str]] = {}
        for file, each in self._claims.items():
            for key in each.keys:
                self._files.setdefault(key, []).append(file)

    def put(self, file: str, claims: WindowClaims) -> None:
        """Replace the claims of a file; NO_CLAIMS removes them."""
        if claims == (before := self._claims.get(file, NO_CLAIMS)):
            return
        for key in before.keys:
            self._files[key] = [each for each in self._files[key] if each != file]
        for key in claims.keys:
            self._files[key] = [*self._files.get(key, ()), file]
        self._claims[file] = claims

    def copy(self) -> WindowIndex:
        """Return an index with the same windows, which can be changed on its own."""
        copied = WindowIndex()
        copied._claims, copied._files = self._claims.copy(), self._files.copy()
        return copied

    def repeated(self) -> dict[str, list[str]]:
        """Return the keys of windows that several files have, by file."""
        found: dict[str, list[str]] = {}
        for key, files in self._files.items():
            for file in files if len(files) > 1 and len(set(files)) > 1 else ():
                found.setdefault(file, []).append(key)
        return found

    def files(self, key: str) -> Iterable[str]:
        """Return the files that have a window, in their order."""
        return sorted(set(self._files.get(key, ())))

    def shared_with(self, file: str) -> tuple[str, ...]:
        """Return the ids of the records that the one in a file is said to be about too."""
        return self._claims.get(file, NO_CLAIMS).shared_with


def _written(at: datetime) -> str:
    return exact(at).isoformat()
