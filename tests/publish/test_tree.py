"""The former output is taken over where it stands, and nothing of it besides."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from afterword.publish import tree
from afterword.publish.spool import Spool


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
    tree.adopt(former, new, [*records, "incidents/0/queue.png", "history/2025/index.html"])
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
    assert not tree.was_interrupted(tmp_path)
    parked = tree.park(tmp_path)
    assert set(found(tmp_path)) == {
        "index.html", ".afterword/incidents/a/index.html", ".afterword/history/2025/index.html"
    }  # fmt: skip
    assert parked.name.startswith(".")
    assert tree.was_interrupted(tmp_path)
    tree.leave(tmp_path)
    assert set(found(tmp_path)) == {"index.html"}


def test_a_spool_gives_back_what_was_put_in_and_clears_up_after_the_killed(tmp_path: Path) -> None:
    left = tmp_path / "spool-999999999-x"
    put(left, "1")
    beside = tmp_path / f"spool-{os.getpid()}-x"
    put(beside, "1")
    spool = Spool(tmp_path)
    texts = ["", "Größe “ä”", "x" * 100_000]
    pieces = [spool.put(text) for text in texts]
    assert [spool.get(piece) for piece in reversed(pieces)] == texts[::-1]
    spool.close()
    assert [entry.name for entry in tmp_path.iterdir()] == [beside.name]
