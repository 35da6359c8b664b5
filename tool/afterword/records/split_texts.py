"""Texts that a colon split into a key and a value: `- The cache was cold: it was restarted.`."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from pydantic import BaseModel

from afterword.records import introspection
from afterword.records.error_messages import ErrorMessage, nearest, shown
from afterword.records.value_readers import split_text
from afterword.source.nodes import MappingNode, Node, Path, contents, node_at
from afterword.source.quoting import scalar

_TEXTS = ("text", "body", "what", "seen", "title")
"""The keys for what an entry of a list says, the first one that it has."""


def split_texts(
    root_model: type[BaseModel], unknown: Iterable[Path], root: Node
) -> Mapping[Path, ErrorMessage]:
    """Return the entries of lists that were meant as a text, by their paths. `unknown` are paths of unknown keys."""
    in_lists = (path for path in unknown if len(path) > 1 and isinstance(path[-2], int))
    found = {path[:-1]: _described(root_model, path, root) for path in in_lists}
    return {entry: message for entry, message in found.items() if message}


def _described(root_model: type[BaseModel], path: Path, root: Node) -> ErrorMessage | None:
    """Describe such an entry; None if it is none: it has other keys, or its only key is misspelled."""
    entry, name = node_at(root, path[:-1]), str(path[-1])
    model = introspection.model_at(root_model, path[:-1])
    text = split_text(contents(entry)) if isinstance(entry, MappingNode) else ""
    known = introspection.keys(model) if model else {}
    key = next((each for each in _TEXTS if each in known), "")
    if not (model and key and text) or nearest(name.lower(), known):
        return None
    needed = {*introspection.needed(model, with_key=key), key}
    pairs = (
        f"{key}: {scalar(text)}" if each == key else introspection.example(each, field)
        for each, field in known.items()
        if each in needed
    )
    message = f"the colon after `{shown(name)}` makes it a key; write the text as `{key}`, in quotes"
    return ErrorMessage("unknown-key", message, f"- {{{', '.join(pairs)}}}", at_key=True)
