"""No secret is printed or cached whole, whatever rule reports something about its line."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.app.checking import check
from afterword.diagnostics import Location, Severity
from afterword.report.source_line import excerpt
from afterword.report.text import render_text
from tests.checks.leaks.test_secrets import KEY, TOKENS
from tests.sites import NOW, SMALLEST_ID, SMALLEST_RECORD, write_site

TOKEN = TOKENS["fine-grained GitHub token"]
FOLDER = f"incidents/{SMALLEST_ID[:4]}/{SMALLEST_ID}"
BODY = KEY.split("\n")[1]

RECORDS = {
    "in a text": f"summary: It logged {TOKEN} once.\n",
    "in a link that leads nowhere": f"summary: '[more](https:///{TOKEN})'\n",
    "in a tag": f"summary: '<b token={TOKEN}>'\n",
    "in an unknown key": f"{TOKEN}: 1\n",
    "in a wrong value": f"severity: {TOKEN}\n",
    "in a time": f"detected: {TOKEN}\n",
    "after a syntax error": f"summary: 'x' {TOKEN}\n",
    "in a key over several lines": "summary: |\n" + "".join(f"  {line}\n" for line in KEY.split("\n")),
    "in a broken key": "summary:\n" + "".join(f"  {line}\n" for line in KEY.split("\n")) + "  : x: y\n",
}


@pytest.mark.parametrize("name", RECORDS)
def test_a_secret_is_in_no_report_and_no_cache(tmp_path: Path, name: str) -> None:
    root = write_site(tmp_path, {SMALLEST_ID: SMALLEST_RECORD + RECORDS[name]})
    result = check(root, NOW)
    assert any(each.severity is Severity.ERROR for each in result.diagnostics)
    texts = result.texts({each.location.file for each in result.diagnostics})
    report = render_text(result.diagnostics, texts, records=1, width=400)
    cached = b"".join(file.read_bytes() for file in (root / ".cache").rglob("*.sqlite*")).decode("latin-1")
    for text in (report, cached):
        assert TOKEN[4:20] not in text
        assert BODY[:20] not in text
    assert check(root, NOW).diagnostics == result.diagnostics


def test_a_secret_in_the_settings_of_the_site_is_hidden_too(tmp_path: Path) -> None:
    root = write_site(tmp_path, {SMALLEST_ID: SMALLEST_RECORD})
    file = root / "status.yml"
    file.write_text(file.read_text("utf-8") + f"{TOKEN}: 1\n", "utf-8")
    result = check(root, NOW)
    report = render_text(result.diagnostics, result.texts(["status.yml"]), records=1, width=400)
    assert "unknown-key" in report
    assert TOKEN[4:20] not in report


def test_the_source_line_keeps_its_length_and_the_carets_their_place() -> None:
    line = f"summary: It logged {TOKEN} once."
    shown = excerpt(Location("x.yml", 1, 10, 1, len(line) + 1), f"{line}\n", 400)
    assert shown is not None
    assert shown.line == line.replace(TOKEN[4:], "•" * len(TOKEN[4:]))
    assert shown.carets == " " * 9 + "^" * (len(line) - 9)


def test_a_changed_attachment_is_searched_again(tmp_path: Path) -> None:
    summary = "summary: 'As [the log](queue.log) shows.'\n"
    root = write_site(tmp_path, {SMALLEST_ID: SMALLEST_RECORD + summary})
    log = root / FOLDER / "queue.log"
    log.parent.mkdir()
    log.write_text("all is well", "utf-8")
    assert check(root, NOW).diagnostics == ()
    log.write_text(f"token {TOKEN}", "utf-8")
    assert [each.rule for each in check(root, NOW).diagnostics] == ["secret"]
    assert [each.rule for each in check(root, NOW).diagnostics] == ["secret"]
    log.unlink()
    assert [each.rule for each in check(root, NOW).diagnostics] == ["missing-attachment"]
