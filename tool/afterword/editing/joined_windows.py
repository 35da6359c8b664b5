"""Joins the windows of two records about the same incident: a component has one level at a time, the worst of both."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime
from typing import TypeAlias

from afterword.editing.changes import Change, Insert, Put, RefusedError, Remove
from afterword.editing.earlier_start import claims
from afterword.editing.suggested_command import suggested
from afterword.records.impact import Window
from afterword.records.record import Record
from afterword.records.time_text import time_text
from afterword.source.nodes import Plain

Rank: TypeAlias = Callable[[str], int]
"""Returns how bad a level is; higher is worse."""

_OPEN = datetime.max.replace(tzinfo=UTC)
_JOINED = ("component", "components", "scope", "level", "start", "end", "id")


@dataclass
class JoinedWindows:
    """The windows of a record, as typed and as read, while those of another record are joined with them.

    `left` are windows of the other record that are not shown in full, `ids` has the new id of those that are part of
    another one.
    """

    record: Record
    rank: Rank
    entries: list[dict[str, Plain]]
    left: list[Plain] = field(default_factory=list)
    ids: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        """Begin with the windows of the record."""
        self._before = [dict(each) for each in self.entries]
        self._spans = [_span(*each) for each in zip(self.record.windows, self.entries, strict=True)]

    def add(self, window: Window, entry: dict[str, Plain]) -> None:
        """Add a window of the other record. Raises RefusedError if one of more components would have to be divided."""
        if entry in self._before:
            return
        span = _span(window, entry)
        same = [each for each in self._spans if each.overlaps(span)]
        if any(each.claims != span.claims for each in same) and len(window.named) > 1:
            for number, each in enumerate(window.named):
                one = {**_without(entry, "components", *(["id"] if number else [])), "component": each}
                self.add(window.model_copy(update={"component": each, "components": ()}), one)
            return
        self._add(span, same)

    def changes(self) -> Iterator[Change]:
        """Yield the changes of the record."""
        for index, entry in enumerate(self.entries):
            if index >= len(self._before):
                yield Insert(("windows", index), entry)
                continue
            for key, value in entry.items():
                if self._before[index].get(key) != value:
                    yield Put(("windows", index, key), value)
            yield from (Remove(("windows", index, key)) for key in self._before[index] if key not in entry)

    def _add(self, span: _Span, same: Sequence[_Span]) -> None:
        pieces = [span]
        for each in same:
            if self.rank(each.level) < self.rank(span.level):
                self._refuse_more_components(each, span)
                self._make_way(each, span)
            if each.level == span.level and each.claims == span.claims and len(same) == 1:
                self._absorb(each, span)
                each.extend(span)
                return
            pieces = [part for piece in pieces for part in piece.without(each)]
        if not pieces:
            self._absorb(same[0], span)
        for number, piece in enumerate(pieces):
            typed = _without(piece.typed, "id") if number else piece.typed
            self.entries.append(typed)
            self._spans.append(replace(piece, typed=typed))

    def _make_way(self, milder: _Span, worse: _Span) -> None:
        """Let a milder window have the worse level, or end and begin again around it."""
        parts = milder.without(worse)
        if not parts:
            milder.typed["level"] = milder.level = worse.level
            return
        first, *others = parts
        milder.start, milder.end = first.start, first.end
        _set_times(milder.typed, first.typed)
        for each in others:
            each.typed.pop("id", None)
            self.entries.append(each.typed)
            self._spans.append(each)

    def _absorb(self, into: _Span, span: _Span) -> None:
        """Keep what a window says besides its times in another one; what differs is left."""
        name, own = span.typed.get("id"), into.typed.get("id")
        if isinstance(name, str):
            into.typed["id"] = own or name
            self.ids[name] = str(own or name)
        differs = span.level != into.level
        for key, value in span.typed.items():
            if key not in _JOINED and into.typed.setdefault(key, value) != value:
                differs = True
        if differs:
            self.left.append(span.typed)

    def _refuse_more_components(self, own: _Span, span: _Span) -> None:
        if own.claims <= span.claims:
            return
        names = sorted({component for component, _ in own.claims & span.claims})
        start = time_text(max(own.start, span.start), self.record.zone)
        levels = " ".join(f"{each}={span.level}" for each in names)
        raise RefusedError(
            f"`{', '.join(names)}` was at a worse level in the other record, and has a window with others here; run "
            + suggested(f"level {levels}", self.record.id, f'--at "{start}"')
            + " first"
        )


@dataclass
class _Span:
    """A window, as it was typed and as it was read."""

    typed: dict[str, Plain]
    claims: set[tuple[str, str]]
    level: str
    start: datetime
    end: datetime

    def overlaps(self, other: _Span) -> bool:
        return bool(self.claims & other.claims) and self.start < other.end and other.start < self.end

    def extend(self, other: _Span) -> None:
        """Begin and end with another one, if that is earlier and later."""
        if other.start < self.start:
            self.start, self.typed["start"] = other.start, other.typed["start"]
        if other.end > self.end:
            self.end = other.end
            _set_times(self.typed, {**other.typed, "start": self.typed["start"]})

    def without(self, other: _Span) -> list[_Span]:
        """Return the parts of this window outside another one."""
        if not self.overlaps(other):
            return [self]
        parts = []
        if self.start < other.start:
            typed = {**self.typed, "end": other.typed["start"]}
            parts.append(replace(self, typed=typed, end=other.start))
        if other.end < self.end:
            typed = {**self.typed, "start": other.typed["end"]}
            parts.append(replace(self, typed=typed, start=other.end))
        return parts


def _span(window: Window, typed: dict[str, Plain]) -> _Span:
    return _Span(typed, claims(window), window.level, window.start, window.end or _OPEN)


def _set_times(typed: dict[str, Plain], times: dict[str, Plain]) -> None:
    typed["start"] = times["start"]
    typed.pop("end", None)
    if "end" in times:
        typed["end"] = times["end"]


def _without(entry: dict[str, Plain], *keys: str) -> dict[str, Plain]:
    return {key: value for key, value in entry.items() if key not in keys}
