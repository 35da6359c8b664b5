"""The data loss in a record."""

from pydantic import Field

from afterword.records.fields import EndMoment, Moment, Prose
from afterword.records.key_audience import Public
from afterword.records.model import RecordPart, optional


class DataLoss(RecordPart):
    """Which data was lost."""

    from_: Public[Moment | None] = optional("When the first of the lost data was written.", key="from")
    to: Public[EndMoment | None] = optional("When the last of the lost data was written.", "2026-11-20 10:15")
    text: Public[Prose] = Field(description="What was lost, or that nothing was.", examples=["None."])
