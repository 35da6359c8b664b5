"""The server of one editor: the files that are open, and the checks that are due."""

from __future__ import annotations

import asyncio
import functools
import re
from collections.abc import Awaitable, Callable, Mapping
from pathlib import Path
from typing import Any, NamedTuple, TypeVar
from urllib.parse import unquote, urlsplit

from lsprotocol import types
from pygls.lsp.server import LanguageServer
from pygls.uris import to_fs_path
from pygls.workspace import TextDocument

from afterword import __version__
from afterword.checks.rule_failure import described
from afterword.diagnostics import Diagnostic
from afterword.editor.live_site import LiveSite, place_of
from afterword.language_server import convert
from afterword.language_server.sites import Now, Sites

CHECK_DELAY = 0.15
"""Seconds without a change after which a text is checked."""

_LINE_BREAK = re.compile(r"\r\n?")
T = TypeVar("T")


class OpenFile(NamedTuple):
    """A file of a site that an editor has open, with its text as the editor shows it."""

    uri: str
    version: int | None
    file: str
    live: LiveSite
    lines: list[str]
    units: convert.Units

    @property
    def text(self) -> str:
        """The text, with every line break as `\\n`."""
        return "\n".join(self.lines)


class AfterwordServer(LanguageServer):
    """A language server, with the sites of the files that are open and the checks that are due."""

    def __init__(self, now: Now, handbook: str) -> None:
        """Begin without any file. `handbook` is the address of the documentation, empty if there is none."""
        # The whole text is sent with each change: a record is small, and pygls counts more kinds of lines than YAML.
        super().__init__(convert.SOURCE, __version__, types.TextDocumentSyncKind.Full)
        self.now = now
        self.handbook = handbook
        self.sites = Sites(now)
        self.is_shut_down = False
        self.is_told_of_changes = False
        self._checks: dict[str, asyncio.Task[None]] = {}

    async def open_file(self, uri: str, *, at_once: bool = True) -> OpenFile | None:
        """Return an open file with its site; None if it is not a file of a site.

        With `at_once`, the site may be as it was before the last change on the disk.
        """
        place = _place(uri)
        if place is None or self._document(uri) is None:
            return None
        root, file = place
        live = await self.sites.site(root, self._opened_in(root), at_once=at_once)
        document = self._document(uri)
        if document is None:  # it was closed meanwhile
            return None
        lines = _LINE_BREAK.sub("\n", document.source).split("\n")
        units = convert.Units(lines, self.workspace.position_codec)
        return OpenFile(uri, document.version, file, live, lines, units)

    def findings(self, opened: OpenFile) -> tuple[Diagnostic, ...]:
        """Return the findings in the text of a file as it is now."""
        return opened.live.findings(opened.file, opened.text, self.now())

    def check_later(self, uri: str, delay: float = CHECK_DELAY) -> None:
        """Check a file soon, in place of a check of it that has not begun."""
        self.forget(uri)
        self._checks[uri] = asyncio.ensure_future(self._check(uri, delay))

    def check_all(self) -> None:
        """Check all open files again, since something that they depend on has changed."""
        self.sites.note_change()
        for document in list(self.workspace.text_documents.values()):
            self.check_later(document.uri)

    def forget(self, uri: str) -> None:
        """Cancel the check of a file."""
        task = self._checks.pop(uri, None)
        if task:
            task.cancel()

    def publish(self, uri: str, version: int | None, diagnostics: list[types.Diagnostic]) -> None:
        """Show findings in an editor, in place of those that it shows."""
        self.text_document_publish_diagnostics(types.PublishDiagnosticsParams(uri, diagnostics, version))

    def report_server_error(self, error: Exception, source: Any) -> None:
        """Write an error to the editor's log; pygls would interrupt the author."""
        self.log_bug("the server", error)

    def log_bug(self, what: str, error: Exception) -> None:
        """Write to the editor's log that something failed, without quoting a record."""
        message = f"{what} failed with {described(error)}; this is a bug in Afterword {__version__}"
        self.window_log_message(types.LogMessageParams(types.MessageType.Error, message))

    async def _check(self, uri: str, delay: float) -> None:
        await asyncio.sleep(delay)
        try:
            opened = await self.open_file(uri, at_once=False)
            found = self.findings(opened) if opened else ()
            shown = (
                [convert.diagnostic(each, opened.units, self.handbook) for each in found] if opened else []
            )
            self.publish(uri, opened.version if opened else None, shown)
        except Exception as error:
            self.log_bug("the check", error)

    def _document(self, uri: str) -> TextDocument | None:
        documents: Mapping[str, TextDocument] = self.workspace.text_documents
        return documents.get(unquote(uri))  # as pygls keeps it

    def _opened_in(self, root: Path) -> set[str]:
        places = (_place(document.uri) for document in self.workspace.text_documents.values())
        return {place[1] for place in places if place and place[0] == root}


def _place(uri: str) -> tuple[Path, str] | None:
    """Return the site and the name of a file; None for what is not a file, and for files outside of sites."""
    path = to_fs_path(uri) if urlsplit(uri).scheme == "file" else None
    try:
        return place_of(Path(path)) if path else None
    except (OSError, ValueError):
        return None


def answering(
    request: Callable[[AfterwordServer, Any], Awaitable[T]],
) -> Callable[[AfterwordServer, Any], Awaitable[T | None]]:
    """Let a request that fails because of a bug be answered with nothing, and write the bug to the editor's log."""

    @functools.wraps(request)
    async def answered(server: AfterwordServer, params: Any) -> T | None:
        try:
            return await request(server, params)
        except Exception as error:
            server.log_bug(request.__name__.replace("_", " "), error)
            return None

    return answered
