"""Implements `list`: the records that match a filter, latest first."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import TYPE_CHECKING, NamedTuple

from afterword.app.overview import LISTED, WORDS, Overview
from afterword.diagnostics import Diagnostic
from afterword.records.project import Project
from afterword.records.vocabulary import FINAL_STATES, Visibility
from afterword.timeline.lifecycle import Phase
from afterword.views.context import Context
from afterword.views.terminal.record_list import ListedRecord
from afterword.views.text.labels import StateLabel, label_of
from afterword.views.text.words import ENGLISH

if TYPE_CHECKING:
    from afterword.formats.view_types import RecordEntry

_DAY_OF_ID = len("2026-11-20")


@dataclass(frozen=True)
class RecordFilter:
    """Which records to list: those that match all of it. An empty value matches all records.

    Of several components, severities, kinds or tags, a record must have one. Of `words`, which are in lower case, its
    texts must contain all. `since` and `until` are a period in which some of it must have been, without its end.
    """

    is_open: bool = False
    components: frozenset[str] = frozenset()
    severities: frozenset[str] = frozenset()
    kinds: frozenset[str] = frozenset()
    tags: frozenset[str] = frozenset()
    since: datetime | None = None
    until: datetime | None = None
    words: tuple[str, ...] = ()

    def matches(self, entry: RecordEntry) -> bool:
        """Return whether a record matches, apart from its words."""
        return (
            (not self.is_open or entry["state"] not in FINAL_STATES)
            and (not self.components or not self.components.isdisjoint(entry["components"]))
            and (not self.severities or entry["severity"] in self.severities)
            and (not self.kinds or entry["kind"] in self.kinds)
            and (not self.tags or not self.tags.isdisjoint(each.casefold() for each in entry["tags"]))
            and (self.since is None or _end(entry) >= self.since)
            and (self.until is None or _start(entry) < self.until)
        )


class RecordList(NamedTuple):
    """The records that a list shows, how many match, and the files that cannot be read."""

    context: Context
    entries: tuple[RecordEntry, ...]
    count: int  # type: ignore[assignment]  # `tuple.count` is not needed here
    broken: tuple[Diagnostic, ...]


def record_list(overview: Overview, chosen: RecordFilter, limit: int | None) -> RecordList:
    """Return the latest records that match, at most `limit`."""
    context = Context(Project(overview.site, ()), overview.audience, overview.now)
    found: list[RecordEntry] = []
    everything = chosen == RecordFilter()
    count = 0
    covered = overview.covered
    for text in _texts(overview, chosen.words):
        if limit is not None and len(found) >= limit and everything:
            count += 1
            continue
        entry: RecordEntry = json.loads(text)
        if chosen.matches(entry):
            count += 1
            if limit is None or len(found) < limit:
                entry["post_mortem"] = entry["post_mortem"] or entry["id"] in covered
                found.append(entry)
    return RecordList(context, tuple(found), count, overview.broken)


def listed_record(context: Context, entry: RecordEntry) -> ListedRecord:
    """Return the row of a record, in the words of the lists of pages."""
    said, number = entry["words"], entry["number"]
    state = StateLabel(entry["state"], said["state"], said["glyph"])
    if entry["phase"] == Phase.OVERRUN:
        state = state._replace(name=ENGLISH.record.overrun)
    worst = entry["worst_level"]
    return ListedRecord(
        id=entry["id"],
        title=f"{number}: {entry['title']}" if number else entry["title"],
        state=state,
        is_open=entry["state"] not in FINAL_STATES,
        mark=_mark(context, entry),
        duration=said["duration"],
        level=label_of(ENGLISH, context.site, worst)._replace(extent=said["extents"][0]) if worst else None,
    )


def _mark(context: Context, entry: RecordEntry) -> str:
    if entry["visibility"] == Visibility.INTERNAL:
        return ENGLISH.record.internal.lower()
    if not entry["publish_at"]:
        return ""
    at = ENGLISH.instant(instant(entry["publish_at"]), context.zone)
    return ENGLISH.record.held_until.replace("H", "h", 1).format(time=f"{at.text} {at.zone}")


def _texts(overview: Overview, needed: Iterable[str]) -> Iterator[str]:
    """Yield the entry of each record that contains all words, latest first."""
    entries = overview.cache.fragments(LISTED)
    if not needed:
        yield from entries
        return
    for entry, text in zip(entries, overview.cache.fragments(WORDS), strict=True):
        if all(word in text for word in needed):
            yield entry


def _start(entry: RecordEntry) -> datetime:
    return instant(entry["started"] or entry["scheduled_start"] or entry["id"][:_DAY_OF_ID])


def _end(entry: RecordEntry) -> datetime:
    if entry["state"] not in FINAL_STATES:
        return datetime.max.replace(tzinfo=UTC)
    return instant(entry["resolved"]) if entry["resolved"] else _start(entry)


def instant(text: str) -> datetime:
    """Read an instant; a clock time whose zone is not known counts as one in UTC."""
    found = datetime.fromisoformat(text)
    return found if found.tzinfo else found.replace(tzinfo=UTC)
