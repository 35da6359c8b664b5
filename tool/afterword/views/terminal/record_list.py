"""The rows of the list of records."""

from __future__ import annotations

from typing import NamedTuple

from afterword.views.text.labels import LevelLabel, StateLabel


class ListedRecord(NamedTuple):
    """A record in the list. `mark` says why the public does not see it, empty if it does; `level` is its worst."""

    id: str
    title: str
    state: StateLabel
    is_open: bool
    mark: str
    duration: str
    level: LevelLabel | None
