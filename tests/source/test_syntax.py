"""Messages for text that is not valid YAML: each says what is wrong, and most show what works."""

from __future__ import annotations

import pytest

from afterword.source.parse import parse
from tests.source.problems import Problem, problems_of

FILE = "incidents/2026/2026-11-20-search-is-slow.yml"

UNCLOSED_QUOTE = "the quote that is opened here is never closed; add one at the end of the text"
AFTER_QUOTE = "there is text after the closing quote; put all of it in quotes of the other kind"
COLON = "a colon followed by a space ends a key; quote text that contains one"
NO_MINUTES = "the minutes of this time are missing"
BACKSLASH = "in double quotes, `\\` begins an escape; use single quotes, where it is an ordinary character"
OWN_LINE = "the dash of a list entry must begin its own line; quote the value if it is text"
DIFFERENT = "this line is not indented like the keys that it belongs to; use the same number of spaces"
HAS_VALUE = "this is a key, but the line above already has a value; check the indentation of both"
NO_KEY = "this line has no key; indent it further if it continues the text above, else begin it with a key"
NO_ENTRY = (
    "this line does not fit the list above it: indent it like the keys of an entry, begin it with a dash, "
    "or indent it less"
)
NO_COLON = "this line has no colon after its key; indent it further if it continues the text above"
TAB = "there is a tab in the indentation; indent with spaces"
BLOCK_TAB = "block text must be indented with spaces; a tab may only follow them"
LESS = "this line is indented less than the first one, or comes after the end of the record (`...`)"
PERCENT = "a line that begins with `%` is a YAML directive, and directives are not supported; delete it"
WINDOW, LIST = "{component: search, level: degraded}", "[search, billing]"


def begins_with(character: str) -> str:
    return f"a value cannot begin with {character}; quote it"


def unclosed(opened: str, closing: str) -> str:
    return f"this `{opened}` has no `{closing}`, or a comma is missing in it"


def comma(closing: str) -> str:
    return f"a comma or the `{closing}` is missing before this; quote text that contains `,`, `:` or brackets"


def swallowed(lost: str) -> str:
    return f"`{lost}` is read as a comment, with the rest of its line; quote it"


