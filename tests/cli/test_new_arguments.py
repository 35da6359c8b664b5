"""`afterword new` with arguments, input as people type it, several nights, post-mortems and record templates."""

from __future__ import annotations

import re
import shlex
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given
from hypothesis import strategies as st

from afterword.app.read_site import read_site
from afterword.app.record_draft import Draft, Period
from afterword.app.record_scaffold import new_record
from afterword.cli import cli
from afterword.cli.prompts import text_for
from afterword.records.decode import decode_record, decode_site
from afterword.records.fields import Prose, Title
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.records.vocabulary import Kind, PostMortemStatus
from afterword.render.environment import create_environment
from afterword.views.text.words import ENGLISH
from tests.sites import SMALL_SITE, SMALLEST_RECORD, write_site

NOW = "2026-11-27 13:25:40"
"""A Friday, 14:25 in Berlin."""


def run(site: Path, *words: str, typed: str = "", now: str = NOW) -> Result:
    return CliRunner().invoke(cli, ["new", "--root", str(site), "--now", now, *words], input=typed)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site", {}, SMALL_SITE.replace("timezone: UTC", "timezone: Europe/Berlin"))


def the_record(site: Path) -> Record:
    (file,) = site.glob("incidents/*/*.yml")
    decoded = decode_record(file.relative_to(site).as_posix(), file.read_bytes(), read_site(site))
    assert decoded.model
    assert not decoded.diagnostics
    return decoded.model


def utc(text: str) -> datetime:
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


def check(site: Path) -> Result:
    return CliRunner().invoke(cli, ["check", "--root", str(site), "--now", NOW])


def test_commas_between_components_do_not_matter(site: Path) -> None:
    run(site, "Search is slow", "search=degraded,", "api")
    assert [(one.component, one.level) for one in the_record(site).windows] == [
        ("search", "degraded"),
        ("api", "degraded"),
    ]


def test_a_title_and_components_are_enough(site: Path) -> None:
    result = run(site, "Search is slow", "search", "api")
    assert result.exit_code == 0, result.output
    assert result.output.splitlines()[:3] == [
        "Wrote incidents/2026/2026-11-27-search-is-slow.yml",
        "  since Fri 27 Nov 14:25 CET (now)",
        "  search=degraded, api=degraded",
    ]
    record = the_record(site)
    assert record.title == "Search is slow"
    assert [(one.component, one.level, one.start) for one in record.windows] == [
        ("search", "degraded", utc("2026-11-27 13:25")),
        ("api", "degraded", utc("2026-11-27 13:25")),
    ]
    assert "warning" not in check(site).output


