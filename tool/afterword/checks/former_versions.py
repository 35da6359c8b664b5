"""Former versions of a record, as the rules see them."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from typing import NamedTuple, TypeAlias

from afterword.checks.cache_validity import Clock
from afterword.records.decode import decode_record
from afterword.records.record import Record
from afterword.records.site import Site

FormerTexts: TypeAlias = Callable[[str], tuple[tuple[str, bytes], ...]]
"""Returns the commits of a file with its bytes in each, newest first."""


class FormerRecord(NamedTuple):
    """A record in a commit; None if it could not be read there."""

    commit: str
    record: Record | None


class FormerVersions:
    """The history of one record.

    Once a rule has asked for it, findings are valid at this instant only, because there may be commits any time.
    """

    def __init__(self, texts: FormerTexts | None, site: Site, clock: Clock) -> None:
        """Begin without reading anything; `texts` is None for a site without a repository."""
        self._texts, self._site, self._clock = texts, site, clock

    def versions(self, file: str) -> Iterator[FormerRecord]:
        """Yield the committed versions of a record's file, newest first."""
        if self._texts is None:
            return
        _ = self._clock.now
        for commit, data in self._texts(file):
            yield FormerRecord(commit, decode_record(file, data, self._site).model)