CASES: list[tuple[str, str, str, str, str]] = [
    ("%YAML 1.1\n---\na: b\n", "yaml-syntax", "1:1-2:4", PERCENT, ""),
    ("%TAG ! tag:x,2000:\n---\na: b\n", "yaml-syntax", "1:1-2:4", PERCENT, ""),
    (
        "a: 'it''s\n",
        "yaml-syntax",
        "1:4-1:10",
        "the quote that is opened here is never closed; add one at the end of the text",
        '"it\'s"',
    ),
    # Characters that begin something other than text.
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
        "a word that begins with `!` is a tag, and tags are not supported; quote it if it is text",
        '"!x!y b"',
    ),
    (
        "a: >90 % of it\n",
        "yaml-syntax",
        "1:4-1:15",
        "after `>`, block text begins on the next line; quote the value if it is a single line",
        '">90 % of it"',
    ),
    ("%a: b\n", "yaml-syntax", "1:1-1:6", PERCENT, ""),
    ("%YAML 3.0\n---\na: b\n", "yaml-syntax", "1:1-1:10", PERCENT, ""),
    # Quotes.
    ('title: "Search is slow\nkind: drill\n', "yaml-syntax", "1:8-1:23", UNCLOSED_QUOTE, '"Search is slow"'),
    ("title: 'Search is slow\nkind: drill\n", "yaml-syntax", "1:8-1:23", UNCLOSED_QUOTE, '"Search is slow"'),
    ('{title: "Search, kind: drill}\n', "yaml-syntax", "1:9-1:30", UNCLOSED_QUOTE, '"Search"'),
    ('"', "yaml-syntax", "1:1-1:2", UNCLOSED_QUOTE, '"Searches are slow."'),
    ("title: '\nkind: drill\n", "yaml-syntax", "1:8-1:9", UNCLOSED_QUOTE, '"Searches are slow."'),
    ('tags: ["\n', "yaml-syntax", "1:8-1:9", UNCLOSED_QUOTE, '"Searches are slow."'),
    (
        'a: "b\nc: "d"\n',
        "yaml-syntax",
        "1:4-1:6",
        "the quote that is opened here is closed by a later one; the quote that should close it is missing",
        "",
    ),
    ("title: 'It's slow'\n", "yaml-syntax", "1:12-1:19", AFTER_QUOTE, '"It\'s slow"'),
    ('title: "Search" is slow\n', "yaml-syntax", "1:17-1:24", AFTER_QUOTE, "'\"Search\" is slow'"),
    ('path: "C:\\data\\x" # why\n', "yaml-syntax", "1:10-1:24", BACKSLASH, "'C:\\data\\x'"),
    ('path: "C:\\Users"\n', "yaml-syntax", "1:12-1:17", BACKSLASH, "'C:\\Users'"),
    # Colons.
    ("title: Search: slow\n", "yaml-syntax", "1:14-1:20", COLON, 'title: "Search: slow"'),
    ("  - title: Search: slow\n", "yaml-syntax", "1:18-1:24", COLON, '- title: "Search: slow"'),
    ("a: b:\n", "yaml-syntax", "1:5-1:6", COLON, 'a: "b:"'),
    ("- at: 2026-11-20 09:\n", "yaml-syntax", "1:20-1:21", NO_MINUTES, "- at: 2026-11-20 09:00"),
    (
        "c:\n\ntitle:Search is slow\nkind: drill\n",
        "yaml-syntax",
        "3:1-3:7",
        "add a space after the colon of `title`",
        "title: Search is slow",
    ),
    (
        "a: b\nc: d\ntitle:\u00a0Search is slow\nkind: drill\n",
        "yaml-syntax",
        "3:7-3:8",
        "this is a special space (U+00A0); replace it with an ordinary one",
        "",
    ),
    (
        "title:Search is slow\nkind: drill\n",
        "yaml-syntax",
        "1:1-1:7",
        "add a space after the colon of `title`",
        "title: Search is slow",
    ),
    (
        "title: x\nkind:drill\n",
        "yaml-syntax",
        "2:1-2:6",
        "add a space after the colon of `kind`",
        "kind: drill",
    ),
    (
        "x" * 1_100 + ": y\n",
        "yaml-syntax",
        "1:1101-1:1104",
        "a key may have at most 1,024 characters; quote the line if it is text",
        "",
    ),
    (
        "title:\u00a0Search is slow\nkind: drill\n",
        "yaml-syntax",
        "1:7-1:8",
        "this is a special space (U+00A0); replace it with an ordinary one",
        "",
    ),
    # Brackets.
    ("a: {b: c\nd: e\n", "yaml-syntax", "1:4-1:9", unclosed("{", "}"), WINDOW),
    ("a: {b: c\n", "yaml-syntax", "1:4-1:9", unclosed("{", "}"), WINDOW),
    ("a: [b, c\nd: e\n", "yaml-syntax", "1:4-1:9", unclosed("[", "]"), LIST),
    ("{", "yaml-syntax", "1:1-1:2", unclosed("{", "}"), WINDOW),
    ("a: {b: c]\n", "yaml-syntax", "1:9-1:10", comma("}"), 'b: "c"'),
    ("a: {b: c d: e}\n", "yaml-syntax", "1:11-1:15", comma("}"), 'b: "c d: e"'),
    ("- {tracker: #12, due: x}\nz: y\n", "swallowed-number", "1:13-1:25", swallowed("#12, due: x}"), '"#12"'),
    ("a: [#12]\n", "swallowed-number", "1:5-1:9", swallowed("#12]"), '"#12"'),
    ("- {body: 'a # b', a: x # y}\n", "swallowed-number", "1:24-1:28", swallowed("# y}"), '"x # y"'),
    ('- {body: "a \\" #1", a: x # y}\n', "swallowed-number", "1:26-1:30", swallowed("# y}"), '"x # y"'),
    ("- {at: 10:05, body: a # b}\n", "swallowed-number", "1:23-1:27", swallowed("# b}"), '"a # b"'),
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
        "this cannot follow what is before it on the line; quote the whole value if it is text",
        'a: "&b &c d"',
    ),
    (
        "a: [urgent] search is slow # now\n",
        "yaml-syntax",
        "1:13-1:33",
        "this cannot follow what is before it on the line; quote the whole value if it is text",
        'a: "[urgent] search is slow"',
    ),
    # Lines that are not YAML.
    ("title Search is slow\nkind: drill\n", "yaml-syntax", "1:1-1:21", NO_COLON, "title: Search is slow"),
    ("a: b\nkind drill\nc: d\n", "yaml-syntax", "2:1-2:11", NO_COLON, "kind: drill"),
    (
        "body: It is slow\nagain since ten.\nat: b\n",
        "yaml-syntax",
        "2:1-2:17",
        NO_COLON,
        "body: It is slow again since ten.",
    ),
    (
        "title: It is slow\nsummary It is slow again.\na: b\n",
        "yaml-syntax",
        "2:1-2:26",
        NO_COLON,
        "summary: It is slow again.",
    ),
    (
        "```yaml\na: b\n```\n",
        "yaml-syntax",
        "1:1-1:8",
        "this is a code fence of Markdown; delete it",
        "",
    ),
]


@pytest.mark.parametrize(
    ("text", "rule", "position", "message", "example"), CASES, ids=[repr(case[0])[:40] for case in CASES]
)
def test_a_syntax_error_has_a_message_a_position_and_an_example(
    text: str, rule: str, position: str, message: str, example: str
) -> None:
    root, found = parse(FILE, text)
    assert root is None
    assert problems_of(found)[-1] == Problem(rule, position, message, example)


@pytest.mark.parametrize("example", sorted({case[-1] for case in CASES if case[-1]}))
def test_every_example_of_a_message_is_valid_yaml(example: str) -> None:
    text = example.removeprefix("- ") if ": " in example and example[0] not in "\"'{[" else f"key: {example}"
    root, found = parse(FILE, text + "\n")
    assert found == ()
    assert root is not None


@pytest.mark.parametrize("text", ["a: @b\r\nc: d\r\n".replace("\r\n", "\n"), "a: '" + "b" * 300_000])
def test_messages_and_examples_stay_short_however_long_the_line_is(text: str) -> None:
    _, found = parse(FILE, text)
    assert all(len(each.message) + len(each.example) < 500 for each in found)
