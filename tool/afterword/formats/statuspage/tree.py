"""The files below `/api/v2/`: those of one record are made with its page, the others when what they tell changes."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property, partial

from jinja2 import Environment

from afterword.formats.artifacts import FileLeaf, RecordFile, RecordWorks
from afterword.formats.latest import newest
from afterword.formats.statuspage.component_objects import all_components
from afterword.formats.statuspage.incident_objects import event
from afterword.formats.statuspage.overall import Overall, overall
from afterword.formats.statuspage.serialise import Told, file_text, listed, page_object, stamp, written
from afterword.formats.statuspage.statuses import ACTIVE, UPCOMING
from afterword.records.record import Record
from afterword.records.vocabulary import Kind
from afterword.timeline.levels import PUBLIC_KINDS
from afterword.views import rows
from afterword.views.cached import key_of
from afterword.views.context import Publication
from afterword.views.current.banner import open_incidents, open_maintenance, unplaced_incidents
from afterword.views.incident.model import IncidentPage
from afterword.views.index.queries import Archive
from afterword.views.index.summary import Brief
from afterword.views.urls import STATUSPAGE, STATUSPAGE_INCIDENTS, STATUSPAGE_MAINTENANCES

LIMIT = 50
"""How many incidents, and how many maintenances, the lists hold: the interface knows no second page."""
PART = "statuspage"
"""Under which name a record's object is kept for the lists."""


def statuspage_works(
    book: Publication, record: Record, _page: IncidentPage, _environment: Environment
) -> RecordWorks:
    """Make the file of an incident or a maintenance, and its object for the lists; nothing of other kinds."""
    if record.kind not in PUBLIC_KINDS:
        return RecordWorks()
    told = event(book, record)
    text, page = written(told), page_object(book.site, told["updated_at"])
    if rows.is_maintenance(record):
        path, content = STATUSPAGE_MAINTENANCES, file_text(page, scheduled_maintenance=text)
    else:
        path, content = STATUSPAGE_INCIDENTS, file_text(page, incident=text)
    return RecordWorks((RecordFile(f"{path}{record.id}.json", content),), {PART: text})


def statuspage_leaves(book: Publication, archive: Archive, _environment: Environment) -> Iterator[FileLeaf]:
    """Give the files about many records. `book` must hold every record that is live."""
    now = _Now(book, archive)
    key = now.key
    for path, make in _OF_NOW:
        yield FileLeaf(path, key, partial(make, now))
    yield _list(book, archive, f"{STATUSPAGE}incidents.json", Kind.INCIDENT)
    yield _list(book, archive, f"{STATUSPAGE}scheduled-maintenances.json", Kind.MAINTENANCE)


def _list(book: Publication, archive: Archive, path: str, kind: Kind) -> FileLeaf:
    """Give a list of the newest records of a kind. It tells nothing of now, so that it stays while they do."""
    briefs = newest((each for each in archive.briefs if each.kind == kind), LIMIT)
    key = key_of([each.stamp for each in briefs], "" if briefs else book.now.isoformat())
    return FileLeaf(path, key, partial(_list_text, book, archive, kind, briefs))


def _list_text(book: Publication, archive: Archive, kind: Kind, briefs: Sequence[Brief]) -> str:
    objects = archive.shelf.parts(PART, briefs)
    updated = max((json.loads(each)["updated_at"] for each in objects), default=stamp(book.now))
    name = "scheduled_maintenances" if kind is Kind.MAINTENANCE else "incidents"
    return file_text(page_object(book.site, updated), **{name: listed(objects)})


@dataclass(frozen=True)
class _Now:
    """What the files are made from that tell of now: each object is in several of them."""

    book: Publication
    archive: Archive

    @property
    def key(self) -> str:
        """The key of all these files."""
        archive = self.archive
        live = [each.stamp for each in archive.briefs if each.live]
        changes = [archive.shelf.last_change(each.id) for each in self.book.site.components]
        return key_of(self.book.now.isoformat(), live, changes)

    @cached_property
    def components(self) -> tuple[Told, ...]:
        """Every component and group."""
        return tuple(all_components(self.book, self.archive))

    @cached_property
    def incidents(self) -> tuple[Told, ...]:
        """The incidents that are going on."""
        return tuple(event(self.book, record) for record in open_incidents(self.book))

    @cached_property
    def maintenances(self) -> tuple[Told, ...]:
        """The maintenances that are announced or going on."""
        return tuple(event(self.book, record) for record in open_maintenance(self.book))

    @property
    def overall(self) -> Overall:
        """How the page stands."""
        unplaced = {record.id for record in unplaced_incidents(self.book)}
        return overall(
            [each["status"] for each in self.components if not each["group"]],
            [each["impact"] for each in self.incidents if each["id"] in unplaced],
            tells_maintenance=self.book.site.publish.statuspage.maintenance_indicator,
        )

    def file(self, **parts: str) -> str:
        """Write a file."""
        return file_text(page_object(self.book.site, stamp(self.book.now)), **parts)


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


def _in_state(told: Iterable[Told], states: Sequence[str]) -> Iterator[Told]:
    return (each for each in told if each["status"] in states)


def _written(objects: Iterable[Told]) -> str:
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
