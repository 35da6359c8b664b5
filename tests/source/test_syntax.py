"""What is said of text that is no YAML: each complaint tells what was found, and shows what works."""

from __future__ import annotations

import pytest

from afterword.source.parse import parse
from tests.source.telling import Told, told

FILE = "incidents/2026/2026-11-20-search-is-slow.yml"

UNCLOSED_QUOTE = "a quote is opened here and never closed"
BEHIND_QUOTE = "text goes on behind the closing quote; put all of it between quotes of the other kind"
COLON = "a colon followed by a blank ends a key; quote text that holds one"
BACKSLASH = (
    "between double quotes `\\` begins an escape; use single quotes, in which it is an ordinary character"
)
OWN_LINE = "the dash of a list entry must begin a line of its own; quote the value if it is text"
DIFFERENT = "this line is indented differently from the keys it belongs to; give it as many blanks"
HAS_VALUE = "a key stands here, but the line above already has a value; check how far both are indented"
NO_KEY = "this line has no key; indent it further if it carries on the text above, else begin it with one"
NO_ENTRY = "a list stands above, and this is no entry of it; begin it with a dash, or indent it less"
TAB = "a tab stands where YAML counts blanks; indent with blanks"
BLOCK_TAB = "block text is indented with blanks; a tab may stand only behind them"
LESS = "this line is indented less than the first one, or stands behind the end of the record (`...`)"
PERCENT = "a line that begins with `%` is an instruction to YAML, and none is known here; delete it"
WINDOW, LIST = "{component: search, level: degraded}", "[search, billing]"


def begins_with(sign: str) -> str:
    return f"a value cannot begin with {sign}; quote it"


def unclosed(opened: str, closing: str) -> str:
    return f"this `{opened}` is not closed by a `{closing}`, or a comma is missing in it"


def comma(closing: str) -> str:
    return f"a comma or the `{closing}` is missing before this; quote text that holds `,`, `:` or brackets"


def swallowed(lost: str) -> str:
    return f"`{lost}` is read as a comment, with all that follows it in the line; quote it"


