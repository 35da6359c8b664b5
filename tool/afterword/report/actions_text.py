"""Formats the list of action items for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afterword.report.terminal import BAD, DIM, MARK, Block, Column, Grid, Line, Part, Styled, text_of
from afterword.views.terminal.action_list import ListedAction
from afterword.views.text.words import ENGLISH

_TERMS = ENGLISH.terms
_COLUMNS = (
    Column(_TERMS.due),
    Column(_TERMS.priority),
    Column("Action", fills=True, least=24),
    Column(_TERMS.owner),
    Column(""),
    Column(_TERMS.record, fills=True, least=30),
)


_WIDE = 130
"""From how many cells on there is room for a table with whole titles and ids."""


def actions_blocks(items: Sequence[ListedAction], width: int) -> Iterator[Block]:
    """Yield the items as a table, or below each other where there is no room for one; then how many are overdue."""
    if not items:
        yield "No open action item matches."
        return
    if width >= _WIDE:
        yield Grid(_COLUMNS, [_row(each) for each in items])
    for number, each in enumerate(items if width < _WIDE else ()):
        yield from [""] if number else []
        due, priority, title, owner, mark, reference = _row(each)
        shown = [part for part in (due, priority, owner, mark) if text_of(part)]
        yield Line([part for each_part in shown for part in (each_part, "  ")][:-1])
        yield Line([title], indent=2)
        yield Line([reference], indent=2)
    overdue = sum(each.state == "overdue" for each in items)
    counted = ENGLISH.plural(len(items), ENGLISH.nouns.item)
    yield ""
    yield Line([Styled(f"{counted}, {overdue} overdue" if overdue else counted, DIM)])


def _row(item: ListedAction) -> list[Part]:
    overdue = item.state == "overdue"
    due = f"{item.glyph} {ENGLISH.actions.overdue}, {item.due}" if overdue else item.due or "no date"
    return [
        Styled(due, BAD if overdue else "" if item.due else DIM),
        item.priority,
        item.title,
        item.owner,
        Styled(item.mark, MARK),
        Styled(f"{item.record}#{item.id}", DIM),
    ]
