"""Finds the rest of a time that was typed without quotes, such as `UTC` in `--at 02:48 UTC`."""

from __future__ import annotations

from collections.abc import Iterator

import click

from afterword.cli import options


def quotes_for(word: str) -> str:
    """Say how to quote the time that ends with a word after the command; an empty text if no time does."""
    context = click.get_current_context(silent=True)
    whole = next(_times_with(word, context), "") if context and word.strip() else ""
    return f"a time with a space needs quotes: `{whole}`" if whole else ""


def _times_with(word: str, context: click.Context) -> Iterator[str]:
    """Yield what to type instead, for each option and each pair such as `detected=02:48` whose time goes on so."""
    for parameter in context.command.params:
        typed = context.params.get(parameter.name or "")
        if parameter.metavar == "TIME" and options.is_given(context, parameter.name or ""):
            for start in typed if isinstance(typed, tuple) else (typed,):
                if isinstance(start, str) and _is_time(f"{start} {word}", context):
                    yield f'{parameter.opts[0]} "{start} {word}"'
    for each in context.params.get("words") or ():
        name, sign, start = each.partition("=")
        if sign and _is_time(f"{start} {word}", context):
            yield f'{name}="{start} {word}"'


def _is_time(text: str, context: click.Context) -> bool:
    from afterword.arguments.durations import read_duration
    from afterword.arguments.moments import read_moment
    from afterword.records.zone import UTC_ZONE
    from afterword.records.zone_abbreviations import ABBREVIATIONS

    before, _, zone = text.rpartition(" ")
    if zone.casefold() in ABBREVIATIONS:  # which are refused with what to write
        text = before
    try:
        read_moment(text, UTC_ZONE, context.params["now"])
    except ValueError:
        try:
            read_duration(text)
        except ValueError:
            return False
    return True
