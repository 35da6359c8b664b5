"""The requests and notifications that the server answers."""

from __future__ import annotations

from lsprotocol import types
from pygls.uris import from_fs_path

from afterword.editor.completion import completions
from afterword.editor.definition import definition
from afterword.editor.formatting import formatting
from afterword.editor.hover import hover
from afterword.editor.moments import now_and_today
from afterword.editor.outline import outline
from afterword.editor.symbols import symbols
from afterword.editor.values import Source
from afterword.language_server import convert
from afterword.language_server.actions import code_actions
from afterword.language_server.server import AfterwordServer, OpenFile, answering
from afterword.source.files import SITE_FILE
from afterword.source.nodes import Position

_WATCHED = ("**/status.yml", "**/incidents/**")
_TRIGGERS = [" ", "{", "[", ","]


def register(server: AfterwordServer) -> None:
    """Let a server answer everything that it can."""
    _register_changes(server)
    server.feature(types.TEXT_DOCUMENT_COMPLETION, types.CompletionOptions(trigger_characters=_TRIGGERS))(
        completion
    )
    server.feature(types.TEXT_DOCUMENT_HOVER)(hover_text)
    server.feature(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL)(document_symbols)
    server.feature(types.TEXT_DOCUMENT_DEFINITION)(go_to_definition)
    server.feature(types.TEXT_DOCUMENT_FORMATTING)(format_document)
    kinds = [types.CodeActionKind.QuickFix, convert.FIX_ALL]
    server.feature(types.TEXT_DOCUMENT_CODE_ACTION, types.CodeActionOptions(code_action_kinds=kinds))(
        code_actions
    )


def _register_changes(server: AfterwordServer) -> None:
    @server.feature(types.INITIALIZED)
    def initialized(server: AfterwordServer, params: types.InitializedParams) -> None:
        _watch_files(server)

    @server.feature(types.TEXT_DOCUMENT_DID_OPEN)
    def opened(server: AfterwordServer, params: types.DidOpenTextDocumentParams) -> None:
        if not server.is_told_of_changes:
            server.sites.note_change()
        server.check_later(params.text_document.uri, 0)

    @server.feature(types.TEXT_DOCUMENT_DID_CHANGE)
    def changed(server: AfterwordServer, params: types.DidChangeTextDocumentParams) -> None:
        server.check_later(params.text_document.uri)

    @server.feature(types.TEXT_DOCUMENT_DID_SAVE)
    def saved(server: AfterwordServer, params: types.DidSaveTextDocumentParams) -> None:
        server.check_all()

    @server.feature(types.TEXT_DOCUMENT_DID_CLOSE)
    def closed(server: AfterwordServer, params: types.DidCloseTextDocumentParams) -> None:
        server.forget(params.text_document.uri)
        server.publish(params.text_document.uri, None, [])

    @server.feature(types.WORKSPACE_DID_CHANGE_WATCHED_FILES)
    def files_changed(server: AfterwordServer, params: types.DidChangeWatchedFilesParams) -> None:
        server.check_all()

    @server.feature(types.SHUTDOWN)
    def shut_down(server: AfterwordServer, params: None) -> None:
        server.is_shut_down = True


def _watch_files(server: AfterwordServer) -> None:
    """Ask the editor to say when files change on the disk, if it can."""
    workspace = server.client_capabilities.workspace
    watching = workspace and workspace.did_change_watched_files
    if not watching or not watching.dynamic_registration:
        return
    watchers = [types.FileSystemWatcher(glob_pattern=pattern) for pattern in _WATCHED]
    options = types.DidChangeWatchedFilesRegistrationOptions(watchers=watchers)
    registration = types.Registration(
        "afterword-files", types.WORKSPACE_DID_CHANGE_WATCHED_FILES, register_options=options
    )
    server.client_register_capability(types.RegistrationParams([registration]))
    server.is_told_of_changes = True


@answering
async def completion(server: AfterwordServer, params: types.CompletionParams) -> types.CompletionList | None:
    """Return the keys and values that can be written at a position."""
    opened = await server.open_file(params.text_document.uri)
    if opened is None:
        return None
    line, column = opened.units.from_client(params.position)
    source = _source(server, opened, line, column)
    return convert.completion_list(completions(source, opened.lines, line, column), line, opened.units)


@answering
async def hover_text(server: AfterwordServer, params: types.HoverParams) -> types.Hover | None:
    """Return what is known about the word at a position."""
    opened = await server.open_file(params.text_document.uri)
    if opened is None:
        return None
    line, column = opened.units.from_client(params.position)
    decoded = opened.live.decode(opened.file, opened.text) if opened.file != SITE_FILE else None
    found = hover(
        _source(server, opened, line, column),
        (line, column),
        findings=server.findings(opened),
        record=decoded.model if decoded and not decoded.document.left_out else None,
        handbook=server.handbook,
    )
    if found is None:
        return None
    token = found.token
    span = opened.units.range(Position(token.line, token.start, token.line, token.end)) if token else None
    return types.Hover(convert.markdown(found.text), span)


@answering
async def document_symbols(
    server: AfterwordServer, params: types.DocumentSymbolParams
) -> list[types.DocumentSymbol] | None:
    """Return the outline of a file."""
    opened = await server.open_file(params.text_document.uri)
    if opened is None:
        return None
    found = symbols(opened.file, opened.text, outline(opened.lines))
    return [convert.symbol(each, opened.units) for each in found]


@answering
async def format_document(
    server: AfterwordServer, params: types.DocumentFormattingParams
) -> list[types.TextEdit] | None:
    """Return the edits that give a file the one layout. The options of the editor, such as tabs, do not matter."""
    opened = await server.open_file(params.text_document.uri)
    if opened is None:
        return None
    return convert.text_edits(formatting(opened.live, opened.file, opened.text), opened.units)


@answering
async def go_to_definition(server: AfterwordServer, params: types.DefinitionParams) -> types.Location | None:
    """Return where the thing at a position is defined."""
    opened = await server.open_file(params.text_document.uri)
    if opened is None:
        return None
    at = opened.units.from_client(params.position)
    place = definition(opened.live, opened.file, opened.lines, outline(opened.lines), at)
    uri = from_fs_path(str(opened.live.root / place.file)) if place else None
    if place is None or uri is None:
        return None
    same = place.file == opened.file
    lines = opened.lines if same else opened.live.site_text.split("\n")
    units = convert.Units(lines, opened.units.codec)
    return types.Location(opened.uri if same else uri, units.range(place.position))


def _source(server: AfterwordServer, opened: OpenFile, line: int, column: int) -> Source:
    layout = outline(opened.lines, line, column)
    now, today = now_and_today(opened.live, opened.file, layout, server.now())
    return Source(
        file=opened.file,
        live=opened.live,
        others=server.sites.others(opened.live.root),
        outline=layout,
        now=now,
        today=today,
    )
