"""Writes a command about a record for a message; it names the record, so that it changes no other when it is pasted."""

from __future__ import annotations

import shlex


def suggested(words: str, record_id: str, *options: str) -> str:
    """Return the command `afterword` with `words`, the id of the record and options, in backticks."""
    return f"`{' '.join(['afterword', words, shlex.quote(record_id), *options])}`"
