"""Hands Afterword's pages to MkDocs; the only package that knows MkDocs."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Literal

from jinja2 import Environment
from mkdocs.config import config_options as option
from mkdocs.config.base import Config
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.livereload import LiveReloadServer
from mkdocs.plugins import BasePlugin, event_priority
from mkdocs.structure.files import File, Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage

from afterword import clock
from afterword.app.build import Build
from afterword.app.checking import CheckResult
from afterword.app.errors import UserError
from afterword.app.incremental import prepare_build
from afterword.app.read_site import decoded_site
from afterword.app.site_templates import TEMPLATES_FOLDER
from afterword.mkdocs_plugin import host_files
from afterword.mkdocs_plugin.cli_options import CLI_OPTIONS
from afterword.mkdocs_plugin.fast_writer import Written, edit_urls, write_pages
from afterword.mkdocs_plugin.link_targets import LinkedFiles
from afterword.mkdocs_plugin.log_findings import gave_up, log_findings
from afterword.mkdocs_plugin.page_shell import Host, contents_of, meta_of, with_head
from afterword.mkdocs_plugin.theme_cache import speed_up
from afterword.mkdocs_plugin.watcher import Watcher
from afterword.output import reuse
from afterword.output.assets import FAVICON, SCRIPTS, STYLESHEETS
from afterword.output.pages import OutputFile, RenderedPage
from afterword.report.progress import progress_bar
from afterword.source.files import RECORDS_FOLDER, SITE_FILE
from afterword.views.audience import Audience
from afterword.views.text.catalogue import CATALOGUE
from afterword.views.urls import ABOUT, grows_with_the_years, is_statement

INTERNAL_NOTICE = (
    f'<p class="aw-internal" role="note"><strong>{CATALOGUE.record.internal}</strong> – '
    f"{CATALOGUE.record.not_for_publication}</p>\n"
)

_MATERIALS_FAVICON = "assets/images/favicon.png"
_NAMELESS_SEARCH = '<div class="md-search" data-md-component="search" role="dialog"'
_LAST = -100
"""The priority of what must see the work of all other plugins."""

_log = logging.getLogger("mkdocs.plugins.afterword")


@dataclass(frozen=True, slots=True)
class Shown:
    """What is on the site besides the pages that stand already: kept while serving, for when a mistake is made."""

    menu: dict[str, RenderedPage] = field(default_factory=dict)
    sources: dict[str, str] = field(default_factory=dict)
    files: tuple[OutputFile, ...] = ()
    addresses: tuple[str, ...] = ()
    search: tuple[str, ...] = ()
    paths: frozenset[str] = frozenset()


class PluginConfig(Config):
    """What `mkdocs.yml` may say below `afterword:`."""

    root = option.Optional(option.Dir(exists=True))
    audience = option.Choice([audience.value for audience in Audience], default=Audience.PUBLIC.value)
    fast = option.Type(bool, default=True)


class AfterwordPlugin(BasePlugin[PluginConfig]):
    """Incident pages from records, for MkDocs."""

    def __init__(self) -> None:
        """Begin with nothing built."""
        self.build: Build | None = None
        self.written: list[Written] = []
        self.shell = ""
        self.shown = self.last_good = Shown()
        self.parked: Path | None = None
        self.nav = Navigation([], [])
        self.serving = False
        self.watcher: Watcher | None = None

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
        if not config.site_url:
            config.site_url = self._address(config)
        speed_up(config.theme)
        return config

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Make all our pages before MkDocs empties the output folder, so that a mistake in a record costs nothing."""
        self._watch(config)
        self.build = self._prepare(config)
        if self.build:
            self.shown = Shown(
                menu={f"{page.address}index.md": page for page in self._pages(self.build)},
                sources={body.page.address: body.source for body in self.build.fresh},
                files=tuple(self.build.files if self.config.fast else self.build.all_files()),
                addresses=self.build.addresses if self.config.fast else (),
                search=self.build.search,
            )
        if CLI_OPTIONS.get().former is None:
            self.parked = Path(config.site_dir)
            reuse.park(self.parked)

    @event_priority(_LAST)
    def on_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add the pages of the menu, and our files; a hand-written file of the same name is kept."""
        for uri, page in self.shown.menu.items():
            # A menu that was written before we had a page need not name it: other pages lead there.
            hidden = config.nav is not None or grows_with_the_years(page.address)
            inclusion = InclusionLevel.NOT_IN_NAV if hidden else InclusionLevel.UNDEFINED
            _add(files, File.generated(config, uri, content="", inclusion=inclusion))
        for file in self.shown.files:
            _add(files, File.generated(config, file.path, content=file.data))
        return LinkedFiles(files, self.shown.addresses, config)

    @event_priority(_LAST)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Note the menu, which pages outside it show as well."""
        self.nav = nav
        return nav

    def on_page_markdown(self, markdown: str, *, page: HostPage, config: MkDocsConfig, files: Files) -> str:
        """Name our pages; their content is HTML already."""
        ours = self._ours(page)
        if ours:
            # The search has entries of our own for records and components; lists would come up for every word.
            page.meta = meta_of(ours) | ({} if _is_searched(ours) else {"search": {"exclude": True}})
            source = self.shown.sources.get(ours.address, "")
            page.edit_url = edit_urls(config, self._root(config))(source) or None
        return markdown

    def on_page_content(self, html: str, *, page: HostPage, config: MkDocsConfig, files: Files) -> str:
        """Give our pages their content and contents list, and an internal build's other pages their notice."""
        ours = self._ours(page)
        if ours:
            page.toc = contents_of(ours)
            return ours.html
        return INTERNAL_NOTICE + html if self._audience() is Audience.INTERNAL else html

    @event_priority(_LAST)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Write the pages outside the menu."""
        if self.build and self.config.fast:
            host = Host(config, files, self.nav, env)
            with progress_bar("Writing pages") as progress:
                self.written, self.shell = write_pages(self.build, host, self._root(config), progress)
        return env

    def on_post_page(self, output: str, *, page: HostPage, config: MkDocsConfig) -> str:
        """Give Material's search dialog the name that screen readers ask for, and our pages their part of the head."""
        output = output.replace(_NAMELESS_SEARCH, f'{_NAMELESS_SEARCH} aria-label="Search"', 1)
        ours = self._ours(page)
        return with_head(output, ours.head) if ours else output

    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """List our pages in the sitemap, and mark an internal build on the page for addresses that do not exist.

        Statements are left out: Material has each reader fetch the sitemap, and a search engine need not find them.
        """
        if template_name == "sitemap.xml":
            listed = [each for each in self.shown.addresses if not is_statement(each)]
            return host_files.with_addresses(output, listed, config)
        internal = template_name == "404.html" and self._audience() is Audience.INTERNAL
        return output.replace("<h1>", f"{INTERNAL_NOTICE}<h1>", 1) if internal else output

    @event_priority(_LAST)
    def on_post_build(self, *, config: MkDocsConfig) -> None:
        """Let the search find what we made, and put the pages in place that still stand."""
        site = Path(config.site_dir)
        lists = (page.address for page in self.shown.menu.values() if not _is_searched(page))
        host_files.add_to_search(site, self.shown.search, {*self.shown.addresses, *lists})
        if CLI_OPTIONS.get().former is None:
            with reuse.adopting(site / reuse.PARKED, site, self.kept_paths(), site / reuse.PARKED):
                self.finish()
            reuse.leave(site)

    def on_build_error(self, *, error: Exception) -> None:
        """Keep nothing of an edition that was not published, and go on showing what was there before."""
        self.drop()
        if self.parked:
            reuse.unpark(self.parked)
            self.parked = None

    def kept_paths(self) -> frozenset[str]:
        """Name the files of the former output that still hold."""
        return self.build.kept_paths() if self.build else self.shown.paths

    def finish(self) -> None:
        """Note what stands on the site now."""
        self.parked = None
        if self.build:
            self.build.finish(self.written, self.shell)
            paths = self.build.kept_paths() | {path for path, _, _ in self.written}
            self.shown = replace(self.shown, paths=paths)
            self.build = None
        self.last_good = self.shown

    def drop(self) -> None:
        """Forget an edition that will not be published."""
        if self.build:
            self.build.drop()
            self.build = None
        self.shown = self.last_good

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Build again when a record, `status.yml` or a template changes."""
        self.watcher = Watcher(server)
        self._watch(config)
        return server

    def on_shutdown(self) -> None:
        """Stop listening for changes, and drop an edition that an interruption left unfinished."""
        if self.watcher:
            self.watcher.close()
        if (
            CLI_OPTIONS.get().former is None
        ):  # else our own command line finishes or drops it, after MkDocs has ended
            self.drop()

    def _prepare(self, config: MkDocsConfig) -> Build | None:
        """Make an edition, or nothing where there is a mistake and the pages of before can be shown."""
        options, site = CLI_OPTIONS.get(), Path(config.site_dir)
        try:
            found = self._made(config, options.former or (None if reuse.was_interrupted(site) else site))
        except UserError as problem:
            if options.told:
                raise  # our own command line tells it better than MkDocs
            raise PluginError(str(problem)) from problem
        except ValueError as problem:
            raise PluginError(str(problem)) from problem
        checked = found.checked if isinstance(found, Build) else found
        try:
            (options.told or log_findings)(checked)
        except BaseException:
            if isinstance(found, Build):
                found.drop()
            raise
        if isinstance(found, Build):
            return found
        if not (self.serving and self.shown.menu):
            raise PluginError(gave_up(checked))
        _log.error("%s; the last good pages are still shown", gave_up(checked))
        return None

    def _made(self, config: MkDocsConfig, former: Path | None) -> Build | CheckResult:
        now = CLI_OPTIONS.get().now or clock.now()
        with progress_bar("Reading records") as progress:
            return prepare_build(
                self._root(config),
                now,
                self._audience(),
                former=former if self.config.fast else None,
                apart="-served" if self.serving else "",
                progress=progress,
            )

    def _pages(self, build: Build) -> Iterator[RenderedPage]:
        """Give the pages that MkDocs is to list: those of the menu, and all where the fast way is switched off."""
        yield from build.menu
        if not self.config.fast:
            for body in build.fresh:
                yield body.page._replace(html=build.html(body))

    def _address(self, config: MkDocsConfig) -> str | None:
        """Take the address of the site from `status.yml`, so that it need not be said twice."""
        site, _ = decoded_site(self._root(config))
        return site.model.page.root or None if site.model else None

    def _watch(self, config: MkDocsConfig) -> None:
        if self.watcher:
            root = self._root(config)
            self.watcher.watch_file(root / SITE_FILE)
            for folder in (RECORDS_FOLDER, TEMPLATES_FOLDER):
                self.watcher.watch_folder(root / folder)

    def _ours(self, page: HostPage) -> RenderedPage | None:
        return self.shown.menu.get(page.file.src_uri) if page.file.generated_by else None

    def _root(self, config: MkDocsConfig) -> Path:
        if self.config.root:
            return Path(self.config.root)
        return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()

    def _audience(self) -> Audience:
        return CLI_OPTIONS.get().audience or Audience(self.config.audience)


def _is_searched(page: RenderedPage) -> bool:
    """Say whether the host's search is to read a page: of ours, only what the site says of itself."""
    return page.address == ABOUT


def _add(files: Files, file: File) -> None:
    if files.get_file_from_path(file.src_uri):
        _log.info("%s is written by hand and takes the place of the generated one", file.src_uri)
    else:
        files.append(file)
