"""No cell is a formula, whether a spreadsheet expects commas, semicolons or tabs, and no text is lost."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.formats.csv_text import csv_text

FORMULA = tuple("=+-@＝＋－＠")  # noqa: RUF001 - full-width forms are computed too
NUMBER = re.compile(r"-?\d+(\.\d+)?(e[+-]?\d+)?")
HOSTILE = st.text(st.sampled_from("=+-@＝＋－＠;,\t\r\n\"' a1"), max_size=12)  # noqa: RUF001


def read(text: str, separator: str) -> list[list[str]]:
    return list(csv.reader(io.StringIO(text, newline=""), delimiter=separator))


def computed(cell: str) -> bool:
    """Return whether a spreadsheet could take a cell for a formula."""
    return cell.lstrip().startswith(FORMULA) and not NUMBER.fullmatch(cell)


@settings(max_examples=300, deadline=None)
@given(st.lists(HOSTILE, min_size=1, max_size=4))
def test_no_reader_finds_a_formula_in_a_text(texts: list[str]) -> None:
    written = csv_text([["window", *texts], ["uptime", "-1.5"]])
    for separator in ",;\t":
        assert not [cell for row in read(written, separator) for cell in row if computed(cell)], separator
    found, last = read(written, ",")
    assert [cell.replace("'", "") for cell in found[1:]] == [text.replace("'", "") for text in texts]
    assert last == ["uptime", "-1.5"]


@pytest.mark.parametrize(
    ("value", "cell"),
    [
        ("=1+1", "'=1+1"),
        (" @SUM(A1)", "' @SUM(A1)"),
        ("＝1", "'＝1"),  # noqa: RUF001
        ("\tx", '"\'\tx"'),
        ("a;=1", '"a;\'=1"'),
        ('a\n"=1', '"a\n\'""=1"'),
        ("a, b", '"a, b"'),
        ("a; b", '"a; b"'),
        ("a -1", "a -1"),
        (-1.5, "-1.5"),
        ("-1.5", "-1.5"),
        (-1e-07, "-1e-07"),
        ("99.90", "99.90"),
        ("-1+cmd", "'-1+cmd"),
        ("", ""),
    ],
)
def test_only_what_would_be_computed_gets_an_apostrophe(value: str | float, cell: str) -> None:
    assert csv_text([["x", value]]) == f"x,{cell}\r\n"
