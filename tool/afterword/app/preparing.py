"""Makes an edition: what changed is made anew, what stands is kept."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack
from datetime import datetime
from pathlib import Path
from typing import NamedTuple

from afterword.app.checking import Checked, Progress, conclude, survey
from afterword.app.edition import PAGE_FILE, Edition
from afterword.app.fingerprint import of_pages
from afterword.app.making import Made, Maker, still_beside, ties_of
from afterword.app.templates import naming_templates, templates_of
from afterword.app.trouble import CannotRunError
from afterword.diagnostics import Diagnostic, has_errors
from afterword.processes import collecting_little, spread
from afterword.publish.findings import Found
from afterword.publish.kept import FOLDER, DamagedError, as_number, forget
from afterword.publish.shelf import Source, StoredShelf
from afterword.publish.spool import Spool
from afterword.source.files import Listed
from afterword.views import addresses
from afterword.views.audience import Audience


class _Task(NamedTuple):
    """A record to be read, and what for."""

    listed: Listed
    check: bool
    make: bool


@collecting_little()
def prepare(
    root: Path,
    now: datetime,
    audience: Audience,
    *,
    former: Path | None = None,
    apart: str = "",
    progress: Progress | None = None,
) -> Edition | Checked:
    """Check a site and make its pages, those that do not stand in the folder `former` already.

    Builds of one site for different purposes keep what they know `apart`, as each knows of one output only.
    Where the site has errors, what was found is all that is given. Raises CannotRunError for a wrong template, and
    for a file beside a record that a page refers to and that is not there.
    """
    try:
        return _prepared(root, now, audience, former, apart, progress)
    except DamagedError:
        forget(root / FOLDER)
        return _prepared(root, now, audience, former, apart, progress)


def _prepared(  # noqa: PLR0917 - all of them are handed on
    root: Path, now: datetime, audience: Audience, former: Path | None, apart: str, progress: Progress | None
) -> Edition | Checked:
    with ExitStack() as opened:
        seen = survey(root, now)
        opened.callback(seen.findings.close)
        files = {record_id: paths[0] for record_id, paths in seen.known.files.items()}
        spool = Spool(root / FOLDER)
        opened.callback(spool.close)
        with naming_templates():
            maker = Maker(root, seen.site, audience, now, templates_of(root), files, spool)
        shelf = StoredShelf(root / FOLDER, f"{audience.value}{apart}", of_pages(seen.site_bytes, root))
        opened.callback(shelf.close)
        edition = Edition(Checked(root, None, (), ()), now, former, seen, shelf, maker, shelf.outputs())
        edition.checked = _bring_up_to_date(edition, progress)
        if has_errors(edition.checked.diagnostics):
            return edition.checked
        edition.make_leaves()
        edition.read_shelf()
        opened.pop_all()  # all went well: it is for the caller to finish or drop the edition
    return edition


def remake(edition: Edition, progress: Progress | None = None) -> None:
    """Make every page anew: those that stand look like another theme's."""
    sources = edition.shelf.sources()
    paths = {addresses.incident(source.id) + PAGE_FILE: path for path, source in sources.items()}
    listed = {each.path: each for each in edition.seen.listed}
    wanted = [listed[paths[path]] for path in edition.kept if path in paths]
    edition.kept.clear()
    _Sweep(edition, sources, progress).again([_Task(each, check=False, make=True) for each in wanted])
    edition.make_leaves(anew=True)


def _bring_up_to_date(edition: Edition, progress: Progress | None) -> Checked:
    """Read what changed, and make its pages."""
    seen, sources = edition.seen, edition.shelf.sources()
    checked = {listed.path for listed in seen.listed if seen.stands(listed)}
    hopeless = has_errors(seen.diagnostics) or any(
        has_errors(seen.former[path].diagnostics) for path in checked
    )
    kept = {} if hopeless else _still_holding(edition, sources)
    tasks = [
        _Task(listed, check=listed.path not in checked, make=not hopeless and listed.path not in kept)
        for listed in seen.listed
        if listed.path not in checked or (listed.path not in kept and not hopeless)
    ]
    sweep = _Sweep(edition, sources, progress)
    sweep.over(tasks)
    found = conclude(seen, sweep.found)
    if hopeless or has_errors(found.diagnostics):
        return found
    sweep.over(_moved(edition, kept, sources, sweep.titles))
    sweep.insist_on_files()
    edition.shelf.forget(sources.keys() - {listed.path for listed in seen.listed})
    for listed in seen.listed:
        if listed.path in kept and listed.path not in sweep.made:
            edition.keep(kept[listed.path])
            if sources[listed.path][:3] != listed:
                edition.shelf.restat(listed)
    return found


