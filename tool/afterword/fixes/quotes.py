"""Fixes text that YAML reads as something else: it is put into quotes, or gets the quotes that fit it."""

from __future__ import annotations

import re

from afterword.fixes.problem import Problem, reads
from afterword.fixes.proposal import Proposal
from afterword.fixes.values import number_without_signs
from afterword.source.nodes import MappingNode, Node, Position, ScalarNode
from afterword.source.parse import parse
from afterword.source.quoting import quoted

_VALUE = re.compile(
    r"(?P<before>[ ]*(?:- +)*(?:[A-Za-z_][\w-]{0,99}: +|- +))(?P<value>\S.*?)(?P<after>\s+#(?:\s.*)?|\s*)"
)
_OPENING = re.compile(r"""'(?:[^']|'')*'|"(?:[^"\\]|\\.)*"|[\[\]{}]""")
_TWO_WAYS = ("the dash of a list entry", "this line")
"""Beginnings of messages that name another remedy next to quotes."""
_BOUND = re.compile(r">=? ?[0-9][0-9.,_]*(?: ?\S.*)?")
_TICKET = re.compile(r"#(?:[0-9]+|[A-Z][A-Z0-9]*-[0-9]+|[0-9A-Fa-f]{6})(?![\w-])", re.ASCII)
"""The number of a ticket, or a colour."""
_BEFORE_TICKET = re.compile(
    r"\b(?:and|bug|by|change|fixe[ds]|for|from|in|incident|issue|of|or|pr|see|ticket|to|with)\s+$",
    re.IGNORECASE,
)
_ESCAPES = frozenset('0abtnvfre "/\\N_LPxuU\t')
_CORE_TAG = re.compile(r"!!(?:str|int|float|bool|null|timestamp) +")


def whole_value(problem: Problem) -> Proposal | None:
    """Quote the value of a line, which has a colon, or begins with a character that has a meaning in YAML."""
    message, at = problem.finding.message, problem.position
    found = _VALUE.fullmatch(problem.lines[at.line])
    if "quote" not in message or message.startswith(_TWO_WAYS) or not found:
        return None
    value, start = found["value"], found.end("before")
    if re.search(r"\s#", value) or _has_key(problem, value):
        return None  # a comment without a space, or text; or a line break is missing
    if "block text begins" in message and not _BOUND.fullmatch(value):
        return None
    text = value
    if value[0] in "'\"":
        if "after the closing quote" not in message:
            return None
        if value[-1] == value[0]:
            text = value[1:-1]
            if value[0] == '"' or re.sub(r"(?<=\w)'(?=\w)", "", text).count("'"):
                return None  # the quotes may be around all of the text, or around words in it
    elif value[0] in "[{" and "quote the whole value" not in message:
        return None
    if problem.continues(at.line, start) or not problem.takes(problem.key_of_line(at.line), text):
        return None
    place = Position(at.line, start, at.line, start + len(value))
    return Proposal("Quote the text", (problem.edit(place, quoted(text)),))


def entry_with_colon(problem: Problem) -> Proposal | None:
    """Quote an entry of a list of texts that has a colon, and was read as a key with a value."""
    if not problem.key:
        return None
    mapping, path, key, value = problem.key
    _, field = problem.field_at(path[:-1])
    if len(path) < 2 or not isinstance(path[-2], int) or field is None or not isinstance(value, ScalarNode):
        return None
    begin, end = key.position, value.position
    if len(mapping.entries) != 1 or begin.line != end.end_line or problem.is_in_flow(begin):
        return None
    place = Position(begin.line, begin.column, end.end_line, end.end_column)
    text = problem.source(place)
    if value.absent or not (key.plain and value.plain) or not reads(field, text):
        return None
    return Proposal("Quote the text", (problem.edit(place, quoted(text)),), path[:-1])


def in_braces(problem: Problem) -> Proposal | None:
    """Quote a value within braces or brackets."""
    at = problem.position
    line = problem.lines[at.line]
    if not _is_open(line[: at.column]) or "quote" not in problem.finding.message:
        return None
    if "cannot begin with" in problem.finding.message:
        value = problem.source(at).rstrip()
        start = at.column
        found = re.search(r"([\w-]+): +$", line[:start])
        key = found[1] if found else ""
    else:
        key, _, _ = problem.finding.example.partition(": ")
        node = parse(problem.file, problem.finding.example)[0]
        before = [*re.finditer(rf"[{{,] *{re.escape(key)}: +", line[: at.column])]
        value = _value_of_pair(node)
        start = before[-1].end() if before else 0
    if not start or not value or not line.startswith(value, start):
        return None
    if _has_key(problem, value) or (key and not problem.takes(key, value)):
        return None
    if not re.match(r"\s*(?:,\s*[\w-]+:\s|[}\]]|,\s*$|$)", line[start + len(value) :]) and "[" not in line:
        return None
    place = Position(at.line, start, at.line, start + len(value))
    return Proposal("Quote the text", (problem.edit(place, quoted(value)),))


