"""The audience of a key of a record. It is declared with the type of the key, and nowhere else."""

from __future__ import annotations

from enum import StrEnum
from typing import Annotated, TypeAlias, TypeVar

from pydantic.fields import FieldInfo

T = TypeVar("T")


class KeyAudience(StrEnum):
    """Which builds publish a key. The field reference and editors add the `note` to its description."""

    note: str

    def __new__(cls, value: str, note: str = "") -> KeyAudience:
        """Create a member that is equal to its text and has a note."""
        audience = str.__new__(cls, value)
        audience._value_ = value
        audience.note = note
        return audience

    PUBLIC = "public"
    """Published by every build."""
    WITH_POST_MORTEM = "public with the post-mortem", "Held back while the post-mortem is a draft."
    """Published by internal builds, and by public ones as soon as the post-mortem is published."""
    INTERNAL = "internal", "Internal."
    """Published by internal builds, and by public ones if the site's `publish.also` names it."""
    NEVER_PUBLIC = "never public", "Internal, always."
    """Published only by internal builds."""
    CONTROL = "control"
    """Decides whether its record or entry is published. In public output, its value would always be the same."""


Public: TypeAlias = Annotated[T, KeyAudience.PUBLIC]
WithPostMortem: TypeAlias = Annotated[T, KeyAudience.WITH_POST_MORTEM]
Internal: TypeAlias = Annotated[T, KeyAudience.INTERNAL]
NeverPublic: TypeAlias = Annotated[T, KeyAudience.NEVER_PUBLIC]
Control: TypeAlias = Annotated[T, KeyAudience.CONTROL]


def key_audience(field: FieldInfo) -> KeyAudience | None:
    """Return the audience that a field declares, or None if it declares none."""
    return next((each for each in field.metadata if isinstance(each, KeyAudience)), None)
