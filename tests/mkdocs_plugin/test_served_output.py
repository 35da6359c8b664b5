"""A server looks at no file of its folder that it has written itself, and serves what a new server would."""

from __future__ import annotations

import shutil
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.exceptions import Abort
from mkdocs.livereload import LiveReloadServer

from afterword.cache.opening import CACHE_FOLDER
from afterword.mkdocs_plugin import AfterwordPlugin
from afterword.mkdocs_plugin.served_site import ServedSite
from afterword.mkdocs_plugin.session import Session
from tests.edited_site import contents
from tests.sites import SMALLEST_RECORD, write_site

NAMES = ("a", "b", "c")
RECORDS = {f"2026-11-2{number}-{name}": SMALLEST_RECORD for number, name in enumerate(NAMES)}
HAND_WRITTEN = "docs/history/notes.md"
INTERNAL = """\
timeline:
  - {at: 2026-11-20 09:50, kind: action, visibility: internal, text: The vault was sealed.}
"""
LIVE = """\
title: The API is slow
windows: [{component: api, level: degraded, start: 2026-11-20 13:40}]
updates: [{at: 2026-11-20 13:52, status: investigating, body: We are looking into it.}]
"""
SAME_PAGE = "docs/incidents/2026-11-21-b/index.md"


class Server:
    """The builds of one server, in this process, where MkDocs has one plugin for all servers."""

    def __init__(self, root: Path) -> None:
        self.root = root
        self.session = Session()
        self.served: ServedSite | None = None
        self.live = LiveReloadServer(lambda: None, "127.0.0.1", 0, root=str(root / "nothing"))
        self.live.server_close()

    @property
    def folder(self) -> Path:
        """Where the pages are that it shows."""
        return Path(self.live.root)

    def build(self) -> dict[str, bytes]:
        config = load_config(str(self.root / "mkdocs.yml"))
        config.plugins.on_startup(command="serve", dirty=False)
        plugin = config.plugins["afterword"]
        assert isinstance(plugin, AfterwordPlugin)
        plugin.session, plugin.serving.site, plugin.serving.server = self.session, self.served, self.live
        try:
            build(config, serve_url="http://127.0.0.1:8000/")
        finally:
            self.session, self.served, plugin.serving.server = plugin.session, plugin.serving.site, None
        return contents(self.folder)


def file_of(root: Path, record_id: str) -> Path:
    return root / "incidents" / "2026" / f"{record_id}.yml"


def retitle(root: Path) -> None:
    file = file_of(root, "2026-11-20-a")
    file.write_text(file.read_text(encoding="utf-8").replace("is slow", "is very slow"), encoding="utf-8")


def delete(root: Path) -> None:
    file_of(root, "2026-11-22-c").unlink()


def break_record(root: Path) -> None:
    file_of(root, "2026-11-21-b").write_text("nonsense: true\n", encoding="utf-8")


def mend_record(root: Path) -> None:
    file_of(root, "2026-11-21-b").write_text(SMALLEST_RECORD, encoding="utf-8")


def set_audience(root: Path, audience: str) -> None:
    file = root / "mkdocs.yml"
    before, _, _ = file.read_text(encoding="utf-8").partition("plugins:")
    plugins = f"plugins: [search, {{afterword: {{audience: {audience}}}}}]\n"
    file.write_text(before + plugins, encoding="utf-8")


def write_by_hand(root: Path) -> None:
    for name in (HAND_WRITTEN, SAME_PAGE):
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text("# By hand\n", encoding="utf-8")


def delete_by_hand(root: Path) -> None:
    for name in (HAND_WRITTEN, SAME_PAGE):
        (root / name).unlink()


def test_each_build_of_a_server_gives_the_files_of_a_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """With seconds between the builds, they keep the time of the first one."""
    start = 1795521600
    monkeypatch.setenv("SOURCE_DATE_EPOCH", str(start))
    root = write_site(tmp_path / "site", {**RECORDS, "2026-11-20-live": LIVE})
    server = Server(root)
    server.build()
    edits = (retitle, delete, write_by_hand, delete_by_hand, break_record, mend_record, retitle)
    for passed, edit in enumerate(edits, start=1):
        edit(root)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", str(start + passed))
        served = server.build()
        if edit is not break_record:
            shutil.copytree(root, tmp_path / "new", ignore=shutil.ignore_patterns(".cache"))
            monkeypatch.setenv("SOURCE_DATE_EPOCH", str(start))
            assert served == Server(tmp_path / "new").build(), edit.__name__
            shutil.rmtree(tmp_path / "new")


def test_a_server_whose_audience_changes_shows_a_site_for_the_new_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795521600")
    root = write_site(tmp_path / "site", {**RECORDS, "2026-11-20-a": SMALLEST_RECORD + INTERNAL})
    set_audience(root, "public")
    public = Server(root).build()
    server = Server(root)
    set_audience(root, "internal")
    internal = server.build()
    assert not says_what_is_internal(public)
    assert says_what_is_internal(internal)
    set_audience(root, "public")
    break_record(root)
    with pytest.raises(Abort):
        server.build()
    assert contents(server.folder) == internal, "the pages stay, with the note that they are internal"
    mend_record(root)
    assert server.build() == public
    assert server.build() == public
    set_audience(root, "internal")
    assert server.build() == internal


def says_what_is_internal(site: dict[str, bytes]) -> bool:
    return any(b"The vault was sealed." in data for data in site.values())


def test_a_build_whose_cache_was_locked_is_not_known(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795521600")
    root = write_site(tmp_path / "site", RECORDS)
    server = Server(root)
    before = server.build()
    file = file_of(root, "2026-11-20-a")
    text = file.read_text(encoding="utf-8")
    retitle(root)
    cache = root / CACHE_FOLDER / "public-served.sqlite"
    with closing(sqlite3.connect(cache, isolation_level=None)) as other:
        other.execute("BEGIN EXCLUSIVE")
        assert server.build() != before
    break_record(root)
    server.build()
    mend_record(root)
    file.write_text(text, encoding="utf-8")
    assert server.build() == before


def test_a_file_that_a_server_has_written_is_not_looked_at(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1795521600")
    root = write_site(tmp_path / "site", RECORDS)
    server = Server(root)
    server.build()
    page = server.folder / "incidents" / "2026-11-21-b" / "index.html"
    before = page.read_bytes()
    page.write_bytes(b"altered")
    retitle(root)
    assert server.build()["incidents/2026-11-21-b/index.html"] == b"altered"
    assert Server(root).build()["incidents/2026-11-21-b/index.html"] == before, "a new server looks at all"
