"""The `afterword` command itself: finds its commands, and gives each what all of them have in common."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import Any

import click

from afterword.cli import options
from afterword.cli.commands import BY_NAME, COMMANDS
from afterword.cli.handbook import handbook
from afterword.cli.repeated_option import refuse_repeated
from afterword.cli.unknown_option import with_hint

_MEANT = {
    "add": "new", "close": "resolve", "create": "new", "format": "fmt", "lint": "check", "ls": "list",
    "remove": "delete", "rm": "delete", "status": "now", "validate": "check",
}  # fmt: skip
"""What people type who know other programs."""
_MEANT_BELOW = {"close": "done", "finish": "done", "new": "add", "postpone": "move"}
"""The same for the commands below another one; some of these words are commands themselves elsewhere."""
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

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Read the options before the command; say which is meant by one that does not exist."""
        try:
            return super().parse_args(ctx, args)
        except click.NoSuchOption as error:
            raise with_hint(error) from None

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is asked for.

        Raises a usage error if there is none, or if it does not take an option that was given before it.
        """
        _refuse_unknown(args[0], self.list_commands(ctx), _MEANT, ctx)
        name = args[0]
        _, command, rest = super().resolve_command(ctx, args)
        refuse_repeated(ctx, name, command, rest)
        if command is not None and not isinstance(command, click.Group) and not ctx.resilient_parsing:
            options.refuse_those_before(ctx, command)
        return name, command, rest

    def invoke(self, ctx: click.Context) -> Any:
        """Run the command; say which option is meant by one that it does not have."""
        try:
            return super().invoke(ctx)
        except click.NoSuchOption as error:
            raise with_hint(error) from None
        except click.Abort:  # instead of an answer; only `init` asks after it has written files
            what = "Nothing more" if ctx.invoked_subcommand == "init" else "Nothing"
            click.echo(f"\n{what} was written.", err=True)
            raise

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


class Subcommands(click.Group):
    """A command with commands below it, which says which of them is meant by a word that is none."""

    def resolve_command(
        self, ctx: click.Context, args: list[str]
    ) -> tuple[str | None, click.Command | None, list[str]]:
        """Find the command that is asked for. Raises a usage error if there is none."""
        _refuse_unknown(args[0], self.list_commands(ctx), _MEANT_BELOW, ctx)
        found = super().resolve_command(ctx, args)
        refuse_repeated(ctx, *found)
        return found


def _refuse_unknown(name: str, known: Sequence[str], meant: Mapping[str, str], ctx: click.Context) -> None:
    """Raise a usage error for the name of a command that does not exist, with the one that is meant."""
    if name in known or name.startswith("-") or ctx.resilient_parsing:
        return
    from afterword.records.error_messages import did_you_mean

    word = meant.get(name)
    hint = (
        f"did you mean `{word}`?"
        if word in known
        else did_you_mean(name, known, f"`{ctx.command_path} --help`")
    )
    raise click.UsageError(f"there is no command `{name}`; {hint}", ctx)


def examples(*lines: str) -> str:
    """Return the end of a command's help: commands that work, one a line, each with a comment if it needs one."""
    return "\n".join(("\b", "Examples:", *(f"  {line}" for line in lines)))


def _completed(command: click.Command) -> click.Command:
    """Give a command, and the commands below it, what all commands have."""
    command.context_class = HelpContext
    present = {option for parameter in command.params for option in parameter.opts}
    command.params += [each for each in options.for_all() if not present.intersection(each.opts)]
    if isinstance(command, click.Group):
        for below in command.commands.values():
            _completed(below)
    return command
