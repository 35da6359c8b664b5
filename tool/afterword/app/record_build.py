"""Makes one record's page, and what pages about many need of it."""

from __future__ import annotations

import json
import os
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from jinja2 import Environment

from afterword.cache.database import as_number
from afterword.cache.store import CachedRecord, CacheEntry
from afterword.diagnostics import Diagnostic
from afterword.formats.registry import record_artifacts
from afterword.output.bodies import BodyRef, BodyStore
from afterword.output.pages import RenderedPage, rendered_page
from afterword.records.decode import decode_record
from afterword.records.project import Project
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.records.vocabulary import Kind, Visibility
from afterword.records.zone import UTC_ZONE
from afterword.render.environment import render_ledger_row, render_row
from afterword.source.files import ListedFile, find_attachment, read_source, stat_fingerprint
from afterword.timeline.levels import level_changes
from afterword.timeline.valid_until import valid_interval
from afterword.views import rows
from afterword.views.audience import Audience, for_audience
from afterword.views.context import Context
from afterword.views.incident.page import incident_page, record_parts
from afterword.views.index import search
from afterword.views.index.summary import action_summary, summary, window_spans


class Attachment(NamedTuple):
    """A file beside a record that its page shows or links to: its name there, where it stands in the site's folder,
    its size and its age."""

    name: str
    path: str
    size: int
    changed: int


class PageBody(NamedTuple):
    """A page whose content lies in the spool. `source` is the record's file, or nothing; `files` are those that were
    made with it, by their path in the site, and lie in the spool too."""

    page: RenderedPage
    piece: BodyRef
    source: str = ""
    beside: tuple[Attachment, ...] = ()
    files: tuple[tuple[str, BodyRef], ...] = ()


class BuiltRecord(NamedTuple):
    """What was made of a record: its entry on the shelf, its page unless it is held back, and the names of files
    that the page refers to and that are not there."""

    entry: CacheEntry
    body: PageBody | None = None
    missing: tuple[str, ...] = ()


class _Neighbour(NamedTuple):
    """What a page needs to know of a record that it is tied to."""

    title: str
    visibility: Visibility


@dataclass(frozen=True)
class RecordBuilder:
    """What pages of records are made with. `files` leads from ids to files."""

    root: Path
    site: Site
    audience: Audience
    now: datetime
    environment: Environment
    files: Mapping[str, str]
    bodies: BodyStore
    _seen: dict[str, _Neighbour] = field(default_factory=dict)

    def make(self, listed: ListedFile, digest: bytes, record: Record) -> BuiltRecord:
        """Make a record's page and its entry."""
        self._seen[record.id] = _Neighbour(record.title, record.visibility)
        others = {tie.id: other for tie in record.related if (other := self._neighbour(tie.id))}
        others.pop(record.id, None)
        context = self.context((record, *(_stand_in(each, other) for each, other in others.items())))
        shown = context.by_id.get(record.id)
        if shown is None:
            return BuiltRecord(CacheEntry(self._source(listed, digest, record, others)))
        parts = record_parts(context, shown)
        page = rendered_page(self.environment, incident_page(context, shown, parts))
        works = record_artifacts(context, shown, parts, self.environment)
        beside, missing = self._beside(record.id, page.attachments)
        own = {f"{page.address}{each.name}" for each in beside}
        made = tuple(file for file in works.files if file.path not in own)  # a file by hand takes its place
        entry = CacheEntry(
            source=self._source(listed, digest, record, others)._replace(
                beside=json.dumps(beside) if beside else "", files=" ".join(file.path for file in made)
            ),
            summary=summary(context, shown, (each.level.slug for each in parts.row.levels)),
            row=render_row(self.environment, rows.in_list(context, shown, parts.row)),
            search=search.record_entry(shown, parts.head, parts.row),
            fragments=works.fragments,
            spans=window_spans(shown),
            changes=level_changes(shown, self.now),
            action_summaries=tuple(
                (action_summary(shown, item, view.due_slug), render_ledger_row(self.environment, view))
                for item, view in zip(shown.action_items, parts.actions, strict=True)
            ),
        )
        files = tuple((file.path, self.bodies.put(file.text)) for file in made)
        body = PageBody(page._replace(html=""), self.bodies.put(page.html), listed.path, beside, files)
        return BuiltRecord(entry, body, missing)

    def context(self, records: tuple[Record, ...]) -> Context:
        """Cut records to the audience."""
        project = Project(self.site, records)
        return Context(for_audience(project, self.audience, self.now), self.audience, self.now)

    def _source(
        self,
        listed: ListedFile,
        digest: bytes,
        record: Record,
        others: Mapping[str, _Neighbour],
    ) -> CachedRecord:
        titles = {each: other.title for each, other in others.items() if self._is_published(other)}
        stands = valid_interval(record, self.site.zone or UTC_ZONE, self.now)
        return CachedRecord(
            *listed,
            digest,
            as_number(stands.start),
            as_number(stands.end),
            ties_of((tie.id for tie in record.related), titles),
            "",
            "",
            int(self._is_published(record)),
            record.id,
            record.title,
        )

    def _is_published(self, record: Record | _Neighbour) -> bool:
        return self.audience is Audience.INTERNAL or record.visibility is not Visibility.INTERNAL

    def _neighbour(self, record_id: str) -> _Neighbour | None:
        """Look at another record, which must be read unless its page was made in this process."""
        if record_id not in self._seen:
            file = self.files.get(record_id)
            source = read_source(self.root, file) if file else None
            if source is None or isinstance(source, Diagnostic):
                return None
            record = decode_record(source.path, source.data, self.site).model
            if record is None:
                return None
            self._seen[record_id] = _Neighbour(record.title, record.visibility)
        return self._seen[record_id]

    def _beside(
        self, record_id: str, names: tuple[str, ...]
    ) -> tuple[tuple[Attachment, ...], tuple[str, ...]]:
        found: list[Attachment] = []
        missing: list[str] = []
        for name in names:
            path = find_attachment(self.root, record_id, name)
            if path is None:
                missing.append(name)
            else:
                known = os.stat(path)
                inside = path.relative_to(self.root).as_posix()
                found.append(Attachment(name, inside, known.st_size, stat_fingerprint(known)))
        return tuple(found), tuple(missing)


def _stand_in(record_id: str, other: _Neighbour) -> Record:
    """Give a record of which only what a tie to it shows is told."""
    return Record.model_construct(
        id=record_id, title=other.title, kind=Kind.INCIDENT, visibility=other.visibility, zone=UTC_ZONE
    )


def ties_of(ids: Iterable[str], titles: Mapping[str, str]) -> str:
    """Say how related records are shown: by title, or not at all. While this is the same, so is what is shown."""
    ties = {each: titles.get(each) for each in sorted(set(ids))}
    return json.dumps(ties, ensure_ascii=False) if ties else ""


def still_beside(root: Path, record_id: str, written: str) -> bool:
    """Say whether the files beside a record are what they were when its page was made."""
    for name, path, size, changed in json.loads(written) if written else ():
        found = find_attachment(root, record_id, name)
        if found is None or found != root / path:
            return False
        known = os.stat(found)
        if (known.st_size, stat_fingerprint(known)) != (size, changed):
            return False
    return True
