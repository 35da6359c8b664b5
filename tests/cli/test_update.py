"""`afterword update`, `level`, `resolve`, `reopen` and `window` edit the record that is open."""

from __future__ import annotations

import re
import shlex
import stat
from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.cli import cli
from tests.cli.editing_site import (
    NOW,
    OPEN,
    OPEN_ID,
    OVER,
    OVER_ID,
    SITE,
    edit,
    edited,
    editing_site,
    record_file,
)
from tests.sites import write_site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return editing_site(tmp_path / "a site")


UPDATE = """\
  - at: 2026-11-20 10:00
    status: update
    body: >-
      Found it: the cache # really
"""


def test_an_update_is_added_to_the_only_open_record(site: Path) -> None:
    text = edited(site, "update", "-m", "Found it: the cache # really")
    assert text == OPEN.replace("# The end.\n", f"{UPDATE}# The end.\n")


def test_a_word_with_a_space_is_the_text(site: Path) -> None:
    typed = edited(site, "update", "s=p", "open", "Retries=0: it got worse.")
    record_file(site).write_text(OPEN, encoding="utf-8")
    assert edited(site, "update", "-m", "Retries=0: it got worse.", "-l", "search=partial_outage") == typed
    text = edited(site, "event", "The alert goes off.", "search-is", "--at", "09:48")
    assert "  - at: 2026-11-20 09:48\n    text: >-\n      The alert goes off.\n" in text
    assert "status: resolved" in edited(site, "resolve", "It is fast again.", now="2026-11-20 10:04")
    assert "level: degraded\n    start: 2026-11-20 10:05" in edited(
        site, "reopen", "It is slow again.", "sea=degr", now="2026-11-20 10:05"
    )


def test_a_component_may_have_a_space_in_its_name(site: Path) -> None:
    typed = edited(site, "update", "It got worse.", "Web app=partial_outage")
    for words in (("web  APP=partial outage", "It got worse."), ("-m", "It got worse.", "Web app=p")):
        record_file(site).write_text(OPEN, encoding="utf-8")
        assert edited(site, "update", *words) == typed
    text = edited(site, "update", "Retries = 0: it got worse.")
    assert "Retries = 0: it got worse." in text


def test_a_quiet_edit_is_not_shown_unless_it_is_asked_about(site: Path) -> None:
    words = ("update", "-q", "Found it.")
    assert "Found it." in edit(site, *words, "--dry-run").output
    asked = CliRunner().invoke(cli, [*words, "--root", str(site), "--now", NOW])
    assert "Found it." in asked.output
    assert edit(site, *words).output == ""
    assert "Found it." in record_file(site).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [
        ("new", "Slow", "search"),
        ("maintenance", "schedule", "New disks", "search", "--start", "21:00", "--end", "1h"),
        ("event", "The alert goes off."),
        ("milestone", "detected=09:48"),
        ("rename", OPEN_ID, "2026-11-20-slow-search"),
        ("delete", OPEN_ID),
    ],
)
def test_every_edit_can_be_quiet(site: Path, words: tuple[str, ...]) -> None:
    result = edit(site, *words, "-q")
    assert (result.exit_code, result.output) == (0, "")


def test_the_preview_shows_what_readers_newly_see(site: Path) -> None:
    result = edit(site, "update", "-m", "Found it.", "--dry-run")
    assert "What readers see" in result.output
    assert "body: Found it." in " ".join(result.output.split())
    assert record_file(site).read_text(encoding="utf-8") == OPEN


def test_a_level_in_an_update_ends_one_window_and_begins_another(site: Path) -> None:
    text = edited(
        site, "update", "-m", "It got worse.", "-l", "sea=partial", "--status", "ident", "--next", "30m"
    )
    assert "09:40   # as the graph shows\n    end: 2026-11-20 10:00\n" in text
    assert "  - component: search\n    level: partial_outage\n    start: 2026-11-20 10:00\n" in text
    assert "    status: identified\n" in text
    assert "    levels: {search: partial_outage}\n    next_update: 2026-11-20 10:30\n" in text


def test_a_component_can_leave_a_window_of_several(site: Path) -> None:
    text = edited(site, "level", "api=ok")
    assert (
        "  - component: web\n    level: degraded\n    start: 2026-11-20 09:45\n  - component: api\n" in text
    )
    assert "start: 2026-11-20 09:45\n    end: 2026-11-20 10:00\n" in text


