"""What makes a finding the same one in another version of its file, although its line has moved."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping
from hashlib import blake2b
from typing import NamedTuple

from afterword.diagnostics import Diagnostic, Location, in_order
from afterword.patterns import pattern
from afterword.source.files import RECORDS_FOLDER
from afterword.source.nodes import MappingNode, Node, Position, ScalarNode
from afterword.source.parse import parse

_LINES = pattern(
    r"(\blines |\bline |\.ya?ml:|\(and )(?:(?<=lines )\d+(?:(?:–|, | and )\d+)*|(?<=line )\d+(?:,\d{3})*"
    r"|(?<=ml:)\d+(?::\d+)?|(?<=and )[\d,]+(?= more like it))"
)
"""Numbers in a message that change with lines elsewhere: those of lines, and how many more findings are like it."""
_SUGGESTION = pattern(r"; did you mean `[^`]*`\?$")
"""It changes with what else there is."""
_DIGITS = pattern(r"\d+")
_NAMING_KEYS = ("id", "at", "component", "start")
"""Keys whose values distinguish the entries of a list, in this order; the first two of an entry name it.

No other value is part of a name, since names are shown and any text may contain a secret.
"""


class FindingKey(NamedTuple):
    """A finding without its position: two findings with the same key are the same one.

    `record` is the id of a record, or the path of another file. `field` names the entries of lists by what they
    contain, not by their number. `message` has neither line numbers nor a suggestion.
    """

    rule: str
    record: str
    field: str
    message: str

    def fingerprint(self, number: int = 0) -> str:
        """Return a digest that also stays the same while numbers in the message change, such as days since then.

        `number` tells findings apart whose keys differ in nothing else.
        """
        parts = (self.rule, self.record, self.field, _DIGITS.sub("#", self.message), number)
        return blake2b(repr(parts).encode("utf-8", "surrogatepass"), digest_size=16).hexdigest()


def finding_keys(findings: Iterable[Diagnostic], texts: Mapping[str, str]) -> list[FindingKey]:
    """Return the key of each finding. `texts` are the files with findings, as far as they can be read."""
    trees = {file: parse(file, text)[0] for file, text in texts.items() if file.endswith((".yml", ".yaml"))}
    return [
        FindingKey(
            each.rule,
            record_of(each.location.file),
            "" if (root := trees.get(each.location.file)) is None else field_at(root, each.location),
            _SUGGESTION.sub("", without_lines(each)[1]),
        )
        for each in findings
    ]


def without_lines(finding: Diagnostic) -> tuple[str, str]:
    """Return the rule and the message of a finding, which stay the same when lines above it are added or deleted."""
    return finding.rule, _LINES.sub(r"\1#", finding.message)


def new_findings(
    after: Iterable[Diagnostic], text: str, before: Iterable[Diagnostic], text_before: str
) -> tuple[Diagnostic, ...]:
    """Return the findings in an edited file that it did not have before.

    An old one has the same rule and message, wherever its line is now. If they are about the same text, as in the two
    halves of a split window, that may be there more often; otherwise, each is the same as at most one old finding.
    """
    after = in_order(after)
    old = [(without_lines(each), _located(text_before, each)) for each in before]
    new = [(without_lines(each), _located(text, each)) for each in after]
    unchanged = {*old}.intersection(new)
    changed = Counter(words for words, located in old if (words, located) not in unchanged)
    found = []
    for finding, key in zip(after, new, strict=True):
        if key in unchanged:
            continue
        changed[key[0]] -= 1
        if changed[key[0]] < 0:
            found.append(finding)
    return tuple(found)


def _located(text: str, finding: Diagnostic) -> str:
    """Return the text that a finding is about."""
    at = finding.location
    lines = text.splitlines()[max(at.line - 1, 0) : at.end_line]
    if not lines:
        return ""
    lines[-1] = lines[-1][: max(at.end_column - 1, 0)]
    return "\n".join([lines[0][max(at.column - 1, 0) :], *lines[1:]])


def fingerprints(findings: Iterable[Diagnostic], texts: Mapping[str, str]) -> list[str]:
    """Return a digest of each finding for other programs, unique among these findings."""
    seen: Counter[str] = Counter()
    result = []
    for key in finding_keys(findings, texts):
        plain = key.fingerprint()
        result.append(key.fingerprint(seen[plain]) if seen[plain] else plain)
        seen[plain] += 1
    return result


def record_of(file: str) -> str:
    """Return the id of the record in a file; of a file that is no record, its path."""
    folder, _, name = file.rpartition("/")
    return name.rpartition(".")[0] if folder.split("/")[0] == RECORDS_FOLDER else file


def field_at(root: Node, location: Location) -> str:
    """Return the name of the field at a location, such as `windows[search 2026-11-20 09:40].end`."""
    return "".join(_names(root, (location.line - 1, location.column - 1))).removeprefix(".")


def _names(node: Node, place: tuple[int, int]) -> Iterator[str]:
    while not isinstance(node, ScalarNode):
        if isinstance(node, MappingNode):
            entry = next(
                (each for each in node.entries if _has(each[0].position, place) or _around(each[1], place)),
                None,
            )
            if entry is None:
                return
            yield f".{entry[0].text}"
            if _has(entry[0].position, place):
                return
            node = entry[1]
        else:
            found = next(((i, item) for i, item in enumerate(node.items) if _around(item, place)), None)
            if found is None:
                return
            yield f"[{_name_of(*found)}]"
            node = found[1]


def _name_of(index: int, item: Node) -> str:
    """Return what tells an entry of a list apart from the others: its own words, else its number."""
    entries = item.entries if isinstance(item, MappingNode) else ()
    values = {key.text: value.text for key, value in entries if isinstance(value, ScalarNode)}
    named = [values[key] for key in _NAMING_KEYS if values.get(key)]
    return " ".join(named[:2]) or str(index)


def _around(node: Node, place: tuple[int, int]) -> bool:
    return _has(node.position, place)


def _has(position: Position, place: tuple[int, int]) -> bool:
    start, end = (position.line, position.column), (position.end_line, position.end_column)
    return start <= place < end or start == place
