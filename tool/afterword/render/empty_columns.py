"""Leaves out the columns of a table in which no row has a value.

Rows of long lists are rendered once, each by itself. So a row marks its cells without a value with `data-none` and the
name of their column, and what becomes of them is decided where all rows of a table are known.
"""

from __future__ import annotations

import re
from collections import Counter
from typing import NamedTuple

from markupsafe import Markup

from afterword.prose.escaped import as_markup

_EMPTY = re.compile(r"<td data-none=(\w+)(.*?</td>\n?)")


class TableRows(NamedTuple):
    """The rows of a table as HTML, and the columns that they do not have because none of them has a value."""

    rows: Markup
    empty: frozenset[str]


def without_empty_columns(rows: str) -> TableRows:
    """Remove the cells of columns in which no row has a value, and the marks of the other cells without one."""
    html = str(rows).strip()
    number = html.count("<tr")
    marked = Counter(column for column, _ in _EMPTY.findall(html))
    empty = frozenset(column for column, cells in marked.items() if cells == number)
    return TableRows(
        as_markup(_EMPTY.sub(lambda cell: "" if cell[1] in empty else f"<td{cell[2]}", html)), empty
    )
