"""A window that two records have is reported in both, in a cold and in a warm check alike."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from afterword.app import checking
from afterword.cache.checks import CachedCheck
from afterword.diagnostics import Diagnostic
from afterword.source.files import FileStat
from tests.checks.demo import NOW, SITE, check_files
from tests.sites import write_site

WINDOW = (
    "windows:\n  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}\n"
)
FIRST, SECOND = "2026-11-20-search-is-slow", "2026-11-20-queries-are-slow"
BEGIN = "title: Search is slow\nsummary: Searches took seconds.\n"
PLAIN = BEGIN + WINDOW


def file(record_id: str) -> str:
    return f"incidents/2026/{record_id}.yml"


def found(first: str, second: str, site: str = SITE) -> list[Diagnostic]:
    files = {"status.yml": site, file(FIRST): first, file(SECOND): second}
    return [each for each in check_files(files, NOW) if each.rule == "same-window"]


def test_both_records_name_the_other_one_with_its_line() -> None:
    one, other = found(f"number: I-1\n{PLAIN}", PLAIN)
    assert (one.location.file, one.location.line) == (file(SECOND), 4)
    assert f"also in {file(FIRST)}:5: same component, level, start and end" in one.message
    assert (other.location.file, other.location.line) == (file(FIRST), 5)
    assert f"also in {file(SECOND)}:4" in other.message
    assert other.example == f"related: [{{id: {SECOND}, relation: duplicate_of}}]"


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("component: search", "component: api"),
        ("level: degraded", "level: major_outage"),
        ("09:40", "09:41"),
        (", end: 2026-11-20 10:15", ", end: 2026-11-20 10:16"),
        (", end: 2026-11-20 10:15", ""),
        (", end: 2026-11-20 10:15", ", end: unknown"),
        ("level: degraded", "level: degraded, scope: Europe"),
    ],
)
def test_windows_that_differ_are_not_the_same(old: str, new: str) -> None:
    assert found(PLAIN, PLAIN.replace(old, new)) == []


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("component: search", "components: [api, search]"),
        ("start: 2026-11-20 09:40", "start: 2026-11-20T08:40Z"),
        ("level: degraded", "level: degraded, label: replicas behind"),
    ],
)
def test_windows_that_are_only_written_differently_are_the_same(old: str, new: str) -> None:
    assert len(found(PLAIN, PLAIN.replace(old, new))) == 2


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (", end: 2026-11-20 10:15", ""),
        (", end: 2026-11-20 10:15", ", end: unknown"),
        ("component: search", "components: [api, search]"),
    ],
)
def test_each_window_is_reported_once_in_each_record(old: str, new: str) -> None:
    text = PLAIN.replace(old, new)
    assert len(found(text, text)) == 2


def test_incidents_of_which_only_the_day_is_known_may_share_it() -> None:
    text = PLAIN.replace(" 09:40", "").replace(" 10:15", "")
    assert found(text, text) == []


@pytest.mark.parametrize(
    "more",
    [
        f"related: [{{id: {SECOND}, relation: part_of}}]\n",
        f"related: [{{id: {SECOND}, relation: duplicate_of}}]\n",
        f"post_mortem: {{status: in_review, covers: [{SECOND}]}}\n",
        "origin: {system: statuspage, id: abc}\n",
    ],
)
def test_records_that_belong_together_and_imported_ones_may_share_a_window(more: str) -> None:
    assert found(PLAIN + more, PLAIN) == []
    assert found(PLAIN, PLAIN + more.replace(SECOND, FIRST)) == []


def test_a_repetition_with_the_same_times_is_reported() -> None:
    assert len(found(f"{PLAIN}related: [{{id: {SECOND}, relation: recurrence_of}}]\n", PLAIN)) == 2


def test_of_many_copies_only_the_first_are_named() -> None:
    files = {file(f"2026-11-2{number}-search-is-slow"): PLAIN for number in range(6)}
    first, *_ = [each for each in check_files(files, NOW) if each.rule == "same-window"]
    assert "2026-11-23-search-is-slow.yml:4 and more records: same" in first.message
    assert "2026-11-24" not in first.message


def test_a_relation_may_name_the_former_id() -> None:
    related = f"{PLAIN}related: [{{id: 2026-11-20-queries, relation: part_of}}]\n"
    assert found(related, f"{PLAIN}aliases: [2026-11-20-queries]\n") == []


def test_a_finding_can_be_suppressed_in_each_record() -> None:
    reason = "  # afterword: ignore same-window because both queues were emptied together"
    (left,) = found(PLAIN.rstrip("\n") + reason + "\n", PLAIN)
    assert left.location.file == file(SECOND)


def test_a_site_can_switch_it_off() -> None:
    assert found(PLAIN, PLAIN, f"{SITE}review: {{rules: {{same-window: off}}}}\n") == []


def test_a_warm_check_finds_what_a_cold_one_finds(tmp_path: Path) -> None:
    later = PLAIN.replace("09:40", "09:45")
    part = f"{PLAIN}related: [{{id: {SECOND}, relation: part_of}}]\n"
    steps = [
        (PLAIN, None),
        (PLAIN, PLAIN),
        (f"number: I-1\n{PLAIN}", PLAIN),
        (part, PLAIN),
        (PLAIN, PLAIN),
        (PLAIN, later),
        (later, later),
        (later, None),
        (later, "title: ["),
        (later, later),
    ]
    site = write_site(tmp_path / "warm", {})
    counts = []
    for number, texts in enumerate(steps):
        files = {
            record_id: text
            for record_id, text in zip((FIRST, SECOND), texts, strict=True)
            if text is not None
        }
        for record_id in (FIRST, SECOND):
            path = site / file(record_id)
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(files[record_id]) if record_id in files else path.unlink(missing_ok=True)
        warm = checking.check(site, NOW).diagnostics
        cold = checking.check(write_site(tmp_path / f"cold-{number}", files), NOW).diagnostics
        assert warm == cold
        assert checking.check(site, NOW).diagnostics == cold
        counts.append(sum(each.rule == "same-window" for each in warm))
    assert counts == [0, 2, 2, 0, 2, 0, 2, 0, 0, 2]


def test_only_records_with_the_same_window_are_checked_twice(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    other = PLAIN.replace("10:15", "10:30")
    site = write_site(tmp_path, {FIRST: PLAIN, SECOND: PLAIN, "2026-11-20-search-is-down": other})
    checked: Counter[str] = Counter()
    original = checking.Scan.check_record

    def check_record(scan: checking.Scan, listed: FileStat) -> CachedCheck | Diagnostic:
        checked[listed.path] += 1
        return original(scan, listed)

    monkeypatch.setattr(checking.Scan, "check_record", check_record)
    checking.check(site, NOW)
    assert checked == {file(FIRST): 2, file(SECOND): 2, file("2026-11-20-search-is-down"): 1}
    checked.clear()
    checking.check(site, NOW)
    assert not checked