CASES: list[tuple[str, str, str, str, str]] = [
    # The signs that begin something else than text.
    ("owner: @team\n", "yaml-syntax", "1:8-1:13", begins_with("`@`"), '"@team"'),
    ("- {owner: @team, due: x}\n", "yaml-syntax", "1:11-1:16", begins_with("`@`"), '"@team"'),
    ("owner: @team # for now\n", "yaml-syntax", "1:8-1:13", begins_with("`@`"), '"@team"'),
    ("owner:\t@team\n", "yaml-syntax", "1:8-1:13", begins_with("`@`"), '"@team"'),
    ("a: `x` fails\n", "yaml-syntax", "1:4-1:13", begins_with("a backtick"), '"`x` fails"'),
    ("a: %x\n", "yaml-syntax", "1:4-1:6", begins_with("`%`"), '"%x"'),
    ("a: *All* searches\n", "yaml-syntax", "1:4-1:18", begins_with("`*`"), '"*All* searches"'),
    ("a: & b\n", "yaml-syntax", "1:4-1:7", begins_with("`&`"), '"& b"'),
    ("a: ?\n", "yaml-syntax", "1:4-1:5", begins_with("`?`"), '"?"'),
    ("a: ]\n", "yaml-syntax", "1:4-1:5", begins_with("`]`"), '"]"'),
    ("a: - b\n", "yaml-syntax", "1:4-1:7", OWN_LINE, '"- b"'),
    (
        "a: !x!y b\n",
        "custom-tag",
        "1:4-1:10",
        "a word that begins with `!` is a tag, and tags are not read; quote it if it is text",
        '"!x!y b"',
    ),
    (
        "a: >90 % of it\n",
        "yaml-syntax",
        "1:4-1:15",
        "behind `>` block text begins in the next line; quote the value if it is a single line",
        '">90 % of it"',
    ),
    ("%a: b\n", "yaml-syntax", "1:1-1:6", PERCENT, ""),
    ("%YAML 3.0\n---\na: b\n", "yaml-syntax", "1:1-1:10", PERCENT, ""),
    # Quotes.
    ('title: "Search is slow\nkind: drill\n', "yaml-syntax", "1:8-1:23", UNCLOSED_QUOTE, '"Search is slow"'),
    ("title: 'Search is slow\nkind: drill\n", "yaml-syntax", "1:8-1:23", UNCLOSED_QUOTE, '"Search is slow"'),
    ('{title: "Search, kind: drill}\n', "yaml-syntax", "1:9-1:30", UNCLOSED_QUOTE, '"Search"'),
    ('"', "yaml-syntax", "1:1-1:2", UNCLOSED_QUOTE, '""'),
    (
        'a: "b\nc: "d"\n',
        "yaml-syntax",
        "1:4-1:6",
        "the quote opened here is closed by a quote further down; the one that should close it is missing",
        "",
    ),
    ("title: 'It's slow'\n", "yaml-syntax", "1:12-1:19", BEHIND_QUOTE, '"It\'s slow"'),
    ('title: "Search" is slow\n', "yaml-syntax", "1:17-1:24", BEHIND_QUOTE, "'\"Search\" is slow'"),
    ('path: "C:\\data\\x" # why\n', "yaml-syntax", "1:10-1:24", BACKSLASH, "'C:\\data\\x'"),
    ('path: "C:\\Users"\n', "yaml-syntax", "1:12-1:17", BACKSLASH, "'C:\\Users'"),
    # Colons.
    ("title: Search: slow\n", "yaml-syntax", "1:14-1:20", COLON, 'title: "Search: slow"'),
    ("  - title: Search: slow\n", "yaml-syntax", "1:18-1:24", COLON, '- title: "Search: slow"'),
    ("a: b:\n", "yaml-syntax", "1:5-1:6", COLON, 'a: "b:"'),
    (
        "c:\n\ntitle:Search is slow\nkind: drill\n",
        "yaml-syntax",
        "3:1-3:7",
        "a blank is missing behind the colon of `title`",
        "title: Search is slow",
    ),
    (
        "a: b\nc: d\ntitle:\u00a0Search is slow\nkind: drill\n",
        "yaml-syntax",
        "3:7-3:8",
        "a blank of a special kind (U+00A0) stands here; type an ordinary one",
        "",
    ),
    (
        "title:Search is slow\nkind: drill\n",
        "yaml-syntax",
        "1:1-1:7",
        "a blank is missing behind the colon of `title`",
        "title: Search is slow",
    ),
    (
        "title: x\nkind:drill\n",
        "yaml-syntax",
        "2:1-2:6",
        "a blank is missing behind the colon of `kind`",
        "kind: drill",
    ),
    (
        "x" * 1_100 + ": y\n",
        "yaml-syntax",
        "1:1101-1:1104",
        "a key may have 1,024 characters at most; quote the line if it is text",
        "",
    ),
    (
        "title:\u00a0Search is slow\nkind: drill\n",
        "yaml-syntax",
        "1:7-1:8",
        "a blank of a special kind (U+00A0) stands here; type an ordinary one",
        "",
    ),
    # Brackets.
    ("a: {b: c\nd: e\n", "yaml-syntax", "1:4-1:9", unclosed("{", "}"), WINDOW),
    ("a: {b: c\n", "yaml-syntax", "1:4-1:9", unclosed("{", "}"), WINDOW),
    ("a: [b, c\nd: e\n", "yaml-syntax", "1:4-1:9", unclosed("[", "]"), LIST),
    ("{", "yaml-syntax", "1:1-1:2", unclosed("{", "}"), WINDOW),
    ("a: {b: c]\n", "yaml-syntax", "1:9-1:10", comma("}"), WINDOW),
    ("a: {b: c d: e}\n", "yaml-syntax", "1:11-1:15", comma("}"), WINDOW),
    ("- {tracker: #12, due: x}\nz: y\n", "swallowed-number", "1:13-1:25", swallowed("#12, due: x}"), '"#12"'),
    ("a: [#12]\n", "swallowed-number", "1:5-1:9", swallowed("#12]"), '"#12"'),
    # Indentation.
    ("a:\n\tb: c\n", "tab", "2:1-2:2", TAB, ""),
    ("\ta: b\n", "tab", "1:1-1:2", TAB, ""),
    ("a:\n  b: c\n\td: e\n", "tab", "3:1-3:2", TAB, ""),
    ("a:\n  \tb: c\n", "tab", "2:3-2:4", TAB, ""),
    ("a: b\n\t\nc: d\n", "tab", "2:1-2:2", TAB, ""),
    ("-\ta: b\n", "tab", "1:2-1:3", TAB, ""),
    ("a: |\n\tb\n", "tab", "2:1-2:2", BLOCK_TAB, ""),
    ("a: b\n  c: d\n", "yaml-syntax", "2:4-2:7", HAS_VALUE, ""),
    ("a:\n  b: c\n d: e\n", "yaml-syntax", "3:2-3:6", DIFFERENT, ""),
    ("a: |\n   b\n  c\nd: e\n", "yaml-syntax", "3:3-3:4", DIFFERENT, ""),
    (" a: b\nc: d\n", "yaml-syntax", "2:1-2:5", LESS, ""),
    ("a: b\n...\nc: d\n", "yaml-syntax", "3:1-3:5", LESS, ""),
    ("a: b\nfoo\nc: d\n", "yaml-syntax", "2:1-2:4", NO_KEY, "title: foo"),
    ("- a\nb: c\n", "yaml-syntax", "2:1-2:5", NO_ENTRY, ""),
    (
        "a: &b &c d\n",
        "yaml-syntax",
        "1:7-1:11",
        "this cannot follow what stands before it in the line; quote the whole value if it is text",
        "",
    ),
]


@pytest.mark.parametrize(
    ("text", "rule", "place", "message", "example"), CASES, ids=[repr(case[0])[:40] for case in CASES]
)
def test_a_complaint_tells_what_was_found_where_and_what_works(
    text: str, rule: str, place: str, message: str, example: str
) -> None:
    root, found = parse(FILE, text)
    assert root is None
    assert told(found)[-1] == Told(rule, place, message, example)


@pytest.mark.parametrize("example", sorted({case[-1] for case in CASES if case[-1]}))
def test_every_example_of_a_complaint_is_itself_good_yaml(example: str) -> None:
    text = example.removeprefix("- ") if ": " in example and example[0] not in "\"'{[" else f"key: {example}"
    root, found = parse(FILE, text + "\n")
    assert found == ()
    assert root is not None


@pytest.mark.parametrize("text", ["a: @b\r\nc: d\r\n".replace("\r\n", "\n"), "a: '" + "b" * 300_000])
def test_an_example_never_grows_with_the_line(text: str) -> None:
    _, found = parse(FILE, text)
    assert all(len(each.message) + len(each.example) < 500 for each in found)
