"""Reads text in which nothing is odd straight to text, lists and dicts, without nodes and places.

Places are for telling a person where something is wrong, and in most records nothing is. Without them reading takes
less than half the time. Whatever might have to be told of is left to `parse`, which then reads the text anew.
"""

from __future__ import annotations

import yaml

from afterword.source.nodes import NULLS, Plain
from afterword.source.parse import DEPTH_LIMIT, SWALLOWED
from afterword.source.text import FORBIDDEN

_SIGNS = ("#", "&", "!", "\\")
"""What begins comments, names, tags and escapes; a text without them holds none that had to be looked for."""


def read_fast(text: str) -> dict[str, Plain] | None:
    """Read a mapping to what `nodes.plain` makes of it, or give None where only `parse` can tell.

    It is given only if `parse` would report no problem, and if each key has a value.
    """
    if "\t" in text:
        return None
    try:
        return _Reader(text).read()
    except (_NeedsFullParseError, yaml.MarkedYAMLError):
        return None


class _NeedsFullParseError(Exception):
    """Something stands here that may have to be told of."""


class _Reader:
    """Each step asks libyaml for the next event by itself: a loop around all of them would cost a stack."""

    def __init__(self, text: str) -> None:
        self._next = yaml.CBaseLoader(text).get_event
        watchful = any(sign in text for sign in _SIGNS)
        self._lines = text.split("\n") if watchful else []

    def read(self) -> dict[str, Plain]:
        self._next()  # the stream begins
        self._next()  # the document begins
        root = self._container(self._next(), 1)
        self._next()  # the document ends
        if type(self._next()) is not yaml.StreamEndEvent or not isinstance(root, dict):
            raise _NeedsFullParseError
        return root

    def _mapping(self, depth: int) -> dict[str, Plain]:
        following, scalar, watchful = self._next, yaml.ScalarEvent, bool(self._lines)
        entries: dict[str, Plain] = {}
        while type(event := following()) is scalar:
            key = event.value
            if not key or key == "<<" or key in entries or (watchful and self._is_odd(event)):
                raise _NeedsFullParseError
            event = following()
            if type(event) is not scalar:
                entries[key] = self._container(event, depth + 1)
            elif (not event.style and event.value in NULLS) or (watchful and self._is_odd(event)):
                raise _NeedsFullParseError
            else:
                entries[key] = event.value
        if type(event) is not yaml.MappingEndEvent:
            raise _NeedsFullParseError
        return entries

    def _sequence(self, depth: int) -> list[Plain]:
        following, scalar, watchful = self._next, yaml.ScalarEvent, bool(self._lines)
        items: list[Plain] = []
        while type(event := following()) is not yaml.SequenceEndEvent:
            if type(event) is not scalar:
                items.append(self._container(event, depth + 1))
            elif (not event.style and event.value in NULLS) or (watchful and self._is_odd(event)):
                raise _NeedsFullParseError
            else:
                items.append(event.value)
        return items

    def _container(self, start: yaml.Event | None, depth: int) -> Plain:
        if (
            not isinstance(start, yaml.CollectionStartEvent)
            or start.anchor
            or start.tag
            or depth > DEPTH_LIMIT
        ):
            raise _NeedsFullParseError
        return self._mapping(depth) if isinstance(start, yaml.MappingStartEvent) else self._sequence(depth)

    def _is_odd(self, event: yaml.ScalarEvent) -> bool:
        """Say whether `parse` might have something to say of a text, or of what stands behind it in its line."""
        if event.anchor or event.tag:
            return True
        if event.style:
            return event.style == '"' and FORBIDDEN.search(event.value) is not None
        end = event.end_mark
        assert end, "libyaml marks every event"
        line = self._lines[end.line]
        return end.column < len(line) and SWALLOWED.match(line, end.column) is not None
