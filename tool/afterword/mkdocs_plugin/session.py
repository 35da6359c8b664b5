"""What the plugin keeps between hooks and builds: the build in progress, and what is on the site."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from pathlib import Path

from afterword.app.build import Build
from afterword.output import reuse
from afterword.output.pages import OutputFile, RenderedPage
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
        self._last_good = SiteContent()
        self._stashed: Path | None = None

    def begin(self, build: Build | None, *, fast: bool) -> None:
        """Start publishing a build; None keeps the content of the build before.

        With `fast`, the pages outside the menu do not go through MkDocs' list of pages.
        """
        self.build = build
        if build:
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

    def publish_in_place(self, site: Path) -> None:
        """Move the stashed files that are reused into the new output, and commit."""
        with reuse.reusing(site / reuse.STASH, site, self.reused_paths(), site / reuse.STASH):
            self.commit()
        reuse.discard_stash(site)

    def reused_paths(self) -> frozenset[str]:
        """Return the files of the previous output that are current."""
        return frozenset(self.build.reused) if self.build else self.content.paths

    def commit(self) -> None:
        """Cache the build, whose output is in place now."""
        self._stashed = None
        if self.build:
            paths = frozenset((*self.build.reused, *(file.path for file in self.written)))
            self.build.commit(self.written, self.shell)
            self.content = replace(self.content, paths=paths)
            self.build = None
        self._last_good = self.content

    def discard(self) -> None:
        """Discard a build that will not be published."""
        if self.build:
            self.build.discard()
            self.build = None
        self.content = self._last_good

    def fail(self) -> None:
        """Discard the build, and put stashed files back."""
        self.discard()
        if self._stashed:
            reuse.restore_stash(self._stashed)
            self._stashed = None
