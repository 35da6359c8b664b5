"""Looks at all records of a site for a view of them in the terminal; records that have not changed are not read.

Views need less than a build or a check, and must not wait for either, so they have a cache of their own, one for each
audience. Its entries are those of the build cache, without HTML.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TypeVar

from afterword.app.errors import UserError
from afterword.app.read_site import decoded_site
from afterword.cache.database import with_sound_cache
from afterword.cache.entries import CacheEntry
from afterword.cache.opening import cache_folder
from afterword.cache.record_queries import StoredRecords
from afterword.cache.rows import as_number
from afterword.cache.store import BuildCache, Validity
from afterword.cache.version import checks_version
from afterword.diagnostics import Diagnostic, has_errors, in_order
from afterword.parallel import map_ordered
from afterword.records.decode import decode_record
from afterword.records.project import Project
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.source.files import SITE_FILE, FileStat, list_records, read_source
from afterword.views.audience import Audience, for_audience
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.text.words import command_line_words

LISTED, RESPONSE, WORDS = "listed", "response", "words"
"""What is kept of each record: its entry of `incidents.json`, its response times, and all its texts in lower case."""

T = TypeVar("T")
Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Overview:
    """All records of a site for an audience, as far as they can be read; valid while its cache is open.

    `broken` has the first problem of each file that cannot be read as a record.
    """

    root: Path
    site: Site
    audience: Audience
    now: datetime
    cache: BuildCache
    files: Mapping[str, FileStat]
    broken: tuple[Diagnostic, ...]

    @cached_property
    def index(self) -> RecordIndex:
        """The records in brief, latest first."""
        return self.cache.index()

    @cached_property
    def windows(self) -> RecordIndex:
        """An index that answers queries, and has no list of the records, which takes longer to read."""
        return RecordIndex((), StoredRecords(self.cache))

    @cached_property
    def context(self) -> Context:
        """The context of the records that change with the clock: those that the status page shows in full."""
        return self.context_of(self.cache.live_paths())

    @cached_property
    def covered(self) -> Mapping[str, frozenset[str]]:
        """The ids of the records whose post-mortems cover a record, by its id."""
        found: dict[str, set[str]] = {}
        for record_id, covers in self.cache.covers().items():
            for each in covers:
                found.setdefault(self.present.get(each, each), set()).add(record_id)
        return {covered: frozenset(ids) for covered, ids in found.items()}

    @cached_property
    def present(self) -> Mapping[str, str]:
        """The id of a record for each of its former ones."""
        return self.cache.present_ids()

    def context_of(self, files: Iterable[str]) -> Context:
        """Read records, and return their context."""
        read = (self.read(file) for file in files)
        project = Project(self.site, tuple(record for record in read if record))
        words = command_line_words(self.site.page.language)
        return Context(for_audience(project, self.audience, self.now), self.audience, self.now, words)

    def read(self, file: str) -> Record | None:
        """Read a record; None if it cannot be read."""
        source = read_source(self.root, file)
        return None if isinstance(source, Diagnostic) else decode_record(file, source, self.site).model


def look_at(
    root: Path,
    now: datetime,
    audience: Audience,
    view: Callable[[Overview], T],
    progress: Progress | None = None,
    *,
    only_current: bool = False,
) -> T:
    """Read what is new of a site's records, and return what `view` makes of all of them.

    With `only_current`, `view` looks at nothing but the context and windows: what is kept of records that change with
    the clock, such as their durations, may then be older. `view` may run twice, if the cache turns out to be damaged.
    Raises UserError if `status.yml` has errors.
    """
    return _look_at(root, now, audience, view, progress, only_current=only_current)


@with_sound_cache
def _look_at(
    root: Path,
    now: datetime,
    audience: Audience,
    view: Callable[[Overview], T],
    progress: Progress | None,
    *,
    only_current: bool,
) -> T:
    decoded, source = decoded_site(root)
    site = decoded.model
    if site is None or has_errors(decoded.diagnostics):
        raise UserError(f"{SITE_FILE} has errors; `afterword check {SITE_FILE}` shows them")
    listed, problems = list_records(root)
    with BuildCache(cache_folder(root), f"views-{audience.value}", checks_version(source)) as cache:
        kept = cache.validity()
        at = as_number(now)
        outdated = [
            each for each in listed if not _is_valid(kept.get(each.path), each, at, even_if_live=only_current)
        ]
        broken = [*problems]

        def read(each: FileStat) -> CacheEntry | Diagnostic:
            from afterword.app.overview_entry import overview_entry

            return overview_entry(root, site, audience, now, each)

        for number, (each, outcome) in enumerate(
            zip(outdated, map_ordered(read, outdated), strict=True), start=1
        ):
            if isinstance(outcome, Diagnostic):
                broken.append(outcome)
                if each.path in kept:
                    cache.delete((each.path,))
            else:
                cache.save(outcome, replaces=each.path in kept)
            if progress:
                progress(number, len(outdated))
        files = {each.path: each for each in listed}
        cache.delete(kept.keys() - files.keys())
        seen = view(Overview(root, site, audience, now, cache, files, in_order(broken)))
        if outdated or kept.keys() - files.keys():
            cache.commit()
        return seen


def _is_valid(kept: Validity | None, listed: FileStat, now: int, *, even_if_live: bool) -> bool:
    if kept is None or kept.listed != listed:
        return False
    return kept.valid_from <= now < kept.valid_until or (even_if_live and kept.live)
