"""Findings with everything that a record could smuggle into a log, and a reader of GitHub's commands."""

from __future__ import annotations

from dataclasses import replace
from typing import NamedTuple

from afterword.diagnostics import Diagnostic, Location, Severity
from afterword.report.report import Report

FILE = "incidents/2026/2026-11-20-search-is-slow.yml"
TEXT = """\
title: "🎉🎉 Search, 100 %: slow"
windows:
  - {component: serch, level: degraded, start: 2026-11-20 09:40}
"""
HOSTILE = (
    "`a, b: 100 %25\r\n::set-output name=x::y\n##[add-matcher]x"
    '\x1b[31m\x9b31m\u202e\x00<&">]]> [a](https://evil.example)` {0} is wrong'
)
BROKEN = Diagnostic(
    "unknown-component", Severity.ERROR, Location(FILE, 3, 17, 3, 22), HOSTILE, "component: search\n::x"
)
NOTE = Diagnostic("long-title", Severity.WARNING, Location(FILE, 1, 12, 1, 18), "the title is long")
WHOLE = Diagnostic(
    "record-id", Severity.INFO, Location("incidents/2026/a b ü,%:.yml"), "`x` is not a valid id"
)
MULTILINE = replace(NOTE, location=Location(FILE, 2, 1, 3, 5))
FINDINGS = (NOTE, BROKEN, WHOLE)
REPORT = Report(
    FINDINGS, {FILE: TEXT}, records=3, files=("status.yml", FILE, WHOLE.location.file), folder="my site"
)

CONTROLS = {chr(code) for code in (*range(32), *range(127, 160))} - {"\n"} | {"\u202e"}


class Command(NamedTuple):
    """A workflow command as GitHub's runner reads it."""

    name: str
    properties: dict[str, str]
    message: str


def commands(text: str) -> list[Command]:
    """Read a log as the runner does: every line that begins with two colons, blanks aside, is a command."""
    return [_command(line.strip()) for line in text.splitlines() if line.strip().startswith("::")]


def _command(line: str) -> Command:
    head, _, message = line[2:].partition("::")
    name, _, typed = head.partition(" ")
    properties = dict(each.split("=", 1) for each in typed.split(",")) if typed else {}
    return Command(
        name, {key: _unescaped(value, "3A", "2C") for key, value in properties.items()}, _unescaped(message)
    )


def _unescaped(text: str, *more: str) -> str:
    for code in ("0D", "0A", *more, "25"):
        text = text.replace(f"%{code}", chr(int(code, 16)))
    return text
