"""One file that was read: its name, its text, and its fields that could not be used."""

from __future__ import annotations

from dataclasses import dataclass

from afterword.source.nodes import Path


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file, with its path relative to the site's root.

    The tree of nodes is not kept: findings are rare, and parsing a record again to locate one takes a quarter of a
    millisecond, while thousands of trees would take hundreds of megabytes. `left_out` are the fields that could not
    be used; with them, a path into the usable rest can still be located in the text.
    """

    file: str
    text: str
    left_out: tuple[Path, ...] = ()

    def is_left_out(self, path: Path) -> bool:
        """Return whether a field, or anything else below its top-level key, could not be used."""
        return any(path[:1] == gone[:1] for gone in self.left_out)

    def original(self, path: Path) -> Path:
        """Return the path in the text for a path in the usable rest: list items that were left out count again."""
        for gone in sorted(self.left_out, key=lambda p: [str(step).zfill(9) for step in p]):
            *parent, index = gone
            depth = len(parent)
            if isinstance(index, int) and path[:depth] == tuple(parent) and len(path) > depth:
                step = path[depth]
                if isinstance(step, int) and step >= index:
                    path = (*path[:depth], step + 1, *path[depth + 1 :])
        return path
