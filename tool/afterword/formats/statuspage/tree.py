"""The files below `/api/v2/`: one for each record, and the lists and snapshots of the whole page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

from jinja2 import Environment

from afterword.compact_json import compact_json
from afterword.formats.artifacts import Format, RecordArtifacts, RecordFile
from afterword.formats.latest import LIMIT, select_latest
from afterword.formats.statuspage.component_objects import all_components
from afterword.formats.statuspage.incident_objects import incident_object
from afterword.formats.statuspage.overall import Overall, overall
from afterword.formats.statuspage.serialise import (
    JsonObject,
    file_json,
    list_json,
    page_object,
    stamp,
)
from afterword.formats.statuspage.statuses import ACTIVE, UPCOMING
from afterword.records.record import Record
from afterword.records.vocabulary import Kind
from afterword.timeline.levels import PUBLIC_KINDS
from afterword.views import rows
from afterword.views.cached import CachedFile, cached
from afterword.views.context import Context
from afterword.views.current.banner import open_incidents, open_maintenance, unplaced_incidents
from afterword.views.incident.model import RecordParts
from afterword.views.index.queries import RecordIndex
from afterword.views.index.summary import RecordSummary
from afterword.views.urls import STATUSPAGE, STATUSPAGE_INCIDENTS, STATUSPAGE_MAINTENANCES

FRAGMENT = "statuspage"
"""The name of a record's object among its fragments."""


class StatuspageTree(Format):
    """The file of each incident and maintenance, lists of the latest ones, and snapshots of the current status."""

    def artifacts(
        self, context: Context, record: Record, parts: RecordParts, environment: Environment
    ) -> RecordArtifacts:
        """Return the file of an incident or maintenance; nothing for other kinds."""
        if record.kind not in PUBLIC_KINDS:
            return RecordArtifacts()
        text = _object_text(context, record)
        status_page = page_object(context, stamp(context.published[record.id].latest))
        if rows.is_maintenance(record):
            folder, content = STATUSPAGE_MAINTENANCES, file_json(status_page, scheduled_maintenance=text)
        else:
            folder, content = STATUSPAGE_INCIDENTS, file_json(status_page, incident=text)
        file = RecordFile(f"{folder}{record.first_id}.json", content)
        return RecordArtifacts((file,))

    def latest_fragments(
        self,
        context: Context,
        record: Record,
        parts: RecordParts,
        environment: Environment,
        place: int,
    ) -> Mapping[str, str]:
        """Return the object of an incident or maintenance; nothing for other kinds."""
        is_listed = record.kind in PUBLIC_KINDS and place <= LIMIT
        return {FRAGMENT: _object_text(context, record)} if is_listed else {}

    def files(self, context: Context, index: RecordIndex, environment: Environment) -> Iterator[CachedFile]:
        """Yield the snapshots, then the lists."""
        for path in _SNAPSHOT_FILES:
            yield cached(path, _snapshot_text, path)
        yield _list(index, f"{STATUSPAGE}incidents.json", Kind.INCIDENT)
        yield _list(index, f"{STATUSPAGE}scheduled-maintenances.json", Kind.MAINTENANCE)


def _object_text(context: Context, record: Record) -> str:
    """Return the object of an incident or maintenance as JSON."""
    return context.keep((_object_text, record.id), lambda: compact_json(incident_object(context, record)))


def _list(index: RecordIndex, path: str, kind: Kind) -> CachedFile:
    """Return the list of the latest records of a kind. It changes only with them, not with the clock."""
    summaries = select_latest(index.summaries, LIMIT, frozenset((kind.value,)))
    return cached(path, _list_text, kind, summaries)


def _list_text(context: Context, index: RecordIndex, kind: Kind, summaries: Sequence[RecordSummary]) -> str:
    objects = index.queries.fragments(FRAGMENT, summaries)
    updated: str = max(json.loads(each)["updated_at"] for each in objects) if objects else stamp(context.now)
    name = "scheduled_maintenances" if kind is Kind.MAINTENANCE else "incidents"
    return file_json(page_object(context, updated), **{name: list_json(objects)})


def _snapshot_text(context: Context, index: RecordIndex, path: str) -> str:
    return _SNAPSHOT_FILES[path](index.keep(_Snapshot, lambda: _snapshot(context, index)))


def _snapshot(context: Context, index: RecordIndex) -> _Snapshot:
    components = tuple(all_components(context, index))
    incidents = tuple(incident_object(context, record) for record in open_incidents(context))
    unplaced = {record.first_id for record in unplaced_incidents(context)}
    return _Snapshot(
        page=page_object(context, stamp(context.now)),
        components=components,
        incidents=incidents,
        maintenances=tuple(incident_object(context, record) for record in open_maintenance(context)),
        overall=overall(
            [each["status"] for each in components if not each["group"]],
            [each["impact"] for each in incidents if each["id"] in unplaced],
            shows_maintenance=context.site.publish.statuspage.maintenance_indicator,
        ),
    )


class _Snapshot(NamedTuple):
    """The objects that describe the current status; each is in several files.

    They are the page, all components and groups, the open incidents, the announced and running maintenance, and the
    status of the page as a whole.
    """

    page: JsonObject
    components: tuple[JsonObject, ...]
    incidents: tuple[JsonObject, ...]
    maintenances: tuple[JsonObject, ...]
    overall: Overall

    def file(self, **members: str) -> str:
        """Return the text of a file with these members."""
        return file_json(self.page, **members)


def _status(snapshot: _Snapshot) -> str:
    return snapshot.file(status=compact_json(snapshot.overall._asdict()))


def _summary(snapshot: _Snapshot) -> str:
    return snapshot.file(
        components=_list_json(snapshot.components),
        incidents=_list_json(snapshot.incidents),
        scheduled_maintenances=_list_json(snapshot.maintenances),
        status=compact_json(snapshot.overall._asdict()),
    )


def _components(snapshot: _Snapshot) -> str:
    return snapshot.file(components=_list_json(snapshot.components))


def _unresolved(snapshot: _Snapshot) -> str:
    return snapshot.file(incidents=_list_json(snapshot.incidents))


def _upcoming(snapshot: _Snapshot) -> str:
    return snapshot.file(scheduled_maintenances=_list_json(_in_state(snapshot.maintenances, UPCOMING)))


def _active(snapshot: _Snapshot) -> str:
    return snapshot.file(scheduled_maintenances=_list_json(_in_state(snapshot.maintenances, ACTIVE)))


def _in_state(objects: Iterable[JsonObject], states: Sequence[str]) -> Iterator[JsonObject]:
    return (each for each in objects if each["status"] in states)


def _list_json(objects: Iterable[JsonObject]) -> str:
    return list_json(map(compact_json, objects))


_SNAPSHOT_FILES: Mapping[str, Callable[[_Snapshot], str]] = {
    f"{STATUSPAGE}status.json": _status,
    f"{STATUSPAGE}summary.json": _summary,
    f"{STATUSPAGE}components.json": _components,
    f"{STATUSPAGE_INCIDENTS}unresolved.json": _unresolved,
    f"{STATUSPAGE_MAINTENANCES}upcoming.json": _upcoming,
    f"{STATUSPAGE_MAINTENANCES}active.json": _active,
}
"""The snapshot files, each with the function that writes it."""
