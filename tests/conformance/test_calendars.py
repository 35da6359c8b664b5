"""Real calendar programs take every event of our calendars."""

from __future__ import annotations

import os
import subprocess
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from tests.conformance.environments import python_with

pytestmark = pytest.mark.slow

VDIRSYNCER = """\
[general]
status_path = "{folder}/status/"

[pair status_page]
a = "ours"
b = "theirs"
collections = null
conflict_resolution = "a wins"

[storage ours]
type = "http"
url = "{address}calendar.ics"

[storage theirs]
type = "filesystem"
path = "{folder}/events/"
fileext = ".ics"
"""
KHAL = """\
[calendars]
[[status]]
path = {folder}/events/

[locale]
timeformat = %H:%M
dateformat = %Y-%m-%d
longdateformat = %Y-%m-%d
datetimeformat = %Y-%m-%d %H:%M
longdatetimeformat = %Y-%m-%d %H:%M
default_timezone = UTC
local_timezone = UTC
"""


def test_vdirsyncer_and_khal_show_every_event(addresses: Callable[[str], str], tmp_path: Path) -> None:
    (tmp_path / "events").mkdir()
    folder = {"folder": str(tmp_path), "address": addresses("busy")}
    for name, text in (("vdirsyncer.conf", VDIRSYNCER), ("khal.conf", KHAL)):
        (tmp_path / name).write_text(text.format_map(folder), encoding="utf-8")
    programs = python_with("vdirsyncer").parent
    own = {"HOME": str(tmp_path), "XDG_DATA_HOME": str(tmp_path), "XDG_CACHE_HOME": str(tmp_path)}
    for command in ("discover", "sync"):
        _run([str(programs / "vdirsyncer"), "-c", str(tmp_path / "vdirsyncer.conf"), command], own)
    assert len(list((tmp_path / "events").iterdir())) == 6
    listed = _run(
        [str(programs / "khal"), "-c", str(tmp_path / "khal.conf"), "list", "-f", "{start-time} {title}",
         "2026-11-20", "7d"],
        own,
    )  # fmt: skip
    assert [line for line in listed.splitlines() if ":" in line] == [
        "09:40 Incident: Search is slow",
        "08:00 Maintenance: Moving the index",
        "11:00 Incident: Search fails",
        "11:30 Maintenance: Moving the index",
        "08:00 Cancelled maintenance: Moving the index",
        "08:00 Maintenance: Moving the index",
    ]


def _run(command: list[str], own: Mapping[str, str]) -> str:
    environ = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    done = subprocess.run(
        command, env={**environ, **own}, input="y\n" * 5, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, f"{done.stdout}{done.stderr}"
    return done.stdout
