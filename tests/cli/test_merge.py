"""`afterword merge` joins two records about the same incident, and loses nothing of either."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.cli import cli
from afterword.records.decode import decode_record, decode_site
from afterword.records.site import Site
from tests.cli.editing_site import SITE, edit, edited, editing_site, record_file
from tests.cli.test_rename import files
from tests.repositories import commit, repository
from tests.sites import PNG

ID, OTHER_ID, THIRD_ID = "2026-11-18-search-is-slow", "2026-11-18-api-times-out", "2026-11-19-again"
TEXT = """\
# Kept.
title: Search is slow
severity: sev3
summary: Searches were slow.
windows:
  - {id: w1, component: search, level: degraded, start: 2026-11-18 09:40, end: 2026-11-18 10:15}
updates:
  # The first one.
  - {at: 2026-11-18 09:52, status: investigating, body: Searches take several seconds.}
  - {at: 2026-11-18 10:20, status: resolved, body: Searches are fast again.}
detection: {method: alert, windows: [w1]}
action_items:
  - {id: a1, title: Check the index, status: open}
related:
  - {id: 2026-11-18-api-times-out, relation: part_of}
tags: [index]
"""
OTHER = """\
# Seen in the API first.  # twice
title: "API: times out"
severity: sev2
summary: Calls timed out.
windows:
  - {id: w1, component: api, level: degraded, start: 2026-11-18 09:45, end: 2026-11-18 10:10}
updates:
  - at: 2026-11-18 09:55
    status: investigating
    body: "Calls time out often: ![the load](graph.png)"
  - {at: 2026-11-18 10:15, status: update, body: Calls are answered.}  # by hand
detection: {method: staff, windows: [w1]}
milestones: {detected: 2026-11-18 09:50}
action_items:
  - {id: a1, title: Check the calls, status: open}
  - {id: a2, title: Check the index, status: open}
tags: [index, calls]
internal: {call: room 4}
"""
THIRD = f"""\
title: Again
severity: sev3
windows:
  - {{component: web, level: degraded, start: 2026-11-19 09:40, end: 2026-11-19 10:15}}
updates:
  - {{at: 2026-11-19 09:52, status: investigating, body: The web app is slow.}}
  - {{at: 2026-11-19 10:20, status: resolved, body: It works again.}}
