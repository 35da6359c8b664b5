"""Joining entries: what is joined, where it goes, and what is left to git."""

from __future__ import annotations

from functools import partial

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.app.merge_records import Sides, merge_record
from afterword.records.decode import decode_record, decode_site
from afterword.records.record import Record
from afterword.source.git_merge import Labels, MergedFile, merge_file
from tests.sites import SMALL_SITE

NAME = "2026-11-20-search-is-slow.yml"
BASE = """\
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40}
updates:
  # oldest first
  - at: 2026-11-20 09:52
    status: investigating
    body: >
      Searches take several seconds.
action_items:
  - {id: a1, title: Warm the cache, status: open}  # agreed
tags: [cache]
"""
OURS = "  - {at: 2026-11-20 10:20, status: monitoring, body: A fix is out.}\n"
THEIRS = "  # sent by support\n  - {at: 2026-11-20 10:05, status: identified, body: A cache was empty.}\n"
A2 = "  - {id: a2, title: Alert on an empty cache, status: open}\n"
A3 = "  - id: a3\n    title: Add a replica\n    status: open\n    # ask the owner\n"
SITE = decode_site("status.yml", SMALL_SITE.encode()).model
by_git = partial(merge_file, marker_size=7, labels=Labels("ours", "base", "theirs"))


def with_update(text: str, *updates: str) -> str:
    return text.replace("action_items:", "".join(updates) + "action_items:")


def with_action(text: str, *actions: str) -> str:
    return text.replace("tags:", "".join(actions) + "tags:")


def merged(base: str, ours: str, theirs: str) -> str:
    """Merge without a conflict, in both directions."""
    found = {one(base, *sides) for sides in ((ours, theirs), (theirs, ours))}
    (text,) = found
    return text


def one(base: str, ours: str, theirs: str) -> str:
    result = merge(base, ours, theirs)
    assert not result.has_conflicts, result.data.decode()
    return result.data.decode()


def merge(base: str, ours: str, theirs: str) -> MergedFile:
    assert SITE
    return merge_record(NAME, Sides(base.encode(), ours.encode(), theirs.encode()), SITE, by_git)


def as_by_git(base: str, ours: str, theirs: str) -> bool:
    return merge(base, ours, theirs) == by_git(base.encode(), ours.encode(), theirs.encode())


def record(text: str) -> Record:
    assert SITE
    decoded = decode_record(NAME, text.encode(), SITE)
    assert decoded.model, decoded.diagnostics
    assert not decoded.diagnostics
    return decoded.model


def test_updates_of_both_sides_are_in_the_order_of_their_times() -> None:
    assert merged(BASE, with_update(BASE, OURS), with_update(BASE, THEIRS)) == with_update(BASE, THEIRS, OURS)


def test_entries_of_several_lists_are_joined() -> None:
    ours, theirs = with_action(with_update(BASE, OURS), A2), with_action(with_update(BASE, THEIRS), A3)
    assert merged(BASE, ours, theirs) == with_action(with_update(BASE, THEIRS, OURS), A2, A3)


def test_an_update_before_all_others_stays_below_the_comment_about_the_list() -> None:
    early = "  - {at: 2026-11-20 09:45, status: investigating, body: We are looking.}\n"
    ours = BASE.replace("oldest first\n", f"oldest first\n{early}")
    assert merged(BASE, ours, with_update(BASE, OURS)) == with_update(ours, OURS)


def test_an_edited_update_next_to_a_new_one_is_no_conflict() -> None:
    edited = BASE.replace("several seconds", "many seconds")
    assert merged(BASE, edited, with_update(BASE, OURS)) == with_update(edited, OURS)


def test_a_new_list_on_both_sides_is_joined() -> None:
    key, first = "timeline:\n", "  - {at: 2026-11-20 09:41, text: A replica stops.}\n"
    second = "  - {at: 2026-11-20 09:50, text: The alert fires.}\n"
    assert merged(BASE, BASE + key + second, BASE + key + first) == BASE + key + first + second


def test_a_list_that_was_empty_is_joined() -> None:
    base, key = BASE + "timeline:\n", "  - {at: 2026-11-20 09:%s, text: An event.}\n"
    assert merged(base, base + key % 41, base + key % 50) == base + key % 41 + key % 50


def test_files_with_line_breaks_of_windows_are_joined_and_keep_them() -> None:
    windows = [
        text.replace("\n", "\r\n") for text in (BASE, with_update(BASE, OURS), with_update(BASE, THEIRS))
    ]
    base, ours, theirs = windows
    assert merged(base, ours, theirs) == with_update(BASE, THEIRS, OURS).replace("\n", "\r\n")
    reworded = [
        text.replace("Searches take several seconds.", word)
        for text, word in zip(windows, "abc", strict=True)
    ]
    result = merge(*reworded)
    assert result.has_conflicts
    assert result.data.count(b"\r\n") == result.data.count(b"\n")


def test_a_file_without_a_final_line_break_is_joined() -> None:
    base = BASE.removesuffix("tags: [cache]\n").removesuffix("\n")
    ours, theirs = (f"{base}\n{each.removesuffix(chr(10))}" for each in (A2, A3))
    assert merged(base, ours, theirs) == f"{ours}\n{A3.removesuffix(chr(10))}"


def test_numbers_in_ids_count_as_numbers() -> None:
    ninth, tenth = (A2.replace("a2", each) for each in ("a9", "a10"))
    assert merged(BASE, with_action(BASE, tenth), with_action(BASE, ninth)) == with_action(BASE, ninth, tenth)


def test_the_same_addition_on_both_sides_is_there_once() -> None:
    both = with_update(BASE, THEIRS)
    assert merged(BASE, both, with_update(BASE, THEIRS, OURS)) == with_update(BASE, THEIRS, OURS)


