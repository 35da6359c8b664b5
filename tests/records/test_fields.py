"""The kinds of value: what each takes, and what is said of what it does not take."""

from __future__ import annotations

from decimal import Decimal

import pytest

from afterword.records.vocabulary import Visibility
from tests.records.decoding import SITE_TEXT, complaint, record, site

EVENT = "timeline: [{at: 2026-11-20 09:40, kind: symptom, text: Slow"


@pytest.mark.parametrize(
    "text", ["no", "yes", "on", "1.10", "404", "true", "2022-11-31", "17:00", "0x1F", "1e3"]
)
def test_text_is_what_was_typed_whatever_yaml_would_have_made_of_it(text: str) -> None:
    made = record(f"title: {text}\nsummary: {text}\n")
    assert (made.title, made.summary) == (text, text)


def test_text_is_rid_of_blanks_around_it_and_keeps_its_lines() -> None:
    made = record('title: "  Search is slow "\nsummary: |\n  One.\n\n  Two.\n')
    assert (made.title, made.summary) == ("Search is slow", "One.\n\nTwo.")


def test_a_title_has_120_characters_at_most() -> None:
    assert len(record(f"title: {'x' * 120}\n").title) == 120


@pytest.mark.parametrize(
    ("line", "said", "example"),
    [
        ("summary: []", "a list was found, and text was expected", "summary: Searches were slow."),
        (
            "summary: {a: b}",
            "keys with values were found, and text was expected",
            "summary: Searches were slow.",
        ),
        (
            'summary: ""',
            "the text is empty; write something, or leave it out",
            "summary: Searches were slow.",
        ),
        (
            'summary: "  "',
            "the text is empty; write something, or leave it out",
            "summary: Searches were slow.",
        ),
        (
            'limited_by: [""]',
            "the text is empty; write something, or leave it out",
            "limited_by: [A replica was to spare.]",
        ),
        (
            'trigger: {kind: migration, text: ""}',
            "the text is empty; write something",
            "text: The move to the new search engine.",
        ),
        (
            'detection: {method: alert, source: "a\\nb"}',
            "several lines were found, and a single one was expected",
            "source: alert on p95",
        ),
        (
            f"detection: {{method: alert, source: {'x' * 401}}}",
            "this has 401 characters; a line may have 400 at most",
            "source: alert on p95",
        ),
        (
            "severity: Sev 1",
            "`Sev 1` is not a name; write it like very_overloaded "
            "(lower-case letters, digits, `_` or `-`, a letter first)",
            "severity: sev2",
        ),
        (
            "related: [{id: Störung, relation: follows}]",
            "`Störung` is not an id; write it like query-engine "
            "(lower-case letters, digits and single hyphens)",
            "id: 2026-11-20-search-is-slow",
        ),
        (
            f"related: [{{id: {'x' * 101}, relation: follows}}]",
            f"`{'x' * 59}…` is not an id; write it like query-engine "
            "(lower-case letters, digits and single hyphens), "
            "100 characters at most",
            "id: 2026-11-20-search-is-slow",
        ),
        (
            "symptoms: [{component: search, seen: x, windows: [a b]}]",
            "`a b` is not an id; write it like a1 or OPS-12 (letters, digits, `.`, `_` or `-`)",
            "windows: [w1]",
        ),
        (
            "post_mortem: {status: published, published: 31.12.2026}",
            "`31.12.2026` is not a date; write it as 2026-11-20",
            "published: 2026-11-20",
        ),
        (
            "timezone: CEST",
            "`CEST` is not an IANA time zone; write one such as Europe/Berlin or UTC, or `unstated`",
            "timezone: Europe/Berlin",
        ),
        (
            "tags: urgent",
            "`tags` is a list, and `urgent` was found; begin each entry with a dash or use brackets",
            "tags: [migration]",
        ),
        (
            "tags: {a: b}",
            "`tags` is a list, and keys with values were found; begin each entry with a dash or use brackets",
            "tags: [migration]",
        ),
        (
            "detection: alert",
            "`alert` was found, and keys with values were expected",
            "detection: {method: alert}",
        ),
        (
            "detection: [alert]",
            "a list was found, and keys with values were expected",
            "detection: {method: alert}",
        ),
        (
            "links: [x]",
            "`x` was found, and keys with values were expected",
            "links: [{title: The provider's report, url: https://example.com/}]",
        ),
        (
            "links:\n  -",
            "nothing was found, and keys with values were expected",
            "links: [{title: The provider's report, url: https://example.com/}]",
        ),
        (f"{EVENT}, approximate: yes}}]", "`yes` is neither `true` nor `false`", "approximate: true"),
        (
            "updates: [{at: 2026-11-20 09:40, status: resolved, body: x, levels: {Search: degraded}}]",
            "`Search` is not an id; write it like query-engine "
            "(lower-case letters, digits and single hyphens)",
            "levels: {search: operational}",
        ),
        (
            "updates: [{at: 2026-11-20 09:40, status: resolved, body: x, levels: [search]}]",
            "a list was found, and keys with values were expected",
            "levels: {search: operational}",
        ),
    ],
)
def test_a_value_of_another_kind_is_told_what_was_found_what_was_expected_and_what_works(
    line: str, said: str, example: str
) -> None:
    assert complaint(line) == ("wrong-value", said, example)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("0", 0), ("1200", 1200), ("1_200", 1200), ("007", 7), ("9" * 15, 999_999_999_999_999)],
)
def test_a_count_is_a_whole_number(typed: str, number: int) -> None:
    made = record(f"title: x\nimpact: {{customers_affected: {typed}}}\n").impact
    assert made is not None
    assert made.customers_affected == number


