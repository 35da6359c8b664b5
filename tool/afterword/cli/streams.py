"""Standard output and error: all text passes `printable`, and output may be closed, full, or no longer read."""

from __future__ import annotations

import errno
import io
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from typing import TYPE_CHECKING, TextIO

from afterword.report.printable import printable

if TYPE_CHECKING:
    from _typeshed import ReadableBuffer

_PIPE_STATUS = 141
"""The exit status of a program that the signal for a closed pipe ends, as shells report it: 128 + 13."""
_FAILED_STATUS = 2


class OutputError(OSError):
    """Standard output cannot be written. It has no number, by which click would take it for its own affair."""


class ReaderGoneError(OutputError, BrokenPipeError):
    """The program that reads standard output has ended, as `head` does."""


class _Output(io.FileIO):
    """A file whose write errors can be distinguished from those of other files."""

    def write(self, data: ReadableBuffer, /) -> int:
        try:
            return super().write(data)
        except OSError as error:
            kind = ReaderGoneError if error.errno == errno.EPIPE else OutputError
            raise kind(error.strerror or str(error)) from None


class _Printed(io.TextIOWrapper):
    """A stream that a terminal or a log shows. Only bytes, which other programs read, are written as they are."""

    def write(self, text: str, /) -> int:
        super().write(printable(text))
        return len(text)


@contextmanager
def standard_streams() -> Iterator[None]:
    """Write text that nothing obeys, whoever prints it, and report in one line what keeps it from being written.

    A reader that has stopped reading needs no message. Characters that a terminal cannot show become question marks.
    """
    _open_closed_streams()
    sys.stderr = _printed(sys.stderr, io.FileIO)
    output = sys.stdout = _printed(
        sys.stdout, _Output
    )  # kept: a command may use its buffer, and print elsewhere
    try:
        try:
            yield
        finally:
            if not output.closed:  # the language server has closed it
                output.flush()
    except OutputError as problem:
        os.dup2(os.open(os.devnull, os.O_WRONLY), output.fileno())  # what is still buffered goes nowhere
        if isinstance(problem, ReaderGoneError):
            sys.exit(_PIPE_STATUS)
        sys.stderr.write(f"afterword: standard output cannot be written: {problem}\n")
        sys.exit(_FAILED_STATUS)


def _printed(stream: TextIO, kind: type[io.FileIO]) -> TextIO:
    """Return a stream to the same file, of a kind with its own errors; that of a console of Windows has none."""
    if not isinstance(stream, io.TextIOWrapper):
        return stream
    stream.flush()
    raw = getattr(stream.buffer, "raw", stream.buffer)  # with PYTHONUNBUFFERED, there is no buffer
    same = (
        io.BufferedWriter(kind(stream.fileno(), "wb", closefd=False))
        if type(raw) is io.FileIO
        else stream.buffer
    )
    return _Printed(
        same,
        encoding=stream.encoding,
        errors="replace",
        line_buffering=stream.line_buffering,
        write_through=stream.write_through,
    )


def _open_closed_streams() -> None:
    """Replace streams that were closed before we started: there is nothing to read, and writing output fails."""
    if sys.stdin is None:
        sys.stdin = os.fdopen(os.open(os.devnull, os.O_RDONLY), encoding="utf-8")
    if sys.stdout is None:
        sys.stdout = os.fdopen(os.open(os.devnull, os.O_RDONLY), "w", encoding="utf-8")
    if sys.stderr is None:
        sys.stderr = os.fdopen(os.open(os.devnull, os.O_WRONLY), "w", encoding="utf-8")
