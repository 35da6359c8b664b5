"""What is said about keys, values, times and findings."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.editor.hover import hover
from afterword.editor.live_site import LiveSite
from tests.editor.typing import NOW, RECORD, live, source, typed
from tests.sites import SMALLEST_RECORD, write_site

SITE = """\
page: {name: Acme}
timezone: Europe/Berlin
components:
  - {id: search, name: Search, description: What answers your searches.}
"""


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> LiveSite:
    records = {
        "2026-11-20-search-is-slow": SMALLEST_RECORD,
        "2026-10-01-index-full": "title: The index was full\n",
    }
    return live(write_site(tmp_path_factory.mktemp("site"), records, SITE))


def text_at(site: LiveSite, text: str, file: str = RECORD, handbook: str = "") -> str:
    at = typed(text)
    decoded = site.decode(file, at.text) if file == RECORD else None
    found = hover(
        source(site, at, file),
        (at.line, at.column),
        findings=site.findings(file, at.text, NOW),
        record=decoded.model if decoded else None,
        handbook=handbook,
    )
    return found.text if found else ""


@pytest.mark.parametrize(
    ("text", "parts"),
    [
        ("sever|ity: sev2", ["A severity of `status.yml`.", "Optional; ", "Public.", "severity: sev2"]),
        (
            "action_items:\n  - {trac|ker: OPS-1}",
            ["issue tracker", "Internal, unless `publish.also` names it."],
        ),
        ("intern|al: {a: b}", ["Any YAML, for the team.", "Internal, always."]),
        ("timel|ine: []", ["Public with the post-mortem."]),
        ("updates:\n  - {levels: {sea|rch: degraded", []),
        ("windows:\n  - {component: sea|rch", ["**search**: Search", "What answers your searches."]),
        ("windows:\n  - {level: degr|aded", ["**degraded**: "]),
        ("related:\n  - {id: 2026-10-01-ind|ex-full", ["The index was full"]),
        ("detection: {method: al|ert}", ["**alert**: Monitoring of the production system."]),
        ("summary: Search was sl|ow", []),
        ("no_k|ey: x", ["`unknown-key`: A key does not exist at this level."]),
        ("# com|ment", []),
    ],
)
def test_what_is_said(site: LiveSite, text: str, parts: list[str]) -> None:
    said = text_at(site, text)
    assert all(part in said for part in parts), said
    assert parts or not said.startswith("**")


def test_a_time_in_other_zones_and_the_length_of_its_window(site: LiveSite) -> None:
    said = text_at(site, SMALLEST_RECORD.replace("start: 2026-11-20 09:40", "start: 2026-11-20 09|:40"))
    assert "2026-11-20 08:40 UTC" in said
    assert "2026-11-20 09:40 Europe/Berlin" in said
    assert "From start to end: 35 min" in said


@pytest.mark.parametrize(
    ("end", "length"), [("2026-11-20 09:40:20", "20 s"), ("2026-11-22 10:45", "2 d 1 h 5 min")]
)
def test_the_length_of_a_window(site: LiveSite, end: str, length: str) -> None:
    text = SMALLEST_RECORD.replace("end: 2026-11-20 10:15", f"end: |{end}")
    assert f"From start to end: {length}" in text_at(site, text)


def test_a_period_without_a_list(site: LiveSite) -> None:
    text = "title: x\nkind: maintenance\nscheduled: {start: 2026-11-20 |09:40, end: 2026-11-20 10:40}\n"
    assert "From start to end: 1 h" in text_at(site, text)


def test_links_lead_to_the_handbook(site: LiveSite) -> None:
    base = "https://afterword.example/"
    assert f"({base}handbook/fields/#the-record)" in text_at(site, "tit|le: x", handbook=base)
    assert f"({base}handbook/fields/#windowsmeasure)" in text_at(
        site, "windows:\n  - measure: {met|ric: x", handbook=base
    )
    assert f"({base}handbook/site/#components)" in text_at(
        site, "components:\n  - {na|me: x", "status.yml", handbook=base
    )
    assert "`afterword explain unknown-key` says more." in text_at(site, "no_k|ey: x")


def test_a_rule_in_status_yml(site: LiveSite) -> None:
    assert "**warning**: It is reported" in text_at(
        site, "review: {rules: {missing-summary: warn|ing}}", "status.yml"
    )


def test_a_finding_in_an_unreadable_text_has_its_rule(tmp_path: Path) -> None:
    folder = live(write_site(tmp_path))
    assert "`yaml-syntax`" in text_at(folder, 'title: "Sea|rch')
