"""Lists that do not fit on one page continue on others, and every page is reachable by links."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path
from posixpath import join, normpath

import pytest

from afterword.views import actions, urls
from afterword.views.history import page as history
from afterword.views.index import paging
from tests.sites import prepared, write_site

ROWS_PER_PAGE = 6
LATEST = 2
RECORD = """\
title: Trouble {day}
windows:
  - {{component: {component}, level: degraded, start: {day} 09:40, end: {day} 10:15}}
updates:
  - {{at: {day} 10:20, status: resolved, body: It is over.}}
action_items:
  - {{id: a1, title: Mend {day}, type: prevent, priority: p1, owner: us, due: {day}, status: done, closed: {day}}}
"""
DAYS = [date(2025, 10, 1) + timedelta(days=17 * number) for number in range(20)]
"""From October 2025 to August 2026: five of them in 2025, fifteen in 2026."""
IDS = [f"{day}-trouble" for day in DAYS]


@pytest.fixture
def pages(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> dict[str, str]:
    """Return the pages about many records, by address, of a site whose records do not fit on one page."""
    for module in (actions, history, paging):
        monkeypatch.setattr(module, "ROWS_PER_PAGE", ROWS_PER_PAGE)
    monkeypatch.setattr(paging, "LATEST", LATEST)
    named = {0: "api"}  # four of the records; those of the other component do not fit on a page
    records = {
        record_id: RECORD.format(day=day, component=named.get(number % 5, "search"))
        for number, (record_id, day) in enumerate(zip(IDS, DAYS, strict=True))
    }
    build = prepared(write_site(tmp_path, records))
    return {page.address: page.html for page in build.pages() if not page.address.startswith("incidents/")}


def rows(html: str) -> list[str]:
    """Return the ids of the records that a page lists."""
    return re.findall(r'data-address="incidents/([^"]+)/"', html)


def links(address: str, html: str) -> Iterator[str]:
    """Yield the addresses of the pages that a page links to, relative to the site's root."""
    for found in re.findall(r'<a (?:class="[^"]*" )?href="([^"#]*)', html):
        path = normpath(join(address or ".", found))
        yield "" if path == "." else f"{path}/"


def below(pages: dict[str, str], folder: str) -> dict[str, str]:
    return {
        address: html for address, html in pages.items() if address.startswith(folder) and address != folder
    }


def years_of(pages: dict[str, str], component: str) -> dict[str, str]:
    """Return the year pages of a component, which has pages of months as well."""
    return {
        address: html for address, html in pages.items() if re.fullmatch(rf"{component}\d{{4}}/", address)
    }


def test_each_record_of_a_long_year_is_on_one_month_page(pages: dict[str, str]) -> None:
    months = below(pages, "history/2026/")
    assert Counter(row for html in months.values() for row in rows(html)) == Counter(
        record_id for record_id in IDS if record_id.startswith("2026")
    )
    for address, html in months.items():
        assert {row[:7] for row in rows(html)} == {address.removeprefix("history/")[:7].replace("/", "-")}


def test_the_page_of_a_long_year_shows_its_latest_month_and_links_to_all_months(
    pages: dict[str, str],
) -> None:
    year = pages["history/2026/"]
    assert {row[:7] for row in rows(year)} == {"2026-08"}
    others = set(below(pages, "history/2026/")) - {"history/2026/08/"}
    assert others <= set(links("history/2026/", year))
    for address, html in below(pages, "history/2026/").items():
        assert "history/2026/" in links(address, html)


def test_a_year_that_fits_on_one_page_has_no_month_pages(pages: dict[str, str]) -> None:
    assert sorted(rows(pages["history/2025/"])) == [each for each in IDS if each.startswith("2025")]
    assert below(pages, "history/2025/") == {}


