"""Writes tables as CSV that no spreadsheet computes, whichever separator it expects."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence

_HARMLESS = re.compile(r"(?:[A-Za-z0-9][^,;\t\r\n\"]*)?(?<!\s)")
"""Most cells: text that begins with a letter or a digit and needs no quotes, or nothing."""
_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?(?:e[+-]?[0-9]+)?")
_FORMULA = re.compile(r"(\A|[;\t\r\n])(?=[\s\"]*[=+\-@＝＋－＠])|\A(?=[\t\r])")  # noqa: RUF001 - Excel computes full-width ones too
"""Where a formula would begin: in a reader that expects semicolons or tabs, also within a cell, quoted or not."""
_QUOTED = re.compile(r"[,;\t\r\n\"]|\A\s|\s\Z")


def csv_text(rows: Iterable[Sequence[str | int | float]]) -> str:
    """Write rows with commas, as RFC 4180 has it, in the order in which they are given.

    An apostrophe before what a spreadsheet would compute makes it text. Numbers stay numbers, negative ones too.
    """
    return "".join(",".join(map(_cell, row)) + "\r\n" for row in rows)


def _cell(value: str | float) -> str:
    text = str(value)
    if _HARMLESS.fullmatch(text) or _NUMBER.fullmatch(text):
        return text
    text = _FORMULA.sub(r"\1'", text)
    return '"' + text.replace('"', '""') + '"' if _QUOTED.search(text) else text
