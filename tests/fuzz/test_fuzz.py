"""A short run of the fuzzer; `make fuzz` is the long one."""

from __future__ import annotations

import pytest

from tests.fuzz.run import failure_of


@pytest.mark.parametrize(("target", "cases"), [("files", 25), ("options", 25), ("cache", 8)])
def test_the_first_cases_hold(target: str, cases: int) -> None:
    failed = [(number, problem) for number in range(cases) if (problem := failure_of(target, 0, number))]
    assert failed == []
