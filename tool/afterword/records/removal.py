"""Removes parts of a file that cannot be used, so that the rest can be checked."""

from __future__ import annotations

from typing import Any

from afterword.source.nodes import Path


def without(data: dict[str, Any], paths: tuple[Path, ...]) -> dict[str, Any]:
    """Remove the parts at paths from the data, which is changed. Of nested paths, the outer one comes first."""
    for path in reversed(paths):
        *parents, last = path
        parent: Any = data
        for step in parents:
            parent = _get(parent, step)
        if _get(parent, last) is not None:
            del parent[last]
    return data


def _get(parent: Any, step: str | int) -> Any:
    if isinstance(parent, dict):
        return parent.get(step)
    return parent[step] if isinstance(parent, list) and isinstance(step, int) and step < len(parent) else None


def sortable(path: Path) -> tuple[tuple[int, str], ...]:
    """Return a key that sorts paths, whose steps may be names or numbers; a path comes before those inside it."""
    return tuple((step, "") if isinstance(step, int) else (-1, step) for step in path)
