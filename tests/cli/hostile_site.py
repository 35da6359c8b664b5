"""Sites whose texts, links and file names would control a terminal or the log of a build server, if just printed.

`VALID` is what a record may contain; the broken site has everything that is refused, and that messages quote.
"""

from __future__ import annotations

import re
from pathlib import Path

from tests.report.hostile import commands
from tests.repositories import commit, repository
from tests.sites import MKDOCS, write_site

SERVER_COMMAND = re.compile(r"##\w*\[")
STYLE = re.compile(r"\x1b\[(?:[0-4]|3[0-7])?(?:;(?:[0-4]|3[0-7]))*m")
UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028-\u202e\u2066-\u2069\ufeff]")
PERCENT = "x%1b%5d8;;https:%2f%2fe.example%07y%0a::error::z%0d%c2%9b31m%e2%80%a8%e2%80%ae.png"
"""A link whose decoded form has an escape sequence, a line that begins with a command, and an override."""
VALID = (
    "::error file=a::x",
    "##[group]x",
    "##vso[task.setvariable variable=x]y",
    "##teamcity[message text='x']",
    "section_start:1:x[collapsed=true] ::set-output name=x::y",
    "::add-mask::x",
)
CONTROLS = (
    "\x1b]8;;https://e.example\x07x",
    "\x1b[8mx",
    "\x9b31mx",
    "\x07x",
    "\u202egnp.x",
    "\u2028::error::x",
    "\x85::error::x",
    "\rx",
    "\u2066x",
)
ID = "2026-11-20-search-is-slow"
PLANNED = "2026-12-01-new-disks"
_BLOCK = "\n".join(VALID)


def _quoted(text: str) -> str:
    return "'" + text.replace("'", "''") + "'"


def _block(text: str, indent: int) -> str:
    return "|\n" + "".join(f"{' ' * indent}{line}\n" for line in text.split("\n")).rstrip("\n")


_NAME = _quoted(" ".join(VALID[:4]))
SITE = f"""\
page: {{name: {_NAME}, description: {_NAME}}}
timezone: UTC
review: {{rules: {{site-without-url: off, broken-link: warning}}}}
levels: [{{id: slow, name: {_quoted(VALID[0])}, status: degraded_performance, description: {_NAME}}}]
groups: [{{id: g, name: {_quoted(VALID[1])}, description: {_NAME}}}]
components:
  - {{id: search, name: {_quoted(VALID[0])}, group: g, description: {_NAME}}}
  - {{id: api, name: {_quoted(VALID[1])}}}
severities: [{{id: sev1, name: {_quoted(VALID[2])}, impact: major, description: {_NAME}}}]
"""
RECORD = f"""\
title: {_quoted(" ".join(VALID[:2]))}
severity: sev1
summary: {_block(_BLOCK, 2)}
windows:
  - {{id: w1, component: search, level: slow, start: 2026-11-20 09:40, label: {_NAME}, note: {_NAME},
     scope: {_quoted(VALID[1])}}}
  - {{id: w2, component: api, level: slow, start: 2026-11-20 09:41, end: 2026-11-20 09:50}}
updates:
  - at: 2026-11-20 09:52
    status: investigating
    body: {_block(_BLOCK, 6)}
  - {{at: 2026-11-20 10:20, status: identified, body: {_quoted(f"[x](https://e.example/{PERCENT})")}}}
timeline: [{{at: 2026-11-20 09:45, text: {_NAME}, component: search}}]
trigger: {{text: {_NAME}}}
root_causes: [{{id: c1, text: {_NAME}}}]
action_items: [{{id: a1, title: {_NAME}, owner: {_quoted(VALID[0])}, due: 2026-12-01, status: open}}]
unknowns: [{{what: {_NAME}, reason: pending}}]
post_mortem: {{status: draft, authors: [{_quoted(VALID[0])}], background: {_NAME}}}
internal: {{note: {_NAME}}}
"""
MAINTENANCE = f"""\
kind: maintenance
title: {_quoted(VALID[0])}
windows: []
scheduled: {{start: 2026-12-01 09:00, end: 2026-12-01 10:00}}
also_affected: [{{component: search, note: {_NAME}}}]
updates:
  - {{at: 2026-11-21 09:52, status: scheduled, body: {_NAME}}}
"""


def valid_site(folder: Path) -> Path:
    """Write a site that is valid, in a git repository with a commit in which one value was another."""
    site = write_site(folder, {ID: RECORD.replace("2026-11-20 09:41", "2026-11-20 09:44")}, SITE)
    repository(site)
    record = site / "incidents" / "2026" / f"{ID}.yml"
    record.write_text(RECORD, encoding="utf-8")
    (record.parent / f"{PLANNED}.yml").write_text(MAINTENANCE, encoding="utf-8")
    for name in ("##[group]x", "\x1b[8m\n::error::x"):  # MkDocs logs both names, and the link
        (site / "docs" / f"{name}.md").write_text(f"# x\n\n[x]({PERCENT}.md)\n", encoding="utf-8")
    commit(site)
    return site


def broken_site(folder: Path) -> Path:
    """Write a site with control characters in records and names of files, and in every other file that is read."""
    texts = {f"2026-11-20-broken-{number}": f"title: {text}\n" for number, text in enumerate(CONTROLS)}
    escapes = ["\\e]8;;x\\ay", "\\u009b31m", "\\u2028::error::x", "\\r\\n::error::x", "\\x1b[8m"]
    texts |= {f"2026-11-20-escape-{number}": f'title: "{text}"\n' for number, text in enumerate(escapes)}
    texts["2026-11-20-keys"] = f"title: Search is slow\n{_quoted(VALID[0])}: x\n? |\n  ::error::x\n: y\n"
    links = f"[y](/incidents/{PERCENT}/) ![z]({PERCENT})"
    texts[ID] = RECORD.replace("component: search", "component: '##[group]'") + f"limited_by: ['{links}']\n"
    site = write_site(folder, texts, SITE)
    repository(site)
    for number, text in enumerate((*CONTROLS, "\n::error::x", *VALID[1:2])):
        name = text.replace("/", "_")
        year = site / "incidents" / "2026"
        (year / f"2026-11-20-{name}.yml").write_text(RECORD, encoding="utf-8")
        (site / "docs" / f"{name}.md").write_text(f"# x\n\n[x]({PERCENT}.md)\n", encoding="utf-8")
        attached = year / f"2026-11-20-broken-{number}"
        attached.mkdir(exist_ok=True)
        (attached / f"{name}.png").write_bytes(b"<script>")
    (site / "mkdocs.yml").write_text(
        f'{MKDOCS}"\\e[8m::error::x": 1\nsite_url: "\\u009b\\n::error::x"\nplugins: [afterword, "##[x]\\a"]\n',
        encoding="utf-8",
    )
    pages = site / "templates" / "pages"
    pages.mkdir(parents=True)
    (pages / "incident.html.j2").write_text("{{ '\x1b]0;x\x07' | nothing }}\n", encoding="utf-8")
    commit(site)
    return site


def obeyed(text: str) -> list[str]:
    """Return the lines of a text that a terminal or a build server would obey."""
    plain = STYLE.sub("", text).replace("\r\n", "\n")
    found = [line for line in plain.split("\n") if UNPRINTABLE.search(line) or SERVER_COMMAND.search(line)]
    own = {"error", "warning", "notice"} if "::error file=" in text or "::warning file=" in text else set()
    return found + [
        each.name for each in commands(plain) if each.name not in own or not each.properties.get("title")
    ]
