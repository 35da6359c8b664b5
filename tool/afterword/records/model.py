"""The base classes of all models that people write as YAML, and how their keys are declared."""

from __future__ import annotations

from typing import Any

from pydantic import BaseModel, ConfigDict, Field

from afterword.records.key_audience import key_audience


class Model(BaseModel):
    """A mapping in a file: frozen, and without any unknown key."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class RecordPart(Model):
    """A mapping in a record. Each of its keys declares its audience: Public, Internal, NeverPublic or Control.

    Raises TypeError when a class is defined with a key that declares none, so that nobody can forget it.
    """

    @classmethod
    def __pydantic_init_subclass__(cls, **more: Any) -> None:
        """Refuse a class with a key that does not declare its audience."""
        super().__pydantic_init_subclass__(**more)
        undeclared = [name for name, field in cls.model_fields.items() if key_audience(field) is None]
        if undeclared:
            raise TypeError(f"{cls.__name__} must declare the audience of {', '.join(undeclared)}")


def optional(description: str, *examples: Any, default: Any = None) -> Any:
    """Declare a field that may be left out."""
    return Field(default=default, description=description, examples=list(examples) or None)


def several(description: str, *examples: list[Any]) -> Any:
    """Declare a list, which may be left out."""
    return optional(description, *examples, default=())
