"""Sites that are built by MkDocs alone, or by a generator other than MkDocs."""

from __future__ import annotations

import os
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import IO

import pytest
from click.testing import CliRunner

from afterword.cache.opening import CACHE_FOLDER
from afterword.cli import cli
from tests.sites import DEMO, SMALLEST_ID, SMALLEST_RECORD, copy_of, write_site

pytestmark = pytest.mark.slow
TIMEOUT = 60
"""Seconds to wait for another program before giving it up."""


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


def fetch(url: str) -> str:
    with urllib.request.urlopen(url, timeout=5) as answer:
        text: str = answer.read().decode()
        return text


def wait_for(url: str, words: str, timeout: float = TIMEOUT) -> None:
    """Request a page until it contains the words."""
    seen = ""
    deadline = time.monotonic() + timeout
    while time.monotonic() < deadline:
        try:
            seen = fetch(url)
        except OSError:
            seen = "(no answer)"
        if words in seen:
            return
        time.sleep(0.2)
    raise AssertionError(f"{words!r} did not appear at {url}; the page ends: {seen[-300:]}")


def wait_until(is_so: Callable[[], bool]) -> None:
    """Wait for something to become true."""
    deadline = time.monotonic() + TIMEOUT
    while not is_so():
        assert time.monotonic() < deadline
        time.sleep(0.2)


@contextmanager
def serving(
    command: list[str], folder: Path, output: int | IO[bytes] = subprocess.DEVNULL
) -> Iterator[subprocess.Popen[bytes]]:
    # MkDocs' own folder of pages stays behind when it is told to stop: it lies where pytest clears up.
    environment = os.environ | {"TMPDIR": str(folder.parent)}
    server = subprocess.Popen(command, cwd=folder, env=environment, stdout=output, stderr=output)
    try:
        yield server
    finally:
        server.terminate()
        server.wait(TIMEOUT)


@pytest.mark.parametrize("program", ["mkdocs", "afterword"])
def test_changes_to_a_record_the_site_or_a_template_appear_while_serving(
    program: str, tmp_path: Path
) -> None:
    site = write_site(tmp_path / "a site")
    (site / "templates" / "pages").mkdir(parents=True)
    about = site / "templates" / "pages" / "about.html.j2"
    about.write_text("<h1>About</h1>\n<p>First words.</p>\n")
    port = free_port()
    option = "--dev-addr" if program == "mkdocs" else "--address"
    with serving([sys.executable, "-m", program, "serve", option, f"127.0.0.1:{port}"], site):
        here = f"http://127.0.0.1:{port}/"
        wait_for(here, "All systems operational")
        record = site / "incidents" / "2026" / f"{SMALLEST_ID}.yml"
        record.write_text(SMALLEST_RECORD.replace("Search is slow", "Search was very slow"))
        wait_for(f"{here}incidents/{SMALLEST_ID}/", "Search was very slow")
        status_file = site / "status.yml"
        status_file.write_text(status_file.read_text().replace("name: Search", "name: Finder"))
        wait_for(f"{here}components/", "Finder")
        about.write_text("<h1>About</h1>\n<p>Second words.</p>\n")
        wait_for(f"{here}about/", "Second words.")


