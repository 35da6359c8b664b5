"""Runs the rules on one edited record before it is written, without reading the other records of the site."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from afterword.app.edit_record import EditedRecord
from afterword.app.site_files import CheckedFiles
from afterword.checks.leaks.hiding import without_secrets
from afterword.checks.record_ids import Question, RecordIds
from afterword.checks.rules import (
    covers_post_mortem,
    former_id,
    late_post_mortem,
    link_to_record,
    promised_report,
    unknown_reference,
)
from afterword.checks.runner import Checker
from afterword.diagnostics import Diagnostic, in_order
from afterword.records.decode import decode_record
from afterword.source.document import Document
from afterword.source.files import SITE_FILE, record_files

if TYPE_CHECKING:
    from afterword.report.report import Report

_OF_ALL_RECORDS: tuple[Question, ...] = ("claimants", "similar", "covered by", "windows")
"""Questions that only the other records answer. That nothing is known of them never hides a finding."""
_DEPENDENT = frozenset(
    module.RULE.id
    for module in (
        covers_post_mortem, former_id, late_post_mortem, link_to_record, promised_report, unknown_reference,
    )
)  # fmt: skip
"""Rules that ask such questions: what they find is certain only after all records are known."""


@dataclass(frozen=True)
class _RecordsOnDisk(RecordIds):
    """Looks for the file of a record when a rule asks for it. Former ids are not known."""

    root: Path = Path()

    def answer(self, question: Question, record_id: str) -> tuple[str, ...]:
        """Answer questions about single records and the files next to them, and none about all records."""
        if question in _OF_ALL_RECORDS:
            return ()
        owner = record_id.partition("/")[0]
        return RecordIds({owner: record_files(self.root, owner)}, {}, self.contents).answer(
            question, record_id
        )


def new_findings_in(edited: EditedRecord, now: datetime) -> Report | None:
    """Return what the rules find in a record after an edit, and did not find before; None if that is nothing."""
    checker = _checker(edited, now)
    after = _judged(checker, edited, edited.data_after, now)
    before = _judged(checker, edited, edited.data_before, now) if after else ()
    found = edited.new_among(after, before)
    if any(each.rule in _DEPENDENT for each in found):
        return _among_all_records(edited, now)
    if not found:
        return None
    from afterword.report.report import Report

    text = edited.data_after.decode("utf-8")
    return Report(in_order(without_secrets(found, text)), {edited.path: text}, records=1)


def _checker(edited: EditedRecord, now: datetime) -> Checker:
    contents = CheckedFiles(edited.root, edited.site, {}, None, now)
    ids = _RecordsOnDisk({}, {}, contents, root=edited.root)
    return Checker(edited.site, Document(SITE_FILE, ""), ids)


def _judged(checker: Checker, edited: EditedRecord, data: bytes, now: datetime) -> tuple[Diagnostic, ...]:
    decoded = decode_record(edited.path, data, edited.site)
    return checker.check_record(decoded.document, decoded.model, now).diagnostics


def _among_all_records(edited: EditedRecord, now: datetime) -> Report:
    from afterword.app.edit_files import EditedFiles, edits_of
    from afterword.app.judge_edit import new_findings

    sites, pair = (edited.site, edited.site), (edited.before, edited.after)
    files = EditedFiles(edited.root, sites, (pair,), edits_of([edited]))
    return new_findings(edited.root, [edited], files, now)
