"""Writes values as YAML, in the layout of the records that `afterword new` creates."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import TypeAlias

from pydantic import BaseModel

from afterword.patterns import pattern
from afterword.records import introspection
from afterword.records.fields import MARKDOWN
from afterword.source.folding import fold
from afterword.source.nodes import Path, Plain
from afterword.source.quoting import scalar
from afterword.source.text import FORBIDDEN

WIDTH = 80
"""Up to this column, text is folded and a mapping is written on one line: the default of yamllint."""
_LIKE_OTHERS = 118
"""Up to this column, an entry is written on one line if others of its list are."""
INDENT = 2

Lines: TypeAlias = list[str]

_NOT_IN_BLOCK = pattern(r"[\r\x85\u2028\u2029]")


class Writer:
    """Writes values of a file with a model: which texts are prose, and in which order keys are, follows from it."""

    def __init__(self, model: type[BaseModel]) -> None:
        """Write values of a file of this model."""
        self._model = model

    def pair(self, path: Path, value: Plain, indent: int) -> Lines:
        """Return the lines of a key and its value. The path ends with the key; each line has its indentation."""
        space, key = " " * indent, scalar(str(path[-1]))
        header, below = self.value(path, value, indent)
        return [f"{space}{key}:{' ' if header else ''}{header}", *below]

    def entry(self, path: Path, value: Plain, indent: int, *, in_braces: bool = False) -> Lines:
        """Return the lines of an entry of a list, whose hyphen is in the column `indent`."""
        space, inner = " " * indent, indent + INDENT
        if isinstance(value, dict) and value:
            braces = f"{space}- {self.inline(value)}"
            if in_braces and len(braces) <= _LIKE_OTHERS and not self.has_prose(path, value):
                return [braces]
            first, *others = self.pairs(path, value, inner)
            return [f"{space}- {first[inner:]}", *others]
        header, below = self.value(path, value, indent)
        if not header:
            return [f"{space}-", *below]
        return [f"{space}- {header}", *below]

    def pairs(self, path: Path, value: Mapping[str, Plain], indent: int) -> Lines:
        """Return the lines of all keys of a mapping, in the order of the reference."""
        return [
            line for key in self.ordered(path, value) for line in self.pair((*path, key), value[key], indent)
        ]

    def value(self, path: Path, value: Plain, indent: int) -> tuple[str, Lines]:
        """Return what is written after the colon of a key in a column, and the lines below it."""
        inner = indent + INDENT
        if isinstance(value, str):
            plain = scalar(value)
            as_block = self.is_prose(path) or "\n" in value or indent + len(f"{path[-1]}: {plain}") > WIDTH
            return (block_text(value, inner) if as_block else None) or (plain, [])
        if not value:
            return self.inline(value), []
        if isinstance(value, dict):
            inline = self.inline(value)
            if len(path) > 1 and len(inline) + inner <= WIDTH and not self.has_prose(path, value):
                return inline, []
            return "", self.pairs(path, value, inner)
        if all(isinstance(each, str) for each in value) and not self.is_prose((*path, 0)):
            return self.inline(value), []
        return "", [line for each in value for line in self.entry((*path, 0), each, inner)]

    def inline(self, value: Plain) -> str:
        """Write a value on one line, with braces and brackets."""
        if isinstance(value, str):
            return scalar(value)
        if isinstance(value, dict):
            return "{" + ", ".join(f"{scalar(key)}: {self.inline(each)}" for key, each in value.items()) + "}"
        return "[" + ", ".join(map(self.inline, value)) + "]"

    def is_prose(self, path: Path) -> bool:
        """Return whether the text at a path is Markdown."""
        _, field = introspection.field_at(self._model, path)
        return field is not None and introspection.has_marker(field, MARKDOWN)

    def ordered(self, path: Path, keys: Iterable[str]) -> list[str]:
        """Return keys of the mapping at a path in the order of the reference; names that authors choose as they are."""
        ranks = self.ranks(path)
        return sorted(keys, key=lambda key: ranks.get(key, len(ranks)))

    def ranks(self, path: Path) -> dict[str, int]:
        """Return the place of each known key in the mapping at a path; none if authors choose the names."""
        model = introspection.model_at(self._model, path)
        return {key: rank for rank, key in enumerate(introspection.keys(model))} if model else {}

    def has_prose(self, path: Path, value: Plain) -> bool:
        """Return whether a value is or contains Markdown, which is written as a block of its own."""
        if isinstance(value, str):
            return self.is_prose(path)
        if isinstance(value, dict):
            return any(self.has_prose((*path, key), each) for key, each in value.items())
        return any(self.has_prose((*path, 0), each) for each in value)


def block_text(text: str, indent: int) -> tuple[str, Lines] | None:
    """Return a text as a block scalar: its indicator and its lines. None if a block would change it.

    Text of one line is folded, other text is literal. No colon, number sign or quote can break either. The line break
    with which a block without `-` ends stays.
    """
    block = text.removesuffix("\n")
    if not block or block != block.strip() or _NOT_IN_BLOCK.search(block) or FORBIDDEN.search(block):
        return None
    space, end = " " * indent, "-" if block == text else ""
    if "\n" in block:
        return f"|{end}", [space + line if line else "" for line in block.split("\n")]
    return f">{end}", [space + line for line in fold(block, WIDTH - indent)]
