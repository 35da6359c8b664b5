"""Messages say what was probably meant, computed from what was typed, or suggest nothing."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from afterword.diagnostics import Diagnostic
from tests.checks.demo import check_files
from tests.source.problems import Problem, problems_of

CASES = Path(__file__).parent
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
FILE = "incidents/2026/2026-11-18-search-is-slow.yml"
SITE = (CASES / "comma-in-flow" / "status.yml").read_text(encoding="utf-8")


def found_in(case: str) -> dict[str, list[Problem]]:
    """Return the problems in each record of a case, by the words of its id."""
    folder = CASES / case
    files = {
        path.relative_to(folder).as_posix(): path.read_text(encoding="utf-8")
        for path in sorted(folder.rglob("*.yml"))
    }
    found = check_files(files, NOW)
    return {
        Path(name).stem[11:]: problems_of(each for each in found if each.location.file == name)
        for name in files
        if name != "status.yml"
    }


def mistakes(text: str) -> tuple[Diagnostic, ...]:
    """Return the errors in a record."""
    return tuple(each for each in check_files({"status.yml": SITE, FILE: text}, NOW))


def test_a_merge_conflict_is_named_with_the_lines_of_both_sides() -> None:
    found = found_in("merge-conflict-markers")
    assert found["logins-fail"] == [
        Problem(
            "merge-conflict",
            "6:1-12:20",
            "merge conflict: line 7 from `HEAD`, lines 9–11 from `status-page`; keep what is right, and delete the "
            "markers, lines 6, 8 and 12",
        )
    ]


def test_a_merge_conflict_in_quotes_is_not_published_as_text() -> None:
    assert found_in("merge-conflict-markers")["search-is-slow"] == [
        Problem(
            "merge-conflict",
            "3:1-8:15",
            "merge conflict: line 4 from `ours`, nothing from `theirs`, line 6 from before both; keep what is right, "
            "and delete the markers, lines 3, 5–7 and 8",
        )
    ]


@pytest.mark.parametrize("shared", ["", "    status: identified\n"])
def test_two_updates_of_the_same_minute_can_both_be_kept(shared: str) -> None:
    head = f"title: Search is slow\nupdates:\n  - at: 2026-11-20 10:05\n{shared}"
    ours, theirs = (
        f"    status: identified\n    body: It is {each}.\n" for each in ("the disk", "the cache")
    )
    if shared:
        ours, theirs = (each.replace(shared, "") for each in (ours, theirs))
    (found,) = mistakes(f"{head}<<<<<<< HEAD\n{ours}=======\n{theirs}>>>>>>> side\n")
    lines = "lines 3–4" if shared else "line 3"
    assert found.message.endswith(
        f"; to keep both, repeat {lines} before the second, which is then an entry of its own"
    )
    repeated = head.partition("updates:\n")[2]
    assert "duplicate-key" not in {each.rule for each in mistakes(f"{head}{ours}{repeated}{theirs}")}
    assert "duplicate-key" in {each.rule for each in mistakes(f"{head}{ours}{theirs}")}


@pytest.mark.parametrize(
    ("head", "side"),
    [
        (
            "  - {at: 2026-11-20 10:05, status: identified, body: A.}\n",
            "  - at: 2026-11-20 10:09\n    body: B.\n",
        ),
        ("  - at: 2026-11-20 10:05\n    body: A.\n", "  - at: 2026-11-20 10:09\n    body: B.\n"),
        ("  - at: 2026-11-20 10:05\n    body: A.\nanalysis:\n", "    summary: B.\n"),
    ],
)
def test_other_conflicts_need_no_repeated_line(head: str, side: str) -> None:
    (found,) = mistakes(f"title: A\nupdates:\n{head}<<<<<<< HEAD\n{side}=======\n{side}>>>>>>> side\n")
    assert "to keep both" not in found.message


def test_a_marker_that_a_conflict_has_left_behind_is_named() -> None:
    assert found_in("merge-conflict-markers")["search-is-slow-again"] == [
        Problem(
            "merge-conflict",
            "3:1-3:15",
            "`>>>>>>>` is left over from a merge conflict; keep what is right, and delete this line",
        )
    ]


def test_a_line_of_equals_signs_is_no_conflict() -> None:
    assert mistakes('title: Search is slow\nsummary: "Slow\n\n=======\n\nagain."\n') == ()


def test_a_comma_in_braces_asks_for_quotes_or_a_block() -> None:
    assert found_in("comma-in-flow")["logins-fail"] == [
        Problem(
            "unknown-key",
            "3:38-3:84",
            "within braces a comma ends a value, so `000 logins` is read as a key; quote the text, or write its entry "
            "as a block, with each key on a line of its own",
            'text: "A script sent some 40,000 logins, all at once."',
        )
    ]


def test_the_rest_of_a_text_is_reported_even_if_it_is_the_name_of_a_key() -> None:
    (found,) = mistakes(
        "title: Search is slow\nsummary: Slow.\nwindows:\n"
        "  - {component: search, level: degraded, start: 2026-11-18 09:00, end: 2026-11-18 10:00, note: a, label}\n"
    )
    assert found.example == 'note: "a, label"'


def test_block_text_in_braces_shows_the_entry_as_a_block() -> None:
    (found,) = found_in("block-in-flow")["logins-fail"]
    assert found.message == (
        "block text (`|`) cannot be within braces or brackets; quote the text, or write its entry as a block, with "
        "each key on a line of its own"
    )
    assert found.example == (
        "- id: store\n  role: cause\n  category: capacity\n  text: |\n"
        "    The session store was full. To see how full it is:"
    )


def test_a_window_without_length_gets_a_short_one_as_an_example() -> None:
    (found,) = found_in("zero-length-window-suggestion")["one-probe-failed"]
    assert (found.rule, found.example) == ("end-before-start", "end: 2026-11-12 14:15")


@pytest.mark.parametrize(
    ("start", "end", "meant"),
    [
        ("2026-11-18 09:40", "10:15", "end: 2026-11-18 10:15"),
        ("2026-11-18 23:50", "00:10", "end: 2026-11-19 00:10"),
        ("2026-11-18 09:40", "24:00", "end: 2026-11-19 00:00"),
        ("2026-11-18 09:40", "2026-11-18 24:00", "end: 2026-11-19 00:00"),
        ("2026-11-18 23:40", "2026-11-18 25:10", "end: 2026-11-19 01:10"),
        ("2026-11-18 08:40", "2026-11-18 9:05", "end: 2026-11-18 09:05"),
        ("2026-11-18 08:40", "18 Nov 2026 9:05", "end: 2026-11-18 09:05"),
        ("2026-11-18 08:40", '"November 18th, 2026 9:05 pm"', "end: 2026-11-18 21:05"),
        ("2026-11-18 08:40", "18.11.2026 9:05 Uhr", "end: 2026-11-18 09:05"),
        ("2026-11-18 08:40", "2026-11-18 10:75", ""),
        ("2026-11-17 08:40", "18.11.2026", "end: 2026-11-18"),
        ("2026-11-17 08:40", "18 November 2026", "end: 2026-11-18"),
        ("2026-11-30 08:40", "2026-11-31", "end: 2026-11-30"),
    ],
)
def test_the_suggested_end_is_computed_from_what_was_typed(start: str, end: str, meant: str) -> None:
    (found,) = mistakes(
        "title: Search is slow\nsummary: Slow.\nwindows:\n"
        f"  - {{component: search, level: degraded, start: {start}, end: {end}}}\n"
    )
    assert found.example == meant


def test_a_time_without_a_date_gets_that_of_the_record() -> None:
    (found,) = mistakes("title: Slow search\nupdates:\n  - {at: 9:05, status: resolved, body: Fast again.}\n")
    assert found.message == "`9:05` is a time without a date; write both, such as 2026-11-18 09:05"


def test_an_end_that_is_not_known_yet_is_left_out() -> None:
    (found,) = mistakes(
        "title: Slow search\nsummary: Slow.\nwindows:\n"
        "  - {component: search, level: degraded, start: 2026-11-18 09:40, end: ongoing}\n"
    )
    assert "`ongoing` is not a time; leave out the key while that is not known" in found.message


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("degraded_performance", "degraded"),
        ("DEGRADEDPERFORMANCE", "degraded"),
        ("down", "major_outage"),
        ("full_outage", "major_outage"),
        ("maintenance", "under_maintenance"),
        ("Partial Outage", "partial_outage"),
        ("major", "major_outage"),
        ("Major", "major_outage"),
        ("partial", "partial_outage"),
        ("outage", "major_outage"),
        ("minor", "degraded"),
    ],
)
def test_the_level_of_another_product_leads_to_that_of_the_site(typed: str, meant: str) -> None:
    (found,) = mistakes(
        "title: Search is slow\nsummary: Slow.\nwindows:\n"
        f"  - {{component: search, level: {typed}, start: 2026-11-18 09:00, end: 2026-11-18 10:00}}\n"
    )
    assert (found.rule, found.example) == ("unknown-level", f"level: {meant}")


def test_a_level_of_the_site_stands_for_the_status_that_it_maps_to() -> None:
    site = SITE + "levels: [{id: overloaded, name: Overloaded, status: degraded_performance}]\n"
    record = (
        "title: Search is slow\nsummary: Slow.\nwindows:\n"
        "  - {component: search, level: degraded_performance, start: 2026-11-18 09:00, end: 2026-11-18 10:00}\n"
    )
    (found,) = check_files({"status.yml": site, FILE: record}, NOW)
    assert found.example == "level: overloaded"


def test_the_name_of_a_component_leads_to_its_id() -> None:
    (found,) = mistakes(
        "title: Search is slow\nsummary: Slow.\nwindows:\n"
        "  - {component: Search, level: degraded, start: 2026-11-18 09:00, end: 2026-11-18 10:00}\n"
    )
    assert found.example == "component: search"


@pytest.mark.parametrize(
    ("line", "meant"),
    [
        ("updates: [{at: 2026-11-18 09:00, status: fixed, body: x}]", "status: resolved"),
        ("updates: [{at: 2026-11-18 09:00, status: Closed, body: x}]", "status: resolved"),
        ("updates: [{at: 2026-11-18 09:00, status: acknowledged, body: x}]", "status: investigating"),
        ("updates: [{at: 2026-11-18 09:00, status: in_progress, body: x}]", "status: identified"),
        ("kind: maintenance\nstatus: canceled", "status: cancelled"),
        ("kind: maintenance\nstatus: fixed", "status: completed"),
        ("updates: [{at: 2026-11-18 09:00, status: reopened, body: x}]", "status: investigating"),
        ("kind: outage", "kind: incident"),
        ("kind: security", "kind: incident"),
        ("exposure: {since: 2026-11-18, what: x, misuse: none}", "misuse: none_known"),
        ("unknowns: [{what: x, reason: unknown}]", "reason: not_stated"),
        ("action_items: [{id: a1, title: x, status: open, priority: high}]", "priority: p1"),
        ("visibility: private", "visibility: internal"),
        ("detection: {method: monitoring}", "method: alert"),
        ("detection: customer", "detection: {method: customer_report}"),
        ("trigger: {kind: deployment, text: x}", "kind: binary_push"),
        ("related: [{id: 2026-01-01-x, relation: duplicate}]", "relation: duplicate_of"),
        ("tags: Search, API", "tags: [search, api]"),
        ("links: [https://example.com/a]", "links: [{title: Read more, url: https://example.com/a}]"),
    ],
)
def test_a_word_of_another_product_leads_to_ours(line: str, meant: str) -> None:
    examples = [each.example for each in mistakes(f"title: Search is slow\nsummary: Slow.\n{line}\n")]
    assert meant in examples


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("body: Fast: again", 'body: "Fast: again"'),
        ("body: Fast [see below], again", 'body: "Fast [see below], again"'),
        ("body: 'it's fast'", 'body: "it\'s fast"'),
    ],
)
def test_text_in_braces_that_must_be_quoted_is_shown_quoted(typed: str, meant: str) -> None:
    (found,) = mistakes(
        f"title: Slow search\nupdates:\n  - {{at: 2026-11-18 09:05, status: resolved, {typed}}}\n"
    )
    assert (found.rule, found.example) == ("yaml-syntax", meant)


def test_a_key_without_a_space_after_its_colon_is_explained() -> None:
    found = mistakes("title: Slow search\nsummary: x\nwindows: [{component:search, level: degraded}]\n")
    assert "`component:search` is not a key here; add a space after the colon of `component`" in {
        each.message for each in found
    }
