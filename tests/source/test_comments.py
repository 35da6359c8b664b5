"""Suppressions in comments: their rule, line and reason."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from afterword.source.comments import suppressions
from tests.source.problems import Problem, lies_within, problems_of

FILE = "incidents/2026/2026-11-20-search-is-slow.yml"
IGNORE = "# afterword: ignore missing-summary because it is being written"


def lines_of(text: str) -> list[int]:
    found, problems = suppressions(FILE, text)
    assert problems == ()
    assert {each.rule for each in found} <= {"missing-summary"}
    return [each.line for each in found]


def test_a_suppression_names_its_rule_its_reason_and_where_it_is_written() -> None:
    found, problems = suppressions(FILE, f"title: x\nkind: drill  {IGNORE}\n")
    assert problems == ()
    (only,) = found
    assert (only.rule, only.reason, only.line) == ("missing-summary", "it is being written", 2)
    assert (only.written_at.file, only.written_at.line) == (FILE, 2)
    assert (only.written_at.column, only.written_at.end_column) == (14, 14 + len(IGNORE))


@pytest.mark.parametrize(
    ("text", "line"),
    [
        (f"{IGNORE}\ntitle: x\n", 0),
        (f"# A note.\n\n{IGNORE}\n# More.\ntitle: x\n", 0),
        (f"---\n{IGNORE}\ntitle: x\n", 0),
        (f"title: x {IGNORE}\n", 1),
        (f"title: x\n{IGNORE}\nkind: drill\n", 3),
        (f"title: x\n{IGNORE}\n# More.\n\n  # And more.\nkind: drill\n", 6),
        (f"title: x\nwindows:\n  {IGNORE}\n  - a\n", 4),
        (f"title: x\n{IGNORE}\n", 2),
        (f"title: x\n{IGNORE}", 2),
    ],
    ids=["above the first key", "among notes above the first key", "after the document start",
         "after a value",
         "above a key", "above other comments and empty lines", "above an entry", "at the end", "at the very end"],
)  # fmt: skip
def test_a_suppression_applies_to_its_own_line_or_the_next_or_the_whole_file(text: str, line: int) -> None:
    assert lines_of(text) == [line]


@pytest.mark.parametrize(
    "text",
    [
        f"body: |\n  {IGNORE}\n  more\n",
        f'body: "x {IGNORE}"\n',
        f"body: >\n  x\n\n  {IGNORE}\n",
        f"title: x#{IGNORE[1:]}\n",
    ],
    ids=["block text", "quoted text", "folded text", "no space before the #"],
)
def test_what_only_looks_like_a_comment_suppresses_nothing(text: str) -> None:
    assert suppressions(FILE, text) == ((), ())


def test_suppressions_are_found_even_if_the_text_is_not_valid_yaml() -> None:
    assert lines_of(f"title: 'x\n{IGNORE}\nkind: drill\n") == [3]


@pytest.mark.parametrize(
    "order",
    ["", "ignore", "ignore missing-summary", "ignore missing-summary because", "ignore because it is late",
     "ignore Missing-Summary because x", "ignore a-b c-d because x", "ignroe missing-summary because x"],
)  # fmt: skip
def test_a_suppression_without_rule_or_reason_is_an_error_with_an_example(order: str) -> None:
    found, problems = suppressions(FILE, f"title: x # afterword: {order}\n".replace(" \n", "\n"))
    assert found == ()
    message = "a suppression must name one rule and give a reason"
    end = 10 + len(f"# afterword: {order}".rstrip())
    example = "# afterword: ignore action-without-due-date because the date depends on the vendor"
    assert problems_of(problems) == [Problem("suppression-without-reason", f"1:10-1:{end}", message, example)]


def test_the_example_in_the_message_is_a_valid_suppression() -> None:
    _, problems = suppressions(FILE, "title: x # afterword: ignore\n")
    assert len(suppressions(FILE, f"title: x {problems[0].example}\n")[0]) == 1


def test_an_ordinary_comment_that_names_the_tool_is_ignored() -> None:
    assert suppressions(FILE, "# See the handbook of afterword.\ntitle: x\n") == ((), ())


def test_ten_thousand_suppressions_each_apply_to_the_next_line() -> None:
    text = "title: x\n" + f"{IGNORE}\n- a\n" * 10_000
    assert lines_of(text) == list(range(3, 20_003, 2))


@settings(deadline=None)
@given(
    st.lists(
        st.sampled_from([IGNORE, "# afterword: x", "# x", "a: b", "", "'", "- |", "  text", "---"]),
        max_size=12,
    )
)
def test_suppressions_and_problems_of_any_text_are_inside_it(lines: list[str]) -> None:
    text = "\n".join(lines)
    found, problems = suppressions(FILE, text)
    assert all(lies_within(each, text) for each in problems)
    assert all(0 <= each.line <= len(lines) for each in found)