def test_a_component_that_leaves_a_window_takes_along_what_was_measured(site: Path) -> None:
    path = record_file(site)
    measured = "    share: ~38 %\n    measure: {metric: queue length, from: 500, to: 4200, unit: queries}\n"
    path.write_text(OPEN.replace("start: 2026-11-20 09:45\n", f"start: 2026-11-20 09:45\n{measured}"))
    text = edited(site, "level", "api=ok")
    assert text.count("~38 %") == 2
    assert text.count("{metric: queue length, from: 500, to: 4200, unit: queries}") == 2


def test_a_level_of_the_same_minute_is_corrected(site: Path) -> None:
    edited(site, "level", "search=partial_outage")
    text = edited(site, "level", "search=major_outage")
    assert "partial_outage" not in text
    assert text.count("component: search") == 2


def test_a_comment_that_only_says_where_the_end_will_be_goes(site: Path) -> None:
    text = OPEN.replace(
        "   # as the graph shows\n", "\n    # end: (when it is over)\n    # end: as the graph shows\n"
    )
    record_file(site).write_text(text, encoding="utf-8")
    over = edited(site, "resolve", "It is fast again.")
    assert "09:40\n    end: 2026-11-20 10:00\n    # end: as the graph shows\n" in over


def test_all_components_of_a_window_can_be_corrected_in_its_first_minute(site: Path) -> None:
    both = edited(site, "level", "api=partial_outage", "web=partial_outage", "--at", "09:45")
    assert both == OPEN.replace("[api, web]\n    level: degraded", "[api, web]\n    level: partial_outage")
    text = edited(site, "level", "web=major_outage", "api=degraded", "--at", "09:45")
    assert "  - component: api\n    level: degraded\n    start: 2026-11-20 09:45\n" in text
    assert "  - component: web\n    level: major_outage\n    start: 2026-11-20 09:45\n" in text
    assert text.count("component") == 3


def test_a_level_in_the_past_ends_when_the_former_one_did(site: Path) -> None:
    words = ("level", "api=major_outage", "api-refuses", "--at", "2026-11-18 10:00")
    text = edited(site, *words, record_id=OVER_ID)
    assert "{component: api, level: partial_outage, start: 2026-11-18 09:40, end: 2026-11-18 10:00}" in text
    assert "{component: api, level: major_outage, start: 2026-11-18 10:00, end: 2026-11-18 10:15}" in text


def test_a_level_of_the_same_minute_is_corrected_for_one_component_of_several(site: Path) -> None:
    text = edited(site, "level", "api=partial_outage", "--at", "09:45")
    assert "  - component: web\n    level: degraded\n    start: 2026-11-20 09:45\n" in text
    assert "  - component: api\n    level: partial_outage\n    start: 2026-11-20 09:45\n" in text
    assert "end:" not in text


def test_a_window_that_was_opened_by_mistake_is_removed_where_it_began(site: Path) -> None:
    both = edited(site, "level", "api=ok", "web=major_outage", "--at", "09:45")
    assert "components" not in both
    assert "  - component: web\n    level: major_outage\n    start: 2026-11-20 09:45\n" in both
    one = edited(site, "level", "web=ok", "--at", "09:45")
    assert one.count("component") == 1
    assert "component: search" in one


def _resolved_after_what_is_suggested(site: Path) -> list[str]:
    """Resolve, run the commands in the message, resolve again, and return those commands."""
    said = " ".join(edit(site, "resolve", "All is fast again.").output.split())
    assert "begins at 2026-11-20 10:00, and cannot end in the same minute" in said
    assert "try again a minute later" in said
    commands = re.findall("`afterword ([^`]+)`", said)
    for each in commands:
        edited(site, *shlex.split(each))
    assert edit(site, "resolve", "All is fast again.").exit_code == (0 if commands else 2)
    return commands


def test_a_window_does_not_end_in_the_minute_of_its_start(site: Path) -> None:
    set_end = edit(site, "window", "set", "2", "--end", "09:58")
    assert set_end.exit_code == 0, set_end.output
    assert edit(site, "level", "web=major_outage").exit_code == 0
    commands = _resolved_after_what_is_suggested(site)
    assert commands == [f'window set 3 {OPEN_ID} --start "2026-11-20 09:58"']


