"""A bad week, typed into a terminal: each step is one command, after which the site has no problems."""

from __future__ import annotations

import re
from pathlib import Path
from typing import NamedTuple

import pytest
from click.testing import CliRunner

from afterword.cli import cli
from tests.cli.terminal import Terminal, terminal
from tests.repositories import commit, repository

pytestmark = pytest.mark.slow

SLOW = "2026-11-16-search-is-slow"
UPGRADE = "2026-11-18-database-upgrade"
ANSWERS = """\
detection: {method: alert}
impact: {customers_affected: ~300}
trigger: {kind: maintenance, text: A restart emptied the cache.}
root_causes:
  - {id: cold-cache, text: A restart empties the cache.}
limited_by:
  - The API does not use the cache.
lessons:
  went_well:
    - The alert came within five minutes.
"""


PICTURE = bytes.fromhex(
    "89504e470d0a1a0a0000000d4948445200000001000000010802000000907753de"
    "0000000c49444154789c63f8cfc000000301010018dd8db00000000049454e44ae426082"
)


class Step(NamedTuple):
    """A command, when it is typed, and what its preview shows.

    One that is `short` may take no more than 25 keys beside those of its text. What is not `committed` nobody has seen.
    """

    now: str
    words: tuple[str, ...]
    shows: tuple[str, ...]
    answer: str = "\n"
    is_short: bool = False
    is_committed: bool = True

    @property
    def keys(self) -> int:
        """The number of keys that it takes beside those of its text, with Enter."""
        text = next((each for each in self.words if " " in each), "")
        line = " ".join(("afterword", *(f'"{each}"' if " " in each else each for each in self.words)))
        return len(f"{line}\n{self.answer}") - len(text)


WEEK = (
    Step(
        "2026-11-16 10:05",
        ("update", "-m", 'Found it: the cache was "emptied" # by a restart 🎉', "-s", "ident", "--next", "30m"),
        ("+ updates (2026-11-16 10:05)", "status: identified", "next_update: 2026-11-16 10:35"),
    ),
    Step(
        "2026-11-16 10:10",
        ("update", "It has become worse: many searches fail.", "s=p"),
        ("+ windows.end (search 2026-11-16 09:40): 2026-11-16 10:10", "levels: {search: partial_outage}"),
        is_short=True,
    ),
    Step("2026-11-16 10:11", ("level", "w=d"), ("component: web", "level: degraded"), is_short=True),
    Step(
        "2026-11-16 10:12",
        ("new", "Searches time out", "api=degraded", "--severity", "sev3", "--start", "10:08", "--message",
         "Some searches run into a time limit."),
        ("Wrote incidents/2026/2026-11-16-searches-time-out.yml",),
        "",
        is_committed=False,
    ),
    Step(
        "2026-11-16 10:13",
        ("merge", "search-is", "time-out"),
        ("body: Some searches run into a time limit.", "− page: incidents/2026-11-16-searches-time-out/"),
    ),
    Step(
        "2026-11-16 10:34",
        ("resolve", "-m", "Searches are fast again.", "--at", "10:30"),
        ("+ windows.end (web 2026-11-16 10:11): 2026-11-16 10:30", "+ time to resolve: 50 min"),
    ),
    Step(
        "2026-11-16 11:10",
        ("reopen", "-m", "Searches are slow again."),
        ("status: investigating", "− time to resolve: 50 min"),
    ),
    Step(
        "2026-11-16 11:40",
        ("resolve", "Searches are fast again, after another restart."),
        ("status: resolved", "+ time to resolve, with pauses: 2 h"),
        is_short=True,
    ),
    Step(
        "2026-11-16 14:00",
        ("maintenance", "schedule", "Database upgrade", "api", "--start", "wed 02:00", "--end", "2h"),
        ("+ scheduled (2026-11-18 02:00)", f"Wrote incidents/2026/{UPGRADE}.yml"),
        "\n\n",
    ),
    Step(
        "2026-11-17 09:00",
        ("maintenance", "move", "upgrade", "--start", "thu 02:00", "-m", "The upgrade moves to Thursday."),
        ("~ scheduled", "2026-11-19 02:00", "body: The upgrade moves to Thursday."),
    ),
    Step(
        "2026-11-19 02:30",
        ("maintenance", "start", "upgrade", "-m", "The upgrade begins later than we announced."),
        ("status: in_progress", "component: api"),
    ),
    Step(
        "2026-11-19 03:30",
        ("maintenance", "move", "upgrade", "--end", "05:00", "-m", "The upgrade takes an hour longer."),
        ("2026-11-19 04:00 → 2026-11-19 05:00",),
    ),
    Step(
        "2026-11-19 04:30",
        ("maintenance", "finish", "upgrade", "-m", "The upgrade is complete."),
        ("status: completed", "2026-11-19 04:30"),
    ),
    Step(
        "2026-11-19 09:00",
        ("maintenance", "schedule", "New disks", "search", "--start", "sat 02:00", "--end", "2h"),
        ("Wrote incidents/2026/2026-11-21-new-disks.yml",),
        "\n\n",
    ),
    Step(
        "2026-11-19 10:00",
        ("maintenance", "cancel", "disks", "The disks have not arrived."),
        ("status: cancelled",),
    ),
    Step(
        "2026-11-19 10:02",
        ("split", "search-is", "--window", "3", "--window", "6", "--title", "Pages open slowly", "--summary",
         "Pages of the web app took seconds."),
        ("Pages open slowly", "+ corrections"),
    ),
    Step(
        "2026-11-19 10:05",
        ("draft", "is-slow"),
        ("+ post_mortem.status: draft", "What stays internal"),
        is_short=True,
    ),
    Step(
        "2026-11-19 10:10",
        ("event", "search-is", "-m", "A restart empties the cache.", "--at", "2026-11-16 09:39", "--kind", "change"),
        ("+ timeline (2026-11-16 09:39)",),
    ),
    Step(
        "2026-11-19 10:12",
        ("event", "search-is", "The queue grows. ![Length of the queue](queue.png)", "--at", "2026-11-16 09:50",
         "--attach", "../queue.png"),
        ("+ timeline (2026-11-16 09:50)", "queue.png", "and changed 1 more"),
    ),
    Step(
        "2026-11-19 10:15",
        ("action", "add", "search-is", "-m", "Fill the cache before a restart", "--owner", "team-search", "--due",
         "+30d", "--type", "prevent", "--priority", "p1", "--tracker", "OPS-1"),
        ("+ action_items (a1)", "due: 2026-12-19"),
    ),
)  # fmt: skip
PUBLISHED = (
    Step("2026-11-20 09:00", ("publish",), ("draft → in_review",), is_short=True),
    Step(
        "2026-11-20 15:00",
        ("publish", "search-is"),
        ("in_review → published", "+ timeline (2026-11-16 09:39)"),
    ),
    Step(
        "2026-11-20 16:00",
        ("component", "rename", "web", "web-app"),
        ("id: web-app", "aliases: [web]", "1 record names it"),
    ),
    Step("2026-11-20 16:05", ("component", "retire", "api", "--on", "2026-11-20"), ("until",)),
    Step("2026-11-20 16:10", ("rename", UPGRADE, "database-upgraded"), ("+ aliases",)),
    Step("2026-11-20 16:15", ("hide", "search-is", "--action", "a1"), ("action_items",)),
    Step(
        "2026-11-20 16:18",
        (
            "new",
            "Only a test",
            "api=degraded",
            "--severity",
            "sev3",
            "--start",
            "16:15",
            "--message",
            "Calls of the API are slow.",
        ),
        ("Wrote incidents/2026/2026-11-20-only-a-test.yml",),
        "",
        is_committed=False,
    ),
    Step(
        "2026-11-20 16:19",
        ("delete", "a-test"),
        ("! No commit has all of it", "Deleted incidents/2026/2026-11-20-only-a-test.yml"),
        "y\n",
    ),
    Step(
        "2026-11-20 16:20",
        ("correct", "search-is", "-m", "We had left out who found the cause."),
        ("+ corrections",),
    ),
)