def test_every_history_page_links_to_every_year(pages: dict[str, str]) -> None:
    by_time = {address: html for address, html in below(pages, "history/").items() if "/20" in address[:10]}
    for address, html in (by_time | {"history/": pages["history/"]}).items():
        assert {"history/2025/", "history/2026/"} <= set(links(address, html))


def test_month_pages_link_to_the_months_before_and_after(pages: dict[str, str]) -> None:
    months = sorted(below(pages, "history/2026/"))
    steps = ["history/2025/", *months, None]
    for before, address, after in zip(steps, months, steps[2:], strict=False):
        linked = {
            found[2]: normpath(join(address, found[1])) + "/"
            for found in re.finditer(r'<a href="([^"]*)" rel="(prev|next)">', pages[address])
        }
        assert (linked.get("prev"), linked.get("next")) == (before, after)


@pytest.mark.parametrize("folder", ["history/level/degraded/", "history/kind/incident/"])
def test_a_level_or_kind_with_many_records_shows_the_latest_and_links_to_its_years(
    pages: dict[str, str], folder: str
) -> None:
    assert rows(pages[folder]) == IDS[: -LATEST - 1 : -1]
    years = below(pages, folder)
    assert set(years) == {f"{folder}2025/", f"{folder}2026/"}
    assert set(years) <= set(links(folder, pages[folder]))
    assert Counter(row for html in years.values() for row in rows(html)) == Counter(IDS)
    for address, html in years.items():
        assert {folder, *years} <= set(links(address, html))


def test_every_history_page_links_to_every_filter(pages: dict[str, str]) -> None:
    filters = {"components/search/", "components/api/", "history/level/degraded/", "history/kind/incident/"}
    for address, html in (below(pages, "history/") | {"history/": pages["history/"]}).items():
        assert filters <= set(links(address, html))


def test_a_component_with_many_records_shows_the_latest_and_links_to_its_years(
    pages: dict[str, str],
) -> None:
    of_search = [record_id for number, record_id in enumerate(IDS) if number % 5]
    assert rows(pages["components/search/"]) == of_search[: -LATEST - 1 : -1]
    years = years_of(pages, "components/search/")
    assert set(years) == {"components/search/2025/", "components/search/2026/"}
    assert set(years) <= set(links("components/search/", pages["components/search/"]))
    assert Counter(row for html in years.values() for row in rows(html)) == Counter(of_search)
    for address, html in years.items():
        assert {"components/search/", *years} <= set(links(address, html))


def test_a_component_whose_records_fit_on_one_page_has_no_year_pages(pages: dict[str, str]) -> None:
    assert sorted(rows(pages["components/api/"])) == IDS[::5]
    assert years_of(pages, "components/api/") == {}


def test_closed_actions_that_do_not_fit_on_one_page_have_a_page_for_each_year(pages: dict[str, str]) -> None:
    years = below(pages, "actions/")
    assert set(years) == {"actions/2025/", "actions/2026/"}
    assert "Mend 2" not in pages["actions/"]
    for address, html in years.items():
        year = address.split("/")[1]
        assert re.findall(r"Mend (\S+?)<", html) == sorted(
            (str(day) for day in DAYS if str(day).startswith(year)), reverse=True
        )
        assert {"actions/", *years} <= set(links(address, html))


def test_every_record_and_every_page_is_reachable_from_the_menu(pages: dict[str, str]) -> None:
    reached: set[str] = set()
    next_pages = {"", "history/", "components/", "actions/", "about/"}
    while next_pages:
        reached |= next_pages
        next_pages = {to for each in next_pages for to in links(each, pages[each]) if to in pages} - reached
    assert {row for each in reached for row in rows(pages[each])} == set(IDS)
    assert set(pages) == reached


def test_pages_that_can_be_reused_are_in_the_folders_that_builds_preserve(pages: dict[str, str]) -> None:
    below = [address for address in pages if urls.grows_with_the_years(address)]
    assert below
    assert [address for address in below if not address.startswith(urls.GROWING)] == []
