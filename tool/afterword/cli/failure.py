"""How a command reports that it cannot run."""

from __future__ import annotations

import errno
from collections.abc import Iterator
from contextlib import contextmanager
from typing import IO, Any

import click

from afterword.cli.streams import OutputError

_NO_SPACE = (errno.ENOSPC, errno.EDQUOT)


class Failure(click.ClickException):
    """A problem that the user must fix first, shown in one line on standard error."""

    exit_code = 2

    def with_hint(self, hint: str) -> Failure:
        """Return the same failure with a sentence after it, which may be empty."""
        end = "" if self.message.endswith("?") else "."
        return Failure(f"{self.message}{end} {hint}") if hint else self

    def show(self, file: IO[Any] | None = None) -> None:
        """Print the problem."""
        click.echo(f"afterword: {self.format_message()}", err=True, file=file)


@contextmanager
def user_errors() -> Iterator[None]:
    """Turn errors that users can fix into a Failure; a bug keeps its traceback."""
    from afterword.app.errors import UserError
    from afterword.editing.changes import RefusedError

    try:
        yield
    except OutputError:
        raise  # not about a file of the site; `standard_streams` reports it
    except (UserError, RefusedError) as problem:
        raise Failure(str(problem)) from None
    except OSError as problem:
        raise Failure(_of_system(problem)) from None


def _of_system(problem: OSError) -> str:
    """Say what the system refused, and for which file: where a disk is full, the one that was written."""
    name = (problem.errno in _NO_SPACE and problem.filename2) or problem.filename
    return f"{name}: {problem.strerror or problem}" if name else problem.strerror or str(problem)