def test_events_of_one_minute_stay_in_their_order() -> None:
    event = "  - {at: 2026-11-20 09:41, text: %s}\n"
    base = f"{BASE}timeline:\n{event % 'One.'}{event % 'Two.'}"
    late = "  - {at: 2026-11-20 09:55, text: Four.}\n"
    assert merged(base, base + event % "Three.", base + late) == base + event % "Three." + late


@pytest.mark.parametrize(
    ("ours", "theirs"),
    [
        (with_update(BASE, OURS), with_update(BASE, OURS.replace("is out", "is live"))),
        (with_action(BASE, A2), with_action(BASE, A2.replace("Alert", "Page"))),
        (BASE.replace("seconds", "minutes"), BASE.replace("seconds", "hours")),
        (BASE.replace("09:52", "09:53"), BASE.replace("09:52", "09:54")),
        (BASE.replace("is slow", "was slow"), BASE.replace("is slow", "is down")),
        (
            BASE.replace(
                "updates:", "  - {component: api, level: degraded, start: 2026-11-20 09:50}\nupdates:"
            ),
            BASE.replace(
                "updates:", "  - {component: api, level: degraded, start: 2026-11-20 09:51}\nupdates:"
            ),
        ),
    ],
    ids=["same time", "same id", "same text", "moved time", "title", "same component"],
)
def test_what_both_sides_may_mean_alike_is_the_conflict_that_git_makes_of_it(ours: str, theirs: str) -> None:
    assert as_by_git(BASE, ours, theirs)
    assert merge(BASE, ours, theirs).has_conflicts


@pytest.mark.parametrize(
    ("base", "ours", "theirs"),
    [
        (BASE, with_update(BASE, OURS).replace("title:", "titel:"), with_update(BASE, THEIRS)),
        ("", BASE, with_update(BASE, THEIRS)),
        (
            BASE,
            with_update(BASE, OURS).replace("\n", "\r\n"),
            with_update(BASE, THEIRS),
        ),
        (BASE, with_update(BASE, OURS.replace("10:20", "09:50")), with_update(BASE, THEIRS)),
        (BASE, BASE.replace("[cache]", "[cache, index]"), BASE.replace("[cache]", "[cache, query]")),
        (BASE, with_update(BASE, OURS).replace("  - ", "- "), with_update(BASE, THEIRS)),
    ],
    ids=["error", "both new", "line breaks", "not in time", "in brackets", "other indentation"],
)
def test_what_cannot_be_joined_is_merged_as_git_does(base: str, ours: str, theirs: str) -> None:
    assert as_by_git(base, ours, theirs)


def test_a_removed_update_leaves_the_list_to_git() -> None:
    base = with_update(BASE, THEIRS)
    assert as_by_git(base, with_update(BASE, OURS), with_update(base, OURS.replace("10:20", "10:30")))


def test_only_what_is_a_conflict_is_one() -> None:
    ours = with_update(BASE.replace("is slow", "was slow"), OURS)
    theirs = with_update(BASE.replace("is slow", "is down"), THEIRS)
    result = merge(BASE, ours, theirs)
    assert result.has_conflicts
    text = result.data.decode()
    assert text.count("<<<<<<< ours") == 1
    assert text.endswith(with_update(BASE, THEIRS, OURS).partition("windows:")[2])


def test_new_windows_of_different_components_are_joined() -> None:
    api, other = (
        f"  - {{component: {each}, level: degraded, start: 2026-11-20 09:{minute}}}\n"
        for each, minute in (("api", 45), ("web", 42))
    )
    ours, theirs = (BASE.replace("updates:", f"{each}updates:") for each in (api, other))
    assert merged(BASE, ours, theirs) == BASE.replace("updates:", f"{other}{api}updates:")


def test_a_join_that_gives_errors_is_left_to_git() -> None:
    key = "links:\n  - {title: One, url: https://example.com/1}\n"
    ours, theirs = BASE + key, BASE.replace("windows:", f"{key.replace('1', '2')}windows:")
    assert as_by_git(BASE, ours, theirs)


minutes = st.sets(st.integers(0, 59), max_size=6)


@given(minutes, minutes, st.sampled_from(["flow", "block", "commented"]))
@settings(max_examples=25, deadline=None)
def test_disjoint_additions_are_all_there_in_order_and_only_once(
    first: set[int], second: set[int], style: str
) -> None:
    base = with_update(BASE, update(30, "flow"))
    ours, theirs = (
        at_their_times(base, (first if own else second - first) - {30}, style) for own in (True, False)
    )
    text = merged(base, ours, theirs)
    times = [each.at.minute for each in record(text).updates if each.at.hour == 10]
    assert times == sorted(first | second | {30})
    assert merged(base, text, theirs) == text
    assert merged(ours, text, ours) == text
    assert {*base.splitlines(), *ours.splitlines(), *theirs.splitlines()} == {*text.splitlines()}


def at_their_times(base: str, minutes: set[int], style: str) -> str:
    middle = update(30, "flow")
    before, after = (
        "".join(update(each, style) for each in sorted(minutes) if (each < 30) == early)
        for early in (True, False)
    )
    return base.replace(middle, before + middle + after)


def update(minute: int, style: str) -> str:
    at = f"2026-11-20 10:{minute:02}"
    if style == "flow":
        return f"  - {{at: {at}, status: update, body: Text {minute}.}}\n"
    comment = f"  # {minute}\n\n" if style == "commented" else ""
    return f"{comment}  - at: {at}\n    status: update\n    body: |\n      Text {minute}.\n\n      More {minute}.\n"
