"""An editor without a window: a client of the protocol, with a server in a process or in a thread of its own."""

from __future__ import annotations

import asyncio
import os
import sys
from collections.abc import AsyncIterator, Callable, Coroutine, Sequence
from concurrent.futures import ThreadPoolExecutor
from contextlib import asynccontextmanager
from pathlib import Path
from threading import Thread
from typing import Any

from lsprotocol import types
from pygls.io_ import StdinAsyncReader, StdoutWriter, run_async
from pygls.lsp.client import LanguageClient

from afterword.language_server.features import register
from afterword.language_server.server import AfterwordServer
from tests.sites import NOW

SERVER = (sys.executable, "-m", "afterword", "lsp")
TIMEOUT = 30.0
ENVIRONMENT = {**os.environ, "SOURCE_DATE_EPOCH": str(int(NOW.timestamp()))}
_PARAMETERS: dict[str, Callable[[types.TextDocumentIdentifier, types.Position], Any]] = {
    types.TEXT_DOCUMENT_COMPLETION: types.CompletionParams,
    types.TEXT_DOCUMENT_HOVER: types.HoverParams,
    types.TEXT_DOCUMENT_DEFINITION: types.DefinitionParams,
    types.TEXT_DOCUMENT_DOCUMENT_SYMBOL: lambda document, _: types.DocumentSymbolParams(document),
    types.TEXT_DOCUMENT_FORMATTING: lambda document, _: types.DocumentFormattingParams(
        document, types.FormattingOptions(tab_size=8, insert_spaces=False)
    ),
}


def run(session: Coroutine[Any, Any, None]) -> None:
    """Run a session in a thread of its own, because the browser of other tests keeps an event loop in this one."""
    with ThreadPoolExecutor(1) as pool:
        pool.submit(asyncio.run, session).result()


class Editor:
    """One editor with its server; notifications of the server are kept until a test asks for them."""

    def __init__(self) -> None:
        self.client = LanguageClient("test-editor", "1")
        self.shown: dict[str, types.PublishDiagnosticsParams] = {}
        self.log: list[str] = []
        self.watches: list[str] = []
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
        self,
        root: Path,
        *,
        encodings: Sequence[str] | None = None,
        server: Sequence[str] = (),
        handbook: str = "",
        watches: bool = True,
    ) -> types.InitializeResult:
        """Start a server as a process with a command, or without one in a thread."""
        if server:
            await self.client.start_io(*server, env=ENVIRONMENT)
        else:
            self._start_thread(handbook)
        capabilities = types.ClientCapabilities(
            general=types.GeneralClientCapabilities(position_encodings=encodings),
            workspace=types.WorkspaceClientCapabilities(
                did_change_watched_files=types.DidChangeWatchedFilesClientCapabilities(
                    dynamic_registration=watches
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

    def _start_thread(self, handbook: str) -> None:
        """Run a server in a thread, connected by pipes as a process would be."""
        for_server, to_server = os.pipe()
        for_client, to_client = os.pipe()
        server = AfterwordServer(lambda: NOW, handbook)
        register(server)
        of_server = os.fdopen(for_server, "rb"), os.fdopen(to_client, "wb")
        self._thread = Thread(target=server.start_io, args=of_server, daemon=True)
        self._thread.start()
        of_client = os.fdopen(for_client, "rb"), os.fdopen(to_server, "wb")
        self._streams = (*of_server, *of_client)
        self.client.protocol.set_writer(StdoutWriter(of_client[1]))
        self._executor = ThreadPoolExecutor(1)
        reader = StdinAsyncReader(of_client[0], self._executor)
        self._reading = asyncio.create_task(run_async(self.client._stop_event, reader, self.client.protocol))

    async def stop(self) -> int | None:
        """Shut the server down, and return its exit status."""
        await asyncio.wait_for(self.client.shutdown_async(None), TIMEOUT)
        self.client.exit(None)
        return await self.ended()

    async def ended(self) -> int | None:
        """Wait until the server has ended, and return its exit status, which a thread has none of."""
        process = self.client._server
        if process:
            status = await asyncio.wait_for(process.wait(), TIMEOUT)
            await self.client.stop()
            return status
        await asyncio.wait_for(asyncio.to_thread(self._thread.join), TIMEOUT)
        await asyncio.wait_for(self._reading, TIMEOUT)
        self._executor.shutdown()
        for stream in self._streams:
            stream.close()
        return None

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
async def editor(
    root: Path, *, encodings: Sequence[str] | None = None, handbook: str = ""
) -> AsyncIterator[Editor]:
    """Start an editor with its server; both end with the block, and nothing may have failed in between."""
    started = Editor()
    await started.start(root, encodings=encodings, handbook=handbook)
    try:
        yield started
    finally:
        await started.stop()
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
