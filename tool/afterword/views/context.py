"""The context of a build: the records that one audience may see, at one `now`."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterator, Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime, timedelta
from functools import cached_property
from typing import TypeVar

from afterword.records.components import Component
from afterword.records.project import Project
from afterword.records.record import Record
from afterword.records.rough_time import APPROXIMATE, form_of, is_vague
from afterword.records.scales import OPERATIONAL
from afterword.records.site import Site
from afterword.records.vocabulary import Kind
from afterword.records.zone import UTC_ZONE, Zone
from afterword.timeline.levels import PUBLIC_KINDS, current_levels, levels_at
from afterword.timeline.lifecycle import MILESTONE_NAMES, Lifecycle, lifecycle, promised_update
from afterword.timeline.published_times import PublishedTimes, published_times
from afterword.timeline.silence import Silence, silence
from afterword.timeline.valid_until import is_live
from afterword.timeline.worst_level import worst_level
from afterword.views import urls
from afterword.views.audience import Audience
from afterword.views.kept import Kept
from afterword.views.page import Head
from afterword.views.text.extent import LevelNow, levels_now
from afterword.views.text.words import ENGLISH, Words

T = TypeVar("T")

SCHEDULE_AHEAD = timedelta(days=90)
"""How far ahead a schedule reaches: sites are built more often than that."""
SCHEDULE_LIMIT = 50
"""How many announced times a schedule has at most."""
_DAY_OF_ID = len("2026-11-20")


@dataclass(frozen=True)
class Context:
    """A project cut to its audience, and the instant that everything is computed for.

    `project` must come from `audience.for_audience`: nothing later hides anything. It need not have every record of
    a site: a record's own page needs only those that it names. `words` are those of the language of the pages.
    """

    project: Project
    audience: Audience
    now: datetime
    words: Words = ENGLISH

    @cached_property
    def site(self) -> Site:
        """The site, as `status.yml` describes it."""
        return self.project.site

    @property
    def is_internal(self) -> bool:
        """Whether the build is for the team, and shows everything."""
        return self.audience is Audience.INTERNAL

    @cached_property
    def shown_name(self) -> str:
        """The name of the site, for files that have no other place to say that they are internal."""
        return f"{self.internal_mark}{self.site.page.name}"

    @cached_property
    def internal_mark(self) -> str:
        """What the name or title of a file of an internal build begins with; empty in a public one."""
        return f"{self.words.record.internal} – " if self.is_internal else ""

    @cached_property
    def zone(self) -> Zone:
        """The time zone of the pages."""
        return self.site.zone or UTC_ZONE

    @cached_property
    def today(self) -> date:
        """The day in the time zone of the pages."""
        return self.zone.local(self.now).date()

    def keep(self, key: Hashable, make: Callable[[], T]) -> T:
        """Return what `make` returns, made once for all that is built from this context."""
        return self._kept.get(key, make)

    @cached_property
    def _kept(self) -> Kept:
        return Kept()

    def now_until(self, end: datetime) -> datetime:
        """Return `now`, but no later than `end`: what reads the time only up to there does not change afterwards."""
        return min(self.now, end)

    @cached_property
    def components(self) -> tuple[Component, ...]:
        """The components that have not ended, in the order of the page."""
        return self.site.components_on(self.today)

    @cached_property
    def records(self) -> tuple[Record, ...]:
        """The records, newest first; one without a known time is sorted by the day in its id."""
        return tuple(sorted(self.project.records, key=self.recency, reverse=True))

    @cached_property
    def by_id(self) -> Mapping[str, Record]:
        """The records by their id."""
        return {record.id: record for record in self.project.records}

    @cached_property
    def lifecycle(self) -> Mapping[str, Lifecycle]:
        """The lifecycle of each record at `now`, by its id."""
        return {record.id: lifecycle(record, self.now, self.site) for record in self.project.records}

    @cached_property
    def published(self) -> Mapping[str, PublishedTimes]:
        """When each record was first published and last changed, by its id."""
        return {
            record.id: published_times(record, self.lifecycle[record.id], self.now)
            for record in self.project.records
        }

    @cached_property
    def covering(self) -> Mapping[str, tuple[Record, ...]]:
        """The records whose published post-mortems cover a record, by the id of the covered record."""
        found: dict[str, tuple[Record, ...]] = {}
        for record in sorted(self.project.records, key=lambda each: each.id):
            for covered in dict.fromkeys(record.post_mortem.covers if record.post_mortem else ()):
                found[covered] = (*found.get(covered, ()), record)
        return found

    @cached_property
    def levels(self) -> Mapping[str, str]:
        """The level of each component at `now`; one that has ended is operational."""
        levels = levels_at(self.project, self.now)
        ended = (each.id for each in self.site.components if each.has_ended(self.today))
        return {**levels, **dict.fromkeys(ended, OPERATIONAL.id)}

    @cached_property
    def told(self) -> Mapping[str, LevelNow]:
        """The level of each component as in `levels`, with what it holds for."""
        held = levels_now(
            self.words,
            self.site,
            (
                each
                for record in self.project.records
                if record.kind in PUBLIC_KINDS
                for each in current_levels(record, self.now)
            ),
        )
        return {
            component: held[component] if component in held and self.site.rank(level) else LevelNow(level)
            for component, level in self.levels.items()
        }

    @cached_property
    def group_levels(self) -> Mapping[str, str]:
        """The level of each group at `now`: the worst of its components."""
        return {
            group.id: worst_level(
                self.site, [self.levels[each.id] for each in self.site.members_of(group, self.today)]
            )
            for group in self.site.groups
        }

    @cached_property
    def scheduled(self) -> tuple[Context, ...]:
        """The contexts at `now` and at each announced time ahead, in order, without what is only expected.

        Updates ahead have been cut already. A future milestone is only the authors' guess. Announced times and windows
        remain, which readers may count on. Several pages have a schedule, so the contexts are cached.
        """
        project = Project(
            self.site, tuple(_without_expected(each, self.now) for each in self.project.records)
        )
        public = replace(self, project=project)
        return (public, *(replace(public, now=at) for at in _announced_times(public)))

    def begins(self, record: Record) -> datetime | None:
        """Return when a record began, or is announced to begin; None if that is not known."""
        announced = min((each.start for each in record.scheduled), default=None)
        return self.lifecycle[record.id].started or announced

    def silence(self, record: Record) -> Silence | None:
        """Return since when an open incident has had no update; None for any other record."""
        return silence(record, self.site.review, self.now)

    def is_silent(self, record: Record) -> bool:
        """Return whether an open incident has had no update for too long."""
        quiet = self.silence(record)
        return quiet is not None and quiet.too_long_from <= self.now

    def shown_in(self, record: Record) -> Zone:
        """Return the zone of a record's times on pages about many records: the pages', unless it states none."""
        return self.zone if record.zone.stated else record.zone

    def url(self, address: str) -> str:
        """Return the absolute URL of a page or file; empty if the site has no `page.url`."""
        root = self.site.page.root
        return f"{root}{address}" if root else ""

    def head(self, address: str, title: str, description: str) -> Head:
        """Build the head of a page."""
        return Head(
            address=address,
            base=urls.base(address),
            url=self.url(address),
            title=title,
            description=description,
            site_name=self.site.page.name,
            as_of=self.words.instant_of_build(self.now, self.zone),
            internal=self.audience is Audience.INTERNAL,
            picture=self.site.page.picture or "",
        )

    def recency(self, record: Record) -> tuple[str, str]:
        """Return a sort key by the clock time that is shown, so that the order agrees with the days on the pages."""
        begins = self.begins(record)
        if begins is None:
            return record.id[:_DAY_OF_ID], record.id
        local = self.shown_in(record).local(begins).replace(tzinfo=None)
        return vague_start(begins) or local.isoformat(), record.id

    def month_of(self, record: Record) -> tuple[int, int]:
        """Return the year and month under which the history lists a record; month 0 if only the year is known."""
        year, month = f"{self.recency(record)[0]}-0".split("-")[:2]
        return int(year), int(month)


def vague_start(begins: datetime | None) -> str:
    """Return the month `2025-03` or the year `2025` of a start whose day is not known; else an empty text.

    As a sort key, it is below all days of its month or year.
    """
    return form_of(begins).removesuffix(APPROXIMATE) if is_vague(begins) else ""


def _without_expected(record: Record, now: datetime) -> Record:
    """Leave out milestones in the future."""
    times = ((name, getattr(record.milestones, name)) for name in MILESTONE_NAMES)
    ahead: dict[str, None] = {name: None for name, at in times if at is not None and at > now}
    if not ahead:
        return record
    return record.model_copy(update={"milestones": record.milestones.model_copy(update=ahead)})


def _silent_from(context: Context, record: Record) -> Iterator[datetime]:
    """Yield when a record will have had no update for too long, now and once its windows or plans change that."""
    times = [window.end for window in record.windows] + [each.start for each in record.scheduled]
    for at in (context.now, *(each for each in times if each and each > context.now)):
        quiet = silence(record, context.site.review, at)
        if quiet:
            yield quiet.too_long_from


def _announced_times(context: Context) -> list[datetime]:
    """Return the announced times ahead, in order: of windows, maintenance, next updates and notices.

    They include the time from which a page says that there has been no update.
    """
    points: set[datetime | None] = set()
    for record in context.records:
        if record.kind in PUBLIC_KINDS and is_live(record, context.now):
            points.update(point for window in record.windows for point in (window.start, window.end))
            points.update(point for each in record.scheduled for point in (each.start, each.end))
            points.update(_silent_from(context, record))
            points.add(promised_update(record, context.now))
        elif record.kind is Kind.NOTICE:
            points.add(record.until)
    last = context.now + SCHEDULE_AHEAD
    return sorted(point for point in points if point and context.now < point <= last)[:SCHEDULE_LIMIT]
