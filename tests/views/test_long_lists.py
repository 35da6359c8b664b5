"""A list that is too long for one page is divided: each entry is on one page, and full pages never change."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date, timedelta
from pathlib import Path

import pytest

from afterword.views.index import long_lists
from afterword.views.index.long_lists import ListPage, list_pages
from afterword.views.text.words import ENGLISH
from tests.sites import prepared, write_site

ENTRIES = 10
DAYS = [date(2026, 7, 1) + timedelta(days=number * 2 // 25) for number in range(125)]
"""Most records of a year, on a few days."""
RECORD = """\
title: Trouble {number}
windows:
  - {{component: search, level: degraded, start: {day} 09:40, end: {day} 10:15}}
updates:
  - {{at: {day} 10:20, status: resolved, body: It is over.}}
action_items:
  - {{id: a{number}, title: Mend {number}, type: prevent, priority: p1, owner: us, due: 2026-12-01, status: open}}
"""


@pytest.fixture(autouse=True)
def _few_entries(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(long_lists, "ENTRIES", ENTRIES)


def by_address(entries: range, *, newest_first: bool = True) -> dict[str, list[int]]:
    listed = entries[::-1] if newest_first else entries
    return {
        page.address: list(page.entries)
        for page in list_pages(ENGLISH, listed, "x/", newest_first=newest_first)
    }


@pytest.mark.parametrize("newest_first", [True, False])
@pytest.mark.parametrize("count", [0, 1, ENTRIES, 2 * ENTRIES - 1, 2 * ENTRIES, 5 * ENTRIES + 3])
def test_each_entry_is_on_one_page_and_no_page_is_too_long(count: int, newest_first: bool) -> None:
    pages = list_pages(ENGLISH, range(count), "x/", newest_first=newest_first)

    assert [each for page in pages for each in page.entries] == list(range(count))
    assert all(len(page.entries) < 2 * ENTRIES for page in pages)
    assert len({page.address for page in pages}) == len(pages)


@pytest.mark.parametrize("newest_first", [True, False])
def test_a_new_entry_changes_only_the_page_to_which_it_comes(newest_first: bool) -> None:
    before = by_address(range(5 * ENTRIES + 3), newest_first=newest_first)
    after = by_address(range(5 * ENTRIES + 4), newest_first=newest_first)

    assert [each for each in before if before[each] != after[each]] == ["x/" if newest_first else "x/page-5/"]


def test_a_full_page_keeps_its_address_when_others_are_added() -> None:
    before, after = by_address(range(5 * ENTRIES + 9)), by_address(range(6 * ENTRIES))

    assert {each: after[each] for each in before if each != "x/"} == {
        each: listed for each, listed in before.items() if each != "x/"
    }


def test_every_page_can_be_reached_from_every_other() -> None:
    pages: tuple[ListPage[int], ...] = list_pages(ENGLISH, range(31 * ENTRIES), "x/")

    for before, page, after in zip((None, *pages), pages, (*pages[1:], None), strict=False):
        turn = page.turn
        assert turn
        assert (turn.before.address if turn.before else None) == (before.address if before else None)
        assert (turn.after.address if turn.after else None) == (after.address if after else None)
        assert [link.address for link, current in turn.pages if current] == [page.address]
        assert {pages[0].address, pages[9].address, pages[-1].address} <= {
            each.address for each, _ in turn.pages
        }
    assert pages[2].titled("Actions") == "Actions, page 3 of 31"
    assert pages[0].titled("Actions") == "Actions"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the pages about many records, by address, of a site with very many of them on a few days."""
    records = {
        f"{day}-trouble-{number}": RECORD.format(day=day, number=number) for number, day in enumerate(DAYS)
    }
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(long_lists, "ENTRIES", ENTRIES)
        build = prepared(write_site(tmp_path_factory.mktemp("site"), records))
        return {
            page.address: page.html for page in build.pages() if not page.address.startswith("incidents/")
        }


@pytest.mark.parametrize(
    ("folder", "named", "count"),
    [
        ("history/2026/07/", r'data-address="incidents/([^"]+)/"', 125),
        ("history/level/degraded/2026/", r'data-address="incidents/([^"]+)/"', 125),
        ("components/search/2026/", r'data-address="incidents/([^"]+)/"', 125),
        ("actions/", r">Mend (\d+)<", 125),
    ],
)
def test_a_list_of_the_site_is_divided(pages: dict[str, str], folder: str, named: str, count: int) -> None:
    listed = {
        address: html for address, html in pages.items() if re.fullmatch(f"{folder}(page-[0-9]+/)?", address)
    }
    entries = {address: re.findall(named, html) for address, html in listed.items()}

    assert Counter(each for of_page in entries.values() for each in of_page) == Counter(
        {each: 1 for of_page in entries.values() for each in of_page}
    )
    assert sum(map(len, entries.values())) == count
    assert max(map(len, entries.values())) < 2 * ENTRIES
    address, reached = folder, [folder]
    while link := re.search(r'href="([./]*)([^"]*)" rel="next"', listed[address]):
        address = link[2]
        reached.append(address)
    assert sorted(reached) == sorted(listed)


def test_the_year_lists_its_latest_records_and_leads_to_the_pages_of_the_month(pages: dict[str, str]) -> None:
    year = pages["history/2026/"]

    assert 'href="../../history/2026/07/page-11/" rel="next"' in year
    assert "125 records" in year


def test_the_first_page_of_a_list_leads_to_months_on_others(tmp_path: Path) -> None:
    days = [date(2026, 1, 1) + timedelta(days=2 * number) for number in range(120)]
    records = {f"{day}-trouble": RECORD.format(day=day, number=number) for number, day in enumerate(days)}
    listed = {page.address: page.html for page in prepared(write_site(tmp_path, records)).pages()}

    first = listed["history/kind/incident/2026/"]
    march = re.search(r'<h2 id="2026-03".*?href="[./]*([^"#]*)">Page', first, re.DOTALL)
    assert march
    assert 'id="2026-03"' in listed[march[1]]


def test_a_day_with_many_records_shows_some_and_leads_to_the_history(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("afterword.views.status.page.RECENT_OF_DAY", 3)
    records = {
        f"2026-11-20-trouble-{number}": RECORD.format(day="2026-11-20", number=number) for number in range(5)
    }
    status = next(page.html for page in prepared(write_site(tmp_path, records)).pages() if not page.address)

    assert len(re.findall(r'data-address="incidents/', status)) == 3
    assert '<a href="./history/2026/">and 2 more</a>' in status
