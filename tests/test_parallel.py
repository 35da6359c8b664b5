"""Parallel work gives the same results as work in one process."""

from __future__ import annotations

import os
import signal
from collections.abc import Callable
from concurrent.futures import Future
from typing import Any

import pytest

from afterword import parallel


def square(number: int) -> tuple[int, int]:
    return number * number, os.getpid()


@pytest.mark.parametrize("count", [0, 1, 999])
def test_results_are_in_the_order_of_the_items(count: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    monkeypatch.setattr(parallel, "_may_fork", lambda: True)
    done = list(parallel.map_ordered(square, range(count)))
    assert [result for result, _ in done] == [number * number for number in range(count)]
    others = {process for _, process in done} - {os.getpid()}
    assert bool(others) == (count >= parallel.MIN_ITEMS)


def test_processes_are_replaced_after_some_items(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    monkeypatch.setattr(parallel, "_may_fork", lambda: True)
    monkeypatch.setattr(parallel, "_RENEWED", 500)
    done = list(parallel.map_ordered(square, range(1_200)))
    assert [result for result, _ in done] == [number * number for number in range(1_200)]
    parts = [{process for _, process in done[start : start + 500]} for start in (0, 500, 1_000)]
    assert not parts[0] & parts[1]
    assert not parts[1] & parts[2]


def test_an_error_in_another_process_is_raised_in_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    monkeypatch.setattr(parallel, "_may_fork", lambda: True)
    with pytest.raises(ZeroDivisionError):
        list(parallel.map_ordered(lambda number: 1 // (number - 700), range(1_000)))


def test_nothing_is_forked_while_other_threads_run(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    monkeypatch.setattr("threading.active_count", lambda: 2)
    assert {process for _, process in parallel.map_ordered(square, range(1_000))} == {os.getpid()}


def test_the_work_of_a_killed_process_is_done_in_this_one(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    monkeypatch.setattr(parallel, "_may_fork", lambda: True)
    here = os.getpid()

    def fragile(number: int) -> int:
        if number == 700 and os.getpid() != here:
            os.kill(os.getpid(), signal.SIGKILL)
        return number

    assert list(parallel.map_ordered(fragile, range(1_000))) == list(range(1_000))


class Recorder:
    """An executor that does the work at once, and counts how many results nobody has taken."""

    def __init__(self) -> None:
        self.submitted = 0

    def submit(self, work: Callable[[range], list[int]], chunk: range) -> Future[list[int]]:
        self.submitted += len(chunk)
        future: Future[list[int]] = Future()
        future.set_result(list(chunk))
        return future


def test_results_that_nobody_has_taken_are_few(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    executor: Any = Recorder()
    taken, most = [], 0
    for results in parallel._in_order(executor, range(10_001)):
        taken += results
        most = max(most, executor.submitted - len(taken))
    assert taken == list(range(10_001))
    assert 100 <= most <= 500