def _still_holding(edition: Edition, sources: Mapping[str, Source]) -> dict[str, list[str]]:
    """Give the records whose pages are what would be made of them now, with their files in the former output."""
    now = as_number(edition.now)
    kept: dict[str, list[str]] = {}
    for listed in edition.seen.listed:
        source = sources.get(listed.path)
        if source is None or not source.since <= now < source.until:
            continue
        if edition.seen.is_same(listed, source.size, source.changed, source.digest):
            paths = _paths(source) if source.published else []
            if still_beside(edition.seen.root, source.id, source.beside) and all(map(edition.stands, paths)):
                kept[listed.path] = paths
    return kept


def _moved(
    edition: Edition, kept: Iterable[str], sources: Mapping[str, Source], titles: dict[str, str]
) -> list[_Task]:
    """Find kept records whose neighbours are called something else now: they are made once more.

    Their own titles have not changed, so that is the end of it.
    """
    now = {source.id: source.title for path in kept if (source := sources[path]).published} | titles
    return [
        _Task(listed, check=False, make=True)
        for listed in edition.seen.listed
        if listed.path in kept
        and (ties := sources[listed.path].ties)
        and ties != ties_of(json.loads(ties), now)
    ]


def _paths(source: Source) -> list[str]:
    address = addresses.incident(source.id)
    names = [each[0] for each in json.loads(source.beside)] if source.beside else []
    return [*(f"{address}{name}" for name in (PAGE_FILE, *names)), *source.files.split()]


class _Sweep:
    """Goes over records: reads them, checks those that are to be checked, makes the pages of those to be made."""

    def __init__(self, edition: Edition, known: Mapping[str, Source], progress: Progress | None) -> None:
        self.found: dict[str, Found | Diagnostic] = {}
        self.titles: dict[str, str] = {}
        self.made: set[str] = set()
        self._edition = edition
        self._known = known
        self._progress = progress
        self._missing: dict[str, tuple[str, ...]] = {}

    def over(self, tasks: Sequence[_Task]) -> None:
        """Do the tasks, and put what comes of them on the shelf; it forgets them if the edition is dropped."""
        for task, (found, made) in self._done(tasks):
            if found:
                self.found[task.listed.path] = found
            if made:
                self._take(task.listed.path, made)

    def again(self, tasks: Sequence[_Task]) -> None:
        """Make pages once more of records that stand on the shelf as they are."""
        for _, (_, made) in self._done(tasks):
            if made and made.body:
                self._edition.take(made.body)

    def insist_on_files(self) -> None:
        """Refuse to publish pages that lead to nothing."""
        if self._missing:
            said = "; ".join(f"{path} refers to {', '.join(names)}" for path, names in self._missing.items())
            rest = "no such file that can be published is in the folder of the record's name beside it"
            raise CannotRunError(f"{said}: {rest}")

    def _done(
        self, tasks: Sequence[_Task]
    ) -> Iterator[tuple[_Task, tuple[Found | Diagnostic | None, Made | None]]]:
        for number, task in enumerate(zip(tasks, spread(self._do, tasks), strict=True), start=1):
            yield task
            if self._progress:
                self._progress(number, len(tasks))

    def _do(self, task: _Task) -> tuple[Found | Diagnostic | None, Made | None]:
        read = self._edition.seen.read(task.listed, check=task.check)
        if isinstance(read, Diagnostic):
            return read, None
        if not task.make or read.record is None or read.has_errors:
            return read.found, None
        with naming_templates():
            return read.found, self._edition.maker.make(task.listed, read.digest, read.record)

    def _take(self, path: str, made: Made) -> None:
        source = made.entry.source
        self._edition.shelf.put(made.entry, replaces=path in self._known or path in self.made)
        self.made.add(path)
        if source.published:
            self.titles[source.id] = source.title
        if made.missing:
            self._missing[path] = made.missing
        if made.body:
            self._edition.take(made.body)
