"""The windows of records, as all that counts windows of many records needs them."""

from __future__ import annotations

from datetime import datetime
from typing import NamedTuple

from afterword.records.record import Record
from afterword.records.rough_time import form_of, with_form
from afterword.records.vocabulary import Visibility
from afterword.timeline.levels import PUBLIC_KINDS


class WindowSpan(NamedTuple):
    """A window that counts for a component, with the id and the title of its record, and whether that is internal.

    The forms are those of rough times; see `with_forms`.
    """

    component: str
    level: str
    start: datetime
    end: datetime | None
    record: str = ""
    title: str = ""
    start_form: str = ""
    end_form: str = ""
    internal: bool = False


def window_spans(record: Record) -> tuple[WindowSpan, ...]:
    """Return the windows of a record that count for components."""
    if record.kind not in PUBLIC_KINDS:
        return ()
    internal = record.visibility is Visibility.INTERNAL
    return tuple(
        WindowSpan(
            component=each.component,
            level=each.level,
            start=each.start,
            end=each.end,
            record=record.id,
            title=record.full_title,
            start_form=form_of(each.start),
            end_form=form_of(each.end),
            internal=internal,
        )
        for each in record.component_windows
    )


def with_forms(span: WindowSpan) -> WindowSpan:
    """Return a window from the cache, which stores instants and forms apart, with its rough times."""
    if not (span.start_form or span.end_form):
        return span
    return span._replace(
        start=with_form(span.start, span.start_form), end=span.end and with_form(span.end, span.end_form)
    )
