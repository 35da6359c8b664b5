"""News and levels leave a record over, however it says so: only `afterword reopen` opens it again."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from afterword.app.edit_record import read_record
from afterword.app.read_site import read_site
from afterword.timeline.lifecycle import state_at
from tests.cli.editing_site import OVER, OVER_ID, edit, edited, editing_site, record_file

_NOW = datetime(2026, 11, 20, 10, tzinfo=UTC)
_BEGUN = "title: API refuses requests\nseverity: sev3\nsummary: The API refused some requests.\n"
_WINDOW = "windows:\n  - {component: api, level: partial_outage, start: 2026-11-18 09:40"
_ENDED = f"{_BEGUN}{_WINDOW}, end: 2026-11-18 10:15}}\n"
_WORK = _ENDED.replace("severity: sev3", "kind: maintenance").replace("partial_outage", "under_maintenance")
_PLANNED = "scheduled: {start: 2026-11-18 09:40, end: 2026-11-18 10:15}\n"
_NOTICE = f"{_BEGUN.replace('severity: sev3', 'kind: notice')}until: 2026-11-19 10:00\n"
_OVER = {
    "a final update": OVER,
    "status": f"{_ENDED}status: resolved\n",
    "its windows": _ENDED,
    "a milestone": f"{_BEGUN}milestones: {{started: 2026-11-18 09:40, resolved: 2026-11-18 10:15}}\n",
    "the windows of maintenance": f"{_WORK}{_PLANNED}",
    "the status of maintenance": f"{_WORK}{_PLANNED}status: completed\n",
    "cancelled maintenance": f"{_BEGUN.replace('severity: sev3', 'kind: maintenance')}{_PLANNED}status: cancelled\n",
    "the end of a notice": _NOTICE,
}
_NEWS = ("update", OVER_ID, "-m", "We will publish a post-mortem next week.")


def _site(tmp_path: Path, text: str) -> Path:
    site = editing_site(tmp_path / "site")
    record_file(site, OVER_ID).write_text(text, encoding="utf-8")
    return site


def _state(site: Path) -> str:
    file = record_file(site, OVER_ID).relative_to(site).as_posix()
    return state_at(read_record(site, file, read_site(site))[1], _NOW).value


@pytest.mark.parametrize("text", _OVER.values(), ids=_OVER)
@pytest.mark.parametrize("at", ["now", "2026-11-18 09:50"])
def test_news_leaves_it_over(tmp_path: Path, text: str, at: str) -> None:
    site = _site(tmp_path, text)
    was = _state(site)
    result = edit(site, *_NEWS, "--at", at)
    assert result.exit_code == 0, result.output
    assert "    status: update\n" in record_file(site, OVER_ID).read_text(encoding="utf-8")
    assert _state(site) == was


@pytest.mark.parametrize("text", _OVER.values(), ids=_OVER)
def test_only_reopen_opens_it_again(tmp_path: Path, text: str) -> None:
    site = _site(tmp_path, text)
    own = {_NOTICE: "current"}.get(text, "in_progress" if "kind: maintenance" in text else "investigating")
    result = edit(site, *_NEWS, "--status", own)
    if text is _NOTICE:  # its `until` decides
        assert _state(site) == "ended"
        return
    assert result.exit_code == 2
    assert f"`afterword reopen {OVER_ID}` opens it" in " ".join(result.output.split())
    assert record_file(site, OVER_ID).read_text(encoding="utf-8") == text


@pytest.mark.parametrize(
    "words",
    [
        (*_NEWS, "api=degraded"),
        ("level", "api=degraded", OVER_ID),
        ("window", "open", "api=degraded", OVER_ID),
    ],
    ids=["update", "level", "window open"],
)
def test_a_level_does_not_open_it_again(tmp_path: Path, words: tuple[str, ...]) -> None:
    site = _site(tmp_path, _ENDED)
    result = edit(site, *words)
    assert result.exit_code == 2
    said = " ".join(result.output.split())
    assert f"is resolved, and would be investigating again; `afterword reopen {OVER_ID}` opens it" in said
    assert record_file(site, OVER_ID).read_text(encoding="utf-8") == _ENDED


def test_a_drill_begins_with_a_level_since_it_has_no_updates(tmp_path: Path) -> None:
    drill = "title: We switch the API off\nkind: drill\nsummary: The API fails over to the second site.\n"
    site = _site(tmp_path, drill)
    assert "start: 2026-11-20 10:00" in edited(site, "level", "api=degraded", OVER_ID, record_id=OVER_ID)


def test_a_forgotten_state_can_be_added_before_the_end(tmp_path: Path) -> None:
    site = _site(tmp_path, OVER)
    text = edited(site, *_NEWS, "--status", "identified", "--at", "2026-11-18 10:00", record_id=OVER_ID)
    assert "    status: identified\n" in text
    assert _state(site) == "resolved"


@pytest.mark.parametrize(
    ("text", "state"),
    [
        (f"{_BEGUN}{_WINDOW}}}\n", "investigating"),
        (f"{_BEGUN}{_WINDOW}}}\nstatus: monitoring\n", "monitoring"),
        (_WORK.replace(", end: 2026-11-18 10:15}", "}") + _PLANNED, "in_progress"),
    ],
)
def test_the_first_update_of_an_open_record_names_its_state(tmp_path: Path, text: str, state: str) -> None:
    site = _site(tmp_path, text)
    assert edit(site, *_NEWS).exit_code == 0
    written = record_file(site, OVER_ID).read_text(encoding="utf-8")
    assert f"    status: {state}\n" in written
    assert "\nstatus: " not in written
