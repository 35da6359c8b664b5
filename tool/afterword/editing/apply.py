"""Applies changes to the text of a file. Comments, order, quotes and blank lines around them stay as they are."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from pydantic import BaseModel

from afterword.editing.changes import Change, Insert, Put, Remove, Rename, changed
from afterword.editing.edit import Editor, UneditableError
from afterword.records.record import Record
from afterword.source.edits import Edit, with_edits
from afterword.source.nodes import MappingNode, node_at, plain, typed_path
from afterword.source.parse import parse


def with_changes(text: str, changes: Iterable[Change], model: type[BaseModel] = Record) -> str:
    """Return a text after changes, each of which is about the text after those before it.

    Raises UneditableError if a value cannot be changed without losing a comment, or the text cannot be read.
    """
    for change in changes:
        text = _with_change(text, change, model)
    return text


def _with_change(text: str, change: Change, model: type[BaseModel]) -> str:
    root = _root(text)
    if root is None:
        raise UneditableError("the file cannot be read; `afterword check` says why")
    change = _as_typed(root, change)
    wanted = changed(plain(root), change)
    if wanted == plain(root):
        return text
    edited = with_edits(text, _edits(text, root, change, model))
    after = _root(edited)
    if after is None or plain(after) != wanted:
        raise UneditableError(f"`{_dotted(change)}` cannot be changed in its present layout; edit the file")
    return edited


def _as_typed(root: MappingNode, change: Change) -> Change:
    """Return a change with the path that the file has, where a mapping may stand on its own in place of a list."""
    if isinstance(change, Insert):
        *above, index = change.path
        alone = node_at(root, typed_path(root, tuple(above)))
        if isinstance(alone, MappingNode) and isinstance(index, int):
            entries = [plain(alone)]
            entries.insert(index, change.value)
            return Put(typed_path(root, tuple(above)), entries)
    return replace(change, path=typed_path(root, change.path))


def _edits(text: str, root: MappingNode, change: Change, model: type[BaseModel]) -> Sequence[Edit]:
    editor = Editor(_with_line_feeds(text), root, model)
    match change:
        case Put(path, value):
            editor.put(path, value)
        case Insert(path, value):
            editor.insert(path, value)
        case Remove(path):
            editor.remove(path)
        case Rename(path, key):
            editor.rename(path, key)
    return editor.edits


def _root(text: str) -> MappingNode | None:
    root, _ = parse("", _with_line_feeds(text))
    return root if isinstance(root, MappingNode) else None


def _with_line_feeds(text: str) -> str:
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _dotted(change: Change) -> str:
    return ".".join(str(step) for step in change.path)
