"""Explains what braces and brackets cannot contain: block text, and text with a comma."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from afterword.patterns import pattern
from afterword.source.nodes import MappingNode, Position, ScalarNode
from afterword.source.quoting import quoted

_BLOCK_TEXT = pattern(r"[|>][-+0-9]*[ ]*(?:#.*)?")
_BEFORE = pattern(r"\s*(?P<dash>- +)?(?:(?P<key>[A-Za-z_][\w-]*): *)?")
_KEY = pattern(r"[{,] *(?P<key>[A-Za-z_][\w-]*): +")
_TOKEN = pattern(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|[^'"]""")
_MAX_SHOWN = 200
QUOTE_OR_BLOCK = "quote the text, or write its entry as a block, with each key on a line of its own"


class InBraces(NamedTuple):
    """What is wrong within braces, and an example that works."""

    position: Position
    message: str
    example: str


class Ended(NamedTuple):
    """A text that a comma has ended: its key, and all of it, as it was probably meant."""

    position: Position
    message: str
    key: str
    value: str


def block_text(lines: Sequence[str], line: int, column: int) -> InBraces | None:
    """Explain `|` or `>` at the end of a line within braces; return None for anything else there."""
    indicator = lines[line][column:].rstrip()
    opened = _opened(lines, line, column)
    if not opened or not _BLOCK_TEXT.fullmatch(indicator):
        return None
    indicator = indicator.split("#")[0].strip()
    message = f"block text (`{indicator}`) cannot be within braces or brackets; {QUOTE_OR_BLOCK}"
    position = Position(line, column, line, column + len(indicator))
    return InBraces(position, message, _as_block(lines, opened, (line, column), indicator))


def ended_by_comma(mapping: MappingNode, lines: Sequence[str]) -> dict[str, Ended | None]:
    """Explain keys without a colon: the rest of a text that a comma has ended.

    The first such key after a text has an explanation, which covers those that follow it.
    """
    found: dict[str, Ended | None] = {}
    before: tuple[ScalarNode, ScalarNode] | None = None
    rest: list[ScalarNode] = []
    for key, value in (*mapping.entries, (None, None)):
        if key is not None and before and _has_no_colon(key, value, lines):
            rest.append(key)
            continue
        if rest and before:
            found |= {each.text: None for each in rest} | {rest[0].text: _ended(*before, rest, lines)}
        before = (key, value) if key is not None and isinstance(value, ScalarNode) and value.plain else None
        rest = []
    return found


def quoted_value(line: str, opened: int, column: int) -> str:
    """Write the key and the value before a character within braces, with the value in quotes; empty if there is none.

    The value ends where the next key begins, or at the last brace of the line.
    """
    keys = [*_KEY.finditer(line, opened, column)]
    if not keys:
        return ""
    key = keys[-1]
    following = _KEY.search(line, column)
    value = line[key.end() : following.start() if following else len(line)].strip()
    if not following:
        value = re.split(r"[}\]]+\s*$", value)[0].strip()
    if len(value) > 1 and value[0] in "'\"":
        value = value[1:].removesuffix(value[0])
    return f"{key['key']}: {quoted(value)}" if value and len(value) <= _MAX_SHOWN else ""


def _has_no_colon(key: ScalarNode, value: object, lines: Sequence[str]) -> bool:
    if not isinstance(value, ScalarNode) or value.text or not key.plain:
        return False
    after = lines[key.position.end_line][key.position.end_column :].lstrip()
    return not after.startswith(":")


def _ended(key: ScalarNode, value: ScalarNode, rest: list[ScalarNode], lines: Sequence[str]) -> Ended:
    begin, end = value.position, rest[-1].position
    # A part that is repeated, as in 1,000,000, is no further key.
    again = re.compile(rf"(?:, *(?:{'|'.join(re.escape(each.text) for each in rest)}))+(?= *[,}}])")
    repeated = again.match(lines[end.end_line], end.end_column)
    if repeated:
        end = end._replace(end_column=repeated.end())
    whole = " ".join(
        lines[number][
            begin.column if number == begin.line else 0 : end.end_column if number == end.end_line else None
        ].strip()
        for number in range(begin.line, end.end_line + 1)
    )
    position = Position(begin.line, begin.column, end.end_line, end.end_column)
    number = _number(whole)
    if number:
        message = f"within braces a comma ends a value; write `{whole[:60]}` without a comma, or quote it"
    else:
        message = (
            f"within braces a comma ends a value, so `{rest[0].text[:60]}` is read as a key; {QUOTE_OR_BLOCK}"
        )
    return Ended(position, message, key.text, number or whole)


def _number(text: str) -> str:
    """Return a number without the commas between its thousands, or with a point for its decimals; else nothing."""
    if re.fullmatch(r"[~<>]?\d{1,3}(?:,\d{3})+", text, re.ASCII):
        return text.replace(",", "")
    return text.replace(",", ".") if re.fullmatch(r"[~<>]?\d+,\d+", text, re.ASCII) else ""


def _opened(lines: Sequence[str], line: int, column: int) -> tuple[int, int] | None:
    """Return the innermost brace or bracket that is open before a character, as line and column.

    The search begins where the indentation of the line, or of one above it, begins an entry or a key.
    """
    first = line
    while first > 0 and not re.match(r"\s*(?:- |[\w-]+:(?:\s|$))", lines[first]):
        first -= 1
    for start in range(first, -1, -1):
        stack: list[tuple[int, int]] = []
        for number in range(start, line + 1):
            text = lines[number][:column] if number == line else lines[number]
            for token in _TOKEN.finditer(text):
                if token[0] in ("{", "["):
                    stack.append((number, token.start()))
                elif token[0] in ("}", "]") and stack:
                    stack.pop()
        if stack:
            return stack[-1]
        if lines[start].strip() and not lines[start].startswith((" ", "\t")):
            break
    return None


def _as_block(lines: Sequence[str], opened: tuple[int, int], at: tuple[int, int], indicator: str) -> str:
    """Write the keys within braces as lines, up to the first line of the block text."""
    inside = " ".join(
        lines[number][
            opened[1] + 1 if number == opened[0] else 0 : at[1] if number == at[0] else None
        ].strip()
        for number in range(opened[0], at[0] + 1)
    )
    before = _BEFORE.fullmatch(lines[opened[0]][: opened[1]])
    text = next((each.strip() for each in lines[at[0] + 1 :] if each.strip(" }]")), "")
    if lines[opened[0]][opened[1]] != "{" or not before or not text or len(inside) > _MAX_SHOWN:
        return ""
    keys = [*_entries(inside)]
    keys[-1] = f"{keys[-1]} {indicator}"
    body = [*keys, f"  {text[:_MAX_SHOWN]}"]
    if before["key"]:
        body = [f"{before['key']}:", *(f"  {each}" for each in body)]
    return (
        "\n".join(f"{'- ' if not n else '  '}{each}" for n, each in enumerate(body))
        if before["dash"]
        else "\n".join(body)
    )


def _entries(inside: str) -> list[str]:
    """Split the inside of braces at its own commas."""
    parts, depth = [""], 0
    for token in _TOKEN.findall(inside):
        depth += (token in ("{", "[")) - (token in ("}", "]"))
        if token == "," and not depth:
            parts.append("")
        else:
            parts[-1] += token
    return [part.strip() for part in parts]
