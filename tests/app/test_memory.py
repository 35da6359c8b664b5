"""The memory of a build grows little with the number of components: what is made of one is not kept for the others."""

from __future__ import annotations

import gc
import sys
from pathlib import Path

import pytest

from afterword.app.build import Build
from afterword.views import kept
from tests.sites import prepared, write_site

_FEW, _MANY = 62, 92
"""Both are so many that groups have pages of their own."""
_MOST = 300
"""A component has a dozen files, of each of which the build knows where it is and what it was made from."""
_RECORD = """\
title: Requests fail
windows:
  - {{components: [{components}], level: degraded, start: 2026-{month}-20 09:40, end: 2026-{month}-20 10:15}}
updates:
  - {{at: 2026-{month}-20 09:52, status: investigating, body: Requests take several seconds. We are looking into it.}}
  - {{at: 2026-{month}-20 10:20, status: resolved, body: Requests are fast again.}}
"""


def test_a_component_adds_little_to_what_a_build_keeps(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(kept, "LIMIT", 100)
    objects: list[int] = []
    monkeypatch.setattr(Build, "load_all", lambda _: objects.append(_objects()))
    for number, count in enumerate((_FEW, _FEW, _MANY)):  # the first build imports and compiles
        site = _write(tmp_path / str(number), count)
        before = _objects()
        prepared(site)
        objects[-1] -= before
    assert (objects[2] - objects[1]) / (_MANY - _FEW) < _MOST


def _write(folder: Path, components: int) -> Path:
    """Write a site with this many components, all of which are affected by all of its records."""
    ids = [f"part-{number:03d}" for number in range(components)]
    lines = ["page: {name: Acme}", "timezone: UTC", "components:"]
    lines += [f"  - {{id: {each}, name: {each}, since: 2026-06-01}}" for each in ids]
    records = {
        f"2026-{month}-20-requests-fail": _RECORD.format(components=", ".join(ids), month=month)
        for month in ("08", "09", "10", "11")
    }
    return write_site(folder, records, "\n".join(lines))


def _objects() -> int:
    """Return how many objects exist; large ones are not counted."""
    gc.collect()
    return sys.getallocatedblocks()