def test_a_window_that_leaves_no_minute_free_ends_earlier_first(site: Path) -> None:
    assert edit(site, "update", "-m", "The API fails.", "api=major_outage").exit_code == 0
    assert _resolved_after_what_is_suggested(site) == [
        f'window set 3 {OPEN_ID} --end "2026-11-20 09:59"',
        f'window set 4 {OPEN_ID} --start "2026-11-20 09:59"',
    ]


def test_nothing_is_suggested_where_no_earlier_start_is_possible(site: Path) -> None:
    assert edit(site, "level", "api=major_outage", "web=major_outage", "--at", "09:59").exit_code == 0
    assert edit(site, "level", "api=degraded").exit_code == 0
    assert _resolved_after_what_is_suggested(site) == []
    later = edit(site, "resolve", "All is fast again.", now="2026-11-20 10:01")
    assert later.exit_code == 0, later.output


def test_nothing_is_changed_if_it_is_so_already(site: Path) -> None:
    result = edit(site, "level", "search=degraded")
    assert "already has this change" in result.output
    assert record_file(site).read_text(encoding="utf-8") == OPEN


def test_resolving_ends_all_open_windows(site: Path) -> None:
    text = edited(site, "resolve", "-m", "Searches are fast again.", "--at", "-5m")
    assert text.count("end: 2026-11-20 09:55") == 2
    assert "- at: 2026-11-20 09:55\n    status: resolved\n" in text


def test_the_closing_update_is_the_last_one_also_if_it_was_over_before_another(site: Path) -> None:
    text = edited(site, "resolve", "-m", "Searches are fast again.", "--at", "09:50")
    assert text.count("end: 2026-11-20 09:50\n") == 2
    assert "  - at: 2026-11-20 10:00\n    status: resolved\n" in text


def test_an_update_may_resolve_what_its_levels_end(site: Path) -> None:
    text = edited(
        site,
        "update",
        "-m",
        "All is fast again.",
        "-s",
        "resolved",
        "-l",
        "search=ok",
        "-l",
        "api=ok",
        "-l",
        "web=ok",
    )
    assert text.count("end: 2026-11-20 10:00") == 2


def test_reopening_begins_the_windows_that_ended_last_again(site: Path) -> None:
    text = edited(site, "reopen", "api-refuses", "-m", "It is back.", record_id=OVER_ID)
    assert "  - {component: api, level: partial_outage, start: 2026-11-20 10:00}\n" in text
    assert "    status: investigating\n" in text


def test_reopening_begins_all_windows_again_where_they_were(site: Path) -> None:
    path = record_file(site, OVER_ID)
    ended = "  - {component: api, level: partial_outage, start: 2026-11-18 09:40, end: 2026-11-18 10:15"
    windows = (
        f"{ended}, scope: Europe}}\n{ended.replace('partial_outage', 'degraded')}, scope: [Asia, Africa]}}\n"
    )
    path.write_text(OVER.replace(f"{ended}}}\n", windows), encoding="utf-8")
    text = edited(site, "reopen", "api-refuses", "-m", "It is back.", record_id=OVER_ID)
    began = "start: 2026-11-20 10:00, scope"
    assert f"  - {{component: api, level: partial_outage, {began}: Europe}}\n" in text
    assert f"  - {{component: api, level: degraded, {began}: [Asia, Africa]}}\n" in text


def test_a_level_has_the_scope_of_the_one_before(site: Path) -> None:
    record_file(site).write_text(
        OPEN.replace(
            "level: degraded\n    start: 2026-11-20 09:40",
            "level: degraded\n    scope: Europe\n    start: 2026-11-20 09:40",
        ),
        encoding="utf-8",
    )
    text = edited(site, "level", "search=major_outage")
    assert text.count("scope: Europe") == 2


def test_reopening_can_say_that_it_was_never_over(site: Path) -> None:
    text = edited(
        site, "reopen", "api-refuses", "-m", "The fix did not help.", "--continued", record_id=OVER_ID
    )
    assert "  - {component: api, level: partial_outage, start: 2026-11-18 09:40}\n" in text


def test_a_record_is_not_opened_again_before_it_was_over(site: Path) -> None:
    result = edit(site, "reopen", OVER_ID, "-m", "It is back.", "--at", "2026-11-18 10:00")
    assert result.exit_code == 2
    assert "was not over yet at 2026-11-18 10:00; give a time after 2026-11-18 10:20" in " ".join(
        result.output.split()
    )


