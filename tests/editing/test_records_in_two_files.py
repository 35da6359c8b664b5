"""What is moved between records, and which ids they have then, is decided without any file."""

from __future__ import annotations

from datetime import date
from textwrap import dedent

import pytest

from afterword.editing.apply import with_changes
from afterword.editing.changes import RefusedError
from afterword.editing.joining import joined, keep_left
from afterword.editing.publishing import next_status, set_status
from afterword.editing.references import Replacement, record_references, with_replacements
from afterword.editing.splitting import Split, former_record, new_record
from afterword.records.decode import decode_record, decode_site
from afterword.records.record import Record
from afterword.records.vocabulary import PostMortemStatus, Relation
from afterword.source.nodes import MappingNode, Plain, contents
from afterword.source.parse import parse

SITE = decode_site(
    "status.yml", b"page: {name: Acme}\ntimezone: UTC\ncomponents: [{id: search, name: S}]\n"
).model


def record(text: str, record_id: str = "2026-11-20-search-is-slow") -> Record:
    assert SITE
    found = decode_record(f"incidents/2026/{record_id}.yml", text.encode(), SITE)
    assert found.model, found.diagnostics
    assert not found.diagnostics
    return found.model


def typed(text: str) -> dict[str, Plain]:
    root, _ = parse("", text)
    assert isinstance(root, MappingNode)
    return contents(root)


RECORD = dedent("""\
    title: Search is slow
    windows:
      - {id: w1, component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
      - {id: w2, component: search, level: degraded, start: 2026-11-20 16:05, end: 2026-11-20 16:30}
    updates:
      - {at: 2026-11-20 09:52, status: investigating, body: It is slow.}
      - {at: 2026-11-20 10:20, status: resolved, body: It is fast.}
      - {at: 2026-11-20 16:10, status: investigating, body: It is slow again.}
      - {at: 2026-11-20 16:40, status: resolved, body: It is fast again.}
    trigger: {text: A deployment., windows: [w1]}
    root_causes:
      - {id: cache, text: A restart empties the cache., windows: [w1]}
    action_items:
      - {id: a1, title: Warm the cache, status: open, addresses: [cache]}
      - {id: a2, title: Add a replica, status: open}
    lessons: {went_well: [The alert was quick.]}
    """)


def test_what_is_split_and_merged_again_is_all_there() -> None:
    one = record(RECORD)
    split = Split("Slow again", (1,), (2, 3), Relation.FOLLOWS)
    new = with_changes("title: Slow again\n", new_record(one, typed(RECORD), split))
    rest = with_changes(RECORD, former_record(one, split, date(2026, 11, 25)))
    assert len(record(rest).windows) == 1
    other = record(new, "2026-11-20-slow-again")
    assert other.windows[0].id == "w2"
    assert SITE
    back = joined(record(rest), typed(rest), other, typed(new), SITE.rank)
    assert back.left == {"title": "Slow again"}
    again = record(with_changes(rest, back.changes))
    assert (again.windows, again.updates, again.related) == (one.windows, one.updates, one.related)


def test_ids_that_both_use_are_changed_with_what_refers_to_them() -> None:
    theirs = RECORD.replace("09:4", "11:4").replace("10:15", "12:15").replace("16:", "18:")
    theirs = theirs.replace("Warm the cache", "Fill it").replace("A restart empties", "A crash empties")
    theirs = theirs.replace("The alert was quick.", "Someone was there.")
    one, other = record(RECORD), record(theirs, "2026-11-20-other")
    assert SITE
    result = joined(one, typed(RECORD), other, typed(theirs), SITE.rank)
    both = record(with_changes(RECORD, result.changes))
    assert [each.id for each in both.windows] == ["w1", "w2", "w3", "w4"]
    assert [each.id for each in both.root_causes] == ["cache", "cache-2"]
    assert [each.windows for each in both.root_causes] == [("w1",), ("w3",)]
    assert [each.windows for each in both.trigger] == [("w1",), ("w3",)]
    assert [(each.id, each.addresses) for each in both.action_items] == [
        ("a1", ("cache",)),
        ("a2", ()),
        ("a3", ("cache-2",)),
    ]
    assert [each.at for each in both.updates] == sorted(each.at for each in both.updates)
    assert both.lessons
    assert both.lessons.went_well == ("The alert was quick.", "Someone was there.")


def test_what_cannot_be_joined_is_kept_under_internal() -> None:
    assert keep_left({}, "2026-11-20-other", {}) == ()
    text = with_changes(
        "title: A\ninternal:\n  call: room 4  # upstairs\n",
        keep_left(
            typed("internal: {call: room 4}\n"),
            "2026-11-20-other",
            {"title": "B: c", "impact": {"revenue": "1"}},
        ),
    )
    assert typed(text)["internal"] == {
        "call": "room 4",
        "merged": {"2026-11-20-other": {"title": "B: c", "impact": {"revenue": "1"}}},
    }
    assert "room 4  # upstairs\n" in text
    with pytest.raises(RefusedError, match="must be keys and values"):
        keep_left({"internal": "a text"}, "2026-11-20-other", {"title": "B"})


def test_words_are_replaced_only_as_a_whole_and_in_their_field() -> None:
    text = 'a: "b-c b b-c"  # b\r\nd:\r\n  - >-\r\n    b\r\n    xb b-\r\ne: b\r\n'
    replaced = with_replacements(text, [Replacement(("a",), "b", "new"), Replacement(("d", 0), "b", "new")])
    assert replaced == 'a: "b-c new b-c"  # b\r\nd:\r\n  - >-\r\n    new\r\n    xb b-\r\ne: b\r\n'


@pytest.mark.parametrize(
    "address", ["/incidents/{}/", "../{}/", "https://acme.example/incidents/{}/", "../{}"]
)
def test_links_of_a_draft_follow_and_those_of_updates_stay(address: str) -> None:
    link = f"[x]({address.format('2026-11-19-a')})"
    text = (
        f"title: B\nsummary: 'As {link}, not 2026-11-19-a.'\n"
        f"updates:\n  - {{at: 2026-11-20 09:52, status: update, body: '{link}'}}\n"
    )
    found = [*record_references(record(text), {"2026-11-19-a"}, "2026-11-19-new", "https://acme.example/")]
    assert [each.path for each in found] == [("summary",)]
    after = with_replacements(text, found)
    assert after == text.replace(link, link.replace("19-a", "19-new"), 1)


def test_a_post_mortem_goes_from_state_to_state() -> None:
    for status, following in (("draft", "in_review"), ("in_review", "published")):
        one = record(f"title: A\npost_mortem: {{status: {status}}}\n")
        assert next_status(one) == following
    for status in ("published", "not_required"):
        with pytest.raises(RefusedError):
            next_status(record(f"title: A\npost_mortem: {{status: {status}}}\n"))
    with pytest.raises(RefusedError, match="stage: preliminary"):
        set_status(
            record("title: A\npost_mortem: {status: published}\n"), PostMortemStatus.DRAFT, date(2026, 11, 20)
        )
