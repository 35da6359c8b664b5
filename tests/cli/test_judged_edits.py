"""An edit writes nothing that `check` would refuse, and says so before it asks."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.cli import cli
from afterword.source import files
from tests.cli.editing_site import NOW, OPEN, OPEN_ID, OVER, OVER_ID, edit, editing_site, record_file

FILE = f"incidents/2026/{OPEN_ID}.yml"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return editing_site(tmp_path)


@pytest.mark.parametrize(
    ("words", "found"),
    [
        (("event", "-m", "db-1.internal answers nothing."), ("private-address", "`db-1.internal` is an internal")),
        (("update", "-m", "The key AKIAQ3EXAMPLE7LOGGED was logged."), ("secret", "`AKIA…` is a secret")),
        (("resolve", "-m", "Ask bob@acme.example <!-- or not -->."), ("html-comment", "Markdown has no comments")),
        (("action", "add", "-m", "Move the data of 10.0.0.5"), ("private-address", "`10.0.0.5`")),
        (("new", "Search is slow", "search", "--message", "On db-1.internal"), ("private-address", "`db-1.internal`")),
        (("maintenance", "schedule", "Disk", "api", "--start", "+1d", "--end", "2h", "-m", "On 10.0.0.5", "--no-input"),
         ("private-address", "`10.0.0.5`")),
        (("correct", "api", "-m", "See [it](/incidents/2026-11-18-api/)."), ("link-to-record", "leads to no record")),
    ],
)  # fmt: skip
def test_an_error_that_an_edit_would_cause_is_shown_with_its_place(
    site: Path, words: tuple[str, ...], found: tuple[str, ...]
) -> None:
    before = {path: path.read_bytes() for path in site.rglob("*.yml")}
    result = edit(site, *words)
    assert result.exit_code == 2, result.output
    assert "incidents/2026/" in result.output
    assert all(each in result.output for each in found)
    assert "nothing was written: this would cause errors" in result.output
    assert "AKIAQ3EXAMPLE7LOGGED" not in result.output
    assert {path: path.read_bytes() for path in site.rglob("*.yml")} == before


def test_a_warning_is_part_of_the_preview(site: Path) -> None:
    result = edit(site, "update", "-m", "Searches are <b>slow</b>.")
    assert result.exit_code == 0, result.output
    assert f"{FILE}:18:20  ! warning  raw-html" in result.output
    assert result.output.index("What readers see") < result.output.index("raw-html")
    assert result.output.index("raw-html") < result.output.index("Wrote")


def test_what_was_wrong_before_stops_no_edit(site: Path) -> None:
    """At night, an update must not wait for what is wrong elsewhere in the record."""
    record_file(site).write_text(OPEN.replace("several seconds", "10.0.0.5"), encoding="utf-8")
    result = edit(site, "update", "-m", "A fix is coming.")
    assert result.exit_code == 0, result.output
    assert "private-address" not in result.output


def test_no_other_record_is_read_unless_a_finding_depends_on_it(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    read: set[str] = set()
    original = files._read

    def noted(path: str) -> bytes:
        read.add(Path(path).name)
        return original(path)

    monkeypatch.setattr(files, "_read", noted)
    link = f"See [the API](/incidents/{OVER_ID}/)."
    assert edit(site, "update", OPEN_ID, "-m", "A fix is coming.").exit_code == 0
    assert read == {"status.yml", "mkdocs.yml", f"{OPEN_ID}.yml"}
    assert edit(site, "update", OPEN_ID, "-m", link, now=NOW.replace("10:00", "10:05")).exit_code == 0
    assert read == {"status.yml", "mkdocs.yml", f"{OPEN_ID}.yml", f"{OVER_ID}.yml"}


def test_a_link_to_a_former_id_is_no_error(site: Path) -> None:
    aliases = f"{OVER}aliases: [2026-11-18-api-is-down]\n"
    record_file(site, OVER_ID).write_text(aliases, encoding="utf-8")
    result = edit(site, "update", "-m", "See [the API](/incidents/2026-11-18-api-is-down/).")
    assert result.exit_code == 0, result.output


OUT_OF_ORDER = "  - {at: 2026-11-20 09:48, status: investigating, body: Some searches fail.}\n# The end."


@pytest.mark.parametrize(
    "words",
    [
        ("resolve", "-m", "Searches are fast again."),
        ("level", "search=operational"),
        ("milestone", "mitigated"),
        ("window", "open", "web=degraded", "--start", "2026-11-20 09:30", "--end", "2m"),
        ("window", "set", "search", "--level", "major_outage"),
        ("event", "-m", "A node was added."),
    ],
    ids=lambda words: " ".join(words[:2]),
)
def test_an_old_error_stays_old_when_its_line_moves(site: Path, words: tuple[str, ...]) -> None:
    """The message of `update-order` names a line, and the edit adds some above it."""
    record_file(site).write_text(OPEN.replace("# The end.", OUT_OF_ORDER), encoding="utf-8")
    result = edit(site, *words)
    assert result.exit_code == 0, result.output
    assert "update-order" not in result.output


def test_what_check_can_correct_first_is_said(site: Path) -> None:
    record_file(site).write_text(OPEN.replace("# The end.", OUT_OF_ORDER), encoding="utf-8")
    words = ("update", "-m", "We look into it.", "--at", "09:50")
    refused = edit(site, *words)
    assert refused.exit_code == 2, refused.output
    fix = f"check --fix {FILE}"
    assert f"`afterword {fix}` corrects what was wrong before" in refused.output
    CliRunner().invoke(cli, [*fix.split()[:2], str(site / FILE), "--root", str(site), "--now", NOW])
    assert edit(site, *words).exit_code == 0


def test_the_same_mistake_in_another_text_is_new_and_a_copy_of_the_old_text_is_not(site: Path) -> None:
    leaking = OPEN.replace("start: 2026-11-20 09:45", "start: 2026-11-20 09:45\n    note: On 10.0.0.5.")
    record_file(site).write_text(leaking, encoding="utf-8")
    split = edit(site, "level", "api=major_outage")
    assert split.exit_code == 0, split.output
    assert record_file(site).read_text(encoding="utf-8").count("10.0.0.5") == 2
    secret = "The key AKIAQ3EXAMPLE7{} was logged."
    record_file(site).write_text(
        leaking.replace("several seconds.", secret.format("LOGGED")), encoding="utf-8"
    )
    again = edit(site, "update", "-m", secret.format("STORED"))
    assert again.exit_code == 2, again.output
