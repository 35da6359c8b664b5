"""The server of MkDocs while it shows a site: where its pages are, and what it watches."""

from __future__ import annotations

import gc
from pathlib import Path
from typing import TYPE_CHECKING

from afterword import garbage
from afterword.mkdocs_plugin.log_findings import ServedFindings
from afterword.mkdocs_plugin.served_site import ServedSite, serve_from, served_site
from afterword.source.files import RECORDS_FOLDER, SITE_FILE, TEMPLATES_FOLDER
from afterword.views.audience import Audience

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer

    from afterword.mkdocs_plugin.watcher import Watcher

_PAUSE = 0.05
"""Seconds without a further change after which a server builds; MkDocs waits for twice as long."""


class Serving:
    """Whether MkDocs serves, and with what. `server` is None until the first build is done."""

    def __init__(self) -> None:
        """Begin without a server."""
        self.is_on = False
        self.site: ServedSite | None = None
        self.server: LiveReloadServer | None = None
        self.findings = ServedFindings()
        self._watcher: Watcher | None = None

    @property
    def folder(self) -> Path | None:
        """The folder of the pages, which stays when the server ends; None if they are in MkDocs' temporary one."""
        return self.site.folder if self.site else None

    @property
    def cache_suffix(self) -> str:
        """The suffix of the cache that describes the pages."""
        return self.site.cache_suffix if self.site else ""

    def prepare(self, root: Path, audience: Audience) -> bool:
        """Choose the folder for the pages of a site, and free what MkDocs' previous build has left.

        Its pages and files refer to each other, and to all text of the site. Returns whether the site is another one
        than before.
        """
        gc.collect()
        former, self.site = self.site, served_site(root, audience)
        return self.site != former

    def begin(self, server: LiveReloadServer, root: Path, pages: Path) -> None:
        """Let a server show the pages in a folder, and build again when a record, the site or a template changes."""
        self.server, server.build_delay = server, _PAUSE
        self.show(pages)
        from afterword.mkdocs_plugin.watcher import Watcher  # with a web server, which builds do not need

        self._watcher = Watcher(server)
        self.watch(root)
        garbage.keep_for_good()

    def show(self, pages: Path) -> None:
        """Let the server, if there is one, show the pages in a folder."""
        if self.server:
            serve_from(self.server, pages)

    def watch(self, root: Path) -> None:
        """Watch the folders of a site that have been created or replaced since."""
        if self._watcher:
            self._watcher.watch_file(root / SITE_FILE)
            for folder in (RECORDS_FOLDER, TEMPLATES_FOLDER):
                self._watcher.watch_folder(root / folder)

    def end(self) -> None:
        """Stop watching."""
        if self._watcher:
            self._watcher.close()
