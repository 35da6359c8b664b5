"""Configuration for static hosts: which files get which headers, at the root and below a path."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from afterword.formats.hosting import HEADERS, REDIRECTS
from afterword.records.decode import decode_site
from tests.formats.made import WITH_URL, made, made_of_demo
from tests.sites import REPOSITORY

BELOW = WITH_URL.replace("status.acme.example/", "acme.example/about/status/")
PAGES = ("", "incidents/2026-11-20-search-is-slow/", "components/search/", "history/2026/", "assets/a.css")


def rules_of(text: str) -> dict[str, dict[str, str]]:
    """Read the rules as hosts do: a path at the start of a line, its headers indented below it."""
    found: dict[str, dict[str, str]] = {}
    for line in filter(None, text.splitlines()):
        if line.startswith("/"):
            current = found[line] = {}
        else:
            name, _, value = line.strip().partition(": ")
            current[name] = value
    return found


def for_all(rules: dict[str, dict[str, str]]) -> dict[str, str]:
    """Take the rule for all files out of the rules."""
    pattern = next(each for each in rules if each.endswith("/*"))
    return rules.pop(pattern)


def fitting(rules: dict[str, dict[str, str]], path: str) -> list[dict[str, str]]:
    """Find the rules that match a path: `*` matches anything, `:name` one segment."""
    patterns = {re.sub(r":[a-z]+", "[^/]+", re.escape(each).replace(r"\*", ".*")): each for each in rules}
    return [rules[each] for pattern, each in patterns.items() if re.fullmatch(pattern, path)]


def test_one_rule_fits_each_file_for_machines_and_none_fits_a_page(tmp_path: Path) -> None:
    files = made_of_demo(tmp_path)
    rules = rules_of(files[HEADERS].decode())
    assert {*for_all(rules)} == {"X-Content-Type-Options", "Content-Security-Policy"}
    for path in files.keys() - {HEADERS, REDIRECTS}:
        if path.endswith("/index.html"):  # a page that leads to a new address
            continue
        (headers,) = fitting(rules, f"/{path}")
        assert headers["Access-Control-Allow-Origin"] == "*", path
        assert headers["Cache-Control"] == "public, max-age=60", path
    assert not [page for page in PAGES if fitting(rules, f"/{page}")]


def test_content_types_that_hosts_guess_wrong_are_set(tmp_path: Path) -> None:
    rules = rules_of(made(tmp_path / "site")[HEADERS].decode())
    for_all(rules)
    for path, kind in (
        ("/history.atom", "application/atom+xml; charset=utf-8"),
        ("/history.rss", "application/rss+xml; charset=utf-8"),
        ("/components/search/calendar.ics", "text/calendar; charset=utf-8"),
    ):
        (headers,) = fitting(rules, path)
        assert headers["Content-Type"] == kind
    (headers,) = fitting(rules, "/api/v2/summary.json")
    assert "Content-Type" not in headers


def test_pages_load_only_from_the_site_and_from_the_hosts_that_it_names(tmp_path: Path) -> None:
    policy = for_all(rules_of(made(tmp_path / "site")[HEADERS].decode()))["Content-Security-Policy"]
    assert (
        f'Content-Security-Policy "{policy}"' in (REPOSITORY / "docs/handbook/statuspage-api.md").read_text()
    )
    assert "http" not in policy
    assert "default-src 'self';" in policy
    assert "object-src 'none'" in policy
    more = f"{WITH_URL}publish: {{load_from: ['https://fonts.gstatic.com']}}\n"
    policy = for_all(rules_of(made(tmp_path / "more", site=more)[HEADERS].decode()))[
        "Content-Security-Policy"
    ]
    assert "default-src 'self' https://fonts.gstatic.com;" in policy
    assert "script-src 'self' 'unsafe-inline' https://fonts.gstatic.com;" in policy


@pytest.mark.parametrize(
    "host", ["*", "fonts.gstatic.com", "https://a.example/b", "https://a.example; script-src *"]
)
def test_a_host_cannot_change_the_policy(tmp_path: Path, host: str) -> None:
    decoded = decode_site("status.yml", f"{WITH_URL}publish: {{load_from: ['{host}']}}\n".encode())
    assert [each.rule for each in decoded.diagnostics] == ["wrong-value"]


def test_a_site_at_the_root_needs_no_redirects(tmp_path: Path) -> None:
    assert REDIRECTS not in made(tmp_path / "site")


def test_below_a_path_the_rules_carry_it_and_the_tree_is_at_the_root_too(tmp_path: Path) -> None:
    files = made(tmp_path / "site", site=BELOW)
    rules = rules_of(files[HEADERS].decode())
    assert all(path.startswith("/about/status/") for path in rules)
    assert fitting(rules, "/about/status/api/v2/summary.json")
    assert files[REDIRECTS].decode() == "/api/v2/* /about/status/api/v2/:splat 200\n"


def test_a_site_can_do_without_both(tmp_path: Path) -> None:
    files = made(tmp_path / "site", site=f"{BELOW}publish: {{hosting_files: false}}\n")
    assert not files.keys() & {HEADERS, REDIRECTS}
