"""The samples on a rule's page: one passes, one fails. The handbook shows them, and the tests run them."""

from __future__ import annotations

import re
from collections.abc import Mapping

SAMPLE_FILE = "incidents/2026/2026-11-20-search-is-slow.yml"
"""The file of a sample that does not name one."""

_BLOCK = re.compile(r"^(?P<verdict>Passes|Fails):\n\n```yaml\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_HEADER = re.compile(r"^# (?P<file>status\.yml|incidents/\S+\.ya?ml)\n", re.MULTILINE)


def samples(page: str) -> Mapping[str, Mapping[str, str]]:
    """Return the files of the samples of a page, by their verdict: `Passes` and `Fails`."""
    return {match["verdict"]: sample_files(match["text"]) for match in _BLOCK.finditer(page)}


def sample_files(text: str) -> Mapping[str, str]:
    """Return the files of a sample by name: one record, or several files, each after a comment with its name."""
    before, *parts = _HEADER.split(text)
    named = dict(zip(parts[::2], parts[1::2], strict=True))
    return {SAMPLE_FILE: before} | named if before.strip() else named
