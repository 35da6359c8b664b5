"""The clock: the order of its sources, and which times it accepts."""

from __future__ import annotations

from datetime import UTC, datetime

import pytest

from afterword import clock


def test_the_command_line_comes_before_the_environment(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "nonsense")
    assert clock.now("2026-11-20 09:40") == datetime(2026, 11, 20, 9, 40, tzinfo=UTC)


def test_the_environment_comes_before_the_system(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795167120")
    assert clock.now() == datetime(2026, 11, 20, 9, 32, tzinfo=UTC)


def test_the_system_clock_comes_last_and_is_read_to_the_second(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delenv("SOURCE_DATE_EPOCH", raising=False)
    assert clock.now().microsecond == 0


@pytest.mark.parametrize(
    ("epoch", "expected"),
    [
        ("86400", datetime(1970, 1, 2, tzinfo=UTC)),
        ("000000000000086400", datetime(1970, 1, 2, tzinfo=UTC)),
        ("4133980799", datetime(2100, 12, 31, 23, 59, 59, tzinfo=UTC)),
    ],
)
def test_the_ends_of_the_range_are_accepted(
    monkeypatch: pytest.MonkeyPatch, epoch: str, expected: datetime
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    assert clock.now() == expected


@pytest.mark.parametrize("epoch", ["86399", "4291747200", "253402300799", "9" * 20, "9" * 5000])
def test_seconds_out_of_the_range_are_refused_with_the_range(
    monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(ValueError, match=r"SOURCE_DATE_EPOCH .* 1970-01-02 and 2100-12-31"):
        clock.now()


@pytest.mark.parametrize("epoch", ["²", "-1", "1e9", "1_000_000", "٣", "now"])
def test_an_epoch_that_is_not_a_number_is_refused(monkeypatch: pytest.MonkeyPatch, epoch: str) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    with pytest.raises(ValueError, match=r"SOURCE_DATE_EPOCH .* not a number of seconds"):
        clock.now()


@pytest.mark.parametrize(
    "given", ["1900-01-01 00:00", "1970-01-01 23:59", "2106-01-01 00:00", "2199-12-31 23:59"]
)
def test_a_time_out_of_range_is_refused_and_quoted(given: str) -> None:
    with pytest.raises(ValueError, match=f"`{given[:10]}"):
        clock.now(given)
