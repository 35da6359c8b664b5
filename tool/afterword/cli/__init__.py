"""The command line. It only starts the commands; each has its own module, which `commands` lists."""

from __future__ import annotations

import os
import signal
from functools import partial
from types import FrameType

import click

from afterword import __version__, garbage
from afterword.cli import options
from afterword.cli.group import COMPLETION_VARIABLE, CommandGroup, examples
from afterword.cli.streams import standard_streams
from afterword.cli.utf8 import restart_in_utf8

_ABORTED = 1
"""The exit status of click after Ctrl-C."""


@click.group(
    cls=CommandGroup,
    params=options.before_a_command(),
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100},
    epilog=examples(
        "afterword init status --name Example   # creates a site",
        "afterword new                          # creates a record, and asks for what it needs",
        'afterword update -m "A fix is coming."  # adds an update to the open incident',
        "afterword check                        # finds mistakes in all records",
        "afterword serve                        # shows the site on this machine",
    ),
)
@click.version_option(__version__, prog_name="afterword")
def cli(**_: object) -> None:
    """Publish incident timelines and post-mortems from one YAML record per incident.

    A site is a folder with a `status.yml`, a `mkdocs.yml` and records in `incidents/<year>/`. Commands work in it and
    in all folders below it; `afterword COMMAND --help` shows what each one takes.

    Exit status: 0 success, 1 there are errors in the site, 2 the command could not run, 3 a rule could not run because
    of a bug, 130 it was stopped with Ctrl-C.
    """


def main() -> None:
    """Run the command line. Errors that users can fix are shown without a traceback."""
    restart_in_utf8()
    garbage.collect_rarely()
    # pydantic would look for plugins in the metadata of every package
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    signal.signal(signal.SIGTERM, _exit)
    interrupted: list[int] = []
    if signal.getsignal(signal.SIGINT) is signal.default_int_handler:
        signal.signal(signal.SIGINT, partial(_interrupt, interrupted))
    if COMPLETION_VARIABLE in os.environ:
        import afterword.cli.bash_completion  # noqa: F401 - tells click about it
    try:
        with standard_streams():
            cli(prog_name="afterword")
    except SystemExit as end:
        if interrupted and end.code == _ABORTED:
            raise SystemExit(128 + interrupted[0]) from None
        raise
    finally:
        garbage.end_at_once()


def _interrupt(interrupted: list[int], number: int, frame: FrameType | None) -> None:
    """Note Ctrl-C, which click reports with the same exit status as errors in the site."""
    interrupted.append(number)
    signal.default_int_handler(number, frame)


def _exit(number: int, _: FrameType | None) -> None:
    """Exit through an exception, so that a build that is terminated still removes its temporary folder."""
    raise SystemExit(128 + number)
