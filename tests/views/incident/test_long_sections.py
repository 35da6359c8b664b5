"""The sections of a record that are too long for its page continue on pages of their own."""

from __future__ import annotations

import re
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest

from afterword.views.chart import condensed
from tests.limits import lower_limits
from tests.sites import PNG, prepared, write_site

COUNT = 18
RECORD_ID = "2026-11-20-search-is-slow"
ADDRESS = f"incidents/{RECORD_ID}/"
START = datetime(2026, 11, 20, 8, tzinfo=UTC)


def times() -> list[datetime]:
    return [START + timedelta(minutes=11 * number) for number in range(COUNT)]


def record() -> str:
    lines = ["title: Search is slow", "windows:"]
    for number, at in enumerate(times()):
        level = ("degraded", "major_outage")[number % 2]
        end = at + timedelta(minutes=4)
        lines.append(
            f"  - {{component: search, level: {level}, start: {at:%Y-%m-%d %H:%M}, end: {end:%Y-%m-%d %H:%M}}}"
        )
    lines.append("updates:")
    for number, at in enumerate(times()):
        status = "resolved" if number == COUNT - 1 else "investigating"
        body = "'See ![the queue](queue.png).'" if number == 3 else f"Look number {number}."
        lines.append(f"  - {{at: {at:%Y-%m-%d %H:%M}, status: {status}, body: {body}}}")
    lines += ["post_mortem: {status: published, published: 2026-11-21}", "timeline:"]
    lines += [f"  - {{at: {at:%Y-%m-%d %H:%M}, text: Step {number}.}}" for number, at in enumerate(times())]
    lines.append("action_items:")
    lines += [
        f"  - {{id: a{number}, title: Mend {number}, owner: us, status: open}}" for number in range(COUNT)
    ]
    return "\n".join(lines) + "\n"


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """Return the pages of a record with many entries, by address."""
    folder = write_site(tmp_path_factory.mktemp("site"), {RECORD_ID: record()})
    (folder / "incidents" / "2026" / RECORD_ID).mkdir()
    (folder / "incidents" / "2026" / RECORD_ID / "queue.png").write_bytes(PNG)
    with pytest.MonkeyPatch.context() as patch:
        lower_limits(patch)
        patch.setattr(condensed, "MOST", 6)
        build = prepared(folder)
        attachments = [file.path for file in build.all_files() if file.path.endswith("queue.png")]
        assert attachments == [f"{ADDRESS}queue.png"]
        return {page.address: page.html for page in build.pages() if page.address.startswith(ADDRESS)}


@pytest.mark.parametrize(
    ("section", "entry"),
    [
        ("updates", r'<li id="(update-[^"]+)"'),
        ("timeline", r'<li id="(event-[^"]+)"'),
        ("actions", r'<tr id="(action-[^"]+)"'),
        ("levels", r'data-label="From"><time datetime="([^"]+)"'),
    ],
)
def test_each_entry_of_a_section_is_on_one_page(built: dict[str, str], section: str, entry: str) -> None:
    own = [ADDRESS, *(each for each in built if each.startswith(f"{ADDRESS}{section}-"))]
    entries = [re.findall(entry, built[each]) for each in own]

    assert len(own) == COUNT // 4
    assert len({each for of_page in entries for each in of_page}) == COUNT == sum(map(len, entries))
    assert all(0 < len(of_page) < 8 for of_page in entries)


def test_the_page_of_the_record_leads_to_the_other_pages_and_these_lead_back(built: dict[str, str]) -> None:
    folds = re.findall(
        r'<details class="aw-fold" data-aw-script="parts"(?: data-aw-holds="([^"]*)")?>.*?href="[./]*([^"]+)"',
        built[ADDRESS],
        re.DOTALL,
    )

    assert {address.removeprefix(ADDRESS): ids for ids, address in folds} == {
        "levels-2/": "",
        "actions-2/": "action-",
        "updates-3/": "update-",
        "timeline-2/": "event-",
    }
    for address, html in built.items():
        if address != ADDRESS:
            assert f'href="../../../{ADDRESS}"' in html
            assert "data-aw-part" in html
            assert "aw-turn" in html


def test_the_latest_updates_are_on_the_page_and_each_page_begins_with_a_day(built: dict[str, str]) -> None:
    assert f"Look number {COUNT - 2}." in built[ADDRESS]
    assert "Look number 0." in built[f"{ADDRESS}updates-1/"]
    for address in (f"{ADDRESS}updates-1/", f"{ADDRESS}timeline-3/"):
        assert built[address].count('class="aw-of-day"') == 1


def test_a_picture_in_an_update_is_found_from_a_further_page(built: dict[str, str]) -> None:
    assert 'src="../queue.png"' in built[f"{ADDRESS}updates-1/"]


def test_bars_that_are_close_to_each_other_are_drawn_as_one_at_the_worst_level(built: dict[str, str]) -> None:
    html = built[ADDRESS]
    names = re.findall(r"<title>(.*? windows, the worst is shown)</title>", html)

    assert 0 < len(re.findall(r"<g><title>", html)) <= 7
    assert names
    assert all(name.startswith("Major outage: ") for name in names)
    assert "drawn as one" in html


def test_a_short_record_has_no_further_pages(tmp_path: Path) -> None:
    pages = {page.address: page.html for page in prepared(write_site(tmp_path)).pages()}

    assert [each for each in pages if each.startswith(ADDRESS)] == [ADDRESS]
    assert "data-aw-holds" not in pages[ADDRESS]
