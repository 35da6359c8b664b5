"""Puts a comparison into the order in which it is read: what readers newly see first, what may be folded last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import NamedTuple

from afterword.comparison.differences import Difference
from afterword.comparison.tree import shown
from afterword.records.record import Record
from afterword.review.numbers import MovedNumber
from afterword.review.record_diff import PageChange, RecordDiff
from afterword.review.site_diff import SiteDiff
from afterword.review.slips import slipped
from afterword.views import urls

ADDED, REMOVED, CHANGED = "+", "−", "~"


class Line(NamedTuple):
    """One thing that is different. `before` and `after` are empty where there is nothing; `note` says more."""

    sign: str
    name: str
    before: str = ""
    after: str = ""
    note: str = ""


class Group(NamedTuple):
    """The lines about one record, or about the site if `record` is empty."""

    record: str
    title: str
    lines: tuple[Line, ...]


class Section(NamedTuple):
    """One question of a reviewer, with its answers; `folded` if few readers need it."""

    title: str
    groups: tuple[Group, ...]
    folded: bool = False


def sections(diff: SiteDiff) -> tuple[Section, ...]:
    """Return the parts of a comparison that are not empty, in the order in which they are read."""
    found = (
        Section("What readers see", _groups(diff, _public)),
        Section("Numbers that move", (*_of_site(map(_number, diff.uptimes)), *_groups(diff, _numbers))),
        Section("Settings in status.yml", _of_site(_lines(diff.settings))),
        Section("Promises", _groups(diff, _promises)),
        Section("What stays internal", _groups(diff, lambda each: _lines(each.internal)), folded=True),
        Section("Unknowns", _groups(diff, lambda each: _lines(each.unknowns)), folded=True),
    )
    return tuple(each for each in found if each.groups)


def _of_site(lines: Iterable[Line]) -> tuple[Group, ...]:
    found = tuple(lines)
    return (Group("", "", found),) if found else ()


def _groups(diff: SiteDiff, write: Callable[[RecordDiff], Iterator[Line]]) -> tuple[Group, ...]:
    """Return the lines about each record that has any."""
    found = ((each.record, tuple(write(each))) for each in diff.records)
    return tuple(Group(record.id, record.title, lines) for record, lines in found if lines)


def _public(diff: RecordDiff) -> Iterator[Line]:
    before, after = diff.before, diff.after
    if diff.page is PageChange.NEW and after:
        yield Line(ADDED, "new page", after=urls.incident(after.id))
    if diff.page is PageChange.GONE and before:
        yield Line(REMOVED, "page", before=urls.incident(before.id), note=_why_gone(after))
    if diff.page in (PageChange.CHANGED, PageChange.SAME) and before and after and before.id != after.id:
        note = "the former address leads on" if before.id in after.aliases else "the former address is lost"
        yield Line(CHANGED, "address", urls.incident(before.id), urls.incident(after.id), note)
    for link in diff.links:
        yield Line(ADDED, "link", after=link)
    if diff.page is not PageChange.GONE:
        yield from _lines(diff.public)


def _why_gone(after: Record | None) -> str:
    if after is None:
        return "the record was deleted"
    return f"the record is {after.visibility.value}" if not after.publish_at else "the record is held back"


def _numbers(diff: RecordDiff) -> Iterator[Line]:
    yield from map(_number, diff.numbers)


def _number(moved: MovedNumber) -> Line:
    sign = CHANGED if moved.before and moved.after else ADDED if moved.after else REMOVED
    name = f"{moved.component}, {moved.name}" if moved.component else moved.name
    return Line(sign, name, moved.before, moved.after)


def _promises(diff: RecordDiff) -> Iterator[Line]:
    for each, line in zip(diff.promises, _lines(diff.promises), strict=True):
        yield line._replace(note=slipped(each, diff.after))


def _lines(found: Iterable[Difference]) -> Iterator[Line]:
    for each in found:
        name = f"{each.key} ({each.entry})" if each.entry else each.key
        before = "" if each.before is None else shown(each.before)
        after = "" if each.after is None else shown(each.after)
        sign = ADDED if each.before is None else REMOVED if each.after is None else CHANGED
        yield Line(sign, name, before, after)
