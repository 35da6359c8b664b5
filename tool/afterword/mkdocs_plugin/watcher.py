"""Watches records with the system's own notifier: MkDocs' watcher looks at every file twice a second."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent
from watchdog.observers import Observer

_CHANGES = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
"""What a build answers to. That files are opened and closed, as each build does itself, is no change."""


class Watcher:
    """Tells a server when a watched folder changes."""

    def __init__(self, server: LiveReloadServer) -> None:
        """Begin to listen."""
        self._server = server
        self._notifier = Observer()
        self._notifier.daemon = True
        self._notifier.start()
        self._watched: set[Path] = set()
        self._folders: dict[Path, int] = {}
        self._polling: Any = server.observer

    def watch_file(self, path: Path) -> None:
        """Watch a file: one is soon looked at, and found again when an editor puts another in its place."""
        if path not in self._watched:
            self._watched.add(path)
            self._server.watch(str(path))

    def watch_folder(self, path: Path) -> None:
        """Watch a folder if it is there; one that appears later, or takes its place, can be given again."""
        try:
            number = path.stat().st_ino if path.is_dir() else None
        except OSError:
            number = None
        if number is None or self._folders.get(path) == number:
            return
        # The server says what is to happen at a change; only the way in which it hears of one is another.
        server: Any = self._server
        self._polling, server.observer = server.observer, self
        try:
            if path in self._folders:
                self._server.unwatch(str(path))
            self._folders[path] = number
            self._server.watch(str(path))
        finally:
            server.observer = self._polling

    def schedule(self, handler: Any, path: str, *, recursive: bool) -> Any:
        """Take an order to watch a folder from the server."""
        try:
            return self._notifier.schedule(handler, path, recursive=recursive, event_filter=_CHANGES)
        except OSError:  # the system has no more watches to give
            return self._polling.schedule(handler, path, recursive=recursive)

    def unschedule(self, watch: Any) -> None:
        """Take back an order; the folder is gone, and with it what watched it."""
        with suppress(KeyError, OSError):
            self._notifier.unschedule(watch)

    def close(self) -> None:
        """Stop listening."""
        self._notifier.stop()
