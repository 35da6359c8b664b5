"""The words after a command that adds a text to a record: the id, the text and levels, in any order."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import Any, NamedTuple, TypeVar

import click

from afterword.cli import complete
from afterword.cli.failure import user_errors
from afterword.cli.level_option import level_of
from afterword.cli.unquoted_time import quotes_for

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


def divided(words: Sequence[str], message: str | None, *, levels_of: Path | None = None) -> RecordWords:
    """Tell the words of a command apart; `message` is the text that was typed as an option.

    With the folder of a site, `levels_of`, they may be levels of its components, also of one with a space in its name.
    Raises a usage error if there are two texts, or two words that could be the record, and Failure if a site that has
    to be read cannot be.
    """
    phrases = [each for each in words if len(each.split()) > 1 and not each.endswith(_PATHS)]
    pairs = [each for each in phrases if levels_of and "=" in each]
    spaced = (
        _levels(pairs, levels_of, has_text=message is not None or len(phrases) > 1)
        if levels_of and pairs
        else ()
    )
    texts = [each for each in phrases if each not in spaced]
    levels = tuple(each for each in words if levels_of and "=" in each and each not in texts)
    others = [each for each in words if each not in texts and each not in levels]
    if len(texts) > 1 or (texts and message is not None):
        first, second = texts[0], texts[1] if len(texts) > 1 else message
        raise click.UsageError(f"`{first}` and `{second}` are two texts; write one")
    if len(others) > 1:
        for each in others:
            if hint := quotes_for(each):
                raise click.UsageError(hint)
        if not all(map(str.strip, others)):
            raise click.UsageError("the text is empty; write what happened, in quotes")
        if message is not None and " " not in message:
            raise click.UsageError(f'a text of several words needs quotes: `-m "{message} …"`')
        raise click.UsageError(
            f"`{others[0]}` and `{others[1]}` cannot both be the record; a text needs quotes: "
            f"`{_with_quotes(others, levels)}`"
        )
    return RecordWords(others[0] if others else None, texts[0] if texts else message, levels)


def _levels(pairs: Sequence[str], folder: Path, *, has_text: bool) -> tuple[str, ...]:
    """Return the texts that are levels: those of a component of the site, and of any if there is a text besides."""
    from afterword.app.read_site import read_site, site_root
    from afterword.arguments.component_choice import component_of

    with user_errors():
        site = read_site(site_root(folder))
    names = {name.casefold() for each in site.components for name in (each.id, each.name, *each.aliases)}

    def is_level(pair: str) -> bool:
        component, _, level = (" ".join(part.split()) for part in pair.partition("="))
        if component.casefold() in names:
            return True
        try:
            level_of(site, level)
            return has_text or bool(component_of(site)(component))
        except (click.UsageError, ValueError):
            return False

    return tuple(each for each in pairs if is_level(each))


def _with_quotes(words: Sequence[str], levels: Sequence[str]) -> str:
    """Return the command in which words are one text, after the record if the first word looks like one."""
    from afterword.arguments.record_choice import LATEST, OPEN

    first, *others = words
    named = [first] if first in (LATEST, OPEN) or "-" in first or first.endswith(_PATHS) else []
    text = f'"{" ".join(others if named else words)}"'
    command = click.get_current_context().info_name or ""
    return " ".join(("afterword", command, *named, text, *levels))
