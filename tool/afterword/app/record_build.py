"""Builds the page of one record, its files, and what pages about many records need of it."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from jinja2 import Environment

from afterword.app.covering import Covering
from afterword.app.page_store import PageBody, StoredPage, store_page
from afterword.cache.entries import Attachment, CachedRecord, CacheEntry
from afterword.cache.rows import as_number
from afterword.checks.attachment_content import why_refused
from afterword.formats.registry import latest_fragments, record_artifacts
from afterword.output.bodies import BodyStore
from afterword.output.pages import RenderedPage, in_folder_above, page_file, rendered_page
from afterword.records.analysis import PostMortem
from afterword.records.project import Project
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.records.vocabulary import Kind
from afterword.records.zone import UTC_ZONE
from afterword.render.environment import render_ledger_row, render_row
from afterword.source.files import FileStat, find_attachment, read_beginning, stat_fingerprint
from afterword.timeline.intervals import Interval
from afterword.timeline.levels import level_changes
from afterword.timeline.valid_until import site_interval, valid_interval
from afterword.views import rows
from afterword.views.audience import Audience, for_audience, is_public
from afterword.views.context import Context
from afterword.views.incident.long_sections import divided
from afterword.views.incident.model import RecordParts
from afterword.views.incident.page import incident_page, record_parts
from afterword.views.index import search
from afterword.views.index.summary import action_summary, summary
from afterword.views.index.windows import window_spans
from afterword.views.text.words import Words, words_in

if TYPE_CHECKING:
    from afterword.app.checking import ReadRecord

_MOST_LINKED = 500
"""For how many records a process keeps what links to them show."""
_EMPTY = Record.model_construct(id="", title="", kind=Kind.INCIDENT)


class BuiltRecord(NamedTuple):
    """A record's cache entry, its pages unless it is unpublished, and the attachments that they lack.

    After the page of the record come those with what it has no room for. `missing` says of each file that the pages
    refer to why it is not published.
    """

    entry: CacheEntry
    pages: tuple[StoredPage, ...] = ()
    missing: tuple[str, ...] = ()


@dataclass(frozen=True)
class RecordBuilder:
    """Builds the pages of records. `files` has the file of each record by its id; `read` reads one as it was checked.

    `covering` has the records whose post-mortems cover others, as far as it is known. `_linked` has what links show of
    the last records that were read: most lead to one of them.
    """

    root: Path
    site: Site
    audience: Audience
    now: datetime
    environment: Environment
    files: Mapping[str, str]
    read: Callable[[str], ReadRecord]
    body_store: BodyStore
    covering: Covering = field(default_factory=dict)
    _linked: dict[str, Record] = field(default_factory=dict)

    def build(self, listed: FileStat, digest: bytes, record: Record, *, place: int) -> BuiltRecord:
        """Render a record's page, and put it into the body store with the files that belong to it.

        `place` is the first at which it may be in a list of the latest records; what no list needs is not made.
        """
        self._note_linked(record)
        related = self._related_to(record)
        context = self.context((record, *related.values()))
        shown = context.by_id.get(record.id)
        cached = self._cached_record(listed, digest, record, related, context)
        if shown is None:
            return BuiltRecord(CacheEntry(cached))
        parts = record_parts(context, shown)
        model, sections = divided(context, incident_page(context, shown, parts))
        page = rendered_page(self.environment, model)
        further = [rendered_page(self.environment, each) for each in sections]
        names = {name for each in (page, *further) for name in each.attachments}
        attachments, missing = self._attachments(record.id, sorted(names))
        artifacts = record_artifacts(context, shown, parts, self.environment)
        entry = self._entry(cached, context, shown, parts)
        is_live = entry.summary is not None and entry.summary.live
        latest = latest_fragments(context, shown, parts, self.environment, 0 if is_live else place)
        entry = entry._replace(
            record=cached._replace(
                files=(
                    *(file.path for file in artifacts.files),
                    *(page_file(each.address) for each in further),
                )
            ),
            fragments=artifacts.fragments,
            latest=latest,
            action_data=artifacts.action_data,
            attachments=attachments,
        )
        body = PageBody(
            page=page,
            source=listed.path,
            attachments=attachments,
            files=tuple((file.path, self.body_store.put(file.text)) for file in artifacts.files),
        )
        stored = store_page(self.body_store, body)
        return BuiltRecord(entry, (stored, *(self._further(each, listed.path) for each in further)), missing)

    def latest_fragments(self, record: Record) -> Mapping[str, str]:
        """Return what lists of the latest records contain of a record, by kind; it must be published."""
        context = self.context((record, *self._related_to(record).values()))
        shown = context.by_id[record.id]
        parts = record_parts(context, shown, with_chart=False)
        return latest_fragments(context, shown, parts, self.environment)

    def _further(self, page: RenderedPage, source: str) -> StoredPage:
        """Store a page below that of a record: its attachments are next to the latter."""
        html = in_folder_above(page.html, page.attachments)
        return store_page(self.body_store, PageBody(page._replace(html=html), source))

    def context(self, records: tuple[Record, ...]) -> Context:
        """Return the context of these records, reduced to what the audience may see."""
        project = Project(self.site, records)
        shown = for_audience(project, self.audience, self.now)
        return Context(shown, self.audience, self.now, self.words)

    @property
    def words(self) -> Words:
        """The words of the language of the pages."""
        return words_in(self.site.page.language)

    @cached_property
    def _site_interval(self) -> Interval:
        return site_interval(self.site, self.site.zone or UTC_ZONE, self.now)

    def _cached_record(
        self,
        listed: FileStat,
        digest: bytes,
        record: Record,
        related: Mapping[str, Record],
        context: Context,
    ) -> CachedRecord:
        titles = {each: linked.full_title for each, linked in related.items() if self._is_published(linked)}
        shown = context.by_id.get(record.id)
        valid = valid_interval(record, self.site.zone or UTC_ZONE, self.now)
        of_site = self._site_interval
        return CachedRecord(
            listed=listed,
            digest=digest,
            valid_from=as_number(max(valid.start, of_site.start)),
            valid_until=as_number(min(valid.end, of_site.end)),
            linked=linked_titles(_named_by(record), self.covering.get(record.id, ()), titles),
            covers=shown.post_mortem.covers if shown and shown.post_mortem else (),
            files=(),
            published=self._is_published(record),
            id=record.id,
            title=record.full_title,
        )

    def _entry(
        self, cached: CachedRecord, context: Context, record: Record, parts: RecordParts
    ) -> CacheEntry:
        actions = zip(record.action_items, parts.actions, strict=True)
        return CacheEntry(
            record=cached,
            summary=summary(context, record, (each.level.slug for each in parts.row.levels)),
            row=render_row(self.environment, rows.in_list(context, record, parts.row)),
            search=search.record_entry(record, parts.head, parts.row),
            windows=window_spans(record),
            level_changes=level_changes(record, self.now),
            actions=tuple(
                (action_summary(record, item, view.due_slug), render_ledger_row(self.environment, view))
                for item, view in actions
            ),
        )

    def _is_published(self, record: Record) -> bool:
        return self.audience is Audience.INTERNAL or is_public(record, self.now)

    def _related_to(self, record: Record) -> Mapping[str, Record]:
        """Return what links on a record's page show of other records, by their ids."""
        links = (*_named_by(record), *self.covering.get(record.id, ()))
        return {each: linked for each in links if (linked := self._related(each))}

    def _related(self, record_id: str) -> Record | None:
        """Return what a link to another record shows; it is read unless its page was built by this process."""
        if record_id not in self._linked:
            file = self.files.get(record_id)
            record = self.read(file).record if file else None
            if record is None:
                return None
            self._note_linked(record)
        return self._linked.get(record_id)

    def _note_linked(self, record: Record) -> None:
        while len(self._linked) >= _MOST_LINKED:
            del self._linked[next(iter(self._linked))]
        self._linked[record.id] = _linked(record)

    def _attachments(
        self, record_id: str, names: Iterable[str]
    ) -> tuple[tuple[Attachment, ...], tuple[str, ...]]:
        """Find the files of these names next to a record; return them, and why others are not published."""
        found: list[Attachment] = []
        missing: list[str] = []
        for name in names:
            path = find_attachment(self.root, record_id, name)
            why = "does not exist next to the record" if path is None else ""
            if path:
                status = os.stat(path)
                why = why_refused(name, read_beginning(path))
            if why or path is None:
                missing.append(f"`{name}`, which {why}")
            else:
                source = path.relative_to(self.root).as_posix()
                found.append(Attachment(name, source, status.st_size, stat_fingerprint(status)))
        return tuple(found), tuple(missing)


