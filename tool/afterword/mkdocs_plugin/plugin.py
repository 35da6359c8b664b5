"""The hooks of the plugin: adds Afterword's pages to a site."""

from __future__ import annotations

import logging
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING, Literal

from jinja2 import Environment
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.exceptions import PluginError
from mkdocs.plugins import BasePlugin, CombinedEvent, event_priority
from mkdocs.structure.files import Files
from mkdocs.structure.nav import Navigation
from mkdocs.structure.pages import Page as HostPage

from afterword import garbage
from afterword.app.read_site import decoded_site
from afterword.formats.hosting import ROBOTS
from afterword.mkdocs_plugin import host_files
from afterword.mkdocs_plugin.cli_options import CLI_OPTIONS
from afterword.mkdocs_plugin.compact_page import compact_page
from afterword.mkdocs_plugin.config_defaults import add_assets, add_facts
from afterword.mkdocs_plugin.fast_writer import edit_urls, write_pages
from afterword.mkdocs_plugin.hand_written import describe, use_width
from afterword.mkdocs_plugin.internal_pages import internal_notice, unlisted
from afterword.mkdocs_plugin.link_targets import LinkedFiles
from afterword.mkdocs_plugin.log_findings import escape_log, log_findings
from afterword.mkdocs_plugin.material_scripts import with_search_on_demand
from afterword.mkdocs_plugin.not_found import NOT_FOUND, fill_error_page
from afterword.mkdocs_plugin.other_plugins import (
    UnusablePluginError,
    plugins_that_need_pages,
    put_after_search,
    unusable_plugins,
)
from afterword.mkdocs_plugin.other_themes import mark_typeset
from afterword.mkdocs_plugin.our_file import OurFile
from afterword.mkdocs_plugin.page_shell import Host, page_meta, page_toc, with_head
from afterword.mkdocs_plugin.plugin_config import PluginConfig
from afterword.mkdocs_plugin.prepare import Request, plugin_errors, prepare
from afterword.mkdocs_plugin.raw_sources import refuse_raw_sources
from afterword.mkdocs_plugin.record_links import with_record_links
from afterword.mkdocs_plugin.serving import Serving
from afterword.mkdocs_plugin.session import Session
from afterword.mkdocs_plugin.theme_cache import speed_up
from afterword.output.pages import RenderedPage
from afterword.output.publish import finish_abandoned
from afterword.render.paper import paper_line
from afterword.report.progress import progress_bar
from afterword.views.audience import Audience
from afterword.views.text.words import ENGLISH
from afterword.views.urls import has_statements

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

_UNNAMED_SEARCH = '<div class="md-search" data-md-component="search" role="dialog"'
_FIRST, _LAST = 100, -100
"""The priorities of hooks that must run before or after those of all other plugins, whatever their order is."""
_log = logging.getLogger("mkdocs.plugins.afterword")


