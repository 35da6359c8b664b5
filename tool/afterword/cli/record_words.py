"""The words after a command that adds a text to a record: the id, the text and levels, in any order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import Any, NamedTuple, TypeVar

import click

from afterword.cli import complete

F = TypeVar("F", bound=Callable[..., Any])

argument: Callable[[F], F] = click.argument(
    "words", nargs=-1, metavar="[ID] [TEXT]", shell_complete=complete.records
)
with_levels: Callable[[F], F] = click.argument(
    "words",
    nargs=-1,
    metavar="[ID] [TEXT] [COMPONENT=LEVEL]...",
    shell_complete=complete.component_levels_or_record,
)

_PATHS = (".yml", ".yaml")


class RecordWords(NamedTuple):
    """What was typed: a part of an id, the text, and pairs of a component and a level. None if it was left out."""

    record: str | None
    text: str | None
    levels: tuple[str, ...]


def divided(words: Sequence[str], message: str | None, *, takes_levels: bool = False) -> RecordWords:
    """Tell the words of a command apart; `message` is the text that was typed as an option.

    Raises a usage error if there are two texts, or two words that could be the record.
    """
    texts = [each for each in words if len(each.split()) > 1 and not each.endswith(_PATHS)]
    levels = tuple(each for each in words if takes_levels and "=" in each and each not in texts)
    others = [each for each in words if each not in texts and each not in levels]
    if len(texts) > 1 or (texts and message is not None):
        first, second = texts[0], texts[1] if len(texts) > 1 else message
        raise click.UsageError(f"`{first}` and `{second}` are two texts; write one")
    if len(others) > 1:
        raise click.UsageError(
            f"`{others[0]}` and `{others[1]}` cannot both be the record; a text needs quotes: "
            f"`{_with_quotes(others, levels)}`"
        )
    return RecordWords(others[0] if others else None, texts[0] if texts else message, levels)


def _with_quotes(words: Sequence[str], levels: Sequence[str]) -> str:
    """Return the command in which words are one text, after the record if the first word looks like one."""
    from afterword.arguments.record_choice import LATEST, OPEN

    first, *others = words
    named = [first] if first in (LATEST, OPEN) or "-" in first or first.endswith(_PATHS) else []
    text = f'"{" ".join(others if named else words)}"'
    command = click.get_current_context().info_name or ""
    return " ".join(("afterword", command, *named, text, *levels))