@pytest.mark.parametrize(
    ("words", "levels"),
    [
        (("search=major", "api"), ("major_outage", "degraded")),
        (("search=major", "api", "--level", "partial"), ("major_outage", "partial_outage")),
        (("Sea=Major outage", "--component", "API=deg"), ("major_outage", "degraded")),
        (("search", "api", "--level", "partial", "--level", "deg"), ("partial_outage", "degraded")),
        (("search=partial,api=deg",), ("partial_outage", "degraded")),
    ],
)
def test_a_component_may_be_typed_with_its_level(
    site: Path, words: tuple[str, ...], levels: tuple[str, str]
) -> None:
    result = run(site, "Slow", *words)
    assert result.exit_code == 0, result.output
    assert [(one.component, one.level) for one in the_record(site).windows] == list(
        zip(("search", "api"), levels, strict=True)
    )


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("search:degraded",), "`search:degraded` has a colon; write `search=degraded`"),
        (("search:", "degraded"), "`search:` has a colon; write `search=degraded`"),
        (("search", "degraded"), "`degraded` is a level; write `search=degraded`"),
        (("search", "--severity", "sev9"), "there is no severity `sev9`; known: sev1, sev2, sev3, sev4"),
        (("search=",), "needs a word on both sides of the `=`, such as search=degraded"),
        (("search=foo",), "there is no level `foo`"),
        (("serch",), "for COMPONENT: there is no component `serch`; did you mean `search`?"),
        (("--component", "serch"), "for --component: there is no component `serch`"),
        (("search=majer",), "there is no level `majer`; did you mean `major_outage`?"),
        (("search", "Search=degraded"), "a component is named twice"),
        (("search=degraded", "--level", "degraded"), "each component has a level already"),
        (("--nights", "3"), "--nights does not apply to a record of the kind incident"),
        (
            ("--kind", "notice", "--post-mortem"),
            "--post-mortem does not apply to a record of the kind notice",
        ),
        (
            ("--start", "23:50"),
            "is in the future (Fri 27 Nov 23:50 CET (in 9 hours 25 minutes)); write `yesterday 23:50` if you mean",
        ),
        (("--start", "23:50 UTC"), "write `yesterday 23:50 UTC` if you mean that"),
        (("--start", "2026-11-27 23:50"), "(in 9 hours 25 minutes)); only maintenance"),
        (("--start", "14:05 IST"), "write `14:05 Asia/Kolkata`"),
        (("--start", "2026-03-29 02:30"), "write 2026-03-29 03:30 or 2026-03-29 01:30"),
        (("--start", "09:00", "--end", "90"), "`90` has no unit; write 90m"),
    ],
)
def test_what_is_typed_wrongly_is_explained_and_writes_nothing(
    site: Path, words: tuple[str, ...], message: str
) -> None:
    result = run(site, "Slow", *words)
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())
    assert not list(site.glob("incidents/*/*"))


@pytest.mark.parametrize("title", ["", " ", "x" * 230, "two\nlines"])
def test_a_title_that_the_check_would_report_is_refused(site: Path, title: str) -> None:
    result = run(site, title, "search")
    assert result.exit_code == 2
    assert "Invalid value for --title" in result.output


@pytest.mark.parametrize(
    ("typed", "kind"), [("maint", "maintenance"), ("near-miss", "near_miss"), ("D", "drill")]
)
def test_a_kind_may_be_typed_by_its_beginning(site: Path, typed: str, kind: str) -> None:
    result = run(site, "Something", "--kind", typed, "--end", "now", "--start", "-1h")
    assert result.exit_code == 0, result.output
    assert the_record(site).kind == kind
    assert "Invalid value for '--kind'" in run(site, "Something", "--kind", "n").output


def test_all_arguments_are_components_if_the_title_is_an_option(site: Path) -> None:
    result = run(site, "--no-input", "--title", "Slow", "search", "api=partial")
    assert result.exit_code == 0, result.output
    assert [one.component for one in the_record(site).windows] == ["search", "api"]


@pytest.mark.parametrize(
    ("start", "end", "expected"),
    [
        ("14:05", None, ("13:05", None)),
        ("-20m", None, ("13:05", None)),
        ("13:05 UTC", "now", ("13:05", "13:25")),
        ("09:00", "45m", ("08:00", "08:45")),
        ("09:00", "10:30", ("08:00", "09:30")),
    ],
)
def test_times_are_as_people_type_them(
    site: Path, start: str, end: str | None, expected: tuple[str, str]
) -> None:
    ends = ("--end", end, "--message", "It was slow.") if end else ()
    result = run(site, "Slow", "search", "--start", start, *ends)
    assert result.exit_code == 0, result.output
    (window,) = the_record(site).windows
    assert window.start == utc(f"2026-11-27 {expected[0]}")
    assert window.end == (utc(f"2026-11-27 {expected[1]}") if expected[1] else None)


NIGHTS = [
    ("2026-12-02 01:00", "2026-12-02 03:00"),
    ("2026-12-03 01:00", "2026-12-03 03:00"),
    ("2026-12-04 01:00", "2026-12-04 03:00"),
]


