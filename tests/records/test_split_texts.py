"""A text with a colon in a list gets one error, with the entry as it was meant."""

from __future__ import annotations

import pytest

from tests.records.decoding import complaint, decoded, record

TEXT = "The cache was cold: it was restarted."


@pytest.mark.parametrize(
    ("name", "entry"),
    [
        ("root_causes", f'{{text: "{TEXT}"}}'),
        ("trigger", f'{{text: "{TEXT}"}}'),
        ("timeline", f'{{at: 2026-11-20 09:40, text: "{TEXT}"}}'),
        ("updates", f'{{at: 2026-11-20 09:40, status: investigating, body: "{TEXT}"}}'),
        ("action_items", f'{{id: a1, title: "{TEXT}", status: open}}'),
        ("corrections", f'{{on: 2026-11-20, text: "{TEXT}"}}'),
        ("unknowns", f'{{what: "{TEXT}", reason: not_stated}}'),
        ("symptoms", f'{{component: search, seen: "{TEXT}"}}'),
        ("links", f'{{title: "{TEXT}", url: https://example.com/}}'),
    ],
)
def test_an_entry_is_shown_as_it_was_meant(name: str, entry: str) -> None:
    assert complaint(f"{name}:\n  - {TEXT}") == (
        "unknown-key",
        f"the colon after `The cache was cold` makes it a key; write the text as `{entry_key(entry)}`, in quotes",
        f"- {entry}",
    )
    record(f"title: Search is slow\n{name}:\n  - {entry}\n")


def entry_key(entry: str) -> str:
    return next(key for key in ("text", "body", "title", "what", "seen") if f'{key}: "' in entry)


@pytest.mark.parametrize("line", ["tags: [{}]", "lessons: {{went_well: [{}]}}", "summary:\n  {}"])
def test_a_text_without_keys_is_shown_in_quotes(line: str) -> None:
    rule, message, example = complaint(line.format(TEXT))
    assert rule == "wrong-value"
    assert message.endswith("must be text, not keys and values; quote a text that contains a colon")
    assert f'"{TEXT}"' in example


@pytest.mark.parametrize(
    ("entry", "rules"),
    [
        ("txt: The cache was cold.", ["missing-key", "unknown-key"]),
        ("Text: The cache was cold.", ["missing-key", "unknown-key"]),
        ("title: The cache was cold.", ["missing-key", "unknown-key"]),
        ("{role: cause, The cache: it was cold.}", ["missing-key", "unknown-key"]),
    ],
)
def test_other_keys_are_told_as_everywhere(entry: str, rules: list[str]) -> None:
    found = decoded(f"title: Search is slow\nroot_causes:\n  - {entry}\n").diagnostics
    assert [each.rule for each in found] == rules
