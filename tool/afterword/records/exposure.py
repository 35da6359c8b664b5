"""The exposure part of a record: what a security incident exposed. It is not downtime."""

from pydantic import Field

from afterword.records.fields import EndMoment, Moment, Prose
from afterword.records.key_audience import Public
from afterword.records.model import RecordPart, optional, several
from afterword.records.vocabulary import Misuse


class Exposure(RecordPart):
    """What others could see or do that they should not. It is never counted as downtime."""

    since: Public[Moment] = Field(description="When it began.")
    until: Public[EndMoment | None] = optional("When it ended.", "2026-11-20 10:15")
    what: Public[Prose] = Field(
        description="What was exposed, and to whom.", examples=["An access token in a public image."]
    )
    indicators: Public[tuple[Prose, ...]] = several(
        "Signs by which customers can tell whether they are affected.", ["A package named `left-pad-2`."]
    )
    misuse: Public[Misuse | None] = optional("Whether someone used it.")
