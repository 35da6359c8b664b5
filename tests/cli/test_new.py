"""`afterword new`: creating a record."""

from __future__ import annotations

import shlex
from datetime import UTC, datetime
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from afterword.cli import cli
from afterword.records.record import Record
from tests.sites import SMALL_SITE, write_site

NOW = "2026-11-20 09:52"


def run(site: Path, *words: str, typed: str | None = None) -> Result:
    return CliRunner().invoke(cli, ["new", "--root", str(site), "--now", NOW, *words], input=typed)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path / "site", {})


def only_record(site: Path) -> str:
    (file,) = site.glob("incidents/*/*.yml")
    return file.read_text(encoding="utf-8")


def test_options_alone_write_a_record_that_passes_the_check(site: Path) -> None:
    result = run(
        site, "--no-input", "--title", "Search is slow", "--component", "search", "--severity", "sev2"
    )
    assert result.exit_code == 0, result.output
    assert "Wrote incidents/2026/2026-11-20-search-is-slow.yml" in result.output
    checked = CliRunner().invoke(cli, ["check", "--root", str(site), "--now", NOW])
    assert checked.exit_code == 0, checked.output


def test_the_current_time_is_proposed_to_the_minute(site: Path) -> None:
    words = (
        "--no-input",
        "--title",
        "Search is slow",
        "--component",
        "search",
        "--now",
        "2026-11-20 09:52:44",
    )
    assert run(site, *words).exit_code == 0
    text = only_record(site)
    assert "start: 2026-11-20 09:52\n" in text
    assert "at: 2026-11-20 09:52\n" in text


def test_nothing_that_was_typed_is_lost_on_a_full_disk(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr("afterword.app.create_record.write_new", full)
    result = run(site, "Search is slow", "search", "--message", "Searches take several seconds.")
    assert result.exit_code == 2
    assert (
        "afterword: incidents/2026/2026-11-20-search-is-slow.yml was not written: No space left"
        in result.output
    )
    assert "body: Searches take several seconds." in result.output


@pytest.mark.parametrize("kind", ["incident", "maintenance", "near_miss", "drill"])
def test_every_kind_can_be_created_without_a_question(site: Path, kind: str) -> None:
    times = ("--start", "2026-11-20 09:40", "--end", "2026-11-20 09:50")
    result = run(
        site, "--no-input", "--kind", kind, "--title", "All about it", "--message", "Some words.", *times
    )
    assert result.exit_code == 0, result.output
    checked = CliRunner().invoke(cli, ["check", "--strict", "--root", str(site), "--now", NOW])
    assert checked.exit_code == 0, checked.output


def test_missing_options_are_asked_for(site: Path) -> None:
    result = run(site, typed="Search is slow\n\nsearch\n\nsev3\n\n\n")
    assert result.exit_code == 0, result.output
    text = only_record(site)
    assert "title: Search is slow" in text
    assert "severity: sev3" in text
    assert "start: 2026-11-20 09:52" in text


def test_an_invalid_answer_is_asked_for_again(site: Path) -> None:
    result = run(site, typed="Search is slow\n\nserch\nsearch\n\n\n9\n9:40\n\n")
    assert result.exit_code == 0, result.output
    assert "did you mean `search`?" in result.output
    assert "`9` is not a time; write -9m for 9 minutes ago" in result.output
    assert "start: 2026-11-20 09:40" in only_record(site)


def test_a_record_that_exists_is_never_overwritten(site: Path) -> None:
    words = ("--no-input", "--title", "Search is slow")
    run(site, *words)
    before = only_record(site)
    result = run(site, *words, "--component", "search")
    assert result.exit_code == 0, result.output
    existing = "incidents/2026/2026-11-20-search-is-slow.yml"
    assert (
        f"Wrote incidents/2026/2026-11-20-search-is-slow-2.yml ({existing} exists already)" in result.output
    )
    assert (site / existing).read_text(encoding="utf-8") == before


def test_an_open_record_of_the_same_title_is_pointed_out(site: Path) -> None:
    words = ("--no-input", "--title", "Search is slow", "--component", "search")
    assert "the same title" not in run(site, *words).output
    twice = run(site, *words)
    assert twice.exit_code == 2
    assert "`afterword update 2026-11-20-search-is-slow` adds an update to it" in twice.stderr
    assert "if you mean another one, add its id: `--id search-is-slow-2`" in twice.stderr
    assert only_record(site)
    other = run(site, *words, "--id", "search-is-slow-2")
    assert "Wrote incidents/2026/2026-11-20-search-is-slow-2.yml" in other.output
    assert "has the same title" in other.stderr
    over = run(site, *words, "--start", "09:30", "--end", "09:35", "--message", "Searches took seconds.")
    assert "the same title" not in over.output


@pytest.mark.parametrize(
    "title",
    [
        "Search: slow",
        "#1 is down",
        "yes",
        "- a dash",
        "It's “slow” \\ broken",
        'A "quote"',
        "{a: b}",
        "Поиск не работает",
        "1.10",
    ],
)
def test_any_title_is_written_to_yaml_unchanged(site: Path, title: str) -> None:
    result = run(site, "--no-input", "--title", title)
    assert result.exit_code == 0, result.output
    from tests.sites import published

    (record,) = published(site).project.records
    assert record.title == title


def test_an_invalid_option_is_named_and_writes_nothing(site: Path) -> None:
    result = run(site, "--no-input", "--title", "Slow", "--component", "serch")
    assert result.exit_code == 2
    assert "--component" in result.output
    assert "did you mean `search`?" in result.output
    assert not list(site.glob("incidents/*/*.yml"))


@pytest.mark.parametrize(
    ("end", "message"),
    [
        ("2026-11-20 09:30", "after the start"),
        ("2026-11-20 11:00", "in the future"),
        ("09:30", "`09:30` is before the start, 2026-11-20 09:40"),
        ("2h", "in the future"),
    ],
)
def test_an_impossible_end_is_refused(site: Path, end: str, message: str) -> None:
    result = run(site, "--no-input", "--title", "Slow", "--start", "2026-11-20 09:40", "--end", end)
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())
    assert not list(site.glob("incidents/*/*.yml"))


