"""`afterword lsp`: serves an editor while records are written."""

from __future__ import annotations

import sys

import click

from afterword.cli.failure import Failure
from afterword.cli.group import examples
from afterword.cli.handbook import handbook


@click.command(
    epilog=examples(
        "afterword lsp   # in the configuration of your editor",
    ),
)
@click.option(
    "--stdio",
    is_flag=True,
    help="Use standard input and output. This is always so; some editors pass the option.",
)
def lsp(stdio: bool) -> None:
    """Serve an editor that speaks the Language Server Protocol, over standard input and output.

    Editors start it themselves. The server shows the findings of `check` while you type, fixes them, completes and
    explains keys, words and ids, and formats files. It reads the site of each open file, and writes no files itself.

    Exit status: 0 after the editor has shut it down, 1 if the connection ended otherwise.
    """
    if sys.stdin.isatty():
        raise Failure(
            'an editor starts `afterword lsp`; the handbook says how, on the page "Write in your editor"'
        )
    from afterword import clock, garbage
    from afterword.language_server.serve import serve

    garbage.collect_sometimes()
    raise SystemExit(serve(clock.now, handbook()))
