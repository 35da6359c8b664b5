"""Hands Afterword's pages to MkDocs; the only module that knows MkDocs."""

from __future__ import annotations

import errno
import logging
import os
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path
from typing import Literal

from markupsafe import escape
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
from afterword.publish.assets import FAVICON, SCRIPTS, STYLESHEETS
from afterword.publish.site import Page
from afterword.report.cells import safe
from afterword.source.files import RECORDS_FOLDER, SITE_FILE
from afterword.views.addresses import STATUS, grows_with_the_years, is_about_one_thing
from afterword.views.audience import Audience

CONFIG_FILE = "mkdocs.yml"
INTERNAL_NOTICE = '<p class="aw-internal" role="note"><strong>Internal</strong> – not for publication</p>\n'

_MATERIALS_FAVICON = "assets/images/favicon.png"
_NAMELESS_SEARCH = '<div class="md-search" data-md-component="search" role="dialog"'

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
        self.serving = False
        self.server: LiveReloadServer | None = None
        self.watched: set[str] = set()

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether we serve; MkDocs keeps one plugin over all builds of a run where this hook exists."""
        self.serving = command == "serve"

    def on_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Put our stylesheets and scripts before the site's own."""
        if not config.use_directory_urls:
            raise PluginError("afterword needs addresses that end in a slash: set `use_directory_urls: true`")
        config.extra_css[:0] = STYLESHEETS
        config.extra_javascript[:0] = SCRIPTS
        if config.theme.get("favicon") == _MATERIALS_FAVICON:
            config.theme["favicon"] = FAVICON
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Make all our pages before MkDocs empties the output folder, so that a mistake in a record costs nothing."""
        order = _order.get()
        self._watch(self._root(config))
        try:
            now = order.now or clock.now()
        except ValueError as problem:
            raise PluginError(str(problem)) from None
        checked = order.checked or _check(self._root(config), now)
        if self.serving and self.pages and has_errors(checked.diagnostics):
            _log.error("%s; the last good pages are still shown", _gave_up(checked))
            return
        self.built = _build(checked, now, self._audience())
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
            page.meta = _meta(ours)
        return markdown

    def on_page_content(self, html: str, *, page: HostPage, config: MkDocsConfig, files: Files) -> str:
        """Give our pages their content and contents list, and an internal build's other pages their notice."""
        ours = self._ours(page)
        if ours:
            page.toc = _contents(ours)
            return ours.html
        return INTERNAL_NOTICE + html if self._audience() is Audience.INTERNAL else html

    def on_post_page(self, output: str, *, page: HostPage, config: MkDocsConfig) -> str:
        """Give Material's search dialog the name that screen readers ask for."""
        return output.replace(_NAMELESS_SEARCH, f'{_NAMELESS_SEARCH} aria-label="Search"', 1)

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Put the notice of an internal build on the page for addresses that do not exist, too."""
        internal = template_name == "404.html" and self._audience() is Audience.INTERNAL
        return output.replace("<h1>", f"{INTERNAL_NOTICE}<h1>", 1) if internal else output

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Build again when a record, `status.yml` or a template changes."""
        self.server = server
        self._watch(self._root(config))
        return server

    def _watch(self, root: Path) -> None:
        """Watch what there is; a folder that appears later is found with the next build."""
        if self.server is None:
            return
        for name in (SITE_FILE, RECORDS_FOLDER, app.TEMPLATES_FOLDER):
            path = str(root / name)
            if path not in self.watched and Path(path).exists():
                self.watched.add(path)
                self.server.watch(path)

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
    """Serve a site and build it again on every change, until interrupted.

    Raises CannotRunError where MkDocs gives up, or where the address is taken.
    """
    logging.getLogger("mkdocs").setLevel(logging.INFO)
    with _carrying_out(order):
        try:
            serve(str(_config_file(root)), livereload=True, dev_addr=address)
        except OSError as problem:
            if problem.errno != errno.EADDRINUSE:
                raise
            said = f"{address} is taken by another program; choose one, such as `--address 127.0.0.1:8001`"
            raise CannotRunError(said) from problem


@contextmanager
def _carrying_out(order: Order) -> Iterator[None]:
    """Let MkDocs see the order; its own dates follow the same `now` as ours."""
    logging.basicConfig(level=logging.WARNING, format="%(message)s")
    os.environ.setdefault(
        "NO_MKDOCS_2_WARNING", "1"
    )  # Material's advice to its users, not to ours: see docs/design.md
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
        if _order.get().checked:
            raise  # our own command line tells it better than MkDocs
        raise PluginError(str(problem)) from problem


def _line(diagnostic: Diagnostic) -> str:
    span = diagnostic.span
    return safe(f"{span.file}:{span.line}:{span.column}: {diagnostic.rule}: {diagnostic.message}")


def _gave_up(checked: Checked) -> str:
    number = sum(diagnostic.severity is Severity.ERROR for diagnostic in checked.diagnostics)
    noun: Literal["error", "errors"] = "error" if number == 1 else "errors"
    return f"{number} {noun} in the records; nothing was published. `afterword check` shows them in place"


def _add(files: Files, file: File) -> None:
    if files.get_file_from_path(file.src_uri):
        _log.info("%s is written by hand and takes the place of the generated one", file.src_uri)
    else:
        files.append(file)


def _meta(page: Page) -> dict[str, object]:
    """Tell Material about a page.

    The menu is in the tabs already, so the left column stays empty. The search finds records and components;
    pages that only list them would come up for every word.
    """
    hidden = ["navigation", "toc"] if page.address == STATUS else ["navigation"]
    meta: dict[str, object] = {
        "title": str(escape(page.title)),  # the host's templates escape nothing
        "description": str(escape(page.description)),
        "hide": hidden,
    }
    return meta if is_about_one_thing(page.address) else meta | {"search": {"exclude": True}}


def _contents(page: Page) -> TableOfContents:
    top = AnchorLink(str(escape(page.title)), "title", 1)
    top.children = [AnchorLink(heading.title, heading.id, 2) for heading in page.headings]
    return TableOfContents([top])
