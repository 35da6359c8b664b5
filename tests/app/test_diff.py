"""`afterword diff` says what a change means to readers, from git as people use it."""

from __future__ import annotations

import html
import json
import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from cmarkgfm import github_flavored_markdown_to_html
from cmarkgfm.cmark import Options
from jsonschema import Draft202012Validator

from afterword.app import diff as app_diff
from afterword.cli import cli
from afterword.records.decode import Decoded, decode_record
from afterword.records.record import Record
from afterword.records.site import Site
from tests.sites import REPOSITORY, write_site

NOW = "2026-11-27 12:00"
SITE = """\
page: {name: Example, id: example, url: https://status.example.com/}
timezone: UTC
uptime: {policy: strict}
components:
  - {id: search, name: Search, since: 2026-01-01, objective: 99.9}
  - {id: api, name: API, since: 2026-01-01}
"""
ID = "2026-11-20-search-is-slow"
OTHER_ID = "2026-11-10-api-is-down"
RECORD = """\
title: Search is slow
summary: Searches took several seconds.
windows:
  - {component: search, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
  - {component: api, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 09:50}
updates:
  - {at: 2026-11-20 09:52, status: investigating, body: Searches take several seconds. We are looking into it.}
  - {at: 2026-11-20 10:20, status: resolved, body: Searches are fast again.}
root_causes: [{id: queue, text: Reports shared a queue with searches.}]
action_items:
  - {id: a1, title: Give reports a queue, status: open, owner: team-search, due: 2026-12-15, addresses: [queue]}
  - {id: a2, title: Watch the queue, status: open, owner: team-search, due: 2026-12-15}
post_mortem: {status: published, published: 2026-11-24}
"""
OTHER = """\
title: API is down
summary: Requests failed.
windows: [{component: api, level: major_outage, start: 2026-11-10 09:00, end: 2026-11-10 13:00}]
updates:
  - {at: 2026-11-10 13:05, status: resolved, body: Requests work again.}
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site with two records, committed."""
    folder = write_site(tmp_path / "site", {ID: RECORD, OTHER_ID: OTHER}, SITE)
    git(folder, "init", "-q", "-b", "main")
    commit(folder)
    return folder


def git(folder: Path, *arguments: str) -> None:
    identity = ("-c", "user.name=A", "-c", "user.email=a@example.com", "-c", "commit.gpgsign=false")
    subprocess.run(["git", "-C", str(folder), *identity, *arguments], check=True, capture_output=True)


def commit(folder: Path) -> None:
    git(folder, "add", "-A")
    git(folder, "commit", "-qm", "x")


def path_of(folder: Path, record_id: str = ID) -> Path:
    return folder / "incidents" / "2026" / f"{record_id}.yml"


def change(folder: Path, typed: str, now: str, record_id: str = ID) -> None:
    text = path_of(folder, record_id).read_text("utf-8")
    assert typed in text
    path_of(folder, record_id).write_text(text.replace(typed, now, 1), encoding="utf-8")


def diff(folder: Path, *arguments: str) -> Result:
    return CliRunner().invoke(cli, ["diff", "--root", str(folder), "--now", NOW, *arguments])


def said(folder: Path, *arguments: str) -> str:
    """Return what `diff` prints, in one line, so that a test does not depend on where lines end."""
    result = diff(folder, *arguments)
    assert result.exit_code == 0, result.output
    return " ".join(result.stdout.split())


def test_nothing_has_changed(site: Path) -> None:
    assert said(site).endswith("the working tree: no change")


def test_order_quotes_comments_and_white_space_are_no_change(site: Path) -> None:
    lines = RECORD.splitlines(keepends=True)
    updates = lines[5:8]
    other = ["# A comment.\n", *lines[8:], "\n", updates[0], updates[2], updates[1], *lines[:5]]
    path_of(site).write_text("".join(other).replace("title: Search is slow", "title: 'Search is slow'"))
    assert ": no change" in said(site)


def test_a_moved_end_changes_the_uptime_of_another_component_too(site: Path) -> None:
    change(site, "end: 2026-11-20 09:50", "end: 2026-11-20 13:50")
    text = said(site)
    assert "~ windows.end (api 2026-11-20 09:40): 2026-11-20 09:50 → 2026-11-20 13:50 (4 h later)" in text
    assert "~ API, uptime, 30 days: 99.41 % → 98.84 %" in text
    assert "~ API, Degraded: 10 min → 4 h 10 min" in text
    assert "Search, uptime" not in text


def test_an_error_budget_moves_with_the_uptime(site: Path) -> None:
    change(site, "end: 2026-11-20 10:15", "end: 2026-11-20 11:15")
    assert "~ Search, error budget, November 2026: 8 min 12 s left → 51 min 48 s over budget" in said(site)


