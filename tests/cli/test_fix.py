"""`afterword check --fix` changes what has one right answer, says so, and reports what is left."""

from __future__ import annotations

import json
import os
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from afterword.cli import cli
from tests.repositories import repository
from tests.sites import SMALLEST_ID, SMALLEST_RECORD, write_site

OTHER_ID = "2026-11-21-search-is-slow-again"
WRONG = SMALLEST_RECORD.replace("status: resolved", "status: resolvd").replace("search,", "serach,")
OTHER = WRONG.replace("2026-11-20", "2026-11-21").replace("resolvd", "Resolved")


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site with two wrong records."""
    return write_site(tmp_path / "site", {SMALLEST_ID: WRONG, OTHER_ID: OTHER})


def record(site: Path, record_id: str = SMALLEST_ID) -> Path:
    return site / "incidents" / record_id[:4] / f"{record_id}.yml"


def run(site: Path, *words: str) -> Result:
    result = CliRunner().invoke(cli, ["check", "--root", str(site), "--now", "2026-11-23 12:00", *words])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_what_was_fixed_is_listed_and_the_rest_reported(site: Path) -> None:
    result = run(site, "--fix")
    assert result.exit_code == 0
    assert result.stdout == (
        "incidents/2026/2026-11-20-search-is-slow.yml:3: Change `serach` to `search` (unknown-component)\n"
        "incidents/2026/2026-11-20-search-is-slow.yml:6: Change `resolvd` to `resolved` (wrong-value)\n"
        "incidents/2026/2026-11-21-search-is-slow-again.yml:3: Change `serach` to `search` (unknown-component)\n"
        "incidents/2026/2026-11-21-search-is-slow-again.yml:6: Change `Resolved` to `resolved` (wrong-value)\n"
        "Fixed 4 problems in 2 files.\n"
        "\n"
        "2 records, no problems\n"
    )
    assert record(site).read_text() == SMALLEST_RECORD
    assert run(site, "--fix").stdout == "2 records, no problems\n"


def test_the_status_tells_what_is_left(site: Path) -> None:
    record(site).write_text(WRONG.replace("title: Search is slow\n", ""))
    result = run(site, "--fix")
    assert result.exit_code == 1
    assert "missing-key" in result.stdout
    assert "Fixed 4 problems in 2 files." in result.stdout


def test_only_named_files_are_changed(site: Path) -> None:
    result = run(site, "--fix", str(record(site)))
    assert result.exit_code == 0
    assert record(site).read_text() == SMALLEST_RECORD
    assert record(site, OTHER_ID).read_text() == OTHER


def test_with_since_older_findings_stay(site: Path) -> None:
    repository(site)
    record(site).write_text(WRONG + "sumary: Searches took several seconds.\n")
    result = run(site, "--fix", "--since", "HEAD")
    assert "Fixed 1 problem in 1 file." in result.stdout
    assert record(site).read_text() == WRONG + "summary: Searches took several seconds.\n"
    assert record(site, OTHER_ID).read_text() == OTHER


def test_with_since_the_new_one_of_equal_findings_is_fixed(site: Path) -> None:
    repository(site)
    window = "  - {component: serach, level: degraded, start: 2026-11-20 08:40, end: 2026-11-20 08:50}\n"
    record(site).write_text(WRONG.replace("updates:", window + "updates:"))
    result = run(site, "--fix", "--since", "HEAD")
    assert "Fixed 1 problem in 1 file." in result.stdout
    assert record(site).read_text() == WRONG.replace(
        "updates:", window.replace("serach", "search") + "updates:"
    )


def test_other_formats_keep_standard_output_for_themselves(site: Path) -> None:
    result = run(site, "--fix", "--format", "json")
    assert json.loads(result.stdout)["findings"] == []
    assert "Fixed 4 problems in 2 files." in result.stderr


def test_with_a_file_for_the_report_the_terminal_shows_both(site: Path, tmp_path: Path) -> None:
    result = run(site, "--fix", "--format", "json", "--output", str(tmp_path / "report.json"))
    assert "Fixed 4 problems in 2 files.\n\n2 records, no problems\n" in result.stdout
    assert json.loads((tmp_path / "report.json").read_text())["findings"] == []


def test_the_diff_changes_nothing_and_can_be_applied(site: Path) -> None:
    for file in (record(site), record(site, OTHER_ID)):
        file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n").removesuffix(b"\r\n"))
    before = record(site).read_bytes()
    result = run(site, "--diff")
    assert result.exit_code == 1
    assert record(site).read_bytes() == before
    assert result.stderr == "4 problems in 2 files can be fixed.\n"
    subprocess.run(["git", "apply", "-"], cwd=site, input=result.stdout_bytes, check=True)
    shown = record(site).read_bytes()
    record(site).write_bytes(before)
    run(site, "--fix")
    assert record(site).read_bytes() == shown
    assert run(site, "--diff").exit_code == 0
    assert run(site, "--diff").stdout == ""


def test_the_diff_has_no_other_format(site: Path) -> None:
    result = run(site, "--diff", "--format", "json")
    assert result.exit_code == 2
    assert "--diff has a format of its own" in result.stderr


def test_the_diff_shows_status_yml_and_records(site: Path) -> None:
    status = site / "status.yml"
    status.write_text(status.read_text().replace("site-without-url", "site-witout-url"))
    result = run(site, "--diff")
    assert "b/status.yml" in result.stdout
    assert "b/incidents" in result.stdout
    assert "Fixed 5 problems in 3 files." in run(site, "--fix").stdout
    assert "site-without-url: off" in status.read_text()


def test_a_read_only_file_is_named_and_exits_with_2(site: Path) -> None:
    record(site).chmod(0o444)
    result = run(site, "--fix")
    assert result.exit_code == 2
    assert result.stderr == (
        "afterword: incidents/2026/2026-11-20-search-is-slow.yml was not changed: it is read-only\n"
    )
    assert "Fixed 2 problems in 1 file." in result.stdout
    assert record(site).read_text() == WRONG


def test_a_link_is_not_followed(site: Path) -> None:
    target = site / "elsewhere.yml"
    record(site).rename(target)
    record(site).symlink_to(target)
    assert "it is a link" in run(site, "--fix").stderr
    assert target.read_text() == WRONG


def test_a_file_that_someone_changes_meanwhile_stays(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    original = os.fsync

    def change(number: int) -> None:
        record(site).write_text("title: Mine\n")
        original(number)

    monkeypatch.setattr(os, "fsync", change)
    assert "it has changed meanwhile" in run(site, "--fix", str(record(site))).stderr
    assert record(site).read_text() == "title: Mine\n"


@pytest.mark.parametrize("data", [b"title: caf\xe9\nsumary: x\n", b"\xff\xfet\x00i\x00", b"", b"\x00"])
def test_what_cannot_be_read_stays(site: Path, data: bytes) -> None:
    record(site).write_bytes(data)
    assert run(site, "--fix").exit_code == 1
    assert record(site).read_bytes() == data


def test_line_breaks_and_the_end_of_the_file_stay(site: Path) -> None:
    text = WRONG.replace("\n", "\r\n").rstrip("\r\n").encode()
    record(site).write_bytes(text)
    run(site, "--fix")
    assert record(site).read_bytes() == text.replace(b"resolvd", b"resolved").replace(b"serach", b"search")


def test_what_the_site_has_switched_off_stays(site: Path) -> None:
    suppressed = (
        SMALLEST_RECORD + "# afterword: ignore timeline-order because of the clocks of two machines\n"
    )
    suppressed += (
        "timeline:\n  - {at: 2026-11-20 10:02, kind: action, text: A replica is added.}\n"
        "  - {at: 2026-11-20 09:48, kind: detection, text: The alert goes off.}\n"
    )
    record(site).write_text(suppressed)
    run(site, "--fix")
    assert record(site).read_text() == suppressed
