"""Reads `COMPONENT=LEVEL` on the command line, by id, by name or by the beginning of either."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

import click

if TYPE_CHECKING:
    from afterword.records.site import Site


PAIR = "COMPONENT=LEVEL"
"""What the help of commands calls a component and its level as an argument."""


def levels_of(site: Site, options: Sequence[str], words: Sequence[str] = ()) -> dict[str, str]:
    """Return the level of each component that was typed: as the option `--level`, or as words after the command.

    Raises a usage error that names the option, or the argument.
    """
    typed = [*((PAIR, each) for each in words), *(("--level", each) for each in options)]
    if not typed:
        return {}
    from afterword.arguments.choice import pair_of
    from afterword.arguments.component_choice import component_of

    scale, read_level = _scale(site)
    read = pair_of(
        component_of(site),
        read_level,
        example=f"{site.components[0].id if site.components else 'search'}={scale[-2]}",
    )
    found: dict[str, str] = {}
    for option, text in typed:
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


def level_of(site: Site, typed: str, option: str = "--level") -> str:
    """Return the level that was typed. Raises a usage error that names the option."""
    try:
        return _scale(site)[1](typed)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=option) from None


def _scale(site: Site) -> tuple[tuple[str, ...], Callable[[str], str]]:
    """Return the ids of all levels, `operational` last, and a reader of one."""
    from functools import partial

    from afterword.arguments.choice import one_of
    from afterword.checks.lookup import build_lookup
    from afterword.records.scales import OPERATIONAL
    from afterword.records.synonyms import level_for

    every = {each.id: each.name for each in (*site.levels, OPERATIONAL)}
    names = {**{name: level for level, name in every.items()}, "ok": OPERATIONAL.id}
    meant = partial(level_for, levels=tuple(every), by_status=build_lookup(site).levels_by_status)
    return tuple(every), one_of(tuple(every), "level", names=names, meant=meant)


def pairs_and_id(words: Sequence[str]) -> tuple[tuple[str, ...], str | None]:
    """Divide the arguments of a command into pairs with `=` and the id of a record, which may be missing.

    Raises a usage error if there is no pair, or more than one word that is none.
    """
    pairs = tuple(each for each in words if "=" in each)
    others = [each for each in words if "=" not in each]
    if not pairs:
        raise click.UsageError(
            f"a level is missing; write {others[0]}=degraded" if others else "a level is missing"
        )
    if len(others) > 1:
        raise click.UsageError(
            f"`{others[0]}` and `{others[1]}` cannot both be the record; write one of them"
        )
    return pairs, others[0] if others else None