@pytest.mark.parametrize(
    "times",
    [
        "--start 'wed 02:00' --end 2h --nights 3",
        "--start 'wed 02:00' --end 04:00 --nights 3",
        "--start 'wed 02:00' --start 02:00 --start 02:00 --end 2h",
        "--start 'wed 02:00' --end 04:00 --start 'thu 02:00' --end 04:00 --start 'fri 02:00' --end 2h",
    ],
)
def test_several_nights_are_one_announcement(site: Path, times: str) -> None:
    result = run(site, "New disks", "api", "--kind", "maintenance", *shlex.split(times))
    assert result.exit_code == 0, result.output
    assert (
        "  Thu 3 Dec 02:00 CET (in 5 days 11 hours) – Thu 3 Dec 04:00 CET (in 5 days 13 hours)\n"
        in result.output
    )
    record = the_record(site)
    assert [(one.start, one.end) for one in record.scheduled] == [(utc(a), utc(b)) for a, b in NIGHTS]
    assert "no problems" in check(site).output


def test_nights_keep_their_clock_times_when_the_clocks_change(site: Path) -> None:
    times = ("--start", "2027-03-27 04:00", "--end", "1h", "--nights", "2")
    result = run(site, "New disks", "--kind", "maintenance", *times)
    assert result.exit_code == 0, result.output
    text = (site / "incidents/2027/2027-03-27-new-disks.yml").read_text()
    assert "  - start: 2027-03-27 04:00\n    end: 2027-03-27 05:00\n  - start: 2027-03-28 04:00\n" in text
    skipped = run(
        site, "Disks", "--kind", "maintenance", "--start", "2027-03-27 02:30", "--end", "5m", "--nights", "2"
    )
    assert "`2027-03-28 02:30:00` does not exist in Europe/Berlin" in " ".join(skipped.output.split())


@pytest.mark.parametrize(
    ("times", "message"),
    [
        ("--start 'wed 02:00' --end 25h --nights 2", "the first night is longer than a day"),
        ("--start wed --end 1d --nights 2", "it needs one start and one end with clock times"),
        (
            "--start 'wed 02:00' --start 'wed 03:00' --end 2h",
            "one ends after the next has begun, 2026-12-02 03:00",
        ),
        ("--start 'wed 02:00' --end 1h --end 2h", "2 ends for 1 start; give one for each"),
        ("--start 'wed 02:00' --end '2026-12-01 04:00'", "it must be after the start, 2026-12-02 02:00"),
    ],
)
def test_nights_that_do_not_fit_are_refused(site: Path, times: str, message: str) -> None:
    result = run(site, "New disks", "--kind", "maintenance", *shlex.split(times))
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())


@pytest.mark.parametrize(
    ("now", "state", "windows"),
    [
        ("2026-12-02 00:00", "scheduled", []),
        ("2026-12-02 02:00", "in_progress", [("2026-12-02 01:00", None)]),
        ("2026-12-02 12:00", "scheduled", [("2026-12-02 01:00", "2026-12-02 03:00")]),
        ("2026-12-04 12:00", "completed", NIGHTS),
    ],
)
def test_nights_that_have_begun_have_windows(
    site: Path, now: str, state: str, windows: list[tuple[str, str | None]]
) -> None:
    times = ("--start", "2026-12-02 02:00", "--end", "2h", "--nights", "3")
    result = run(
        site, "New disks", "api", "--kind", "maintenance", *times, "--message", "New disks.", now=now
    )
    assert result.exit_code == 0, result.output
    assert "error" not in result.output
    record = the_record(site)
    assert (record.updates[0].status if record.updates else record.status) == state
    assert [(one.start, one.end) for one in record.windows] == [
        (utc(a), utc(b) if b else None) for a, b in windows
    ]


def test_whole_days_of_maintenance(site: Path) -> None:
    result = run(site, "New racks", "--kind", "maintenance", "--start", "wed", "--end", "2d")
    assert result.exit_code == 0, result.output
    assert "  2 December 2026 – 3 December 2026\n" in result.output
    assert (
        "  start: 2026-12-02\n  end: 2026-12-03\n"
        in (site / "incidents/2026/2026-12-02-new-racks.yml").read_text()
    )