def test_without_a_title_and_without_questions_the_missing_option_is_named(site: Path) -> None:
    result = run(site, "--no-input")
    assert result.exit_code == 2
    assert "--title" in result.output


@pytest.mark.parametrize(
    ("start", "end", "lines"),
    [
        (
            "2026-11-20 08:30~",
            "2026-11-20 09:10~",
            ("start: 2026-11-20 08:30~\n", "end: 2026-11-20 09:10~\n"),
        ),
        ("2026-11-20 08:30+01:00~", "2026-11-20", ("start: 2026-11-20 07:30~\n", "end: 2026-11-20\n")),
        ("2026-11-18~", "2026-11-19", ("start: 2026-11-18~\n", "end: 2026-11-19\n")),
        ("2026-10", "2026-11-02", ("start: 2026-10\n", "end: 2026-11-02\n")),
    ],
)
def test_a_time_is_written_as_precisely_as_it_was_typed(
    site: Path, start: str, end: str, lines: tuple[str, ...]
) -> None:
    times = ("--start", start, "--end", end)
    words = ("--no-input", "--title", "Slow", "--component", "search", "--message", "It was slow.")
    result = run(site, *words, *times)
    assert result.exit_code == 0, result.output
    assert all(line in only_record(site) for line in lines), only_record(site)
    checked = CliRunner().invoke(cli, ["check", "--root", str(site), "--now", NOW])
    assert checked.exit_code == 0, checked.output


def test_a_day_that_has_not_begun_is_no_end(site: Path) -> None:
    result = run(site, "--no-input", "--title", "Slow", "--end", "2026-11-21")
    assert result.exit_code == 2
    assert "in the future" in result.output


def test_a_notice_until_a_day_is_shown_on_that_day(site: Path) -> None:
    words = ("--no-input", "--kind", "notice", "--title", "Closed", "--message", "We are closed.")
    result = run(site, *words, "--end", "2026-12-04")
    assert result.exit_code == 0, result.output
    assert "until: 2026-12-04\n" in only_record(site)