def test_a_bad_week(tmp_path: Path) -> None:
    with terminal() as typing:
        _live_through(tmp_path / "our status", typing)


def _live_through(site: Path, typing: Terminal) -> None:
    _init(site, typing)
    for step in WEEK:
        _take(site, typing, step)
    assert [(each.words, each.keys) for each in (*WEEK, *PUBLISHED) if each.is_short and each.keys > 25] == []
    record = site / "incidents" / "2026" / f"{SLOW}.yml"
    text = record.read_text(encoding="utf-8").replace("post_mortem:\n", f"{ANSWERS}post_mortem:\n")
    text = text.replace("An update is published", "Customers read what is being done")
    record.write_text(text, encoding="utf-8")
    _take(site, typing, Step("2026-11-19 11:00", ("fmt",), ("was formatted",), ""))
    for step in PUBLISHED:
        _take(site, typing, step)


def _init(site: Path, typing: Terminal) -> None:
    names = ("--component", "Search", "--component", "API", "--component", "Web")
    output = typing.type(
        site.parent, "init", str(site), "--name", "Acme", *names, "--url", "https://status.example.com/", "--since",
        "2026-01-01", "--now", "2026-11-16 08:00",
    )  # fmt: skip
    assert "status.yml" in output
    repository(site)
    output = typing.type(
        site, "--now", "2026-11-16 09:52", "new", "Search is slow", "search=degraded", "--severity", "sev3",
        "--start", "09:40", "--message", "Searches take several seconds.",
    )  # fmt: skip
    assert f"Wrote incidents/2026/{SLOW}.yml" in output
    (site.parent / "queue.png").write_bytes(PICTURE)
    commit(site)


def _take(site: Path, typing: Terminal, step: Step) -> None:
    now = () if step.words[0] == "fmt" else ("--now", step.now)
    output = typing.type(site, *step.words, *now, answer=step.answer)
    shown = " ".join(output.split())
    for each in step.shows:
        assert " ".join(each.split()) in shown, output
    result = CliRunner().invoke(cli, ["check", "--strict", "--root", str(site), "--now", step.now])
    assert re.search(r"no problems|info in \d+ of", result.output), result.output
    if step.is_committed:
        commit(site)
