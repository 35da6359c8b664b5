"""New links, hosts, names and contacts in public texts are found, and other words are not taken for them."""

from __future__ import annotations

import pytest

from afterword.checks.leaks.hosts import hosts
from afterword.checks.people import names_in
from afterword.comparison.tree import tree_of
from afterword.review.call_outs import CallOuts, call_outs
from tests.review.sides import read

RECORD = "title: Search is slow\nsummary: {summary}\n"


def found(before: str, after: str) -> CallOuts:
    old, new = (
        read(RECORD.format(summary=repr(each)), "2026-11-20-search-is-slow") for each in (before, after)
    )
    return call_outs(tree_of(old, old.zone), tree_of(new, new.zone))


def test_only_what_is_new_is_called_out() -> None:
    before = "See https://a.example.com/1 and db-1.prod.internal; ask @kim."
    after = f"{before} See https://a.example.com/2, db-2.prod.internal, @lee and Priya Raman, lee@acme.com."
    assert found(before, after) == CallOuts(
        links=("https://a.example.com/2",),
        hosts=("db-2.prod.internal",),
        names=("@lee", "Priya Raman"),
        contacts=("lee@acme.com",),
    )
    assert found(after, before) == CallOuts()


def test_a_record_that_becomes_public_is_new_as_a_whole() -> None:
    record = read(RECORD.format(summary="See https://a.example.com/1."), "2026-11-20-search-is-slow")
    assert call_outs(None, tree_of(record, record.zone)).links == ("https://a.example.com/1",)


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("It ran on db-07.prod.internal.", ["db-07.prod.internal"]),
        ("eu-1.cache.acme.com and eu-2.cache.acme.com", ["eu-1.cache.acme.com", "eu-2.cache.acme.com"]),
        ("10.4.3.2 did not answer, nor did 93.184.216.34", ["10.4.3.2", "93.184.216.34"]),
        ("The node ip-10-0-3-7 was full.", ["ip-10-0-3-7"]),
        ("The file nginx.conf, settings.local and main.py", []),
        ("Version 1.2.3.4 of Node.js and ASP.NET", []),
        ("It took 1.5 s, e.g. at noon.", []),
    ],
)
def test_hosts(text: str, expected: list[str]) -> None:
    assert [*hosts(text)] == expected


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Priya Raman found it, and Deepak helped.", ["Priya Raman", "Deepak"]),
        ("Ask @kim or @lee.wong.", ["@kim", "@lee.wong"]),
        ("Write to team@example.com, or install @acme/tools.", []),
        ("It began on Jan 12 and ended in May.", []),
        ("Jan Kowalski was called.", ["Jan Kowalski"]),
        ("Jenkins ran on Tomcat; Johnson County was affected.", []),
        ("@everyone should know.", []),
    ],
)
def test_names(text: str, expected: list[str]) -> None:
    assert sorted(names_in(text)) == sorted(expected)
