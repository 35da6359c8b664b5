"""The former output is taken over where it stands, and nothing of it besides."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.output import reuse
from afterword.output.bodies import BodyStore


def put(root: Path, *paths: str) -> None:
    for path in paths:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(f"{root.name} {path}")


def found(root: Path) -> dict[str, str]:
    return {f.relative_to(root).as_posix(): f.read_text().split()[0] for f in root.rglob("*") if f.is_file()}


@pytest.mark.parametrize("many", [False, True], ids=["few are kept", "most are kept"])
def test_what_is_kept_moves_and_what_is_new_or_gone_does_not(tmp_path: Path, many: bool) -> None:
    former, new = tmp_path / "former", tmp_path / "new"
    records = [f"incidents/{n}/index.html" for n in range(9 if many else 1)]
    put(
        former, *records, "incidents/0/queue.png", "incidents/changed/index.html", "incidents/changed/old.png"
    )
    put(
        former,
        "incidents/gone/index.html",
        "history/2025/index.html",
        "history/2024/index.html",
        "history/index.html",
    )
    put(new, "incidents/changed/index.html", "incidents/new/index.html", "history/index.html", "index.html")
    with reuse.reusing(former, new, [*records, "incidents/0/queue.png", "history/2025/index.html"], tmp_path):
        pass
    assert found(new) == {
        **dict.fromkeys(records, "former"),
        "incidents/0/queue.png": "former",
        "incidents/changed/index.html": "new",
        "incidents/new/index.html": "new",
        "history/2025/index.html": "former",
        "history/index.html": "new",
        "index.html": "new",
    }


def test_a_site_is_parked_out_of_the_way_of_its_host(tmp_path: Path) -> None:
    put(tmp_path, "index.html", "incidents/a/index.html", "history/2025/index.html")
    assert not reuse.was_interrupted(tmp_path)
    reuse.stash(tmp_path)
    assert set(found(tmp_path)) == {
        "index.html", ".afterword/incidents/a/index.html", ".afterword/history/2025/index.html"
    }  # fmt: skip
    assert reuse.was_interrupted(tmp_path)
    reuse.discard_stash(tmp_path)
    assert set(found(tmp_path)) == {"index.html"}


@pytest.mark.parametrize("many", [False, True], ids=["few are kept", "most are kept"])
def test_what_goes_wrong_leaves_both_as_they_were(tmp_path: Path, many: bool) -> None:
    former, new = tmp_path / "former", tmp_path / "new"
    records = [f"incidents/{n}/index.html" for n in range(9 if many else 1)]
    put(former, *records, "incidents/gone/index.html", "incidents/0/foreign.txt", "history/2025/index.html")
    put(new, "incidents/new/index.html", "incidents/1/foreign.txt", "index.html")
    before = found(former), found(new)
    with pytest.raises(KeyboardInterrupt):  # noqa: PT012, SIM117
        with reuse.reusing(former, new, [*records, "history/2025/index.html"], tmp_path):
            assert "history/2025/index.html" in found(new)
            raise KeyboardInterrupt
    assert (found(former), found(new)) == before


def test_files_that_others_put_beside_a_page_come_and_go_with_them(tmp_path: Path) -> None:
    former, new = tmp_path / "former", tmp_path / "new"
    records = [f"incidents/{n}/index.html" for n in range(9)]
    put(former, *records, "incidents/0/left.txt")
    put(new, "incidents/1/brought.txt")
    with reuse.reusing(former, new, records, tmp_path):
        pass
    assert found(new) == {**dict.fromkeys(records, "former"), "incidents/1/brought.txt": "new"}


def test_a_failed_build_gets_back_what_was_parked(tmp_path: Path) -> None:
    put(tmp_path, "index.html", "incidents/a/index.html")
    reuse.stash(tmp_path)
    put(tmp_path, "incidents/half/index.html")
    reuse.restore_stash(tmp_path)
    assert set(found(tmp_path)) == {"index.html", "incidents/a/index.html"}


def test_a_spool_gives_back_what_was_put_in_and_clears_up_after_the_killed(tmp_path: Path) -> None:
    put(tmp_path / "bodies-left", "1")
    beside = BodyStore(tmp_path)
    spool = BodyStore(tmp_path)
    texts = ["", "Größe “ä”", "x" * 100_000]
    pieces = [spool.put(text) for text in texts]
    assert [spool.get(piece) for piece in reversed(pieces)] == texts[::-1]
    spool.close()
    (entry,) = tmp_path.iterdir()
    assert beside.get(beside.put("still there")) == "still there"
    beside.close()
    assert not entry.exists()


def test_where_nothing_can_be_written_a_spool_stands_elsewhere(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file where the folder would be")
    spool = BodyStore(tmp_path / "taken")
    assert spool.get(spool.put("text")) == "text"
    spool.close()
