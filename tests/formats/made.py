"""The files that machines read of a site, as a build makes them."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import datetime
from pathlib import Path

from afterword.views.audience import Audience
from tests.sites import DEMO, NOW, SMALL_SITE, copy_of, prepared, write_site

WITH_URL = SMALL_SITE.replace("{name: Acme}", "{name: Acme, url: 'https://status.acme.example/'}")


def made(
    folder: Path,
    records: Mapping[str, str] | None = None,
    site: str = WITH_URL,
    *,
    now: datetime = NOW,
    audience: Audience = Audience.PUBLIC,
) -> dict[str, bytes]:
    """Make the files of a site with these records, by their paths."""
    return made_of(write_site(folder, records, site), now=now, audience=audience)


def made_of_demo(folder: Path) -> dict[str, bytes]:
    """Make the files of the demo, once in a process: a build of it takes a second."""
    if not _demo:
        _demo.update(made_of(copy_of(DEMO, folder / "demo")))
    return dict(_demo)


_demo: dict[str, bytes] = {}


def made_of(root: Path, *, now: datetime = NOW, audience: Audience = Audience.PUBLIC) -> dict[str, bytes]:
    """Make the files of a site."""
    build = prepared(root, audience, now)
    files = {file.path: file.data for file in build.machine_files()}
    build.discard()
    return files
