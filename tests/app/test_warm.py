"""A warm build gives the same bytes as a cold one, whatever happened in between."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Mapping, Sequence
from datetime import timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afterword import parallel
from afterword.app import incremental, record_build, record_pass
from afterword.app.build import Build
from afterword.app.checking import ReadRecord
from afterword.app.errors import UserError
from afterword.app.incremental import prepare_build
from afterword.app.record_build import RecordBuilder
from afterword.app.record_store import load_record
from afterword.cache.opening import CACHE_FOLDER
from afterword.formats.feeds.feed import RECORDS, UPDATES
from afterword.formats.latest import LIMIT
from afterword.output.bodies import BodyRef, BodyStore
from afterword.records.record import Record
from afterword.views import urls
from afterword.views.audience import Audience
from afterword.views.cached import Cached
from afterword.views.current import component_rows
from afterword.views.incident import page
from afterword.views.index import long_lists
from afterword.views.reads import Answers
from tests.edited_site import EDITS, START, EditedSite, compare_warm_with_cold, contents, publish
from tests.limits import lower_limits
from tests.sites import SMALL_SITE, SMALLEST_ID, SMALLEST_RECORD, prepared, write_site


def none_seems_latest(paths: Sequence[str], lists: int) -> dict[str, int]:
    return dict.fromkeys(paths, LIMIT + 1)


LIVE = SMALLEST_RECORD.replace(", end: 2026-11-20 10:15", "").partition("  - {at: 2026-11-20 10:20")[0]
COVERING = (
    SMALLEST_RECORD.replace("2026-11-20", "2026-11-19")
    + f"""\
