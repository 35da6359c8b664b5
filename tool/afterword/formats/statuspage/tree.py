"""The files below `/api/v2/`: those of one record are made with its page, the others when what they tell changes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from jinja2 import Environment

from afterword.formats.artifacts import CachedFile, RecordArtifacts, RecordFile
from afterword.formats.latest import select_latest
from afterword.formats.statuspage.component_objects import all_components
from afterword.formats.statuspage.incident_objects import event
from afterword.formats.statuspage.overall import Overall, overall
from afterword.formats.statuspage.serialise import JsonObject, file_text, listed, page_object, stamp, written
from afterword.formats.statuspage.statuses import ACTIVE, UPCOMING
from afterword.records.record import Record
from afterword.records.vocabulary import Kind
from afterword.timeline.levels import PUBLIC_KINDS
from afterword.views import rows
from afterword.views.cached import cache_key
from afterword.views.context import Context
from afterword.views.current.banner import open_incidents, open_maintenance, unplaced_incidents
from afterword.views.incident.model import IncidentPage
from afterword.views.index.queries import RecordIndex
from afterword.views.index.summary import RecordSummary
from afterword.views.urls import STATUSPAGE, STATUSPAGE_INCIDENTS, STATUSPAGE_MAINTENANCES

LIMIT = 50
"""How many incidents, and how many maintenances, the lists hold: the interface knows no second page."""
FRAGMENT = "statuspage"
"""Under which name a record's object is kept for the lists."""


def statuspage_artifacts(
    context: Context, record: Record, _page: IncidentPage, _environment: Environment
) -> RecordArtifacts:
    """Make the file of an incident or a maintenance, and its object for the lists; nothing of other kinds."""
    if record.kind not in PUBLIC_KINDS:
        return RecordArtifacts()
    told = event(context, record)
    text, page = written(told), page_object(context.site, told["updated_at"])
    if rows.is_maintenance(record):
        path, content = STATUSPAGE_MAINTENANCES, file_text(page, scheduled_maintenance=text)
    else:
        path, content = STATUSPAGE_INCIDENTS, file_text(page, incident=text)
    return RecordArtifacts((RecordFile(f"{path}{record.id}.json", content),), {FRAGMENT: text})


def statuspage_files(context: Context, index: RecordIndex, _environment: Environment) -> Iterator[CachedFile]:
    """Give the files about many records. `book` must hold every record that is live."""
    now = _Now(context, index)
    key = now.key
    for path, make in _OF_NOW:
        yield CachedFile(path, key, partial(make, now))
    yield _list(context, index, f"{STATUSPAGE}incidents.json", Kind.INCIDENT)
    yield _list(context, index, f"{STATUSPAGE}scheduled-maintenances.json", Kind.MAINTENANCE)


def _list(context: Context, index: RecordIndex, path: str, kind: Kind) -> CachedFile:
    """Give a list of the newest records of a kind. It tells nothing of now, so that it stays while they do."""
    summaries = select_latest((each for each in index.summaries if each.kind == kind), LIMIT)
    key = cache_key([each.stamp for each in summaries], "" if summaries else context.now.isoformat())
    return CachedFile(path, key, partial(_list_text, context, index, kind, summaries))


def _list_text(context: Context, index: RecordIndex, kind: Kind, summaries: Sequence[RecordSummary]) -> str:
    objects = index.queries.fragments(FRAGMENT, summaries)
    updated = max((json.loads(each)["updated_at"] for each in objects), default=stamp(context.now))
    name = "scheduled_maintenances" if kind is Kind.MAINTENANCE else "incidents"
    return file_text(page_object(context.site, updated), **{name: listed(objects)})


@dataclass(frozen=True)
class _Now:
    """What the files are made from that tell of now: each object is in several of them."""

    context: Context
    index: RecordIndex

    @property
    def key(self) -> str:
        """The key of all these files."""
        index = self.index
        live = [each.stamp for each in index.summaries if each.live]
        changes = [index.queries.last_change(each.id) for each in self.context.site.components]
        return cache_key(self.context.now.isoformat(), live, changes)

    @cached_property
    def components(self) -> tuple[JsonObject, ...]:
        """Every component and group."""
        return tuple(all_components(self.context, self.index))

    @cached_property
    def incidents(self) -> tuple[JsonObject, ...]:
        """The incidents that are going on."""
        return tuple(event(self.context, record) for record in open_incidents(self.context))

    @cached_property
    def maintenances(self) -> tuple[JsonObject, ...]:
        """The maintenances that are announced or going on."""
        return tuple(event(self.context, record) for record in open_maintenance(self.context))

    @property
    def overall(self) -> Overall:
        """How the page stands."""
        unplaced = {record.id for record in unplaced_incidents(self.context)}
        return overall(
            [each["status"] for each in self.components if not each["group"]],
            [each["impact"] for each in self.incidents if each["id"] in unplaced],
            tells_maintenance=self.context.site.publish.statuspage.maintenance_indicator,
        )

    def file(self, **fragments: str) -> str:
        """Write a file."""
        return file_text(page_object(self.context.site, stamp(self.context.now)), **fragments)


def _status(now: _Now) -> str:
    return now.file(status=written(now.overall._asdict()))


def _summary(now: _Now) -> str:
    return now.file(
        components=_written(now.components),
        incidents=_written(now.incidents),
        scheduled_maintenances=_written(now.maintenances),
        status=written(now.overall._asdict()),
    )


def _components(now: _Now) -> str:
    return now.file(components=_written(now.components))


def _unresolved(now: _Now) -> str:
    return now.file(incidents=_written(now.incidents))


def _upcoming(now: _Now) -> str:
    return now.file(scheduled_maintenances=_written(_in_state(now.maintenances, UPCOMING)))


def _active(now: _Now) -> str:
    return now.file(scheduled_maintenances=_written(_in_state(now.maintenances, ACTIVE)))


def _in_state(told: Iterable[JsonObject], states: Sequence[str]) -> Iterator[JsonObject]:
    return (each for each in told if each["status"] in states)


def _written(objects: Iterable[JsonObject]) -> str:
    return listed(written(each) for each in objects)


_OF_NOW: tuple[tuple[str, Callable[[_Now], str]], ...] = (
    (f"{STATUSPAGE}status.json", _status),
    (f"{STATUSPAGE}summary.json", _summary),
    (f"{STATUSPAGE}components.json", _components),
    (f"{STATUSPAGE_INCIDENTS}unresolved.json", _unresolved),
    (f"{STATUSPAGE_MAINTENANCES}upcoming.json", _upcoming),
    (f"{STATUSPAGE_MAINTENANCES}active.json", _active),
)
"""The files that tell of now."""
