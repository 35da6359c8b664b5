"""What views in the terminal read: only records that are new, changed, or whose time has come."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

import pytest

from afterword.app import overview, overview_entry
from afterword.app.overview import LISTED, Overview, look_at
from afterword.source import files
from afterword.views.audience import Audience
from tests.sites import SMALLEST_ID, SMALLEST_RECORD, write_site

NOW = datetime(2026, 11, 23, 12, tzinfo=UTC)
LATER = datetime(2026, 11, 23, 12, 1, tzinfo=UTC)
OPEN = "title: API is down\nwindows: [{component: api, level: major_outage, start: 2026-11-22 09:40}]\n"
OPEN_ID = "2026-11-22-api-is-down"


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """Note which records are read."""
    paths: list[str] = []

    def noting(root: Path, name: str) -> object:
        paths.append(name)
        return reading(root, name)

    reading = files.read_source
    monkeypatch.setattr(overview_entry, "read_source", noting)
    monkeypatch.setattr(overview, "read_source", noting)
    return paths


def titles(
    root: Path, now: datetime = NOW, audience: Audience = Audience.INTERNAL, *, only_current: bool = False
) -> int:
    return look_at(root, now, audience, _count, only_current=only_current)


def _count(seen: Overview) -> int:
    return len(seen.cache.fragments(LISTED))


def path(record_id: str) -> str:
    return f"incidents/2026/{record_id}.yml"


def test_a_record_is_read_once(tmp_path: Path, read: list[str]) -> None:
    root = write_site(tmp_path)
    assert titles(root) == 1
    assert read == [path(SMALLEST_ID)]
    assert titles(root) == 1
    assert read == [path(SMALLEST_ID)]


def test_a_changed_record_is_read_again(tmp_path: Path, read: list[str]) -> None:
    root = write_site(tmp_path)
    titles(root)
    (root / path(SMALLEST_ID)).write_text(SMALLEST_RECORD.replace("slow", "slower"), "utf-8")
    assert "slower" in look_at(root, NOW, Audience.PUBLIC, lambda seen: seen.cache.fragments(LISTED)[0])


def test_a_record_that_is_gone_is_gone(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    titles(root)
    (root / path(SMALLEST_ID)).unlink()
    assert titles(root) == 0
    assert titles(root) == 0


def test_one_that_goes_on_is_read_each_time_for_a_list(tmp_path: Path, read: list[str]) -> None:
    root = write_site(tmp_path, {OPEN_ID: OPEN, SMALLEST_ID: SMALLEST_RECORD})
    titles(root)
    read.clear()
    titles(root, LATER)
    assert read == [path(OPEN_ID)]


def test_for_the_status_alone_it_is_read_only_for_its_context(tmp_path: Path, read: list[str]) -> None:
    root = write_site(tmp_path, {OPEN_ID: OPEN, SMALLEST_ID: SMALLEST_RECORD})
    titles(root)
    read.clear()
    titles(root, LATER, only_current=True)
    assert read == []
    names = look_at(root, LATER, Audience.PUBLIC, lambda seen: [*seen.context.by_id], only_current=True)
    assert names == [OPEN_ID]


def test_a_record_becomes_public_when_its_time_has_come(tmp_path: Path) -> None:
    text = SMALLEST_RECORD.replace("title:", "publish_at: 2026-11-24 09:00\ntitle:", 1)
    root = write_site(tmp_path, {SMALLEST_ID: text})
    assert titles(root, audience=Audience.PUBLIC) == 0
    assert titles(root, datetime(2026, 11, 25, tzinfo=UTC), Audience.PUBLIC) == 1
    assert titles(root, audience=Audience.PUBLIC) == 0


def test_audiences_do_not_share_what_is_kept(tmp_path: Path) -> None:
    root = write_site(tmp_path, {SMALLEST_ID: f"visibility: internal\n{SMALLEST_RECORD}"})
    assert titles(root) == 1
    assert titles(root, audience=Audience.PUBLIC) == 0


def test_a_folder_without_a_place_for_a_cache_can_be_looked_at(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    (root / ".cache").write_text("", "utf-8")
    before = sorted(root.rglob("*"))
    assert titles(root) == 1
    assert sorted(root.rglob("*")) == before


def test_a_record_that_is_covered_has_a_post_mortem(tmp_path: Path) -> None:
    report = "post_mortem: {status: published, published: 2026-11-21, covers: [former]}\n".replace(
        "former", "2026-11-20-former"
    )
    root = write_site(
        tmp_path,
        {SMALLEST_ID: f"{SMALLEST_RECORD}aliases: [2026-11-20-former]\n", OPEN_ID: OPEN + report},
    )

    def covered(seen: Overview) -> object:
        return dict(seen.covered)

    assert look_at(root, NOW, Audience.PUBLIC, covered) == {SMALLEST_ID: frozenset({OPEN_ID})}
