"""A fix that has not been tried yet."""

from __future__ import annotations

from typing import NamedTuple

from afterword.source.edits import Edit
from afterword.source.nodes import Path


class Proposal(NamedTuple):
    """A title and edits. `path` is the field that gets another meaning, or None if nothing does."""

    title: str
    edits: tuple[Edit, ...]
    path: Path | None = None
