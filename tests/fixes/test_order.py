"""Entries are moved into the order of time if a second sign agrees, with their comments, and nothing else moves."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.fixes.fixing import FILE, fix_site, site_with

HEAD = "title: Search is slow\nsummary: Searches took several seconds.\n"
REVIEWED = """\
page: {name: Example, id: example, url: https://status.example.com/}
timezone: UTC
components: [{id: search, name: Search}]
"""


def fixed(folder: Path, text: str) -> str:
    fix_site(site_with(folder, HEAD + text, REVIEWED))
    assert fix_site(folder) == []
    return (folder / FILE).read_text().removeprefix(HEAD)


def test_updates_move_with_their_comments_and_blank_lines_stay(tmp_path: Path) -> None:
    before = """\
updates:
  - at: 2026-11-20 10:20
    status: resolved
    body: |
      Searches are fast again.

      We will write a report.
    # sent by mail, too

  # from the notes
  - at: 2026-11-20 09:52 # about
    status: investigating
    body: Searches take several seconds.
  - {at: 2026-11-20 10:00, status: identified, body: We have found the cause.}

tags: [search]
"""
    after = """\
updates:
  # from the notes
  - at: 2026-11-20 09:52 # about
    status: investigating
    body: Searches take several seconds.

  - {at: 2026-11-20 10:00, status: identified, body: We have found the cause.}
  - at: 2026-11-20 10:20
    status: resolved
    body: |
      Searches are fast again.

      We will write a report.
    # sent by mail, too

tags: [search]
"""
    assert fixed(tmp_path, before) == after


FIRST = "{at: 2026-11-20 09:52, status: investigating, body: Searches are slow.}"
LAST = "{at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}"


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (f"updates: [{LAST}, {FIRST}]\n", f"updates: [{FIRST}, {LAST}]\n"),
        (f"updates:\n- {LAST}\n- {FIRST}\n", f"updates:\n- {FIRST}\n- {LAST}\n"),
        (f"updates:\n  - {LAST}\n  - {FIRST}", f"updates:\n  - {FIRST}\n  - {LAST}"),
        (
            f"updates:\n  - {LAST}\n  - {FIRST.replace('11-20', '11-19')}\n  - {FIRST.replace('11-20', '11-18')}\n",
            f"updates:\n  - {FIRST.replace('11-20', '11-18')}\n  - {FIRST.replace('11-20', '11-19')}\n  - {LAST}\n",
        ),
    ],
    ids=["brackets", "dashes below the key", "no final line break", "newest first"],
)
def test_every_layout_of_a_list_is_kept(before: str, after: str, tmp_path: Path) -> None:
    assert fixed(tmp_path, before) == after


@pytest.mark.parametrize(
    "text",
    [
        f"updates:\n  # the first one\n  - {LAST}\n  - {FIRST}\n",
        f"updates:\n  - {LAST}\n\n  # a comment on its own\n\n  - {FIRST}\n",
        f"updates: [{LAST}, # why\n  {FIRST}]\n",
        f"updates:\n  -\n    at: 2026-11-20 10:20\n    status: resolved\n    body: Fast.\n  - {FIRST}\n",
        f"updates:\n  - {LAST.replace('resolved', 'monitoring')}\n  - {FIRST.replace('investigating', 'resolved')}\n",
        f"updates:\n  - {LAST}\n  - {FIRST.replace('11-20', '11-19')}\n",
    ],
    ids=[
        "a comment at the top",
        "a comment of no entry",
        "a comment in brackets",
        "a dash on its own line",
        "states that would go back",
        "another day",
    ],
)
def test_what_is_not_certain_stays(text: str, tmp_path: Path) -> None:
    assert fixed(tmp_path, text) == text


LATE = "{at: 2026-11-20 10:02, kind: action, text: A replica is added.}"
EARLY = "{at: 2026-11-20 09:48, kind: detection, text: The alert goes off.}"


def test_events_move(tmp_path: Path) -> None:
    end = f"updates: [{LAST}]\n"
    before, after = f"timeline:\n  - {LATE}\n  - {EARLY}\n{end}", f"timeline:\n  - {EARLY}\n  - {LATE}\n{end}"
    assert fixed(tmp_path, before) == after


def test_events_at_about_a_time_stay(tmp_path: Path) -> None:
    text = f"timeline:\n  - {LATE}\n  - {EARLY}\n  - {LATE.replace('10:02', '10:30~')}\nupdates: [{LAST}]\n"
    assert fixed(tmp_path, text) == text


def test_periods_of_maintenance_move_unless_they_overlap(tmp_path: Path) -> None:
    first, second = "{start: 2026-11-24 22:00, end: 2026-11-24 23:00}", "{start: 2026-11-25 22:00}"
    update = "{at: 2026-11-13 10:00, status: scheduled, body: Searches may be slow on two evenings.}"
    rest = f"updates: [{update}]\n"
    before = f"kind: maintenance\nscheduled:\n  - {second} # if needed\n  - {first}\n{rest}"
    after = f"kind: maintenance\nscheduled:\n  - {first}\n  - {second} # if needed\n{rest}"
    assert fixed(tmp_path, before) == after
    overlapping = before.replace("11-24 23:00", "11-25 23:00")
    assert fixed(tmp_path, overlapping) == overlapping