def _named_by(record: Record) -> tuple[str, ...]:
    """Return the ids of the other records that a record names, besides those in its texts."""
    named = (
        *(each.id for each in record.related),
        *(record.post_mortem.covers if record.post_mortem else ()),
    )
    return tuple(each for each in named if each != record.id)


def linked_titles(named: Iterable[str], covering: Iterable[str], titles: Mapping[str, str]) -> str:
    """Write how a page shows the records that it links to, as JSON: the title by id, or null if it shows none.

    First come those that its record names, then those whose post-mortems cover it. The page must be rendered again when
    this changes. It is empty if there are none.
    """
    shown = [{each: titles.get(each) for each in sorted(set(ids))} for ids in (named, covering)]
    return json.dumps(shown, ensure_ascii=False) if any(shown) else ""


def named_in(linked: str) -> Iterable[str]:
    """Return the ids of the records that a record names, from what `linked_titles` returned for it."""
    return json.loads(linked)[0] if linked else ()


def attachments_unchanged(root: Path, record_id: str, attachments: Iterable[Attachment]) -> bool:
    """Return whether the attachments of a record are the files that they were when its page was built."""
    for attachment in attachments:
        path = find_attachment(root, record_id, attachment.name)
        if path is None or path != root / attachment.source:
            return False
        status = os.stat(path)
        if (status.st_size, stat_fingerprint(status)) != (attachment.size, attachment.changed):
            return False
    return True


def _linked(record: Record) -> Record:
    """Return a record that has only what a link to it shows: the title, and what its post-mortem covers."""
    report = record.post_mortem
    return _EMPTY.model_copy(
        update={
            "id": record.id,
            "title": record.title,
            "number": record.number,
            "visibility": record.visibility,
            "publish_at": record.publish_at,
            "zone": record.zone,
            "post_mortem": PostMortem.model_construct(
                status=report.status, published=report.published, covers=report.covers
            )
            if report and report.covers
            else None,
        }
    )
