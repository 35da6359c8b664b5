"""Changes a word of one record, as somebody would who corrects it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import count
from pathlib import Path

from benchmarks.model import Record

_BEGINNING = 24
"""Characters of the summary that are looked for; no file breaks a line so early."""
_numbers = count(1)


def edited_record(records: list[Record]) -> Record:
    """Choose the record to change: the newest that is over and public, which is where corrections happen."""
    return next(
        record
        for record in reversed(records)
        if record.kind == "incident" and record.end is not None and not record.internal
    )


@dataclass(frozen=True)
class Editor:
    """A record's file, opened on whichever tool's site."""

    file: Path
    summary: str
    scratch: Path
    """A file on the same disk, outside the site; it is written first and then takes the other's place."""

    def change(self) -> str:
        """Put a new word before the summary, save, and give the word."""
        word = f"Amended{next(_numbers):04}"
        text = self.file.read_text(encoding="utf-8")
        beginning = re.escape(self.summary[:_BEGINNING])
        changed, places = re.subn(rf"(?:Amended\d+\. )?(?={beginning})", f"{word}. ", text, count=1)
        if not places:
            raise ValueError(f"the summary of {self.file.name} is not where it should be")
        self.scratch.write_text(changed, encoding="utf-8")
        self.scratch.replace(self.file)
        return word