related: [{{id: {OTHER_ID}, relation: recurrence_of}}]
"""


@pytest.fixture
def site(tmp_path: Path) -> Path:
    site = repository(editing_site(tmp_path / "a site"))
    record_file(site, ID).write_text(TEXT, encoding="utf-8")
    record_file(site, OTHER_ID).write_text(OTHER, encoding="utf-8")
    record_file(site, THIRD_ID).write_text(THIRD, encoding="utf-8")
    folder = record_file(site, OTHER_ID).with_suffix("")
    folder.mkdir()
    (folder / "graph.png").write_bytes(PNG)
    return site


def test_records_that_nobody_has_seen_become_one(site: Path) -> None:
    result = edit(site, "merge", "11-18-search", "times-out", "--dry-run")
    assert "! The records differ in `title`, `severity`, `summary`" in " ".join(result.output.split())
    text = edited(site, "merge", ID, OTHER_ID, record_id=ID)
    assert "- {id: w2, component: api, level: degraded, start: 2026-11-18 09:45" in text
    assert "method: staff, windows: [w2]" in text or "method: staff\n    windows: [w2]" in text
    times = [line.partition("at: ")[2][:16] for line in text.splitlines() if "at: 2026" in line]
    assert times == sorted(times)
    assert len(times) == 4
    assert "  - {id: a1, title: Check the index, status: open}\n  - {id: a3, title: Check the calls" in text
    assert "tags: [index, calls]\n" in text
    assert "Calls time out often: ![the load](graph.png)" in text
    assert "related" not in text
    assert "aliases" not in text
    assert "corrections" not in text
    assert 'title: "API: times out"' in text.partition("internal:")[2]
    assert "call: room 4" in text
    assert "# Kept.\n" in text
    assert "  # The first one.\n" in text
    assert f"# Comments of {OTHER_ID}:\n# - Seen in the API first.  # twice\n# - by hand\n" in text
    assert sorted(files(site)) == [
        "2026/2026-11-18-api-refuses-requests.yml",
        f"2026/{ID}.yml",
        f"2026/{ID}/graph.png",
        f"2026/{THIRD_ID}.yml",
        "2026/2026-11-20-search-is-slow.yml",
    ]
    assert f"related: [{{id: {ID}, relation" in record_file(site, THIRD_ID).read_text(encoding="utf-8")


def test_a_relation_to_both_becomes_one(site: Path) -> None:
    text = THIRD.replace("related: [", f"related: [{{id: {ID}, relation: recurrence_of}}, ")
    report = f"post_mortem: {{status: published, published: 2026-11-19, covers: [{OTHER_ID}, {ID}], background: x}}\n"
    record_file(site, THIRD_ID).write_text(text + report, encoding="utf-8")
    result = edit(site, "merge", ID, OTHER_ID)
    assert result.exit_code == 0, result.output
    written = record_file(site, THIRD_ID).read_text(encoding="utf-8")
    assert f"related: [{{id: {ID}, relation: recurrence_of}}]\n" in written
    assert f"covers: [{ID}]," in written


def test_the_address_of_a_published_record_leads_on(site: Path) -> None:
    kept = record_file(site, ID)
    kept.unlink()
    commit(site)
    kept.write_text(TEXT, encoding="utf-8")
    assert f"aliases: [{OTHER_ID}]\n" in edited(site, "merge", ID, OTHER_ID, record_id=ID)
    assert not record_file(site, OTHER_ID).exists()


def test_a_record_that_is_published_too_stays_as_a_duplicate(site: Path) -> None:
    file = record_file(site, OTHER_ID)
    other = file.read_text(encoding="utf-8")
    event = "timeline:\n  - at: 2026-11-18 09:46  # from the log\n    text: 'The load: ![it](graph.png)'\n"
    file.write_text(
        other.replace("windows:", "windows:\n  # By the graph.", 1).replace(
            "milestones:", f"{event}milestones:"
        )
    )
    (file.with_suffix("") / "other.png").write_bytes(PNG)
    commit(site)
    text = edited(site, "merge", ID, OTHER_ID, "-m", "The API was affected too.", record_id=ID)
    assert f"# Comments of {OTHER_ID}:\n# - By the graph.\n# - from the log\n" in text
    copied = [each for each in files(site) if each.startswith("2026/2026-11-18-") and each.endswith(".png")]
    assert sorted(copied) == [
        f"2026/{OTHER_ID}/graph.png",
        f"2026/{OTHER_ID}/other.png",
        f"2026/{ID}/graph.png",
    ]
    assert "component: api" in text
    assert "The API was affected too." in text
    assert "times out" not in text
    other = record_file(site, OTHER_ID).read_text(encoding="utf-8")
    assert "windows:" not in other
    assert f"related:\n  - id: {ID}\n    relation: duplicate_of\n" in other
    whole = " ".join(other.split())
    assert (
        "This is part of another incident: [Search is slow](/incidents/2026-11-18-search-is-slow/)." in whole
    )
    words = ["check", "--since", "HEAD", "--strict", "--root", str(site), "--now", "2026-11-20 10:30"]
    result = CliRunner().invoke(cli, words)
    assert result.exit_code == 0, result.output


def test_maintenance_that_readers_wait_for_is_cancelled_first(site: Path) -> None:
    text = (
        "title: {}\nkind: maintenance\nsummary: We move it.\n"
        "scheduled: {{start: 2026-11-2{} 10:00, end: 2026-11-2{} 12:00}}\n"
    )
    for number, name in enumerate((ID, OTHER_ID), start=2):
        record_file(site, name).write_text(text.format(name, number, number), encoding="utf-8")
    commit(site)
    result = edit(site, "merge", ID, OTHER_ID)
    assert result.exit_code == 2
    assert f"cancel it first: `afterword maintenance cancel {OTHER_ID}`" in result.output


def test_what_refers_to_a_joined_window_follows_it(site: Path) -> None:
    file = record_file(site, OTHER_ID)
    file.write_text(file.read_text().replace("component: api", "component: search"), encoding="utf-8")
    text = edited(site, "merge", ID, OTHER_ID, record_id=ID)
    assert text.count("component: search") == 1
    assert "start: 2026-11-18 09:40, end: 2026-11-18 10:15}" in text
    assert "method: staff, windows: [w1]" in text or "method: staff\n    windows: [w1]" in text


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ("kind: near_miss\n", "the records differ in `kind`"),
        ("visibility: internal\n", "the records differ in `visibility`"),
        ("timezone: Europe/Berlin\n", "different zones"),
        ("sumary: x\n", "sumary"),
        ("<<<<<<< HEAD\n", "merge conflict"),
    ],
)
def test_records_that_cannot_be_one_stay(site: Path, change: str, message: str) -> None:
    file = record_file(site, OTHER_ID)
    file.write_text(change + file.read_text(encoding="utf-8"), encoding="utf-8")
    before = files(site)
    result = edit(site, "merge", ID, OTHER_ID)
    assert result.exit_code == 2, result.output
    assert message in " ".join(result.output.split())
    assert files(site) == before


def test_what_waits_for_a_post_mortem_goes_on_waiting(site: Path) -> None:
    file = record_file(site, OTHER_ID)
    draft = file.read_text(encoding="utf-8") + "post_mortem: {status: draft}\n"
    file.write_text(draft, encoding="utf-8")
    kept = record_file(site, ID)
    kept.write_text(f"{TEXT}post_mortem: {{status: published, published: 2026-11-19}}\n", encoding="utf-8")
    result = edit(site, "merge", ID, OTHER_ID)
    assert result.exit_code == 2
    assert "what waits for it would be public" in result.output
    kept.write_text(TEXT, encoding="utf-8")
    assert "post_mortem:\n  status: draft\n" in edited(site, "merge", ID, OTHER_ID, record_id=ID)


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ((ID, "nothing"), "no record has `nothing` in its id"),
        (("nothing", ID), "no record has `nothing` in its id"),
        ((ID, ID), "a record cannot be merged with itself"),
        ((ID,), "Missing argument 'OTHER'"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_written(
    site: Path, words: tuple[str, ...], message: str
) -> None:
    before = files(site)
    result = edit(site, "merge", *words)
    assert result.exit_code == 2, result.output
    assert message in result.output
    assert files(site) == before


OPEN_TEXT = """\
title: {title}
severity: sev3
windows:
{windows}
updates:
  - {{at: 2026-11-20 09:52, status: investigating, body: {title}.}}
