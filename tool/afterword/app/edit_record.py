"""Edits a record: reads it, applies changes to its text, and writes it if it can still be read."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TypeAlias

from afterword.app.errors import UserError
from afterword.checks.finding_keys import new_findings
from afterword.diagnostics import Diagnostic, has_errors
from afterword.editing.apply import with_changes
from afterword.editing.changes import Change, RefusedError
from afterword.editing.edit import UneditableError
from afterword.output.rewrite import rewrite
from afterword.records.decode import Decoded, decode_record
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.review.record_diff import record_diff
from afterword.review.site_diff import SiteDiff
from afterword.source.files import read_source

ChangesOf: TypeAlias = Callable[[Record], Iterable[Change]]
"""Decides about the changes of a record. Raises RefusedError if they do not fit it."""


@dataclass(frozen=True, slots=True)
class EditedRecord:
    """A record before and after an edit. Nothing has been written. `path` is relative to the site's root."""

    root: Path
    path: str
    site: Site
    before: Record
    after: Record
    data_before: bytes
    data_after: bytes

    @property
    def names(self) -> tuple[str, ...]:
        """The path of the record."""
        return (self.path,)

    @property
    def deleted(self) -> tuple[str, ...]:
        """No file is deleted."""
        return ()

    @property
    def is_changed(self) -> bool:
        """Whether the edit changes anything."""
        return self.data_before != self.data_after

    def new_among(self, after: Iterable[Diagnostic], before: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
        """Return those findings `after` the edit that were not there `before`."""
        texts = self.data_after.decode("utf-8"), self.data_before.decode("utf-8")
        return new_findings(after, texts[0], before, texts[1])

    def preview(self, now: datetime) -> SiteDiff:
        """Compare the record before and after the edit; the uptime of components is not part of it."""
        sites = self.site, self.site
        found = record_diff(self.before, self.after, sites, now)
        return SiteDiff(self.path, "this edit", (found,), (), (), sites, now)

    def write(self) -> None:
        """Write the record. Raises UserError if the file has changed meanwhile, or cannot be written."""
        try:
            rewrite(self.root / self.path, self.data_before, self.data_after)
        except OSError as error:
            raise UserError(f"{self.path} was not changed: {error.strerror or error}") from None


def edit_record(
    root: Path, path: str, site: Site, changes_of: ChangesOf, finish: Callable[[str], str] = str
) -> EditedRecord:
    """Apply changes to a record; `finish` may add comments to its text.

    Raises UserError if the record has errors before or after that, or the changes do not fit it.
    """
    return edit_text(
        root, path, (site, site), lambda text, record: finish(with_changes(text, changes_of(record)))
    )


def edit_text(
    root: Path, path: str, sites: tuple[Site, Site], text_of: Callable[[str, Record], str], *, to: str = ""
) -> EditedRecord:
    """Edit the text of a record of a site that may be edited too, and that may get another path.

    Raises UserError if the record has errors before or after that, and for what `text_of` refuses.
    """
    data, before = read_record(root, path, sites[0])
    try:
        text = text_of(data.decode("utf-8"), before)
    except RefusedError as error:
        raise UserError(str(error)) from None
    except UneditableError as error:
        raise UserError(f"{path}: {error}") from None
    edited = text.encode("utf-8")
    after = _sound(
        decode_record(to or path, edited, sites[1]), "this edit would cause an error, and nothing was written"
    )
    return EditedRecord(root, to or path, sites[1], before, after, data, edited)


def read_record(root: Path, path: str, site: Site) -> tuple[bytes, Record]:
    """Read a record to edit it. Raises UserError if it has errors: what they hide could be lost."""
    source = read_source(root, path)
    if isinstance(source, Diagnostic):
        raise UserError(f"{path}: {source.message}")
    return source, _sound(decode_record(path, source, site))


def _sound(decoded: Decoded[Record], reason: str = "") -> Record:
    if decoded.model is None or has_errors(decoded.diagnostics):
        found = decoded.diagnostics[0]
        at = found.location
        raise UserError(
            f"{at.file}:{at.line}:{at.column}: {found.message} ({reason or _how_to_correct(decoded.diagnostics)})"
        )
    return decoded.model


def _how_to_correct(found: Sequence[Diagnostic]) -> str:
    """Say that a record has to be corrected first, and by which command if that may be able to."""
    from afterword.fixes.registry import FIXERS

    by_command = f"; `afterword check --fix {found[0].location.file}` may be able to"
    return f"correct it first{by_command if any(each.rule in FIXERS for each in found) else ''}"
