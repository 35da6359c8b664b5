"""Names of things by their time: they stay when others are added."""

from __future__ import annotations

from datetime import UTC, datetime

from afterword.views.rows import fragment_ids

NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
NAME = "update-20261120T120000"


def test_a_thing_of_the_same_time_that_is_typed_below_the_others_renames_none() -> None:
    assert fragment_ids("update", [NOON, NOON]) == (NAME, f"{NAME}-2")
    assert fragment_ids("update", [NOON, NOON, NOON]) == (NAME, f"{NAME}-2", f"{NAME}-3")


def test_times_within_one_second_keep_their_names_when_an_earlier_one_is_added() -> None:
    late, early = NOON.replace(microsecond=500_000), NOON.replace(microsecond=2_000)
    assert fragment_ids("update", [late]) == (f"{NAME}.500",)
    assert fragment_ids("update", [NOON, early, late]) == (NAME, f"{NAME}.002", f"{NAME}.500")
