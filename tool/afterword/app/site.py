"""The composition root: the only module that knows the whole path from files to pages."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path, PurePosixPath

from afterword.checks.loaded import Loaded
from afterword.checks.runner import run
from afterword.diagnostics import Diagnostic, Severity, Span, has_errors, in_order
from afterword.publish.assets import assets
from afterword.publish.files import write_new
from afterword.publish.scaffold import Draft, new_record, new_site
from afterword.publish.site import LEVELS_FILE, OutputFile, Page, attachments_wanted, level_styles, pages
from afterword.records.decode import decode_record, decode_site
from afterword.records.project import Project
from afterword.records.site import Site
from afterword.render.environment import TemplateProblem, environment
from afterword.source.files import RECORDS_FOLDER, SITE_FILE, find_root, read_attachment, read_sources
from afterword.views.audience import Audience, for_audience
from afterword.views.publication import Publication

TEMPLATES_FOLDER = "templates"


class CannotRunError(Exception):
    """Something that a person must put right before there is anything to do; its text says what."""


@dataclass(frozen=True, slots=True)
class Checked:
    """A site as it was read, with everything that was found in it."""

    root: Path
    project: Project | None
    diagnostics: tuple[Diagnostic, ...]
    texts: dict[str, str]
    records: int


@dataclass(frozen=True, slots=True)
class Built:
    """Everything that a site consists of."""

    pages: tuple[Page, ...]
    files: tuple[OutputFile, ...]


def site_root(start: Path) -> Path:
    """Find the site's folder. Raises CannotRunError where there is none from `start` upwards."""
    root = find_root(start)
    if root is None:
        said = f"there is no {SITE_FILE} here or above; go to your site's folder, or begin one with `afterword init`"
        raise CannotRunError(said)
    return root


def check(root: Path, now: datetime) -> Checked:
    """Read a site and run every rule on it."""
    sources = read_sources(root)
    if sources.site is None:
        said = f"{SITE_FILE} is missing or cannot be read; begin a site with `afterword init`"
        gone = Diagnostic("unreadable-file", Severity.ERROR, Span(SITE_FILE), said)
        return Checked(root, None, (*sources.diagnostics, gone), {}, 0)
    site = decode_site(sources.site.path, sources.site.data)
    found = [*sources.diagnostics, *site.diagnostics]
    decoded = [decode_record(file.path, file.data, site.model or _NO_SITE) for file in sources.records]
    for each in decoded:
        found += each.diagnostics
    documents = {
        document.file: document for document in (site.document, *(each.document for each in decoded))
    }
    texts = {file: document.text for file, document in documents.items()}
    if site.model is None:
        return Checked(root, None, in_order(found), texts, len(decoded))
    records = {each.document.file: each.model for each in decoded if each.model is not None}
    project = Project(site.model, tuple(sorted(records.values(), key=lambda record: record.id)))
    loaded = Loaded(project, site.document, documents, records, tuple(found))
    return Checked(root, project, run(loaded, now), texts, len(decoded))


def build(checked: Checked, now: datetime, audience: Audience) -> Built:
    """Make every page and file of a site that has no errors."""
    if checked.project is None or has_errors(checked.diagnostics):
        raise CannotRunError("the site has errors; `afterword check` shows them")
    publication = Publication(for_audience(checked.project, audience, now), audience, now)
    templates = environment(checked.root / TEMPLATES_FOLDER)
    with _naming_templates():
        made = tuple(pages(publication, templates))
        styles = level_styles(publication.site, templates)
    return Built(made, (styles, *assets(), *_attachments(checked, made)))


def read_site(root: Path) -> Site:
    """Read `status.yml` alone. Raises CannotRunError where it has errors."""
    file = read_sources(root).site
    site = decode_site(file.path, file.data) if file else None
    if site is None or site.model is None or has_errors(site.diagnostics):
        raise CannotRunError(f"{SITE_FILE} has errors; `afterword check {SITE_FILE}` shows them")
    return site.model


@contextmanager
def _naming_templates() -> Iterator[None]:
    """Turn a template's mistake into something that a person can put right, with its place in the site."""
    try:
        yield
    except TemplateProblem as problem:
        raise CannotRunError(f"{TEMPLATES_FOLDER}/{problem}") from problem


def begin_record(root: Path, site: Site, draft: Draft) -> str:
    """Write the first text of a record and name its file. Raises CannotRunError where the file exists."""
    with _naming_templates():
        file = new_record(draft, site, environment(root / TEMPLATES_FOLDER))
    try:
        write_new(root, file)
    except FileExistsError:
        said = f"{file.path} exists already and stays as it is; edit it, or give the new one another title"
        raise CannotRunError(said) from None
    return file.path


def begin_site(
    folder: Path, name: str, timezone: str, components: tuple[str, ...]
) -> Iterator[tuple[str, bool]]:
    """Write the first files of a site; gives each path, and whether it was written or was there already."""
    with _naming_templates():
        files = new_site(name, timezone, components, environment(folder / TEMPLATES_FOLDER))
    for file in files:
        try:
            write_new(folder, file)
            yield file.path, True
        except FileExistsError:
            yield file.path, False


def refuse_to_replace(folder: Path, root: Path) -> None:
    """Raise CannotRunError where output would take the place of anything but earlier output."""
    if root.is_relative_to(folder):
        raise CannotRunError(f"{folder} holds the site's own files; choose another folder for the output")
    if folder.is_dir() and any(folder.iterdir()) and not (folder / LEVELS_FILE).is_file():
        raise CannotRunError(
            f"{folder} is not empty and holds no earlier output; choose another or empty it first"
        )


def _attachments(checked: Checked, made: Iterable[Page]) -> list[OutputFile]:
    """Read the files beside records that pages show or link to; a published page must not lead to nothing."""
    found: list[OutputFile] = []
    missing: dict[str, list[str]] = {}
    for record_id, name in attachments_wanted(made):
        data = read_attachment(checked.root, record_id, name)
        if data is None:
            missing.setdefault(record_id, []).append(name)
        else:
            found.append(OutputFile(f"{RECORDS_FOLDER}/{record_id}/{name}", data))
    if missing:
        paths = {PurePosixPath(path).stem: path for path in checked.texts}
        said = "; ".join(f"{paths[one]} refers to {', '.join(names)}" for one, names in missing.items())
        rest = "no such file that can be published is in the folder of the record's name beside it"
        raise CannotRunError(f"{said}: {rest}")
    return found


_NO_SITE = Site.model_validate({"page": {"name": "?"}})
