"""What several pages compute is kept, but only so much of it."""

from __future__ import annotations

from functools import partial

import pytest

from afterword.views import kept
from afterword.views.kept import Kept


def test_a_value_is_made_once() -> None:
    values, made = Kept(), iter(range(9))
    assert [values.get("key", lambda: next(made)) for _ in range(3)] == [0, 0, 0]


def test_the_values_that_were_used_last_are_kept(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LIMIT", 2)
    values, made = Kept(), list[str]()

    def make(key: str) -> str:
        made.append(key)
        return key

    for key in ("a", "b", "a", "c", "a", "b"):
        assert values.get(key, partial(make, key)) == key
    assert made == ["a", "b", "c", "b"]


def test_making_a_value_may_make_others(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(kept, "LIMIT", 1)
    values = Kept()
    assert values.get("group", lambda: values.get("member", lambda: 1) + 1) == 2
