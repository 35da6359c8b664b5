"""The samples of the handbook and of the README.

What a fenced block is, its language and the line above it say:

    yaml                          a part of a record (on site.md: of status.yml) in which nothing is found
    `status.yml`:                 the same of status.yml
    `incidents/….yml`:            a whole record in which nothing is found
    Fails with `RULE`:            a whole record that breaks just this rule; or `FILE`, fails with `RULE`:
    Passes:                       a whole record, or several files as the page of a rule shows them
    `FILE`:, json                 a file of another tool, which can be read
    console                       commands behind `$ `, and what they print
    text, sh                      not run: what is no input, and what needs a network or another program

Commands run in one folder for each page, from top to bottom, and find there the files that the page shows
under their names, status.yml excepted. They must print what the page shows: `…` stands for anything, alone in
a line for any lines. What stands behind a question is typed. A command succeeds, unless a comment behind it
names another exit status. Views of records are as in a terminal of 80 columns. A comment of the page,
`<!-- now: 2026-11-20 09:52 -->`, sets the clock (UTC).
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from afterword.checks.samples import SAMPLE_FILE, before_and_after, sample_files
from tests.sites import REPOSITORY

PAGES = (*sorted((REPOSITORY / "docs" / "handbook").rglob("*.md")), REPOSITORY / "README.md")
KINDS = {"yaml", "json", "console", "text", "sh"}
SITE = """\
page: {name: Example, id: example, url: https://status.example.com/}
timezone: UTC
components: [{id: search, name: Search}, {id: api, name: API}]
review: {silence: 52 weeks}
"""
RECORD = "title: Search is slow\nsummary: Searches took several seconds.\n"

_CLOCK = r"^<!-- now: (?P<now>.*) -->$"
_CAPTION = r"^(?:`(?P<file>[\w./-]+)`)?(?:, )?(?P<whole>[Pp]asses|[Ff]ails with `(?P<fails>[a-z-]+)`)?:$\n\n"
_FENCE = rf"(?:{_CAPTION})?^```(?P<kind>\w*)\n(?P<text>(?s:.*?))^```$"
_PART = re.compile(f"{_CLOCK}|{_FENCE}", re.MULTILINE)
_COMMAND = re.compile(r"\$ (?P<said>.*?)(?:  # exit status (?P<status>\d+))?\n(?P<shown>(?:(?!\$ ).*\n)*)")
_ANSWER = re.compile(r"^[^✗\n]*?[])…]: ?(.*)$", re.MULTILINE)


class Command(NamedTuple):
    """A command, its exit status, its output (a regular expression), and what the user types while it runs."""

    said: str
    status: int
    prints: str
    typed: str


class Part(NamedTuple):
    """A fenced block of a page, or a comment that sets the clock; `fails` is the rule that it breaks."""

    page: Path
    line: int
    now: str
    kind: str
    file: str
    fails: str
    whole: bool
    text: str

    @property
    def files(self) -> dict[str, str]:
        """The files of a site that contains this sample."""
        if self.file == "status.yml":
            return {self.file: _completed(self.text, SITE)}
        named = {self.file: self.text} if self.file else sample_files(before_and_after(self.text)[1])
        return {"status.yml": SITE, **(named if self.whole else {self._dated: _completed(self.text, RECORD)})}

    @property
    def base(self) -> dict[str, str] | None:
        """The files of the site before the change that this sample shows, None if it shows none."""
        before, _ = before_and_after(self.text)
        return None if before is None else {"status.yml": SITE, **sample_files(before)}

    @property
    def _dated(self) -> str:
        """The file of a sample that is a part of a record: its id begins with the day of its first window."""
        day = re.search(r"start: ((\d{4})-\d\d-\d\d)", self.text)
        return f"incidents/{day[2]}/{day[1]}-search-is-slow.yml" if day else SAMPLE_FILE

    @property
    def commands(self) -> Iterator[Command]:
        """The commands of a console block."""
        for found in _COMMAND.finditer(self.text if self.kind == "console" else ""):
            prints = re.escape(found["shown"].rstrip()).replace("…", ".*")
            prints = re.sub(r"(?m)^\.\*(?=\\?$)", "(?s:.*?)", prints)
            typed = "\n".join(_ANSWER.findall(found["shown"])) + "\n"
            yield Command(found["said"], int(found["status"] or 0), prints, typed)


def parts(page: Path) -> Iterator[Part]:
    """Yield the parts of a page in order."""
    text = page.read_text(encoding="utf-8")
    for found in _PART.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        now, kind, file, fails, body = (
            found[name] or "" for name in ("now", "kind", "file", "fails", "text")
        )
        if page.stem == "site" and kind == "yaml":
            file = "status.yml"
        whole = file != "status.yml" and bool(file or found["whole"])
        yield Part(page, line, now, kind, file, fails, whole, body)


def _completed(part: str, base: str) -> str:
    """Put the lines of the base before a part, except those of keys that the part has itself."""
    keys = set(re.findall(r"^(\w+):", part, re.MULTILINE))
    return "".join(line for line in base.splitlines(True) if line.partition(":")[0] not in keys) + part
