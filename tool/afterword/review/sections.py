"""Puts a comparison into the order in which it is read: what readers newly see first, what may be folded last."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import replace
from datetime import date
from functools import partial
from itertools import chain
from typing import NamedTuple

from afterword.checks.finding_keys import record_of
from afterword.checks.leaks.secrets import shortened
from afterword.comparison.differences import Difference
from afterword.comparison.tree import shown
from afterword.diagnostics import Diagnostic, Severity
from afterword.records.record import Record
from afterword.review.neighbours import Neighbours, shared_words
from afterword.review.numbers import MovedNumber
from afterword.review.record_diff import PageChange, RecordDiff
from afterword.review.site_diff import SiteDiff
from afterword.review.slips import slipped
from afterword.review.typed_changes import typed_change
from afterword.views import urls
from afterword.views.text.glyphs import OPEN_ACTION, OVERDUE_ACTION
from afterword.views.text.words import ENGLISH

ADDED, REMOVED, CHANGED = "+", "−", "~"
ATTENTION, SIMILAR, OPEN, OVERDUE = "!", "≈", OPEN_ACTION, OVERDUE_ACTION
FIXED, OLDER = "✓", "…"
SIGNS: Mapping[str, str] = {
    ADDED: "new",
    REMOVED: "gone",
    CHANGED: "changed",
    ATTENTION: "needs attention",
    SIMILAR: "similar record",
    OPEN: "unfinished",
    OVERDUE: "overdue",
    FIXED: "fixed",
    OLDER: "not listed",
}
"""What each sign means, for those who cannot see it."""


_SEVERITIES = tuple(Severity)
_NOT_FOLDED = 2
_CALLED_OUT = ("link", "host", "name of a person", "contact")
_INTERNAL = "internal"


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

    @property
    def size(self) -> int:
        """How many lines it has."""
        return sum(len(group.lines) for group in self.groups)

    def split(self, limit: int) -> tuple[tuple[Group, ...], tuple[Group, ...]]:
        """Return its first lines and the rest, in groups. One or two lines more than `limit` are not worth a fold."""
        left = limit if self.size > limit + _NOT_FOLDED else self.size
        first, rest = [], []
        for group in self.groups:
            shown, hidden = group.lines[: max(left, 0)], group.lines[max(left, 0) :]
            left -= len(group.lines)
            first += [group._replace(lines=shown)] if shown else []
            rest += [group._replace(lines=hidden)] if hidden else []
        return tuple(first), tuple(rest)


def sections(diff: SiteDiff) -> tuple[Section, ...]:
    """Return the parts of a comparison that are not empty, in the order in which they are read, without secrets."""
    found = (
        Section("What readers see", _seen(diff)),
        Section("Numbers that move", (*_of_site(map(_number, diff.uptimes)), *_groups(diff, _numbers))),
        Section("Findings", _found(diff)),
        Section("Settings in status.yml", _of_site(_lines(diff.settings))),
        Section("Promises", _groups(diff, _promises)),
        Section("Unknowns", _groups(diff, lambda each: _lines(each.unknowns)), folded=True),
        Section("Similar earlier records", tuple(_similar(each, diff) for each in diff.neighbours)),
        Section("What readers no longer see", _groups(diff, partial(_former_page, diff)), folded=True),
        Section("What stays internal", _groups(diff, partial(_facts, diff, "internal")), folded=True),
    )
    return tuple(
        each._replace(groups=tuple(map(_without_secrets, each.groups))) for each in found if each.groups
    )


def _without_secrets(group: Group) -> Group:
    """Cut off secrets: a comparison is shown in more places than the record, such as a comment or a log."""
    lines = (Line(line.sign, *map(shortened, line[1:])) for line in group.lines)
    return Group(group.record, shortened(group.title), tuple(lines))


def _of_site(lines: Iterable[Line]) -> tuple[Group, ...]:
    found = tuple(lines)
    return (Group("", "", found),) if found else ()


def _groups(diff: SiteDiff, write: Callable[[RecordDiff], Iterator[Line]]) -> tuple[Group, ...]:
    """Return the lines about each record that has any."""
    found = ((each.record, tuple(write(each))) for each in diff.records)
    return tuple(Group(record.id, record.title, lines) for record, lines in found if lines)


def _seen(diff: SiteDiff) -> tuple[Group, ...]:
    """Return what readers see. Of several records, what must not be overlooked in any of them is first.

    New records come last: their many lines are those of their page, and a change of a page is easily missed.
    """
    if len(diff.records) == 1:
        return _groups(diff, lambda each: chain(_notable(each), _public(diff, each)))
    first = [_naming(line, each.record.id) for each in diff.records for line in _notable(each)]
    in_order = replace(
        diff, records=tuple(sorted(diff.records, key=lambda each: each.page is PageChange.NEW))
    )
    return (*_of_site(first), *_groups(in_order, partial(_public, diff)))


def _naming(line: Line, record: str) -> Line:
    """Add the id of the record to a line that does not name it."""
    named = record in f"{line.before} {line.after}"
    return line if named else line._replace(note="; ".join(filter(None, (line.note, record))))


def _notable(diff: RecordDiff) -> Iterator[Line]:
    """Yield what a reviewer must not overlook: pages and addresses, then new links, hosts and names."""
    before, after = diff.before, diff.after
    if diff.page is PageChange.GONE and before:
        yield Line(REMOVED, "page", before=urls.incident(before.id), note=_why_gone(after))
    if diff.page is PageChange.NEW and after:
        yield Line(ADDED, "new page", after=urls.incident(after.id))
    if diff.page in (PageChange.CHANGED, PageChange.SAME) and before and after and before.id != after.id:
        note = (
            "the former address leads to it" if before.id in after.aliases else "the former address is lost"
        )
        yield Line(CHANGED, "address", urls.incident(before.id), urls.incident(after.id), note)
    for name, found in zip(_CALLED_OUT, diff.call_outs, strict=True):
        yield from (Line(ADDED, name, after=each) for each in found)


def _public(site: SiteDiff, diff: RecordDiff) -> Iterator[Line]:
    if diff.page is not PageChange.GONE:
        yield from _facts(site, "public", diff)


def _former_page(site: SiteDiff, diff: RecordDiff) -> Iterator[Line]:
    """Yield all that was on a page that disappears; that it does so is said above."""
    if diff.page is PageChange.GONE:
        yield from _facts(site, "public", diff)


def _facts(site: SiteDiff, attribute: str, diff: RecordDiff) -> Iterator[Line]:
    """Yield the differences in a list of a record, each with what it means."""
    found = getattr(diff, attribute)
    for each, line in zip(found, _lines(found), strict=True):
        change = typed_change(each, site.sites[1])
        yield line._replace(note=change.note) if change else line


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


def _found(diff: SiteDiff) -> tuple[Group, ...]:
    """Return the new findings, file by file, then those that are fixed, then the number of the others."""
    found = diff.findings
    if not (found.new or found.fixed):
        return ()
    titles = {each.record.id: each.record.title for each in diff.records}
    lines: dict[str, list[Line]] = {}
    for sign, findings in ((ATTENTION, found.new), (FIXED, found.fixed)):
        for each in sorted(findings, key=lambda each: _SEVERITIES.index(each.severity)):
            lines.setdefault(record_of(each.location.file), []).append(_finding(sign, each))
    groups = [Group(record, titles.get(record, ""), tuple(named)) for record, named in lines.items()]
    if found.older:
        groups += _of_site(
            [
                Line(
                    OLDER,
                    f"{ENGLISH.ngettext('{count} older finding', '{count} older findings', found.older)} on the site",
                )
            ]
        )
    return tuple(groups)


def _finding(sign: str, found: Diagnostic) -> Line:
    line = f"line {found.location.line}" if found.location.line and sign == ATTENTION else ""
    values = ("", found.message) if sign == ATTENTION else (found.message, "")
    return Line(sign, f"{found.severity.value}, {found.rule}", *values, note=line)


def _promises(diff: RecordDiff) -> Iterator[Line]:
    for each, line in zip(diff.promises, _lines(diff.promises), strict=True):
        yield line._replace(note=slipped(each, diff.after))
    for cause in diff.uncovered:
        yield Line(ATTENTION, f"root_causes ({cause})", note="no action item addresses it any more")


def _similar(found: Neighbours, diff: SiteDiff) -> Group:
    return Group(found.record, found.title, tuple(_neighbours(found, diff.today)))


def _neighbours(found: Neighbours, today: date) -> Iterator[Line]:
    """Yield the neighbours of a record, each with its unfinished action items."""
    for each in found.found:
        traits = each.traits
        note = "; ".join(filter(None, (shared_words(each), _INTERNAL if traits.internal else "")))
        yield Line(SIMILAR, traits.id, after=traits.title, note=note)
        for item in traits.actions:
            overdue = item.is_overdue(today)
            facts = (
                item.owner or "no owner",
                f"due {item.due}" if item.due else "no due date",
                "overdue" if overdue else "",
                _INTERNAL if item.internal or traits.internal else "",
            )
            note = ", ".join(filter(None, facts))
            yield Line(OVERDUE if overdue else OPEN, item.id, after=item.title, note=note)
    if found.more:
        yield Line(
            SIMILAR,
            f"{ENGLISH.ngettext('{count} more record', '{count} more records', found.more)} of the year before",
        )


def _lines(found: Iterable[Difference]) -> Iterator[Line]:
    for each in found:
        name = f"{each.key} ({each.entry})" if each.entry else each.key
        before = "" if each.before is None else shown(each.before)
        after = "" if each.after is None else shown(each.after)
        sign = ADDED if each.before is None else REMOVED if each.after is None else CHANGED
        yield Line(sign, name, before, after)
