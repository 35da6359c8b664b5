"""A comment behind a text is found, and no comment that could not be a part of it."""

from __future__ import annotations

import pytest

from tests.checks.reviewing import review

HEAD = "title: Search is slow\nsummary: Searches took seconds.\n"


@pytest.mark.parametrize(
    ("record", "line", "example"),
    [
        ("title: Checkout # is down\nsummary: No orders.\n", 1, 'title: "Checkout # is down"'),
        ("title: Checkout\nsummary: No orders  # at all\n", 2, 'summary: "No orders # at all"'),
        ("title: Checkout\nsummary: No orders,\n  no carts # nothing\n", 3,
         'summary: "No orders, no carts # nothing"'),
        (f"{HEAD}updates:\n  - {{at: 2026-11-20 10:00, status: resolved, body: Back # to normal\n    }}\n", 4,
         'body: "Back # to normal"'),
        (f"{HEAD}lessons:\n  went_well:\n    - The alert # came\n", 5, '"The alert # came"'),
        (f"{HEAD}action_items:\n  - id: one\n    status: open\n    title: Alert on # of errors\n", 6,
         'title: "Alert on # of errors"'),
    ],
)  # fmt: skip
def test_a_comment_behind_a_text_is_found(record: str, line: int, example: str) -> None:
    (found,) = review("swallowed-text", record)
    assert (found.location.line, found.example) == (line, example)
    assert record.splitlines()[line - 1][found.location.column - 1 :].startswith("# ")


@pytest.mark.parametrize(
    "record",
    [
        "# A note # on top\ntitle: Checkout\nsummary: No orders.\n",
        'title: "Checkout" # is down\nsummary: No orders.\n',
        "title: Checkout\nstatus: resolved # by hand\nsummary: |\n  No # orders.\n  None # at all.\n",
        f"{HEAD}updates:\n  - at: 2026-11-20 10:00\n    status: resolved\n    body: All is well. # sent by mail too\n",
        "title: Checkout # TODO shorten\nsummary: No orders. # codespell: ignore\n",
        f"{HEAD}timezone: Europe/Berlin # where it was seen\nkind: incident # of last week\n",
    ],
)
def test_other_comments_are_not(record: str) -> None:
    assert review("swallowed-text", record) == []


def test_a_comment_can_be_declared_as_one() -> None:
    suppression = "# afterword: ignore swallowed-text because we like it there\n"
    assert review("swallowed-text", f"{suppression}title: Checkout # short\nsummary: No orders.\n") == []
