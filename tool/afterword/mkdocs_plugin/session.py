"""What the plugin keeps between hooks and builds: the build in progress, and what is on the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from afterword.app.build import Build
from afterword.mkdocs_plugin.theme_script import ThemeScript
from afterword.output import reuse
from afterword.output.pages import OutputFile, RenderedPage
from afterword.output.publish import MOST_MOVED
from afterword.output.written import WrittenFile


@dataclass(frozen=True, slots=True)
class SiteContent:
    """What a build puts on the site, without the pages that it reuses.

    `menu` has the pages that MkDocs lists, by source URI; `sources` has the record file of those of records, by the
    page's address; `record_aliases` has the id of the record for each former id; `paths` are the files of the output
    that the next build can reuse.
    """

    menu: Mapping[str, RenderedPage] = field(default_factory=dict)
    sources: Mapping[str, str] = field(default_factory=dict)
    record_aliases: Mapping[str, str] = field(default_factory=dict)
    files: tuple[OutputFile, ...] = ()
    addresses: tuple[str, ...] = ()
    search_entries: tuple[str, ...] = ()
    paths: frozenset[str] = frozenset()


class Session:
    """The builds of one run of MkDocs.

    While serving, the content of the last successful build is shown again when a build fails. `now` is the time of the
    last build.
    """

    def __init__(self) -> None:
        """Begin with nothing built."""
        self.build: Build | None = None
        self.now: datetime | None = None
        self.content = SiteContent()
        self.written: list[WrittenFile] = []
        self.shell = ""
        self.theme_script = ThemeScript()
        self._last_good = SiteContent()
        self._stashed: Path | None = None
        self._known: frozenset[str] | None = None

    def begin(self, build: Build | None, *, fast: bool) -> None:
        """Start publishing a build; None keeps the content of the build before.

        With `fast`, the pages outside the menu do not go through MkDocs' list of pages.
        """
        self.build = build
        if build:
            self.theme_script = ThemeScript()
            self.now = build.scan.now
            others = () if fast else tuple(map(build.body_of, build.new_pages))
            pages = (*build.menu, *(body.page for body in others))
            self.content = SiteContent(
                menu={f"{page.address}index.md": page for page in pages},
                sources={body.page.address: body.source for body in others},
                record_aliases=build.record_aliases,
                files=tuple(build.files if fast else build.all_files()),
                addresses=build.addresses if fast else (),
                search_entries=build.search_entries,
            )

    def stash(self, site: Path) -> None:
        """Keep the files of the previous output while MkDocs empties its folder."""
        self._stashed = site
        reuse.stash(site)

    @property
    def knows_output(self) -> bool:
        """Whether the cache describes all files in the folders that grow, unless something else writes into them."""
        return self._known is not None

    def publish_in_place(self, site: Path) -> None:
        """Move the stashed files that are reused into the new output, and commit."""
        reused, new = self.reused_paths(), frozenset(reuse.files_that_grow(site))
        written = self.written if self.build else []
        of_others = new - {each.path for each in written if each.is_in(site)}
        former, self._known = self._known, None
        gone = former - reused - new if former is not None else frozenset()
        if former is None or len(new) + len(gone) > MOST_MOVED:
            publishing = reuse.reusing(site / reuse.STASH, site, reused, site / reuse.STASH)
        else:
            publishing = reuse.putting_back(site, new, gone)
        may_know = former is not None or self.build is not None
        with publishing:
            kept = self.commit()
        reuse.discard_stash(site)
        if kept and may_know and of_others.isdisjoint((*reused, *(each.path for each in written))):
            self._known = reused | new

    def reused_paths(self) -> frozenset[str]:
        """Return the files of the previous output that are current."""
        return frozenset(self.build.reused) if self.build else self.content.paths

    def commit(self) -> bool:
        """Cache the build, whose output is in place now. Returns False if the cache does not describe it."""
        self._stashed, kept = None, True
        if self.build:
            paths = frozenset((*self.build.reused, *(file.path for file in self.written)))
            kept = self.build.commit(self.written, self.shell)
            self.content = replace(self.content, paths=paths)
            self.build = None
        self._last_good = self.content
        return kept

    def discard(self) -> None:
        """Discard a build that will not be published."""
        if self.build:
            self.build.discard()
            self.build = None
        self.content = self._last_good

    def fail(self) -> None:
        """Discard the build, and put stashed files back."""
        self.discard()
        self._known = None
        if self._stashed:
            reuse.restore_stash(self._stashed)
            self._stashed = None