class AfterwordPlugin(BasePlugin[PluginConfig]):
    """Incident pages from records, for MkDocs."""

    def __init__(self) -> None:
        """Begin with nothing built."""
        self.session = Session()
        self.fast = True
        self.nav = Navigation([], [])
        self.serving = Serving()
        self.words = ENGLISH

    def on_startup(self, *, command: Literal["build", "gh-deploy", "serve"], dirty: bool) -> None:
        """Note whether MkDocs serves. Because of this hook, it keeps one plugin for all builds of a run."""
        self.serving.is_on = command == "serve"
        if not self.serving.is_on and self._publishes():
            garbage.collect_rarely()
        escape_log()

    @event_priority(_FIRST)
    def _configure(self, config: MkDocsConfig) -> MkDocsConfig:
        """Add our stylesheets and scripts before the site's own, and take the site's URL from `status.yml`."""
        add_assets(config)
        if self.serving.is_on:
            self._prepare_to_serve(config)
        site = decoded_site(self._root(config))[0].model
        if site:
            self.words = add_facts(config, site)
        speed_up(config.theme)
        return config

    @event_priority(_LAST)
    def _verify_config(self, config: MkDocsConfig) -> MkDocsConfig:
        """Refuse plugins with which ours cannot work, and settings that another plugin has made; order our hooks."""
        if sentences := unusable_plugins(config.plugins):
            raise UnusablePluginError("\n".join(sentences))
        if not config.use_directory_urls:
            raise PluginError("afterword needs addresses that end in a slash: set `use_directory_urls: true`")
        put_after_search(config.plugins, self._add_to_search)
        return config

    on_config = CombinedEvent(_configure, _verify_config)

    def on_pre_build(self, *, config: MkDocsConfig) -> None:
        """Build our pages before MkDocs empties the output folder, so that it stays if a record has errors."""
        self.serving.watch(self._root(config))
        site = Path(config.site_dir)
        self.fast = fast = self._is_fast(config)
        if self._publishes():
            finish_abandoned(site)
        can_show_last = self.serving.is_on and bool(self.session.content.menu)
        request = Request(
            self._root(config),
            site,
            self._audience(),
            fast,
            self.serving.cache_suffix,
            can_show_last,
            former_now=self.session.now,
            trusted=bool(self.serving.folder) and self.session.knows_output,
            report=self.serving.findings.log if self.serving.is_on else log_findings,
        )
        self.session.begin(prepare(request), fast=fast)
        if self._publishes():
            self.session.stash(site)

    @event_priority(_FIRST)
    def _add_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Add our pages and files for other plugins to see; a hand-written file of the same path is kept.

        The `robots.txt` of an internal build replaces one, since it keeps search engines away.
        """
        content = self.session.content
        robots = files.get_file_from_path(ROBOTS)
        if robots and self._audience() is Audience.INTERNAL:
            _log.info("%s of the internal build replaces the hand-written one", ROBOTS)
            files.remove(robots)
        by_hand = host_files.add_generated(files, content, self._root(config), config)
        for uri in by_hand:
            _log.info("%s is hand-written and replaces the generated page", uri)
        return files

    @event_priority(_LAST)
    def _link_files(self, files: Files, *, config: MkDocsConfig) -> Files:
        """Refuse to publish records as they are; let links lead to the pages outside the list."""
        refuse_raw_sources(files, config, self._root(config))
        return LinkedFiles(files, self.session.content.addresses, config)

    on_files = CombinedEvent(_add_files, _link_files)

    @event_priority(_LAST)
    def on_nav(self, nav: Navigation, *, config: MkDocsConfig, files: Files) -> Navigation:
        """Keep the navigation for the pages outside it, which show it too."""
        self.nav = nav
        return nav

    @event_priority(_FIRST)
    def on_page_markdown(self, markdown: str, *, page: HostPage, config: MkDocsConfig, files: Files) -> str:
        """Set the metadata of our pages, whose content is HTML already; make the others as wide."""
        ours = self._ours(page)
        if ours:
            page.meta = page_meta(ours, searched=host_files.is_searched(ours))
            source = self.session.content.sources.get(ours.address, "")
            page.edit_url = edit_urls(config, self._root(config))(source) or None
        elif not isinstance(page.file, OurFile):
            use_width(page, config)
        return markdown

    @event_priority(_FIRST)
    def on_page_content(self, html: str, *, page: HostPage, config: MkDocsConfig, files: Files) -> str:
        """Set content and table of contents of our pages; describe the others, and mark those of an internal build."""
        ours = self._ours(page)
        if ours:
            page.toc = page_toc(ours)
            return ours.html
        if isinstance(page.file, OurFile):
            return html
        describe(page, html)
        html = with_record_links(page, html, files, self.session.content.record_aliases, self._root(config))
        html = paper_line(self.words, config.site_name, page.canonical_url or "") + html
        return internal_notice(self.words) + html if self._audience() is Audience.INTERNAL else html

    @event_priority(_LAST)
    def on_env(self, env: Environment, *, config: MkDocsConfig, files: Files) -> Environment:
        """Write the pages outside the menu."""
        session = self.session
        if session.build and self.fast:
            host = Host(config, files, self.nav, env)
            with plugin_errors(), progress_bar("Writing pages") as progress:
                session.written, session.shell = write_pages(
                    session.build, host, self._root(config), progress
                )
        return env

    @event_priority(_FIRST)
    def _change_page(self, output: str, *, page: HostPage, config: MkDocsConfig) -> str:
        """Name Material's search dialog for screen readers, load its worker on demand, add to the head of our pages."""
        named = output.replace(
            _UNNAMED_SEARCH, f'{_UNNAMED_SEARCH} aria-label="{self.words.not_found.button}"', 1
        )
        output = mark_typeset(with_search_on_demand(named))
        output = self._unlisted(output)
        if isinstance(page.file, OurFile):
            output = compact_page(output, page.content or "")
        ours = self._ours(page)
        return with_head(output, ours.head) if ours else output

    @event_priority(_LAST)
    def _share_script(self, output: str, *, page: HostPage, config: MkDocsConfig) -> str:
        """Let our pages share Material's parts, unless a script, even one of another plugin, may need them there."""
        return self.session.theme_script.share(output) if isinstance(page.file, OurFile) else output

    on_post_page = CombinedEvent(_change_page, _share_script)

    @event_priority(_FIRST)
    def on_post_template(self, output: str, *, template_name: str, config: MkDocsConfig) -> str:
        """Add our pages to the sitemap; fill the error page, and mark that of an internal build.

        Statements are left out: Material has each reader fetch the sitemap, and a search engine need not find them.
        """
        if template_name == "sitemap.xml":
            listed = [each for each in self.session.content.addresses if not has_statements(each)]
            return host_files.with_addresses(output, listed, config)
        if template_name != NOT_FOUND:
            return output
        output = mark_typeset(fill_error_page(output, config, self._root(config), self.words))
        internal = self._audience() is Audience.INTERNAL
        output = output.replace("<h1", f"{internal_notice(self.words)}<h1", 1) if internal else output
        return self._unlisted(output)

    def _add_to_search(self, *, config: MkDocsConfig) -> None:
        """Add our entries to the search index."""
        content = self.session.content
        lists = (page.address for page in content.menu.values() if not host_files.is_searched(page))
        host_files.add_to_search(Path(config.site_dir), content.search_entries, {*content.addresses, *lists})

    @event_priority(_LAST)
    def _publish(self, *, config: MkDocsConfig) -> None:
        """Complete the theme's script, and move the reused pages into place."""
        self.session.theme_script.write(Path(config.site_dir))
        if self._publishes():
            self.session.publish_in_place(Path(config.site_dir))
        self.serving.show(Path(config.site_dir))

    on_post_build = CombinedEvent(_add_to_search, _publish)

    def on_build_error(self, *, error: Exception) -> None:
        """Discard the build, and go on showing what was there before."""
        self.session.fail()

    def on_serve(
        self, server: LiveReloadServer, *, config: MkDocsConfig, builder: Callable[..., None]
    ) -> LiveReloadServer:
        """Build again when a record, `status.yml` or a template changes."""
        self.serving.begin(server, self._root(config), Path(config.site_dir))
        return server

    def on_shutdown(self) -> None:
        """Stop watching, and discard a build that was interrupted: MkDocs reports no KeyboardInterrupt.

        MkDocs ends now: `mkdocs build` should take no longer than `afterword build`.
        """
        self.serving.end()
        if self._publishes():
            self.session.fail()
            if not self.serving.is_on:
                garbage.end_at_once()

    def _prepare_to_serve(self, config: MkDocsConfig) -> None:
        """Let MkDocs build into a folder that stays; keep nothing of a site that has another root or audience."""
        if self.serving.prepare(self._root(config), self._audience()):
            self.session = Session()
        if self.serving.folder:
            config.site_dir = str(self.serving.folder)

    def _unlisted(self, output: str) -> str:
        """Ask search engines to leave out a page of an internal build."""
        return unlisted(output) if self._audience() is Audience.INTERNAL else output

    def _publishes(self) -> bool:
        """Return whether the plugin publishes the build, and not our own command line."""
        return CLI_OPTIONS.get().previous_output is None

    def _ours(self, page: HostPage) -> RenderedPage | None:
        return self.session.content.menu.get(page.file.src_uri) if isinstance(page.file, OurFile) else None

    def _is_fast(self, config: MkDocsConfig) -> bool:
        """Return whether the pages outside the menu can bypass MkDocs' list, as no other plugin needs them there."""
        names = plugins_that_need_pages(config.plugins) if self.config.fast else []
        if names:
            _log.info(
                "every page is rendered by itself, which takes longer, because %s may treat each differently; "
                "see the handbook, “Fast builds”",
                " and ".join(f"`{name}`" for name in names),
            )
        return self.config.fast and not names

    def _root(self, config: MkDocsConfig) -> Path:
        if self.config.root:
            return Path(self.config.root)
        return Path(config.config_file_path).parent if config.config_file_path else Path.cwd()

    def _audience(self) -> Audience:
        return CLI_OPTIONS.get().audience or Audience(self.config.audience)
