"""What makes a record a neighbour of others as text, which is decoded only for those that may have neighbours."""

from __future__ import annotations

from afterword.cache.rows import from_json
from afterword.compact_json import compact_json
from afterword.records.record import Record
from afterword.review.neighbours import RecordTraits, UnfinishedAction, record_traits


def encode_traits(record: Record) -> str:
    """Write the traits of a record as text; empty if it shares nothing with others."""
    traits = record_traits(record)
    return compact_json(traits) if traits and traits.shareable else ""


def decode_traits(text: str) -> RecordTraits:
    """Read the traits of a record from text. Raises TypeError or ValueError if it is something else."""
    record_id, title, internal, causes, triggers, components, actions = from_json(text)
    return RecordTraits(
        record_id,
        title,
        internal,
        tuple(causes),
        tuple(triggers),
        tuple(components),
        tuple(UnfinishedAction(*each) for each in actions),
    )
