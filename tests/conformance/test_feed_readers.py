"""Real feed readers show each update once: worse news, the end, and nothing again."""

from __future__ import annotations

import os
import re
import shutil
import subprocess
import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import ThreadingHTTPServer
from pathlib import Path

import pytest

from tests.conformance.conftest import QuietHandler
from tests.conformance.environments import python_with
from tests.formats.feeds.test_update_entries import OPEN, OVER
from tests.formats.made import WITH_URL, made
from tests.sites import SMALLEST_ID

pytestmark = pytest.mark.slow

SITE = WITH_URL.replace("name: Acme,", "name: Acme, id: acme,")
RENAMED = SITE.replace("status.acme", "new.acme").replace("name: Acme", "name: New")
VERSIONS = ((OPEN, SITE), (OVER, SITE), (OVER.replace("is slow", "was slow"), RENAMED))
"""An open incident; the same after it became worse and ended; the same under other names."""
SHOWN = (
    ["Investigating"],
    ["Identified", "Investigating", "Resolved"],
    ["Identified", "Investigating", "Resolved"],
)
HANDBOOK = Path(__file__).parents[2] / "docs" / "handbook" / "feeds.md"
RSS2EMAIL = """\
[DEFAULT]
from = status@example.com
to = you@example.com
email-protocol = maildir
maildir-path = {folder}/mail
maildir-mailbox = INBOX

[feed.status]
url = {address}updates.rss
"""
Reader = Callable[[], list[str]]


@pytest.fixture(scope="module")
def versions(tmp_path_factory: pytest.TempPathFactory) -> list[dict[str, bytes]]:
    """Make the feeds of each version."""
    return [made(tmp_path_factory.mktemp("site"), {SMALLEST_ID: text}, site) for text, site in VERSIONS]


@pytest.fixture
def served(tmp_path: Path) -> Iterator[tuple[Path, str]]:
    """Serve a folder; yield it and its address."""
    (tmp_path / "served").mkdir()
    handler = partial(QuietHandler, directory=str(tmp_path / "served"))
    with ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield tmp_path / "served", f"http://127.0.0.1:{server.server_address[1]}/"
        server.shutdown()


def shown(versions: list[dict[str, bytes]], folder: Path, read: Reader) -> tuple[list[str], ...]:
    """Return what a reader has shown after it has read each version, a minute after the former one."""
    found = []
    for minute, files in enumerate(versions):
        for name in ("updates.atom", "updates.rss"):
            (folder / name).write_bytes(files[name])
            os.utime(folder / name, (60 * minute, 60 * minute))
        found.append(sorted(read()))
    return tuple(found)


def test_newsboat(versions: list[dict[str, bytes]], served: tuple[Path, str], tmp_path: Path) -> None:
    folder, address = served
    (tmp_path / "urls").write_text(f"{address}updates.atom\n", encoding="utf-8")
    files = ["-u", str(tmp_path / "urls"), "-c", str(tmp_path / "cache.db"), "-C", os.devnull]
    (tmp_path / "home").mkdir()

    def read() -> list[str]:
        run([program("newsboat"), *files, "-x", "reload"], tmp_path / "home")
        return [run([program("newsboat"), *files, "-x", "print-unread"], tmp_path / "home")]

    assert shown(versions, folder, read) == tuple([f"{len(each)} unread articles\n"] for each in SHOWN)


def test_sfeed(versions: list[dict[str, bytes]], served: tuple[Path, str], tmp_path: Path) -> None:
    folder, address = served
    (merge,) = re.findall(r"^merge\(\) \{\n.*?^\}\n", HANDBOOK.read_text(encoding="utf-8"), re.M | re.S)
    feeds = f'feeds() {{ feed "status" "{address}updates.atom"; }}\n'
    (tmp_path / "sfeedrc").write_text(f'sfeedpath="{tmp_path}/feeds"\n{merge}{feeds}', encoding="utf-8")

    def read() -> list[str]:
        run([program("sfeed_update"), str(tmp_path / "sfeedrc")], tmp_path)
        lines = (tmp_path / "feeds" / "status").read_text(encoding="utf-8").splitlines()
        return [line.split("\t")[1].rpartition(" – ")[2] for line in lines]

    assert shown(versions, folder, read) == SHOWN


def test_rss2email(versions: list[dict[str, bytes]], served: tuple[Path, str], tmp_path: Path) -> None:
    folder, address = served
    (tmp_path / "mail").mkdir()
    config = tmp_path / "rss2email.cfg"
    config.write_text(RSS2EMAIL.format(folder=tmp_path, address=address), encoding="utf-8")
    python = python_with("rss2email")  # runs the script, whose first line cannot name a path with a blank
    r2e = [str(python), str(python.parent / "r2e"), "-c", str(config), "-d", str(tmp_path / "seen.json")]

    def read() -> list[str]:
        run([*r2e, "run"], tmp_path)
        mails = (tmp_path / "mail" / "INBOX" / "new").iterdir()
        return re.findall(r"(?m)^Subject:.*=93_(\w+)\?=$", "\n".join(each.read_text() for each in mails))

    assert shown(versions, folder, read) == SHOWN


def program(name: str) -> str:
    """Find a program that `make test` installs."""
    found = shutil.which(name)
    assert found, f"there is no {name}; `make test` installs it"
    return found


def run(command: list[str], home: Path) -> str:
    """Run a program with a home of its own and without a proxy, and return its output."""
    environ = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    done = subprocess.run(
        command, env={**environ, "HOME": str(home)}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"
    return done.stdout
