"""Gives a component another id, a last day, or another group from a day on."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date

from afterword.editing.changes import Change, Insert, Put, RefusedError, Remove, Rename
from afterword.editing.references import Replacement
from afterword.records.components import Component
from afterword.records.site import Site
from afterword.source.nodes import Plain

_WITH_COMPONENTS = ("windows", "also_affected", "symptoms", "timeline")
"""Lists of a record whose entries name components."""


def rename_component(site: Site, old: str, new: str, *, is_known: bool = True) -> tuple[Change, ...]:
    """Return the changes of `status.yml` that give a component another id; the former one becomes an alias.

    If a component gets a former id back, that is no longer an alias, and neither is the present one unless readers know
    it: feeds would take the first alias for the component's own id. Raises RefusedError for an id that another
    component has or had.
    """
    component = _component(site, old)
    if new == old:
        raise RefusedError(f"`{old}` is already the id of the component")
    if site.component(new):
        raise RefusedError(f"there is already a component `{new}`; choose another id")
    owner = site.component_aliases.get(new)
    if owner not in (None, old):
        raise RefusedError(
            f"`{new}` is a former id of `{owner}`, and its addresses lead there; choose another id"
        )
    path = _path(site, component)
    kept = [each for each in component.aliases if each != new]
    changes: list[Change] = [Put((*path, "id"), new)]
    if new in component.aliases:
        changes.append(Remove((*path, "aliases", component.aliases.index(new))))
        if not is_known:
            return tuple(changes)
    return (*changes, Insert((*path, "aliases", len(kept)), old))


def retire_component(site: Site, component_id: str, today: date, on: date | None) -> tuple[Change, ...]:
    """Return the changes that give a component its last day: `on`, or else today.

    Raises RefusedError if that is before its first day, or if it has a last day and no other one was typed.
    """
    component = _component(site, component_id)
    if component.until and on is None:
        raise RefusedError(
            f"the last day of `{component_id}` is {component.until}; to change it, give a day with `--on`"
        )
    on = on or today
    if component.since and on < component.since:
        raise RefusedError(
            f"`{component_id}` begins on {component.since}, after {on}; give a later day with `--on`"
        )
    return (Put((*_path(site, component), "until"), on.isoformat()),)


def move_component(site: Site, component_id: str, group: str | None, since: date) -> tuple[Change, ...]:
    """Return the changes that move a component to another group, or to none, from a day on.

    Past days keep their groups. Raises RefusedError if it is in that group then, or has moved on a later day.
    """
    component = _component(site, component_id)
    key = (*_path(site, component), "group")
    if component.group_on(since) == group:
        where = f"in `{group}`" if group else "in no group"
        raise RefusedError(f"`{component_id}` is {where} already on {since}")
    if component.has_ended(since):
        raise RefusedError(
            f"the last day of `{component_id}` is {component.until}; it cannot move after that"
        )
    last = max((each.since for each in component.group if each.since), default=None)
    if last and since <= last:
        raise RefusedError(f"`{component_id}` has moved on {last}; give a later day with `--since`")
    entry: dict[str, Plain] = {"group": group} if group else {}
    entry["since"] = since.isoformat()
    if not component.group:
        return (Put(key, [entry]),)
    if len(component.group) > 1 or component.group[0].since:
        return (Insert((*key, len(component.group)), entry),)
    first = component.group[0].group
    return (Put(key, [{"group": first} if first else {}, entry]),)


def named_in_values(data: dict[str, Plain], old: str, new: str) -> Iterator[Replacement]:
    """Yield the values that name a component in a record, as it was typed, and that get its new id."""
    for key in _WITH_COMPONENTS:
        for index, entry in enumerate(_entries(data.get(key))):
            if entry.get("component") == old:
                yield Replacement((key, index, "component"), old, new)
            named = entry.get("components")
            for position, each in enumerate(named if isinstance(named, list) else ()):
                if each == old:
                    yield Replacement((key, index, "components", position), old, new)


def named_in_keys(data: dict[str, Plain], old: str, new: str) -> Iterator[Rename]:
    """Yield the keys that name a component in a record, as it was typed, and that get its new id."""
    for index, entry in enumerate(_entries(data.get("updates"))):
        levels = entry.get("levels")
        if isinstance(levels, dict) and old in levels:
            yield Rename(("updates", index, "levels", old), new)


def _entries(value: Plain | None) -> list[dict[str, Plain]]:
    listed = value if isinstance(value, list) else [value]
    return [each if isinstance(each, dict) else {} for each in listed]


def _component(site: Site, component_id: str) -> Component:
    found = site.component(component_id)
    assert found, "it was chosen among those of the site"
    return found


def _path(site: Site, component: Component) -> tuple[str, int]:
    return "components", site.components.index(component)
