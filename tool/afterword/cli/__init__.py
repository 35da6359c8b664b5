"""The command line. It only registers the commands; each has its own module."""

from __future__ import annotations

import gc
import io
import os
import signal
import sys
from types import FrameType

import click

from afterword import __version__
from afterword.cli.build import build
from afterword.cli.check import check
from afterword.cli.comment import comment
from afterword.cli.diff import diff
from afterword.cli.explain import explain
from afterword.cli.export import export
from afterword.cli.failure import Failure
from afterword.cli.init import init
from afterword.cli.lsp import lsp
from afterword.cli.merge_driver import merge_driver
from afterword.cli.new import new
from afterword.cli.next_change import next_change
from afterword.cli.serve import serve
from afterword.cli.uptime import uptime

_GC_THRESHOLD = 500_000
"""How many new objects start a garbage collection: what a command imports and reads stays until its end.

Commands that run until they are stopped set it to that of `parallel`.
"""


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
@click.version_option(__version__, prog_name="afterword")
def cli() -> None:
    """Publish incident timelines and post-mortems from one YAML record per incident.

    A site is a folder with a `status.yml`, a `mkdocs.yml` and records in `incidents/<year>/`.
    """


for _command in (
    init,
    new,
    check,
    diff,
    explain,
    lsp,
    build,
    serve,
    uptime,
    next_change,
    export,
    comment,
    merge_driver,
):
    cli.add_command(_command)


def main() -> None:
    """Run the command line. Errors that users can fix are shown without a traceback."""
    gc.set_threshold(_GC_THRESHOLD)
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")  # it would look for them in every package
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper):
            # A terminal that cannot show our glyphs shows question marks instead.
            stream.reconfigure(errors="replace")
    signal.signal(signal.SIGTERM, _exit)
    try:
        cli(prog_name="afterword")
    except Failure as failure:  # pragma: no cover - click shows its own exceptions
        failure.show()
        sys.exit(failure.exit_code)
    finally:
        gc.freeze()  # on its way out, the interpreter would look at every object several times


def _exit(number: int, _: FrameType | None) -> None:
    """Exit through an exception, so that a build that is terminated still removes its temporary folder."""
    raise SystemExit(128 + number)
