"""A post-mortem that covers other records is linked from their pages, in warm builds as in cold ones."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from pathlib import Path

from afterword.views.audience import Audience
from tests.edited_site import contents, publish
from tests.sites import SMALLEST_RECORD, write_site

NOW = datetime(2026, 12, 20, 12, tzinfo=UTC)
REPORT, FIRST, SECOND = "2026-12-10-report", "2026-11-20-first", "2026-11-21-second"
COVERS = "post_mortem: {status: published, covers: [2026-11-20-first, 2026-11-21-second]}\n"
LINK = f"incidents/{REPORT}/#post-mortem"


def record(text: str) -> Callable[[Path], None]:
    return lambda root: write(
        root, f"title: Three outages in one week\nstatus: resolved\nsummary: Slow.\n{text}"
    )


def write(root: Path, text: str) -> None:
    (root / f"incidents/2026/{REPORT}.yml").write_text(text)


def remove(root: Path) -> None:
    (root / f"incidents/2026/{REPORT}.yml").unlink()


EDITS: tuple[tuple[str, Callable[[Path], None], set[str]], ...] = (
    ("cover two records", record(COVERS), {FIRST, SECOND}),
    ("cover one", record(COVERS.replace(f", {SECOND}", "")), {FIRST}),
    ("write a draft", record(COVERS.replace("published", "draft")), set()),
    (
        "publish it on a day that is over",
        record(COVERS.replace("covers", "published: 2026-12-12, covers")),
        {FIRST, SECOND},
    ),
    ("make it internal", record(f"visibility: internal\n{COVERS}"), set()),
    ("cover both again", record(COVERS), {FIRST, SECOND}),
    ("delete it", remove, set()),
)


def linked(site: Path) -> set[str]:
    return {each for each in (FIRST, SECOND) if LINK in (site / f"incidents/{each}/index.html").read_text()}


def test_pages_follow_each_change_of_the_post_mortem_that_covers_them(tmp_path: Path) -> None:
    root = write_site(
        tmp_path / "site", {FIRST: SMALLEST_RECORD, SECOND: SMALLEST_RECORD.replace("11-20", "11-21")}
    )
    for number, (what, edit, expected) in enumerate(EDITS):
        edit(root)
        assert publish(root, root / "site", NOW, Audience.PUBLIC) == (), what
        assert linked(root / "site") == expected, what
        cold = tmp_path / f"cold-{number}"
        shutil.copytree(root, cold, ignore=shutil.ignore_patterns("site", ".cache"))
        assert publish(cold, cold / "site", NOW, Audience.PUBLIC) == (), what
        assert contents(root / "site") == contents(cold / "site"), what


def test_pages_follow_a_new_title_and_the_day_of_publication(tmp_path: Path) -> None:
    root = write_site(
        tmp_path / "site", {FIRST: SMALLEST_RECORD, SECOND: SMALLEST_RECORD.replace("11-20", "11-21")}
    )
    record(COVERS.replace("covers", "published: 2026-12-21, covers"))(root)
    seen = []
    for now in (NOW, NOW + timedelta(days=1)):
        assert publish(root, root / "site", now, Audience.PUBLIC) == ()
        seen.append(linked(root / "site"))
    assert seen == [set(), {FIRST, SECOND}]
    write(root, f"title: Another title\nnumber: PM-7\nstatus: resolved\nsummary: Slow.\n{COVERS}")
    assert publish(root, root / "site", NOW + timedelta(days=1), Audience.PUBLIC) == ()
    assert "PM-7: Another title" in (root / f"site/incidents/{FIRST}/index.html").read_text()


def test_a_covered_page_is_rendered_once_where_nothing_has_changed(tmp_path: Path) -> None:
    root = write_site(
        tmp_path / "site", {FIRST: SMALLEST_RECORD, SECOND: SMALLEST_RECORD.replace("11-20", "11-21")}
    )
    record(COVERS)(root)
    times = []
    for _ in range(2):
        assert publish(root, root / "site", NOW, Audience.PUBLIC) == ()
        times.append((root / f"site/incidents/{FIRST}/index.html").stat().st_mtime_ns)
    assert all(before == after for before, after in pairwise(times))


def test_a_covered_page_keeps_its_link_when_it_is_renamed_and_renamed_back(tmp_path: Path) -> None:
    root = write_site(
        tmp_path / "site", {FIRST: SMALLEST_RECORD, SECOND: SMALLEST_RECORD.replace("11-20", "11-21")}
    )
    record(COVERS)(root)
    folder, renamed = root / "incidents/2026", "2026-11-20-search"
    assert publish(root, root / "site", NOW, Audience.PUBLIC) == ()
    for number, (before, after, text) in enumerate(
        [(FIRST, renamed, f"{SMALLEST_RECORD}aliases: [{FIRST}]\n"), (renamed, FIRST, SMALLEST_RECORD)]
    ):
        (folder / f"{before}.yml").unlink()
        (folder / f"{after}.yml").write_text(text)
        found = publish(root, root / "site", NOW, Audience.PUBLIC)
        assert LINK in (root / f"site/incidents/{after}/index.html").read_text()
        cold = tmp_path / f"cold-{number}"
        shutil.copytree(root, cold, ignore=shutil.ignore_patterns("site", ".cache"))
        assert publish(cold, cold / "site", NOW, Audience.PUBLIC) == found
        assert contents(root / "site") == contents(cold / "site")