def test_a_notice_has_an_end_and_a_text(site: Path) -> None:
    result = run(site, "We are closed", "--kind", "notice", "--end", "7d", "--message", "Back on Monday.")
    assert result.exit_code == 0, result.output
    assert "  until Fri 4 Dec 14:25 CET (in 7 days)\n" in result.output
    record = the_record(site)
    assert (record.until, record.summary) == (utc("2026-12-04 13:25"), "Back on Monday.")


POST_MORTEM = ("Search was slow", "search", "--post-mortem", "--start", "yesterday 23:10", "--end", "45m")


def test_a_post_mortem_begins_with_its_questions(site: Path) -> None:
    result = run(site, *POST_MORTEM, "--message", "Searches took seconds.", "--severity", "sev3")
    assert result.exit_code == 0, result.output
    record = the_record(site)
    (window,) = record.windows
    assert (window.start, window.end) == (utc("2026-11-26 22:10"), utc("2026-11-26 22:55"))
    assert record.post_mortem
    assert record.post_mortem.status is PostMortemStatus.DRAFT
    assert "no problems" in check(site).output


def test_every_question_is_an_example_that_the_check_can_read(site: Path) -> None:
    run(site, *POST_MORTEM, "--message", "Searches took seconds.", "--severity", "sev3")
    (file,) = site.glob("incidents/*/*.yml")
    text = file.read_text()
    assert all(len(line) <= 80 for line in text.splitlines())
    key = r"(?:detection|timeline|trigger|root_causes|limited_by|action_items|lessons|unknowns):"
    lines, is_example = [], False
    for line in text.splitlines():
        is_example = bool(re.match(rf"# (?:{key}|  )", line)) and (
            is_example or bool(re.match(f"# {key}", line))
        )
        lines.append(line.removeprefix("# ") if is_example else re.sub(r"^  # (\w+: )", r"  \1", line))
    file.write_text("\n".join(lines) + "\n")
    record = the_record(site)
    assert record.detection
    assert record.timeline
    assert record.trigger
    assert record.action_items[0].addresses == ("cause-1",)
    assert record.unknowns
    assert record.post_mortem
    assert record.post_mortem.background
    result = check(site)
    assert " error" not in result.output, result.output


@pytest.mark.parametrize("kind", ["near_miss", "drill", "maintenance"])
def test_other_kinds_have_post_mortems_too(site: Path, kind: str) -> None:
    times = ("--start", "yesterday 23:10", "--end", "45m")
    result = run(
        site, "A disk was full", "--kind", kind, "--post-mortem", *times, "--message", "It was almost full."
    )
    assert result.exit_code == 0, result.output
    assert " error" not in result.output
    assert the_record(site).post_mortem


def test_several_times_of_an_incident_are_several_windows(site: Path) -> None:
    times = ("--start", "2026-11-24 09:00", "--end", "1h", "--start", "2026-11-25 09:00", "--end", "2h")
    result = run(site, "Slow", "search", *times, "--message", "It was slow.")
    assert result.exit_code == 0, result.output
    assert [(one.start, one.end) for one in the_record(site).windows] == [
        (utc("2026-11-24 08:00"), utc("2026-11-24 09:00")),
        (utc("2026-11-25 08:00"), utc("2026-11-25 10:00")),
    ]


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ((), "--title is missing"),
        (("--kind", "maintenance"), "--title and --end are missing"),
        (("--kind", "notice"), "--title, --end and --message are missing"),
        (("--post-mortem",), "--title, --start, --end and --message are missing"),
        (("Slow", "search", "--post-mortem", "--end", "1h"), "--start and --message are missing"),
        (('It\'s $5: "slow"', "--start", "-1h", "--end", "now"), "--message is missing"),
    ],
)
def test_without_a_terminal_all_missing_options_are_named_with_a_command_that_works(
    site: Path, words: tuple[str, ...], missing: str
) -> None:
    result = run(site, *words)
    assert result.exit_code == 2
    assert f"afterword: {missing}, and without a terminal" in result.output
    refused = run(site, "--no-input", *words)
    assert refused.exit_code == 2
    assert missing.replace(" missing", " required with --no-input") in refused.output
    assert not list(site.glob("incidents/*/*"))
    (command,) = re.findall(r"such as `(.*)`", refused.output)
    _, _, *shown = shlex.split(command)
    done = run(site, *shown)
    assert done.exit_code == 0, (command, done.output)
    assert " error" not in done.output


