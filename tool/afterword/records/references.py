"""The references of a record: related records, unknown facts, corrections, links and its origin."""

from pydantic import Field

from afterword.records.fields import Day, Line, Prose, Slug, Url
from afterword.records.key_audience import Internal, NeverPublic, Public
from afterword.records.model import RecordPart, optional
from afterword.records.vocabulary import Relation, UnknownReason


class Related(RecordPart):
    """A relation to another record."""

    id: Public[Slug] = Field(description="Id of the other record.", examples=["2026-11-20-search-is-slow"])
    relation: Public[Relation] = Field(description="How this record is related to it.")


class Unknown(RecordPart):
    """Information that readers would look for and that is missing: its key or its description, and the reason."""

    field: Public[Line | None] = optional("The key that is missing, with dots.", "impact.customers_affected")
    what: Public[Line | None] = optional(
        "What is missing, in words, if there is no key for it or only a part of its value is missing.",
        "What the token allowed",
    )
    reason: Public[UnknownReason] = Field(description="Why it is missing.")


class Correction(RecordPart):
    """What was changed after publication."""

    on: Public[Day] = Field(description="When it was changed.")
    text: Public[Prose] = Field(description="What was changed, for readers.", examples=["It began at 09:30."])


class Link(RecordPart):
    """A page with more information."""

    title: Public[Line] = Field(description="What it contains.", examples=["The provider's report"])
    url: Public[Url] = Field(description="Its address.", examples=["https://example.com/"])


class Origin(RecordPart):
    """Where an imported record came from."""

    system: Public[Line] = Field(description="The system it was imported from.", examples=["statuspage"])
    id: Public[Line] = Field(description="Its id there.", examples=["p31zjtct2jer"])
    url: Internal[Url | None] = optional("Its address there.", "https://example.com/")
    fields: NeverPublic[object] = optional(
        "What the import could not assign to a key.", {"shortlink": "https://example.com"}
    )
