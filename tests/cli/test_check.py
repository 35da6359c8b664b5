"""`afterword check`: its output and exit status."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from afterword.cli import cli
from tests.sites import SMALLEST_ID, SMALLEST_RECORD, write_site

OTHER_ID = "2026-11-21-api-is-slow"
WRONG = SMALLEST_RECORD.replace("component: search", "component: serch")


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["check", "--now", "2026-11-23 12:00", *words])


def test_a_site_without_problems_exits_with_0(tmp_path: Path) -> None:
    result = run("--root", str(write_site(tmp_path)))
    assert (result.exit_code, result.output) == (0, "1 record, no problems\n")


def test_an_error_is_shown_with_its_line_and_exits_with_1(tmp_path: Path) -> None:
    result = run("--root", str(write_site(tmp_path, {SMALLEST_ID: WRONG})))
    assert result.exit_code == 1
    assert f"incidents/2026/{SMALLEST_ID}.yml:3:17" in result.output
    assert "unknown-component" in result.output
    assert "^^^^^" in result.output
    assert result.output.endswith("1 error in 1 of 1 record\n")


def test_warnings_exit_with_0_unless_strict(tmp_path: Path) -> None:
    site = write_site(tmp_path, {SMALLEST_ID: SMALLEST_RECORD + "milestones: {detected: 2026-11-20 09:30}\n"})
    lowered = (
        (site / "status.yml").read_text().replace("rules: {", "rules: {milestone-before-start: warning, ")
    )
    (site / "status.yml").write_text(lowered)
    assert run("--root", str(site)).exit_code == 0
    assert run("--root", str(site), "--strict").exit_code == 1


def test_only_findings_in_the_named_files_are_reported(tmp_path: Path) -> None:
    site = write_site(tmp_path, {SMALLEST_ID: SMALLEST_RECORD, OTHER_ID: WRONG})
    fine, wrong = (site / "incidents" / "2026" / f"{name}.yml" for name in (SMALLEST_ID, OTHER_ID))
    assert run(str(fine)).exit_code == 0
    assert run(str(wrong)).exit_code == 1
    assert run(str(site / "incidents")).exit_code == 1


def test_all_problems_of_all_files_are_reported_in_one_run(tmp_path: Path) -> None:
    site = write_site(
        tmp_path, {SMALLEST_ID: WRONG + "titel: twice\n", OTHER_ID: "title: [\n", "2026-11-22-x": ""}
    )
    result = run("--root", str(site)).output
    for rule in ("unknown-component", "unknown-key", "yaml-syntax", "not-a-record"):
        assert rule in result
    assert "in 3 of 3 records" in result


@pytest.mark.parametrize("words", [["no-such-file.yml"], ["--root", "/nowhere-at-all"]])
def test_what_cannot_be_checked_exits_with_2(tmp_path: Path, words: list[str]) -> None:
    assert run(*words).exit_code == 2


def test_outside_of_a_site_the_message_says_how_to_create_one(tmp_path: Path) -> None:
    result = run("--root", str(tmp_path))
    assert result.exit_code == 2
    assert "afterword init" in result.output


def test_a_status_file_that_cannot_be_read_does_not_hide_the_problems_of_records(tmp_path: Path) -> None:
    site = write_site(tmp_path, {SMALLEST_ID: "titel: x\n"}, "page: {nam: x}\n")
    result = run("--root", str(site)).output
    assert "`nam` is not a key here" in result
    assert "`titel` is not a key here" in result


def test_a_path_must_be_in_the_given_root(tmp_path: Path) -> None:
    one, other = write_site(tmp_path / "one"), write_site(tmp_path / "other")
    record = Path("incidents", "2026", f"{SMALLEST_ID}.yml")
    result = run("--root", str(one), str(other / record))
    assert result.exit_code == 2
    assert f"is not part of the site in {one}" in result.output
    assert run("--root", str(one), str(one / record)).exit_code == 0


@pytest.mark.parametrize(
    "epoch", ["99999999999999999999", "253402300799", "9" * 5000, "0", "-1", "²", "1e9", "4291747200"]
)
def test_an_epoch_out_of_range_is_reported_by_its_name(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, epoch: str
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    result = CliRunner().invoke(cli, ["check", "--root", str(write_site(tmp_path))])
    assert result.exit_code == 2
    assert "SOURCE_DATE_EPOCH" in result.output
    assert "--now" not in result.output


@pytest.mark.parametrize("now", ["2199-12-31 23:59", "1900-01-01 00:00"])
def test_a_time_out_of_range_is_refused(tmp_path: Path, now: str) -> None:
    result = CliRunner().invoke(cli, ["check", "--root", str(write_site(tmp_path)), "--now", now])
    assert result.exit_code == 2
    assert "'--now'" in result.output
    assert now[:10] in result.output


@pytest.mark.parametrize(
    ("paths", "summary"),
    [
        (["."], "1 record, no problems"),
        (["incidents"], "1 record, no problems"),
        (["status.yml"], "status.yml, no problems"),
        (["status.yml", "incidents"], "status.yml and 1 record, no problems"),
        ([".", "status.yml"], "1 record, no problems"),
    ],
)
def test_the_summary_does_not_count_status_yml_as_a_record(
    tmp_path: Path, paths: list[str], summary: str
) -> None:
    site = write_site(tmp_path)
    result = run(*(str(site / path) for path in paths))
    assert (result.exit_code, result.output) == (0, f"{summary}\n")


def test_the_summary_names_status_yml_if_it_has_findings(tmp_path: Path) -> None:
    facts = "page: {name: A, id: a, url: https://a.org/}\nx: y\n"
    site = write_site(tmp_path, {SMALLEST_ID: WRONG, OTHER_ID: SMALLEST_RECORD}, facts)
    assert run("--root", str(site)).output.endswith("errors in status.yml and 2 of 2 records\n")
    assert run(str(site / "status.yml")).output.endswith("\n1 error in status.yml\n")
