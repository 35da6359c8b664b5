"""Writes questions into a record as comments, with answers that are keys of the record once they are uncommented."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from textwrap import wrap
from typing import NamedTuple

from afterword.editing.lines import FileLines
from afterword.editing.trees import column_of
from afterword.editing.writing import INDENT, WIDTH
from afterword.source.nodes import MappingNode, node_at
from afterword.source.parse import parse

HEADING = (
    "Questions for the post-mortem, each with an answer to begin with: remove its `#` and the space after it, and "
    "those of the key above it. `afterword review` lists what is open."
)
"""Begins the comments. It and each question begin with `##`, and so are still comments without one `#`."""


class Asked(NamedTuple):
    """A question, the key that it is about, with dots, and a line of YAML to begin an answer with."""

    key: str
    text: str
    answer: str

    @property
    def parent(self) -> str:
        """The key of the record in which the answer is; empty for a key of the record itself."""
        return self.key.rpartition(".")[0]


def with_questions(text: str, questions: Sequence[Asked], notes: Sequence[str] = ()) -> str:
    """Return the text of a record with questions as comments, and with notes for whoever answers them.

    Questions about keys of a mapping that the record has are added to that mapping, all others at the end, those about
    the same mapping together. What is in the comments already is not added again.
    """
    readable = text.replace("\r\n", "\n")
    present = _comments(readable)
    asked = [each for each in questions if each.text not in present]
    said = [each for each in notes if " ".join(each.split()) not in present]
    root, _ = parse("", readable)
    lines = FileLines(readable)
    inserted: dict[int, list[str]] = {}
    below: list[str] = []
    for parent in dict.fromkeys(each.parent for each in asked):
        group = [each for each in asked if each.parent == parent]
        mapping = node_at(root, (parent,)) if root and parent else None
        if isinstance(mapping, MappingNode) and not lines.in_flow(mapping):
            inserted[lines.after(mapping, 0)] = [*_with_answers(group, column_of(mapping))]
        elif mapping or parent == "post_mortem" or f" {parent}: " in present:
            below += _to_add(group)
        elif parent:
            below += ["#", f"# {parent}:", *_with_answers(group, 0, INDENT)]
        else:
            below += [line for each in group for line in ("#", *_with_answers([each], 0))]
    if below:
        below = [*_wrapped(HEADING, "## "), *below]
    if said:
        below += [*(["#"] if below else []), *(line for each in said for line in _wrapped(each, "## "))]
    return _with_lines(text, inserted, below)


def _comments(text: str) -> str:
    """Return the words of a text's comments, however they are wrapped."""
    lines = (line.strip() for line in text.split("\n"))
    words = (word for line in lines if line.startswith("#") for word in line.lstrip("#").split())
    return f" {' '.join(words)} "


def _with_answers(group: Sequence[Asked], column: int, indent: int = 0) -> Iterator[str]:
    """Yield comments in a column, whose answers are indented once they are uncommented."""
    space, inner = " " * column, " " * indent
    for each in group:
        yield from _wrapped(each.text, f"{space}## {inner}")
        yield f"{space}# {inner}{each.answer}"


def _to_add(group: Sequence[Asked]) -> Iterator[str]:
    """Yield comments whose answers belong to a key elsewhere, so that they cannot be uncommented where they are."""
    for each in group:
        yield "#"
        yield from _wrapped(f"{each.text} Add the answer to `{each.parent}`:", "## ")
        yield f"##   {each.answer}"


def _wrapped(text: str, start: str) -> list[str]:
    lines = wrap(text, WIDTH - len(start), break_long_words=False, break_on_hyphens=False)
    return [start + line for line in lines]


def _with_lines(text: str, inserted: dict[int, list[str]], below: list[str]) -> str:
    """Insert lines before those with some numbers, and others at the end, after an empty line."""
    lines = text.split("\n")
    end = "\r" if "\r\n" in text else ""
    if below:
        lines[-1:] = [""] if not lines[-1] else [lines[-1] + end, ""]
        lines[-1] += end
        lines += [*(each + end for each in below), ""]
    for number, added in sorted(inserted.items(), reverse=True):
        lines[number:number] = [each + end for each in added]
    return "\n".join(lines)
