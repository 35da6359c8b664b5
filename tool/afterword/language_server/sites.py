"""The sites of the files that are open: each is read in the background, and again when its files change."""

from __future__ import annotations

import asyncio
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path

from afterword.editor.live_site import LiveSite, read_live_site
from afterword.editor.other_records import OtherRecords

Now = Callable[[], datetime]


@dataclass(slots=True)
class _Known:
    """A site, with the number of the change after which it was read."""

    live: LiveSite | None = None
    others: OtherRecords = field(default_factory=OtherRecords)
    read_after: int = -1
    lock: asyncio.Lock = field(default_factory=asyncio.Lock)


@dataclass(slots=True)
class Sites:
    """Reads each site once, and again after a change. Reading a large one takes a second, and does not block."""

    now: Now
    _known: dict[Path, _Known] = field(default_factory=dict)
    _changes: int = 0

    def note_change(self) -> None:
        """Note that files have changed, so that every site is read again when it is needed next."""
        self._changes += 1

    async def site(self, root: Path, opened: Collection[str], *, at_once: bool = False) -> LiveSite:
        """Return a site as it is on the disk; `opened` are the names of files that an editor has open.

        With `at_once`, it may be as it was before the last change, so that no one waits for it while typing.
        """
        known = self._known.setdefault(root, _Known())
        if known.live and at_once:
            return known.live
        async with known.lock:
            live, change = known.live, self._changes
            if live is None or known.read_after < change or not live.files.issuperset(opened):
                live = await asyncio.to_thread(read_live_site, root, self.now(), opened, live)
                known.live, known.read_after = live, change
            return live

    def others(self, root: Path) -> OtherRecords:
        """Return what is remembered of the records of a site."""
        return self._known.setdefault(root, _Known()).others
