"""Links: each leads to something that its readers may see, and `check` says of a site what `build` says."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from afterword.app.checking import check
from afterword.cli import cli
from afterword.diagnostics import Diagnostic
from tests.sites import MKDOCS, NOW, PNG, SMALLEST_ID, SMALLEST_RECORD, output, prepared, write_site

CASES = Path(__file__).parent
HIDDEN = "2026-11-19-breach-at-acme"
OTHER = "2026-11-18-slow-too"
SITE = """\
page: {name: Acme, id: acme, url: https://status.acme.example/sub/, description: TEXT}
timezone: UTC
publish: {also: [timeline.evidence]}
components:
  - {id: search, name: Search}
  - {id: api, name: API}
"""
RECORDS = {
    SMALLEST_ID: SMALLEST_RECORD,
    OTHER: "title: Slow, too\nsummary: It was slow.\nstatus: resolved\n",
    HIDDEN: "title: Breach\nsummary: It was bad.\nvisibility: internal\nstatus: resolved\n",
}


def run(command: str, root: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, [command, "--root", str(root), "--now", "2026-11-23 12:00", *words])


def same(root: Path, *words: str) -> Result:
    """Check and build a site, which must give the same findings and exit status, and return the check's."""
    checked, built = (run(command, root, *words) for command in ("check", "build"))
    assert checked.exit_code == built.exit_code, built.output
    assert built.output.startswith(checked.output)
    return checked


def findings(
    folder: Path, more: str, *, site: str = SITE, text: str = "Search."
) -> list[tuple[str, int, int]]:
    """Return the rules and places of what is found when the first record has further keys."""
    records = {**RECORDS, SMALLEST_ID: f"{SMALLEST_RECORD}{more}"}
    found = check(write_site(folder, records, site.replace("TEXT", f"'{text}'")), NOW).diagnostics
    return [place(each) for each in found]


def place(found: Diagnostic) -> tuple[str, int, int]:
    return found.rule, found.location.line, found.location.column


@pytest.mark.parametrize(
    "link",
    [
        f"/sub/incidents/{HIDDEN}/",
        f"/incidents/{HIDDEN}/",
        f"../{HIDDEN}/",
        f"../{HIDDEN}",
        f"../{HIDDEN}/index.md",
        f"../{HIDDEN}.yml",
        f"{HIDDEN}.yml",
        f"./../{HIDDEN}/#windows",
        f"../../incidents/{HIDDEN}/?a=b",
        f"https://status.acme.example/sub/incidents/{HIDDEN}/",
        f"HTTPS://Status.Acme.example:443/sub/incidents/{HIDDEN}/",
        f"//status.acme.example/sub/incidents/{HIDDEN}/",
        f"../{HIDDEN.replace('b', '%62')}/",
        f"../{HIDDEN.replace('b', '&#98;')}/",
        f"https://elsewhere.example/?q={HIDDEN}",
        f"/sub/data/v1/incidents/{HIDDEN}.json",
        f"{HIDDEN}.png",
    ],
)
def test_no_form_of_a_link_to_an_internal_record_is_accepted_in_a_public_text(
    tmp_path: Path, link: str
) -> None:
    found = findings(tmp_path, f'summary: "See [it]({link})."\n')
    assert ("link-to-record", 7) in {each[:2] for each in found}


@pytest.mark.parametrize(
    "more",
    [
        f"related: [{{id: {HIDDEN}, relation: follows}}]",
        f"links: [{{title: It, url: ../{HIDDEN}/}}]",
        f"links: [{{title: {HIDDEN}, url: 'https://example.com/'}}]",
        f"tags: [{HIDDEN.replace('2026', 'x2026')}, x]\nsummary: It follows {HIDDEN}.",
        f"summary: It follows {HIDDEN.upper()}, see there.",
        f"summary: It follows {HIDDEN.replace('-', chr(0x2011))}, see there.",
        f"summary: It follows {HIDDEN[:10].replace('-', chr(0x2013))}{HIDDEN[10:]}.",
        "summary: It follows " + HIDDEN.replace("-", "\\-"),
        f"summary: It follows **{HIDDEN[:10]}**{HIDDEN[10:]}.",
        f"corrections: [{{on: 2026-11-21, text: It follows {HIDDEN}}}]",
        f"severity: sev3\npost_mortem: {{status: draft, background: 'See [it](../{HIDDEN}/)'}}",
        f"timeline: [{{at: 2026-11-20 09:41, kind: action, text: Go., evidence: ['../{HIDDEN}/']}}]",
    ],
)
def test_no_public_text_names_an_internal_record(tmp_path: Path, more: str) -> None:
    assert {rule for rule, _, _ in findings(tmp_path, f"{more}\n")} == {"link-to-record"}


@pytest.mark.parametrize(
    "more",
    [
        f"visibility: internal\nsummary: See [it](../{HIDDEN}/).\nrelated: [{{id: {HIDDEN}, relation: follows}}]",
        f"timeline: [{{at: 2026-11-20 09:41, kind: action, text: '[it](../{HIDDEN}/)', visibility: internal}}]",
        f"internal: {{follows: {HIDDEN}}}",
        f"detection: {{method: staff, source: {HIDDEN}}}",
        f"summary: See [the other](../{OTHER}/) and [again](https://status.acme.example/sub/incidents/{OTHER}/#title).",
        "summary: As [one](/sub/components/search/), [two](../../components/), [it](../../components/api/feed.json).",
        "summary: See [home](/sub/), [us](https://acme.example/incidents/x/), [you](mailto:support@b.de) and ftp://a.b/c.",
    ],
)
def test_internal_texts_may_name_internal_records(tmp_path: Path, more: str) -> None:
    assert findings(tmp_path, f"{more}\n") == []


def test_the_record_itself_is_not_what_was_meant(tmp_path: Path) -> None:
    more = f"links: [{{title: T, url: ../{SMALLEST_ID}s/}}]\n"
    root = write_site(tmp_path, {SMALLEST_ID: f"{SMALLEST_RECORD}{more}"}, SITE.replace("TEXT", "T"))
    (found,) = check(root, NOW).diagnostics
    assert (found.rule, found.example) == ("link-to-record", "")
    assert "an id is a file name without its extension" in found.message


@pytest.mark.parametrize(
    ("link", "rule"),
    [
        ("../2026-11-18-slow-tou/", "link-to-record"),
        ("../other", "link-to-record"),
        (f"record:{OTHER}", "link-to-record"),
        ("/sub/incidents/2026-11-18-gone/", "link-to-record"),
        (f"../{OTHER}/index.md", "link-to-record"),
        (f"../{OTHER}.yml", "link-to-record"),
        (f"/incidents/{OTHER}/", "link-to-record"),
        ("http://[bad", "broken-link"),
        ("//[bad", "broken-link"),
        ("http://", "broken-link"),
        ("https:example.com", "broken-link"),
        ("http://exa%20mple.com/", "broken-link"),
        ("https://example.com:99999/", "broken-link"),
        ("ftp://example.com/x", "broken-link"),
        ("javascript:alert(1)", "broken-link"),
        ("localhost:8000/x", "broken-link"),
        ("", "broken-link"),
        ("/sub/components/serach/", "broken-link"),
        ("../../components/gone/history.atom", "broken-link"),
        ("wiki.example.org", "missing-attachment"),
        ("queue.png", "missing-attachment"),
        ("../2026-11-20-search-is-slow/queue.png", "missing-attachment"),
        ("/sub/incidents/2026-11-20-search-is-slow/queue.png", "missing-attachment"),
    ],
)
def test_a_link_that_leads_nowhere_is_found(tmp_path: Path, link: str, rule: str) -> None:
    (found,) = findings(tmp_path, f'summary: "See [it]({link})."\n')
    assert found[:2] == (rule, 7)


def test_the_place_of_a_link_is_that_of_its_address(tmp_path: Path) -> None:
    more = "summary: |\n  It was slow.\n  See [it](../other) and [more](queue.png).\n"
    assert findings(tmp_path, more) == [("link-to-record", 9, 12), ("missing-attachment", 9, 33)]


def test_the_place_of_an_address_that_pages_drop_is_that_in_the_markdown(tmp_path: Path) -> None:
    more = "summary: |\n  See [a]() or\n  [it](javascript:alert(1)) and [more](<DATA:x y>).\n"
    assert findings(tmp_path, more) == [("broken-link", 7, 10), ("broken-link", 9, 8), ("broken-link", 9, 41)]


@pytest.mark.parametrize(("name", "example"), [("a#1.txt", "a%231.txt"), ("what?.txt", "what%3F.txt")])
def test_a_file_whose_name_ends_an_address_is_found(tmp_path: Path, name: str, example: str) -> None:
    root = write_site(tmp_path, {SMALLEST_ID: f"{SMALLEST_RECORD}summary: 'See [it](<{name}>).'\n"})
    folder = root / "incidents" / "2026" / SMALLEST_ID
    folder.mkdir()
    (folder / name).write_text("x", "utf-8")
    (found,) = check(root, NOW).diagnostics
    assert (found.rule, found.example) == ("missing-attachment", example)
    write_site(tmp_path, {SMALLEST_ID: f"{SMALLEST_RECORD}summary: 'See [it]({example}).'\n"})
    assert check(root, NOW).diagnostics == ()


def test_a_comment_in_a_title_is_an_error(tmp_path: Path) -> None:
    record = SMALLEST_RECORD.replace("is slow\n", "is slow <!-- ask Ada -->\n")
    (found,) = check(write_site(tmp_path, {SMALLEST_ID: record}), NOW).diagnostics
    assert (found.rule, found.example) == ("html-comment", "title: Search is slow")


def test_an_address_spelled_with_entities_is_named(tmp_path: Path) -> None:
    write_site(tmp_path, {SMALLEST_ID: f"{SMALLEST_RECORD}summary: '[it](&#106;avascript&colon;alert(1))'\n"})
    (found,) = check(tmp_path, NOW).diagnostics
    assert found.message.startswith("`javascript:alert(1)` is no address that pages can show")


def test_a_picture_that_no_page_can_show_is_an_error(tmp_path: Path) -> None:
    more = (
        "summary: >-\n  ![a](data:image/png;base64,AAAA) ![b](data:image/svg+xml,x)\n  ![c](<Größe ü.png>)\n"
    )
    places = [("broken-link", 8, 8), ("broken-link", 8, 41), ("missing-attachment", 9, 9)]
    assert findings(tmp_path, more) == places


@pytest.mark.parametrize(
    "text",
    [
        "[x](about/)",
        "[x](http://[bad)",
        "[x](/sub/components/gone/)",
        f"[x](/sub/incidents/{HIDDEN}/)",
        f"Not {HIDDEN}",
    ],
)
def test_a_link_in_status_yml_is_checked_too(tmp_path: Path, text: str) -> None:
    assert [rule for rule, _, _ in findings(tmp_path, "", text=text)] == ["site-broken-link"]


def test_a_record_that_becomes_internal_changes_the_findings_in_those_that_link_to_it(tmp_path: Path) -> None:
    assert findings(tmp_path, f"summary: See [it](../{OTHER}/).\n") == []
    file = tmp_path / f"incidents/2026/{OTHER}.yml"
    file.write_text(RECORDS[OTHER] + "visibility: internal\n")
    assert [place(each) for each in check(tmp_path, NOW).diagnostics] == [("link-to-record", 7, 19)]
    file.write_text(RECORDS[OTHER])
    assert check(tmp_path, NOW).diagnostics == ()


@pytest.mark.parametrize("case", ["link-to-an-internal-record", "address-without-a-scheme"])
def test_check_and_build_report_the_same_in_each_case(tmp_path: Path, case: str) -> None:
    root = Path(shutil.copytree(CASES / case, tmp_path / case))
    (root / "mkdocs.yml").write_text(MKDOCS)
    (root / "docs").mkdir()
    result = same(root)
    assert result.exit_code == 1
    assert not (root / "site").exists()


def write(path: str, text: str) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_bytes(text.encode("latin-1"))

    return change


def add(path: str, text: str) -> Callable[[Path], None]:
    return lambda root: write(path, (root / path).read_text() + text)(root)


def both(first: Callable[[Path], None], second: Callable[[Path], None]) -> Callable[[Path], None]:
    def change(root: Path) -> None:
        first(root)
        second(root)

    return change


LINKING = '{% macro show(base, content) %}<img src="x.png">{% endmacro %}'
RECORD = f"incidents/2026/{SMALLEST_ID}.yml"
CHANGES: dict[str, Callable[[Path], None]] = {
    "attachment": write(f"incidents/2026/{SMALLEST_ID}/queue.png", PNG.decode("latin-1")),
    "picture": add(RECORD, "summary: '![x](queue.png)'\n"),
    "link to a file that is never published": add(RECORD, "limited_by: ['[x](notes.md)']\n"),
    "link to the page itself": add(RECORD, "lessons: {lucky: ['[x](index.html) [y](.) [z](#title)']}\n"),
    "odd names": add(RECORD, "trigger: {kind: unknown, text: '[x](a%2Fb%3Fc.txt) [y](..%5Cz) [z](<a b>)'}\n"),
    "malformed link": add(RECORD, "corrections: [{on: 2026-11-21, text: '[x](http://[bad)'}]\n"),
    "link to an internal record": add(RECORD, f"links: [{{title: x, url: ../{HIDDEN}/}}]\n"),
    "other file as link": add(RECORD, "links: [{title: x, url: report.pdf}]\n"),
    "wrong key": add("status.yml", "nonsense: true\n"),
    "wrong text": add("status.yml", "groups: [{id: g, name: G, description: '[x](y.png)'}]\n"),
    "page template": write("templates/pages/about.html.j2", "<h1>{{ page.nonsense }} {{ other }}</h1>"),
    "good template": write("templates/pages/subscribe.html.j2", "<h1>{{ page.head.title }}</h1>"),
    "template syntax": write("templates/pages/history.html.j2", "<h1>{% if %}</h1>"),
    "unused template": write("templates/unused.html.j2", "{% if %}"),
    "row template": write("templates/fragments/row.html.j2", "<li>{{ row.link.text }} {{ row.nonsense }}</li>"),
    "template that links": write("templates/incident/symptoms.html.j2", LINKING),
    "symptom": add(RECORD, "symptoms: [{component: search, seen: An error.}]\n"),
    "bytes in a template": write("templates/pages/about.html.j2", "\xff"),
    "unknown setting": add("mkdocs.yml", "nonsense: 1\n"),
    "missing hook": add("mkdocs.yml", "hooks: [nowhere.py]\n"),
    "unknown extension": add("mkdocs.yml", "markdown_extensions: [toc, nowhere]\n"),
    "wrong hook": both(add("mkdocs.yml", "hooks: [hook.py]\n"), write("hook.py", "x(")),
    "wrong YAML": add("mkdocs.yml", "extra: [\n"),
    "no folder of pages": lambda root: shutil.rmtree(root / "docs"),
    "page in another encoding": write("docs/other.md", "# S\xfchne\n"),
    "good page": write("docs/other.md", "# Other\n"),
    "addresses without a slash": add("mkdocs.yml", "use_directory_urls: false\n"),
}  # fmt: skip


@pytest.mark.parametrize("change", CHANGES)
def test_check_finds_what_stops_a_build(tmp_path: Path, change: str) -> None:
    root = write_site(tmp_path / "site", {SMALLEST_ID: SMALLEST_RECORD, HIDDEN: RECORDS[HIDDEN]})
    CHANGES[change](root)
    same(root)


@pytest.mark.slow
@settings(max_examples=40, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(
    st.lists(st.sampled_from(sorted(CHANGES)), max_size=3, unique=True),
    st.sampled_from(["public", "internal"]),
)
def test_check_passes_exactly_if_build_passes(
    tmp_path_factory: pytest.TempPathFactory, changes: list[str], audience: str
) -> None:
    root = write_site(
        tmp_path_factory.mktemp("mutated"), {SMALLEST_ID: SMALLEST_RECORD, HIDDEN: RECORDS[HIDDEN]}
    )
    for change in changes:
        CHANGES[change](root)
    same(root, "--audience", audience)
    shutil.rmtree(root)


@pytest.mark.parametrize(
    ("link", "published"),
    [
        ("queue.png", True),
        ("./queue.png", True),
        ("a/../queue.png", True),
        (f"../{SMALLEST_ID}/queue.png", False),
        (f"/sub/incidents/{SMALLEST_ID}/queue.png", False),
        (f"https://status.acme.example/sub/incidents/{SMALLEST_ID}/queue.png", False),
    ],
)
def test_a_file_next_to_the_record_is_published_for_a_link_to_its_name_only(
    tmp_path: Path, link: str, published: bool
) -> None:
    folder = tmp_path / f"incidents/2026/{SMALLEST_ID}"
    folder.mkdir(parents=True)
    (folder / "queue.png").write_bytes(PNG)
    found = findings(tmp_path, f"summary: See [it]({link}).\n")
    assert [rule for rule, _, _ in found] == ([] if published else ["missing-attachment"])
    if published:
        assert f"incidents/{SMALLEST_ID}/queue.png" in dict(output(prepared(tmp_path, now=NOW)))