@pytest.mark.parametrize(
    "typed", ["-1", "1.5", "1e3", "many", "1200 users", "٣", "9" * 16, "1__0", "_", "0x10", "'1,200'"]
)
def test_what_is_no_count_is_refused(typed: str) -> None:
    said = f"`{typed.strip(chr(39))}` is not a count; write up to 15 digits alone, such as 1200"
    assert complaint(f"impact: {{customers_affected: {typed}}}") == (
        "wrong-value",
        said,
        "customers_affected: 310",
    )


@pytest.mark.parametrize("typed", ["0", "-3", "93.5", "1.10", "12_000.25", "0.000001", "123456789012345"])
def test_a_number_is_exactly_what_was_typed(typed: str) -> None:
    made = record(f"title: x\nimpact: {{other: [{{name: a, unit: b, value: {typed}}}]}}\n").impact
    assert made is not None
    assert str(made.other[0].value) == str(Decimal(typed))


@pytest.mark.parametrize(
    "typed", ["1e999999", "1E5", "Infinity", "NaN", ".5", "5.", "+5", "5 ms", "1 000", "٣", "1" * 40]
)
def test_what_is_no_number_is_refused_before_it_is_computed(typed: str) -> None:
    said = f"`{typed}` is not a number that is read; write up to 15 digits, such as 93.5, "
    said += "without separators, exponent or unit"
    line = f"impact: {{other: [{{name: a, unit: b, value: {typed}}}]}}"
    assert complaint(line) == ("wrong-value", said, "value: 310")


@pytest.mark.parametrize(
    "url",
    [
        "https://example.com",
        "http://example.com:8080/a?b=c#d",
        "https://exämple.de/ü",
        "mailto:help@example.com",
        "mailto:a@b.c?subject=x",
        "/",
        "/page/",
        "page/",
        "../page/",
        "./a.png",
        "queue.png",
        "#what-happened",
        "?page=2",
        "https://[::1]/",
    ],
)
def test_a_link_to_the_web_to_mail_or_within_the_site_can_be_published(url: str) -> None:
    assert record(f"title: x\nlinks: [{{title: a, url: '{url}'}}]\n").links[0].url == url


@pytest.mark.parametrize(
    "url",
    [
        "javascript:alert(1)",
        "JavaScript:alert(1)",
        " java script:alert(1)",
        "data:text/html,x",
        "vbscript:x",
        "file:///etc/passwd",
        "ftp://example.com",
        "//example.com",
        "/\\example.com",
        "\\\\example.com",
        "https://",
        "https:///a",
        "https:\\\\a",
        "http://a b",
        "https://a/<b>",
        "mailto:a",
        "mailto:@",
        "a:b",
        "https://a/`x`",
        "mailto:" + "@" * 50,
    ],
)
def test_a_link_to_anything_else_is_refused(url: str) -> None:
    shown = " ".join(url.split())
    said = (
        f"`{shown}` is not a link that can be published; write it like https://example.com/page, "
        "mailto:help@example.com or /page/"
    )
    assert complaint(f"links: [{{title: a, url: '{url}'}}]") == (
        "wrong-value",
        said,
        "url: https://example.com/",
    )


def test_a_link_has_2000_characters_at_most() -> None:
    assert record(f"title: x\nlinks: [{{title: a, url: 'https://a/{'b' * 1_990}'}}]\n").links
    assert complaint(f"links: [{{title: a, url: 'https://a/{'b' * 1_991}'}}]")[1].endswith(
        "or /page/, 2,000 characters at most"
    )


def test_true_and_false_are_the_two_truths() -> None:
    made = record(f"title: x\n{EVENT}, approximate: true}}, {EVENT[11:]}, approximate: false}}]\n")
    assert [event.approximate for event in made.timeline] == [True, False]


def test_a_key_without_a_value_is_as_if_it_were_not_there() -> None:
    made = record("title: x\nsummary:\ntags: ~\nvisibility: null\nwindows:\nmilestones:\n  started:\n")
    assert (made.summary, made.tags, made.visibility, made.windows) == (None, (), Visibility.PUBLIC, ())
    assert made.model_fields_set == {"id", "zone", "title", "milestones"}
    assert made.milestones.started is None


@pytest.mark.parametrize(
    ("colour", "said"),
    [
        ("'#8a6a00'", None),
        ("'#8A6A00'", None),
        ("'#86a'", '`#86a` is not a colour; write it like "#8a6a00" (`#`, six digits, between quotes)'),
        ("red", '`red` is not a colour; write it like "#8a6a00" (`#`, six digits, between quotes)'),
    ],
)
def test_a_colour_has_six_digits(colour: str, said: str | None) -> None:
    from afterword.records.decode import decode_site

    colours = f"{{light: {colour}, dark: '#e2c04b'}}"
    level = f"levels: [{{id: slow, name: Slow, status: degraded_performance, colour: {colours}}}]\n"
    assert [each.message for each in decode_site("status.yml", (SITE_TEXT + level).encode()).diagnostics] == (
        [said] if said else []
    )


def test_a_level_takes_weight_colour_and_pattern_from_its_status_where_it_states_none() -> None:
    made = site(
        SITE_TEXT + "levels:\n  - {id: slow, name: Slow, status: partial_outage}\n"
        "  - {id: off, name: Off, status: major_outage, weight: 0.5}\n"
    )
    slow, off = made.levels
    assert (slow.weight, slow.colour.light, slow.pattern) == (Decimal("0.3"), "#c62f2f", "cross_hatch")
    assert (off.weight, off.colour.light, off.pattern) == (Decimal("0.5"), "#8f1239", "solid")
