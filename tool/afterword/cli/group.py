"""The `afterword` command itself: finds its commands, and gives each what all of them have in common."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import click

from afterword.cli import options
from afterword.cli.commands import BY_NAME, COMMANDS
from afterword.cli.handbook import handbook

_MEANT = {
    "add": "new", "close": "resolve", "create": "new", "format": "fmt", "lint": "check", "ls": "list",
    "remove": "delete", "rm": "delete", "status": "now", "validate": "check",
}  # fmt: skip
"""What people type who know other programs."""
_MEANT_OPTIONS = {
    "--at": ("--start",), "--begin": ("--start", "--at"), "--body": ("--message",), "--date": ("--at", "--start"),
    "--end": ("--at",), "--eta": ("--next",), "--force": ("--yes",), "--from": ("--start", "--at"),
    "--internal": ("--audience internal",), "--name": ("--title",), "--public": ("--audience public",),
    "--since": ("--start", "--at"), "--start": ("--at",), "--state": ("--status",), "--summary": ("--message",),
    "--text": ("--message",), "--time": ("--at", "--start"), "--to": ("--end", "--at"), "--until": ("--end", "--at"),
    "--when": ("--at", "--start"),
}  # fmt: skip
"""What people type for options with other names; the first one that the command has is meant."""
COMPLETION_VARIABLE = "_AFTERWORD_COMPLETE"
"""The environment variable with which a shell asks for completions; click derives the name from ours."""


class HelpContext(click.Context):
    """A context whose help ends with the address of the handbook, if the installed package names one."""

    def get_help(self) -> str:
        """Return the help of the command, formatted for the terminal."""
        address = handbook()
        return super().get_help() + (f"\n\nHandbook: {address}" if address else "")


class CommandGroup(click.Group):
    """Imports a command only when it is used, and lists all of them by use."""

    context_class = HelpContext

    def list_commands(self, ctx: click.Context) -> list[str]:
        """Return the names of all commands, in the order of the help."""
        return [*BY_NAME]

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """Return a command, with what all commands have in common."""
        if cmd_name in BY_NAME and cmd_name not in self.commands:
            self.add_command(_completed(BY_NAME[cmd_name].load()), cmd_name)
        return super().get_command(ctx, cmd_name)

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is asked for.

        Raises a usage error if there is none, or if it does not take an option that was given before it.
        """
        name = args[0]
        if name not in BY_NAME and not name.startswith("-") and not ctx.resilient_parsing:
            from afterword.records.error_messages import did_you_mean

            meant = _MEANT.get(name)
            hint = (
                f"did you mean `{meant}`?"
                if meant
                else did_you_mean(name, self.list_commands(ctx), "`afterword --help`")
            )
            raise click.UsageError(f"there is no command `{name}`; {hint}", ctx)
        _, command, rest = super().resolve_command(ctx, args)
        if command is not None and not isinstance(command, click.Group) and not ctx.resilient_parsing:
            options.refuse_those_before(ctx, command)
        return name, command, rest

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; say which option is meant by one that it does not have."""
        try:
            return super().invoke(ctx)
        except click.NoSuchOption as error:
            name, known = error.option_name, error.ctx.command.params if error.ctx else ()
            meant = _meant_option(name, [each for parameter in known for each in parameter.opts])
            hint = f" Did you mean {meant!r}?" if meant else ""
            raise click.NoSuchOption(name, f"No such option {name!r}.{hint}", ctx=error.ctx) from None

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write what each command is for, by use."""
        width = max(map(len, BY_NAME))
        for use, listed in COMMANDS.items():
            with formatter.section(use):
                formatter.write_dl([(each.name.ljust(width), each.help) for each in listed])

    def shell_complete(
        self, ctx: click.Context, incomplete: str
    ) -> list[click.shell_completion.CompletionItem]:
        """Return the commands that begin with what was typed, without importing any."""
        from click.shell_completion import CompletionItem

        found = [
            CompletionItem(name, help=each.help)
            for name, each in BY_NAME.items()
            if name.startswith(incomplete)
        ]
        return [*found, *click.Command.shell_complete(self, ctx, incomplete)]


def examples(*lines: str) -> str:
    """Return the end of a command's help: commands that work, one a line, each with a comment if it needs one."""
    return "\n".join(("\b", "Examples:", *(f"  {line}" for line in lines)))


def _meant_option(typed: str, known: Sequence[str]) -> str:
    """Return the option that is meant by one that a command does not have, or an empty text.

    The hyphens in front, which all options have, make no two of them similar.
    """
    from afterword.records.error_messages import nearest

    meant = next((each for each in _MEANT_OPTIONS.get(typed, ()) if each.partition(" ")[0] in known), "")
    long = {each.removeprefix("--"): each for each in known if each.startswith("--")}
    return meant or long.get(nearest(typed.removeprefix("--"), long), "")


def _completed(command: click.Command) -> click.Command:
    """Give a command, and the commands below it, what all commands have."""
    command.context_class = HelpContext
    present = {option for parameter in command.params for option in parameter.opts}
    command.params += [each for each in options.for_all() if not present.intersection(each.opts)]
    if isinstance(command, click.Group):
        for below in command.commands.values():
            _completed(below)
    return command
