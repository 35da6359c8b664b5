"""Text in every script is shown in order, with its own direction and language, and cannot deceive a reviewer."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from afterword.report.printable import safe
from afterword.views.text.excerpt import excerpt
from tests.checks.demo import check_files
from tests.records.decoding import decoded
from tests.sites import copy_of, prepared
from tests.source.problems import problems_of

CASE = Path(__file__).parent / "right-to-left-and-other-languages"
ARABIC, HEBREW = "2026-11-12-slow", "2026-11-13-slow-again"
LRI, RLI, FSI, PDI = "\u2066", "\u2067", "\u2068", "\u2069"


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    """The pages and files of the case, by their address."""
    build = prepared(copy_of(CASE, tmp_path_factory.mktemp("languages") / "site"))
    made = {page.address: page.html for page in build.pages()}
    return made | {file.path: file.data.decode() for file in build.all_files()}


def test_right_to_left_text_passes() -> None:
    files = {path.relative_to(CASE).as_posix(): path.read_text("utf-8") for path in CASE.rglob("*.yml")}
    assert [each.rule for each in check_files(files) if each.rule == "control-character"] == []


@pytest.mark.parametrize("character", ["\u202a", "\u202b", "\u202c", "\u202d", "\u202e"])
def test_overrides_and_embeddings_are_refused(character: str) -> None:
    (found,) = problems_of(decoded(f"title: a{character}b\n").diagnostics)
    assert found.rule == "control-character"
    assert "which can make a line look different from what it says; delete it, or enclose" in found.message


@pytest.mark.parametrize(
    ("line", "position"),
    [
        (f"title: a{RLI}b", "1:9-1:10"),
        (f"title: a{PDI}b", "1:9-1:10"),
        (f"title: {LRI}a{FSI}b{PDI}", "1:8-1:9"),
        (f"title: a # {RLI}", "1:12-1:13"),
        (f'title: "a{RLI}b\n  c{PDI}d"', "1:10-1:11"),
    ],
)
def test_an_isolate_without_its_end_on_the_line_is_refused(line: str, position: str) -> None:
    found = problems_of(decoded(f"{line}\n").diagnostics)[0]
    assert (found.rule, found.position) == ("control-character", position)


def test_an_isolate_that_ends_in_another_value_is_refused() -> None:
    found = problems_of(decoded(f"title: x\ntags: [a]\ninternal: {{a: b{RLI}, c: d{PDI}}}\n").diagnostics)
    assert [each.rule for each in found] == ["control-character", "control-character"]


def test_an_isolate_that_is_written_as_an_escape_must_end_too() -> None:
    assert [each.rule for each in decoded('title: "a\\u2067b"\n').diagnostics] == ["control-character"]
    assert decoded('title: "a\\u2067b\\u2069"\n').diagnostics == ()


def test_a_shortened_text_ends_its_isolates() -> None:
    assert excerpt(f"one {RLI}two three{PDI}", 12) == f"one {RLI}two…{PDI}"


def test_the_terminal_shows_isolates_only_in_pairs() -> None:
    assert safe(f"a {FSI}API{PDI} b\u200f") == f"a {FSI}API{PDI} b\u200f"
    assert safe(f"a {FSI}API b") == "a \ufffdAPI b"


def test_a_title_has_the_language_and_the_direction_of_its_text(pages: dict[str, str]) -> None:
    page = pages[f"incidents/{ARABIC}/"]
    assert f'<h1 id="title" class="aw-title" lang="ar" dir="auto">بطء في {FSI}API v2{PDI} الآن</h1>' in page
    assert '<p lang="ar" dir="auto">البحث بطيء' in page
    assert '<ul lang="ar" dir="auto">' in page
    assert '<bdi lang="ar">الإنذار جاء سريعًا.</bdi>' in page
    assert '<span lang="ar" dir="auto">مراقبة الذاكرة</span>' in page


@pytest.mark.parametrize(
    "marked",
    [
        '<h2 id="section-خلفية" data-search-exclude lang="ar" dir="auto">خلفية<a',
        '<p lang="ar" dir="auto">الذاكرة صغيرة.</p>',
        '<p lang="ar" dir="auto">أعد تشغيل التطبيق.</p>',
        '<p lang="ar" dir="auto">في أوروبا فقط.</p>',
        '<p lang="ar" dir="auto">رمز الدخول.</p>',
        '<bdi lang="ar">الإصدار 4</bdi>',
        'requests failed: <span lang="ar" dir="auto">في آسيا</span>',
        '<span lang="ar" dir="auto">عدد العملاء</span>',
        'Sent to <span lang="ar" dir="auto">صفحة الحالة</span>',
    ],
)
def test_every_other_text_of_a_record_has_them_too(pages: dict[str, str], marked: str) -> None:
    assert marked in pages[f"incidents/{ARABIC}/"]


def test_a_notice_on_the_status_page_has_them(pages: dict[str, str]) -> None:
    assert ' lang="ar" dir="auto">الإصدار الثاني</a>' in pages[""]
    assert '<p lang="ar" dir="auto">انتقل إلى الإصدار الجديد.</p>' in pages[""]


def test_no_placeholder_is_left_on_any_page(pages: dict[str, str]) -> None:
    assert [address for address, text in pages.items() if "<lang>" in text or "<lang-" in text] == []


def test_text_without_a_stated_language_has_only_its_direction(pages: dict[str, str]) -> None:
    page = pages[f"incidents/{HEBREW}/"]
    assert '<h1 id="title" class="aw-title" dir="auto">' in page
    assert "<p>We are looking into it.</p>" in page
    assert "lang=" not in page


def test_lists_and_cards_have_the_language_of_each_record(pages: dict[str, str]) -> None:
    assert ' lang="ar" dir="auto">بطء' in pages["history/"]
    assert ' dir="auto">החיפוש' in pages[""]


def test_feeds_and_data_state_the_language(pages: dict[str, str]) -> None:
    assert '<title xml:lang="ar">' in pages["history.atom"]
    data = json.loads(pages[f"data/v1/incidents/{ARABIC}.json"])
    assert data["language"] == "ar"
    items = {item["title"][:3]: item for item in json.loads(pages["feed.json"])["items"]}
    assert items["بطء"]["language"] == "ar"
    assert "language" not in items["החי"]


def test_a_site_can_state_the_language_of_all_records(tmp_path: Path) -> None:
    site = copy_of(CASE, tmp_path / "site")
    status = site / "status.yml"
    status.write_text(status.read_text("utf-8").replace("id: acme", "id: acme, language: he"), "utf-8")
    made = {page.address: page.html for page in prepared(site).pages()}
    assert '<h1 id="title" class="aw-title" lang="he" dir="auto">' in made[f"incidents/{HEBREW}/"]
    assert '<h1 id="title" class="aw-title" lang="ar" dir="auto">' in made[f"incidents/{ARABIC}/"]


@pytest.mark.parametrize("tag", ["ar", "pt-BR", "zh-Hant", "sr-Latn-RS", "de-1996"])
def test_language_tags_are_accepted(tag: str) -> None:
    assert decoded(f"title: x\nlanguage: {tag}\n").diagnostics == ()


@pytest.mark.parametrize(("typed", "meant"), [("pt_BR", "language: pt-BR"), ("german", "language: pt-BR")])
def test_other_names_of_languages_are_refused(typed: str, meant: str) -> None:
    (found,) = decoded(f"title: x\nlanguage: {typed}\n").diagnostics
    assert found.example == meant
