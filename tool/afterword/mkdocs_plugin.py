"""Hands Afterword's pages to MkDocs; the only module that knows MkDocs."""

from __future__ import annotations

import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from mkdocs.commands.build import build
from mkdocs.commands.serve import serve
from mkdocs.config import config_options as option
from mkdocs.config import load_config
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import Abort, MkDocsException, PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.pages import Page as HostPage
from mkdocs.structure.toc import AnchorLink, TableOfContents

from afterword import app, clock
from afterword.app import Built, CannotRunError, Checked
from afterword.diagnostics import Diagnostic, Severity, has_errors
from afterword.publish.assets import SCRIPTS, STYLESHEETS
from afterword.publish.site import Page
from afterword.source.files import RECORDS_FOLDER, SITE_FILE
from afterword.views.addresses import grows_with_the_years
from afterword.views.audience import Audience

CONFIG_FILE = "mkdocs.yml"
INTERNAL_NOTICE = '<p class="aw-internal" role="note"><strong>Internal</strong> – not for publication</p>\n'

_log = logging.getLogger("mkdocs.plugins.afterword")
_LEVELS = {Severity.ERROR: logging.ERROR, Severity.WARNING: logging.WARNING, Severity.INFO: logging.INFO}


@dataclass(frozen=True, slots=True)
class Order:
    """What our own command line asked for, which no `mkdocs.yml` can say."""

    now: datetime | None = None
    audience: Audience | None = None
    checked: Checked | None = None


_order: ContextVar[Order] = ContextVar("order", default=Order())  # noqa: B039 - Order is frozen


class PluginConfig(Config):
    """What `mkdocs.yml` may say below `afterword:`."""

    root = option.Optional(option.Dir(exists=True))
    audience = option.Choice([audience.value for audience in Audience], default=Audience.PUBLIC.value)


class AfterwordPlugin(BasePlugin[PluginConfig]):
    """Incident pages from records, for MkDocs."""

    def __init__(self) -> None:
        """Begin with nothing built."""
        self.pages: dict[str, Page] = {}
        self.built = Built((), ())

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our stylesheets and scripts before the site's own."""
        if not config.use_directory_urls:
            raise PluginError("afterword needs addresses that end in a slash: set `use_directory_urls: true`")
        config.extra_css[:0] = STYLESHEETS
        config.extra_javascript[:0] = SCRIPTS
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Make all our pages before MkDocs empties the output folder, so that a mistake in a record costs nothing."""
        order = _order.get()
        now = order.now or clock.now()
        self.built = _build(order.checked or _check(self._root(config), now), now, self._audience())
        self.pages = {f"{page.address}index.md": page for page in self.built.pages}

    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add our pages and files; a hand-written file of the same name is kept."""
        for uri, page in self.pages.items():
            hidden = grows_with_the_years(page.address)
            inclusion = InclusionLevel.NOT_IN_NAV if hidden else InclusionLevel.UNDEFINED
            _add(files, File.generated(config, uri, content="", inclusion=inclusion))
        for file in self.built.files:
            _add(files, File.generated(config, file.path, content=file.data))
        return files

    def on_page_markdown(self, markdown: str, *, page: HostPage, config: MkDocsConfig, files: Files) -> str:
        """Name our pages; their content is HTML already."""
        ours = self._ours(page)
        if ours:
            page.meta = {"title": ours.title, "description": ours.description}
        return markdown

    def on_page_content(self, html: str, *, page: HostPage, config: MkDocsConfig, files: Files) -> str:
        """Give our pages their content and contents list, and an internal build's other pages their notice."""
        ours = self._ours(page)
        if ours:
            page.toc = _contents(ours)
            return ours.html
        return INTERNAL_NOTICE + html if self._audience() is Audience.INTERNAL else html

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Build again when a record, `status.yml` or a template changes."""
        root = self._root(config)
        for path in (root / SITE_FILE, root / RECORDS_FOLDER, root / app.TEMPLATES_FOLDER):
            if path.exists():
                server.watch(str(path))
        return server

    def _ours(self, page: HostPage) -> Page | None:
        return self.pages.get(page.file.src_uri) if page.file.generated_by else None

    def _root(self, config: MkDocsConfig) -> Path:
        if self.config.root:
            return Path(self.config.root)
        return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()

    def _audience(self) -> Audience:
        return _order.get().audience or Audience(self.config.audience)


def build_site(root: Path, site_dir: Path, order: Order, *, strict: bool = False) -> None:
    """Build a site into an empty folder. Raises CannotRunError where MkDocs gives up."""
    with _carrying_out(order):
        config = load_config(str(_config_file(root)), site_dir=str(site_dir), strict=strict)
        _insist_on_plugin(config)
        config.plugins.on_startup(command="build", dirty=False)
        try:
            build(config)
        finally:
            config.plugins.on_shutdown()


def serve_site(root: Path, address: str, order: Order) -> None:
    """Serve a site and build it again on every change, until interrupted."""
    with _carrying_out(order):
        serve(str(_config_file(root)), livereload=True, dev_addr=address)


@contextmanager
def _carrying_out(order: Order) -> Iterator[None]:
    """Let MkDocs see the order; its own dates follow the same `now` as ours."""
    token = _order.set(order)
    former = os.environ.get("SOURCE_DATE_EPOCH")
    if order.now:
        os.environ["SOURCE_DATE_EPOCH"] = str(int(order.now.timestamp()))
    try:
        yield
    except (MkDocsException, Abort) as problem:
        raise CannotRunError(f"MkDocs could not build the site: {problem}") from problem
    finally:
        _order.reset(token)
        if order.now:
            os.environ.pop("SOURCE_DATE_EPOCH", None)
            if former is not None:
                os.environ["SOURCE_DATE_EPOCH"] = former


def _insist_on_plugin(config: MkDocsConfig) -> None:
    if not any(isinstance(plugin, AfterwordPlugin) for plugin in config.plugins.values()):
        said = f"{CONFIG_FILE} does not list the plugin; write `plugins: [search, afterword]` into it"
        raise CannotRunError(said)


def _config_file(root: Path) -> Path:
    file = root / CONFIG_FILE
    if not file.is_file():
        raise CannotRunError(f"there is no {CONFIG_FILE} in {root.name}/; `afterword init` writes one")
    return file


def _check(root: Path, now: datetime) -> Checked:
    checked = app.check(root, now)
    for diagnostic in checked.diagnostics:
        _log.log(_LEVELS[diagnostic.severity], "%s", _line(diagnostic))
    return checked


def _build(checked: Checked, now: datetime, audience: Audience) -> Built:
    if has_errors(checked.diagnostics):
        raise PluginError(_gave_up(checked))
    try:
        return app.build(checked, now, audience)
    except CannotRunError as problem:
        raise PluginError(str(problem)) from problem


def _line(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    return f"{span.file}:{span.line}:{span.column}: {diagnostic.rule}: {diagnostic.message}"


def _gave_up(checked: Checked) -> str:
    number = sum(diagnostic.severity is Severity.ERROR for diagnostic in checked.diagnostics)
    noun: Literal["error", "errors"] = "error" if number == 1 else "errors"
    return f"{number} {noun} in the records; nothing was published. `afterword check` shows them in place"


def _add(files: Files, file: File) -> None:
    if files.get_file_from_path(file.src_uri):
        _log.info("%s is written by hand and takes the place of the generated one", file.src_uri)
    else:
        files.append(file)


def _contents(page: Page) -> TableOfContents:
    top = AnchorLink(page.title, "", 1)
    top.children = [AnchorLink(heading.title, heading.id, 2) for heading in page.headings]
    return TableOfContents([top])
