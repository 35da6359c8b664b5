"""Makes sure that a file in another layout is the same: its content, its comments, and what they suppress."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from typing import TypeAlias

from pydantic import BaseModel

from afterword.layout.comments import comments
from afterword.layout.times import is_moment, usual_form
from afterword.records.decode import decode_record, decode_site
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.source.comments import suppressions
from afterword.source.files import SITE_FILE
from afterword.source.nodes import MappingNode, Node, Path, ScalarNode
from afterword.source.parse import parse

_Data: TypeAlias = "str | list[_Data] | dict[str, _Data] | None"


def difference(file: str, before: str, after: str, site: Site) -> str:
    """Return what would not be the same after a change of layout; an empty text if all is."""
    old, _ = parse(file, before)
    new, found = parse(file, after)
    if not isinstance(old, MappingNode) or not isinstance(new, MappingNode) or found:
        return "the file could not be read in its new layout; please report this, with the file"
    model: type[BaseModel] = Site if file == SITE_FILE else Record
    if _data(old, (), model) != _data(new, (), model) or not _is_decoded_alike(file, before, after, site):
        return "the file would not mean the same in its new layout; please report this, with the file"
    if _comments(before, old) != _comments(after, new):
        return "a comment would be lost in its new layout; please report this, with the file"
    if _suppressed(file, before, old) != _suppressed(file, after, new):
        return "a comment that suppresses a finding would apply to something else; write it above what it is about"
    return ""


def _data(node: Node, path: Path, model: type[BaseModel]) -> _Data:
    """Return what was typed, with times in their usual form. No value is None, and not an empty text."""
    if isinstance(node, ScalarNode):
        if node.absent:
            return None
        return usual_form(node.text) if is_moment(model, path) else node.text
    if isinstance(node, MappingNode):
        return {key.text: _data(value, (*path, key.text), model) for key, value in node.entries}
    return [_data(item, (*path, index), model) for index, item in enumerate(node.items)]


def _is_decoded_alike(file: str, before: str, after: str, site: Site) -> bool:
    """Return whether the models are equal, and what is reported when they are decoded."""
    if file == SITE_FILE:
        old_site, new_site = decode_site(file, before.encode()), decode_site(file, after.encode())
        reported = [Counter(each.rule for each in one.diagnostics) for one in (old_site, new_site)]
        return old_site.model == new_site.model and reported[0] == reported[1]
    old, new = decode_record(file, before.encode(), site), decode_record(file, after.encode(), site)
    reported = [Counter(each.rule for each in one.diagnostics) for one in (old, new)]
    return old.model == new.model and reported[0] == reported[1]


def _comments(text: str, root: MappingNode) -> Mapping[str, int]:
    return Counter(each.text for each in comments(text.split("\n"), root))


def _suppressed(file: str, text: str, root: MappingNode) -> Mapping[tuple[str, str, frozenset[Path]], int]:
    """Return the suppressions, each with what begins on the line to which it applies."""
    found, _ = suppressions(file, text)
    if not found:
        return Counter()
    places = [*_places(root, ())]
    return Counter(
        (
            each.rule,
            each.reason,
            frozenset(path for path, line in places if line == each.line - 1)
            if each.line
            else frozenset({()}),
        )
        for each in found
    )


def _places(node: Node, path: Path) -> Iterator[tuple[Path, int]]:
    """Yield the path of each key and each entry of a list, with the line on which it begins."""
    if isinstance(node, MappingNode):
        for key, value in node.entries:
            yield (*path, key.text), key.position.line
            yield from _places(value, (*path, key.text))
    elif not isinstance(node, ScalarNode):
        for index, item in enumerate(node.items):
            yield (*path, index), item.position.line
            yield from _places(item, (*path, index))
