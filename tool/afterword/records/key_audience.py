"""Which builds publish a key of a record; each key declares it where it is declared itself."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, TypeAlias, TypeVar

from pydantic.fields import FieldInfo

T = TypeVar("T")


class KeyAudience(StrEnum):
    """Who may read a key. `note` is what the field reference and editors add to its description."""

    note: str

    def __new__(cls, value: str, note: str = "") -> KeyAudience:
        """Make a member that is the text itself and knows its note."""
        audience = str.__new__(cls, value)
        audience._value_ = value
        audience.note = note
        return audience

    PUBLIC = "public"
    """Every build publishes it."""
    WITH_POST_MORTEM = "public with the post-mortem"
    """Every build publishes it, a public one once the post-mortem is published."""
    INTERNAL = "internal", "Internal."
    """An internal build publishes it, and a public one if the site's `publish.also` names it."""
    NEVER_PUBLIC = "never public", "Internal, always."
    """An internal build publishes it, and a public one never does."""
    CONTROL = "control"
    """It decides whether its record or entry is published; in public output it would always say the same."""


Public: TypeAlias = Annotated[T, KeyAudience.PUBLIC]
WithPostMortem: TypeAlias = Annotated[T, KeyAudience.WITH_POST_MORTEM]
Internal: TypeAlias = Annotated[T, KeyAudience.INTERNAL]
NeverPublic: TypeAlias = Annotated[T, KeyAudience.NEVER_PUBLIC]
Control: TypeAlias = Annotated[T, KeyAudience.CONTROL]


def key_audience(field: FieldInfo) -> KeyAudience | None:
    """Return the audience that a field declares, or None if it declares none."""
    return next((each for each in field.metadata if isinstance(each, KeyAudience)), None)