post_mortem: {{status: published, published: 2026-11-20, background: A disk was full., covers: [{SMALLEST_ID}]}}
"""
)
CHANGED = f"{SMALLEST_ID}.yml was changed during the build; run it again"
DAYS = st.lists(st.lists(st.sampled_from(EDITS), max_size=3), min_size=1, max_size=6)


def test_a_warm_build_gives_the_bytes_of_a_cold_one_after_each_kind_of_edit(tmp_path: Path) -> None:
    assert compare_warm_with_cold(tmp_path / "edited", 7, [EDITS[:6], EDITS[6:12], EDITS[12:]]) == 3


def test_so_it_does_where_lists_are_divided_and_groups_are_folded(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    lower_limits(monkeypatch)
    monkeypatch.setattr(component_rows, "UNFOLDED", 1)
    monkeypatch.setattr(long_lists, "ENTRIES", 1)
    assert compare_warm_with_cold(tmp_path / "edited", 7, [EDITS[:6], EDITS[6:12], EDITS[12:]]) == 3


@pytest.mark.parametrize(
    ("name", "value"),
    [
        pytest.param("probable_places", none_seems_latest, id="no record seemed to be in a feed"),
        pytest.param("MIN_ITEMS", 0, id="records are kept in a file until they are built"),
    ],
)
def test_so_it_does_where(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str, value: object) -> None:
    edited = EditedSite(tmp_path / "site", 7)
    twin = shutil.copytree(edited.root, tmp_path / "twin")
    publish(edited.root, edited.root / "site", START, Audience.PUBLIC)
    monkeypatch.setattr(record_pass, name, value)
    publish(twin, twin / "site", START, Audience.PUBLIC)
    assert contents(twin / "site") == contents(edited.root / "site")
    assert compare_warm_with_cold(tmp_path / "edited", 7, [EDITS[:6], EDITS[6:12], EDITS[12:]]) == 3


def test_an_edit_makes_only_the_feed_entries_of_its_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(record_pass, "probable_places", none_seems_latest)
    made: list[str] = []
    latest_fragments = RecordBuilder.latest_fragments

    def noted(builder: RecordBuilder, record: Record) -> Mapping[str, str]:
        made.append(record.id)
        return latest_fragments(builder, record)

    monkeypatch.setattr(RecordBuilder, "latest_fragments", noted)
    other = "2026-11-19-other"
    site = write_site(tmp_path, {SMALLEST_ID: SMALLEST_RECORD, other: SMALLEST_RECORD})
    publish(site, site / "site", START, Audience.PUBLIC)
    assert sorted(made) == sorted([SMALLEST_ID, other])
    made.clear()
    file = site / f"incidents/2026/{other}.yml"
    file.write_text(file.read_text().replace("title: ", "title: Second "))
    publish(site, site / "site", START, Audience.PUBLIC)
    assert made == [other]


def test_what_a_host_writes_in_every_build_is_made_again_only_if_what_it_shows_has_changed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    made: list[str] = []
    make = Cached.make

    def noted(cached: Cached[object], answers: Answers) -> tuple[object, str]:
        made.append(cached.path)
        return make(cached, answers)

    monkeypatch.setattr(Cached, "make", noted)
    root = write_site(tmp_path)
    changing = {urls.STATUS, urls.HISTORY, urls.MAINTENANCE, urls.COMPONENTS}
    lasting = {urls.ACTIONS, urls.SUBSCRIBE, urls.ABOUT, "feed.json", "calendar.ics"}
    for now, again in (
        (START, changing | lasting),
        (START, set()),
        (START + timedelta(minutes=1), changing),
    ):
        made.clear()
        publish(root, root / "site", now, Audience.PUBLIC)
        assert (changing | lasting).intersection(made) == again


def test_feed_entries_are_made_without_the_files_and_the_chart_of_a_record(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = prepared(write_site(tmp_path), now=START)
    record = build.scan.read_checked(f"incidents/2026/{SMALLEST_ID}.yml").record
    assert record
    monkeypatch.delattr(record_build, "record_artifacts")
    monkeypatch.delattr(page, "lane_chart")
    assert build.builder.latest_fragments(record).keys() == {
        *(name for kind in (RECORDS, UPDATES) for name in kind.files),
        "statuspage",
    }


@pytest.mark.parametrize("time", ["2026-11-20 09:52", "2026-11-20 10:20"])
def test_a_time_that_is_retyped_with_its_offset_gives_the_bytes_of_a_cold_build(
    tmp_path: Path, time: str
) -> None:
    site = write_site(tmp_path / "site", site=SMALL_SITE.replace("UTC", "Europe/Berlin"))
    publish(site, site / "site", START, Audience.PUBLIC)
    file = site / f"incidents/2026/{SMALLEST_ID}.yml"
    file.write_text(SMALLEST_RECORD.replace(time, f"{time}+01:00"), encoding="utf-8")
    twin = shutil.copytree(site, tmp_path / "twin", ignore=shutil.ignore_patterns("site", ".cache"))
    for root in (site, twin):
        assert publish(root, root / "site", START, Audience.PUBLIC) == ()
    assert contents(site / "site") == contents(twin / "site")


def test_so_it_does_where_other_processes_check_and_build_records(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = EditedSite(tmp_path / "site", 7)
    twin = shutil.copytree(edited.root, tmp_path / "twin")
    publish(edited.root, edited.root / "site", START, Audience.PUBLIC)
    for module in (parallel, record_pass):
        monkeypatch.setattr(module, "MIN_ITEMS", 0)
    monkeypatch.setattr(parallel, "_cores", lambda: 2)
    monkeypatch.setattr(parallel, "_may_fork", lambda: True)
    monkeypatch.setattr(parallel, "_CHUNK", 2)
    loaded = tmp_path / "loaded"

    def noted(store: BodyStore, ref: BodyRef) -> ReadRecord:
        with loaded.open("a") as file:
            file.write(f"{ref.file}\n")
        return load_record(store, ref)

    monkeypatch.setattr(record_pass, "load_record", noted)
    publish(twin, twin / "site", START, Audience.PUBLIC)
    assert contents(twin / "site") == contents(edited.root / "site")
    assert str(os.getpid()) not in loaded.read_text().split(), "other processes have stored all records"


@pytest.mark.parametrize(
    ("record", "owner", "step"),
    [
        pytest.param(SMALLEST_RECORD, Build, "add_shared_pages", id="before its feed entries are made"),
        pytest.param(LIVE, Build, "add_shared_pages", id="before a page about many records shows it"),
        pytest.param(SMALLEST_RECORD, incremental, "_with_new_links", id="before it is built again"),
    ],
)
def test_a_record_that_changes_during_the_build_ends_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, record: str, owner: object, step: str
) -> None:
    monkeypatch.setattr(record_pass, "probable_places", none_seems_latest)
    site = write_site(tmp_path, {SMALLEST_ID: record, "2026-11-19-other": COVERING})
    change_before(owner, step, site, monkeypatch)
    with pytest.raises(UserError, match=CHANGED):
        prepare_build(site, START, Audience.PUBLIC)


def test_so_does_one_whose_check_is_cached(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    site = write_site(tmp_path)
    publish(site, site / "site", START, Audience.PUBLIC)
    change_before(incremental, "_update_records", site, monkeypatch)
    with pytest.raises(UserError, match=CHANGED):
        prepare_build(site, START, Audience.INTERNAL)


def test_so_does_one_to_which_a_new_page_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    other = "2026-11-19-other"
    site = write_site(tmp_path, {SMALLEST_ID: SMALLEST_RECORD, other: COVERING})
    publish(site, site / "site", START, Audience.PUBLIC)
    (site / f"incidents/2026/{other}.yml").write_text(f"{COVERING}# edited\n")
    change_before(incremental, "_update_records", site, monkeypatch)
    with pytest.raises(UserError, match=CHANGED):
        prepare_build(site, START, Audience.PUBLIC, previous_output=site / "site")


def change_before(owner: object, step: str, site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Put a key into the title of the smallest record before a step of a build, when it has been checked."""
    run = getattr(owner, step)
    file = site / f"incidents/2026/{SMALLEST_ID}.yml"
    changed = file.read_text().replace("title: ", "title: AKIAIOSFODNN7EXAMPLE ")

    def change_and_run(*args: object) -> object:
        file.write_text(changed)
        return run(*args)

    monkeypatch.setattr(owner, step, change_and_run)


