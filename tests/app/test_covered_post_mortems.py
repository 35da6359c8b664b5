"""A check hears of a change of the post-mortem that another one covers, also if only that file has changed."""

from __future__ import annotations

from datetime import UTC, datetime
from pathlib import Path

from afterword.app.checking import check
from tests.sites import SMALLEST_RECORD, write_site

NOW = datetime(2026, 11, 30, 12, tzinfo=UTC)
FIRST, SECOND = "2026-11-18-search-times-out", "2026-11-20-search-is-slow"
SITE = """\
page: {name: Acme, id: acme, url: https://acme.example.com/}
timezone: UTC
components: [{id: search, name: Search}]
"""
REPORT = "post_mortem: {status: published, published: 2026-11-25}\n"


def test_a_check_hears_of_a_covered_post_mortem(tmp_path: Path) -> None:
    first = SMALLEST_RECORD.replace("11-20", "11-18")
    covers = SMALLEST_RECORD + REPORT.replace("}", f", covers: [{FIRST}]}}")
    root = write_site(tmp_path, {FIRST: first, SECOND: covers}, SITE)

    def found() -> bool:
        return "covers-post-mortem" in {each.rule for each in check(root, NOW).diagnostics}

    file = root / f"incidents/2026/{FIRST}.yml"
    assert not found()
    file.write_text(first + REPORT)
    assert found()
    file.write_text(first + REPORT.replace("published,", "draft,"))
    assert not found()


def test_a_post_mortem_of_another_record_keeps_the_promise(tmp_path: Path) -> None:
    promise = "review: {post_mortem: {from: sev2, within: 7 days}}\n"
    first = "severity: sev2\n" + SMALLEST_RECORD.replace("11-20", "11-18")
    covers = SMALLEST_RECORD + REPORT.replace("}", f", covers: [{FIRST}]}}")
    root = write_site(tmp_path, {FIRST: first, SECOND: SMALLEST_RECORD}, SITE + promise)

    def found() -> list[str]:
        return [each.example for each in check(root, NOW).diagnostics if each.rule == "late-post-mortem"]

    file, other = (root / f"incidents/2026/{each}.yml" for each in (FIRST, SECOND))
    assert found() == [f"covers: [{FIRST}]"]
    other.write_text(covers)
    assert found() == []
    assert found() == []
    other.write_text(covers.replace("published,", "draft,"))
    assert found() != []
    other.write_text(covers)
    renamed = root / "incidents/2026/2026-11-18-reports-time-out.yml"
    renamed.write_text(f"{first}aliases: [{FIRST}]\n")
    file.unlink()
    assert found() == []
    renamed.write_text(first)
    other.write_text(covers.replace(FIRST, "2026-11-18-reports-time-out"))
    assert found() == []
    other.unlink()
    assert found() != []
