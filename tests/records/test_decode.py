"""Decoding files: all problems in one run, each with its location, and the usable rest."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.records import introspection
from afterword.records.decode import decode_site
from afterword.records.record import Record
from afterword.records.settings import PolicyName
from afterword.records.vocabulary import Kind
from tests.records.decoding import ID, SMALLEST, decoded, record
from tests.source.problems import Problem, location_of, problems_of


def test_the_smallest_record_is_read_with_the_stem_of_its_file_as_its_id() -> None:
    made = record(SMALLEST)
    assert (made.id, made.title, made.kind) == (ID, "Search is slow", Kind.INCIDENT)
    assert [made.zone.local(t).strftime("%H:%M") for t in made.times] == ["09:40", "10:15"]
    assert [update.status for update in made.updates] == ["investigating", "resolved"]


def test_the_smallest_site_is_read_with_defaults_for_everything_else() -> None:
    made = decode_site("status.yml", b"page: {name: Acme}\n").model
    assert made is not None
    assert [level.id for level in made.levels] == [
        "under_maintenance",
        "degraded",
        "partial_outage",
        "major_outage",
    ]
    assert [severity.label for severity in made.severities] == ["SEV1", "SEV2", "SEV3", "SEV4"]
    assert (made.zone, made.uptime.policy) == (None, PolicyName.STATUSPAGE)


@pytest.mark.parametrize(
    ("text", "position", "message"),
    [
        ("", "1:1-1:1", "the file is empty; it must contain keys and values"),
        ("# a comment\n", "1:1-1:1", "the file is empty; it must contain keys and values"),
        ("---\n", "1:1-1:1", "the file is empty; it must contain keys and values"),
        ("null\n", "1:1-1:1", "the file is empty; it must contain keys and values"),
        ("- title: x\n", "1:1-1:1", "the file must contain keys and values, not a list"),
        ("Search is slow.\n", "1:1-1:1", "the file must contain keys and values, not text"),
    ],
)
def test_a_file_without_keys_is_not_a_record(text: str, position: str, message: str) -> None:
    result = decoded(text)
    assert result.model is None
    assert problems_of(result.diagnostics) == [
        Problem("not-a-record", position, message, "title: Search is slow")
    ]


def test_the_example_for_an_empty_status_file_is_the_smallest_one() -> None:
    assert [each.example for each in decode_site("status.yml", b"").diagnostics] == ["page: {name: Example}"]


ALL_AT_ONCE = """\
# Typed at three in the morning.
id: my-incident
titel: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 17:00, duration: 3 h}
  - {component: search, level: degraded, start: 2026-11-20 10:00}
  - component: search
    level: [degraded]
  - soon
updates:
  - at: 2026-11-20 09:52
    status: invstigating
    body:
tracker: #123
severity: *high
tags: urgent
"""


def test_all_problems_of_a_record_are_reported_in_one_run_in_the_order_of_the_file() -> None:
    assert [
        (each.rule, each.position, each.message) for each in problems_of(decoded(ALL_AT_ONCE).diagnostics)
    ] == [
        ("missing-key", "2:1-2:3", "`title` is missing; it is required"),
        ("unknown-key", "2:1-2:3", "`id` cannot be set: the id is the name of the file; delete it"),
        ("unknown-key", "3:1-3:6", "`titel` is not a key here; did you mean `title`?"),
        (
            "wrong-value",
            "5:72-5:77",
            "`17:00` is a time without a date; write both, such as 2026-11-20 17:00",
        ),
        (
            "unknown-key",
            "5:79-5:87",
            "`duration` cannot be set: durations are computed from the windows; delete it",
        ),
        (
            "missing-key",
            "7:5-7:14",
            "`start` is missing; a component whose times are not known belongs in `also_affected`",
        ),
        (
            "wrong-value",
            "8:5-8:10",
            "`level` must be text, not a list",
        ),
        ("wrong-value", "9:5-9:9", "an entry of `windows` needs keys and values, not the text `soon`"),
        (
            "wrong-value",
            "12:13-12:25",
            "`invstigating` is not valid for `status`; did you mean `investigating`? "
            "It can be investigating, identified, monitoring, resolved or update",
        ),
        ("missing-key", "13:5-13:9", "`body` has no value"),
        (
            "unknown-key",
            "14:1-14:8",
            "`tracker` is not a key here; it belongs in `action_items`; check the indentation",
        ),
        (
            "swallowed-number",
            "14:10-14:14",
            "`#123` is read as a comment and lost; quote the value, or add a space after the `#`",
        ),
        (
            "anchor-or-alias",
            "15:11-15:16",
            "alias `*high`: aliases are not supported; write it out, or quote it if it is text",
        ),
        (
            "wrong-value",
            "16:7-16:13",
            "`tags` needs a list, not the text `urgent`; begin each entry with a dash, or use brackets",
        ),
    ]


def test_the_usable_rest_of_a_record_is_read_and_the_document_knows_what_was_left_out() -> None:
    result = decoded(ALL_AT_ONCE)
    assert result.model is not None
    assert [window.level for window in result.model.windows] == ["degraded"]
    assert location_of(result.document, ("windows", 0, "start")).line == 6
    assert result.document.is_left_out(("windows",))
    assert not result.document.is_left_out(("summary",))
    assert (result.model.tags, result.model.updates, result.model.severity) == ((), (), None)


def test_records_can_be_checked_against_a_site_with_problems() -> None:
    text = """\
