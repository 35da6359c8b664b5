"""A site as it was read: what the runner works on."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from afterword.diagnostics import Diagnostic
from afterword.records.project import Project
from afterword.records.record import Record
from afterword.source.document import Document


@dataclass(frozen=True, slots=True)
class Loaded:
    """A site with the text of every file of it, whether or not it could be used, and the problems of reading.

    Documents and records are found by file, since two files may claim the same id.
    """

    project: Project
    site_document: Document
    documents: Mapping[str, Document]
    records: Mapping[str, Record]
    diagnostics: tuple[Diagnostic, ...] = ()