def test_a_time_in_a_repeated_hour_is_written_with_its_offset(tmp_path: Path) -> None:
    site = write_site(tmp_path, {}, SMALL_SITE.replace("UTC", "Europe/Berlin"))
    words = ["new", "--root", str(site), "--now", "2026-10-25 01:30+00:00", "--no-input", "--title", "Slow"]
    result = CliRunner().invoke(cli, [*words, "--component", "search"])
    assert result.exit_code == 0, result.output
    assert "start: 2026-10-25 02:30+01:00" in only_record(site)


def test_outside_of_a_site_the_message_says_how_to_create_one(tmp_path: Path) -> None:
    result = run(tmp_path, "--no-input", "--title", "Slow")
    assert result.exit_code == 2
    assert "afterword init" in result.output


@pytest.mark.parametrize(
    ("option", "text", "message"),
    [
        ("--title", "x" * 230, "the title has 230 characters"),
        ("--title", "two\nlines", "a single line"),
        ("--title", "two\rlines", "a single line"),
        ("--title", "a\x1b[31mb", "U+001B"),
        ("--title", "a\u202eb", "U+202E"),
        ("--title", "a\udcffb", "not UTF-8"),
        ("--title", " ", "the text is empty"),
        ("--message", "", "the text is empty"),
        ("--message", " \n", "the text is empty"),
        ("--message", "a\x07b", "U+0007"),
    ],
)
def test_an_option_that_the_check_would_report_is_refused_and_writes_nothing(
    site: Path, option: str, text: str, message: str
) -> None:
    title = () if option == "--title" else ("--title", "Slow")
    result = run(site, "--no-input", *title, option, text)
    assert result.exit_code == 2, result.output
    assert f"Invalid value for {option}" in result.output
    assert message in result.output
    assert not list(site.glob("incidents/*/*.yml"))


def test_a_title_or_message_that_the_check_would_report_is_asked_for_again(site: Path) -> None:
    result = run(site, typed="x" * 230 + "\nSearch is slow\n\n\n\n\n \nWe look.\n")
    assert result.exit_code == 0, result.output
    assert "the title has 230 characters" in result.output
    assert "the text is empty" in result.output
    text = only_record(site)
    assert "title: Search is slow" in text
    assert "body: We look." in text


def test_an_empty_answer_to_the_question_for_a_message_uses_the_default(site: Path) -> None:
    result = run(site, typed="Search is slow\n\n\n\n\n\n")
    assert result.exit_code == 0, result.output
    assert "body: We are looking into it." in only_record(site)


def test_a_message_of_several_lines_passes_the_check(site: Path) -> None:
    result = run(site, "--no-input", "--title", "Slow", "--message", "Two\n\nparagraphs\twith a tab.")
    assert result.exit_code == 0, result.output
    checked = CliRunner().invoke(cli, ["check", "--root", str(site), "--now", NOW])
    assert checked.exit_code == 0, checked.output


@pytest.mark.parametrize("kind", ["near_miss", "drill"])
@pytest.mark.parametrize("words", [(), ("--message", "")])
def test_the_message_of_a_near_miss_or_a_drill_is_optional(
    site: Path, kind: str, words: tuple[str, ...]
) -> None:
    result = run(site, "--no-input", "--kind", kind, "--title", "Slow", *words)
    assert result.exit_code == 0, result.output
    assert "summary:" not in only_record(site)


def test_the_kind_is_asked_for_and_decides_the_other_questions(site: Path) -> None:
    result = run(site, typed="A disk was almost full\nnear-miss\nnear_miss\n\n\n\n")
    assert result.exit_code == 0, result.output
    assert "did you mean `near_miss`?" in result.output
    assert "Component (" not in result.output
    assert "kind: near_miss" in only_record(site)


def test_a_kind_that_was_given_is_not_asked_for(site: Path) -> None:
    result = run(site, "--kind", "drill", typed="A drill\n\n\n\n")
    assert result.exit_code == 0, result.output
    assert "Kind (" not in result.output


