"""The server as an editor uses it."""

from __future__ import annotations

import asyncio
from collections.abc import Iterator
from dataclasses import replace
from datetime import datetime
from pathlib import Path

import pytest
from lsprotocol import types

from afterword.checks import registry, runner
from afterword.checks.rule import Finding
from afterword.diagnostics import Diagnostic
from afterword.editor.live_site import LiveSite
from afterword.language_server import actions, features
from afterword.language_server.server import CHECK_DELAY
from tests.language_server.client import Editor, edited, editor, run
from tests.sites import SMALL_SITE, SMALLEST_ID, SMALLEST_RECORD, write_site


def record_of(site: Path, record_id: str = SMALLEST_ID) -> Path:
    return site / "incidents" / record_id[:4] / f"{record_id}.yml"


def rules(found: list[types.Diagnostic]) -> list[str]:
    return [str(each.code) for each in found]


def after(text: str, action: types.CodeAction) -> str:
    """Return a text after a code action."""
    assert action.edit
    ((_, edits),) = (action.edit.changes or {}).items()
    return edited(text, edits)


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

    run(session())


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

    run(session())


def test_columns_after_an_emoji(tmp_path: Path) -> None:
    site = write_site(tmp_path / "my site ü")
    record = record_of(site)

    async def session() -> None:
        async with editor(site) as used:
            line = '  - {label: "😀😀", component: sea, level: x}'
            column = len(line[: line.index("sea") + 3].encode("utf-16-le")) // 2
            await used.open(record, f"title: 😀\nwindows:\n{line}\n")
            found = await used.ask(types.TEXT_DOCUMENT_COMPLETION, record, 2, column)
            expected = types.Range(types.Position(2, column - 3), types.Position(2, column))
            assert next((item.label, item.text_edit.range) for item in found.items) == ("search", expected)
            hover = await used.ask(types.TEXT_DOCUMENT_HOVER, record, 2, column + 4)
            assert "A level of `status.yml`." in hover.contents.value
            assert (hover.range.start.character, hover.range.end.character) == (column + 2, column + 7)
            assert not (await used.ask(types.TEXT_DOCUMENT_COMPLETION, record, 99, 99)).items
            assert await used.ask(types.TEXT_DOCUMENT_DEFINITION, record, 0, 3) is None

    run(session())


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

    run(session())


def test_several_sites_in_a_workspace(tmp_path: Path) -> None:
    one = write_site(tmp_path / "one")
    other = write_site(tmp_path / "other", site=SMALL_SITE.replace("search", "finder"))

    async def session() -> None:
        async with editor(tmp_path) as used:
            assert await used.open(record_of(one)) == []
            assert rules(await used.open(record_of(other))) == ["unknown-component"]

    run(session())


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

    run(session())


