"""Tries a fix: the problem must be gone, nothing else may be wrong, and the rest of the file must mean the same."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from typing import TypeAlias

from afterword.checks.finding_keys import without_lines
from afterword.comparison.differences import differences
from afterword.comparison.tree import Tree, tree_of
from afterword.diagnostics import Diagnostic
from afterword.records.decode import Decoded, decode_record, decode_site
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.records.zone import UTC_ZONE
from afterword.source.files import SITE_FILE
from afterword.source.nodes import Path
from afterword.source.parse import parse
from afterword.source.text import decode

AnyDecoded: TypeAlias = "Decoded[Record] | Decoded[Site]"

_REPORTED_AT_MOST = 20
"""Of so many findings of one rule, others may have been left out."""
_MISREAD = frozenset({"unknown-key", "duplicate-key", "key-not-text", "swallowed-number"})
"""What is found in a line that was made readable in the wrong way."""


def decoded(file: str, text: str, site: Site) -> AnyDecoded:
    """Decode a text as the file of that name."""
    data = text.encode("utf-8", "surrogatepass")
    return decode_site(file, data) if file == SITE_FILE else decode_record(file, data, site)


def is_sound(finding: Diagnostic, before: str, after: str, site: Site, path: Path | None) -> bool:
    """Return whether a fix of a finding did what it should. `path` is the field to which it gives another meaning."""
    file = finding.location.file
    if _end_of_reading(file, before) is not None:
        return _reads_further(finding, before, after, site)
    if _end_of_reading(file, after) is not None:
        return False
    old, new = decoded(file, before, site), decoded(file, after, site)
    of_reader = any(without_lines(each) == without_lines(finding) for each in old.diagnostics)
    if of_reader and not has_fewer(finding, old.diagnostics, new.diagnostics):
        return False
    return not has_new(old.diagnostics, new.diagnostics) and _means_the_same(old, new, path)


def is_readable(file: str, text: str) -> bool:
    """Return whether all of a text could be read."""
    return _end_of_reading(file, text) is None


def has_fewer(finding: Diagnostic, before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> bool:
    """Return whether findings like one have become fewer."""
    old, new = Counter(map(without_lines, before)), Counter(map(without_lines, after))
    return (
        new[without_lines(finding)] < old[without_lines(finding)]
        or old[without_lines(finding)] >= _REPORTED_AT_MOST
    )


def has_new(before: Iterable[Diagnostic], after: Iterable[Diagnostic]) -> bool:
    """Return whether there are findings that were not there before."""
    old, new = Counter(map(without_lines, before)), Counter(map(without_lines, after))
    many = {rule for rule, number in Counter(rule for rule, _ in old).items() if number >= _REPORTED_AT_MOST}
    return any(key[0] not in many for key in new - old)


def _end_of_reading(file: str, text: str) -> tuple[int, int, int] | None:
    """Return where a text could not be read further, as step, line and column; None if all of it could be read.

    The first step is to decode it, the second to parse it.
    """
    read, found = decode(file, text.encode("utf-8", "surrogatepass"))
    if read is None:
        return (0, found[0].location.line, found[0].location.column)
    root, found = parse(file, read)
    if root is not None:
        return None
    return (1, found[-1].location.line, found[-1].location.column) if found else (1, 0, 0)


def _reads_further(finding: Diagnostic, before: str, after: str, site: Site) -> bool:
    """Return whether a text that could not be read to its end can be read further, without new problems there."""
    file, line = finding.location.file, finding.location.line
    old, new = _end_of_reading(file, before), _end_of_reading(file, after)
    if new is not None:
        return old is not None and new > old
    found = decoded(file, after, site).diagnostics
    return not any(each.rule in _MISREAD and each.location.line == line for each in found)


def _means_the_same(old: AnyDecoded, new: AnyDecoded, path: Path | None) -> bool:
    """Return whether two texts mean the same apart from a field, and from what could not be used before."""
    if old.model is None:
        return True
    may_change = [_keys(each)[:1] for each in old.document.left_out]
    may_change += [_keys(path)] if path is not None else []
    return all(
        any(_is_part(each.keys, keys) for keys in may_change) for each in differences(_tree(old), _tree(new))
    )


def _tree(of: AnyDecoded) -> Tree | None:
    if of.model is None:
        return None
    zone = of.model.zone if isinstance(of.model, Record) else of.model.zone or UTC_ZONE
    return tree_of(of.model, zone)


def _keys(path: Path) -> tuple[str, ...]:
    return tuple(step for step in path if isinstance(step, str))


def _is_part(one: tuple[str, ...], other: tuple[str, ...]) -> bool:
    """Return whether one of two paths leads to a part of the other."""
    return one[: len(other)] == other or other[: len(one)] == one