@pytest.mark.parametrize(
    ("language", "kind", "message"),
    [
        ("de", "incident", "Wir gehen der Sache nach."),
        ("de-AT", "maintenance", "Wir führen Wartungsarbeiten durch."),
        ("ja", "incident", "現在、調査しています。"),
        ("en-GB", "incident", "We are looking into it."),
        ("fr", "incident", ""),
        ("fr", "maintenance", ""),
    ],
)
def test_the_first_message_is_in_the_language_of_the_site(
    tmp_path: Path, language: str, kind: str, message: str
) -> None:
    site = write_site(tmp_path, {}, site=f"page: {{name: Acme, language: {language}}}\ntimezone: UTC\n")
    times = ("--start", "21:00", "--end", "1h") if kind == "maintenance" else ()
    result = run(site, "--no-input", "--title", "Suche", "--kind", kind, *times)
    if message:
        assert message in only_record(site)
    else:
        assert result.exit_code == 2
        shown = " ".join(result.output.split())
        assert "--message is required with --no-input" in shown
        _, _, *words = shlex.split(shown.split("`")[1])
        pasted = run(site, *words)
        assert pasted.exit_code == 0, pasted.output
        own = {"incident": "Searches take several seconds.", "maintenance": "The index moves to new disks."}
        assert f"body: {own[kind]}" in only_record(site)


@pytest.mark.parametrize("kind", ["incident", "near_miss", "drill"])
def test_what_has_happened_cannot_begin_in_the_future(site: Path, kind: str) -> None:
    words = ("--no-input", "--kind", kind, "--title", "Slow")
    refused = run(site, *words, "--start", "2026-11-20 09:58")
    assert refused.exit_code == 2
    assert "Invalid value for --start" in refused.output
    assert "in the future" in refused.output
    assert not list(site.glob("incidents/*/*.yml"))
    rounded_up = run(site, *words, "--start", "2026-11-20 09:57")
    assert rounded_up.exit_code == 0, rounded_up.output


def test_a_start_in_the_future_is_asked_for_again(site: Path) -> None:
    result = run(site, typed="Slow\n\n\n\n2026-11-21 09:40\n2026-11-20 09:40\n\n")
    assert result.exit_code == 0, result.output
    assert "in the future" in result.output


def test_maintenance_may_begin_in_the_future(site: Path) -> None:
    times = ("--start", "2026-12-01 09:00", "--end", "2026-12-01 10:00")
    result = run(site, "--no-input", "--kind", "maintenance", "--title", "New disks", *times)
    assert result.exit_code == 0, result.output


@pytest.mark.parametrize("text", ["title: x\n{% if %}\n", "title: x\n{{ nope }}\n"])
def test_a_wrong_template_of_the_site_is_reported_with_its_line(site: Path, text: str) -> None:
    (site / "templates" / "scaffold").mkdir(parents=True)
    (site / "templates" / "scaffold" / "record.yml.j2").write_text(text)
    result = run(site, "--no-input", "--title", "Slow")
    assert result.exit_code == 2
    assert "afterword: templates/scaffold/record.yml.j2:2: " in result.output
    assert not list(site.glob("incidents/*/*.yml"))


def the_record(site: Path) -> Record:
    from tests.sites import published

    (record,) = published(site).project.records
    return record


@pytest.mark.parametrize(
    ("levels", "each"),
    [
        (("--level", "partial_outage"), ("partial_outage", "partial_outage")),
        (("--level", "partial_outage", "--level", "degraded"), ("partial_outage", "degraded")),
        (("--level", "partial_outage,degraded"), ("partial_outage", "degraded")),
        ((), ("degraded", "degraded")),
    ],
)
def test_a_component_may_be_repeated_and_each_has_a_window(
    site: Path, levels: tuple[str, ...], each: tuple[str, str]
) -> None:
    components = ("--component", "search", "--component", "api")
    result = run(site, "--no-input", "--title", "Slow", *components, *levels)
    assert result.exit_code == 0, result.output
    windows = the_record(site).windows
    assert [(one.component, one.level) for one in windows] == [("search", each[0]), ("api", each[1])]


def test_an_announcement_has_the_level_of_each_component(site: Path) -> None:
    times = ("--start", "2026-12-01 09:00", "--end", "2026-12-01 10:00")
    components = ("--component", "search", "--component", "api")
    result = run(site, "--no-input", "--kind", "maintenance", "--title", "New disks", *components, *times)
    assert result.exit_code == 0, result.output
    record = the_record(site)
    assert set(record.updates[0].levels) == {"search", "api"}
    assert record.windows == ()


