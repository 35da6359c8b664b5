"""Day bars and calendars: keyboard, pointer and touch, all widths, themes and time zones, and without scripts."""

from __future__ import annotations

from functools import partial
from itertools import pairwise

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Locator, Page, expect

from tests.browser.conftest import Reader, Visit

pytestmark = pytest.mark.browser
STATUS = Visit("demo", "")
YEAR = Visit("demo", "components/search/")
INCIDENT = "Search overloaded while the index moved to a new format"
LEVELS = "Major outage 30 min, Very overloaded 3 h 10 min, Overloaded 3 h 30 min"
BAD_DAY = f"8 September 2026: {LEVELS}; {INCIDENT}"
PHONE = {"width": 390, "height": 844, "has_touch": True, "is_mobile": True}


def ready(page: Page) -> Page:
    page.locator(".aw-days").first.scroll_into_view_if_needed()
    page.locator(".aw-days[role=toolbar]").first.wait_for()
    return page


def bar(page: Page, component: str = "search") -> Locator:
    return ready(page).locator(f"#days-{component}")


def today(of: Locator) -> Locator:
    return of.locator(".aw-days rect:not(.aw-fill)").last


def focused(page: Page) -> str:
    return str(page.evaluate("document.activeElement.getAttribute('aria-label') || ''"))


def shown_days(of: Locator) -> list[str]:
    """Return the names of the days that a bar shows on this screen."""
    script = """box => {
      const edge = box.getBoundingClientRect().left;
      return [...box.querySelectorAll('.aw-days rect:not(.aw-fill)')]
        .filter(day => day.getBoundingClientRect().right > edge)
        .map(day => day.getAttribute('aria-label'));
    }"""
    return [str(name) for name in of.evaluate(script)]


