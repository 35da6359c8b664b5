"""`afterword check --format`, `--output` and `--explain`: where the report goes, and where the summary goes."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from afterword.cli import cli, show_findings
from afterword.report.registry import REPORT_FORMATS
from tests.repositories import repository
from tests.sites import SMALLEST_ID, SMALLEST_RECORD, write_site

WRONG = SMALLEST_RECORD.replace("component: search", "component: serch")
FILE = f"incidents/2026/{SMALLEST_ID}.yml"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site with an error, in a folder of a repository."""
    folder = write_site(tmp_path / "repo" / "status site", {SMALLEST_ID: WRONG})
    repository(tmp_path / "repo")
    return folder


def run(site: Path, *words: str) -> Result:
    return CliRunner().invoke(cli, ["check", "--root", str(site), "--now", "2026-11-23 12:00", *words])


def test_the_command_offers_the_formats_that_there_are() -> None:
    assert (show_findings.TEXT, *REPORT_FORMATS) == show_findings.FORMATS


@pytest.mark.parametrize("name", REPORT_FORMATS)
def test_the_summary_does_not_disturb_what_programs_read(site: Path, name: str) -> None:
    result = run(site, "--format", name)
    assert result.exit_code == 1
    assert result.stderr == "1 error in 1 of 1 record\n"
    assert "1 of 1 record" not in result.stdout


@pytest.mark.parametrize("name", ["gitlab", "github", "junit"])
def test_paths_are_those_of_the_repository(site: Path, name: str) -> None:
    assert f"status site/{FILE}" in run(site, "--format", name).stdout


def test_sarif_encodes_paths(site: Path) -> None:
    content = json.loads(run(site, "--format", "sarif").stdout)
    location = content["runs"][0]["results"][0]["locations"][0]["physicalLocation"]
    assert location["artifactLocation"]["uri"] == f"status%20site/{FILE}"


def test_our_json_names_the_folder_of_the_site(site: Path) -> None:
    content = json.loads(run(site, "--format", "json").stdout)
    assert (content["site"], content["findings"][0]["file"]) == ("status site", FILE)


def test_without_findings_every_format_is_still_a_whole_document(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    for name in REPORT_FORMATS:
        result = run(site, "--format", name)
        assert (result.exit_code, result.stderr) == (0, "1 record, no problems\n")
        if name in ("json", "gitlab", "sarif"):
            json.loads(result.stdout)
    assert run(site, "--format", "github").stdout == ""


@pytest.mark.parametrize("name", ["text", *REPORT_FORMATS])
def test_a_report_in_a_file_leaves_the_text_in_the_log(site: Path, tmp_path: Path, name: str) -> None:
    file = tmp_path / "a report"
    result = run(site, "--format", name, "--output", str(file))
    assert result.exit_code == 1
    assert result.output == run(site).output
    assert file.read_text("utf-8") == run(site, "--format", name).stdout


def test_a_report_that_cannot_be_written_exits_with_2(site: Path, tmp_path: Path) -> None:
    result = run(site, "--format", "json", "--output", str(tmp_path / "none" / "x.json"))
    assert result.exit_code == 2
    assert "none/x.json" in result.stderr


def test_a_report_is_utf_8_whatever_the_terminal_speaks(site: Path) -> None:
    (site / FILE).rename(site / "incidents" / "2026" / "2026-11-20-süche.yml")
    command = [sys.executable, "-m", "afterword", "check", "--root", str(site), "--format", "github"]
    done = subprocess.run(
        command, capture_output=True, check=False, env={"PYTHONIOENCODING": "ascii"} | _path()
    )
    assert "2026-11-20-süche.yml".encode() in done.stdout, done.stderr


def _path() -> dict[str, str]:
    import os

    return {name: os.environ[name] for name in ("PATH", "PYTHONPATH", "HOME") if name in os.environ}


def test_explanations_are_below_the_first_finding_of_a_rule(site: Path) -> None:
    text = WRONG.replace(
        "updates:",
        "  - {component: serch, level: degraded, start: 2026-11-20 11:40, end: 2026-11-20 12:15}\nupdates:",
    )
    (site / FILE).write_text(text, encoding="utf-8")
    plain, explained = run(site).output, run(site, "--explain").output
    assert "afterword explain" not in plain
    assert explained.count("A record names a component that is not in `status.yml`.") == 1
    assert explained.count("`afterword explain unknown-component` says more") == 1
    assert explained.index("afterword explain") < explained.index("4:17")


def test_explanations_link_to_the_handbook_if_it_is_published(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("afterword.cli.check.handbook", lambda: "https://example.org/")
    assert "https://example.org/handbook/record-rules/#unknown-component" in run(site, "--explain").output
    content = json.loads(run(site, "--format", "json").stdout)
    assert (
        content["findings"][0]["help_url"] == "https://example.org/handbook/record-rules/#unknown-component"
    )
