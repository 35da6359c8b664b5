"""What a page says about itself on paper."""

from __future__ import annotations

from afterword.records.zone import UTC_ZONE
from afterword.render.paper import paper_line, paper_of
from afterword.views.text.words import ENGLISH, words_in
from tests.timeline.building import at


def test_a_page_names_the_site_and_its_address() -> None:
    assert paper_line(ENGLISH, "Acme", "https://acme.example/about/") == (
        '<p class="aw-paper" data-text="Acme · https://acme.example/about/"></p>\n'
    )
    assert 'data-text="&lt;A&gt; &#34;B&#34;"' in paper_line(ENGLISH, '<A> "B"', "")


def test_in_arabic_the_slash_at_the_end_of_an_address_stays_there() -> None:
    assert "\u2068https://acme.example/\u2069" in paper_line(words_in("ar"), "خدمة", "https://acme.example/")


def test_the_stylesheet_has_the_root_and_the_time_of_the_build() -> None:
    paper = paper_of(ENGLISH, "https://acme.example/a_b/", ENGLISH.instant(at("2026-11-23 12:00"), UTC_ZONE))
    assert paper.root == '"https://acme.example/a\\5f b/"'
    assert paper.built == '" · Updated 23 November 2026, 12:00 UTC"'


def test_no_text_ends_the_string_of_the_stylesheet() -> None:
    paper = paper_of(ENGLISH, '"}\\</style>\n', ENGLISH.instant(at("2026-11-23 12:00"), UTC_ZONE))
    assert not set(paper.root[1:-1]) & set('"<>{}\n')
