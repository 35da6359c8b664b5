"""Replaces former ids of records with the current ones where a record refers to others."""

from __future__ import annotations

from collections.abc import Mapping

from afterword.records.record import Record


def with_present_ids(record: Record, present: Mapping[str, str]) -> Record:
    """Return a record that refers to others by their current ids; `present` has the id for each former one."""
    report = record.post_mortem
    covers = report.covers if report else ()
    if not any(each in present for each in (*covers, *(each.id for each in record.related))):
        return record
    related = tuple(
        each.model_copy(update={"id": present[each.id]}) if each.id in present else each
        for each in record.related
    )
    if report:
        report = report.model_copy(update={"covers": tuple(present.get(each, each) for each in covers)})
    return record.model_copy(update={"related": related, "post_mortem": report})