def test_a_slipped_due_date(site: Path) -> None:
    change(site, "due: 2026-12-15, addresses", "due: 2027-01-31, addresses")
    assert "~ action_items.due (a1): 2026-12-15 → 2027-01-31 (47 days later, not noted in `moved`)" in said(
        site
    )
    change(site, "due: 2027-01-31,", "due: 2027-01-31, moved: [{on: 2026-11-26, from: 2026-12-15}],")
    assert "(47 days later, moved once in all)" in said(site)


def test_a_dropped_action_item(site: Path) -> None:
    change(
        site, "  - {id: a2, title: Watch the queue, status: open, owner: team-search, due: 2026-12-15}\n", ""
    )
    assert "Promises 2026-11-20-search-is-slow Search is slow − action_items (a2): id: a2" in said(site)


def test_a_reworded_update(site: Path) -> None:
    change(site, "Searches take several seconds.", "A few searches take longer.")
    assert "~ updates.body (2026-11-20 09:52): Searches take several seconds. We are" in said(site)


@pytest.mark.parametrize(
    ("alias", "told"),
    [(f"aliases: [{ID}]\n", "(the former address leads to it)"), ("", "(the former address is lost)")],
)
def test_a_renamed_record(site: Path, alias: str, told: str) -> None:
    path_of(site).rename(path_of(site, "2026-11-20-searches-fail"))
    path_of(site, "2026-11-20-searches-fail").write_text(alias + RECORD)
    text = said(site)
    assert f"~ address: incidents/{ID}/ → incidents/2026-11-20-searches-fail/ {told}" in text
    assert "Numbers that move" not in text


def test_a_hidden_record_improves_the_uptime(site: Path) -> None:
    path_of(site, OTHER_ID).write_text("visibility: internal\n" + OTHER)
    text = said(site, "--all")
    assert f"− page: incidents/{OTHER_ID}/ (the record is internal)" in text
    assert "~ API, uptime, 30 days: 99.41 % → 99.97 %" in text
    assert "~ visibility: public → internal" in text
    assert f"What readers no longer see {OTHER_ID} API is down − title: API is down" in text


def test_a_deleted_record(site: Path) -> None:
    path_of(site, OTHER_ID).write_text(f"{OTHER}internal: {{call: room 4}}\n")
    commit(site)
    path_of(site, OTHER_ID).unlink()
    text = said(site, "--all")
    assert f"− page: incidents/{OTHER_ID}/ (the record was deleted)" in text
    assert "~ API, uptime, November 2026: 99.34 % → 99.97 %" in text
    assert "− total: 4 h" in text
    assert f"What readers no longer see {OTHER_ID} API is down − title: API is down" in text
    assert f"What stays internal {OTHER_ID} API is down − internal.call: room 4" in text


def test_a_new_record_is_told_field_by_field(site: Path) -> None:
    new = "2026-11-26-reports-late"
    path_of(site, new).write_text(
        "title: Reports are late\n"
        "summary: Reports came an hour late, see <https://tickets.example.com/7>.\n"
        "internal: {call: room 4}\n"
    )
    text = said(site)
    assert f"+ new page: incidents/{new}/" in text
    assert "+ link: https://tickets.example.com/7" in text
    assert "+ title: Reports are late" in text
    assert "What stays internal 2026-11-26-reports-late Reports are late + internal.call: room 4" in text


def test_publishing_a_draft_shows_everything_that_it_held_back(site: Path) -> None:
    change(site, "status: published, published: 2026-11-24", "status: draft")
    commit(site)
    change(site, "status: draft", "status: published, published: 2026-11-26")
    text = said(site, "--all")
    assert "+ root_causes (queue): id: queue" in text
    assert "+ action_items (a1)" in text


def test_a_changed_setting_moves_numbers(site: Path) -> None:
    (site / "status.yml").write_text(SITE.replace("policy: strict", "policy: statuspage"))
    text = said(site)
    assert "Settings in status.yml ~ uptime.policy: strict → statuspage" in text
    assert "~ Search, uptime, 30 days: 99.91 % → 100.00 %" in text


def test_another_time_zone_reads_every_record_again(site: Path) -> None:
    (site / "status.yml").write_text(SITE.replace("timezone: UTC", "timezone: Pacific/Auckland"))
    text = said(site, "--all")
    assert "timezone: UTC → Pacific/Auckland" in text
    assert "~ updates.at" not in text, "the clock times are as typed"


def test_a_record_in_another_time_zone_shows_the_offsets(site: Path) -> None:
    change(site, "title: Search is slow", "title: Search is slow\ntimezone: Europe/Berlin")
    assert (
        "~ windows.end (search 2026-11-20 09:40): 2026-11-20 10:15Z → 2026-11-20 10:15+01:00 (1 h earlier)"
        in said(site)
    )


