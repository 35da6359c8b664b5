"""Watches records through the operating system; MkDocs' own watcher checks every file twice a second."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path
from typing import Any

from mkdocs.livereload import LiveReloadServer
from watchdog.events import FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent
from watchdog.observers import Observer

_CHANGES = [FileCreatedEvent, FileDeletedEvent, FileModifiedEvent, FileMovedEvent]
"""Events that start a build. Opening and closing a file, which each build does itself, is not one."""


class Watcher:
    """Notifies a server when a watched file or folder changes."""

    def __init__(self, server: LiveReloadServer) -> None:
        """Start an observer for the folders."""
        self._server = server
        self._observer = Observer()
        self._observer.daemon = True
        self._observer.start()
        self._watched: set[Path] = set()
        self._folders: dict[Path, int] = {}
        self._polling: Any = server.observer

    def watch_file(self, path: Path) -> None:
        """Watch a file by polling: that is cheap for one file, and works when an editor replaces the file."""
        if path not in self._watched:
            self._watched.add(path)
            self._server.watch(str(path))

    def watch_folder(self, path: Path) -> None:
        """Watch a folder if it exists. Call this again when it may have been created or replaced."""
        try:
            number = path.stat().st_ino if path.is_dir() else None
        except OSError:
            number = None
        if number is None or self._folders.get(path) == number:
            return
        # The server still decides what a change does; for this call only, its observer is replaced by this one.
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
        """Watch a folder for the server, which calls this in place of its own observer."""
        try:
            return self._observer.schedule(handler, path, recursive=recursive, event_filter=_CHANGES)
        except OSError:  # the system's limit of watches is reached
            return self._polling.schedule(handler, path, recursive=recursive)

    def unschedule(self, watch: Any) -> None:
        """Stop watching a folder; if it was deleted, the observer has stopped already."""
        with suppress(KeyError, OSError):
            self._observer.unschedule(watch)

    def close(self) -> None:
        """Stop watching folders."""
        self._observer.stop()
