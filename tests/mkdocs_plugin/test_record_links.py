"""Hand-written pages link to records by their ids, and a link to none is found with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.mkdocs_plugin.check import check_site
from afterword.mkdocs_plugin.record_links import record_links, with_record_links
from afterword.mkdocs_plugin.session import Session
from tests.mkdocs_plugin.test_other_plugins import run
from tests.sites import NOW, SMALLEST_ID, SMALLEST_RECORD, discard_prepared, prepared, write_site

PAGE = f"""\
# Us

It was [slow](record:{SMALLEST_ID}#updates), see `[a](record:sample)`.

```markdown
[b](record:in-a-sample)
```

Then [lost](record:2026-11-20-lost) and [named][out].

[out]: record:{SMALLEST_ID}
"""


def test_links_are_found_with_their_place_but_for_samples_of_code() -> None:
    assert list(record_links(PAGE)) == [
        (SMALLEST_ID, 3, 15),
        ("2026-11-20-lost", 9, 13),
        (SMALLEST_ID, 11, 8),
    ]


def test_a_link_becomes_relative_to_the_page() -> None:
    html = f'<a href="record:{SMALLEST_ID}#updates">'
    assert with_record_links(html, "us/", {}) == f'<a href="../incidents/{SMALLEST_ID}/#updates">'


def test_a_check_finds_the_link_to_an_unknown_record_whenever_records_change(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    (site / "docs" / "us.md").write_text(PAGE)

    def places() -> list[tuple[str, int, int, int]]:
        found = [each.location for each in check_site(site, NOW).diagnostics if each.rule == "mkdocs-config"]
        return [(each.file, each.line, each.column, each.end_column) for each in found]

    lost = ("docs/us.md", 9, 13, 35)
    assert places() == [lost]
    (site / "incidents" / "2026" / f"{SMALLEST_ID}.yml").unlink()
    assert [place[1] for place in places()] == [3, 9, 11]


def test_a_former_id_leads_to_the_record(tmp_path: Path) -> None:
    site = write_site(tmp_path, {SMALLEST_ID: f"{SMALLEST_RECORD}aliases: [2026-11-20-slow]\n"})
    (site / "docs" / "us.md").write_text("It was [slow](record:2026-11-20-slow#updates).\n")
    for _ in range(2):  # also when the record is not read
        assert not [each for each in check_site(site, NOW).diagnostics if each.rule == "mkdocs-config"]
    session = Session()
    session.begin(prepared(site), fast=True)
    aliases = session.content.record_aliases
    html = '<a href="record:2026-11-20-slow#updates">'
    assert with_record_links(html, "us/", aliases) == f'<a href="../incidents/{SMALLEST_ID}/#updates">'
    discard_prepared()


@pytest.mark.slow
def test_a_build_makes_the_links_and_warns_of_the_others(tmp_path: Path) -> None:
    site = write_site(tmp_path, {SMALLEST_ID: f"{SMALLEST_RECORD}aliases: [2026-11-20-slow]\n"})
    (site / "docs" / "us.md").write_text(f"{PAGE}[former](record:2026-11-20-slow)\n")
    done = run(site, "mkdocs", "build")
    assert "us.md:9:13: `record:2026-11-20-lost`: there is no page of this record on the site" in done.stderr
    assert done.stderr.count("no page of this record") == 1
    html = (site / "site" / "us" / "index.html").read_text()
    assert f'href="../incidents/{SMALLEST_ID}/#updates"' in html
    assert f'href="../incidents/{SMALLEST_ID}/">named' in html
    assert f'href="../incidents/{SMALLEST_ID}/">former' in html
    assert "(record:in-a-sample)" in html
