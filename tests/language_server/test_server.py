"""The server over standard input and output, as an editor uses it."""

from __future__ import annotations

import asyncio
import json
import subprocess
from pathlib import Path

import pytest
from lsprotocol import types

from tests.language_server.client import ENVIRONMENT, SERVER, Editor, edited, editor
from tests.sites import SMALL_SITE, SMALLEST_ID, SMALLEST_RECORD, write_site


def record_of(site: Path, record_id: str = SMALLEST_ID) -> Path:
    return site / "incidents" / record_id[:4] / f"{record_id}.yml"


def rules(found: list[types.Diagnostic]) -> list[str]:
    return [str(each.code) for each in found]


def test_findings_follow_what_is_typed(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    record = record_of(site)

    async def session() -> None:
        async with editor(site) as used:
            assert await used.open(record) == []
            used.type(record, SMALLEST_RECORD.replace("component: search", "component: serch"))
            (found,) = await used.findings(record)
            assert (found.code, found.source) == ("unknown-component", "afterword")
            assert found.severity is types.DiagnosticSeverity.Error
            assert "did you mean `search`" in found.message
            assert found.range == types.Range(types.Position(2, 16), types.Position(2, 21))
            for end in range(1, 20):  # only the last of many changes is checked
                used.type(record, SMALLEST_RECORD[:end])
            used.type(record, SMALLEST_RECORD)
            assert await used.findings(record) == []
            assert await asyncio.wait_for(asyncio.to_thread(record.read_text), 5) == SMALLEST_RECORD

    asyncio.run(session())


@pytest.mark.parametrize(
    ("encodings", "start", "end"), [(None, 23, 28), (["utf-32"], 22, 27), (["utf-8", "utf-16"], 25, 30)]
)
def test_columns_count_the_units_of_the_client(
    tmp_path: Path, encodings: list[str] | None, start: int, end: int
) -> None:
    site = write_site(tmp_path / "site")
    record = record_of(site)
    text = SMALLEST_RECORD.replace("{component: search,", '{label: "😀", component: serch,').replace(
        "  - {l", "- {l"
    )
    text = text.replace("windows:\n", "windows:\n")

    async def session() -> None:
        async with editor(site, encodings=encodings) as used:
            (found,) = await used.open(record, text)
            at = found.range
            assert (at.start.line, at.start.character, at.end.character) == (2, start + 4, end + 4)

    asyncio.run(session())


def test_a_file_outside_of_a_site_is_left_alone(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    others = [tmp_path / "notes.yml", site / "mkdocs.yml", site / "incidents" / ".draft.yml"]
    for other in others:
        other.write_text("title: x\n", "utf-8")

    async def session() -> None:
        async with editor(tmp_path) as used:
            for other in others:
                assert await used.open(other, "titel: x") == []
                assert await used.ask(types.TEXT_DOCUMENT_COMPLETION, other, 0, 0) is None
                assert await used.ask(types.TEXT_DOCUMENT_HOVER, other, 0, 0) is None
                assert await used.ask(types.TEXT_DOCUMENT_DEFINITION, other, 0, 0) is None
                assert await used.actions(other) == []

    asyncio.run(session())


def test_several_sites_in_a_workspace(tmp_path: Path) -> None:
    one = write_site(tmp_path / "one")
    other = write_site(tmp_path / "other", site=SMALL_SITE.replace("search", "finder"))

    async def session() -> None:
        async with editor(tmp_path) as used:
            assert await used.open(record_of(one)) == []
            assert rules(await used.open(record_of(other))) == ["unknown-component"]

    asyncio.run(session())


def test_a_change_of_status_yml_on_the_disk_changes_the_findings(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")

    async def session() -> None:
        async with editor(site) as used:
            assert await used.open(record_of(site)) == []
            assert used.watches == [types.WORKSPACE_DID_CHANGE_WATCHED_FILES]
            (site / "status.yml").write_text(SMALL_SITE.replace("search", "finder"), "utf-8")
            event = types.FileEvent((site / "status.yml").as_uri(), types.FileChangeType.Changed)
            used.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
            assert rules(await used.next_findings(record_of(site))) == ["unknown-component"]
            (site / "status.yml").write_text("page: {name: Acme\n", "utf-8")
            used.client.text_document_did_save(
                types.DidSaveTextDocumentParams(types.TextDocumentIdentifier((site / "status.yml").as_uri()))
            )
            assert await used.next_findings(record_of(site)) == []  # no rule can run without it
            (site / "status.yml").unlink()
            used.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([event]))
            assert await used.next_findings(record_of(site)) == []

    asyncio.run(session())


def test_status_yml_is_checked_as_it_is_typed(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")

    async def session() -> None:
        async with editor(site) as used:
            assert await used.open(site / "status.yml") == []
            used.type(site / "status.yml", SMALL_SITE.replace("id: api", "id: search"))
            assert rules(await used.findings(site / "status.yml")) == ["site-repeated-id"]

    asyncio.run(session())


def test_a_new_file_and_a_deleted_one(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    new = record_of(site, "2026-11-22-new")

    async def session() -> None:
        async with editor(site) as used:
            text = SMALLEST_RECORD.replace("2026-11-20", "2026-11-22")
            assert await used.open(new, text) == []
            related = f"{SMALLEST_RECORD}related: [{{id: 2026-11-22-new, relation: follows}}]\n"
            assert "unknown-reference" not in rules(await used.open(record_of(site), related))
            record_of(site).unlink()
            used.client.workspace_did_change_watched_files(types.DidChangeWatchedFilesParams([]))
            assert rules(await used.next_findings(new)) == []
            used.client.text_document_did_close(
                types.DidCloseTextDocumentParams(types.TextDocumentIdentifier(new.as_uri()))
            )
            assert await used.next_findings(new) == []

    asyncio.run(session())


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (b"title: caf\xe9\n", "not-utf-8"),
        (b"\xef\xbb\xbf" + SMALLEST_RECORD.encode(), "byte-order-mark"),
        (b"title: {a: b\n", "yaml-syntax"),
        (b"", "not-a-record"),
        (b"title: a\x00b\n", "control-character"),
    ],
)
def test_files_that_cannot_be_read(tmp_path: Path, data: bytes, rule: str) -> None:
    site = write_site(tmp_path / "site")
    record_of(site).write_bytes(data)

    async def session() -> None:
        async with editor(site) as used:
            text = data.decode("utf-8-sig", "replace")
            assert rule in rules(await used.open(record_of(site), text))

    asyncio.run(session())


def test_code_actions(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    record = record_of(site)
    text = SMALLEST_RECORD.replace("status: resolved", "status: resolvd")

    async def session() -> None:
        async with editor(site) as used:
            (found,) = await used.open(record, text)
            (fix,) = await used.actions(record, found)
            assert fix.kind == types.CodeActionKind.QuickFix
            assert fix.edit and fix.edit.changes
            assert edited(text, fix.edit.changes[record.as_uri()]) == SMALLEST_RECORD
            (all_fixes,) = await used.actions(record, only=["source.fixAll"])
            assert all_fixes.kind == "source.fixAll.afterword"
            assert all_fixes.edit == fix.edit
            assert await used.actions(record, only=["refactor"]) == []

    asyncio.run(session())


def test_the_comment_that_suppresses_a_finding(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", site=SMALL_SITE.replace("look_back: 1 min, ", ""))
    record = record_of(site)
    text = f"{SMALLEST_RECORD}action_items:\n  - {{id: a1, title: Warm the cache first, status: open}}\n"

    async def session() -> None:
        async with editor(site) as used:
            found = next(
                each for each in await used.open(record, text) if each.code == "action-without-owner"
            )
            action = next(
                each
                for each in await used.actions(record, found)
                if "Suppress action-without-owner" in each.title
            )
            assert action.edit and action.edit.changes
            after = edited(text, action.edit.changes[record.as_uri()])
            assert "  # afterword: ignore action-without-owner because \n  - {id: a1" in after
            used.type(record, after)
            assert "suppression-without-reason" in rules(await used.findings(record))
            used.type(record, after.replace("because \n", "because we are few\n"))
            assert "action-without-owner" not in rules(await used.findings(record))

    asyncio.run(session())


def test_completion_hover_outline_and_definition(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    record = record_of(site)

    async def session() -> None:
        async with editor(site) as used:
            await used.open(record, SMALLEST_RECORD.replace("search,", ","))
            found = await used.ask(types.TEXT_DOCUMENT_COMPLETION, record, 2, 16)
            assert [item.label for item in found.items] == ["search", "api"]
            used.type(record, SMALLEST_RECORD)
            hover = await used.ask(types.TEXT_DOCUMENT_HOVER, record, 2, 6)
            assert "A component of `status.yml`." in hover.contents.value
            place = await used.ask(types.TEXT_DOCUMENT_DEFINITION, record, 2, 18)
            assert place.uri == (site / "status.yml").as_uri()
            assert place.range.start == types.Position(4, 9)
            outline = await used.ask(types.TEXT_DOCUMENT_DOCUMENT_SYMBOL, record, 0, 0)
            assert [each.name for each in outline] == ["title", "windows", "updates"]
            assert [each.name for each in outline[2].children] == ["2026-11-20 09:52", "2026-11-20 10:20"]

    asyncio.run(session())


def test_a_bug_is_written_to_the_log_and_answered_with_nothing(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    broken = (
        "import afterword.language_server.features as f\n"
        "def hover(*_, **__): raise KeyError('a secret of the record')\n"
        "f.hover = hover\n"
        "from afterword.cli import cli\n"
        "cli(['lsp'])"
    )

    async def session() -> None:
        used = Editor()
        await used.start(site, server=(SERVER[0], "-c", broken))
        await used.open(record_of(site))
        assert await used.ask(types.TEXT_DOCUMENT_HOVER, record_of(site), 0, 1) is None
        (message,) = used.log
        assert "hover text failed with KeyError (<string>, line 2)" in message
        assert "secret" not in message
        assert await used.stop() == 0
        await used.client.stop()

    asyncio.run(session())


def test_the_server_says_what_it_can_do(tmp_path: Path) -> None:
    async def session() -> None:
        used = Editor()
        result = await used.start(write_site(tmp_path / "site"))
        assert result.server_info and result.server_info.name == "afterword"
        assert result.capabilities.document_formatting_provider is None
        assert result.capabilities.position_encoding == "utf-16"
        used.client.exit(None)  # without a shutdown before
        assert await used.ended() == 1
        await used.client.stop()

    asyncio.run(session())


def test_it_ends_with_the_editor() -> None:
    gone = subprocess.run(SERVER, stdin=subprocess.DEVNULL, capture_output=True, timeout=30, env=ENVIRONMENT)
    assert (gone.returncode, gone.stdout, gone.stderr) == (1, b"", b"")


def test_garbage_does_not_end_it() -> None:
    body = b'{"jsonrpc": "2.0", "id": 1, "method": "shutdown"}'
    frames = [b"{not json", b'{"jsonrpc": "2.0", "method": "exit/unknown"}', body]
    given = b"".join(b"Content-Length: %d\r\n\r\n%s" % (len(each), each) for each in frames)
    done = subprocess.run(SERVER, input=given, capture_output=True, timeout=30, env=ENVIRONMENT)
    answers = [
        json.loads(each[each.index(b"{") :]) for each in done.stdout.split(b"Content-Length") if b"{" in each
    ]
    assert any(each.get("id") == 1 and "error" not in each for each in answers)
    assert b"Traceback" not in done.stderr