def test_with_a_title_only_what_has_no_default_is_asked_for(site: Path) -> None:
    result = run(site, "Index moves", "search", "--kind", "maintenance", typed="2h\n")
    assert result.exit_code == 0, result.output
    assert result.output.startswith("2h\nWrote "), "a question is only printed in a terminal"


def test_a_dry_run_prints_the_file_and_writes_nothing(site: Path) -> None:
    result = run(site, "Search is slow", "search", "--dry-run")
    assert result.exit_code == 0
    assert not list(site.glob("incidents/*/*"))
    assert result.stderr == "incidents/2026/2026-11-27-search-is-slow.yml is not written (--dry-run)\n"
    run(site, "Search is slow", "search")
    (file,) = site.glob("incidents/*/*.yml")
    assert result.stdout == file.read_text()
    asked = run(site, "--dry-run", typed="Slow\n\n\n\n\n\n")
    assert asked.exit_code == 0, asked.output
    assert asked.stdout.startswith("# 2026-11-27-slow: incident.")


def test_a_former_id_of_another_record_is_not_given_again(site: Path) -> None:
    other = site / "incidents/2026/2026-11-26-slow-search.yml"
    other.parent.mkdir(parents=True)
    other.write_text(SMALLEST_RECORD + "aliases: [2026-11-27-search-is-slow]\n")
    result = run(site, "Search is slow", "search")
    note = "`2026-11-27-search-is-slow` is a former id of incidents/2026/2026-11-26-slow-search.yml"
    assert f"Wrote incidents/2026/2026-11-27-search-is-slow-2.yml ({note})" in result.output
    refused = run(site, "Slow", "--id", "2026-11-27-search-is-slow")
    assert refused.exit_code == 2
    assert note in " ".join(refused.output.split())


PROVIDER = """\
{% include "scaffold/record.yml.j2" %}
tags: [provider]
links:
  - {title: Status of the provider, url: "https://status.example.net/"}
"""
OWN = """\
title: {{ title }}
severity: {{ severity or "sev2" }}
summary: {{ summary or "Customers cannot pay." }}
windows:
{% for window in windows %}
  - {component: {{ window.component }}, level: {{ window.level }}, start: {{ window.start }}}
{% endfor %}
updates:
{% for update in updates %}
  - {at: {{ update.at }}, status: {{ update.status }}, body: We are looking into it., sent_to: [e-mail]}
{% endfor %}
"""


def template(site: Path, name: str, text: str) -> None:
    file = site / "templates" / "records" / f"{name}.yml.j2"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text)


def test_a_site_has_record_templates_of_its_own(site: Path) -> None:
    template(site, "provider", PROVIDER)
    result = run(site, 'Mail & more: "late"', "api", "--template", "prov")
    assert result.exit_code == 0, result.output
    record = the_record(site)
    assert record.title == 'Mail & more: "late"'
    assert record.tags == ("provider",)
    assert record.links
    assert "no problems" in check(site).output


