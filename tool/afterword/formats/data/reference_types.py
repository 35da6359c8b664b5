"""The JSON types of a record's references: other records, unknowns, corrections, links and its origin."""

from __future__ import annotations

from typing import Annotated, TypedDict

from afterword.formats.data.values import Day, Url
from afterword.records.vocabulary import Relation, UnknownReason


class Related(TypedDict):
    """A relation to another record."""

    id: Annotated[str, "Id of the other record."]
    relation: Annotated[Relation, "How this record is related to it."]
    title: Annotated[str, "Title of the other record."]
    path: Annotated[str, "The path of its page, relative to the site's root."]
    url: Annotated[Url | None, "Its absolute URL; null if the site has no `page.url`."]


class Unknown(TypedDict):
    """Something that readers would look for and that is not in the record."""

    field: Annotated[str | None, "The key that is missing, with dots; null if there is none for it."]
    what: Annotated[str | None, "What is missing, in words, if there is no key for it."]
    reason: Annotated[UnknownReason, "Why it is missing."]


class Correction(TypedDict):
    """What was changed after publication."""

    on: Annotated[Day, "When it was changed."]
    text: Annotated[str, "What was changed, in Markdown."]


class Link(TypedDict):
    """A page with more information."""

    title: Annotated[str, "What it contains."]
    url: Annotated[Url, "Where it is."]


class Origin(TypedDict):
    """Where an imported record came from."""

    system: Annotated[str, "The system it was imported from."]
    id: Annotated[str, "Its id there."]
    url: Annotated[Url | None, "Its address there; internal."]
    fields: Annotated[object, "What the import could not assign to a key; internal."]