def test_several_components_are_separated_with_commas(site: Path) -> None:
    result = run(site, typed="Slow\n\nsearch, serch\nsearch, api\ndegraded\n\n\n\n")
    assert result.exit_code == 0, result.output
    assert "there is no component `serch`" in result.output
    assert [one.component for one in the_record(site).windows] == ["search", "api"]


@pytest.mark.parametrize(
    ("words", "option", "message"),
    [
        (("--component", "search", "--component", "search"), "--component", "name each only once"),
        (
            ("--component", "search", "--level", "degraded", "--level", "degraded"),
            "--level",
            "2 levels for 1 component",
        ),
    ],
)
def test_components_and_levels_that_do_not_fit_are_refused(
    site: Path, words: tuple[str, ...], option: str, message: str
) -> None:
    result = run(site, "--no-input", "--title", "Slow", *words)
    assert result.exit_code == 2
    assert f"Invalid value for {option}" in result.output
    assert message in result.output


@pytest.mark.parametrize(
    ("kind", "start", "end", "begins"),
    [
        ("incident", "09:40", None, ("investigating", "We are looking into it.")),
        ("maintenance", "10:00", "11:00", ("scheduled", "We will carry out maintenance.")),
        ("maintenance", "09:40", "11:00", ("in_progress", "The work has begun.")),
    ],
)
def test_the_default_message_to_customers_fits_the_state(
    site: Path, kind: str, start: str, end: str | None, begins: tuple[str, str]
) -> None:
    until = ("--end", f"2026-11-20 {end}") if end else ()
    words = (
        "--kind",
        kind,
        "--title",
        "Search is slow",
        "--component",
        "search",
        "--start",
        f"2026-11-20 {start}",
    )
    result = run(site, "--no-input", *words, *until)
    assert result.exit_code == 0, result.output
    assert "warning" not in result.output
    (update,) = the_record(site).updates
    assert (update.status, update.body) == begins


def test_work_that_has_begun_has_a_window_without_an_end(site: Path) -> None:
    times = ("--start", "2026-11-20 09:40", "--end", "2026-11-20 11:00")
    words = ("--kind", "maintenance", "--title", "New disks", "--component", "search")
    run(site, "--no-input", *words, *times)
    (window,) = the_record(site).windows
    assert (window.start, window.end) == (datetime(2026, 11, 20, 9, 40, tzinfo=UTC), None)


def test_no_comment_suggests_a_key_that_the_record_has_or_cannot_have(tmp_path: Path) -> None:
    site = write_site(tmp_path, {}, SMALL_SITE.replace("UTC", "Europe/Berlin"))
    times = ("--start", "2026-11-20 09:40", "--end", "2026-11-20 23:00")
    result = run(
        site, "--no-input", "--kind", "maintenance", "--title", "Disks", "--component", "search", *times
    )
    assert result.exit_code == 0, result.output
    text = only_record(site)
    assert "For another time zone\n# add `timezone: America/New_York`" in text
    assert "severity" not in text
    assert "# end: 2026" not in text


def test_without_a_terminal_defaults_are_used_and_a_missing_option_is_reported(site: Path) -> None:
    result = run(site, "--kind", "maintenance", "--title", "Index moves", typed="")
    assert result.exit_code == 2
    assert "afterword: --end is missing, and without a terminal it cannot be asked for" in result.output
    assert 'such as `afterword new "Index moves" --kind maintenance --end 2h`' in result.output
    result = run(site, "--title", "Search is slow", typed="")
    assert result.exit_code == 0, result.output
    assert result.output.startswith("Wrote incidents/"), "nobody is asked, so no question is printed"


def test_a_level_without_a_component_is_refused(site: Path) -> None:
    result = CliRunner().invoke(cli, ["new", "--title", "Slow", "--level", "degraded", "--no-input"])
    assert result.exit_code == 2
    assert "--level needs --component" in result.output
    assert not list(site.rglob("*slow.yml"))