def test_an_error_while_serving_keeps_the_last_good_pages(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    record = site / "incidents" / "2026" / f"{SMALLEST_ID}.yml"
    port = free_port()
    with serving([sys.executable, "-m", "mkdocs", "serve", "--dev-addr", f"127.0.0.1:{port}"], site):
        page = f"http://127.0.0.1:{port}/incidents/{SMALLEST_ID}/"
        wait_for(page, "Search is slow")
        record.write_text("titel: Search is slow\n")
        time.sleep(3)
        assert "Search is slow" in fetch(page)
        record.write_text(SMALLEST_RECORD.replace("Search is slow", "Search is right again"))
        wait_for(page, "Search is right again")


def test_a_server_whose_first_build_finds_errors_waits_for_a_change(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    record, config = site / "incidents" / "2026" / f"{SMALLEST_ID}.yml", site / "mkdocs.yml"
    record.write_text("titel: Search is slow\n")
    hook, page, log = site / "hook.py", site / "docs" / "a.md", tmp_path / "log"
    hook.write_text("1 / 0\n")
    page.parent.mkdir(exist_ok=True)
    page.write_text("[Somewhere](nowhere.md)\n")
    hooked = f"{config.read_text()}hooks: [hook.py]\nstrict: true\n"

    def waited_at_least(times: int) -> bool:
        return log.read_text().count("Press Ctrl+C to end.\n") >= times

    command = [sys.executable, "-m", "afterword", "serve", "--address", f"127.0.0.1:{free_port()}"]
    changes = (
        (record, "titel: Search is very slow\n"),
        (config, config.read_text() + "nav: [\n"),
        (config, config.read_text().replace("[search, ", "[offline, ")),
        (config, f"{hooked}unknown: 1\n"),
        (hook, "WORKS = True\n"),
        (config, hooked),
        (record, SMALLEST_RECORD),
        (page, "[Nowhere](else.md)\n"),
        (config, config.read_text()),
    )
    with log.open("wb") as output, serving(command, site, output):
        for waits, (file, change) in enumerate(changes, 1):
            wait_until(partial(waited_at_least, waits))
            file.write_text(change)
        wait_for(f"http://{command[-1]}/incidents/{SMALLEST_ID}/", "Search is slow")
    written = log.read_text()
    assert "ZeroDivisionError" in written
    assert "Aborted with 1 configuration warnings in 'strict' mode!" in written
    assert written.count("warnings in strict mode!") == 2
    assert "mkdocs.yml:8:1: mkdocs-config: it is not valid YAML: " in written
    assert written.count("mkdocs.yml:3:11: unusable-plugin: the plugin `offline` turns off") == 1


def test_a_server_begins_with_the_pages_of_the_last_one(tmp_path: Path) -> None:
    site, port = write_site(tmp_path / "site"), free_port()
    address = f"127.0.0.1:{port}"
    command = [sys.executable, "-m", "mkdocs", "serve", "--dev-addr", address]
    page = f"incidents/{SMALLEST_ID}/"
    kept = site / CACHE_FOLDER / "public-served" / "site" / page / "index.html"
    written = []
    for _ in range(2):
        with serving(command, site):
            wait_for(f"http://{address}/{page}", "Search is slow")
            written.append(kept.stat().st_mtime_ns)
    assert written[0] == written[1]


def test_gh_deploy_pushes_the_site_to_its_branch(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    (site / ".gitignore").write_text("site/\n")

    def git(*words: str, folder: Path = site) -> str:
        names = [
            "-c",
            "user.name=Tester",
            "-c",
            "user.email=tester@example.com",
            "-c",
            "init.defaultBranch=main",
        ]
        done = subprocess.run(["git", *names, *words], cwd=folder, check=True, capture_output=True, text=True)
        return done.stdout

    git("init", "--bare", str(tmp_path / "remote.git"), folder=tmp_path)
    git("init")
    git("config", "user.name", "Tester")
    git("config", "user.email", "tester@example.com")
    git("add", "-A")
    git("commit", "-m", "Begin")
    git("remote", "add", "origin", str(tmp_path / "remote.git"))
    deploy = [sys.executable, "-m", "mkdocs", "gh-deploy", "-f", str(site / "mkdocs.yml")]
    subprocess.run(deploy, cwd=site, check=True, capture_output=True)
    listed = git("ls-tree", "-r", "--name-only", "gh-pages", folder=tmp_path / "remote.git")
    assert f"incidents/{SMALLEST_ID}/index.html" in listed.splitlines()


def test_zensical_builds_an_export(tmp_path: Path) -> None:
    pages = tmp_path / "docs"
    demo = copy_of(DEMO, tmp_path / "demo")
    words = ["export", "--root", str(demo), "--to", str(pages), "--now", "2026-11-23 12:00"]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 0, result.output
    ours = "assets/afterword"
    sheets = [f"{ours}/{name}.css" for name in ("levels", "afterword", "figures")]
    (tmp_path / "zensical.toml").write_text(
        f'[project]\nsite_name = "Status"\nextra_css = {sheets}\nextra_javascript = ["{ours}/afterword.js"]\n'
    )
    zensical = [str(Path(sys.executable).with_name("zensical")), "build"]
    subprocess.run(zensical, cwd=tmp_path, check=True, capture_output=True, timeout=TIMEOUT)
    incident = "incidents/2025-11-26-search-overloaded"
    html = (tmp_path / "site" / incident / "index.html").read_text()
    assert '<h2 id="levels">' in html or "<svg" in html
    assert "aw-plotly" in html
    assert "&lt;svg" not in html
    built = sorted(p.relative_to(tmp_path / "site") for p in (tmp_path / "site").rglob("index.html"))
    found = (*pages.rglob("index.md"), *pages.rglob("index.html"))  # pages that lead on are HTML already
    exported = sorted(p.relative_to(pages).with_suffix(".html") for p in found)
    assert built == exported


def test_an_export_does_not_replace_other_files(tmp_path: Path) -> None:
    (tmp_path / "out").mkdir()
    (tmp_path / "out" / "mine.txt").write_text("mine")
    site = write_site(tmp_path / "site")
    result = CliRunner().invoke(cli, ["export", "--root", str(site), "--to", str(tmp_path / "out")])
    assert result.exit_code == 2
    assert (tmp_path / "out" / "mine.txt").read_text() == "mine"