def test_the_index_and_the_records_are_not_kept_while_pages_are_written(tmp_path: Path) -> None:
    site = write_site(tmp_path, {SMALLEST_ID: SMALLEST_RECORD})
    build = prepare_build(site, START, Audience.PUBLIC)
    assert isinstance(build, Build)
    with build:
        assert not {"index", "context", "answers"} & vars(build).keys()


def test_a_build_that_changes_nothing_does_not_write_the_cache(tmp_path: Path) -> None:
    site = write_site(tmp_path, {SMALLEST_ID: SMALLEST_RECORD})
    for _ in range(2):
        publish(site, site / "site", START, Audience.PUBLIC)
    before = {file: file.stat().st_mtime_ns for file in (site / CACHE_FOLDER).iterdir()}
    assert publish(site, site / "site", START, Audience.PUBLIC) == ()
    assert {file: file.stat().st_mtime_ns for file in before} == before
    file = site / "incidents" / "2026" / f"{SMALLEST_ID}.yml"
    file.write_text(SMALLEST_RECORD.replace("slow", "very slow"), encoding="utf-8")
    publish(site, site / "site", START, Audience.PUBLIC)
    assert all(file.stat().st_mtime_ns > before[file] for file in before if ".sqlite" in file.name)


@pytest.mark.slow
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.integers(0, 2**32), DAYS)
def test_a_warm_build_gives_the_bytes_of_a_cold_one_after_random_edits(
    tmp_path_factory: pytest.TempPathFactory, seed: int, days: list[list[Callable[[EditedSite], None]]]
) -> None:
    compare_warm_with_cold(tmp_path_factory.mktemp("edited"), seed, days)
