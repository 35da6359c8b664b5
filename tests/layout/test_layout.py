"""The one layout: what is written how, and where each comment goes."""

from __future__ import annotations

import pytest

from afterword.layout.layout import laid_out
from tests.layout.laying_out import RECORD, SITE, formatted, refusal

FIRST = (
    "Searches that name more than one author, or a year, or both of them, took several seconds "
    "until the index had grown"
)
LONG = f"{FIRST} again."
LAID_OUT = {
    "keys are in the order of the reference": (
        "updates: []\nsummary: S.\nkind: drill\ntitle: T\n",
        "title: T\nkind: drill\nsummary: S.\nupdates: []\n",
    ),
    "an unknown key stays after the key before it": (
        "summary: S.\ntitle: T\ntitel: U\n",
        "title: T\ntitel: U\nsummary: S.\n",
    ),
    "keys that authors choose stay in their order": (
        "title: T\nupdates:\n  - {levels: {search: down, api: slow}, at: 2026-11-20 10:00}\ninternal: {b: 1, a: 2}\n",
        "title: T\nupdates:\n  - {at: 2026-11-20 10:00, levels: {search: down, api: slow}}\ninternal: {b: 1, a: 2}\n",
    ),
    "lists are indented": (
        "title: T\ntags:\n- a\n-   b\n- - c\n  - d\n",
        "title: T\ntags:\n  - a\n  - b\n  - - c\n    - d\n",
    ),
    "a short file without blank lines stays without": ("title: T\nlinks: []\ntags:\n  - a\n",) * 2,
    "a block has a blank line around it": (
        "title: T\n\n\nkind: drill\nwindows:\n  - {component: search}\ntags: [a]\n\n\n",
        "title: T\n\nkind: drill\n\nwindows:\n  - {component: search}\n\ntags: [a]\n",
    ),
    "a blank line between entries stays": (
        "title: T\n\ntags:\n\n  - a\n\n\n  - b\n",
        "title: T\n\ntags:\n  - a\n\n  - b\n",
    ),
    "times have a space, and no seconds of zero": (
        'title: T\nwindows:\n  - {start: 2026-11-20T09:40:00, end: "2026-11-20 10:15:07 +0100"}\n',
        "title: T\nwindows:\n  - {start: 2026-11-20 09:40, end: 2026-11-20 10:15:07+01:00}\n",
    ),
    "a time elsewhere stays as it is": (
        "title: 2026-11-20T09:40:00\n",
        "title: 2026-11-20T09:40:00\n",
    ),
    "quotes go where they are not needed": (
        "title: 'Search'\nsummary: \"It's slow.\"\nnumber: \"7\"\ntags: ['a, b', \"true\", 'c']\n",
        'title: Search\nnumber: "7"\nsummary: It\'s slow.\ntags: ["a, b", "true", c]\n',
    ),
    "quotes that are needed are double ones, unless there are some in the text": (
        'title: \'A: b\'\nsummary: "Say \\"no: no\\"."\n',
        'title: "A: b"\nsummary: \'Say "no: no".\'\n',
    ),
    "an escape stays": ('title: "a\\u00a0b"\n', 'title: "a\\u00a0b"\n'),
    "a plain text on several lines is joined": ("title: Search\n  is slow\n", "title: Search is slow\n"),
    "a quoted text on several lines is joined": (
        'title: "Search:\n  is \\\n  slow"\nsummary: "a\\tb\n\n  c \\\n  d"\n',
        'title: "Search: is slow"\nsummary: "a\\tb\\nc d"\n',
    ),
    "a text that is too long is folded": (
        f"title: T\nsummary: {LONG}\n",
        f"title: T\nsummary: >-\n  {FIRST}\n  again.\n",
    ),
    "a text that fits into a line of its own gets one": (
        f"title: T\nsummary: {LONG[:117]}\n",
        f"title: T\nsummary: >-\n  {LONG[:117]}\n",
    ),
    "a word that is too long stays": (f"title: T\nnumber: {'x' * 130}\n",) * 2,
    "a text of several lines is a block": (
        'title: T\nsummary: "One.\\n\\nTwo.\\n"\n',
        "title: T\nsummary: |\n  One.\n\n  Two.\n",
    ),
    "a text with spaces at the end of a line stays in quotes": (
        'title: T\nsummary: "One. \\nTwo."\n',
        'title: T\nsummary: "One. \\nTwo."\n',
    ),
    "a block stays one, with its line breaks": (
        "title: T\nsummary: >\n     One\n     two.\n\n     - a\n      - b\n\n\n",
        "title: T\nsummary: >\n  One\n  two.\n\n  - a\n   - b\n",
    ),
    "what is at the end of a block stays": (
        "title: T\nsummary: |+\n  One.\n\n\nupdates: []\n",
        "title: T\nsummary: |+\n  One.\n\n\nupdates: []\n",
    ),
    "a block that begins with a space says how deep it is": (
        "title: T\nsummary: |4\n      One.\n    Two.\n",
        "title: T\nsummary: |2\n    One.\n  Two.\n",
    ),
    "only the paragraph with a line that is too long is folded again": (
        f"title: T\nsummary: >-\n  Short\n  lines.\n\n  {LONG}\n  And more.\n",
        f"title: T\nsummary: >-\n  Short\n  lines.\n\n  {FIRST}\n  again. And more.\n",
    ),
    "brackets stay, on one line": (
        "title: T\ntags: [ a,\n  b ,]\nrelated: [{ id: x ,relation: follows}]\n",
        "title: T\nrelated: [{id: x, relation: follows}]\ntags: [a, b]\n",
    ),
    "brackets that do not fit into a line become a block": (
        f"title: T\ntrigger: {{kind: user_behavior, text: '{LONG}'}}\n",
        f"title: T\ntrigger:\n  kind: user_behavior\n  text: >-\n    {FIRST}\n    again.\n",
    ),
    "a file in braces becomes a block": ("{title: T, tags: [a]}\n", "title: T\ntags: [a]\n"),
    "keys without a value stay": ('title: T\nkind:\nsummary: ~\ntags: ["", ~]\n',) * 2,
    "a mark at the start of a document stays, one at its end does not": (
        "---\ntitle: T\n...\n",
        "---\ntitle: T\n",
    ),
}
COMMENTS = {
    "of the head and the end of the file": (
        "# head\n\n\n# more\nsummary: S.\ntitle: T\n\n# end\n# of file\n",
        "# head\n\n# more\ntitle: T\nsummary: S.\n\n# end\n# of file\n",
    ),
    "above a key": (
        "title: T\n# about tags\ntags: [a]\n# about summary\nsummary: S.\n",
        "title: T\n# about summary\nsummary: S.\n# about tags\ntags: [a]\n",
    ),
    "at the end of a line": (
        "title: 'T' # a\nsummary: >- # b\n  S.\ntags:   # c\n  - a # d\nlinks: [] # e\n",
        "title: T  # a\nsummary: >-  # b\n  S.\nlinks: []  # e\ntags:  # c\n  - a  # d\n",
    ),
    "that continues below": (
        "title: T # a\n         # b\nkind: drill\n",
        "title: T  # a\n          # b\nkind: drill\n",
    ),
    "above and below entries of a list": (
        "title: T\nwindows:\n# first\n- component: search\n# in it\n  level: down\n  # end: 10:00\n"
        "# second\n- component: api\n# about updates\nupdates: []\n",
        "title: T\n\nwindows:\n  # first\n  - component: search\n    # in it\n    level: down\n    # end: 10:00\n"
        "  # second\n  - component: api\n\n# about updates\nupdates: []\n".replace("\n\n", "\n"),
    ),
    "that is followed by a blank line belongs to what is above it": (
        "title: T\ntags:\n  - a\n# - b\n\nsummary: S.\n",
        "title: T\n\nsummary: S.\n\ntags:\n  - a\n# - b\n",
    ),
    "above the key that becomes the first of an entry": (
        "title: T\nwindows:\n  - level: down\n    # which\n    component: search\n",
        "title: T\nwindows:\n  # which\n  - component: search\n    level: down\n",
    ),
    "in brackets": (
        "title: T\ntags: [a, # one\n  # two\n  b\n  # three\n] # all\n",
        "title: T\ntags:  # all\n  - a  # one\n  # two\n  - b\n  # three\n",
    ),
    "between a key and its value": (
        "title: T\nsummary:\n  # why\n  S.\ntags: # c\n  # d\n  [a]\n",
        "title: T\n# why\nsummary: S.\n# d\ntags: [a]  # c\n",
    ),
    "after a hyphen": ("title: T\ntags:\n  - # why\n    a\n", "title: T\ntags:\n  # why\n  - a\n"),
    "that is none": (
        "title: T\nsummary: |\n  # One.\ntags: ['# a']\n",
        'title: T\nsummary: |\n  # One.\ntags: ["# a"]\n',
    ),
    "that would be read as a number that is lost": ('title: "T" #12\n', 'title: "T"  #12\n'),
}


