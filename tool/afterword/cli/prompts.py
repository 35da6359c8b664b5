"""Asks the user for missing options, and accepts only valid answers."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass
from typing import Any, TypeVar

import click
from pydantic import TypeAdapter, ValidationError

from afterword.cli.failure import Failure
from afterword.source.text import decode

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OptionReader:
    """Reads values from the command line, or else asks the user unless `no_input` is set.

    `example` shows the options that have no default, for someone who cannot be asked.
    """

    no_input: bool
    example: str

    def value(
        self, option: str, given: str | None, read: Callable[[str], T], *, question: str, default: str | None
    ) -> T:
        """Return a value. Raises a usage error that names the option if the value given for it is invalid.

        An empty default allows an empty answer. With `no_input`, an option without a default is required. If there is
        no answer because standard input has ended, the default is used; Failure is raised if there is none.
        """
        if given is None and self.no_input:
            if default is None:
                raise click.UsageError(f"{option} is required with --no-input, such as `{self.example}`")
            given = default
        if given is None:
            try:
                answer: T = click.prompt(
                    question,
                    default=default,
                    show_default=bool(default),
                    value_proc=_asked_again_if_invalid(read),
                )
            except click.Abort:
                if sys.stdin.isatty():
                    raise
                click.echo(default or "")
                if default is None:
                    raise Failure(
                        f"{option} is missing, and without a terminal it cannot be asked for; add it, such as "
                        f"`{self.example}`"
                    ) from None
                given = default
            else:
                return answer
        try:
            return read(given)
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint=option) from None


def text_for(field: Any, *, optional: bool = False) -> Callable[[str], str]:
    """Return a reader of text for a field of a record, which accepts the same text as `check`."""
    adapter: TypeAdapter[str] = TypeAdapter(field)

    def read(text: str) -> str:
        if optional and not text.strip():
            return ""
        plain, problems = decode("", _bytes(text))
        if plain is None:
            raise ValueError(problems[0].message)
        try:
            return adapter.validate_python(plain)
        except ValidationError as error:
            (detail,) = error.errors()
            raise ValueError(str(detail["ctx"]["error"])) from None

    return read


def _bytes(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise ValueError("it contains bytes that are not UTF-8") from None


def _asked_again_if_invalid(read: Callable[[str], T]) -> Callable[[str], T]:
    def read_or_ask_again(text: str) -> T:
        try:
            return read(text)
        except ValueError as error:
            raise click.UsageError(str(error)) from None

    return read_or_ask_again
