"""Says which option is meant by one that a command does not have."""

from __future__ import annotations

from collections.abc import Iterator

import click

_MEANT = {
    "--at": ("--start", "--on", "--since"), "--begin": ("--start", "--at"), "--body": ("--message",),
    "--date": ("--at", "--start", "--on", "--since"),
    "--end": ("--at",), "--eta": ("--next",), "--file": ("--output", "--to"), "--force": ("--yes",),
    "--from": ("--start", "--at"), "--internal": ("--audience internal",), "--json": ("--format json",),
    "--name": ("--title",), "--next-update": ("--next",),
    "--output": ("--to", "--site-dir"), "--public": ("--audience public",), "--since": ("--start", "--at"),
    "--start": ("--at",), "--state": ("--status", "--open"), "--status": ("--open",),
    "--summary": ("--message",), "--text": ("--message",),
    "--time": ("--at", "--start"), "--to": ("--end", "--at"), "--until": ("--end", "--at"),
    "--when": ("--at", "--start"),
    "-C": ("--root",), "-d": ("--site-dir",), "-f": ("--format",), "-j": ("--json", "--format json"),
    "-n": ("--limit", "--dry-run"),
    "-o": ("--output", "--to", "--site-dir"), "-t": ("--title", "--to"),
}  # fmt: skip
"""What people type for options with other names; the first one that the command has is meant."""
_WITH_A_TEXT = {"level": 'afterword update "Many searches fail." search=degraded'}
"""Commands that have no text, each with an example of the one that does the same with a text."""


def with_hint(error: click.NoSuchOption) -> click.NoSuchOption:
    """Return a usage error that also says which option is meant, with an example if the command's help has one."""
    if error.ctx is None:
        return error
    meant = _meant(error.option_name, error.ctx.command)
    message = f"No such option {error.option_name!r}."
    text_of = _WITH_A_TEXT.get(error.ctx.command.name or "")
    if text_of and error.option_name in ("-m", "--message"):
        message += f" A text needs another command: {text_of}"
    elif meant:
        message += f" Did you mean {' or '.join(map(repr, meant))}?"
    example = next((line for line in _examples(error.ctx) if meant and f" {meant[0]} " in f"{line} "), "")
    return click.NoSuchOption(
        error.option_name, f"{message} For example: {example}" if example else message, ctx=error.ctx
    )


def _meant(typed: str, command: click.Command) -> list[str]:
    """Return the options that may be meant: one, or all that begin with a letter.

    The hyphens in front, which all options have, make no two of them similar.
    """
    from afterword.records.error_messages import nearest

    known = [each for parameter in command.params for each in parameter.opts if each.startswith("--")]
    other = next((each for each in _MEANT.get(typed, ()) if each.partition(" ")[0] in known), "")
    if other:
        return [other]
    if not typed.startswith("--"):
        return [each for each in known if each.startswith(f"-{typed.lower()}")]
    close = nearest(typed.removeprefix("--"), [each.removeprefix("--") for each in known])
    return [f"--{close}"] if close else []


def _examples(context: click.Context) -> Iterator[str]:
    """Yield the commands in the help of a command, and of the group that it is in, without their comments."""
    within: click.Context | None = context
    while within:
        for line in (within.command.epilog or "").splitlines():
            command = line.partition("  #")[0].strip()
            if command.startswith(f"{context.command_path} "):
                yield command
        within = within.parent