def test_an_editor_that_watches_no_files_gets_the_changes_with_the_next_file(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site", {SMALLEST_ID: SMALLEST_RECORD, "2026-11-21-other": SMALLEST_RECORD})

    async def session() -> None:
        used = Editor()
        await used.start(site, watches=False)
        assert used.watches == []
        assert "unknown-component" not in rules(await used.open(record_of(site)))
        (site / "status.yml").write_text(SMALL_SITE.replace("search", "finder"), "utf-8")
        assert "unknown-component" in rules(await used.open(record_of(site, "2026-11-21-other")))
        await used.stop()
        assert used.log == []

    run(session())


def test_status_yml_is_checked_as_it_is_typed(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")

    async def session() -> None:
        async with editor(site) as used:
            assert await used.open(site / "status.yml") == []
            used.type(site / "status.yml", SMALL_SITE.replace("id: api", "id: search"))
            assert rules(await used.findings(site / "status.yml")) == ["site-repeated-id"]

    run(session())


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

    run(session())


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

    run(session())


def test_code_actions(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    record = record_of(site)
    text = SMALLEST_RECORD.replace("status: resolved", "status: resolvd")

    async def session() -> None:
        async with editor(site) as used:
            (found,) = await used.open(record, text)
            (fix,) = await used.actions(record, found)
            assert fix.kind == types.CodeActionKind.QuickFix
            assert after(text, fix) == SMALLEST_RECORD
            (all_fixes,) = await used.actions(record, only=["source.fixAll"])
            assert all_fixes.kind == "source.fixAll.afterword"
            assert after(text, all_fixes) == SMALLEST_RECORD
            assert await used.actions(record, only=["refactor"]) == []

    run(session())


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
            suppressed = after(text, action)
            assert "  # afterword: ignore action-without-owner because \n  - {id: a1" in suppressed
            used.type(record, suppressed)
            assert "suppression-without-reason" in rules(await used.findings(record))
            used.type(record, suppressed.replace("because \n", "because we are few\n"))
            assert "action-without-owner" not in rules(await used.findings(record))

    run(session())


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

    run(session())


def test_the_layout_of_a_file(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    record = record_of(site)
    text = "kind:  incident # why\ntitle: 'Search is slow'\n\nsummary: S.\n"

    async def session() -> None:
        async with editor(site) as used:
            await used.open(record, text)
            edits = await used.ask(types.TEXT_DOCUMENT_FORMATTING, record, 0, 0)
            after = edited(text, edits)
            assert after == "title: Search is slow\nkind: incident  # why\n\nsummary: S.\n"
            used.type(record, after)
            assert not await used.ask(types.TEXT_DOCUMENT_FORMATTING, record, 0, 0)
            used.type(record, "title: [\n")
            assert not await used.ask(types.TEXT_DOCUMENT_FORMATTING, record, 0, 0)

    run(session())


@pytest.mark.parametrize(
    "name", ["hover", "completions", "symbols", "definition", "formatting", "code_actions"]
)
def test_a_bug_is_written_to_the_log_and_answered_with_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    site = write_site(tmp_path / "site")
    record = record_of(site)

    def fail(*_: object, **__: object) -> None:
        raise KeyError("a secret of the record")

    module = actions if name == "code_actions" else features
    monkeypatch.setattr(module, "outline" if name == "code_actions" else name, fail)
    methods = {
        "hover": types.TEXT_DOCUMENT_HOVER,
        "completions": types.TEXT_DOCUMENT_COMPLETION,
        "symbols": types.TEXT_DOCUMENT_DOCUMENT_SYMBOL,
        "definition": types.TEXT_DOCUMENT_DEFINITION,
        "formatting": types.TEXT_DOCUMENT_FORMATTING,
    }

    async def session() -> None:
        used = Editor()
        await used.start(site)
        await used.open(record)
        if name in methods:
            assert await used.ask(methods[name], record, 0, 1) is None
        else:
            assert await used.actions(record) == []
        await used.stop()
        (message,) = used.log
        assert "failed with KeyError (test_server.py, line " in message
        assert "secret" not in message

    run(session())


def test_a_bug_in_a_check_is_written_to_the_log(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = write_site(tmp_path / "site")
    record = record_of(site)
    findings = LiveSite.findings

    def fail(self: LiveSite, file: str, text: str, now: datetime) -> tuple[Diagnostic, ...]:
        if "boom" in text:
            raise RuntimeError("a secret of the record")
        return findings(self, file, text, now)

    monkeypatch.setattr(LiveSite, "findings", fail)

    async def session() -> None:
        used = Editor()
        await used.start(site)
        await used.open(record)
        used.type(record, "title: boom")
        await asyncio.sleep(2 * CHECK_DELAY)
        used.type(record, SMALLEST_RECORD)
        assert await used.findings(record) == []
        await used.stop()
        (message,) = used.log
        assert "the check failed with RuntimeError" in message

    run(session())


def test_a_rule_with_a_bug_is_a_finding(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = write_site(tmp_path / "site")

    def fail(subject: object) -> Iterator[Finding]:
        raise KeyError("a bug")

    monkeypatch.setattr(
        runner,
        "RECORD_RULES",
        [
            replace(rule, check=fail) if rule.id == "unknown-component" else rule
            for rule in registry.RECORD_RULES
        ],
    )

    async def session() -> None:
        async with editor(site) as used:
            assert rules(await used.open(record_of(site))) == ["rule-failed"]

    run(session())


def test_a_finding_links_to_the_page_of_its_rule(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    text = SMALLEST_RECORD.replace("component: search", "component: serch")

    async def session() -> None:
        async with editor(site, handbook="https://afterword.example/") as used:
            (found,) = await used.open(record_of(site), text)
            assert found.code_description
            address = "https://afterword.example/handbook/record-rules/#unknown-component"
            assert found.code_description.href == address
            hover = await used.ask(types.TEXT_DOCUMENT_HOVER, record_of(site), 2, 18)
            assert f"({address})" in hover.contents.value

    run(session())


def test_nothing_is_written(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    before = sorted(site.rglob("*"))

    async def session() -> None:
        async with editor(site) as used:
            await used.open(record_of(site))
            await used.open(site / "status.yml")
            await used.actions(record_of(site))

    run(session())
    assert sorted(site.rglob("*")) == before
