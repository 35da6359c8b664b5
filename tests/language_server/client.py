"""An editor without a window: a client of the protocol that starts `afterword lsp` and talks to it."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from lsprotocol import types
from pygls.lsp.client import LanguageClient

from tests.sites import NOW

SERVER = (sys.executable, "-m", "afterword", "lsp")
TIMEOUT = 30.0
ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": str(int(NOW.timestamp()))}
_PARAMETERS: dict[str, Callable[[types.TextDocumentIdentifier, types.Position], Any]] = {
    types.TEXT_DOCUMENT_COMPLETION: types.CompletionParams,
    types.TEXT_DOCUMENT_HOVER: types.HoverParams,
    types.TEXT_DOCUMENT_DEFINITION: types.DefinitionParams,
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: lambda document, _: types.DocumentSymbolParams(document),
}


class Editor:
    """One editor with its server; notifications of the server are kept until a test asks for them."""

    def __init__(self) -> None:
        self.client = LanguageClient("test-editor", "1")
        self.shown: dict[str, types.PublishDiagnosticsParams] = {}
        self.log: list[str] = []
        self.watches: list[str] = []
        self.exit_status: int | None = None
        self._news = asyncio.Event()
        self._versions: dict[str, int] = {}

        @self.client.feature(types.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def published(params: types.PublishDiagnosticsParams) -> None:
            self.shown[params.uri] = params
            self._news.set()

        @self.client.feature(types.WINDOW_LOG_MESSAGE)
        def logged(params: types.LogMessageParams) -> None:
            self.log.append(params.message)

        @self.client.feature(types.CLIENT_REGISTER_CAPABILITY)
        def registered(params: types.RegistrationParams) -> None:
            self.watches += [each.method for each in params.registrations]

    async def start(
        self, root: Path, *, encodings: Sequence[str] | None = None, server: Sequence[str] = SERVER
    ) -> types.InitializeResult:
        await self.client.start_io(*server, env=ENVIRONMENT)
        capabilities = types.ClientCapabilities(
            general=types.GeneralClientCapabilities(position_encodings=encodings),
            workspace=types.WorkspaceClientCapabilities(
                did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(
                    dynamic_registration=True
                )
            ),
        )
        result = await asyncio.wait_for(
            self.client.initialize_async(
                types.InitializeParams(capabilities, process_id=os.getpid(), root_uri=root.as_uri())
            ),
            TIMEOUT,
        )
        self.client.initialized(types.InitializedParams())
        return result

    async def stop(self) -> int | None:
        """Shut the server down, and return its exit status."""
        await asyncio.wait_for(self.client.shutdown_async(None), TIMEOUT)
        self.client.exit(None)
        return await self.ended()

    async def ended(self) -> int | None:
        process = self.client._server
        assert process
        return await asyncio.wait_for(process.wait(), TIMEOUT)

    async def open(self, path: Path, text: str | None = None) -> list[types.Diagnostic]:
        """Open a file, and return its findings."""
        shown = path.read_text("utf-8") if text is None else text
        self._versions[path.as_uri()] = 1
        self.client.text_document_did_open(
            types.DidOpenTextDocumentParams(types.TextDocumentItem(path.as_uri(), "yaml", 1, shown))
        )
        return await self.findings(path)

    def type(self, path: Path, text: str) -> None:
        """Replace the text of an open file."""
        version = self._versions[path.as_uri()] = self._versions[path.as_uri()] + 1
        document = types.VersionedTextDocumentIdentifier(version, path.as_uri())
        change = types.TextDocumentContentChangeWholeDocument(text)
        self.client.text_document_did_change(types.DidChangeTextDocumentParams(document, [change]))

    async def findings(self, path: Path) -> list[types.Diagnostic]:
        """Return the findings in the last text of a file, as soon as the editor has them."""
        uri = path.as_uri()

        async def wait() -> list[types.Diagnostic]:
            while (shown := self.shown.get(uri)) is None or shown.version not in (
                None,
                self._versions.get(uri),
            ):
                self._news.clear()
                await self._news.wait()
            return list(shown.diagnostics)

        return await asyncio.wait_for(wait(), TIMEOUT)

    async def next_findings(self, path: Path) -> list[types.Diagnostic]:
        """Return the findings that are shown next."""
        self.shown.pop(path.as_uri(), None)
        return await self.findings(path)

    async def ask(self, name: str, path: Path, line: int, column: int) -> Any:
        """Ask about a position; `name` is that of the method."""
        document, position = types.TextDocumentIdentifier(path.as_uri()), types.Position(line, column)
        params = _PARAMETERS[name](document, position)
        return await asyncio.wait_for(self.client.protocol.send_request_async(name, params), TIMEOUT)

    async def actions(
        self, path: Path, found: types.Diagnostic | None = None, only: Sequence[str] | None = None
    ) -> list[types.CodeAction]:
        """Return the code actions for a finding, or for the file."""
        everything = types.Range(types.Position(0, 0), types.Position(100_000, 0))
        params = types.CodeActionParams(
            types.TextDocumentIdentifier(path.as_uri()),
            found.range if found else everything,
            types.CodeActionContext([found] if found else [], only=only),
        )
        answer = await asyncio.wait_for(self.client.text_document_code_action_async(params), TIMEOUT)
        return [each for each in answer or () if isinstance(each, types.CodeAction)]


@asynccontextmanager
async def editor(root: Path, *, encodings: Sequence[str] | None = None) -> AsyncIterator[Editor]:
    """Start an editor with its server; both end with the block, and nothing may have failed in between."""
    started = Editor()
    await started.start(root, encodings=encodings)
    yield started
    assert await started.stop() == 0
    await started.client.stop()
    assert started.log == []


def edited(text: str, edits: Sequence[types.TextEdit]) -> str:
    """Return a text after edits, whose columns count UTF-16 code units."""
    lines = text.split("\n")

    def offset(position: types.Position) -> int:
        before = sum(len(line) + 1 for line in lines[: position.line])
        line = lines[position.line] if position.line < len(lines) else ""
        return before + len(line.encode("utf-16-le")[: 2 * position.character].decode("utf-16-le"))

    for edit in sorted(edits, key=lambda each: offset(each.range.start), reverse=True):
        text = text[: offset(edit.range.start)] + edit.new_text + text[offset(edit.range.end) :]
    return text
