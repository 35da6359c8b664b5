"""The types of values: what each accepts, and the messages for what it does not accept."""

from __future__ import annotations

from decimal import Decimal

import pytest

from afterword.records.error_messages import InvalidValueError
from afterword.records.value_readers import read_count, read_number, read_truth
from afterword.records.vocabulary import Visibility
from tests.records.decoding import SITE_TEXT, complaint, record, site


@pytest.mark.parametrize(
    "text", ["no", "yes", "on", "1.10", "404", "true", "2022-11-31", "17:00", "0x1F", "1e3"]
)
def test_text_is_what_was_typed_whatever_yaml_would_make_of_it(text: str) -> None:
    made = record(f"title: {text}\nsummary: {text}\n")
    assert (made.title, made.summary) == (text, text)


def test_spaces_around_text_are_removed_and_its_lines_are_kept() -> None:
    made = record('title: "  Search is slow "\nsummary: |\n  One.\n\n  Two.\n')
    assert (made.title, made.summary) == ("Search is slow", "One.\n\nTwo.")


def test_a_title_may_have_200_characters() -> None:
    assert len(record(f"title: {'x' * 200}\n").title) == 200


@pytest.mark.parametrize(
    ("line", "message", "example"),
    [
        ("summary: []", "`summary` must be text, not a list", "summary: Searches were slow."),
        (
            "summary: {a: b}",
            "`summary` must be text, not keys and values",
            "summary: Searches were slow.",
        ),
        (
            'summary: ""',
            "the text is empty; write something, or leave out the key",
            "summary: Searches were slow.",
        ),
        (
            'summary: "  "',
            "the text is empty; write something, or leave out the key",
            "summary: Searches were slow.",
        ),
        (
            'limited_by: [""]',
            "the text is empty; write something, or leave out the key",
            "limited_by: [A spare replica took over.]",
        ),
        (
            'trigger: {kind: migration, text: ""}',
            "the text is empty; write something",
            "text: The move to the new search engine.",
        ),
        (
            'detection: {method: alert, source: "a\\nb"}',
            "`source` must be a single line",
            "source: alert on p95",
        ),
        (
            f"detection: {{method: alert, source: {'x' * 401}}}",
            "`source` has 401 characters; a line may have at most 400",
            "source: alert on p95",
        ),
        (
            "tags: [Sev 1]",
            "`Sev 1` is not a name; write it like very_overloaded "
            "(lower-case letters, digits, `_` or `-`, a letter first)",
            "tags: [sev_1]",
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
            "at most 100 characters",
            "id: 2026-11-20-search-is-slow",
        ),
        (
            "symptoms: [{component: search, seen: x, windows: [a b]}]",
            "`a b` is not an id; write it like a1 or OPS-12 (letters, digits, `.`, `_` or `-`)",
            "windows: [a-b]",
        ),
        (
            "post_mortem: {status: published, published: 31.12.2026}",
            "`31.12.2026` is not a date; write year, month and day, such as 2026-12-31",
            "published: 2026-12-31",
        ),
        (
            "timezone: CEST",
            "`CEST` is an abbreviation, not an IANA time zone; write `Europe/Berlin` or `unstated`",
            "timezone: Europe/Berlin",
        ),
        (
            "tags: urgent",
            "`tags` needs a list, not the text `urgent`; begin each entry with a dash, or use brackets",
            "tags: [urgent]",
        ),
        (
            "tags: {a: b}",
            "`tags` needs a list, not keys and values; begin each entry with a dash",
            "tags: [migration]",
        ),
        (
            "detection: alert",
            "`detection` needs keys and values, or a list of them, not the text `alert`",
            "detection: {method: alert}",
        ),
        (
            "detection: [alert]",
            "an entry of `detection` needs keys and values, not the text `alert`",
            "detection: {method: alert}",
        ),
        (
            "links: [x]",
            "an entry of `links` needs keys and values, not the text `x`",
            "links: [{title: The provider's report, url: https://example.com/}]",
        ),
        (
            "links:\n  -",
            "an entry of `links` needs keys and values, not empty text",
            "links: [{title: The provider's report, url: https://example.com/}]",
        ),
        (
            "updates: [{at: 2026-11-20 09:40, status: resolved, body: x, levels: {'*s': degraded}}]",
            "`*s` is not an id; an id is one line of at most 100 characters",
            "levels: {search: operational}",
        ),
        (
            "updates: [{at: 2026-11-20 09:40, status: resolved, body: x, levels: [search]}]",
            "`levels` needs keys and values, not a list",
            "levels: {search: operational}",
        ),
    ],
)
def test_the_message_for_a_wrong_value_says_what_is_expected_and_shows_what_works(
    line: str, message: str, example: str
) -> None:
    assert complaint(line) == ("wrong-value", message, example)


