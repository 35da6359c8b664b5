"""Hypothesis draws the same examples in every run of CI, and new ones elsewhere."""

from __future__ import annotations

import os
from pathlib import Path

from hypothesis import given, settings
from hypothesis import strategies as st
from hypothesis.database import DirectoryBasedExampleDatabase

ROOT = Path(__file__).parents[1]


def drawn(profile: str) -> list[int]:
    numbers = []

    @settings(settings.get_profile(profile))
    @given(st.integers())
    def draw(number: int) -> None:
        numbers.append(number)

    draw()
    return numbers


def test_ci_draws_the_same_examples_in_every_run_and_keeps_none() -> None:
    assert drawn("ci") == drawn("ci")
    assert settings.get_profile("ci").database is None


def test_local_runs_draw_new_examples_and_keep_what_failed_in_the_tree() -> None:
    assert drawn("local") != drawn("local")
    kept = settings.get_profile("local").database
    assert isinstance(kept, DirectoryBasedExampleDatabase)
    assert kept.path == ROOT / ".hypothesis" / "examples"


def test_quick_runs_try_fewer_examples_of_the_same_kind() -> None:
    quick, local = settings.get_profile("quick"), settings.get_profile("local")
    assert quick.max_examples < local.max_examples
    assert quick.database is local.database


def test_the_environment_chooses_a_profile_unless_the_command_does_and_none_has_deadlines() -> None:
    chosen = settings.get_current_profile_name()
    assert chosen in ("quick", "ci" if os.environ.get("CI") else "local")
    assert [settings.get_profile(name).deadline for name in ("ci", "local", "quick")] == [None] * 3