@pytest.mark.parametrize(("before", "after"), LAID_OUT.values(), ids=LAID_OUT)
def test_what_a_layout_is(before: str, after: str) -> None:
    assert formatted(before) == after
    assert formatted(after) == after


@pytest.mark.parametrize(("before", "after"), COMMENTS.values(), ids=COMMENTS)
def test_a_comment_stays_with_what_it_is_about(before: str, after: str) -> None:
    assert formatted(before) == after
    assert formatted(after) == after


def test_a_long_file_without_blank_lines_gets_them() -> None:
    tags = "".join(f"  - t{number}\n" for number in range(20))
    assert formatted(f"title: T\ntags:\n{tags}") == f"title: T\n\ntags:\n{tags}"


def test_status_yml_has_the_same_layout() -> None:
    before = "components:\n- {name: Search, id: search}\npage: {id: e, name: E}\n\ntimezone: 'UTC'\n"
    after = "page: {name: E, id: e}\n\ntimezone: UTC\n\ncomponents:\n  - {id: search, name: Search}\n"
    assert formatted(before, "status.yml") == after


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("title: T\n\ttags: []\n", "2: there is a tab"),
        ("title: &a T\n", "1: anchor `&a`"),
        ("title: T\ntitle: U\n", "2: `title`"),
        ("title: T\n<<<<<<< HEAD\nkind: drill\n=======\n>>>>>>> other\n", "2: merge conflict"),
        ("title: T #12\n", "1: `#12` is read as a comment"),
        ("- a\n", "1: the file must contain keys and values"),
        ("# nothing\n", "1: the file is empty"),
        ("title: \x07\n", "1: this is the character"),
    ],
)
def test_a_file_that_cannot_be_read_without_an_error_is_refused(text: str, reason: str) -> None:
    assert refusal(text).startswith(reason)


