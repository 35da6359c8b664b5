"""Where the thing that is named at a position is defined: a record, an attachment, or an entry of `status.yml`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from typing import NamedTuple

from afterword.editor.fields import Target, target_of_names, target_of_value
from afterword.editor.live_site import LiveSite
from afterword.editor.tokens import Outline, Role, Token
from afterword.source.files import SITE_FILE, find_attachment
from afterword.source.nodes import MappingNode, Node, Position, ScalarNode, SequenceNode, node_at
from afterword.source.parse import parse

_LISTS = {
    Target.COMPONENT: "components",
    Target.LEVEL: "levels",
    Target.SEVERITY: "severities",
    Target.GROUP: "groups",
    Target.SCOPE: "scopes",
}
_OWN_LISTS = {Target.WINDOW: "windows", Target.CAUSE: "root_causes"}
_LINK = re.compile(r"\]\(\s*<?([^\s)>]+)")
_START = Position(0, 0, 0, 0)


class Place(NamedTuple):
    """A position in a file of the site."""

    file: str
    position: Position = _START


def definition(
    live: LiveSite, file: str, lines: Sequence[str], outline: Outline, position: tuple[int, int]
) -> Place | None:
    """Return where the thing at a position is defined, or None."""
    line, column = position
    token = outline.at(line, column)
    target = _target(file, token) if token else None
    if token and target is Target.RECORD:
        return _record(live, token.text)
    if token and target in _LISTS:
        text = "\n".join(lines) if file == SITE_FILE else live.site_text
        return _entry(SITE_FILE, text, _LISTS[target], token.text)
    if token and target in _OWN_LISTS:
        return _entry(file, "\n".join(lines), _OWN_LISTS[target], token.text)
    return _attachment(live, file, lines[line] if line < len(lines) else "", token, column)


def _target(file: str, token: Token) -> Target | None:
    if token.role is Role.KEY:
        return target_of_names(file, token.path[:-1])
    return target_of_value(file, token.path)


def _record(live: LiveSite, record_id: str) -> Place | None:
    ids = live.checker.record_ids
    files = (*ids.files.get(record_id, ()), *ids.claimants.get(record_id, ()))
    return Place(files[0]) if files else None


def _entry(file: str, text: str, key: str, wanted: str) -> Place | None:
    """Return the entry of a list that has an id, now or formerly."""
    root, _ = parse(file, text)
    entries = node_at(root, (key,)) if root else None
    for item in entries.items if isinstance(entries, SequenceNode) else ():
        for name, value in item.entries if isinstance(item, MappingNode) else ():
            if name.text in ("id", "aliases") and (found := _named(value, wanted)):
                return Place(file, found.position)
    return None


def _named(node: Node, wanted: str) -> ScalarNode | None:
    if isinstance(node, SequenceNode):
        return next((found for item in node.items if (found := _named(item, wanted))), None)
    return node if isinstance(node, ScalarNode) and node.text == wanted else None


def _attachment(live: LiveSite, file: str, line: str, token: Token | None, column: int) -> Place | None:
    """Return the attachment that a link at a position leads to."""
    links = [each[1] for each in _LINK.finditer(line) if each.start(1) <= column <= each.end(1)]
    name = links[0] if links else token.text if token and token.role is Role.VALUE else ""
    if not name or "/" in name or "\\" in name or name.startswith(".") or file == SITE_FILE:
        return None
    record_id = file.rpartition("/")[2].rpartition(".")[0]
    path = find_attachment(live.root, record_id, name)
    return Place(path.relative_to(live.root).as_posix()) if path else None
