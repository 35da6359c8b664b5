"""Base classes of the models that people write as YAML, and functions that declare their keys."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Any, ClassVar, Self, TypeAlias, TypeVar

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, model_validator

from afterword.records.key_audience import key_audience

T = TypeVar("T")


class Model(BaseModel):
    """A mapping in a file. Models are frozen, and unknown keys are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid", defer_build=True)


class RecordPart(Model):
    """A mapping in a record. The type of each of its keys declares its audience, such as `Public[Line]`.

    Raises TypeError if a class is defined with a key that declares none, so that no key is published by mistake.
    """

    @classmethod
    def __pydantic_init_subclass__(cls, **more: Any) -> None:
        """Refuse a class with a key that does not declare its audience."""
        super().__pydantic_init_subclass__(**more)
        undeclared = [name for name, field in cls.model_fields.items() if key_audience(field) is None]
        if undeclared:
            raise TypeError(f"{cls.__name__} must declare the audience of {', '.join(undeclared)}")


class WithAlternatives(RecordPart):
    """A mapping in a record that needs exactly one of several sets of keys, which `ALTERNATIVES` lists.

    None of these keys may be required on its own.
    """

    ALTERNATIVES: ClassVar[tuple[tuple[str, ...], ...]]

    @model_validator(mode="after")
    def _exactly_one_alternative(self) -> Self:
        """Refuse a mapping that has none of the sets of keys, and one that has keys of several."""
        names = _names_of(type(self))
        given = [[bool(getattr(self, names[key])) for key in keys] for keys in self.ALTERNATIVES]
        begun = [keys for keys in given if any(keys)]
        if len(begun) == 1 and all(begun[0]):
            return self
        sets = [" and ".join(f"`{key}`" for key in keys) for keys in self.ALTERNATIVES]
        found = "has both" if len(begun) > 1 else "has neither"
        raise ValueError(f"this needs either {' or '.join(sets)}, and {found}")


@cache
def _names_of(model: type[Model]) -> dict[str, str]:
    """Return the names of a model's fields by their keys in files."""
    return {field.alias or name: name for name, field in model.model_fields.items()}


def optional(description: str, *examples: Any, default: Any = None, key: str | None = None) -> Any:
    """Declare an optional field. `key` is its key in files if that is a word of Python, such as `from`."""
    return Field(default=default, description=description, examples=list(examples) or None, alias=key)


def several(description: str, *examples: list[Any]) -> Any:
    """Declare an optional list."""
    return optional(description, *examples, default=())


ONE_OR_SEVERAL = object()
"""Marks the type of a key whose value is a list of mappings, or a single one without the list."""


def _listed(value: Any) -> Any:
    return [value] if isinstance(value, dict) else value


OneOrSeveral: TypeAlias = Annotated[tuple[T, ...], BeforeValidator(_listed), ONE_OR_SEVERAL]
"""The type of a key with one mapping or a list of them, such as `Public[OneOrSeveral[Detection]]`.

The model always has a tuple. A path into it has an index, whether or not the file has a list:
`("detection", 0, "source")`; `nodes.typed_path` returns the path in the file.
"""


TEXT_OR_MAPPING = object()
"""Marks the type of a key whose value is a mapping with the key `text`, or only that text."""


def _mapped(value: Any) -> Any:
    return {"text": value} if isinstance(value, str) else value


TextOr: TypeAlias = Annotated[T, BeforeValidator(_mapped), TEXT_OR_MAPPING]
"""The type of a key with a mapping or only its text, such as `Public[TextOr[DataLoss] | None]`.

The model always has the mapping. A path into it ends with `text`, whether or not the file has a mapping;
`nodes.typed_path` returns the path in the file.
"""


def one_or_several(description: str, *examples: Any) -> Any:
    """Declare an optional key of type `OneOrSeveral`. Each example is a mapping."""
    return optional(description, *examples, default=())
