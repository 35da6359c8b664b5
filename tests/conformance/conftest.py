"""Three sites, built and served on this machine for the clients to read."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.cli import cli
from tests.formats.made import WITH_URL
from tests.formats.statuspage.test_tree import BUSY
from tests.sites import DEMO, NOW, copy_of, write_site

CLOCK = f"{NOW:%Y-%m-%d %H:%M}"
QUIET = f"{WITH_URL}groups: [{{id: core, name: Core}}]\n".replace("name: API", "name: API, group: core")


class QuietHandler(SimpleHTTPRequestHandler):
    """Serves a folder without a line for each request."""

    def log_message(self, format: str, *args: object) -> None:
        pass


@pytest.fixture(scope="session")
def addresses(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[str], str]]:
    """Yield a function that returns the address of a site, which it builds and serves when it is first needed."""
    makers: dict[str, Callable[[Path], Path]] = {
        "demo": lambda folder: copy_of(DEMO, folder),
        "quiet": lambda folder: write_site(folder, {}, QUIET),
        "busy": lambda folder: write_site(folder, BUSY, QUIET),
    }
    servers: dict[str, ThreadingHTTPServer] = {}

    def address(name: str) -> str:
        if name not in servers:
            folder = tmp_path_factory.mktemp(name)
            root, out = makers[name](folder / "root"), folder / "site"
            command = ["build", "--root", str(root), "--site-dir", str(out), "--now", CLOCK]
            built = CliRunner().invoke(cli, command)
            assert built.exit_code == 0, built.output
            servers[name] = ThreadingHTTPServer(("127.0.0.1", 0), partial(QuietHandler, directory=str(out)))
            threading.Thread(target=servers[name].serve_forever, daemon=True).start()
        return f"http://127.0.0.1:{servers[name].server_address[1]}/"

    yield address
    for server in servers.values():
        server.shutdown()
        server.server_close()
