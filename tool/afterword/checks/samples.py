"""The samples on a rule's page: one passes, one fails. The handbook shows them, and the tests run them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass

SAMPLE_FILE = "incidents/2026/2026-11-20-search-is-slow.yml"
"""The file of a sample that does not name one."""

_BLOCK = re.compile(r"^(?P<verdict>Passes|Fails):\n\n```yaml\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_HEADER = re.compile(r"^# (?P<file>status\.yml|incidents/\S+\.ya?ml)\n", re.MULTILINE)


@dataclass(frozen=True, slots=True)
class Sample:
    """The text of a sample as it is shown. It may contain several files, each after a comment with its name."""

    text: str

    @property
    def files(self) -> Mapping[str, str]:
        """The text of each file, by file name."""
        before, *parts = _HEADER.split(self.text)
        named = dict(zip(parts[::2], parts[1::2], strict=True))
        return {SAMPLE_FILE: before} | named if before.strip() else named


def samples(page: str) -> Mapping[str, Sample]:
    """Return the samples of a page by their verdict: `Passes` and `Fails`."""
    return {match["verdict"]: Sample(match["text"]) for match in _BLOCK.finditer(page)}