def test_a_record_template_need_not_use_ours(site: Path) -> None:
    template(site, "payments", OWN)
    result = run(site, "Payments <fail>", "api=major", "--template", "payments")
    assert result.exit_code == 0, result.output
    record = the_record(site)
    assert (record.title, record.severity, record.updates[0].sent_to) == (
        "Payments <fail>",
        "sev2",
        ("e-mail",),
    )


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("title: x\n{% if %}\n", "afterword: templates/records/own.yml.j2:2: Expected an expression"),
        ("title: x\n{{ nope }}\n", "afterword: templates/records/own.yml.j2:2: 'nope' is undefined"),
        ("title: x\n{{ 1 / 0 }}\n", "afterword: templates/records/own.yml.j2:2: ZeroDivisionError"),
        (
            "title: {{ title.__class__.mro() }}",
            "afterword: templates/records/own.yml.j2:1: access to attribute",
        ),
        (
            "title: x\nwindow: y\n",
            "own.yml.j2 gives a record with an error in line 2, `window: y`: `window` is not",
        ),
        ("title: [\n", "own.yml.j2 gives a record with an error in line"),
        ("", "own.yml.j2 gives a record with an error in line 1"),
    ],
)
def test_a_wrong_record_template_is_reported_with_its_line(site: Path, text: str, message: str) -> None:
    template(site, "own", text)
    result = run(site, "Slow", "--template", "own")
    assert result.exit_code == 2
    assert message in result.output
    assert not list(site.glob("incidents/*/*"))


def test_an_unknown_record_template_is_refused(site: Path) -> None:
    refused = run(site, "Slow", "--template", "provder")
    assert "this site has no record templates; write templates/records/provder.yml.j2" in " ".join(
        refused.output.split()
    )
    template(site, "provider", PROVIDER)
    assert "did you mean `provider`?" in run(site, "Slow", "--template", "provder").output
    assert run(site, "Slow", "--template", "../scaffold/record").exit_code == 2


SIGNS = st.sampled_from(":#'\"\\-[]{}>|&*!%@`🔥? ")
TITLES = st.text(st.characters(categories=["L", "N", "P", "S"]) | SIGNS, min_size=1, max_size=60)
MESSAGES = st.text(
    st.characters(categories=["L", "N", "P", "S"]) | SIGNS | st.sampled_from("\n\t"), min_size=1, max_size=300
)


@given(TITLES, MESSAGES)
def test_any_title_and_message_are_read_back_as_they_were_typed(title: str, message: str) -> None:
    site = _site()
    title, message = _valid(text_for(Title), title), _valid(text_for(Prose), message)
    start = datetime(2026, 11, 27, 13, tzinfo=UTC)
    for periods in ((Period(start),), (Period(start, start.replace(hour=14)),)):
        draft = Draft(start.replace(hour=15), title, Kind.INCIDENT, (), "", periods, message)
        file = new_record(draft, "2026-11-27-x", site, create_environment(ENGLISH))
        record = decode_record(file.path, file.data, site).model
        assert record
        assert record.title == title
        assert (record.summary or record.updates[0].body) == message


def _valid(read: Callable[[str], str], text: str) -> str:
    """Return the text as it is read, or another one if `new` would refuse it."""
    try:
        return read(text)
    except ValueError:
        return "x: y"


def _site() -> Site:
    model = decode_site("status.yml", SMALL_SITE.encode()).model
    assert model
    return model


@pytest.mark.parametrize(
    "words",
    [
        "search=degraded api=partial",
        "search --message 'Two\n\nparagraphs: #1'",
        "search --post-mortem --start 'wed 02:00' --end 1h --message 'a: b'",
        "--post-mortem --start 'wed 02:00' --end 1h --message 'It was slow.'",
        "--kind drill --post-mortem --start 'wed 02:00' --end 1h",
        "--kind maintenance --start 'wed 02:00' --end 1h --nights 2",
        "api --kind maintenance --start wed --end 1d",
        "api --kind maintenance --start '2026-11-26 02:00' --end 1h --nights 3",
        "--kind notice --end 2d --message 'We are closed.'",
    ],
)
def test_new_records_have_the_layout_of_fmt(site: Path, words: str) -> None:
    result = run(site, "Search is slow", *shlex.split(words))
    assert result.exit_code == 0, result.output
    formatted = CliRunner().invoke(cli, ["fmt", "--diff", *map(str, site.glob("incidents/*/*.yml"))])
    assert (formatted.exit_code, formatted.stdout) == (0, "")
