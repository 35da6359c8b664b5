"""Formats the list of records for a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from afterword.diagnostics import Diagnostic
from afterword.records.site import Site
from afterword.report.terminal import BAD, BOLD, DIM, MARK, Block, Column, Grid, Line, Part, Styled, of_level
from afterword.views.terminal.record_list import ListedRecord
from afterword.views.text.words import ENGLISH

_TERMS = ENGLISH.terms
_COLUMNS = (
    Column(_TERMS.record),
    Column("State", fills=True, least=15),
    Column(_TERMS.duration, rank=1),
    Column(_TERMS.worst_level, rank=2),
    Column("Title", rank=3, fills=True, least=28),
)


def list_blocks(
    records: Sequence[ListedRecord], count: int, broken: Sequence[Diagnostic], site: Site
) -> Iterator[Block]:
    """Yield the records as a table, then those that cannot be read; `count` is how many records match."""
    if records:
        yield Grid(_COLUMNS, [_row(each, site) for each in records])
    elif not broken:
        yield "No record matches." if count == 0 else ""
    if len(records) < count:
        yield ""
        yield Line(
            [Styled(f"{len(records)} of {ENGLISH.plural(count, ENGLISH.nouns.record)}; --all lists all", DIM)]
        )
    yield from broken_blocks(broken, first=not records)


def broken_blocks(broken: Sequence[Diagnostic], *, first: bool = False) -> Iterator[Block]:
    """Yield the files that cannot be read as records, each with its first problem."""
    if broken and not first:
        yield ""
    for each in broken:
        where = f"{each.location.file}:{each.location.line}" if each.location.line else each.location.file
        yield Line([Styled("✗ cannot be read", BAD), "  ", Styled(where, BOLD)])
        yield Line([each.message.replace("\n", " ")], indent=2)
    if broken:
        yield Line([Styled("`afterword check` shows every problem in full", DIM)])


def _row(record: ListedRecord, site: Site) -> list[Part]:
    weight = BOLD if record.is_open else ""
    mark = f", {record.mark}" if record.mark else ""
    return [
        Styled(record.id, weight),
        Styled(f"{record.state.glyph} {record.state.name}{mark}", MARK if mark else weight or DIM),
        record.duration,
        of_level(record.level, site) if record.level else "",
        record.title,
    ]
