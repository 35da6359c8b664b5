"""A build that ends early leaves nothing of its own: no folder of bodies, and no database that others wait for."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from afterword.app.preparing import prepare
from afterword.app.trouble import CannotRunError
from afterword.publish.kept import FOLDER
from afterword.views.audience import Audience
from tests.sites import NOW, prepared, write_site


def spools(root: Path) -> list[Path]:
    return list((root / FOLDER).glob("spool-*"))


def test_a_database_that_turns_out_to_be_damaged_costs_no_folder(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    prepared(root).finish([], "")
    file = root / FOLDER / "public.sqlite"
    with sqlite3.connect(file) as database:
        (number,) = database.execute("SELECT rootpage FROM sqlite_master WHERE name = 'output'").fetchone()
        (size,) = database.execute("PRAGMA page_size").fetchone()
    database.close()
    data = bytearray(file.read_bytes())
    data[(number - 1) * size : number * size] = b"\xff" * size
    file.write_bytes(data)
    edition = prepared(root)
    assert len(spools(root)) == 1
    edition.drop()
    assert spools(root) == []


def test_a_build_that_cannot_run_keeps_nothing_open(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    prepared(root).drop()
    (root / "templates" / "pages").mkdir(parents=True)
    (root / "templates" / "pages" / "incident.html.j2").write_text("{% if %}")
    with pytest.raises(CannotRunError) as caught:
        prepare(root, NOW, Audience.PUBLIC)
    assert caught.value  # whose traceback refers to all that had been begun
    assert spools(root) == []
    for file in (root / FOLDER).glob("*.sqlite"):
        database = sqlite3.connect(file, timeout=0)
        database.execute("BEGIN EXCLUSIVE")
        database.close()
