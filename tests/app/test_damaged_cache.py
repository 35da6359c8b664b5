"""A cache that is damaged or cannot be written costs time, and nothing else."""

from __future__ import annotations

import shutil
from pathlib import Path
from random import Random

import pytest

from afterword.app.build import Build
from afterword.app.checking import check
from afterword.app.errors import UserError
from afterword.app.incremental import prepare_build, rebuild_all
from afterword.app.next_change import next_change
from afterword.cache.database import CacheCorruptError, CacheDatabase
from afterword.cache.opening import CACHE_FOLDER
from afterword.cache.store import BuildCache
from afterword.views.audience import Audience
from tests.cache.test_database import execute
from tests.edited_site import contents, write_pages
from tests.sites import NOW, SMALLEST_ID, SMALLEST_RECORD, prepared, write_site

RECORD = f"""\
{SMALLEST_RECORD}related: [{{id: 2026-11-19-other, relation: caused_by}}]
action_items:
  - {{id: a, title: Add, type: repair, priority: p2, owner: b, status: open, due: 2026-12-20}}
"""
OTHER = SMALLEST_RECORD.replace("2026-11-20", "2026-11-19")
FILES = ("public.sqlite", "findings.sqlite")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site that was built for both audiences; the public one is in `site`."""
    root = write_site(tmp_path, {SMALLEST_ID: RECORD, "2026-11-19-other": OTHER})
    prepared(root, Audience.INTERNAL).commit([], "")
    public = prepared(root)
    public.commit(write_pages(public, root / "site"), "")
    return root


def warm(root: Path) -> Build:
    """Prepare a build that reuses the pages of the previous one."""
    build = prepare_build(root, NOW, Audience.PUBLIC, previous_output=root / "site")
    assert isinstance(build, Build)
    return build


def all_files(build: Build) -> dict[str, bytes]:
    """Return what a build writes with what it reuses, and close it."""
    root = build.checked.root
    with build:
        write_pages(build, root / "new")
        written = contents(root / "new")
        shutil.rmtree(root / "new")
        return {path: (root / "site" / path).read_bytes() for path in build.reused} | written


def built(build: Build) -> list[tuple[str, str]]:
    """Return the pages of a build, and close it."""
    with build:
        return [(page.address, page.html) for page in build.pages()]


def test_a_build_replaces_damaged_files_and_leaves_the_others(root: Path) -> None:
    folder = root / CACHE_FOLDER
    expected = built(prepared(root))
    other = (folder / "internal.sqlite").read_bytes()
    for data in (b"", b"rubbish" * 1_000, (folder / FILES[0]).read_bytes()[:5_000]):
        for file in FILES:
            (folder / file).write_bytes(data)
        build = prepared(root)
        pages = [(page.address, page.html) for page in build.pages()]
        build.commit([], "")
        assert pages == expected
    assert (folder / "internal.sqlite").read_bytes() == other


def test_a_build_with_a_sound_cache_reuses_the_pages_of_records(root: Path) -> None:
    with warm(root) as build:
        assert f"incidents/{SMALLEST_ID}/index.html" in build.reused


@pytest.mark.slow
def test_a_build_does_not_depend_on_flipped_bits(root: Path) -> None:
    sound = {file: (root / CACHE_FOLDER / file).read_bytes() for file in FILES}
    expected = all_files(warm(root))
    generator = Random("bits")
    for _ in range(15):
        file = generator.choice(FILES)
        damaged = bytearray(sound[file])
        damaged[generator.randrange(len(damaged))] ^= 1 << generator.randrange(8)
        (root / CACHE_FOLDER / file).write_bytes(damaged)
        assert all_files(warm(root)) == expected
        (root / CACHE_FOLDER / file).write_bytes(damaged)
        assert next_change(root, NOW, Audience.PUBLIC).at > NOW


@pytest.mark.parametrize(
    ("file", "statement"),
    [
        ("public.sqlite", "UPDATE record SET valid_from = 'x'"),
        ("public.sqlite", "DELETE FROM record"),
        ("public.sqlite", "UPDATE fragment SET text = 'x'"),
        ("findings.sqlite", 'UPDATE "check" SET valid_until = 0'),
    ],
)
def test_a_file_with_values_that_we_did_not_write_is_replaced(root: Path, file: str, statement: str) -> None:
    expected = all_files(warm(root))
    execute(root / CACHE_FOLDER / file, statement)
    assert all_files(warm(root)) == expected
    assert all_files(warm(root)) == expected


def test_nothing_is_kept_where_nothing_can_be_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {file: (root / CACHE_FOLDER / file).read_bytes() for file in FILES}
    initialise = CacheDatabase.__init__

    def without_space(database: CacheDatabase, file: Path | None, tables: str, fingerprint: str) -> None:
        initialise(database, file, tables, fingerprint)
        if database._file:
            database.execute("PRAGMA max_page_count = 1")

    monkeypatch.setattr(CacheDatabase, "__init__", without_space)
    (root / "status.yml").write_text((root / "status.yml").read_text().replace("Acme", "Beta"))
    for number in range(60):  # more than the free pages of the files have space for
        (root / "incidents" / "2026" / f"2026-11-20-copy-{number}.yml").write_text(
            SMALLEST_RECORD.replace("09:40", f"09:40:{number:02}.5")
        )
    assert check(root, NOW).diagnostics == ()
    build = prepared(root)
    assert any("Beta" in page.html for page in build.pages())
    build.commit([], "")
    assert {file: (root / CACHE_FOLDER / file).read_bytes() for file in FILES} == files


def test_damage_that_shows_too_late_to_start_again_is_no_traceback(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    build = prepared(root)

    def damaged(cache: BuildCache) -> None:
        raise CacheCorruptError("public.sqlite is damaged")

    monkeypatch.setattr(BuildCache, "records", damaged)
    with pytest.raises(UserError, match="run the build again"):
        rebuild_all(build)