def test_errors_in_what_a_file_says_do_not_matter() -> None:
    assert formatted("kind:  incidnt\ntitle: T\n") == "title: T\nkind: incidnt\n"


@pytest.mark.parametrize("line_break", ["\n", "\r\n", "\r"])
def test_line_breaks_stay_and_a_mark_at_the_start_does_not(line_break: str) -> None:
    before = f"\ufefftitle:  T{line_break}kind: drill\n".encode()
    assert laid_out(RECORD, before, SITE).after == f"title: T{line_break}kind: drill{line_break}".encode()


@pytest.mark.parametrize(
    "text",
    [
        "kind: drill\n# afterword: ignore a because it is so\ntitle: T\n",
        "title: T\nwindows:\n  # afterword: ignore a because it is so\n  - level: down\n    component: search\n",
        "title: T\nwindows:\n  - level: down\n    component: search  # afterword: ignore a because it is so\n",
        f"title: T\n# afterword: ignore a because it is so\ntrigger: {{kind: x, text: '{LONG}'}}\n".replace(
            "'", ""
        ),
    ],
)
def test_nothing_moves_from_the_line_to_which_a_suppression_applies(text: str) -> None:
    assert formatted(text) == text


def test_a_key_that_was_the_first_below_a_blank_line_keeps_the_layout_final() -> None:
    """It is not the first one any more, and the blank line above it then counts like any other."""
    text = (
        "\n{'updates': [{'at': '2026-11-20 09:52', 'status': 'identified', 'body': 'Folders open slowly since our\n"
        "  latest release. We are taking it back, and it takes some minutes.'}], 'summary': 'Slow.', 'trigger':\n"
        "  {'kind': 'binary_push'}, 'title': 'Slow', 'windows': [{'component': 'search', 'level': 'degraded',\n"
        "  'start': '2026-11-20 09:40'}]}\n"
    )
    assert formatted(formatted(text)) == formatted(text)
