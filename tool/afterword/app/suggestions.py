"""What a shell can complete from a site: read at each press of Tab, and therefore without validating anything."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import NamedTuple

from afterword.diagnostics import Diagnostic
from afterword.source.fast_reader import read_fast
from afterword.source.files import SITE_FILE, read_source, record_paths
from afterword.source.nodes import MappingNode, Plain, contents
from afterword.source.parse import parse
from afterword.source.text import decode

_NEWEST = 100
"""How many records are read for the tags, owners and action items in them, the newest first."""
_UNFINISHED = ("open", "in_progress")


class Suggestion(NamedTuple):
    """A word, and what it stands for."""

    word: str
    meaning: str = ""


def record_ids(root: Path) -> list[Suggestion]:
    """Return the ids of all records, the newest first. Only the names of files are read."""
    ids = {path.rpartition("/")[2].rpartition(".")[0] for path in record_paths(root)}
    return [Suggestion(each) for each in sorted(ids, reverse=True)]


def ids_in_site_file(root: Path, key: str) -> list[Suggestion]:
    """Return the ids under a key of `status.yml`, such as `components`, with their names.

    Without the key, these are the defaults, if there are any.
    """
    entries = _read(root, SITE_FILE).get(key)
    if entries is None:
        from afterword.records.site import Site

        defaults = Site.model_fields[key].get_default(call_default_factory=True, validated_data={})
        return [Suggestion(each.id, each.name or "") for each in defaults]
    found = ((each, each.get("id")) for each in _mappings(entries))
    return [Suggestion(word, _text(each.get("name"))) for each, word in found if isinstance(word, str)]


def tags(root: Path) -> list[Suggestion]:
    """Return the tags of the newest records, the most common first."""
    return _by_count(
        tag for record in _newest(root) for tag in _items(record.get("tags")) if isinstance(tag, str)
    )


def owners(root: Path) -> list[Suggestion]:
    """Return the owners of action items of the newest records, the most common first."""
    items = (item for record in _newest(root) for item in _mappings(record.get("action_items")))
    return _by_count(owner for item in items if (owner := _text(item.get("owner"))))


def unfinished_actions(root: Path) -> list[Suggestion]:
    """Return the ids of unfinished action items of the newest records, with their titles."""
    items = (item for record in _newest(root) for item in _mappings(record.get("action_items")))
    unfinished = (item for item in items if item.get("status") in _UNFINISHED)
    titles: dict[str, str] = {}
    for item in unfinished:
        titles.setdefault(_text(item.get("id")), _text(item.get("title")))
    return [Suggestion(word, title) for word, title in titles.items() if word]


def _newest(root: Path) -> Iterator[dict[str, Plain]]:
    paths = sorted(record_paths(root), key=lambda path: path.rpartition("/")[2])
    return (_read(root, path) for path in paths[: -_NEWEST - 1 : -1])


def _read(root: Path, file: str) -> dict[str, Plain]:
    """Return the content of a file; what cannot be read is left out."""
    source = read_source(root, file)
    text = None if isinstance(source, Diagnostic) else decode(file, source)[0]
    if text is None:
        return {}
    read = read_fast(text)
    if read is None:
        node, _ = parse(file, text)
        read = contents(node) if isinstance(node, MappingNode) else {}
    return read


def _items(value: Plain | None) -> list[Plain]:
    return value if isinstance(value, list) else []


def _mappings(value: Plain | None) -> Iterator[dict[str, Plain]]:
    return (each for each in _items(value) if isinstance(each, dict))


def _text(value: Plain | None) -> str:
    return value if isinstance(value, str) else ""


def _by_count(words: Iterable[str]) -> list[Suggestion]:
    counted = Counter(words)
    return [Suggestion(word) for word in sorted(counted, key=lambda word: (-counted[word], word))]
