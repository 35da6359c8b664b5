"""What the other records of a site contain that is worth suggesting: their titles, tags and owners."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from afterword.diagnostics import Diagnostic
from afterword.editor.live_site import LiveSite
from afterword.records.decode import decode_record
from afterword.source.files import FileStat, read_source

_NEWEST = 300
"""How many records are read for the tags and owners in them, the newest first."""


class RecordFacts(NamedTuple):
    """What is suggested from a record."""

    title: str
    kind: str
    tags: tuple[str, ...]
    owners: tuple[str, ...]


_NOTHING = RecordFacts("", "", (), ())


@dataclass(slots=True)
class OtherRecords:
    """Reads the records of a site when they are asked for, each once while its file does not change."""

    _read: dict[FileStat, RecordFacts] = field(default_factory=dict)

    def facts(self, live: LiveSite, file: str) -> RecordFacts:
        """Return what is known of a record; empty texts if it cannot be read."""
        listed = live.listed.get(file)
        if listed is None:
            return _NOTHING
        if listed not in self._read:
            self._read[listed] = _facts(live, file)
        return self._read[listed]

    def tags(self, live: LiveSite) -> tuple[str, ...]:
        """Return the tags of the newest records, the most common first."""
        return _by_count(tag for facts in self._newest(live) for tag in facts.tags)

    def owners(self, live: LiveSite) -> tuple[str, ...]:
        """Return the owners of action items of the newest records, the most common first."""
        return _by_count(owner for facts in self._newest(live) for owner in facts.owners)

    def _newest(self, live: LiveSite) -> list[RecordFacts]:
        files = sorted(live.listed, key=lambda file: file.rpartition("/")[2], reverse=True)
        return [self.facts(live, file) for file in islice(files, _NEWEST)]


def _facts(live: LiveSite, file: str) -> RecordFacts:
    source = read_source(live.root, file)
    record = None if isinstance(source, Diagnostic) else decode_record(file, source, live.known).model
    if record is None:
        return _NOTHING
    owners = tuple(item.owner for item in record.action_items if item.owner)
    return RecordFacts(record.title, record.kind.value, record.tags, owners)


def _by_count(words: Iterable[str]) -> tuple[str, ...]:
    counted = Counter(words)
    return tuple(sorted(counted, key=lambda word: (-counted[word], word)))
