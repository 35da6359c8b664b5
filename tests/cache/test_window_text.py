"""The windows of a record survive the cache, rough times included."""

from __future__ import annotations

import pytest

from afterword.cache.window_text import decode_windows, encode_windows
from afterword.checks.samples import SAMPLE_FILE
from afterword.records.rough_time import form_of
from afterword.views.index.windows import window_spans
from tests.checks.demo import load

WINDOWS = """\
title: Search is slow
summary: Searches took several seconds.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40:30.125, end: 2026-11-20 10:15}
  - {components: [search, api], level: degraded, start: 2026-11-20~, end: unknown}
  - {component: api, level: degraded, start: 2026-11-20 11:00~}
"""


def test_windows_are_the_same_afterwards() -> None:
    (record,) = load({SAMPLE_FILE: WINDOWS}).records.values()
    spans = window_spans(record)
    found = decode_windows(encode_windows(spans))
    assert found == spans
    assert [(form_of(each.start), form_of(each.end)) for each in found] == [
        ("", ""),
        ("2026-11-20~", "unknown"),
        ("2026-11-20~", "unknown"),
        ("~", ""),
    ]


def test_a_record_without_windows_takes_no_room() -> None:
    assert encode_windows(()) == ""
    assert decode_windows("") == ()


@pytest.mark.parametrize("text", ["[1]", "[[1, 2]]", '[["search", "degraded", "now", null]]'])
def test_damage_is_noticed(text: str) -> None:
    with pytest.raises((TypeError, ValueError)):
        decode_windows(text)
