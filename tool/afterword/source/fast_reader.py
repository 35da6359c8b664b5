"""Fast path for files without problems: reads YAML to strings, lists and dicts, without nodes and positions.

Positions are only needed to report problems, and most records have none. Without them, reading takes less than half
the time. If anything might have to be reported, `parse` reads the text again.
"""

from __future__ import annotations

import yaml

from afterword.source.conflicts import may_have_conflicts
from afterword.source.direction import has_isolates
from afterword.source.nodes import NULLS, Plain
from afterword.source.parse import DEPTH_LIMIT, SWALLOWED
from afterword.source.text import FORBIDDEN

_INDICATORS = ("#", "&", "!", "\\")
"""Beginnings of comments, anchors, tags and escapes. A text without them needs no check for these."""


def read_fast(text: str) -> dict[str, Plain] | None:
    """Read a mapping as `nodes.plain` would return it, or return None if `parse` must read the text.

    The result is not None only if `parse` would report no problem, and if each key has a value.
    """
    if "\t" in text or may_have_conflicts(text) or has_isolates(text):
        return None
    try:
        return _Reader(text).read()
    except (_NeedsFullParseError, yaml.MarkedYAMLError):
        return None


class _NeedsFullParseError(Exception):
    """The text contains something that may have to be reported."""


class _Reader:
    """Reads recursively; each step asks libyaml for the next event, so no stack is needed."""

    def __init__(self, text: str) -> None:
        self._next = yaml.CBaseLoader(text).get_event
        check_scalars = any(indicator in text for indicator in _INDICATORS)
        self._lines = text.split("\n") if check_scalars else []

    def read(self) -> dict[str, Plain]:
        self._next()  # the stream begins
        document = self._next()
        if isinstance(document, yaml.DocumentStartEvent) and (document.version or document.tags):
            raise _NeedsFullParseError
        root = self._container(self._next(), 1)
        self._next()  # the document ends
        if type(self._next()) is not yaml.StreamEndEvent or not isinstance(root, dict):
            raise _NeedsFullParseError
        return root

    def _mapping(self, depth: int) -> dict[str, Plain]:
        next_event, scalar, check_scalars = self._next, yaml.ScalarEvent, bool(self._lines)
        entries: dict[str, Plain] = {}
        while type(event := next_event()) is scalar:
            key = event.value
            if not key or key == "<<" or key in entries or (check_scalars and self._is_suspicious(event)):
                raise _NeedsFullParseError
            event = next_event()
            if type(event) is not scalar:
                entries[key] = self._container(event, depth + 1)
            elif (not event.style and event.value in NULLS) or (check_scalars and self._is_suspicious(event)):
                raise _NeedsFullParseError
            else:
                entries[key] = event.value
        if type(event) is not yaml.MappingEndEvent:
            raise _NeedsFullParseError
        return entries

    def _sequence(self, depth: int) -> list[Plain]:
        next_event, scalar, check_scalars = self._next, yaml.ScalarEvent, bool(self._lines)
        items: list[Plain] = []
        while type(event := next_event()) is not yaml.SequenceEndEvent:
            if type(event) is not scalar:
                items.append(self._container(event, depth + 1))
            elif (not event.style and event.value in NULLS) or (check_scalars and self._is_suspicious(event)):
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

    def _is_suspicious(self, event: yaml.ScalarEvent) -> bool:
        """Return whether `parse` might report a problem of a text, or of what follows it on its line."""
        if event.anchor or event.tag:
            return True
        if event.style:
            return event.style == '"' and (
                FORBIDDEN.search(event.value) is not None or has_isolates(event.value)
            )
        end = event.end_mark
        assert end, "libyaml marks every event"
        line = self._lines[end.line]
        return end.column < len(line) and SWALLOWED.match(line, end.column) is not None
