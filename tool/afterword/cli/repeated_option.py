"""Refuses an option that is given twice where only one value counts: click would take the last without a word."""

from __future__ import annotations

from collections.abc import Sequence

import click

_SET_BY_ALIASES = frozenset({"root", "now", "format"})
"""Options that an alias of a shell may set, so that another value after it is meant to replace it."""


def refuse_repeated(
    context: click.Context, name: str | None, command: click.Command | None, words: Sequence[str]
) -> None:
    """Raise a usage error if an option of a command is twice among the words after it; flags may be."""
    if command is None or context.resilient_parsing:
        return
    own = command.context_class(command, info_name=name, parent=context)
    try:
        _, _, given = command.make_parser(own).parse_args([*words])
    except click.UsageError:
        return  # the command says what is wrong
    for option in given:
        if not isinstance(option, click.Option) or option.multiple or option.is_flag or option.count:
            continue
        if given.count(option) > 1 and option.name not in _SET_BY_ALIASES:
            raise click.UsageError(
                f"{option.opts[-1]} is given twice, and only one counts; write it once", own
            )