def test_a_component_with_another_id_and_its_former_one_as_an_alias_moves_nothing(site: Path) -> None:
    former = "{id: api, name: API, since: 2026-01-01}"
    assert former in SITE
    present = "{id: rest-api, name: API, since: 2026-01-01, aliases: [api]}"
    (site / "status.yml").write_text(SITE.replace(former, present))
    assert "Numbers that move" not in said(site, "--all")
    commit(site)
    assert "Numbers that move" not in said(site, "--all", "HEAD", "HEAD~1")


def test_a_record_that_is_not_compared_is_not_called_unchanged(site: Path) -> None:
    change(site, "level: degraded", "level: [degraded")
    for form in ("text", "markdown", "html"):
        assert "no change" not in said(site, "--format", form)


def test_two_commits_and_a_folder(site: Path, tmp_path: Path) -> None:
    change(site, "end: 2026-11-20 09:50", "end: 2026-11-20 13:50")
    commit(site)
    change(site, "end: 2026-11-20 13:50", "end: 2026-11-20 23:50")
    expected = "2026-11-20 09:50 → 2026-11-20 13:50"
    text = said(site, "HEAD~1", "HEAD")
    assert expected in text
    assert "~ API, uptime, 30 days: 99.41 % → 98.84 %" in text
    earlier = write_site(tmp_path / "earlier", {ID: RECORD, OTHER_ID: OTHER}, SITE)
    assert "2026-11-20 09:50 → 2026-11-20 23:50" in said(site, str(earlier))


def test_a_record_with_errors_is_named_and_the_rest_compared(site: Path) -> None:
    change(site, "level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15", "level: [")
    change(site, "Requests failed.", "All requests failed.", OTHER_ID)
    result = diff(site)
    assert result.exit_code == 0
    sentence = f"incidents/2026/{ID}.yml has errors in the working tree, and is not compared"
    assert sentence in result.stdout
    compared, _, findings = result.stdout.replace(sentence, "").partition("Findings")
    assert ID not in compared, "it is not gone"
    assert "yaml-syntax" in findings
    assert "✓" not in findings, "what is not judged is not fixed"
    assert "~ summary: Requests failed. → All requests failed." in result.stdout


def test_json_has_the_same_facts(site: Path) -> None:
    change(site, "end: 2026-11-20 09:50", "end: 2026-11-20 13:50")
    found = json.loads(diff(site, "--format", "json").stdout)
    (record,) = found["records"]
    assert (record["id"], record["page"]) == (ID, "changed")
    assert record["public"] == [
        {
            "key": "windows.end",
            "entry": "api 2026-11-20 09:40",
            "path": ["windows", 1, "end"],
            "before": "2026-11-20 09:50",
            "after": "2026-11-20 13:50",
            "change": "window_moved",
            "note": "4 h later",
        }
    ]
    assert {each["component"] for each in found["uptimes"]} == {"API"}


def test_the_json_is_as_its_schema_says(site: Path) -> None:
    change(site, "end: 2026-11-20 09:50", "end: 2026-11-20 13:50")
    schema = json.loads((REPOSITORY / "schema" / "diff-v1.json").read_text("utf-8"))
    Draft202012Validator(schema).validate(json.loads(diff(site, "--format", "json").stdout))


@pytest.mark.parametrize("form", ["text", "markdown", "json", "html"])
def test_every_format_can_be_written_to_a_file(site: Path, tmp_path: Path, form: str) -> None:
    change(site, "end: 2026-11-20 09:50", "end: 2026-11-20 13:50")
    file = tmp_path / "diff"
    result = diff(site, "--format", form, "--output", str(file))
    assert result.exit_code == 0, result.output
    assert "What readers see" in result.stdout
    assert "2026-11-20 13:50" in re.sub("<[^>]*>", "", file.read_text("utf-8"))
    if form != "text":
        assert file.read_text("utf-8") == diff(site, "--format", form).stdout


def test_a_file_that_cannot_be_written(site: Path, tmp_path: Path) -> None:
    result = diff(site, "--output", str(tmp_path / "no" / "diff"))
    assert result.exit_code == 2
    assert "No such file or directory" in result.stderr


EARLIER = """\
title: Search was down
windows: [{component: search, level: major_outage, start: 2026-09-01 09:00, end: 2026-09-01 13:00}]
root_causes: [{id: c, category: capacity, text: It was full.}]
action_items:
  - {id: a1, title: Watch the queue, status: open, owner: team-search, due: 2026-10-01}
  - {id: a2, title: Add a disk, status: done, closed: 2026-09-02}
updates: [{at: 2026-09-01 13:00, status: resolved, body: Search works again.}]
"""