def luminance(colour: str) -> float:
    """Compute the relative luminance of `rgb(…)`, as WCAG defines it."""
    parts = [int(part) / 255 for part in colour.removeprefix("rgb(").removesuffix(")").split(",")]
    red, green, blue = (p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def contrast(one: str, other: str) -> float:
    darker, lighter = sorted((luminance(one), luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


@pytest.mark.parametrize(
    ("width", "scripts", "pixels"), [(1280, True, 0), (390, True, 3), (390, False, 3), (320, True, 2)]
)
def test_every_screen_shows_90_days_and_a_phone_whole_pixels_for_each(
    reading: partial[Reader], width: int, scripts: bool, pixels: int
) -> None:
    page = reading(width=width, java_script_enabled=scripts).open(STATUS)
    last_of_group = page.locator("#days-sharing")
    assert last_of_group.locator(".aw-ends").inner_text().split() == ["26", "Aug", "23", "Nov"]
    box = last_of_group.locator("svg").bounding_box()
    assert box is not None
    assert not pixels or box["width"] == 90 * pixels
    if scripts:
        days = shown_days(bar(page, "sharing"))
        assert len(days) == 90
        assert days[-1].startswith("23 November 2026, so far: ")
        assert days[0].startswith("26 August 2026")


def test_a_bar_is_a_single_tab_stop(reading: partial[Reader]) -> None:
    page = ready(reading().open(STATUS))
    stops = page.locator(".aw-strip").evaluate_all(
        "bars => bars.map(bar => bar.querySelectorAll('[tabindex=\"0\"]').length)"
    )
    assert set(stops) == {1}
    today(bar(page)).focus()
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('#days-search')") is None


def test_keys_move_by_days_and_weeks_and_stop_at_the_ends(reading: partial[Reader]) -> None:
    page = reading().open(STATUS)
    today(bar(page)).focus()
    names = [focused(page)]
    for key in (
        "ArrowLeft",
        "PageUp",
        "PageDown",
        "PageDown",
        "Home",
        "PageUp",
        "ArrowLeft",
        "End",
        "ArrowRight",
    ):
        page.keyboard.press(key)
        names.append(focused(page))
    assert [name.split(" 2026")[0] for name in names] == [
        "23 November", "22 November", "15 November", "22 November", "23 November",
        "26 August", "26 August", "26 August", "23 November", "23 November",
    ]  # fmt: skip


def go_to_the_bad_day(page: Page) -> Locator:
    box = bar(page)
    today(box).focus()
    for _ in range(10):
        page.keyboard.press("PageUp")
    for _ in range(6):
        page.keyboard.press("ArrowLeft")
    assert focused(page) == BAD_DAY
    return box


def test_the_panel_of_a_day_shows_each_level_and_its_records(reading: partial[Reader]) -> None:
    page = reading().open(STATUS)
    panel = go_to_the_bad_day(page).locator(".aw-said")
    assert panel.locator("strong, p").all_inner_texts() == ["8 September 2026", f"✕ {LEVELS}", INCIDENT]


def test_enter_keeps_the_panel_open_so_that_tab_reaches_its_links(reading: partial[Reader]) -> None:
    reader = reading()
    page = reader.open(STATUS)
    box = go_to_the_bad_day(page)
    day = box.locator(f".aw-days rect:not(.aw-fill)[aria-label='{BAD_DAY}']")
    assert day.get_attribute("aria-expanded") == "false"
    page.keyboard.press("Enter")
    assert day.get_attribute("aria-expanded") == "true"
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.textContent") == INCIDENT
    page.keyboard.press("Enter")
    page.wait_for_url("**/incidents/2026-09-08-search-overloaded/")
    assert reader.complaints == []


def test_escape_closes_the_panel_and_returns_to_its_day(reading: partial[Reader]) -> None:
    page = reading().open(STATUS)
    panel = go_to_the_bad_day(page).locator(".aw-said")
    page.keyboard.press("Enter")
    page.keyboard.press("Tab")
    page.keyboard.press("Escape")
    assert not panel.is_visible()
    assert focused(page) == BAD_DAY
    page.keyboard.press("Enter")
    assert panel.is_visible()


def test_the_panel_follows_the_focus_and_closes_without_it(reading: partial[Reader]) -> None:
    page = reading().open(STATUS)
    panel = go_to_the_bad_day(page).locator(".aw-said")
    page.keyboard.press("Enter")
    page.keyboard.press("ArrowRight")
    assert panel.inner_text() == "9 September 2026: Operational"
    page.keyboard.press("Tab")
    assert not panel.is_visible()


def test_the_pointer_shows_the_same_panel_and_can_move_into_it(reading: partial[Reader]) -> None:
    page = reading().open(STATUS)
    box = bar(page)
    day = box.locator(f".aw-days rect:not(.aw-fill)[aria-label='{BAD_DAY}']")
    day.scroll_into_view_if_needed()
    day.hover()
    link = box.locator(".aw-said a")
    assert link.inner_text() == INCIDENT
    link.hover()
    assert link.is_visible()
    page.mouse.move(5, 5)
    assert not link.is_visible()
    day.click()
    page.mouse.move(5, 5)
    assert link.is_visible()
    link.click()
    page.wait_for_url("**/incidents/2026-09-08-search-overloaded/")


@pytest.mark.parametrize("block", ["start", "end"])
def test_a_panel_lies_above_other_bars_and_within_the_screen(reading: partial[Reader], block: str) -> None:
    page = reading().open(STATUS)
    box = bar(page)
    box.evaluate("(box, block) => box.scrollIntoView({ block })", block)
    box.locator(f".aw-days rect:not(.aw-fill)[aria-label='{BAD_DAY}']").click()
    corners = """panel => {
      const { left, top, width, height } = panel.getBoundingClientRect();
      return [top + 3, top + height - 3].map(y => panel.contains(document.elementFromPoint(left + width / 2, y)));
    }"""
    assert box.locator(".aw-said").evaluate(corners) == [True, True]


def test_a_tap_shows_the_panel_and_a_second_tap_closes_it(reading: partial[Reader]) -> None:
    page = reading(**PHONE).open(STATUS)
    box = bar(page, "previews")
    box.scroll_into_view_if_needed()
    day = box.locator(".aw-days rect:not(.aw-fill)[aria-expanded]").last
    day.tap()
    expect(box.locator(".aw-said a")).to_have_text("Previews of large drawings were missing")
    day.tap()
    expect(box.locator(".aw-said")).to_be_hidden()
    overhang = page.evaluate("document.scrollingElement.scrollWidth - window.innerWidth")
    assert overhang <= 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("visit", [STATUS, YEAR], ids=["status", "component"])
def test_every_day_has_contrast_with_the_background(
    reading: partial[Reader], visit: Visit, scheme: str
) -> None:
    page = ready(reading(color_scheme=scheme).open(visit))
    page.wait_for_timeout(300)  # the theme fades its colours in
    ground = page.evaluate("getComputedStyle(document.body).backgroundColor")
    script = """days => [...new Set(days.flatMap(day => {
      const { fill, stroke } = getComputedStyle(day);
      return fill.startsWith('rgb') ? [fill] : [stroke];
    }))]"""
    colours = page.locator(".aw-days rect:not(.aw-fill)").evaluate_all(script)
    rims = page.locator(".aw-fill").evaluate_all("all => all.map(each => getComputedStyle(each).stroke)")
    assert len(colours) >= 2  # operational days, and at least one level
    assert [each for each in (*colours, *rims) if contrast(each, ground) < 3] == []


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_the_focus_ring_has_contrast(reading: partial[Reader], scheme: str) -> None:
    page = reading(color_scheme=scheme).open(STATUS)
    today(bar(page)).focus()
    page.keyboard.press("ArrowLeft")
    page.wait_for_timeout(300)
    ring, ground = page.evaluate(
        "[getComputedStyle(document.activeElement).outlineColor, getComputedStyle(document.body).backgroundColor]"
    )
    assert contrast(ring, ground) >= 3
    assert page.evaluate("parseFloat(getComputedStyle(document.activeElement).outlineWidth)") >= 2


def test_days_with_trouble_have_a_pattern_as_well_as_a_colour(reading: partial[Reader]) -> None:
    page = reading().open(STATUS)
    script = (
        "days => days.map(day => (day.nextElementSibling?.getAttribute('fill') || '').replace(/\\W+/g, ' '))"
    )
    patterns = (
        bar(page, "document-store").locator(".aw-days rect:not(.aw-fill)[aria-expanded]").evaluate_all(script)
    )
    assert [each.strip() for each in patterns] == [
        "url aw pattern horizontal",
        "url aw pattern horizontal",
        "url aw pattern dense diagonal",
    ]


def test_bars_stay_in_the_time_zone_of_the_site(reading: partial[Reader]) -> None:
    names = []
    for zone in ("Europe/Berlin", "Pacific/Kiritimati", "Pacific/Pago_Pago"):
        page = ready(reading(timezone_id=zone).open(STATUS))
        names.append(
            page.locator(".aw-days rect:not(.aw-fill)").evaluate_all(
                "days => days.map(day => day.getAttribute('aria-label'))"
            )
        )
    assert all(one == other for one, other in pairwise(names))
    assert [name for name in names[0] if name.startswith("25 October 2026: Degraded 2 h 10 min")]


def test_without_scripts_days_have_names_and_the_table_has_all_of_them(reading: partial[Reader]) -> None:
    page = reading(java_script_enabled=False).open(STATUS)
    names = page.locator("#days-search .aw-days rect:not(.aw-fill) title").evaluate_all(
        "all => all.map(each => each.textContent)"
    )
    assert BAD_DAY in names
    fold = page.locator("details", has_text="The bars above as a table")
    fold.locator("summary").click()
    row = fold.locator("tr", has=page.get_by_role("rowheader", name="Search", exact=True))
    assert row.locator("td").all_inner_texts() == [
        "8 September 2026",
        f"✕ {LEVELS}",
        INCIDENT,
    ]
    row.get_by_role("link").click()
    page.wait_for_url("**/incidents/2026-09-08-search-overloaded/")


def test_the_table_has_a_row_for_each_day_with_trouble(reading: partial[Reader]) -> None:
    page = ready(reading().open(STATUS))
    assert (
        page.locator("tr[data-aw-day]").count()
        == page.locator(".aw-strip .aw-days rect:not(.aw-fill)[aria-expanded]").count()
        > 5
    )


def test_the_calendar_of_a_year_has_the_same_panel(reading: partial[Reader]) -> None:
    page = ready(reading().open(YEAR))
    box = page.locator("#calendar")
    box.locator(f".aw-days rect:not(.aw-fill)[aria-label='{BAD_DAY}']").click()
    assert box.locator(".aw-said a").inner_text() == INCIDENT
    page.keyboard.press("ArrowLeft")
    assert box.locator(".aw-said").inner_text() == "1 September 2026: Operational"


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_axe_finds_nothing_in_an_open_panel_and_table(reading: partial[Reader], scheme: str) -> None:
    page = reading(color_scheme=scheme).open(STATUS)
    page.locator("details", has_text="The bars above as a table").locator("summary").click()
    go_to_the_bad_day(page)
    page.keyboard.press("Enter")
    page.wait_for_timeout(300)
    results = Axe().run(page)
    assert results.violations_count == 0, results.generate_report()


def test_forced_colours_keep_heights_and_patterns(reading: partial[Reader]) -> None:
    page = ready(reading(forced_colors="active").open(STATUS))
    script = "all => [...new Set(all.map(each => getComputedStyle(each).fill))]"
    inks = [
        fill for fill in page.locator(".aw-days rect:not(.aw-fill)").evaluate_all(script) if fill != "none"
    ]
    assert inks == [page.evaluate("getComputedStyle(document.body).color")]
    holes = page.locator("#aw-pattern-dots circle").first.evaluate("hole => getComputedStyle(hole).fill")
    assert contrast(holes, inks[0]) >= 3


def test_print_keeps_patterns_on_a_light_background_without_the_panel(reading: partial[Reader]) -> None:
    page = reading(color_scheme="dark").open(STATUS)
    box = bar(page)
    box.locator(f".aw-days rect:not(.aw-fill)[aria-label='{BAD_DAY}']").click()
    page.emulate_media(media="print")
    assert not box.locator(".aw-said").is_visible()
    assert box.locator(".aw-days").evaluate("days => getComputedStyle(days).printColorAdjust") == "exact"
    holes = page.locator("#aw-pattern-dots circle").first.evaluate("hole => getComputedStyle(hole).fill")
    assert contrast(holes, "rgb(255, 255, 255)") == 1
