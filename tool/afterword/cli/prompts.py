"""Asks the user for missing options, and accepts only valid answers."""

from __future__ import annotations

import sys
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, TypeVar

import click
from pydantic import TypeAdapter, ValidationError

from afterword.cli.failure import Failure
from afterword.source.text import decode
from afterword.views.text.words import ENGLISH

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class OptionReader:
    """Reads values from the command line, or else asks the user unless `no_input` is set.

    `example` is a command with values for the options that have no default, for someone who cannot be asked; these are
    the `required` ones, which were not given. With `is_brief`, only these are asked for, and those of `also_asked`. The
    questions go to standard error if `err`, because something else goes to standard output.
    """

    no_input: bool
    example: str
    required: tuple[str, ...] = ()
    is_brief: bool = False
    err: bool = False
    also_asked: tuple[str, ...] = ()
    _answered: set[str] = field(default_factory=set)

    def value(
        self, option: str, given: str | None, read: Callable[[str], T], *, question: str, default: str | None
    ) -> T:
        """Return a value. Raises a usage error that names the option if the value given for it is invalid.

        An empty default allows an empty answer. With `no_input`, an option without a default is required. If there is
        no answer because standard input has ended, the default is used; Failure is raised if there is none.
        """
        if given is None and default is None and self.no_input:
            needed = self._missing(option)
            verb = "are" if len(needed) > 1 else "is"
            raise click.UsageError(
                f"{ENGLISH.listed(needed)} {verb} required with --no-input, such as `{self.example}`"
            )
        is_unasked = self.no_input or (self.is_brief and option not in self.also_asked)
        if given is None and default is not None and is_unasked:
            given = default
        if given is None:
            # Answers may be piped; the questions would only be noise among what is printed.
            asks = is_typed()
            try:
                answer: T = click.prompt(
                    question if asks else "",
                    default=default,
                    prompt_suffix=": " if asks else "",
                    show_default=asks and bool(default),
                    value_proc=_asked_again_if_invalid(read),
                    err=self.err,
                )
            except click.Abort:
                if asks:
                    raise
                if default is None:
                    raise Failure(self._cannot_ask(option)) from None
                given = default
            else:
                self._answered.add(option)
                return answer
        try:
            return read(given)
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint=option) from None

    def _missing(self, option: str) -> tuple[str, ...]:
        """Return all required options that have no value yet."""
        return tuple(each for each in self.required if each not in self._answered) or (option,)

    def _cannot_ask(self, option: str) -> str:
        needed = self._missing(option)
        are, they = ("are", "they") if len(needed) > 1 else ("is", "it")
        problem = f"{ENGLISH.listed(needed)} {are} missing, and without a terminal {they} cannot be asked for"
        return f"{problem}; add {'them' if len(needed) > 1 else 'it'}, such as `{self.example}`"


def is_typed() -> bool:
    """Return whether somebody types the answers."""
    return sys.stdin.isatty()


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
