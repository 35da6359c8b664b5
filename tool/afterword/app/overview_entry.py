"""Reads a record for the overview of all records: what views in the terminal need of it."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

from afterword.app.overview import LISTED, RESPONSE, WORDS
from afterword.cache.entries import CachedRecord, CacheEntry
from afterword.cache.rows import as_number
from afterword.checks.rules.record_id import is_record_id
from afterword.compact_json import compact_json
from afterword.diagnostics import Diagnostic, Location, Severity, has_errors
from afterword.formats.data import listing
from afterword.formats.data.incident import incident
from afterword.formats.data.values import time_if_any
from afterword.records.decode import decode_record
from afterword.records.project import Project
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.records.texts import texts
from afterword.records.vocabulary import UNFINISHED
from afterword.source.files import FileStat, read_source
from afterword.timeline.valid_until import valid_interval
from afterword.views.audience import Audience, for_audience
from afterword.views.context import Context
from afterword.views.incident.page import record_parts
from afterword.views.index.summary import action_summary, summary
from afterword.views.index.windows import window_spans

if TYPE_CHECKING:
    from afterword.formats.data.list_types import BriefRecord
    from afterword.formats.view_types import RecordEntry


def overview_entry(
    root: Path, site: Site, audience: Audience, now: datetime, listed: FileStat
) -> CacheEntry | Diagnostic:
    """Read a record, and return what views need of it."""
    source = read_source(root, listed.path)
    if isinstance(source, Diagnostic):
        return source
    decoded = decode_record(listed.path, source, site)
    record = decoded.model
    if record is None or has_errors(decoded.diagnostics):
        from afterword.checks.leaks.hiding import without_secrets

        hidden = without_secrets(decoded.diagnostics, decoded.document.text)
        return next(each for each in hidden if each.severity is Severity.ERROR)
    if not is_record_id(record.id):
        message = f"`{record.id}` is not a valid id"
        return Diagnostic("record-id", Severity.ERROR, Location(listed.path), message)
    context = Context(for_audience(Project(site, (record,)), audience, now), audience, now)
    shown = context.by_id.get(record.id)
    valid = valid_interval(record, context.zone, now)
    cached = CachedRecord(
        listed=listed,
        digest=b"",
        valid_from=as_number(valid.start),
        valid_until=as_number(valid.end),
        linked="",
        covers=_covers(record, shown, audience),
        files=(),
        published=shown is not None,
        id=record.id,
        title=shown.full_title if shown else "",
    )
    if shown is None:
        return CacheEntry(cached)
    parts = record_parts(context, shown, with_chart=False)
    converted = incident(context, shown, parts)
    all_texts = (each.text for each in texts(shown))
    return CacheEntry(
        cached,
        summary=summary(context, shown, (each.level.slug for each in parts.row.levels)),
        windows=window_spans(shown),
        fragments={
            LISTED: compact_json(_listed(context, shown, listing.entry(context, shown, parts, converted))),
            RESPONSE: compact_json(converted["response_times"]),
            WORDS: "\n".join((shown.id, *all_texts)).casefold(),
        },
        actions=tuple(
            (action_summary(shown, item, view.due_slug), "")
            for item, view in zip(shown.action_items, parts.actions, strict=True)
        ),
        action_data=tuple(map(compact_json, converted["action_items"])),
    )


def _listed(context: Context, record: Record, entry: BriefRecord) -> RecordEntry:
    """Add to the entry of a record when it becomes public, which no public list needs."""
    held = record.is_held_back(context.now)
    return {**entry, "publish_at": time_if_any(record.publish_at, record.zone) if held else None}


def _covers(record: Record, shown: Record | None, audience: Audience) -> tuple[str, ...]:
    """Return which records the post-mortem covers, unless it is held back."""
    report = record.post_mortem
    if shown is None or shown.post_mortem is None or report is None:
        return ()
    if audience is Audience.PUBLIC and shown.post_mortem.status in UNFINISHED:
        return ()
    return report.covers
