"""Parsing: scalars stay text, nodes have positions, and what is not supported is reported."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.source.nodes import MappingNode, Node, Plain, Position, ScalarNode, plain, position_of
from afterword.source.parse import DEPTH_LIMIT, parse
from tests.source.problems import Problem, problems_of

FILE = "incidents/2026/2026-11-20-search-is-slow.yml"
TABS = "there is a tab between keys and values; use spaces, which all editors show alike"


def read(text: str) -> Plain:
    root, found = parse(FILE, text)
    assert found == ()
    assert root is not None
    return plain(root)


def reported(text: str) -> list[Problem]:
    _, found = parse(FILE, text)
    assert {each.location.file for each in found} <= {FILE}
    return problems_of(found)


@pytest.mark.parametrize(
    "value",
    ["no", "yes", "on", "off", "true", "17:00", "1.10", "010", "0x1F", "1_000", "1e3", ".inf", "2022-11-31",
     "2022-11-08T17:00:00Z", "12e03", "=", "<<", "a: b"[:1]],
)  # fmt: skip
def test_a_scalar_stays_the_text_that_was_typed(value: str) -> None:
    assert read(f"key: {value}\n") == {"key": value}


@pytest.mark.parametrize("nothing", ["", " ~", " null", " Null", " NULL", "  # a comment"])
def test_a_key_with_no_value_is_absent(nothing: str) -> None:
    assert read(f"key:{nothing}\nother: x\n") == {"other": "x"}


@pytest.mark.parametrize("text", ['""', "'null'", '"~"'])
def test_a_quoted_null_is_text(text: str) -> None:
    assert read(f"key: {text}\n") == {"key": text.strip("'\"")}


def test_a_list_entry_without_a_value_keeps_its_index() -> None:
    assert read("- a\n-\n- ~\n- b\n") == ["a", "", "", "b"]


@pytest.mark.parametrize("text", ["", "\n\n", "# only a comment\n", "---\n", "---\n...\n"])
def test_a_file_without_content_has_no_root_or_an_absent_one(text: str) -> None:
    root, found = parse(FILE, text)
    assert found == ()
    assert root is None or (isinstance(root, ScalarNode) and root.absent)


def test_positions_count_characters_not_bytes() -> None:
    root, _ = parse(FILE, 'é: "👩‍🚒 ü" # ö\nb: x\n')
    assert isinstance(root, MappingNode)
    assert root.entries[0][0].position == Position(0, 0, 0, 1)
    assert root.entries[0][1].position == Position(0, 3, 0, 10)


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("key: |\n  one\n  two\n\n\nnext: x\n", Position(0, 5, 2, 5)),
        ("key: |\n  one\n", Position(0, 5, 1, 5)),
        ("key: |+\n  one\n\n\n", Position(0, 5, 1, 5)),
        ("key: >-\n  one\n   # text\n", Position(0, 5, 2, 9)),
        ("key: |\nnext: x\n", Position(0, 5, 0, 6)),
        ("key: |", Position(0, 5, 0, 6)),
        ("key: one\n  two\n\nnext: x\n", Position(0, 5, 1, 5)),
        ('key: "one\n  two"\n', Position(0, 5, 1, 6)),
    ],
)
def test_a_value_of_several_lines_ends_after_its_last_character(text: str, position: Position) -> None:
    root, found = parse(FILE, text)
    assert found == ()
    assert isinstance(root, MappingNode)
    assert root.entries[0][1].position == position


def test_a_list_or_mapping_ends_with_its_last_entry_not_where_the_next_node_begins() -> None:
    root, _ = parse(FILE, "a:\n  - b: c\n    d: e\n\n\nf: {g: h\n  }\n")
    assert isinstance(root, MappingNode)
    assert root.entries[0][1].position == Position(1, 2, 2, 8)
    assert root.entries[1][1].position == Position(5, 3, 6, 3)


PATHS = "title: x\nwindows:\n  - {component: a, end: b}\n  - component: c\n    end:\nempty: []\n"


@pytest.mark.parametrize(
    ("path", "key", "position"),
    [
        (("title",), False, Position(0, 7, 0, 8)),
        (("title",), True, Position(0, 0, 0, 5)),
        (("windows", 0, "end"), False, Position(2, 24, 2, 25)),
        (("windows", 1), False, Position(3, 4, 3, 13)),
        (("windows", 1, "end"), False, Position(4, 4, 4, 7)),
        (("windows",), False, Position(1, 0, 1, 7)),
        (("windows", 1, "start"), False, Position(3, 4, 3, 13)),
        (("windows", 9), False, Position(1, 0, 1, 7)),
        (("windows", -1), False, Position(1, 0, 1, 7)),
        (("nowhere", "at", "all"), False, Position(0, 0, 0, 5)),
        (("title", "below"), False, Position(0, 7, 0, 8)),
        (("empty",), False, Position(5, 0, 5, 5)),
        ((), False, Position(0, 0, 0, 5)),
    ],
)
def test_a_path_leads_to_its_field_or_the_nearest_node_above_it(
    path: tuple[str | int, ...], key: bool, position: Position
) -> None:
    root, _ = parse(FILE, PATHS)
    assert root is not None
    assert position_of(root, path, key=key) == position


def test_a_duplicate_key_is_reported_with_the_line_of_the_first() -> None:
    message = "`title` is already on line 1; keep only one of them"
    assert reported("title: a\nkind: drill\n'title': b\n") == [Problem("duplicate-key", "3:1-3:8", message)]


def test_a_duplicate_key_in_one_entry_is_reported_and_the_same_key_in_two_entries_is_not() -> None:
    assert [each.position for each in reported("- {a: b, a: c}\n- {a: d}\n")] == ["1:10-1:11"]


def test_the_first_value_of_a_duplicate_key_is_kept() -> None:
    root, _ = parse(FILE, "title: a\ntitle: b\n")
    assert root is not None
    assert plain(root) == {"title": "a"}


@pytest.mark.parametrize("text", ["{a: b}: c\n", "? [a, b]\n: c\n"])
def test_a_key_that_is_not_a_text_is_reported(text: str) -> None:
    message = "a key must be a single word, not a list or a mapping"
    assert [(e.rule, e.message, e.example) for e in reported(text)] == [("key-not-text", message, "")]


@pytest.mark.parametrize(
    ("text", "position"), [(": x\n", "1:1-1:2"), ("a: b\n: x\n", "2:1-2:2"), ('"": x\n', "1:1-1:3")]
)
def test_a_missing_key_is_reported_before_its_colon(text: str, position: str) -> None:
    message = "the key before the colon is missing"
    assert reported(text) == [Problem("key-not-text", position, message)]


def test_a_merge_key_is_reported_and_not_followed() -> None:
    message = "merge keys (`<<`) are not supported; write the fields out where they are needed"
    text = "windows:\n  - <<: {level: degraded}\n    component: search\n"
    assert reported(text) == [Problem("merge-key", "2:5-2:7", message)]
    root, _ = parse(FILE, text)
    assert root is not None
    assert plain(root) == {"windows": [{"component": "search"}]}


def test_a_quoted_merge_key_is_an_ordinary_key() -> None:
    assert read('"<<": x\n') == {"<<": "x"}


def test_an_anchor_and_its_alias_are_both_reported() -> None:
    assert reported("a: &now 2026-11-20\nb: *now\n") == [
        Problem(
            "anchor-or-alias", "1:4-1:8",
            "anchor `&now`: anchors are not supported; delete it, or quote it if it is text",
            '"&now 2026-11-20"',
        ),
        Problem(
            "anchor-or-alias", "2:4-2:8",
            "alias `*now`: aliases are not supported; write it out, or quote it if it is text", '"*now"',
        ),
    ]  # fmt: skip


def test_an_anchor_on_a_list_or_a_mapping_is_reported() -> None:
    assert [each.position for each in reported("a: &b [c]\nd: &e\n  f: g\nh: &i\n- j\n")] == [
        "1:4-1:6",
        "2:4-2:6",
        "4:4-4:6",
    ]


def test_a_billion_laughs_are_reported_and_not_expanded() -> None:
    lines = ["a0: &a0 [lol, lol]"] + [f"a{n}: &a{n} [{', '.join([f'*a{n - 1}'] * 10)}]" for n in range(1, 10)]
    root, found = parse(FILE, "\n".join(lines))
    assert root is not None
    assert len(str(plain(root))) < 2_000
    assert len(found) == 50
    assert found[-1].message.endswith("(and 50 more like it in this file)")


@pytest.mark.parametrize(
    ("text", "position", "tag", "example"),
    [
        ("a: !!python/object/apply:os.system [reboot]\n", "1:4-1:35", "!!python/object/apply:os.system", ""),
        ("a: !!timestamp 2026-11-20\n", "1:4-1:15", "!!timestamp", '"!!timestamp 2026-11-20"'),
        ("a: !!str 5\n", "1:4-1:9", "!!str", '"!!str 5"'),
        ("a: !important read this\n", "1:4-1:14", "!important", '"!important read this"'),
        ("a: ! b\n", "1:4-1:5", "!", '"! b"'),
        (
            "a: !<tag:example.com,2026:x> b\n",
            "1:4-1:21",
            "tag:example.com,2026:x",
            '"!<tag:example.com,2026:x> b"',
        ),
        ("a: !b\n  c: d\n", "1:4-1:6", "!b", ""),
    ],
)
def test_a_tag_is_reported_whatever_it_is(text: str, position: str, tag: str, example: str) -> None:
    message = f"tag `{tag}`: tags are not supported; delete it, or quote it if it is text"
    assert reported(text) == [Problem("custom-tag", position, message, example)]


@pytest.mark.parametrize(
    ("escape", "named"),
    [
        (r"\0", "U+0000"),
        (r"\e", "U+001B"),
        (r"\r", "U+000D"),
        (r"\x7f", "U+007F"),
        (r"\N", "U+0085"),
        (r"\L", "U+2028 (line separator)"),
        (r"\u202E", "U+202E (right-to-left override)"),
        (r"\uFEFF", "U+FEFF (zero width no-break space)"),
        (r"\U000E0041", "U+E0041 (tag latin capital letter a)"),
    ],
)
def test_an_escape_for_a_hidden_character_is_reported_and_replaced_in_the_value(
    escape: str, named: str
) -> None:
    text = f'title: "a{escape}b"\n'
    message = f"the text contains an escape for {named}, which readers cannot see; delete it"
    assert reported(text) == [Problem("control-character", f"1:8-1:{12 + len(escape)}", message)]
    root, _ = parse(FILE, text)
    assert root is not None
    assert plain(root) == {"title": "a\ufffdb"}


def test_an_escape_for_a_hidden_character_in_a_key_is_reported() -> None:
    assert [(each.rule, each.position) for each in reported('"a\\e[31m": b\n')] == [
        ("control-character", "1:1-1:10")
    ]


def test_escapes_for_line_feeds_tabs_and_letters_are_text() -> None:
    assert read(r'a: "b\n\tc\u00e4\_\U0001F692"') == {"a": "b\n\tcä\u00a0🚒"}


def test_in_single_quotes_an_escape_is_ordinary_text() -> None:
    assert read(r"a: 'b\u202E\0'") == {"a": r"b\u202E\0"}


def test_a_tag_and_an_anchor_on_one_value_are_both_located() -> None:
    assert [(each.rule, each.position) for each in reported("a: !b &c d\n")] == [
        ("anchor-or-alias", "1:7-1:9"),
        ("custom-tag", "1:4-1:6"),
    ]


def test_a_second_document_is_reported_and_the_first_one_is_read() -> None:
    root, found = parse(FILE, "title: a\n---\ntitle: b\n---\ntitle: c\n")
    message = "a second YAML document begins here; put it in its own file"
    assert problems_of(found) == [Problem("several-documents", "2:1-2:4", message)]
    assert root is not None
    assert plain(root) == {"title": "a"}


@pytest.mark.parametrize(
    "text",
    ["[" * 100_000, "{a: " * 100_000, "- " * 100_000, "? " * 100_000,
     "".join(" " * n + "a:\n" for n in range(1_000)),
     "a: " + "[" * 24 + "]" * 24],
    ids=["brackets", "braces", "dashes", "question marks", "keys", "one too many"],
)  # fmt: skip
def test_nesting_over_the_limit_is_reported(text: str) -> None:
    root, found = parse(FILE, text)
    assert root is None
    message = f"nested deeper than {DEPTH_LIMIT} levels; keep raw data in a file next to the record"
    assert [(each.rule, each.message) for each in found] == [("too-deep", message)]


def test_nesting_up_to_the_limit_is_read() -> None:
    assert parse(FILE, "a: " + "[" * 23 + "]" * 23)[1] == ()
    assert parse(FILE, "a: " + "[" * 24 + "]" * 24)[1][0].location.column == len("a: ") + 24


@pytest.mark.parametrize(
    ("text", "position"),
    [
        ("a:\tb\n", "1:3-1:4"),
        ("a: b\t# comment\n", "1:5-1:6"),
        ("{a: b,\n\tc: d}\n", "2:1-2:2"),
        ("b: [c,\td]\n", "1:7-1:8"),
        ("a: 'x # y'\t# z\n", "1:11-1:12"),
    ],
)
def test_a_tab_between_keys_and_values_is_reported(text: str, position: str) -> None:
    assert reported(text) == [Problem("tab", position, TABS)]


@pytest.mark.parametrize("text", ["a: |\n  b\tc\n", 'a: "b\tc"\n', "a: b\tc\n", "a: b # c\td\n", "# a\tb\n"])
def test_a_tab_inside_text_or_a_comment_does_no_harm(text: str) -> None:
    assert reported(text) == []


LOST = "is read as a comment and lost; quote the value, or add a space after the `#`"


@pytest.mark.parametrize(
    ("text", "position", "lost", "example"),
    [
        ("tracker: #123\n", "1:10-1:14", "#123", '"#123"'),
        ("tracker: #ops-search\n", "1:10-1:21", "#ops-search", '"#ops-search"'),
        ("light: #8a6a00\n", "1:8-1:15", "#8a6a00", '"#8a6a00"'),
        ("light: #ffffff\n", "1:8-1:15", "#ffffff", '"#ffffff"'),
        ("summary: see PR #12\n", "1:17-1:20", "#12", '"see PR #12"'),
        ("summary: see PR #12 and others\n", "1:17-1:31", "#12 and others", '"see PR #12 and others"'),
        ("- #12\n", "1:3-1:6", "#12", '"#12"'),
        ('summary: say "hi" #1\n', "1:19-1:21", "#1", "'say \"hi\" #1'"),
        ("{a: #12, c: d\n}\n", "1:5-1:14", "#12, c: d", '"#12"'),
        ("{a: b #12, c: d\n}\n", "1:7-1:16", "#12, c: d", '"b #12"'),
        ("a: one\n  two #3\nb: c\n", "2:7-2:9", "#3", ""),
    ],
)
def test_a_number_or_colour_that_is_read_as_a_comment_is_reported(
    text: str, position: str, lost: str, example: str
) -> None:
    assert reported(text) == [Problem("swallowed-number", position, f"`{lost}` {LOST}", example)]


@pytest.mark.parametrize(
    "text",
    ["end: # still going on\n", "a: b # see 12\n", "a: b #see\n", 'a: "#12"\n', 'a: "b" #12\n', "a: b#12\n",
     "windows: #all in UTC\n  - a\n", "#12\na: b\n", "a: |\n  b #12\n"],
)  # fmt: skip
def test_an_ordinary_comment_is_not_reported(text: str) -> None:
    assert reported(text) == []


def test_all_problems_of_a_text_are_reported_in_one_run() -> None:
    text = "a: !b c\na: &d e\nf: *d\n<<: g\nh: #1\ni:\tj\nk: 'l' m\n"
    assert [each.rule for each in reported(text)] == [
        "custom-tag", "anchor-or-alias", "anchor-or-alias", "swallowed-number", "yaml-syntax",
    ]  # fmt: skip
    assert [each.rule for each in reported(text.replace("k: 'l' m\n", ""))] == [
        "custom-tag", "anchor-or-alias", "anchor-or-alias", "swallowed-number", "duplicate-key",
        "merge-key", "tab",
    ]  # fmt: skip


def test_fifty_of_a_hundred_thousand_duplicate_keys_are_reported_and_the_rest_counted() -> None:
    found = reported("a: b\n" * 100_000)
    assert len(found) == 50
    assert found[-1].message.endswith("; keep only one of them (and 99,949 more like it in this file)")


leaves = st.text(alphabet="ab:#- '\"\\é👩", max_size=6)
trees = st.recursive(
    leaves,
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(leaves.filter(bool), inner, max_size=4),
    max_leaves=12,
)


def in_flow(tree: Plain) -> str:
    """Write a tree as YAML in flow style, which every loader reads back the same."""
    if isinstance(tree, str):
        return '"' + tree.replace("\\", "\\\\").replace('"', '\\"') + '"'
    if isinstance(tree, list):
        return "[" + ", ".join(map(in_flow, tree)) + "]"
    return "{" + ", ".join(f"{in_flow(key)}: {in_flow(value)}" for key, value in tree.items()) + "}"


def nodes(node: Node) -> list[Node]:
    if isinstance(node, ScalarNode):
        return [node]
    below = [value for _, value in node.entries] if isinstance(node, MappingNode) else list(node.items)
    return [node, *(each for child in below for each in nodes(child))]


@settings(deadline=None)
@given(trees)
def test_any_tree_reads_back_the_same_and_each_node_is_where_its_text_is(tree: Plain) -> None:
    text = in_flow(tree)
    root, found = parse(FILE, text)
    assert found == ()
    assert root is not None
    assert plain(root) == tree
    for node in nodes(root):
        assert text[node.position.column : node.position.end_column] == in_flow(plain(node))
