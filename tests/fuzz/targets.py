"""What is tried: a function for each property, which raises if the property does not hold in one random case."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Mapping
from pathlib import Path
from random import Random
from typing import TypeAlias

import pytest
from click.testing import CliRunner

from afterword.app.build import Build
from afterword.app.checking import check
from afterword.app.incremental import prepare_build
from afterword.cache.opening import CACHE_FOLDER
from afterword.cli import cli
from afterword.cli.commands import BY_NAME
from afterword.diagnostics import has_errors
from afterword.views.audience import Audience
from afterword.views.current import component_rows
from afterword.views.index import long_lists
from tests.edited_site import EDITS, compare_warm_with_cold
from tests.fuzz.mutations import flipped, mutated
from tests.limits import lower_limits
from tests.sites import DEMO, NOW, SMALLEST_RECORD, write_site

Target: TypeAlias = Callable[[Random, Path], None]
_AT = f"{NOW:%Y-%m-%d %H:%M}"
_ALONE = ("related:", "covers:", "incidents/20")
_SITE = (DEMO / "status.yml").read_text("utf-8")
_RECORDS = {
    file.stem: text
    for file in sorted((DEMO / "incidents").rglob("*.yml"))
    if not any(word in (text := file.read_text("utf-8")) for word in _ALONE)
}
"""The records of the demo that refer to no other."""


def files(random: Random, folder: Path) -> None:
    """A changed record or `status.yml`: the check accepts exactly what a build accepts, with the same findings."""
    name = random.choice([*_RECORDS])
    site = write_site(folder, {name: _RECORDS[name]}, _SITE)
    record = site / "incidents" / name[:4] / f"{name}.yml"
    changed = record if random.random() < 0.7 else site / "status.yml"
    changed.write_bytes(mutated(random, changed.read_bytes()))
    checked = check(site, NOW)
    built = prepare_build(site, NOW, random.choice([*Audience]))
    if isinstance(built, Build):
        with built:
            assert not has_errors(checked.diagnostics), "a build accepts what the check refuses"
            assert built.checked.diagnostics == checked.diagnostics
    else:
        assert has_errors(checked.diagnostics), "a build refuses what the check accepts"
        assert built.diagnostics == checked.diagnostics


def options(random: Random, folder: Path) -> None:
    """A command with changed arguments: it ends with a status, never with an exception."""
    site = write_site(folder)
    name = random.choice([each for each in BY_NAME if each not in _NOT_RUN])
    words = [random.choice(_WORDS) for _ in range(random.randint(0, 4))]
    words = [each if random.random() < 0.8 else _mutated_text(random, each) for each in words]
    before = Path.cwd()
    os.chdir(site)
    try:
        result = CliRunner().invoke(cli, [name, *words], input="")
    finally:
        os.chdir(before)
    assert result.exception is None or isinstance(result.exception, SystemExit), (
        name,
        words,
        result.exception,
    )


def _mutated_text(random: Random, text: str) -> str:
    """Change a text; no argument of a process has a NUL."""
    return mutated(random, text.encode()).replace(b"\0", b"").decode("utf-8", "replace")


_NOT_RUN = frozenset({"serve", "lsp", "open", "comment", "init", "build", "completion", "merge-driver"})
"""Commands that go on, use the network or programs of the user, write elsewhere, or take long."""
_WORDS = (
    "search", "api=degraded", "2026-11-20", "search-is-slow", "--now", _AT, "", "-20m", "+1d", "--dry-run", "--yes",
    "--format", "json", "csv", "--since", "HEAD", "--audience", "internal", "--days", "0", "-1", "--start", "--end",
    "now", "14:05", "--kind", "maintenance", "--component", "null", "\x7f", "é", "~", "--level", "9999-12-31",
    "--help", "Text for all readers.",
)  # fmt: skip


def cache(random: Random, folder: Path) -> None:
    """A flipped bit in the cache: a build gives what it gives without a cache."""
    site = write_site(folder)
    expected = _pages(site, random)
    kept = [file for file in sorted((site / CACHE_FOLDER).iterdir()) if file.stat().st_size]
    for file in random.sample(kept, random.randint(1, 2)):
        file.write_bytes(flipped(random, file.read_bytes()))
    assert _pages(site, random) == expected


def _pages(site: Path, random: Random) -> Mapping[str, str]:
    assert not check(site, NOW).diagnostics
    built = prepare_build(site, NOW, Audience.PUBLIC)
    assert isinstance(built, Build)
    with built:
        pages = {page.address: page.html for page in built.pages()}
        built.commit([], "")
    return pages


def kills(random: Random, folder: Path) -> None:
    """A build that is killed: each file of the site is the old or the new one, and the next build finishes."""
    site = write_site(folder)
    if random.random() < 0.8:
        _run_build(site)
    old = _tree(site / "site")
    (site / "incidents" / "2026" / "2026-11-19-other.yml").write_text(
        SMALLEST_RECORD.replace("2026-11-20", "2026-11-19")
    )
    with subprocess.Popen(
        _BUILD, cwd=site, env=_environment(), stderr=subprocess.DEVNULL, stdout=subprocess.DEVNULL
    ) as build:
        time.sleep(random.uniform(0.3, 3))
        build.send_signal(signal.SIGKILL)
    found = _tree(site / "site")
    _run_build(site)
    new = _tree(site / "site")
    for path, data in found.items():
        assert data in (old.get(path), new.get(path)), f"{path} is torn"
    if found:
        missing = (old.keys() & new.keys()) - found.keys()
        assert not missing, f"missing: {sorted(missing)[:3]}"
    assert [entry.name for entry in site.iterdir() if entry.name.startswith(".site-")] == []


def warm(random: Random, folder: Path) -> None:
    """Thirty builds of a site, each after some edits: every one gives the bytes of a build without a cache."""
    with pytest.MonkeyPatch.context() as patched:
        if random.random() < 0.5:
            lower_limits(patched)
            patched.setattr(component_rows, "UNFOLDED", 1)
            patched.setattr(long_lists, "ENTRIES", 1)
        edits = [random.choices(EDITS, k=random.randint(0, 3)) for _ in range(30)]
        compare_warm_with_cold(folder, random.randrange(2**32), edits)


_BUILD = (sys.executable, "-m", "afterword", "build", "--quiet", "--now", _AT)


def _run_build(site: Path) -> None:
    subprocess.run(_BUILD, cwd=site, env=_environment(), check=True, capture_output=True)


def _environment() -> dict[str, str]:
    return os.environ | {"PYTHONDONTWRITEBYTECODE": "1"}


def _tree(folder: Path) -> dict[str, bytes]:
    return {
        file.relative_to(folder).as_posix(): file.read_bytes() for file in folder.rglob("*") if file.is_file()
    }


TARGETS: Mapping[str, Target] = {
    "files": files,
    "options": options,
    "cache": cache,
    "kills": kills,
    "warm": warm,
}
