"""Markdown that pages show as it was typed is found, and nothing that is meant as it is."""

from __future__ import annotations

from time import process_time

import pytest

from afterword.prose.comments import first_html_comment, without_comments
from afterword.prose.unread_markdown import open_fence, unread_addresses, unread_extensions, unread_tables
from afterword.prose.wide_tables import wide_tables


@pytest.mark.parametrize(
    ("text", "address"),
    [
        ("![the queue](Graph 1.png)", "Graph 1.png"),
        ("See [log]( error log.txt ).", "error log.txt"),
        ("See [it](https://example.com/report 1.pdf).", "https://example.com/report 1.pdf"),
        ("A [b](c d & e.csv) and [b](c d & e.csv)", "c d & e.csv"),
    ],
)
def test_an_address_with_a_space_is_found(text: str, address: str) -> None:
    assert list(unread_addresses(text)) == [address]
    assert list(unread_addresses(text.replace(address, f"<{address}>"))) == []
    assert list(unread_addresses(text.replace(address, address.replace(" ", "%20")))) == []


@pytest.mark.parametrize(
    "text",
    [
        '![the queue](queue.png "The queue of a.txt")',
        "`[log](error log.txt)`",
        "```\n[log](error log.txt)\n```",
        "It was slow [again] (see the log.txt).",
        "The call f[0](a b) failed, see [1](the second one).",
        "[y][ref] and a | b",
    ],
)
def test_other_text_is_not(text: str) -> None:
    assert list(unread_addresses(text)) == []


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Loss:\n\n| region | share |\n| Europe | 5 % |\n\nThen.", ["| region | share |"]),
        (
            "| **region** | [share](a.txt) of `x` |\n| Europe | 5 % |",
            ["| **region** | [share](a.txt) of `x` |"],
        ),
        ("| region | share |\n|---|---|---|\n| Europe | 5 % |", ["| region | share |"]),
        ("| region | share |\n|===|===|\n| Europe | 5 % |", ["| region | share |"]),
        ("| region | share |\n|---|---|\n| Europe | 5 % |", []),
        ("```\n| id | name |\n| 1 | a |\n```", []),
        ("We ran `ps | sort | uniq |`\n| more", []),
        ("| a | b |", []),
    ],
)
def test_a_table_without_a_right_second_line_is_found(text: str, found: list[str]) -> None:
    assert list(unread_tables(text)) == found


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Most of it[^1].\n\n[^1]: All but the logs.", ["[^1]:"]),
        ('!!! note\n    Words.\n\n???+ tip "Open"\n    Words.', ["!!! note", "???+ tip"]),
        ('=== "Linux"\n    Words.', ['=== "Linux"']),
        ("> [!NOTE]\n> Words.", ["> [!NOTE]"]),
        ("```\n!!! note\n[^1]: x\n```", []),
        ("It works!!! Note that [^1] is a pattern.\n\nTitle\n===", []),
        ("> [!] and ??? and !!!", []),
    ],
)
def test_markup_of_other_renderers_is_found(text: str, found: list[str]) -> None:
    assert list(unread_extensions(text)) == found


@pytest.mark.parametrize(
    ("text", "rows"),
    [
        ("| a | b |\n|---|---|\n| `x|y` | c |\n| d |\n| e | f | g |", ["| `x|y` | c |", "| e | f | g |"]),
        ("a|b\n-|-\nc|d|e\n\nf|g|h", ["c|d|e"]),
        ("| a | b |\n|:--|--:|\n| c \\| d | e |", []),
        ("```\n| a |\n|---|\n| b | c |\n```", []),
        ("    | a |\n    |---|\n    | b | c |", []),
        ("a | b\n---\nc | d | e", []),
    ],
)
def test_rows_with_more_cells_than_the_head_are_found(text: str, rows: list[str]) -> None:
    assert [row for table in wide_tables(text) for row in table.rows] == rows


@pytest.mark.parametrize(
    "text",
    [
        "| a | b |\n|---|---|\n| c | d |\n- one | of | many",
        "| a | b |\n|---|---|\n| c | d |\n> one | of | many",
        "| a | b |\n|---|---|\n| c | d |\n```\nps | sort | uniq\n```",
    ],
)
def test_what_follows_a_table_is_no_row_of_it(text: str) -> None:
    assert list(wide_tables(text)) == []


@pytest.mark.parametrize(
    "text", ["a|b\n|-" + " " * 99_000 + "x", "a|b\n|-|-\n" * 9_000], ids=["spaces", "lines of hyphens"]
)
def test_tables_are_found_in_a_time_that_grows_with_the_text(text: str) -> None:
    start = process_time()
    assert list(wide_tables(text)) == []
    assert process_time() - start < 5


def test_comments_are_found_in_a_time_that_grows_with_the_text() -> None:
    text = " " * 99_000 + "x <!-- a note -->"
    start = process_time()
    assert first_html_comment(text) == "<!-- a note -->"
    assert without_comments(text) == "x"
    assert process_time() - start < 5


@pytest.mark.parametrize(
    ("text", "fence"),
    [
        ("It said:\n\n```text\nno space left\n\nWe added a disk.", "```text\nno space left"),
        ("```\na\n```\n\n~~~\nb\n```", "~~~\nb"),
        ("````\na\n```", "````\na"),
        ("a\n```", "```"),
        ("```\na\n```\nb", ""),
        ("- a\n\n  ```\n  b\n\nThen.", ""),
        ("- a\n\n  ```\n  b\n    ```\n\nThen.", ""),
        ("Type ``` to begin.", ""),
        ("```a``` is code", ""),
        ("    ```\n    sample", ""),
    ],
)
def test_a_block_of_code_that_does_not_end_is_found(text: str, fence: str) -> None:
    assert open_fence(text) == fence
