"""`afterword milestone` sets milestones of a record."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.editing_site import OPEN, OVER_ID, edit, edited, editing_site, record_file


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return editing_site(tmp_path / "a site")


def test_milestones_are_set_at_a_time_or_now(site: Path) -> None:
    text = edited(site, "milestone", "detected=09:48", "ack=-9m", "identified")
    block = "detected: 2026-11-20 09:48\n  acknowledged: 2026-11-20 09:51\n  identified: 2026-11-20 10:00\n"
    assert text == OPEN.replace("\nwindows:", f"\nmilestones:\n  {block}\nwindows:")


def test_the_record_may_be_before_or_after_them(site: Path) -> None:
    edited(site, "milestone", "api-ref", "detected=09:48", record_id=OVER_ID)
    text = edited(site, "milestone", "mitigated=10:05~", "api-ref", record_id=OVER_ID)
    assert "milestones:\n  detected: 2026-11-18 09:48\n  mitigated: 2026-11-18 10:05~\n" in text


def test_the_preview_shows_what_is_replaced(site: Path) -> None:
    edited(site, "milestone", "detected=09:48")
    output = " ".join(edit(site, "milestone", "detected=09:44", "--dry-run").output.split())
    assert "2026-11-20 09:48 → 2026-11-20 09:44" in output
    assert "already has this change" in edit(site, "milestone", "detected=09:48").output


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("detected=09:39",), "`detected` would be 2026-11-20 09:39, before the start of the first window"),
        (("detected=09:55",), "2026-11-20 09:55, after the first update (2026-11-20 09:52)"),
        (("detected=10:30",), "Invalid value for detected: `10:30` is in the future"),
        (("detected=25:00",), "Invalid value for detected: "),
        (("detected=",), "`detected=` has no time; write detected=14:05"),
        (("detectd=09:48",), "there is no milestone `detectd`; did you mean `detected`?"),
        (("detectd",), "there is no milestone `detectd`; did you mean `detected`?"),
        (("detected=09:48", "det=09:49"), "`detected` is named twice"),
        (("de=09:48",), "`de` is ambiguous: detected, declared"),
        (("open",), "a milestone is missing; write one such as `open detected=14:05`"),
        (("detected", "at", "09:48"), "a time belongs to a milestone; write detected=09:48"),
        (("a", "b", "detected"), "`a` and `b` cannot both be the record"),
        (("resolved",), "`afterword resolve 2026-11-20-search-is-slow` ends both"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_written(
    site: Path, words: tuple[str, ...], message: str
) -> None:
    result = edit(site, "milestone", *words)
    assert result.exit_code == 2, result.output
    assert message in " ".join(result.output.split())
    assert record_file(site).read_text(encoding="utf-8") == OPEN
