"""`afterword completion`: lets the shell complete commands, options and ids."""

from __future__ import annotations

import os
from pathlib import Path

import click

from afterword.cli.console import say
from afterword.cli.failure import Failure, user_errors
from afterword.cli.group import COMPLETION_VARIABLE, examples

SHELLS = ("bash", "zsh", "fish")


@click.command(
    epilog=examples(
        "afterword completion --install   # for the shell that you use",
        "afterword completion zsh --install",
        "afterword completion bash        # prints the script",
    ),
)
@click.argument("shell", type=click.Choice(SHELLS), required=False)
@click.option("--install", is_flag=True, help="Write the script, and let the shell read it when it starts.")
def completion(shell: str | None, *, install: bool) -> None:
    """Print a script that lets a shell complete commands, options, and ids of your site. Default: the shell in SHELL.

    With `--install`, the script is written to a file in your home folder, and a line that reads it is added to
    `~/.bashrc` or `~/.zshrc`; fish needs no such line. Running it again changes nothing.
    """
    from click.shell_completion import get_completion_class

    from afterword.app.shell_setup import install_script
    from afterword.cli import cli

    name = shell or _users_shell()
    found = get_completion_class(name)
    assert found is not None, name
    script = found(cli, {}, "afterword", COMPLETION_VARIABLE).source()
    if not install:
        click.echo(script)
        return
    with user_errors():
        for file, written in install_script(name, f"{script.strip()}\n", os.environ):
            say(f"{'Wrote' if written else 'Kept '} {file}")
    say(f"Next: start a new {name}, then try `afterword che` and Tab.")


def _users_shell() -> str:
    name = Path(os.environ.get("SHELL", "")).name
    if name not in SHELLS:
        known = f"{', '.join(SHELLS[:-1])} or {SHELLS[-1]}"
        raise Failure(
            f"SHELL does not say which shell you use; name {known}, such as `afterword completion bash`"
        )
    return name