def ended_by_comma(problem: Problem) -> Proposal | None:
    """Quote a text within braces that a comma has ended, or write its number without commas."""
    at, example = problem.position, problem.finding.example
    if "a comma ends a value" not in problem.finding.message or not example or at.line != at.end_line:
        return None
    typed = problem.source(at)
    number = example.partition(": ")[2]
    path = problem.path_from(at.line, at.column)
    if number[:1] in ("'", '"'):
        return Proposal("Quote the text", (problem.edit(at, quoted(typed)),), path)
    right = number_without_signs(typed, certain=problem.is_english)
    if right != number:
        return None
    return Proposal(f"Change `{typed}` to `{number}`", (problem.edit(at, number),), path)


def anchor_or_tag(problem: Problem) -> Proposal | None:
    """Quote text that begins with `&`, `*` or `!`, or delete a tag that says what the key says anyway."""
    at = problem.position
    line = problem.lines[at.line]
    tag = _CORE_TAG.match(line, at.column)
    if tag:
        place = Position(at.line, at.column, at.line, tag.end())
        return Proposal(f"Delete the tag `{tag.group().strip()}`", (problem.edit(place, ""),))
    sign, name = line[at.column], problem.source(at)[1:]
    partner = {"&": "*", "*": "&"}.get(sign)
    if partner and re.search(rf"(?<!\S){re.escape(partner + name)}(?!\S)", problem.text):
        return None  # an anchor that is used
    path, found = problem.path_from(at.line, at.column), problem.scalar_from(at.line, at.column)
    if found is None or found.position.line != found.position.end_line:
        return None
    typed = problem.source(found.position)
    if len(typed.split()) > 1 and typed.split()[1][0] in "'\"":
        return None
    return Proposal("Quote the text", (problem.edit(found.position, quoted(typed)),), path)


def swallowed(problem: Problem) -> Proposal | None:
    """Quote a value with the number after it that was read as a comment."""
    at = problem.position
    line = problem.lines[at.line].rstrip()
    before, lost = line[: at.column], line[at.column :]
    token = _TICKET.match(lost)
    rest = lost[token.end() :] if token else ""
    is_text = not rest.strip(" .,;)]}") or _is_open(before) or _BEFORE_TICKET.search(before)
    if not token or not is_text or re.search(r"\s#", lost):
        return None  # it can be a comment
    if _is_open(before):
        in_list = before.rfind("[") > before.rfind("{")
        # In a mapping, a comma before the number is one of the text: what follows it is no key with a value.
        begin = r"[\[,]\s*(?P<value>[^\[\]{},:\"']*)$" if in_list else r":\s+(?P<value>[^\[\]{}:\"']*)$"
        start = re.search(begin, before)
        word = re.split(r"[,\]}]", lost, maxsplit=1)[0].rstrip()
        rest = lost[len(word) :]
        if not start or not (in_list or re.match(r"\s*(?:,\s*[\w-]+:\s|})", rest)):
            return None
        column = start.start("value")
        end = at.column + len(word)
    else:
        found = _VALUE.match(line)
        if not found or found.end("before") > at.column or found["value"][0] in "'\"|>&*!":
            return None
        if problem.continues(at.line, found.end("before")):
            return None
        column, end = found.end("before"), len(line)
    place = Position(at.line, column, at.line, end)
    path = problem.path_from(at.line, column) or problem.path_of_key(at.line)
    return Proposal("Quote the text", (problem.edit(place, quoted(problem.source(place))),), path)


def unclosed(problem: Problem) -> Proposal | None:
    """Add the double quote at the end of a line that begins with one."""
    at = problem.position
    line = problem.lines[at.line].rstrip()
    found = _VALUE.fullmatch(line)
    if not problem.finding.message.startswith("the quote that is opened here") or not found:
        return None
    if found.end("before") != at.column or line.count('"') != 1 or line[at.column] != '"' or " #" in line:
        return None
    if "\\" in line or problem.continues(at.line, at.column):
        return None
    place = Position(at.line, len(line), at.line, len(line))
    return Proposal("Add the closing quote", (problem.edit(place, '"'),))


def backslashes(problem: Problem) -> Proposal | None:
    """Use single quotes for a text with backslashes, none of which can begin an escape."""
    if not problem.finding.message.startswith("in double quotes"):
        return None
    found = _VALUE.fullmatch(problem.lines[problem.position.line])
    value = found["value"] if found else ""
    if not found or len(value) < 2 or value[0] + value[-1] != '""' or '"' in value[1:-1]:
        return None
    if any(after in _ESCAPES for after in re.findall(r"\\(.)", value)):
        return None
    start, line = found.end("before"), problem.position.line
    place = Position(line, start, line, start + len(value))
    single = "'" + value[1:-1].replace("'", "''") + "'"
    return Proposal("Use single quotes", (problem.edit(place, single),))


def _has_key(problem: Problem, text: str) -> bool:
    """Return whether a text contains what may be the next key."""
    return not problem.known_keys.isdisjoint(re.findall(r"(\w+):(?=\s|$)", text))


def _value_of_pair(node: Node | None) -> str:
    """Return the text in a mapping of one key, or an empty text."""
    entries = node.entries if isinstance(node, MappingNode) else ()
    value = entries[0][1] if len(entries) == 1 else None
    return value.text if isinstance(value, ScalarNode) else ""


def _is_open(before: str) -> bool:
    """Return whether a brace or a bracket is open at the end of a text."""
    depth = 0
    for token in _OPENING.findall(before):
        depth += {"[": 1, "{": 1, "]": -1, "}": -1}.get(token, 0)
    return depth > 0
