"""Writes what was typed in the form that its key needs, for examples in messages."""

from __future__ import annotations

import re
from collections.abc import Iterable
from typing import Annotated, Any

from pydantic import TypeAdapter, ValidationError
from pydantic.fields import FieldInfo

from afterword.records import introspection
from afterword.records.model import ONE_OR_SEVERAL
from afterword.records.synonyms import word_for
from afterword.source.quoting import quoted, scalar

_WORD = re.compile(r"[A-Za-z0-9][\w.-]*", re.ASCII)
_LONGEST = 120


def as_value(name: str, text: str, field: FieldInfo | None) -> str:
    """Write text as the value of a key that takes such text; an empty text for any other key."""
    if field is None or len(text) > _LONGEST or introspection.is_mapping(field.annotation):
        return ""
    typed: Any = Annotated[field.annotation, None, *field.metadata]
    try:
        TypeAdapter(typed).validate_python(text)
    except ValidationError:
        return ""
    return f"{name}: {quoted(text) if ',' in text else scalar(text)}"


def as_list(name: str, text: str, field: FieldInfo) -> str:
    """Write words that should have been a list as one, or return an empty text if its entries are not words."""
    item = introspection.item_type(field.annotation)
    if introspection.model_of(item):
        return as_mapping(name, text, field)
    pattern = introspection.kind_schema(item, field.metadata).get("pattern", "")
    typed = [word.strip() for word in text.split(",")]
    for words in (typed, [word.lower() for word in typed]):
        if all(_WORD.fullmatch(word) and re.search(pattern, word) for word in words):
            return f"{name}: [{', '.join(words)}]"
    return ""


def as_mapping(name: str, text: str, field: FieldInfo) -> str:
    """Write text as the key of a mapping that it belongs to; an empty text if other keys are required too."""
    model = introspection.model_of(field.annotation)
    if model is None or not text.strip() or len(text) > _LONGEST:
        return ""
    known = introspection.keys(model)
    pair = _pair(text, known.items(), [key for key, part in known.items() if part.is_required()])
    if not pair:
        return ""
    is_list = introspection.item_type(field.annotation) and not introspection.has_marker(
        field, ONE_OR_SEVERAL
    )
    return f"{name}: [{{{pair}}}]" if is_list else f"{name}: {{{pair}}}"


def _pair(text: str, known: Iterable[tuple[str, FieldInfo]], required: list[str]) -> str:
    """Write the key that the text is a value of, as a word, a text or an address."""
    for key, part in known:
        closed = introspection.closed_set(part.annotation)
        word = word_for(text, closed, introspection.words(part.annotation)) if closed else ""
        if word and required in ([], [key]):
            return f"{key}: {word}"
    if required == ["text"]:
        return f"text: {scalar(text)}"
    if required == ["title", "url"] and re.fullmatch(r"https?://\S+", text):
        return f"title: Read more, url: {scalar(text)}"
    return ""
