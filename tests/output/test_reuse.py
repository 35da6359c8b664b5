"""Files of the previous output that are reused move into the new one, and no others."""

from __future__ import annotations

import errno
import fcntl
import os
from collections.abc import Iterator
from pathlib import Path

import pytest

from afterword.cache.database import CacheUnwritableError
from afterword.output import locks, reuse
from afterword.output.bodies import BodyStore, BodyStoreError


def put(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(f"{root.name} {path}")


def found(root: Path) -> dict[str, str]:
    return {f.relative_to(root).as_posix(): f.read_text().split()[0] for f in root.rglob("*") if f.is_file()}


@pytest.mark.parametrize("many", [False, True], ids=["few are reused", "most are reused"])
def test_reused_files_move_and_others_do_not(tmp_path: Path, many: bool) -> None:
    previous, new = tmp_path / "previous", tmp_path / "new"
    records = [f"incidents/{n}/index.html" for n in range(9 if many else 1)]
    put(
        previous,
        *records,
        "incidents/0/queue.png",
        "incidents/changed/index.html",
        "incidents/changed/old.png",
    )
    put(
        previous,
        "incidents/gone/index.html",
        "history/2025/index.html",
        "history/2024/index.html",
        "history/index.html",
    )
    put(new, "incidents/changed/index.html", "incidents/new/index.html", "history/index.html", "index.html")
    with reuse.reusing(
        previous, new, [*records, "incidents/0/queue.png", "history/2025/index.html"], tmp_path
    ):
        pass
    assert found(new) == {
        **dict.fromkeys(records, "previous"),
        "incidents/0/queue.png": "previous",
        "incidents/changed/index.html": "new",
        "incidents/new/index.html": "new",
        "history/2025/index.html": "previous",
        "history/index.html": "new",
        "index.html": "new",
    }


def test_a_stashed_site_is_not_where_its_host_deletes_files(tmp_path: Path) -> None:
    put(tmp_path, "index.html", "incidents/a/index.html", "history/2025/index.html")
    assert not reuse.was_interrupted(tmp_path)
    reuse.stash(tmp_path)
    assert set(found(tmp_path)) == {
        "index.html", ".afterword/incidents/a/index.html", ".afterword/history/2025/index.html"
    }  # fmt: skip
    assert reuse.was_interrupted(tmp_path)
    reuse.discard_stash(tmp_path)
    assert set(found(tmp_path)) == {"index.html"}


@pytest.mark.parametrize("many", [False, True], ids=["few are reused", "most are reused"])
def test_a_failure_leaves_both_folders_as_they_were(tmp_path: Path, many: bool) -> None:
    previous, new = tmp_path / "previous", tmp_path / "new"
    records = [f"incidents/{n}/index.html" for n in range(9 if many else 1)]
    put(previous, *records, "incidents/gone/index.html", "incidents/0/foreign.txt", "history/2025/index.html")
    put(new, "incidents/new/index.html", "incidents/1/foreign.txt", "index.html")
    before = found(previous), found(new)
    with pytest.raises(KeyboardInterrupt):  # noqa: PT012, SIM117
        with reuse.reusing(previous, new, [*records, "history/2025/index.html"], tmp_path):
            assert "history/2025/index.html" in found(new)
            raise KeyboardInterrupt
    assert (found(previous), found(new)) == before


def test_files_that_other_plugins_put_next_to_a_page_are_not_reused(tmp_path: Path) -> None:
    previous, new = tmp_path / "previous", tmp_path / "new"
    records = [f"incidents/{n}/index.html" for n in range(9)]
    put(previous, *records, "incidents/0/left.txt")
    put(new, "incidents/1/brought.txt")
    with reuse.reusing(previous, new, records, tmp_path):
        pass
    assert found(new) == {**dict.fromkeys(records, "previous"), "incidents/1/brought.txt": "new"}


def test_a_failed_build_restores_stashed_folders(tmp_path: Path) -> None:
    put(tmp_path, "index.html", "incidents/a/index.html")
    reuse.stash(tmp_path)
    put(tmp_path, "incidents/half/index.html")
    reuse.restore_stash(tmp_path)
    assert set(found(tmp_path)) == {"index.html", "incidents/a/index.html"}


def put_back(site: Path, *gone: str) -> None:
    """Stash a site with three records, and write a part of it anew."""
    put(site, *(f"incidents/{n}/index.html" for n in "abc"), "incidents/c/old.png", "history/index.html")
    reuse.stash(site)
    for file in (site / reuse.STASH).rglob("*.*"):
        file.write_text("old")
    put(
        site,
        "incidents/a/index.html",
        "incidents/d/index.html",
        "history/index.html",
        "components/index.html",
    )
    with reuse.putting_back(site, [*reuse.files_that_grow(site)], gone):
        assert set(found(site / "incidents")) >= {"a/index.html", "b/index.html", "d/index.html"}
        if "fail" in gone:
            raise KeyboardInterrupt
    reuse.discard_stash(site)


def test_new_files_are_put_into_the_folders_of_the_previous_output(tmp_path: Path) -> None:
    put_back(tmp_path / "new", "incidents/c/index.html", "incidents/c/old.png", "incidents/lost/index.html")
    assert found(tmp_path / "new") == {
        "incidents/a/index.html": "new",
        "incidents/b/index.html": "old",
        "incidents/d/index.html": "new",
        "history/index.html": "new",
        "components/index.html": "new",
    }
    assert not (tmp_path / "new" / "incidents" / "c").exists()


def test_if_that_fails_the_previous_output_can_be_restored(tmp_path: Path) -> None:
    with pytest.raises(KeyboardInterrupt):
        put_back(tmp_path / "new", "incidents/c/index.html", "incidents/c/old.png", "fail")
    reuse.restore_stash(tmp_path / "new")
    previous = (*(f"incidents/{n}/index.html" for n in "abc"), "incidents/c/old.png", "history/index.html")
    assert found(tmp_path / "new") == dict.fromkeys(previous, "old")


def test_a_body_store_returns_what_was_put_in_and_removes_those_of_killed_processes(tmp_path: Path) -> None:
    left, lock = locks.make_folder(tmp_path, "bodies-")
    put(left, "1")
    locks.release(lock)
    other_store = BodyStore(tmp_path)
    store = BodyStore(tmp_path)
    texts = ["", "Größe “ä”", "x" * 100_000, "😀" * (2**20 + 1)]
    refs = [store.put(text) for text in texts]
    assert [store.get(ref) for ref in reversed(refs)] == texts[::-1]
    assert [b"".join(store.pieces(ref)).decode() for ref in refs] == texts
    assert store.get(store.put(iter(texts))) == "".join(texts)
    store.close()
    (entry,) = tmp_path.iterdir()
    assert other_store.get(other_store.put("still there")) == "still there"
    other_store.close()
    assert not entry.exists()


def test_a_body_store_is_in_the_systems_folder_if_its_own_cannot_be_written(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder would be")
    store = BodyStore(tmp_path / "taken")
    assert store.get(store.put("text")) == "text"
    store.close()


def test_a_body_store_leaves_folders_that_no_body_store_made(tmp_path: Path) -> None:
    put(tmp_path / "bodies-of-water", "lake.jpg", "lock")
    BodyStore(tmp_path).close()
    assert set(found(tmp_path)) == {"bodies-of-water/lake.jpg", "bodies-of-water/lock"}


def test_a_body_store_is_locked_before_another_process_could_take_it_for_abandoned(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    flock = fcntl.flock

    def other_process_first(file: int, how: int) -> None:
        monkeypatch.setattr(fcntl, "flock", flock)
        BodyStore(tmp_path).close()
        flock(file, how)

    monkeypatch.setattr(fcntl, "flock", other_process_first)
    store = BodyStore(tmp_path)
    assert store.get(store.put("text")) == "text"
    store.close()


def test_only_an_error_of_the_body_store_itself_is_reported_as_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def pieces() -> Iterator[str]:
        yield "a"
        raise CacheUnwritableError(errno.ENOSPC, "database or disk is full", "public.sqlite")

    def full(file: int, data: bytes) -> int:
        raise OSError(errno.ENOSPC, "No space left on device")

    with BodyStore(tmp_path) as store:
        with pytest.raises(CacheUnwritableError, match="database or disk is full"):
            store.put(pieces())
        monkeypatch.setattr(os, "write", full)
        with pytest.raises(BodyStoreError, match="bodies-"):
            store.put("a")