page: {name: []}
timezone: Europe/Berln
levels:
  - {id: slow, name: Slow, status: slwo}
  - {id: off, name: Off, status: major_outage, weight: 2}
components:
  - {id: search, name: Search, since: soon, objective: 100}
  - {id: api, name: API}
review: {rules: {missing-summary: warn}}
uptme: {}
"""
    result = decode_site("status.yml", text.encode())
    assert [(each.position, each.message) for each in problems_of(result.diagnostics)] == [
        ("1:8-1:12", "`name` must be text, not a list"),
        ("2:11-2:23", "`Europe/Berln` is not an IANA time zone; did you mean `Europe/Berlin`?"),
        (
            "4:36-4:40",
            "`slwo` is not valid for `status`; it can be operational, degraded_performance, "
            "partial_outage, major_outage or under_maintenance",
        ),
        ("5:56-5:57", "a weight is a number from 0 (counts as up) to 1 (counts as down)"),
        ("7:39-7:43", "`soon` is not a date; write year, month and day, such as 2026-11-20"),
        (
            "7:56-7:59",
            "an objective is a percentage above 0 and below 100; at 100 there would be no error budget",
        ),
        (
            "9:35-9:39",
            "`warn` is not valid for `rules`; did you mean `warning`? It can be error, warning, info or off",
        ),
        ("10:1-10:6", "`uptme` is not a key here; did you mean `uptime`?"),
    ]
    assert result.model is not None
    assert [component.id for component in result.model.components] == ["api"]


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("id: x", "`id` cannot be set: the id is the name of the file; delete it"),
        ("date: 2026-11-20", "`date` cannot be set: the date is part of the file's name; delete it"),
        ("duration: 3 h", "`duration` cannot be set: durations are computed from the windows; delete it"),
        ("ttr: 35", "`ttr` cannot be set: response times are computed from `milestones`; delete it"),
        ("zone: UTC", "`zone` is not a key here; did you mean `timezone`?"),
        ("Severity: sev1", "`Severity` is not a key here; did you mean `severity`?"),
        ("rootcauses: []", "`rootcauses` is not a key here; did you mean `root_causes`?"),
        ("description: x", "`description` is not a key here; did you mean `summary`?"),
        ("owner: x", "`owner` is not a key here; it belongs in `action_items`; check the indentation"),
        (
            "component: x",
            "`component` is not a key here; it belongs in `windows`, `also_affected` or `symptoms`; "
            "check the indentation",
        ),
        (
            "xyz: x",
            f"`xyz` is not a key here; known: {', '.join(introspection.keys(Record))}",
        ),
        (
            "windows: [{component: search, level: a, from: x, start: 2026-11-20 10:00}]",
            "`from` is not a key here; did you mean `start`?",
        ),
        (
            "corrections: [{on: 2026-11-20, text: x, id: y}]",
            "`id` is not a key here; it belongs in `windows`, `root_causes` or `action_items`; check the indentation",
        ),
    ],
)
def test_the_message_for_an_unknown_key_says_what_was_meant_or_where_it_belongs(
    line: str, message: str
) -> None:
    (only,) = decoded(f"title: x\n{line}\n").diagnostics
    assert (only.rule, only.message, only.example) == ("unknown-key", message, "")
    key = message.split("`")[1]
    shown = f"title: x\n{line}\n".split("\n")[only.location.line - 1]
    assert shown[only.location.column - 1 : only.location.end_column - 1] == key


def test_a_name_that_the_author_chose_and_its_value_are_located() -> None:
    update = "updates: [{at: 2026-11-20 09:40, status: resolved, body: x, levels: {%s}}]\n"
    (key,) = decoded("title: x\n" + update % "'*search': degraded").diagnostics
    (value,) = decoded("title: x\n" + update % "search: '*degraded'").diagnostics
    start = len(update[: update.index("%s")]) + 1
    assert (key.location.line, key.location.column, key.location.end_column) == (
        2,
        start,
        start + len("'*search'"),
    )
    assert (value.location.line, value.location.column) == (2, start + len("search: "))


def test_an_unknown_key_without_a_value_is_still_reported() -> None:
    found = problems_of(decoded("title: x\nseverety:\nid: ~\nupdates:\n  - when:\n").diagnostics)
    assert [(each.position, each.rule) for each in found if each.rule == "unknown-key"] == [
        ("2:1-2:9", "unknown-key"),
        ("3:1-3:3", "unknown-key"),
        ("5:5-5:9", "unknown-key"),
    ]


def test_internal_notes_may_contain_any_keys_with_and_without_values() -> None:
    assert record("title: x\ninternal: {a: , B: {c: ~}}\n").internal == {"B": {}}


def test_a_value_that_the_reader_has_reported_is_not_reported_again() -> None:
    for value in ("*a", "#12", "!x 2026-11-31"):
        text = f"title: x\nwindows: [\n  {{component: search, level: a, start: {value}\n  }}]\n"
        (only,) = decoded(text).diagnostics
        assert only.rule in ("anchor-or-alias", "swallowed-number", "custom-tag")
    assert [each.rule for each in decoded("title: #12 is slow\n").diagnostics] == ["swallowed-number"]


@pytest.mark.parametrize(
    ("line", "position", "message"),
    [
        (
            "kind: accident",
            "2:7-2:15",
            "`accident` is not valid for `kind`; did you mean `incident`? "
            "It can be incident, maintenance, near_miss, drill or notice",
        ),
        (
            "kind: Drill",
            "2:7-2:12",
            "`Drill` is not valid for `kind`; did you mean `drill`? "
            "It can be incident, maintenance, near_miss, drill or notice",
        ),
        (
            "kind: [drill]",
            "2:1-2:5",
            "`kind` needs one word, not a list; it can be incident, maintenance, near_miss, drill or notice",
        ),
        (
            "visibility: hidden",
            "2:13-2:19",
            "`hidden` is not valid for `visibility`; did you mean `internal`? It can be public or internal",
        ),
        (
            "visibility: no",
            "2:13-2:15",
            "`no` is not valid for `visibility`; it can be public or internal",
        ),
    ],
)
def test_the_message_for_an_unknown_word_lists_the_nearest_and_all(
    line: str, position: str, message: str
) -> None:
    (only,) = problems_of(decoded(f"title: x\n{line}\n").diagnostics)
    assert (only.rule, only.position, only.message) == ("wrong-value", position, message)


def test_problems_of_the_text_and_of_the_model_are_reported_together() -> None:
    found = decoded("title: x\nkind: !a drill\ntitle: y\nwindws: []\n---\ntitle: z\n").diagnostics
    assert [each.rule for each in found] == [
        "custom-tag",
        "duplicate-key",
        "unknown-key",
        "several-documents",
    ]


def test_line_breaks_of_windows_change_no_location() -> None:
    assert problems_of(decoded(ALL_AT_ONCE.replace("\n", "\r\n")).diagnostics) == problems_of(
        decoded(ALL_AT_ONCE).diagnostics
    )
    assert problems_of(decoded(ALL_AT_ONCE.replace("\n", "\r")).diagnostics) == problems_of(
        decoded(ALL_AT_ONCE).diagnostics
    )


def test_a_record_is_decoded_whatever_its_file_is_named() -> None:
    for name in (
        "a.b.yml",
        "noextension",
        "ä/ö.yaml",
        "2026-13-45-x.yml",
        "9999-12-31-x.yml",
        "x" * 300 + ".yml",
    ):
        result = decoded("titel: x\ntimezone: unstated\n", file=f"incidents/{name}")
        assert result.model is not None
        assert result.model.id == (name.rpartition("/")[2].rpartition(".")[0] or "")


def test_up_to_a_thousand_unusable_entries_are_left_out_and_a_file_with_more_is_given_up() -> None:
    assert decoded("title: x\nwindows:\n" + "  - x\n" * 999 + "tags: [a]\n").model is not None
    result = decoded("title: x\nwindows:\n" + "  - x\n" * 1_001)
    assert result.model is None
    assert len(result.diagnostics) == 50
    assert result.diagnostics[-1].message.endswith("(and 951 more like it in this file)")


WINDOW = "{component: search, level: degraded, start: 2026-11-20 09:40, label: %s}"
BROKEN = [
    "x",
    "",
    "[]",
    "{level: a}",
    "{component: search, level: degraded, start: 17:00}",
    "{component: 'A B'}",
]
entries = st.lists(st.one_of(st.just(None), st.sampled_from(BROKEN)), min_size=1, max_size=12)


@settings(deadline=None)
@given(entries, entries)
def test_each_usable_entry_is_located_whichever_entries_were_left_out(
    first: list[str | None], second: list[str | None]
) -> None:
    """There are two lists, to show that leaving out entries of one does not change paths in the other."""
    lines = ["title: x", "windows:"]
    lines += [f"  - {WINDOW % f'w{n}' if broken is None else broken}" for n, broken in enumerate(first)]
    lines += ["links:"]
    lines += [
        f"  - {{title: l{n}, url: /}}" if broken is None else f"  - {broken}"
        for n, broken in enumerate(second)
    ]
    result = decoded("\n".join(lines))
    assert result.model is not None
    assert [window.label for window in result.model.windows] == [
        f"w{n}" for n, b in enumerate(first) if b is None
    ]
    for index, window in enumerate(result.model.windows):
        location = location_of(result.document, ("windows", index, "label"))
        assert lines[location.line - 1][location.column - 1 : location.end_column - 1] == window.label
    for index, link in enumerate(result.model.links):
        location = location_of(result.document, ("links", index, "title"))
        assert lines[location.line - 1][location.column - 1 : location.end_column - 1] == link.title


def test_a_model_is_frozen() -> None:
    with pytest.raises(ValueError, match="frozen"):
        record(SMALLEST).title = "y"  # type: ignore[misc]
