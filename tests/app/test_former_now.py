"""A server's build keeps the time of the one before it, unless something on the site has changed by itself since."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword import clock
from afterword.app.build import Build
from afterword.app.incremental import prepare_build
from afterword.mkdocs_plugin.prepare import Request, prepare
from afterword.views.audience import Audience
from tests.edited_site import SHELLS, write_pages
from tests.sites import SMALL_SITE, SMALLEST_ID, SMALLEST_RECORD, write_site
from tests.timeline.building import at

FORMER, NOW = "2026-11-22 14:05", "2026-11-22 14:09"
OPEN_ID = "2026-11-22-the-api-is-slow"
OPEN = """\
title: The API is slow
windows: [{component: api, level: degraded, start: 2026-11-22 13:40}]
updates:
  - {at: 2026-11-22 13:52, status: investigating, body: We are looking into it.}
"""
SOON = "  - {at: 2026-11-22 14:07, status: update, body: It is better.}\n"
SILENCE = SMALL_SITE.replace("look_back: 1 min,", "look_back: 1 min, silence: 15 min,")


def built_at(root: Path, former: str, now: str) -> str:
    """Build a site as it is, edit a record, build again, and return the time of the second build."""
    with built(root, former, None) as build:
        build.commit(write_pages(build, root / "site"), SHELLS)
    file = root / "incidents" / "2026" / f"{SMALLEST_ID}.yml"
    file.write_text(file.read_text(encoding="utf-8").replace("We are", "We were"), encoding="utf-8")
    with built(root, now, former) as build:
        written = {page.address for page in build.new_pages}
        assert f"incidents/{SMALLEST_ID}/" in written
        return f"{build.scan.now:%Y-%m-%d %H:%M}"


def built(root: Path, now: str, former: str | None) -> Build:
    build = prepare_build(
        root,
        at(now),
        Audience.PUBLIC,
        previous_output=root / "site",
        former_now=at(former) if former else None,
    )
    assert isinstance(build, Build)
    return build


def test_an_edit_without_a_new_time_keeps_the_former_time_and_all_other_pages(tmp_path: Path) -> None:
    root = write_site(tmp_path, {SMALLEST_ID: SMALLEST_RECORD, OPEN_ID: OPEN})
    assert built_at(root, FORMER, NOW) == FORMER
    with built(root, NOW, FORMER) as build:
        assert f"incidents/{OPEN_ID}/index.html" in build.reused
        assert "components/api/index.html" in build.reused


def test_an_offset_that_is_typed_later_is_in_the_files_of_the_former_time(tmp_path: Path) -> None:
    root = write_site(tmp_path, {OPEN_ID: OPEN}, SMALL_SITE.replace("UTC", "Europe/Berlin"))
    with built(root, FORMER, None) as build:
        build.commit(write_pages(build, root / "site"), SHELLS)
    file = root / "incidents" / "2026" / f"{OPEN_ID}.yml"
    file.write_text(OPEN.replace("13:52", "13:52+01:00"), encoding="utf-8")
    with built(root, NOW, FORMER) as build:
        assert build.scan.now == at(FORMER)
        assert not {"api/v2/summary.json", "api/v2/incidents/unresolved.json"} & build.reused


@pytest.mark.parametrize(
    ("record", "site", "former", "now"),
    [
        pytest.param(OPEN + SOON, SMALL_SITE, FORMER, NOW, id="an update that was announced"),
        pytest.param(OPEN + f"publish_at: {NOW}\n", SMALL_SITE, FORMER, NOW, id="an embargo that ends"),
        pytest.param(OPEN, SILENCE, FORMER, NOW, id="a silence that becomes too long"),
        pytest.param(OPEN, SMALL_SITE, "2026-11-22 23:58", "2026-11-23 00:01", id="a new day"),
        pytest.param(OPEN, SMALL_SITE, NOW, FORMER, id="a clock that was set back"),
    ],
)
def test_what_changes_by_itself_needs_the_present_time(
    tmp_path: Path, record: str, site: str, former: str, now: str
) -> None:
    root = write_site(tmp_path, {SMALLEST_ID: SMALLEST_RECORD, OPEN_ID: record}, site)
    assert built_at(root, former, now) == now


def test_so_does_a_time_that_was_just_typed(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    with built(root, FORMER, None) as build:
        build.commit(write_pages(build, root / "site"), SHELLS)
    file = root / "incidents" / "2026" / f"{OPEN_ID}.yml"
    file.write_text(OPEN.replace("13:52", "14:08"), encoding="utf-8")
    with built(root, NOW, FORMER) as build:
        assert build.scan.now == at(NOW)
        assert "We are looking into it." in next(iter(build.menu)).html


@pytest.mark.parametrize(("former", "kept"), [(FORMER, True), ("2026-11-22 14:04", False), (None, False)])
def test_a_server_keeps_a_time_for_less_than_five_minutes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, former: str | None, kept: bool
) -> None:
    monkeypatch.setattr(clock, "now", lambda: at(NOW))
    request = Request(
        write_site(tmp_path),
        tmp_path / "site",
        Audience.PUBLIC,
        True,
        "",
        False,
        at(former) if former else None,
    )
    build = prepare(request)
    assert build
    with build:
        assert build.scan.now == at(FORMER if kept else NOW)