"""


def _merged_windows(site: Path, own: str, others: str) -> str:
    """Merge two open records of the current day, and return the windows of the result."""
    names = "2026-11-20-one", "2026-11-20-two"
    for name, windows in zip(names, (own, others), strict=True):
        lines = "\n".join(f"  - {{{each}}}" for each in windows.split("; "))
        record_file(site, name).write_text(OPEN_TEXT.format(title=name[11:], windows=lines), encoding="utf-8")
    return _merged(site, *names)


def _merged(site: Path, one: str, other: str) -> str:
    result = edit(site, "merge", one, other)
    assert result.exit_code == 0, result.output
    return record_file(site, one).read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("own", "others", "expected"),
    [
        ("09:45", "09:40", ["degraded 09:40-"]),
        ("09:45-09:50", "09:40", ["degraded 09:40-"]),
        ("09:40", "09:45-09:50", ["degraded 09:40-"]),
        ("09:40-09:50", "09:45-09:55", ["degraded 09:40-09:55"]),
        ("09:40-09:50", "09:50", ["degraded 09:40-09:50", "degraded 09:50-"]),
        ("09:40", "09:45! ", ["degraded 09:40-09:45", "major_outage 09:45-"]),
        ("09:40", "09:45-09:50!", ["degraded 09:40-09:45", "major_outage 09:45-09:50", "degraded 09:50-"]),
        ("09:45!", "09:40", ["degraded 09:40-09:45", "major_outage 09:45-"]),
        ("09:45", "09:40!", ["major_outage 09:40-"]),
        ("09:40!", "09:45", ["major_outage 09:40-"]),
        ("09:40-09:45; 09:45!", "09:35", ["degraded 09:35-09:40", "degraded 09:40-09:45", "major_outage 09:45-"]),
        ("09:40", "09:35-09:45; 09:45!", ["degraded 09:35-09:45", "major_outage 09:45-"]),
    ],
)  # fmt: skip
def test_a_component_has_the_worse_level_where_windows_overlap(
    site: Path, own: str, others: str, expected: list[str]
) -> None:
    typed = []
    for side in (own, others):
        spans = (each.strip() for each in side.split("; "))
        typed.append("; ".join(map(_window, spans)))
    text = _merged_windows(site, *typed)
    assert sorted(_levels(text), key=lambda each: each.split()[1]) == expected


def _window(span: str) -> str:
    level = "major_outage" if span.endswith("!") else "degraded"
    start, _, end = span.rstrip("!").partition("-")
    ends = f", end: 2026-11-20 {end}" if end else ""
    return f"component: web, level: {level}, start: 2026-11-20 {start}{ends}"


def _levels(text: str) -> list[str]:
    record = decode_record("incidents/2026/2026-11-20-one.yml", text.encode(), _site(SITE)).model
    assert record is not None
    return [
        f"{each.level} {each.start:%H:%M}-{f'{each.end:%H:%M}' if each.end else ''}"
        for each in record.windows
    ]


def _site(text: str) -> Site:
    site = decode_site("status.yml", text.encode()).model
    assert site is not None
    return site


def test_nothing_that_a_joined_window_says_is_lost(site: Path) -> None:
    own = "id: w1, component: web, level: degraded, start: 2026-11-20 09:45, label: replicas behind"
    others = "id: w7, component: web, level: degraded, start: 2026-11-20 09:40, label: slow pages, note: In Europe."
    text = _merged_windows(site, own, others)
    public, _, internal = text.partition("internal:")
    assert _levels(text) == ["degraded 09:40-"]
    assert "label: replicas behind" in public
    assert "note: In Europe." in public
    assert "label: slow pages" in internal


def test_a_window_of_more_components_is_joined_for_each(site: Path) -> None:
    own = "component: web, level: degraded, start: 2026-11-20 09:45"
    others = "components: [web, api], level: degraded, start: 2026-11-20 09:40"
    assert sorted(_levels(_merged_windows(site, own, others))) == ["degraded 09:40-", "degraded 09:40-"]


def test_the_command_is_named_that_divides_a_window_first(site: Path) -> None:
    own = "components: [web, api], level: degraded, start: 2026-11-20 09:40"
    with pytest.raises(AssertionError, match="was at a worse level") as refused:
        _merged_windows(site, own, "component: api, level: major_outage, start: 2026-11-20 09:45")
    (command,) = re.findall("`afterword ([^`]+)` first", " ".join(str(refused.value).split()))
    assert edit(site, *shlex.split(command)).exit_code == 0
    assert sorted(_levels(_merged(site, "2026-11-20-one", "2026-11-20-two"))) == [
        "degraded 09:40-",
        "degraded 09:40-09:45",
        "major_outage 09:45-",
    ]
