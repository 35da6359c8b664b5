"""Reads `COMPONENT=LEVEL` on the command line, by id, by name or by the beginning of either."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from afterword.records.site import Site


def levels_of(site: Site, typed: Iterable[str], option: str = "--level") -> dict[str, str]:
    """Return the level of each component that was typed. Raises a usage error that names the option."""
    from functools import partial

    from afterword.arguments.choice import one_of, pair_of
    from afterword.checks.lookup import build_lookup
    from afterword.records.scales import OPERATIONAL
    from afterword.records.synonyms import level_for

    components = {each.name: each.id for each in site.components}
    every = {each.id: each.name for each in (*site.levels, OPERATIONAL)}
    scale = tuple(every)
    meant = partial(level_for, levels=scale, by_status=build_lookup(site).levels_by_status)
    read = pair_of(
        one_of(
            tuple(each.id for each in site.components),
            "component",
            names={**components, **site.component_aliases},
        ),
        one_of(
            scale,
            "level",
            names={**{name: level for level, name in every.items()}, "ok": OPERATIONAL.id},
            meant=meant,
        ),
        example=f"{site.components[0].id if site.components else 'search'}={scale[-2]}",
    )
    found: dict[str, str] = {}
    for text in typed:
        try:
            component, level = read(text)
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint=option) from None
        if level is None:
            raise click.BadParameter(
                f"`{text}` has no level; write {component}={scale[-2]}", param_hint=option
            )
        if component in found:
            raise click.BadParameter(f"`{component}` is named twice; name it once", param_hint=option)
        found[component] = level
    return found
