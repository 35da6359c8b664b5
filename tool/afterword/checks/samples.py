"""The samples on a rule's page: one passes, one fails. The handbook shows them, and the tests run them.

That of a rule that judges a change has two parts, what was there before and what is there after it.
"""

from __future__ import annotations

import re
from collections.abc import Mapping

from afterword.patterns import pattern

SAMPLE_FILE = "incidents/2026/2026-11-20-search-is-slow.yml"
"""The file of a sample that does not name one."""

_BLOCK = pattern(r"^(?P<verdict>Passes|Fails):\n\n```yaml\n(?P<text>.*?)^```$", re.DOTALL | re.MULTILINE)
_HEADER = pattern(r"^# (?P<file>status\.yml|incidents/\S+\.ya?ml)\n", re.MULTILINE)


_CHANGE = pattern(r"^# before\n(?P<before>.*?)^# after\n(?P<after>.*)", re.DOTALL | re.MULTILINE)


def samples(page: str) -> Mapping[str, Mapping[str, str]]:
    """Return the files of the samples of a page, by their verdict (`Passes`, `Fails`); of a change, those after it."""
    return {verdict: sample_files(before_and_after(text)[1]) for verdict, text in _BLOCK.findall(page)}


def bases(page: str) -> Mapping[str, Mapping[str, str]]:
    """Return the files before the change in each sample of a page, by its verdict; nothing for other samples."""
    found = {verdict: before_and_after(text)[0] for verdict, text in _BLOCK.findall(page)}
    return {verdict: sample_files(before) for verdict, before in found.items() if before is not None}


def before_and_after(text: str) -> tuple[str | None, str]:
    """Return what a sample shows before a change, None if it is not about one, and what it shows after it."""
    change = _CHANGE.match(text)
    return (change["before"], change["after"]) if change else (None, text)


def sample_files(text: str) -> Mapping[str, str]:
    """Return the files of a sample by name: one record, or several files, each after a comment with its name."""
    before, *parts = _HEADER.split(text)
    named = dict(zip(parts[::2], parts[1::2], strict=True))
    return {SAMPLE_FILE: before} | named if before.strip() else named
