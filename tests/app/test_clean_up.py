"""A build that ends early cleans up: it leaves no folder of page bodies and no locked database."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from afterword.app.checking import CheckResult
from afterword.app.incremental import prepare_build
from afterword.cache.opening import CACHE_FOLDER
from afterword.views.audience import Audience
from tests.sites import NOW, prepared, write_site


def body_stores(root: Path) -> list[Path]:
    return list((root / CACHE_FOLDER).glob("bodies-*"))


def test_no_folder_is_left_if_a_database_turns_out_to_be_damaged(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    prepared(root).commit([], "")
    file = root / CACHE_FOLDER / "public.sqlite"
    with sqlite3.connect(file) as database:
        (number,) = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'manifest'").fetchone()
        (size,) = database.execute("PRAGMA page_size").fetchone()
    database.close()
    data = bytearray(file.read_bytes())
    data[(number - 1) * size : number * size] = b"\xff" * size
    file.write_bytes(data)
    build = prepared(root)
    assert len(body_stores(root)) == 1
    build.discard()
    assert body_stores(root) == []


def test_a_build_that_cannot_run_leaves_nothing_open(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    prepared(root).discard()
    (root / "templates" / "pages").mkdir(parents=True)
    (root / "templates" / "pages" / "incident.html.j2").write_text("{% if %}")
    result = prepare_build(root, NOW, Audience.PUBLIC)
    assert isinstance(result, CheckResult)
    assert [each.rule for each in result.diagnostics] == ["template-error"]
    assert body_stores(root) == []
    for file in (root / CACHE_FOLDER).glob("*.sqlite"):
        database = sqlite3.connect(file, timeout=0)
        database.execute("BEGIN EXCLUSIVE")
        database.close()
