"""Edits one word of a record, as a person who corrects it would."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from benchmarks.model import Record

_BEGINNING = 24
"""The number of characters of the summary to search for; no file has a line break that early."""
_numbers = count(1)


def edited_record(records: list[Record]) -> Record:
    """Choose the record to edit: the latest public incident that is over, as that is where corrections happen."""
    return next(
        record
        for record in reversed(records)
        if record.kind == "incident" and record.end is not None and not record.internal
    )


@dataclass(frozen=True)
class Editor:
    """Edits a record's file on the site of any tool."""

    file: Path
    summary: str
    scratch: Path
    """A file on the same disk, outside the site: it is written first, and then replaces the record's file."""

    def change(self) -> str:
        """Put a new word before the summary, save, and return the word. Raises ValueError if there is no summary."""
        word = f"Amended{next(_numbers):04}"
        text = self.file.read_text(encoding="utf-8")
        beginning = re.escape(self.summary[:_BEGINNING])
        changed, replacements = re.subn(rf"(?:Amended\d+\. )?(?={beginning})", f"{word}. ", text, count=1)
        if not replacements:
            raise ValueError(f"the summary of {self.file.name} was not found")
        self.scratch.write_text(changed, encoding="utf-8")
        self.scratch.replace(self.file)
        return word
