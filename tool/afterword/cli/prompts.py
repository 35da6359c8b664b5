"""Asks a person for what the command line did not say, and takes no answer that would not work."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, TypeVar

import click
from pydantic import TypeAdapter, ValidationError

from afterword.records.error_messages import did_you_mean
from afterword.records.zone import Zone, read_time
from afterword.source.text import decode

T = TypeVar("T")
_LET_PASS = timedelta(minutes=15)
"""As the rule `future-time` does: for a time that was rounded up, or a clock that goes ahead."""


@dataclass(frozen=True, slots=True)
class Asking:
    """How to come by a value: from the command line, else from a person, else not at all."""

    no_input: bool

    def value(
        self, option: str, said: str | None, read: Callable[[str], T], *, question: str, default: str | None
    ) -> T:
        """Get a value; raises a usage error that names the option where what was said does not work.

        An empty default allows an empty answer. Without a default, and without anyone to ask, the option is
        required.
        """
        if said is None and self.no_input:
            if default is None:
                raise click.UsageError(f"with --no-input, {option} is needed")
            said = default
        if said is None:
            answer: T = click.prompt(
                question, default=default, show_default=bool(default), value_proc=_again_when_wrong(read)
            )
            return answer
        try:
            return read(said)
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint=option) from None


def one_of(known: tuple[str, ...], what: str, *, optional: bool = False) -> Callable[[str], str]:
    """Read a word that must be among the known ones."""

    def read(text: str) -> str:
        text = text.strip()
        if text in known or (optional and not text):
            return text
        raise ValueError(f"there is no {what} `{text}`; {did_you_mean(text, known)}")

    return read


def several_of(known: tuple[str, ...], what: str, *, twice: bool = False) -> Callable[[str], tuple[str, ...]]:
    """Read known words with commas between them, perhaps none; `twice` lets a word stand more than once."""
    one = one_of(known, what)

    def read(text: str) -> tuple[str, ...]:
        words = tuple(one(word) for word in text.split(",")) if text.strip() else ()
        if not twice and len(set(words)) < len(words):
            raise ValueError(f"a {what} stands twice; name each once")
        return words

    return read


def a_time(zone: Zone, now: datetime, *, may_be_to_come: bool = True) -> Callable[[str], datetime]:
    """Read a time in a zone; `now` is a time too."""

    def read(text: str) -> datetime:
        instant = now if text.strip() == "now" else read_time(text.strip(), zone)
        if instant > now + _LET_PASS and not may_be_to_come:
            raise ValueError(
                f"`{text.strip()}` is still to come; only maintenance (--kind) is told about before"
            )
        return instant

    return read


def text_for(field: Any, *, optional: bool = False) -> Callable[[str], str]:
    """Read text for a field of a record, as `check` would: with its limits, and nothing that cannot be seen."""
    adapter: TypeAdapter[str] = TypeAdapter(field)

    def read(text: str) -> str:
        if optional and not text.strip():
            return ""
        plain, unwanted = decode("", _bytes(text))
        if plain is None:
            raise ValueError(unwanted[0].message)
        try:
            return adapter.validate_python(plain)
        except ValidationError as error:
            (found,) = error.errors()
            raise ValueError(str(found["ctx"]["error"])) from None

    return read


def _bytes(text: str) -> bytes:
    try:
        return text.encode()
    except UnicodeEncodeError:
        raise ValueError("it holds bytes that are not UTF-8") from None


def _again_when_wrong(read: Callable[[str], T]) -> Callable[[str], T]:
    def read_or_ask_again(text: str) -> T:
        try:
            return read(text)
        except ValueError as error:
            raise click.UsageError(str(error)) from None

    return read_or_ask_again