def test_a_milestone_of_a_record_that_was_opened_again_moves_to_its_new_end(site: Path) -> None:
    path = record_file(site, OVER_ID)
    path.write_text(f"{OVER}milestones: {{resolved: 2026-11-18 10:15}}\n", encoding="utf-8")
    assert edit(site, "reopen", OVER_ID, "-m", "It is back.").exit_code == 0
    words = ("resolve", OVER_ID, "-m", "The API answers all requests again.")
    text = edited(site, *words, now="2026-11-20 10:30", record_id=OVER_ID)
    assert "milestones: {resolved: 2026-11-20 10:30}" in text


@pytest.mark.parametrize("text", [("-m", "Found it."), ("Found it.",)])
def test_a_mistyped_record_is_no_text_if_there_is_one(site: Path, text: tuple[str, ...]) -> None:
    output = edit(site, "update", "searchislow", *text).output
    assert output.endswith(f"did you mean `{OPEN_ID}`?\n")


def test_a_window_is_opened_closed_and_changed(site: Path) -> None:
    edited(site, "window", "open", "search=partial", "--start", "-30m", "--end", "5m", "--scope", "Europe")
    assert "--at TIME" in edit(site, "window", "close", "--help").output
    edited(site, "window", "close", "1", "--at", "-1m")
    edited(site, "window", "set", "1", "--end", "10m")
    text = edited(site, "window", "set", "#2", "--start", "09:44", "--level", "partial_outage")
    assert "start: 2026-11-20 09:40   # as the graph shows\n    end: 2026-11-20 09:50\n" in text
    assert "level: partial_outage\n    start: 2026-11-20 09:44\n" in text
    assert "start: 2026-11-20 09:30\n    end: 2026-11-20 09:35\n    scope: Europe\n" in text


def test_a_component_has_one_window_at_a_time(site: Path) -> None:
    result = edit(site, "window", "open", "search=major_outage", "--start", "09:50")
    assert result.exit_code == 2
    shown = " ".join(result.output.split())
    assert "`search` has a window at that time: 1 (search: degraded, 2026-11-20 09:40 – open)" in shown
    assert f'`afterword level search=major_outage {OPEN_ID} --at "2026-11-20 09:50"` ends it' in shown
    text = edited(site, "window", "open", "search=major_outage", "--start", "09:50", "--scope", "Europe")
    assert "scope: Europe" in text


def test_a_window_of_several_components_is_not_closed_for_one_of_them(site: Path) -> None:
    result = edit(site, "window", "close", "web", "--end", "09:50")
    assert result.exit_code == 2
    shown = " ".join(result.output.split())
    assert "this window is of api, web; write its number, 2, if you mean all of them" in shown
    assert record_file(site).read_text(encoding="utf-8") == OPEN
    assert "end: 2026-11-20 09:50" in edited(site, "window", "close", "2", "--end", "09:50")


def test_a_notice_is_current_until_it_has_ended(site: Path) -> None:
    notice = "2026-11-19-new-terms"
    record_file(site, notice).write_text(
        "title: New terms\nkind: notice\nuntil: 2026-12-04\nsummary: Our terms of service change in December.\n",
        encoding="utf-8",
    )
    words = ("update", notice, "-m", "The new terms can be read now.")
    assert "    status: current\n" in edited(site, *words, record_id=notice)
    words = ("resolve", notice, "-m", "The new terms apply to all customers.")
    assert "    status: ended\n" in edited(site, *words, now="2026-11-20 10:10", record_id=notice)
    words = ("reopen", notice, "-m", "The new terms change once more.")
    text = edited(site, *words, now="2026-11-20 10:20", record_id=notice)
    assert "  - at: 2026-11-20 10:20\n    status: current\n" in text


def test_the_next_update_is_not_promised_for_the_past(site: Path) -> None:
    result = edit(site, "update", "-m", "Searches are still slow.", "--next", "-5m")
    assert result.exit_code == 2
    assert "the next update would be at 2026-11-20 09:55, not after this one" in " ".join(
        result.output.split()
    )
    assert record_file(site).read_text(encoding="utf-8") == OPEN


