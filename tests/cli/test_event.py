"""`afterword event` adds to the timeline of a record."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.cli.editing_site import OPEN, OVER, OVER_ID, edit, edited, editing_site, record_file

TIMELINE = """
timeline:
  # From the log of the cluster.
  - at: 2026-11-20 09:41
    text: The first replica runs out of memory.

  - at: 2026-11-20 09:55
    text: A replica is added.
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return editing_site(tmp_path / "a site")


def test_the_first_event_begins_the_timeline(site: Path) -> None:
    text = edited(site, "event", "-m", "The alert goes off: #1", "--at", "-5m", "-k", "det", "-c", "Sea")
    assert text == OPEN.replace(
        "# The end.\n",
        "\ntimeline:\n  - at: 2026-11-20 09:55\n    kind: detection\n    component: search\n"
        "    text: >-\n      The alert goes off: #1\n\n# The end.\n",
    )


def test_an_event_is_put_in_its_place_and_all_else_stays(site: Path) -> None:
    before = OPEN.replace("# The end.\n", f"{TIMELINE}# The end.\n")
    record_file(site).write_text(before, encoding="utf-8")
    text = edited(site, "event", "-m", "The alert goes off.", "--at", "09:48", "--until", "5m", "--internal")
    added = (
        "\n  - at: 2026-11-20 09:48\n    until: 2026-11-20 09:53\n    visibility: internal\n"
        "    text: >-\n      The alert goes off.\n"
    )
    place = "memory.\n"
    assert text == before.replace(place, place + added)


def test_a_clock_time_is_one_of_an_incident_that_is_over(site: Path) -> None:
    edited(site, "event", "api-ref", "-m", "The alert goes off.", "--at", "09:48", record_id=OVER_ID)
    text = edited(site, "event", "api-ref", "-m", "The team meets.", "--at", "2026-11-19", record_id=OVER_ID)
    assert text.startswith(OVER)
    assert "  - at: 2026-11-18 09:48\n" in text
    assert text.endswith("  - at: 2026-11-19\n    text: >-\n      The team meets.\n")


def test_the_day_of_the_end_is_enough(site: Path) -> None:
    over = OVER.replace("end: 2026-11-18 10:15", "end: 2026-11-18")
    record_file(site, OVER_ID).write_text(over, encoding="utf-8")
    result = edit(site, "event", "api-ref", "-m", "The alert goes off.", "--at", "09:48")
    assert result.exit_code == 0, result.output
    assert "  - at: 2026-11-18 09:48\n" in record_file(site, OVER_ID).read_text(encoding="utf-8")


def test_the_preview_says_whether_readers_see_it(site: Path) -> None:
    assert "What readers see" in edit(site, "event", "-m", "It goes on.", "--dry-run").output
    internal = edit(site, "event", "-m", "It goes on.", "--internal", "--dry-run").output
    assert "What readers see" not in internal
    assert "What stays internal" in internal


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("event", "-m", "x", "--at", "11:00"), "`11:00` is in the future"),
        (("event", "-m", "x", "--at", "2026-11-21"), "`2026-11-21` is in the future"),
        (("event", "-m", "x", "--until", "+1h"), "`+1h` is in the future"),
        (("event", "-m", "x", "--at", "09:50", "--until", "09:40"), "not after it began (2026-11-20 09:50)"),
        (("event", "-m", "x", "--at", "lunch"), "`lunch` is not a time"),
        (("event", "-m", "x", "--kind", "alarm"), "there is no kind of event `alarm`"),
        (("event", "-m", "x", "--kind", "deploy"), "did you mean `change`?"),
        (("event", "-m", "x", "--component", "serach"), "did you mean `search`?"),
        (("event",), "without a terminal no editor can be opened"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_written(
    site: Path, words: tuple[str, ...], message: str
) -> None:
    result = edit(site, *words)
    assert result.exit_code == 2, result.output
    assert message in " ".join(result.output.split())
    assert record_file(site).read_text(encoding="utf-8") == OPEN
