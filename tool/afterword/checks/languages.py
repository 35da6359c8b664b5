"""The language of a record, for rules that know the words of one language."""

from __future__ import annotations

from afterword.checks.lookup import Lookup
from afterword.records.record import Record
from afterword.translations import catalogues


def is_english(record: Record, known: Lookup) -> bool:
    """Return whether the text of a record is English: its own `language` says so, or else that of the site."""
    return catalogues.is_english(record.language or known.language)