def test_a_promise_for_another_day_is_shown_with_its_day(site: Path) -> None:
    later = edit(site, "update", "-m", "Searches are slow.", "--next", "10:30", "--dry-run")
    assert "The next update is promised" not in later.output
    tomorrow = edit(site, "update", "-m", "Searches are slow.", "--next", "09:30")
    assert (
        "The next update is promised for Sat 21 Nov 09:30 UTC (in 23 hours 30 minutes).\n" in tomorrow.output
    )


def test_nothing_is_promised_after_the_end(site: Path) -> None:
    result = edit(site, "update", OVER_ID, "-m", "We are still looking into it.", "--next", "30m")
    assert result.exit_code == 2
    assert f"{OVER_ID} is resolved, and no page says" in " ".join(result.output.split())
    assert record_file(site, OVER_ID).read_text(encoding="utf-8") == OVER


def test_line_breaks_of_windows_stay(site: Path) -> None:
    record_file(site).write_bytes(OPEN.replace("\n", "\r\n").encode())
    assert edit(site, "update", "-m", "Found it.").exit_code == 0
    data = record_file(site).read_bytes()
    assert data.count(b"\n") == data.count(b"\r\n") == OPEN.count("\n") + 4


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("update", "nothing", "-m", "x"), "no record has `nothing` in its id"),
        (("publish", "search=major"), "no record has `search=major` in its id"),
        (
            ("update", "Fixed!"),
            '; `afterword list` shows all. A text of one word is written after -m: `-m "Fixed!"`',
        ),
        (
            ("update", "searchislow"),
            f'did you mean `{OPEN_ID}`? A text of one word is written after -m: `-m "searchislow"`',
        ),
        (
            ("update", "Found it.", "search=majer"),
            "COMPONENT=LEVEL: there is no level `majer`; did you mean `major_outage`?",
        ),
        (
            ("update", "Found it.", "-l", "search=majer"),
            "Invalid value for --level: there is no level `majer`",
        ),
        (
            ("window", "set", OPEN_ID, "api", "--end", "-1m"),
            f"the window comes first: `afterword window set api {OPEN_ID}`",
        ),
        (
            ("window", "close", "latest", "search"),
            "the window comes first: `afterword window close search latest`",
        ),
        (("update", "We", "found it", "-m", "x"), "`found it` and `x` are two texts; write one"),
        (("update", "We", "found", "it"), 'a text needs quotes: `afterword update "We found it"`'),
        (
            ("update", "search-is", "We", "found", "it", "api=ok"),
            '`afterword update search-is "We found it" api=ok`',
        ),
        (("update", "We found it", "serach=major"), "did you mean `search`?"),
        (("update", "We found it", "Wep app=major"), "there is no component `Wep app`; did you mean `web`?"),
        (
            ("update", "We found it", "Web app=majer"),
            "there is no level `majer`; did you mean `major_outage`?",
        ),
        (
            ("update", "Found it.", "--at", "09:48", "UTC"),
            '; `afterword list` shows all. A time with a space needs quotes: `--at "09:48 UTC"`',
        ),
        (
            ("update", "search-is", "Found it.", "--at", "yesterday", "23:10"),
            'a time with a space needs quotes: `--at "yesterday 23:10"`',
        ),
        (("update", "Found it.", "--next", "30", "min"), 'needs quotes: `--next "30 min"`'),
        (("window", "close", "search", "--end", "5m", "ago"), 'needs quotes: `--end "5m ago"`'),
        (
            ("new", "--start", "yesterday", "23:10", "Slow"),
            "Error: a time with a space needs quotes: `--start",
        ),
        (("update", "Found it.", "--at", "09:48", "EST"), 'needs quotes: `--at "09:48 EST"`'),
        (("milestone", "detected=09:48", "UTC"), 'needs quotes: `detected="09:48 UTC"`'),
        (
            ("new", "Slow", "--start", "yesterday", "23:10"),
            "COMPONENT: a time with a space needs quotes: `--start",
        ),
        (("update", "-m", "Found it.", "--at", "25:00"), "25 is not an hour"),
        (("update", "-m", "Found it.", "--status", "done"), "known: investigating"),
        (("update", "-m", "Found it.", "--level", "serach=degraded"), "did you mean `search`?"),
        (("update", "-m", "Found it.", "--level", "search:degraded"), "write `search=degraded`"),
        (("update", "-m", "Found it.", "--level", "search"), "write search="),
        (("update", "-m", "  "), "empty"),
        (("update", "slow", ""), "Error: the text is empty; write what happened, in quotes"),
        (("update", "-m", "The", "API", "is", "slow"), 'a text of several words needs quotes: `-m "The …"`'),
        (("event", "zz", "", "--at", "05:17"), "Error: the text is empty"),
        (("update", "-m", "It is <script>.\x07"), "the character U+0007"),
        (("level", "open"), "a level is missing; write open=degraded"),
        (("level", "api=ok", "a", "b"), "cannot both be the record"),
        (("level", "search=partial_outage", "--at", "09:30"), "begins at 2026-11-20 09:40"),
        (("window", "close", "web"), "2 windows"),
        (("window", "close", "queue"), "there is no open window `queue`; the record has 1 (search: degraded"),
        (("window", "set", "search"), "nothing to change"),
        (("window", "set", "search", "--end", "09:30"), "not after its start"),
        (("window", "set", "search", "--end", "1h"), "is in the future (Fri 20 Nov 10:40"),
        (("update", "-m", "Found it.", "--at", "11:00"), "a time that has come, such as -5m"),
        (("update", OVER_ID, "-m", "Found it.", "--at", "11:00"), "such as `yesterday 11:00` or -5m"),
        (("update", "-m", "Found it.", "--at", "today 11:00"), "a time that has come, such as -5m"),
        (("reopen", OVER_ID, "-m", "It is back.", "--at", "11:00~"), "such as `yesterday 11:00~` or -5m"),
        (("window", "set", "1", OVER_ID, "--end", "11:00"), "such as `yesterday 11:00` or -5m"),
        (("window", "set", "search", "--end", "11:00"), "a time that has come, such as -5m"),
        (("window", "close", "search", "--end", "11:00"), "a time that has come, such as -5m"),
        (("reopen", "open", "-m", "x"), f"is open; `afterword update {OPEN_ID}` adds an update"),
        (("resolve", OVER_ID, "-m", "x"), "is already over"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_written(
    site: Path, words: tuple[str, ...], message: str
) -> None:
    if message == "2 windows":
        record_file(site).write_text(
            OPEN.replace(
                "updates:", "  - {component: web, level: degraded, start: 2026-11-20 09:50}\nupdates:"
            ),
            encoding="utf-8",
        )
    before = record_file(site).read_bytes()
    result = edit(site, *words)
    assert result.exit_code == 2, result.output
    assert message in " ".join(result.output.split())
    assert record_file(site).read_bytes() == before


def test_a_record_that_is_over_gets_no_open_window(site: Path) -> None:
    result = edit(site, "level", "api=degraded", OVER_ID)
    assert result.exit_code == 2
    assert f"`afterword reopen {OVER_ID}` opens it again" in " ".join(result.output.split())
    assert record_file(site, OVER_ID).read_text(encoding="utf-8") == OVER


def test_a_record_with_open_windows_is_not_over(site: Path) -> None:
    result = edit(site, "update", "-m", "All searches are fast again.", "--status", "resolved")
    assert result.exit_code == 2
    assert f"`afterword resolve {OPEN_ID}` ends the windows too" in " ".join(result.output.split())
    assert record_file(site).read_text(encoding="utf-8") == OPEN


def test_a_repeated_hour_needs_an_offset(site: Path) -> None:
    file = record_file(site)
    file.write_text(OPEN.replace("severity:", "timezone: Europe/Berlin\nseverity:"), encoding="utf-8")
    result = edit(site, "update", OPEN_ID, "-m", "Found it.", "--at", "2026-10-25 02:30")
    assert result.exit_code == 2
    assert "+01:00" in result.output
    assert "+02:00" in result.output


def test_a_record_with_an_error_is_not_edited(site: Path) -> None:
    file = record_file(site)
    file.write_text(OPEN.replace("level: degraded", "levle: degraded", 1), encoding="utf-8")
    result = edit(site, "update", OPEN_ID, "-m", "Found it.")
    assert result.exit_code == 2
    assert f"incidents/2026/{OPEN_ID}.yml:6:5: " in result.output
    assert "afterword check --fix" in result.output


def test_a_merge_conflict_is_named(site: Path) -> None:
    file = record_file(site)
    ours = "<<<<<<< HEAD\ntitle: A\n=======\ntitle: B\n>>>>>>> other\n"
    file.write_text(OPEN.replace("title: Search is slow\n", ours), encoding="utf-8")
    result = edit(site, "update", OPEN_ID, "-m", "Found it.")
    assert result.exit_code == 2
    assert "merge conflict" in result.output


def test_a_read_only_record_is_not_replaced(site: Path) -> None:
    record_file(site).chmod(stat.S_IRUSR)
    result = edit(site, "update", "-m", "Found it.")
    assert result.exit_code == 2
    assert "was not changed: it is read-only" in result.output
    assert record_file(site).read_text(encoding="utf-8") == OPEN


def test_without_a_terminal_nothing_is_written_unless_it_was_said(site: Path) -> None:
    result = CliRunner().invoke(cli, ["update", "-m", "Found it.", "--root", str(site), "--now", NOW])
    assert result.exit_code == 2
    assert "add --yes" in result.output
    assert record_file(site).read_text(encoding="utf-8") == OPEN


def test_the_text_is_read_from_standard_input(site: Path) -> None:
    assert edit(site, "update", "-m", "-", typed='It is: "fixed"\n\n- soon 🎉\n').exit_code == 0
    text = record_file(site).read_text(encoding="utf-8")
    assert '    body: |-\n      It is: "fixed"\n\n      - soon 🎉\n' in text


@pytest.mark.parametrize("at", ["09:10", "2026-11-20 09:10"])
def test_an_update_from_before_the_beginning_is_pointed_out_before_it_is_written(site: Path, at: str) -> None:
    result = edit(
        site, "update", "-m", "Searches are slow.", "--status", "investigating", "--at", at, "--dry-run"
    )
    shown = " ".join(result.output.split())
    assert "The update of 2026-11-20 09:10 is 30 min before the first window (2026-11-20 09:40)." in shown
    command = f'afterword window set 1 {OPEN_ID} --start "2026-11-20 09:10"'
    assert f"let the incident begin earlier: `{command}`." in shown
    assert edit(site, "window", "set", "1", "--start", "2026-11-20 09:10").exit_code == 0
    assert "is 30 min before" not in edit(site, "update", "-m", "Slow.", "--at", at).output


def test_an_update_before_others_is_pointed_out(site: Path) -> None:
    result = edit(
        site, "update", "The API is slow, too.", "api=partial", "--at", "09:50", now="2026-11-20 10:25"
    )
    warned = " ".join(result.stderr.split())
    assert "The update of 2026-11-20 09:50 is dated before the latest one (2026-11-20 09:52)" in warned
    assert "leave out `--at`, or write a time after 2026-11-20 09:52." in warned
    assert "in the file: `at` of the update, and `start` of its window." in warned
    later = edit(site, "update", "The API is slow, too.", "--at", "09:55")
    assert "dated before" not in later.output


def test_an_update_after_the_beginning_needs_no_note(site: Path) -> None:
    assert (
        "before the first window"
        not in edit(site, "update", "-m", "Slow.", "--at", "09:40", "--dry-run").output
    )
    far = edit(site, "update", "-m", "Slow.", "--at", "2026-11-20 07:10", "--dry-run").output
    assert "update-before-start" in far
    assert "before the first window (" not in far, "a rule reports it"


def test_work_does_not_begin_with_an_update_long_before_its_announced_time(tmp_path: Path) -> None:
    work = (
        "title: New disks\nkind: maintenance\nscheduled: {start: 2026-12-08 20:00, end: 2026-12-08 22:00}\nupdates:\n"
        "  - {at: 2026-11-20 09:00, status: scheduled, body: We will install new disks.}\n"
    )
    site = write_site(tmp_path, {"2026-12-08-new-disks": work}, site=SITE)
    words = ("update", "new-disks", "-m", "The work has begun.", "--status", "in_progress")
    result = edit(site, *words, now="2026-12-08 09:00")
    assert result.exit_code == 2
    assert "announced for 2026-12-08 20:00, 11 h from now; if it begins earlier, move it" in result.output
    edited(site, *words, now="2026-12-08 19:30", record_id="2026-12-08-new-disks")
    edited(
        site, *words[:3], "Still at it.", *words[4:], now="2026-12-08 19:45", record_id="2026-12-08-new-disks"
    )
