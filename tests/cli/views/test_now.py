"""`afterword now`."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.views.current.banner import banner
from tests.cli.views.running import in_terminal, read_json, run
from tests.sites import DEMO, copy_of, published, write_site

LEVELS = {
    "operational": 0,
    "under_maintenance": 10,
    "degraded": 11,
    "partial_outage": 12,
    "major_outage": 13,
}


def site_at(folder: Path, level: str) -> Path:
    record = "title: It is happening\nwindows: [{component: api, level: LEVEL, start: 2026-11-22 09:40}]\n"
    if level == "operational":
        return write_site(folder)
    return write_site(folder, {"2026-11-22-it-happens": record.replace("LEVEL", level)})


def test_the_line_is_the_sentence_of_the_status_page(tmp_path: Path) -> None:
    root = copy_of(DEMO, tmp_path / "site")
    level, sentence = banner(published(root))
    assert run(root, "now", "--format", "line").output == f"{level.glyph} {sentence}\n"
    assert in_terminal(root, 100, "now").lines[0] == f"{level.glyph} {sentence}"
    assert read_json(root, "now")["text"] == sentence


@pytest.mark.parametrize("level", LEVELS)
def test_the_exit_status_says_how_bad_it_is_on_request(tmp_path: Path, level: str) -> None:
    root = site_at(tmp_path, level)
    assert run(root, "now").exit_code == 0
    assert run(root, "now", "--exit-code", "--format", "line").exit_code == LEVELS[level]


def test_a_file_that_cannot_be_read_comes_first(tmp_path: Path) -> None:
    root = site_at(tmp_path, "major_outage")
    (root / "incidents" / "2026" / "2026-11-20-broken.yml").write_text("title: [", "utf-8")
    result = run(root, "now", "--exit-code", "--format", "line")
    assert result.exit_code == 1
    assert result.stdout == "✕ API: major outage\n"
    levels = {each["id"]: each["level"] for each in read_json(root, "now")["components"]}
    assert levels == {"search": None, "api": "major_outage"}


@pytest.mark.parametrize(
    "damage", ["\ttitle: x\n", "<<<<<<< HEAD\ntitle: a\n=======\ntitle: b\n>>>>>>> side\n"]
)
def test_all_is_not_clear_while_a_file_cannot_be_read(tmp_path: Path, damage: str) -> None:
    root = site_at(tmp_path, "operational")
    (root / "incidents" / "2026" / "2026-11-23-open.yml").write_text(damage, "utf-8")
    said = "Status not known: 1 record cannot be read"
    for form in ("line", "text"):
        result = run(root, "now", "--format", form)
        assert result.exit_code == 1
        assert result.stdout.splitlines()[0] == f"? {said}"
        assert "operational" not in result.stdout
    written = read_json(root, "now")
    assert (written["level"], written["status"], written["text"]) == (None, None, said)
    assert {each["level"] for each in written["components"]} == {None}


def test_the_name_of_a_level_in_another_language_keeps_its_case(tmp_path: Path) -> None:
    site = (
        "page: {name: Beispiel, language: de}\ncomponents: [{id: api, name: API}]\n"
        "levels: [{id: major_outage, name: Schwerer Ausfall, status: major_outage}]\n"
    )
    record = (
        "title: Es ist etwas\nwindows: [{component: api, level: major_outage, start: 2026-11-22 09:40}]\n"
    )
    root = write_site(tmp_path, {"2026-11-22-es-ist-etwas": record}, site=site)
    assert run(root, "now", "--format", "line").output == "✕ API: Schwerer Ausfall\n"


def test_nothing_internal_is_said_unless_asked(tmp_path: Path) -> None:
    text = "title: Hidden\nvisibility: internal\n"
    text += "windows: [{component: api, level: degraded, start: 2026-11-22 09:40}]\n"
    root = write_site(tmp_path, {"2026-11-22-hidden": text})
    assert run(root, "now", "--format", "line").output == "✓ All systems operational\n"
    assert "Hidden" not in run(root, "now").output
    assert "Hidden  (internal)" in run(root, "now", "--audience", "internal").output


def test_what_goes_on_is_shown_with_its_latest_update(tmp_path: Path) -> None:
    root = copy_of(DEMO, tmp_path / "site")
    shown = run(root, "now").output
    assert "◐ Identified  Uploads are slow or fail\n  2026-11-23-uploads-slow\n" in shown
    assert "Document store: ◆ Very overloaded\n" in shown
    assert shown.count("Very overloaded") == 1  # below are only components that no entry names
    assert "Next update by 23 November 2026, 13:30 CET\n" in shown
    assert "□ Announced  Catalogue to be upgraded\n" in shown
    assert "i PM2026-017: The first version of the API ends in March\n" in shown
    assert shown.endswith("✓ 9 components operational\n")


def test_a_late_update_is_marked_in_words(tmp_path: Path) -> None:
    root = copy_of(DEMO, tmp_path / "site")
    shown = run(root, "now", now="2026-11-23 13:00").output
    assert "! Late: the next update was promised for 23 November 2026, 13:30 CET\n" in shown


def test_json_names_the_records_with_their_entries(tmp_path: Path) -> None:
    content = read_json(copy_of(DEMO, tmp_path / "site"), "now")
    assert (content["level"], content["status"]) == ("very_overloaded", "partial_outage")
    assert [each["id"] for each in content["incidents"]] == ["2026-11-23-uploads-slow"]
    assert [each["id"] for each in content["maintenance"]] == [
        "2026-11-23-archive-maintenance",
        "2026-12-01-catalogue-upgrade",
    ]
    assert [each["id"] for each in content["notices"]] == ["2026-11-16-first-api-version-ends"]
    assert {each["id"]: each["level"] for each in content["components"]}["archive"] == "under_maintenance"


def test_a_site_without_records_is_operational(tmp_path: Path) -> None:
    assert run(write_site(tmp_path, {}), "now", "--format", "line").output == "✓ All systems operational\n"


def test_the_state_changes_with_the_clock_and_with_the_file(tmp_path: Path) -> None:
    root = site_at(tmp_path, "degraded")
    line = ("now", "--format", "line")
    assert run(root, *line, now="2026-11-22 09:41").output == "▲ API is degraded\n"
    file = root / "incidents" / "2026" / "2026-11-22-it-happens.yml"
    file.write_text(file.read_text("utf-8").replace("09:40}", "09:40, end: 2026-11-22 10:00}"), "utf-8")
    assert run(root, *line, now="2026-11-22 09:59").output == "▲ API is degraded\n"
    assert run(root, *line, now="2026-11-22 10:01").output == "✓ All systems operational\n"
