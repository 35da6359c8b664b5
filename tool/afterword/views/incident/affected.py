"""The components that a record affected, each at its worst level."""

from __future__ import annotations

from typing import NamedTuple

from afterword.records.record import Record
from afterword.timeline.lifecycle import updates_until
from afterword.views import rows
from afterword.views.context import Context
from afterword.views.text.extent import extent_until
from afterword.views.text.labels import label_of


class Affected(NamedTuple):
    """A component that a record names, and its worst level; empty if none is given. `extent` is what it held for."""

    id: str
    name: str
    level: str
    level_name: str
    extent: str


def affected(context: Context, record: Record) -> tuple[Affected, ...]:
    """Return the components of a record in the order of the page, each at its worst level until now."""
    worst, named = _worst(context, record), rows.named_components(record)
    return tuple(
        Affected(each.id, each.name, *_level(context, record, each.id, worst.get(each.id, "")))
        for each in context.site.components
        if each.id in named
    )


def _level(context: Context, record: Record, component: str, level: str) -> tuple[str, str, str]:
    if not level:
        return "", "", ""
    extent = extent_until(record, context.site, component, level, context.now, words=context.words)
    return level, label_of(context.words, context.site, level).name, extent


def _worst(context: Context, record: Record) -> dict[str, str]:
    levels = [
        (window.component, window.level) for window in record.component_windows if window.start <= context.now
    ]
    for update in updates_until(record, context.now):
        levels += update.levels.items()
    worst: dict[str, str] = {}
    for component, level in levels:
        if component not in worst or context.site.rank(level) > context.site.rank(worst[component]):
            worst[component] = level
    return worst