@pytest.mark.parametrize(
    ("typed", "number"),
    [("0", 0), ("1200", 1200), ("1_200", 1200), ("007", 7), ("9" * 15, 999_999_999_999_999)],
)
def test_a_count_is_a_whole_number(typed: str, number: int) -> None:
    assert read_count(typed) == number


@pytest.mark.parametrize(
    "typed", ["-1", "1.5", "1e3", "many", "1200 users", "٣", "9" * 16, "1__0", "_", "0x10", "1,200"]
)
def test_what_is_not_a_count_is_refused(typed: str) -> None:
    with pytest.raises(InvalidValueError) as refused:
        read_count(typed)
    assert str(refused.value) == f"`{typed}` is not a count; write only digits, at most 15, such as 1200"
    assert refused.value.example == {"1200 users": "1200", "1,200": "1200"}.get(typed, "")


@pytest.mark.parametrize("typed", ["0", "-3", "93.5", "1.10", "12_000.25", "0.000001", "123456789012345"])
def test_a_number_is_exactly_what_was_typed(typed: str) -> None:
    assert str(read_number(typed)) == str(Decimal(typed))


@pytest.mark.parametrize(
    "typed", ["1e999999", "1E5", "Infinity", "NaN", ".5", "5.", "+5", "5 ms", "1 000", "٣", "1" * 40]
)
def test_what_is_not_a_number_is_refused(typed: str) -> None:
    message = f"`{typed}` is not a valid number; write at most 15 digits, such as 93.5, "
    message += "without separators, exponent or unit"
    with pytest.raises(InvalidValueError) as refused:
        read_number(typed)
    assert (str(refused.value), refused.value.example) == (message, "5" if typed == "5 ms" else "")


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
    message = (
        f"`{shown}` is not a link that can be published; write it like https://example.com/page, "
        "mailto:help@example.com or /page/"
    )
    assert complaint(f"links: [{{title: a, url: '{url}'}}]") == (
        "wrong-value",
        message,
        "url: https://example.com/",
    )


def test_a_link_may_have_2000_characters() -> None:
    assert record(f"title: x\nlinks: [{{title: a, url: 'https://a/{'b' * 1_990}'}}]\n").links
    assert complaint(f"links: [{{title: a, url: 'https://a/{'b' * 1_991}'}}]")[1].endswith(
        "or /page/, at most 2,000 characters"
    )


def test_a_boolean_is_true_or_false() -> None:
    assert [read_truth(typed) for typed in ("true", "false")] == [True, False]
    with pytest.raises(InvalidValueError, match="`yes` is neither `true` nor `false`") as refused:
        read_truth("yes")
    assert refused.value.example == "true"


def test_a_key_without_a_value_is_absent() -> None:
    made = record("title: x\nsummary:\ntags: ~\nvisibility: null\nwindows:\nmilestones:\n  started:\n")
    assert (made.summary, made.tags, made.visibility, made.windows) == (None, (), Visibility.PUBLIC, ())
    assert made.model_fields_set == {"id", "zone", "title", "milestones"}
    assert made.milestones.started is None


@pytest.mark.parametrize(
    ("colour", "message"),
    [
        ("'#8a6a00'", None),
        ("'#8A6A00'", None),
        ("'#86a'", '`#86a` is not a colour; write it like "#8a6a00" (`#` and six digits, in quotes)'),
        ("red", '`red` is not a colour; write it like "#8a6a00" (`#` and six digits, in quotes)'),
    ],
)
def test_a_colour_has_six_digits(colour: str, message: str | None) -> None:
    from afterword.records.decode import decode_site

    colours = f"{{light: {colour}, dark: '#e2c04b'}}"
    level = f"levels: [{{id: slow, name: Slow, status: degraded_performance, colour: {colours}}}]\n"
    assert [each.message for each in decode_site("status.yml", (SITE_TEXT + level).encode()).diagnostics] == (
        [message] if message else []
    )


def test_weight_colour_and_pattern_of_a_level_default_to_those_of_its_status() -> None:
    made = site(
        SITE_TEXT + "levels:\n  - {id: slow, name: Slow, status: partial_outage}\n"
        "  - {id: off, name: Off, status: major_outage, weight: 0.5}\n"
    )
    slow, off = made.levels
    assert (slow.weight, slow.colour.light, slow.pattern) == (Decimal("0.3"), "#c62f2f", "cross_hatch")
    assert (off.weight, off.colour.light, off.pattern) == (Decimal("0.5"), "#8f1239", "solid")
