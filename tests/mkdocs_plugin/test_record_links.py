"""Hand-written pages link to records by their ids, and a link to none is found with its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.mkdocs_plugin.check import check_site
from afterword.mkdocs_plugin.record_links import linked_ids, places, resolved
from afterword.mkdocs_plugin.session import Session
from afterword.views.audience import Audience
from tests.mkdocs_plugin.test_other_plugins import run
from tests.sites import NOW, SMALLEST_ID, SMALLEST_RECORD, discard_prepared, prepared, write_site

PAGE = f"""\
# Us

It was [slow](record:{SMALLEST_ID}#updates), see `[a](record:sample)`.

```markdown
[b](record:in-a-sample)
```

Then [lost](record:2026-11-20-lost) and [named][out].

[out]: record:{SMALLEST_ID}
"""

NO_LINKS = """\
---
title: record:in-the-front-matter
---

# Us

<!-- [a](record:in-a-comment) -->

Sample:

    [b](record:in-an-indented-sample)

"""
LINKS = f"""\
And:
<a href="record:nope">c</a>, and record:nope is none.
[d]( record:x )
[e](<record:{SMALLEST_ID}>)
"""


def test_links_have_a_place_which_is_not_in_a_sample_of_code() -> None:
    assert list(places(PAGE, {SMALLEST_ID, "2026-11-20-lost", "sample", "macro"})) == [
        (SMALLEST_ID, 3, 15, True),
        ("2026-11-20-lost", 9, 13, True),
        (SMALLEST_ID, 11, 8, True),
        ("macro", 0, 0, True),
        ("sample", 0, 0, True),
    ]


@pytest.mark.parametrize(
    ("html", "ids"),
    [
        ('<a href="record:x-1#updates">', {"x-1"}),
        ("<A class='a > b'\nHREF = 'Record:x'>", {"x"}),
        ("<a href=record:x>", {"x"}),
        ('<a href=" record:x">', {"x"}),
        ('<a href="record:2026-11-20-A_b">', {"2026-11-20-A_b"}),
        ('<a href="record:">', {""}),
        ('<!-- <a href="record:x"> --><a href="record:y">', {"y"}),
        ('<code>&lt;a href="record:x"&gt;</code>', set()),
        ('<a title="href=record:x" href="/">', set()),
        ('<abbr href="record:x">', set()),
    ],
)
def test_html_says_what_is_a_link(html: str, ids: set[str]) -> None:
    assert linked_ids(html) == ids
    assert resolved(html, {"x": "../x/"}).count("../x/") == ("x" in ids)


def test_a_link_leads_to_the_page_of_the_record() -> None:
    html = '<a href="record:x#updates">a</a> <a href="record:x">b</a> <a href="record:y-A">'
    assert (
        resolved(html, {"x": "../x/"})
        == '<a href="../x/#updates">a</a> <a href="../x/">b</a> <a href="record:y-A">'
    )


def test_a_check_finds_the_link_to_an_unknown_record_whenever_records_change(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    (site / "docs" / "us.md").write_text(PAGE)

    def places() -> list[tuple[str, int, int, int]]:
        found = [each.location for each in check_site(site, NOW).diagnostics if each.rule == "mkdocs-config"]
        return [(each.file, each.line, each.column, each.end_column) for each in found]

    lost = ("docs/us.md", 9, 13, 35)
    assert places() == [lost]
    (site / "incidents" / "2026" / f"{SMALLEST_ID}.yml").unlink()
    assert [place[1] for place in places()] == [3, 9, 11]


def test_a_former_id_leads_to_the_record(tmp_path: Path) -> None:
    site = write_site(tmp_path, {SMALLEST_ID: f"{SMALLEST_RECORD}aliases: [2026-11-20-slow]\n"})
    (site / "docs" / "us.md").write_text("It was [slow](record:2026-11-20-slow#updates).\n")
    for _ in range(2):  # also when the record is not read
        assert not [each for each in check_site(site, NOW).diagnostics if each.rule == "mkdocs-config"]
    session = Session()
    session.begin(prepared(site), fast=True)
    assert session.content.record_aliases == {"2026-11-20-slow": SMALLEST_ID}
    discard_prepared()


def test_a_check_takes_for_a_link_what_is_one(tmp_path: Path) -> None:
    site = write_site(tmp_path, {SMALLEST_ID: f"{SMALLEST_RECORD}visibility: internal\n"})
    (site / "docs" / "us.md").write_text(NO_LINKS + LINKS)
    (site / "docs" / "draft.md").write_text("[f](record:in-a-page-that-no-build-has)")
    (site / "docs" / "broken.md").write_text("[f](record:nope)\n\n--8<-- 'missing.md'\n")
    with (site / "mkdocs.yml").open("a") as config:
        config.write(
            "exclude_docs: draft.md\nmarkdown_extensions: [{pymdownx.snippets: {check_paths: true}}]\n"
        )

    def found(audience: Audience) -> list[tuple[int, str]]:
        diagnostics = check_site(site, NOW, audience).diagnostics
        return [(each.location.line, each.message) for each in diagnostics if each.rule == "mkdocs-config"]

    unknown = [(14, "`record:nope`: there is no such record"), (15, "`record:x`: there is no such record")]
    message = f"`record:{SMALLEST_ID}`: the record is internal, and public pages cannot link to it"
    assert found(Audience.INTERNAL) == unknown
    assert found(Audience.PUBLIC) == [*unknown, (16, message)]


def test_a_mistyped_id_has_a_suggestion_and_a_link_without_a_text_is_found(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    mistyped = SMALLEST_ID.replace("search", "serach")
    (site / "docs" / "us.md").write_text(
        f"[a](record:{mistyped}), [](record:{SMALLEST_ID}), [b](record:nope)\n"
    )
    found = [each for each in check_site(site, NOW).diagnostics if each.rule == "mkdocs-config"]
    assert [(each.message, each.example) for each in found] == [
        (
            f"`record:{mistyped}`: there is no such record; did you mean `{SMALLEST_ID}`?",
            f"record:{SMALLEST_ID}",
        ),
        (
            f"`record:{SMALLEST_ID}`: the link has no text, so readers cannot see it",
            f"[the outage](record:{SMALLEST_ID})",
        ),
        ("`record:nope`: there is no such record", "record:2026-11-20-search-is-slow"),
    ]


@pytest.mark.slow
def test_a_build_makes_the_links_and_warns_of_the_others(tmp_path: Path) -> None:
    site = write_site(tmp_path, {SMALLEST_ID: f"{SMALLEST_RECORD}aliases: [2026-11-20-slow]\n"})
    (site / "docs" / "us.md").write_text(f"{PAGE}[former](record:2026-11-20-slow)\n")
    done = run(site, "mkdocs", "build")
    assert "docs/us.md:9:13: `record:2026-11-20-lost`: there is no page of this record" in done.stderr
    assert done.stderr.count("no page of this record") == 1
    html = (site / "site" / "us" / "index.html").read_text()
    assert f'href="../incidents/{SMALLEST_ID}/#updates"' in html
    assert f'href="../incidents/{SMALLEST_ID}/">named' in html
    assert f'href="../incidents/{SMALLEST_ID}/">former' in html
    assert "(record:in-a-sample)" in html

    done = run(site, "afterword", "build")
    printed = done.stdout + done.stderr
    assert "1 warning in docs/us.md" in printed
    assert "no problems" not in printed
    assert printed.count("`record:2026-11-20-lost`") == 1