def test_similar_earlier_records_are_shown_with_what_was_promised(site: Path) -> None:
    path_of(site, "2026-09-01-search-down").write_text(EARLIER)
    path_of(site, "2026-09-02-search-down").write_text(f"visibility: internal\n{EARLIER}")
    commit(site)
    CliRunner().invoke(cli, ["check", str(site), "--now", NOW])
    change(site, "title: Search is slow", "title: Searches are slow")
    text = said(site, "--all")
    assert "≈ 2026-09-01-search-down: Search was down (same component: Search)" in text
    assert "⚑ a1: Watch the queue (team-search, due 2026-10-01, overdue)" in text
    assert "≈ 2026-09-02-search-down: Search was down (same component: Search; internal)" in text
    assert "Add a disk" not in text
    commit(site)
    path_of(site, "2026-09-02-search-down").unlink()
    assert "≈ 2026-09-02-search-down" not in said(site, "HEAD~1", "--all")
    assert "≈ 2026-09-02-search-down" in said(site, "HEAD~1", "HEAD", "--all"), "as in that commit"


def test_what_must_not_be_overlooked_is_first(site: Path) -> None:
    change(site, "Requests failed.", "Requests to db-1.prod.internal failed, as @kim found.", OTHER_ID)
    change(site, "Searches are fast again.", "Searches are quick again.")
    text = said(site)
    assert f"+ host: db-1.prod.internal ({OTHER_ID}) + name of a person: @kim ({OTHER_ID})" in text
    assert text.index("+ host") < text.index("~ summary")


ORDINARY = [
    ("end: 2026-11-20 09:50", "end: 2026-11-20 13:50"),
    (
        "level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15",
        "level: major_outage, start: 2026-11-20 09:40",
    ),
    ("due: 2026-12-15, addresses", "due: 2027-01-31, addresses"),
    ("status: open, owner: team-search, due: 2026-12-15}", "status: done, closed: 2026-11-26}"),
    ("Searches take several seconds.", "A few searches take longer."),
    ("status: published, published: 2026-11-24", "status: draft"),
    ("summary: Searches took several seconds.", "summary: Searches took several seconds.\nseverity: sev1"),
    ("title: Search is slow", "visibility: internal\ntitle: Search is slow"),
]


@pytest.mark.parametrize(("typed", "now"), ORDINARY)
def test_an_ordinary_change_fits_one_screen(site: Path, typed: str, now: str) -> None:
    change(site, typed, now)
    assert len(diff(site).stdout.splitlines()) <= 40


TRAPS = (
    "@everyone | <b>see</b> `x`#12 *a* [b](c) https://a.example www.a.example a@b.example ~~c~~ ![d](e) $f$"
)


def test_a_comment_shows_text_as_it_is(site: Path) -> None:
    change(site, "body: Searches take several seconds. We are looking into it.", f"body: '{TRAPS}'")
    text = diff(site, "--format", "markdown").stdout
    (row,) = (line for line in text.splitlines() if "updates.body" in line)
    assert len(re.findall(r"(?<!\\)[|]", row)) == 5
    page = github_flavored_markdown_to_html(text, Options.CMARK_OPT_UNSAFE)
    (of_update,) = (each for each in page.split("<tr>") if "updates.body" in each)
    cells = [re.sub("<[^>]*>", "", each) for each in re.findall("<td>(.*?)</td>", of_update)]
    assert html.unescape(cells[3]) == TRAPS
    assert not re.search(r"<(a|em|del|img|b)\b", page)


@pytest.mark.parametrize(
    ("versions", "message"),
    [
        (("a", "b", "c"), "a comparison has at most two versions, not 3"),
        (("nowhere",), "git finds no commit `nowhere` here"),
        (("",), "the name of a version is empty"),
        (("../nowhere",), "git finds no commit `../nowhere` here; there is no such folder either"),
    ],
)
def test_what_cannot_be_compared_is_said(site: Path, versions: tuple[str, ...], message: str) -> None:
    result = diff(site, *versions)
    assert (result.exit_code, result.stdout) == (2, "")
    assert message in result.stderr


def test_a_version_without_a_site(site: Path, tmp_path: Path) -> None:
    (site / "status.yml").write_text("page: {name: 1\n")
    result = diff(site, "HEAD")
    assert result.exit_code == 2
    message = "the working tree has errors in status.yml, so it cannot be compared; `afterword check status.yml` shows"
    assert message in result.stderr


def test_what_differs_from_the_files_is_read_once(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    change(site, "10:15", "11:15")
    commit(site)
    change(site, "13:00", "14:00", OTHER_ID)
    read: list[str] = []

    def noted(path: str, data: bytes, of: Site) -> Decoded[Record]:
        read.append(path)
        return decode_record(path, data, of)

    monkeypatch.setattr(app_diff, "decode_record", noted)
    text = said(site, "HEAD~1", "HEAD")
    assert "API, uptime" not in text
    assert read == [f"incidents/2026/{OTHER_ID}.yml"] * 2, "once for each of the two versions"
