"""`afterword maintenance` moves announced work, and begins, ends or cancels it."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.cli import cli
from tests.cli.editing_site import SITE, edit, edited, record_file
from tests.sites import write_site

ONE_ID = "2026-12-08-new-disks"
ONE = """\
title: New disks for the search
kind: maintenance
scheduled: {start: 2026-12-08 20:00, end: 2026-12-08 22:00}  # longer than last time
updates:
  - at: 2026-11-20 09:00
    status: scheduled
    body: On the evening of 8 December, we will install new disks.
    levels: {search: under_maintenance}
# The end.
"""
TWO_ID = "2026-12-11-database-moves"
TWO = """\
title: The database moves
kind: maintenance
scheduled:
  # The first is for the copy.
  - {start: 2026-12-11 22:00, end: 2026-12-12 02:00}
  - {start: 2026-12-12 22:00, end: 2026-12-13 02:00}
updates:
  - {at: 2026-11-25 09:00, status: scheduled, body: Two nights., levels: {api: under_maintenance}}
"""
BEFORE = "2026-11-26 09:00"
MOVE_FIRST = f"move it first: `afterword maintenance move {ONE_ID} --start now`"


@pytest.fixture
def one(tmp_path: Path) -> Path:
    return write_site(tmp_path / "a site", {ONE_ID: ONE}, site=SITE)


@pytest.fixture
def two(tmp_path: Path) -> Path:
    return write_site(tmp_path / "a site", {TWO_ID: TWO}, site=SITE)


def update(at: str, status: str, body: str) -> str:
    return f"  - at: {at}\n    status: {status}\n    body: >-\n      {body}\n"


def test_work_is_announced_in_a_new_record(one: Path) -> None:
    words = ("maintenance", "schedule", "Database upgrade", "api", "web=degraded", "--start", "wed 02:00")
    options = ("--end", "2h", "--nights", "2", "-m", "Reads: only.")
    result = CliRunner().invoke(cli, [*words, *options, "--root", str(one), "--now", BEFORE])
    assert "without a terminal there is no way to confirm it" in result.output
    assert edit(one, *words, *options, "--dry-run", now=BEFORE).exit_code == 0
    assert not record_file(one, "2026-12-02-database-upgrade").exists()
    assert "private-address" in edit(one, *words, *options[:-1], "On db-1.internal.", now=BEFORE).output
    result = edit(one, *words, *options, now=BEFORE)
    assert "Promises" in result.output
    assert "since" not in result.output
    text = record_file(one, "2026-12-02-database-upgrade").read_text(encoding="utf-8")
    assert "kind: maintenance\n" in text
    assert "levels: {api: under_maintenance, web: degraded}" in text
    assert "  - start: 2026-12-03 02:00\n    end: 2026-12-03 04:00\n" in text
    assert "Reads: only." in text
    edited(one, "maintenance", "move", "upgrade", "--night", "2", "--by", "1d", now=BEFORE, record_id=ONE_ID)


ALL_ASKED = (
    "What will be done (title): ",
    "Components (search, api, web): ",
    "Start (UTC): ",
    "End (UTC), or `open`: ",
)


@pytest.mark.parametrize(
    ("words", "answers", "asked"),
    [
        ((), "DB move\napi\nfri 22:00\n2h\n\n", ALL_ASKED),
        (("DB move",), "api\nfri 22:00\n2h\n\n", ALL_ASKED[1:]),
        (("DB move", "api", "--end", "2h"), "fri 22:00\n\n", ALL_ASKED[2:3]),
        (("DB move", "api", "--start", "fri 22:00", "--end", "2h"), "\n", ()),
    ],
)
def test_what_is_missing_is_asked_for(
    one: Path, words: tuple[str, ...], answers: str, asked: tuple[str, ...], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("click.testing._NamedTextIOWrapper.isatty", lambda _: True, raising=False)
    result = edit(one, "maintenance", "schedule", *words, now=BEFORE, typed=answers)
    assert result.exit_code == 0, result.output
    questions = [each for each in (*ALL_ASKED, "Level", "Message to customers [") if each in result.output]
    assert questions == [*asked, "Message to customers ["]
    text = record_file(one, "2026-11-27-db-move").read_text(encoding="utf-8")
    assert "  start: 2026-11-27 22:00\n  end: 2026-11-28 00:00\n" in text
    assert "    status: scheduled\n" in text
    assert "levels: {api: under_maintenance}" in text


@pytest.mark.parametrize(
    ("words", "missing"),
    [
        ((), "TITLE, --start and --end are missing, "),
        (("DB move", "api", "--end", "3h"), "--start is missing, "),
        (("DB move", "api", "--no-input"), "--start and --end are required with --no-input, "),
    ],
)
def test_without_a_terminal_the_command_that_announces_the_work_is_named(
    one: Path, words: tuple[str, ...], missing: str
) -> None:
    result = edit(one, "maintenance", "schedule", *words, now=BEFORE)
    assert result.exit_code == 2
    assert missing in result.output
    _, command, _ = result.output.rsplit("`", 2)
    assert command.startswith("afterword maintenance schedule ")
    options = ["--root", str(one), "--now", BEFORE]
    result = CliRunner().invoke(cli, [*shlex.split(command)[1:], *options])
    assert result.exit_code == 0, result.output
    (written,) = (one / "incidents").rglob("2026-12-02-*.yml")
    assert "    status: scheduled\n" in written.read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("words", "answers"),
    [
        (("New disks", "api", "--start", "2026-11-20 02:00", "--end", "2h", "-m", "We add disks."), ""),
        ((), "New disks\napi\n2026-11-20 02:00\n2h\nWe add disks.\n"),
    ],
)
def test_work_that_is_over_is_recorded_and_not_announced(
    one: Path, words: tuple[str, ...], answers: str
) -> None:
    result = edit(one, "maintenance", "schedule", *words, now=BEFORE, typed=answers)
    assert result.exit_code == 2
    assert "this work is over already: Fri 20 Nov 02:00 UTC (6 days 7 hours ago) – " in result.output
    assert not record_file(one, "2026-11-20-new-disks").exists()
    _, command, _ = result.output.rsplit("`", 2)
    assert edit(one, *shlex.split(command)[1:], now=BEFORE).exit_code == 0
    assert "status: completed\n" in record_file(one, "2026-11-20-new-disks").read_text(encoding="utf-8")


@pytest.mark.parametrize(
    ("start", "scheduled", "said"),
    [
        ("2026-12-01 22:00", "  start: 2026-12-01 22:00\n", "from Tue 1 Dec 22:00"),
        ("2027-01", "  start: 2027-01\n", "from January 2027"),
    ],
)
def test_work_is_announced_without_a_known_end(one: Path, start: str, scheduled: str, said: str) -> None:
    words = (
        "Database upgrade",
        "api",
        "--start",
        start,
        "--end",
        "open",
        "-m",
        "We will say when it is over.",
    )
    result = edit(one, "maintenance", "schedule", *words, now=BEFORE)
    assert result.exit_code == 0, result.output
    assert said in result.output
    assert "without a known end" in result.output
    (written,) = (one / "incidents").rglob("*-database-upgrade.yml")
    text = written.read_text("utf-8")
    assert f"scheduled:\n{scheduled}" in text
    assert "end:" not in text.partition("scheduled:")[2].partition("updates:")[0]


def test_without_announced_work_there_is_nothing_to_begin(tmp_path: Path) -> None:
    result = edit(write_site(tmp_path, {}, site=SITE), "maintenance", "start")
    assert "no maintenance is announced; `afterword maintenance schedule` announces it" in result.output


def test_announced_work_moves_by_a_day(one: Path) -> None:
    text = edited(one, "maintenance", "move", "--by", "1d", now=BEFORE, record_id=ONE_ID)
    body = "The work moves to 9 December 2026, 20:00 – 22:00 UTC."
    assert text == ONE.replace(
        "{start: 2026-12-08 20:00, end: 2026-12-08", "{start: 2026-12-09 20:00, end: 2026-12-09"
    ).replace("# The end.", update(BEFORE, "scheduled", body) + "# The end.")


def test_announced_work_keeps_its_length_at_another_time(one: Path) -> None:
    text = edited(
        one,
        "maintenance",
        "move",
        "--start",
        "2026-12-10 23:00",
        "-m",
        "It is an hour later.",
        now=BEFORE,
        record_id=ONE_ID,
    )
    assert "scheduled: {start: 2026-12-10 23:00, end: 2026-12-11 01:00}  # longer" in text
    text = edited(
        one, "maintenance", "move", "--start", "fri 03:00", "--end", "04:30", now=BEFORE, record_id=ONE_ID
    )
    assert "scheduled: {start: 2026-11-27 03:00, end: 2026-11-27 04:30}  # longer" in text


def test_one_of_several_nights_moves(two: Path) -> None:
    text = edited(two, "maintenance", "move", "--night", "2", "--by", "-1d12h", now=BEFORE, record_id=TWO_ID)
    assert "  # The first is for the copy.\n  - {start: 2026-12-11 10:00, end: 2026-12-11 14:00}\n" in text
    assert "Night 2 of 2 moves to 11 December 2026, 10:00 – 14:00 UTC." in text


def test_whole_days_can_be_announced(one: Path) -> None:
    words = ("maintenance", "move", "--start", "2026-12-10", "--end", "2026-12-11")
    text = edited(one, *words, now=BEFORE, record_id=ONE_ID)
    assert "scheduled: {start: 2026-12-10, end: 2026-12-11}" in text
    assert "The work moves to 10 December 2026 – 11 December 2026." in text


def test_work_begins_goes_on_longer_and_ends(one: Path) -> None:
    text = edited(one, "maintenance", "start", "--at", "-3m", now="2026-12-08 20:05", record_id=ONE_ID)
    assert (
        "windows:\n  - component: search\n    level: under_maintenance\n    start: 2026-12-08 20:02\n" in text
    )
    assert update("2026-12-08 20:02", "in_progress", "The work has begun.") in text
    edited(one, "maintenance", "move", "--end", "23:30", now="2026-12-08 21:55", record_id=ONE_ID)
    text = edited(
        one, "maintenance", "finish", "-m", "The disks are in.", now="2026-12-08 23:20", record_id=ONE_ID
    )
    assert "The work is now announced until 8 December 2026, 23:30 UTC." in text
    assert "    end: 2026-12-08 23:20\n" in text
    assert update("2026-12-08 23:20", "completed", "The disks are in.") in text
    assert "# The end." in text


def test_work_begins_a_little_early(one: Path) -> None:
    edited(one, "maintenance", "start", now="2026-12-08 19:10", record_id=ONE_ID)


def test_work_that_begins_on_another_day_is_moved_first(one: Path) -> None:
    now = f"{BEFORE}:30"
    assert edit(one, "maintenance", "move", ONE_ID, "--start", "now", now=now).exit_code == 0
    text = edited(one, "maintenance", "start", "--at", "07:00", now=now, record_id=ONE_ID)
    assert "scheduled: {start: 2026-11-26 09:00, end: 2026-11-26 11:00}" in text
    assert "    start: 2026-11-26 07:00\n" in text


def test_work_that_has_begun_early_cannot_begin_on_another_day(one: Path) -> None:
    text = edited(one, "maintenance", "start", now="2026-12-08 19:10", record_id=ONE_ID)
    result = edit(one, "maintenance", "move", "--by", "1d", now="2026-12-08 19:15")
    assert result.exit_code == 2
    said = " ".join(result.output.split())
    assert f"the work of {ONE_ID} has begun: the window of search is open since 2026-12-08 19:10" in said
    assert (
        f'only its end can be moved: `afterword maintenance move {ONE_ID} --end "2026-12-08 23:00"`' in said
    )
    assert record_file(one, ONE_ID).read_text(encoding="utf-8") == text


def test_work_goes_on_for_two_nights(two: Path) -> None:
    edited(two, "maintenance", "start", now="2026-12-11 22:05", record_id=TWO_ID)
    text = edited(two, "maintenance", "finish", now="2026-12-12 01:30", record_id=TWO_ID)
    assert "status: update" in text
    edited(two, "maintenance", "start", now="2026-12-12 22:05", record_id=TWO_ID)
    text = edited(two, "maintenance", "finish", now="2026-12-13 01:30", record_id=TWO_ID)
    assert text.count("    end: 2026-12-1") == 2
    assert text.endswith(update("2026-12-13 01:30", "completed", "The work is done."))


def test_work_that_begins_at_once_goes_on_in_the_next_night(one: Path) -> None:
    record_id = "2026-11-26-disk-swap"
    words = ("Disk swap", "search", "--start", "now", "--end", "2h", "--nights", "2", "-m", "We swap disks.")
    edited(one, "maintenance", "schedule", *words, now=BEFORE, record_id=record_id)
    edited(one, "maintenance", "finish", record_id, now="2026-11-26 10:30", record_id=record_id)
    said = " ".join(edit(one, "maintenance", "finish", record_id, now="2026-11-27 09:30").output.split())
    assert f"nothing says that the work of 2026-11-27 09:00 of {record_id} has begun; begin it first" in said
    checked = CliRunner().invoke(cli, ["check", "--root", str(one), "--now", "2026-11-27 09:30"])
    assert "but has no window of this night" in " ".join(checked.output.split())
    text = edited(one, "maintenance", "start", record_id, now="2026-11-27 09:40", record_id=record_id)
    assert text.count("  - component: search\n    level: under_maintenance\n") == 2
    assert "    start: 2026-11-27 09:40\n" in text
    text = edited(one, "maintenance", "finish", record_id, now="2026-11-27 10:40", record_id=record_id)
    assert "    end: 2026-11-27 10:40\n" in text
    assert update("2026-11-27 10:40", "completed", "The work is done.") in text


def test_a_night_that_is_done_early_is_not_ongoing(two: Path) -> None:
    edited(two, "maintenance", "start", now="2026-12-11 22:05", record_id=TWO_ID)
    edited(two, "maintenance", "finish", now="2026-12-11 23:10", record_id=TWO_ID)
    options = ["--root", str(two), "--now", "2026-12-11 23:30"]
    shown = CliRunner().invoke(cli, ["now", *options]).output
    assert "in progress" not in shown.lower()
    assert "planned for 12 December 2026, 22:00" in shown
    assert "planned for 11 December" not in shown


def test_a_last_night_that_did_not_take_place_is_left_out(two: Path) -> None:
    edited(two, "maintenance", "start", now="2026-12-11 22:05", record_id=TWO_ID)
    edited(two, "maintenance", "finish", now="2026-12-12 01:30", record_id=TWO_ID)
    result = edit(two, "maintenance", "finish", now="2026-12-13 01:30")
    assert result.exit_code == 2
    assert "if it did not take place, `--all` completes the work without it" in " ".join(
        result.output.split()
    )
    assert edit(two, "maintenance", "finish", "--all", now="2026-12-13 01:30").exit_code == 0
    text = record_file(two, TWO_ID).read_text(encoding="utf-8")
    assert text.endswith(update("2026-12-13 01:30", "completed", "The work is done."))


def test_the_end_of_a_night_that_overruns_moves_and_not_the_next_night(two: Path) -> None:
    edited(two, "maintenance", "start", now="2026-12-11 22:05", record_id=TWO_ID)
    edited(two, "maintenance", "move", "--end", "02:30", now="2026-12-12 01:50", record_id=TWO_ID)
    text = edited(two, "maintenance", "move", "--end", "03:30", now="2026-12-12 02:31", record_id=TWO_ID)
    assert "{start: 2026-12-11 22:00, end: 2026-12-12 03:30}\n" in text
    assert "{start: 2026-12-12 22:00, end: 2026-12-13 02:00}\n" in text
    assert "Night 1 of 2 is now announced until 12 December 2026, 03:30 UTC." in text
    shown = edit(two, "maintenance", "move", "--by", "1h", now="2026-12-12 02:31").output
    assert "only its end can be moved" in shown
    assert '--end "2026-12-12 04:30"`' in shown


def test_nights_that_are_not_needed_are_dropped_and_not_cancelled(two: Path) -> None:
    edited(two, "maintenance", "start", now="2026-12-11 22:05", record_id=TWO_ID)
    text = edited(two, "maintenance", "finish", now="2026-12-12 01:30", record_id=TWO_ID)
    result = edit(two, "maintenance", "cancel", now="2026-12-12 09:00")
    assert result.exit_code == 2
    assert f"`afterword maintenance finish {TWO_ID} --all` completes it without them" in result.output
    assert record_file(two, TWO_ID).read_text(encoding="utf-8") == text
    result = edit(
        two, "maintenance", "finish", "--all", "-m", "One night was enough.", now="2026-12-12 09:00"
    )
    assert result.exit_code == 0
    assert "time to resolve" not in result.output
    text = record_file(two, TWO_ID).read_text(encoding="utf-8")
    assert "start: 2026-12-12 22:00" not in text
    assert text.endswith(update("2026-12-12 09:00", "completed", "One night was enough."))


def test_an_update_is_not_written_into_work_that_is_only_announced(one: Path) -> None:
    result = edit(one, "update", "-m", "A fix is coming.", now=BEFORE)
    assert result.exit_code == 2
    assert "nothing is going on now" in result.output
    assert f"write its id if you mean it, `{ONE_ID}`" in result.output
    assert record_file(one, ONE_ID).read_text(encoding="utf-8") == ONE
    wrong = edit(one, "update", ONE_ID, "-m", "A fix is coming.", "--status", "identified", now=BEFORE)
    said = " ".join(wrong.output.split())
    assert f"there is no status `identified` for {ONE_ID}, which is of the kind `maintenance`" in said
    edited(one, "update", ONE_ID, "-m", "The disks are on their way.", now=BEFORE, record_id=ONE_ID)


def test_the_last_night_is_not_needed(two: Path) -> None:
    edited(two, "maintenance", "start", now="2026-12-11 22:05", record_id=TWO_ID)
    text = edited(two, "maintenance", "finish", "--all", now="2026-12-12 01:30", record_id=TWO_ID)
    assert "start: 2026-12-12 22:00" not in text
    assert text.endswith(update("2026-12-12 01:30", "completed", "The work is done."))


def test_cancelled_work_stays_announced(one: Path) -> None:
    text = edited(one, "maintenance", "cancel", "-m", "The disks: not here.", now=BEFORE, record_id=ONE_ID)
    assert text == ONE.replace(
        "# The end.", update(BEFORE, "cancelled", "The disks: not here.") + "# The end."
    )


def test_a_text_in_another_language_is_not_made_up(one: Path) -> None:
    record_file(one, ONE_ID).write_text(ONE + "language: fr\n", encoding="utf-8")
    result = edit(one, "maintenance", "cancel", now=BEFORE)
    assert result.exit_code == 2
    assert "the text is missing" in result.output


def test_the_sentences_of_the_commands_are_in_the_language_of_the_record(one: Path) -> None:
    record_file(one, ONE_ID).write_text(ONE + "language: de\n", encoding="utf-8")
    text = edited(one, "maintenance", "move", "--by", "1d", now=BEFORE, record_id=ONE_ID)
    assert "Neuer Termin der Arbeiten: 9. Dezember 2026, 20:00 – 22:00 UTC." in text
    text = edited(one, "maintenance", "cancel", now=BEFORE, record_id=ONE_ID)
    assert update(BEFORE, "cancelled", "Die Arbeiten finden nicht statt.") in text


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (("move",), "write the new time, such as"),
        (("move", "--by", "1d", "--end", "2h"), "write the new time, such as"),
        (("move", "--by", "soon"), "Invalid value for --by: "),
        (("move", "--start", "2026-12-10"), "write the new end too, such as --end 2026-12-09"),
        (("move", "--start", "2026-11-25 09:00"), "2026-11-25 09:00 is over"),
        (("move", "--end", "2026-12-08 19:00"), "not after its start (2026-12-08 20:00)"),
        (
            ("move", "--by", "1d", "--night", "2"),
            f"{ONE_ID} has no night 2; it is announced for: --night 1 2026-12-08 20:00 – ",
        ),
        (("start", "--at", "2026-12-08 20:00"), "is in the future"),
        (("start",), f"announced for 2026-12-08 20:00, 12 days from now; if it begins earlier, {MOVE_FIRST}"),
        (("start", "--level", "serach=degraded"), "did you mean `search`?"),
        (("finish",), "if it begins earlier, move it first: `afterword maintenance move"),
    ],
)
def test_what_is_wrong_is_refused_and_nothing_written(
    one: Path, words: tuple[str, ...], message: str
) -> None:
    result = edit(one, "maintenance", *words, now=BEFORE)
    assert result.exit_code == 2, result.output
    assert message in " ".join(result.output.split())
    assert record_file(one, ONE_ID).read_text(encoding="utf-8") == ONE


def test_work_that_has_not_begun_is_not_over(one: Path) -> None:
    result = edit(one, "resolve", ONE_ID, "-m", "The disks are in.", now=BEFORE)
    assert result.exit_code == 2
    assert "has not begun; `afterword maintenance start 2026-12-08-new-disks` says" in " ".join(
        result.output.split()
    )
    assert record_file(one, ONE_ID).read_text(encoding="utf-8") == ONE


def test_cancelled_work_that_is_opened_again_is_announced(one: Path) -> None:
    edited(one, "maintenance", "cancel", ONE_ID, now=BEFORE, record_id=ONE_ID)
    words = ("reopen", ONE_ID, "-m", "The disks have arrived, so the work will take place.")
    text = edited(one, *words, now="2026-11-26 10:00", record_id=ONE_ID)
    assert "  - at: 2026-11-26 10:00\n    status: scheduled\n" in text


@pytest.mark.parametrize("last", [("start", "finish"), ("cancel",)])
def test_the_sentences_of_the_commands_themselves_pass_the_check(
    tmp_path: Path, last: tuple[str, ...]
) -> None:
    site = write_site(tmp_path, {}, site=SITE)
    words = ["New disks", "search", "--start", "20:00", "--end", "2h", "--yes"]
    options = ["--root", str(site), "--now", "2026-12-08 09:00"]
    assert CliRunner().invoke(cli, ["maintenance", "schedule", *words, *options]).exit_code == 0
    for number, step in enumerate(last):
        now = f"2026-12-08 {20 + number}:00" if len(last) > 1 else "2026-12-08 10:00"
        edited(site, "maintenance", step, now=now, record_id="2026-12-08-new-disks")


@pytest.mark.parametrize("status", ["in_progress", "verifying"])
def test_an_update_says_nothing_of_work_that_is_announced_for_later(one: Path, status: str) -> None:
    result = edit(one, "update", ONE_ID, "-m", "All is well.", "--status", status, now=BEFORE)
    assert result.exit_code == 2, result.output
    said = " ".join(result.output.split())
    assert f"is announced for 2026-12-08 20:00, 12 days from now; if it begins earlier, {MOVE_FIRST}" in said
    assert record_file(one, ONE_ID).read_text(encoding="utf-8") == ONE


@pytest.mark.parametrize(
    ("now", "status", "message"),
    [
        (BEFORE, "completed", f"has not begun; `afterword maintenance start {TWO_ID}` says that it has"),
        ("2026-12-11 23:00", "cancelled", "has begun: the window of api is open since 2026-12-11 22:05; "),
        (
            "2026-12-11 23:00",
            "completed",
            "is announced for 2026-12-12 22:00 too; `afterword maintenance fin",
        ),
        ("2026-12-12 03:00", "cancelled", f"`afterword maintenance finish {TWO_ID} --all` completes it with"),
        ("2026-12-13 03:00", "cancelled", f"{TWO_ID} is completed; "),
    ],
)
def test_an_update_does_not_contradict_the_work(two: Path, now: str, status: str, message: str) -> None:
    steps = (
        ("2026-12-11 22:05", "start"),
        ("2026-12-12 02:00", "finish"),
        ("2026-12-12 22:05", "start"),
        ("2026-12-13 02:00", "finish"),
    )
    for at, step in steps:
        if at < now:
            assert edit(two, "maintenance", step, now=at).exit_code == 0
    before = record_file(two, TWO_ID).read_bytes()
    result = edit(two, "update", TWO_ID, "-m", "There is news.", "--status", status, now=now)
    assert result.exit_code == 2, result.output
    assert message in " ".join(result.output.split())
    assert record_file(two, TWO_ID).read_bytes() == before


@pytest.mark.parametrize("start", ["19:40", "20:30"])
def test_the_suggested_beginning_is_that_of_the_record_that_was_named(tmp_path: Path, start: str) -> None:
    named, other = ONE_ID, "2026-12-08-new-router"
    record = ONE.replace("20:00", start)
    elsewhere = record.replace("search", "api")
    site = write_site(tmp_path / "a site", {named: record, other: elsewhere}, site=SITE)
    now = "2026-12-08 21:00" if start == "20:30" else "2026-12-08 19:30"
    refused = edit(site, "maintenance", "finish", named, "-m", "Done.", now=now)
    command = refused.output.split("`")[-2]
    _, *words = shlex.split(command)
    assert words[:3] == ["maintenance", "start", named]
    for typed in ((*words, "-m", "It has begun."), ("maintenance", "finish", named, "-m", "Done.")):
        result = edit(site, *typed, now=now)
        assert result.exit_code == 0, result.output
    assert record_file(site, other).read_text("utf-8") == elsewhere


def test_the_suggested_levels_are_for_the_record_that_was_named(one: Path) -> None:
    said = ONE.replace("# The end.", "  - {at: 2026-12-08 20:00, status: in_progress, body: We begin.}")
    record_file(one, ONE_ID).write_text(said, "utf-8")
    output = edit(one, "maintenance", "start", ONE_ID, "-m", "Now.", now="2026-12-08 20:10").output
    assert f"`afterword level search=under_maintenance {ONE_ID}` adds a window" in output
