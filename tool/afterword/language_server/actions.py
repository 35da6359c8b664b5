"""Code actions: the fix of a finding, all fixes of a file, and the comment that suppresses a finding."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from lsprotocol import types

from afterword.diagnostics import Diagnostic
from afterword.editor.all_fixes import all_fixes
from afterword.editor.outline import outline
from afterword.editor.suppress import suppression
from afterword.fixes.registry import fix_for
from afterword.language_server import convert
from afterword.language_server.server import AfterwordServer, OpenFile, answering


@answering
async def code_actions(
    server: AfterwordServer, params: types.CodeActionParams
) -> list[types.CodeAction] | None:
    """Return what can be done about the findings in a range."""
    opened = await server.open_file(params.text_document.uri)
    if opened is None:
        return None
    findings = server.findings(opened)
    only = params.context.only
    actions: list[types.CodeAction] = []
    if only is None or _wanted(types.CodeActionKind.QuickFix, only):
        actions += _for_findings(server, opened, findings, params.range)
    if only is not None and _wanted(convert.FIX_ALL, only):
        actions += _fix_all(server, opened)
    return actions


def _wanted(kind: str, only: Sequence[types.CodeActionKind | str]) -> bool:
    asked = [getattr(each, "value", each) for each in only]
    return any(f"{kind}.".startswith(f"{each}.") or not each for each in asked)


def _for_findings(
    server: AfterwordServer, opened: OpenFile, findings: tuple[Diagnostic, ...], wanted: types.Range
) -> Iterator[types.CodeAction]:
    units = opened.units
    there = [each for each in findings if convert.overlaps(units.located(each.location), wanted)]
    for finding in there:
        fix = fix_for(finding, opened.text, opened.live.site)
        if fix:
            yield _action(fix.title, convert.text_edits(fix.edits, units), opened, finding, server.handbook)
    layout = outline(opened.lines)
    for finding in there:
        comment = suppression(finding, opened.live.site, layout, opened.lines)
        if comment:
            at = units.position(comment.line, 0)
            edit = types.TextEdit(types.Range(at, at), comment.text)
            title = f"Suppress {finding.rule} here (add the reason)"
            action = _action(title, [edit], opened, finding, server.handbook)
            action.is_preferred = False
            yield action


def _action(
    title: str, edits: list[types.TextEdit], opened: OpenFile, finding: Diagnostic, handbook: str
) -> types.CodeAction:
    return types.CodeAction(
        title=title,
        kind=types.CodeActionKind.QuickFix,
        diagnostics=[convert.diagnostic(finding, opened.units, handbook)],
        is_preferred=True,
        edit=types.WorkspaceEdit(changes={opened.uri: edits}),
    )


def _fix_all(server: AfterwordServer, opened: OpenFile) -> Iterator[types.CodeAction]:
    edits = all_fixes(opened.live, opened.file, opened.text, server.now())
    if edits:
        yield types.CodeAction(
            title="Fix everything that has one right answer",
            kind=convert.FIX_ALL,
            edit=types.WorkspaceEdit(changes={opened.uri: convert.text_edits(edits, opened.units)}),
        )