@pytest.mark.parametrize(("kind", "status"), [("incident", "resolved"), ("maintenance", "completed")])
def test_what_is_over_has_no_update_because_nobody_said_what_was_published(
    site: Path, kind: str, status: str
) -> None:
    times = ("--start", "2026-11-18 09:40", "--end", "2026-11-18 09:50")
    words = (
        "--kind",
        kind,
        "--title",
        "Search is slow",
        "--component",
        "search",
        "--message",
        "Searches were slow.",
    )
    result = run(site, "--no-input", *words, *times)
    assert result.exit_code == 0, result.output
    assert "warning" not in result.output
    record = the_record(site)
    assert record.updates == ()
    assert (record.status, record.summary) == (status, "Searches were slow.")
    (window,) = record.windows
    assert window.end == datetime(2026, 11, 18, 9, 50, tzinfo=UTC)


def test_the_times_of_what_is_over_are_kept_without_a_component(site: Path) -> None:
    words = ("--no-input", "--title", "Slow", "--message", "Searches were slow.")
    run(site, *words, "--start", "2026-11-18 09:40", "--end", "2026-11-18 09:50")
    milestones = the_record(site).milestones
    assert milestones.started == datetime(2026, 11, 18, 9, 40, tzinfo=UTC)
    assert milestones.resolved == datetime(2026, 11, 18, 9, 50, tzinfo=UTC)


def test_a_start_keeps_its_seconds(site: Path) -> None:
    run(site, "--no-input", "--title", "Slow", "--component", "search", "--start", "2026-11-20 09:40:07.250")
    assert "start: 2026-11-20 09:40:07.250\n" in only_record(site)


def test_the_words_of_an_id_can_be_chosen(site: Path) -> None:
    run(site, "--no-input", "--title", "検索が遅い", "--id", "search-is-slow")
    assert [file.stem for file in site.glob("incidents/2026/*.yml")] == ["2026-11-20-search-is-slow"]


def test_a_whole_id_can_be_chosen(site: Path) -> None:
    run(site, "--no-input", "--title", "Slow", "--id", "2026-11-19-search")
    assert [file.stem for file in site.glob("incidents/2026/*.yml")] == ["2026-11-19-search"]


@pytest.mark.parametrize(
    ("words", "message"),
    [
        ("Search is slow", "write it like search-is-slow"),
        ("検索", "is not made of lower-case letters"),
        ("2026-13-01-x", "13 is not a month"),
        ("2026-11-19-taken", "incidents/2026/2026-11-19-taken.yaml exists already"),
    ],
)
def test_an_id_that_cannot_be_used_is_refused(site: Path, words: str, message: str) -> None:
    (site / "incidents" / "2026").mkdir(parents=True)
    (site / "incidents" / "2026" / "2026-11-19-taken.yaml").write_text("title: Taken\n")
    result = run(site, "--no-input", "--title", "Slow", "--id", words)
    assert result.exit_code == 2
    assert message in " ".join(result.output.split())


def test_words_are_asked_for_if_the_title_has_no_latin_letters(site: Path) -> None:
    result = run(site, typed="検索が遅い\nsearch-is-slow\n\n\n\n\n\n")
    assert result.exit_code == 0, result.output
    assert "Wrote incidents/2026/2026-11-20-search-is-slow.yml" in result.output


@pytest.mark.parametrize("component", ["API", "gateway", "Public api"])
def test_names_and_former_ids_are_accepted(tmp_path: Path, component: str) -> None:
    name = "Public API" if component == "Public api" else "API"
    site = write_site(
        tmp_path,
        {},
        SMALL_SITE.replace("{id: api, name: API}", f"{{id: api, name: {name}, aliases: [gateway]}}"),
    )
    result = run(site, "--no-input", "--title", "Slow", "--component", component, "--level", "Major outage")
    assert result.exit_code == 0, result.output
    assert "component: api" in only_record(site)
    assert "level: major_outage" in only_record(site)


@pytest.mark.parametrize(
    ("option", "typed", "meant"),
    [
        ("--level", "down", "major_outage"),
        ("--level", "slow", "degraded"),
        ("--component", "Serch", "search"),
    ],
)
def test_other_words_are_explained_as_by_the_check(site: Path, option: str, typed: str, meant: str) -> None:
    words = {"--component": "api", "--level": "degraded", option: typed}
    result = run(site, "--no-input", "--title", "Slow", *(each for pair in words.items() for each in pair))
    assert result.exit_code == 2
    assert f"did you mean `{meant}`?" in result.output
