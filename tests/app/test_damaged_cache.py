"""A cache that is damaged or cannot be written costs time, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.app.build import Build
from afterword.app.checking import check
from afterword.app.errors import UserError
from afterword.app.incremental import rebuild_all
from afterword.app.next_change import next_change
from afterword.cache.database import CACHE_FOLDER, CacheCorruptError, CacheDatabase
from afterword.cache.store import BuildCache
from afterword.views.audience import Audience
from tests.sites import NOW, prepared, write_site

PAGE_SIZE = 4096
FILES = ("public.sqlite", "findings.sqlite")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site that was built for both audiences."""
    root = write_site(tmp_path)
    for audience in Audience:
        prepared(root, audience).commit([], "")
    return root


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


@pytest.mark.slow
@pytest.mark.parametrize("file", FILES)
def test_a_build_does_not_depend_on_which_page_of_a_file_is_damaged(root: Path, file: str) -> None:
    damaged = root / CACHE_FOLDER / file
    sound = damaged.read_bytes()
    expected = built(prepared(root))
    for start in range(0, len(sound), PAGE_SIZE):
        damaged.write_bytes(sound[:start] + b"\xff" * PAGE_SIZE + sound[start + PAGE_SIZE :])
        assert built(prepared(root)) == expected, f"page {start // PAGE_SIZE + 1}"
        damaged.write_bytes(sound[:start] + b"\xff" * PAGE_SIZE + sound[start + PAGE_SIZE :])
        assert next_change(root, NOW, Audience.PUBLIC).at > NOW


def test_nothing_is_kept_where_nothing_can_be_written(root: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {file: (root / CACHE_FOLDER / file).read_bytes() for file in FILES}
    commit = CacheDatabase.commit

    def without_space(database: CacheDatabase) -> None:
        database.execute("PRAGMA max_page_count = 1")
        database.execute_many("CREATE TABLE large (text)", [()])
        commit(database)

    monkeypatch.setattr(CacheDatabase, "commit", without_space)
    (root / "status.yml").write_text((root / "status.yml").read_text().replace("Acme", "Beta"))
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
