"""One file as it was read: its name, its text, and which of its fields could not be used."""

from __future__ import annotations

from dataclasses import dataclass

from afterword.source.nodes import Path


@dataclass(frozen=True, slots=True)
class Document:
    """The text of a file under its path relative to the site's root.

    The tree is not kept: findings are rare, and reading a record again to place one costs a quarter of a
    millisecond, while thousands of trees would cost hundreds of megabytes. `left_out` holds the fields that
    could not be used, so that a path into the usable rest still finds its place in the text.
    """

    file: str
    text: str
    left_out: tuple[Path, ...] = ()

    def is_left_out(self, path: Path) -> bool:
        """Say whether a field, or anything below its top-level key, could not be used."""
        return any(path[:1] == gone[:1] for gone in self.left_out)

    def original(self, path: Path) -> Path:
        """Count the list items again that were left out before the one that is meant."""
        for gone in sorted(self.left_out, key=lambda p: [str(step).zfill(9) for step in p]):
            *parent, index = gone
            depth = len(parent)
            if isinstance(index, int) and path[:depth] == tuple(parent) and len(path) > depth:
                step = path[depth]
                if isinstance(step, int) and step >= index:
                    path = (*path[:depth], step + 1, *path[depth + 1 :])
        return path
