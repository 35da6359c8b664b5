"""What our JSON says of the references of a record: other records, unknowns, corrections, links and its origin."""

from __future__ import annotations

from typing import Annotated, TypedDict

from afterword.formats.data.values import Day, Url
from afterword.records.vocabulary import Relation, UnknownReason


class Related(TypedDict):
    """A tie to another record."""

    id: Annotated[str, "Id of the other record."]
    relation: Annotated[Relation, "How this record stands to it."]
    title: Annotated[str, "Title of the other record."]
    path: Annotated[str, "Where its page stands, from the site's root."]
    url: Annotated[Url | None, "Its whole address, where the site says where it stands."]


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
    """A place to read on."""

    title: Annotated[str, "What is to be found there."]
    url: Annotated[Url, "Where it is."]


class Origin(TypedDict):
    """Where an imported record came from."""

    system: Annotated[str, "The system it was imported from."]
    id: Annotated[str, "Its id there."]
    url: Annotated[Url | None, "Its address there; internal."]
    fields: Annotated[object, "What the import could not place; internal."]
