"""Generated records: the same every time, without mistakes, and of the size that the README states."""

from __future__ import annotations

import json
from pathlib import Path
from statistics import mean

import pytest
from click.testing import CliRunner

from afterword.checks.registry import RULES
from afterword.cli import cli
from benchmarks.generate import NOW, records
from benchmarks.markdown_text import record_markdown
from benchmarks.model import prose
from benchmarks.sites import write_afterword
from benchmarks.yaml_text import record_yaml

pytestmark = pytest.mark.slow


def test_the_same_seed_gives_the_same_bytes() -> None:
    first, second = (list(map(record_yaml, records(60, seed=7))) for _ in range(2))

    assert first == second


def test_another_seed_gives_other_records() -> None:
    assert list(map(record_yaml, records(60, seed=7))) != list(map(record_yaml, records(60, seed=8)))


def test_generated_records_have_no_findings_but_of_review(tmp_path: Path) -> None:
    """Their numbers are invented one by one, so those in the texts contradict the others."""
    write_afterword(tmp_path, records(250, seed=3))
    at = ("--root", str(tmp_path), "--now", NOW.isoformat())

    result = CliRunner().invoke(cli, ["check", *at, "--format", "json"])

    of_review = {rule.id for rule in RULES if rule.review}
    assert {each["rule"] for each in json.loads(result.stdout)["findings"]} <= of_review
    assert result.exit_code == 0


def test_records_are_as_long_as_the_readme_says() -> None:
    made = records(1_000, seed=1)

    assert 94 < mean(record_yaml(record).count("\n") for record in made) < 106
    assert 14 < mean(len(prose(record)) for record in made) < 16


def test_hardly_any_prose_occurs_twice_so_that_caching_rendered_prose_gains_nothing() -> None:
    pieces = [piece for record in records(1_000, seed=1) for piece in prose(record)]

    assert len(set(pieces)) / len(pieces) > 0.95


def test_some_records_are_internal_related_open_or_announced() -> None:
    made = records(1_000, seed=1)

    assert 5 < sum(record.internal for record in made) < 50
    assert 70 < sum(bool(record.related) for record in made) < 130
    assert sum(record.end is None for record in made) == 3
    assert sum(record.start > NOW for record in made) == 2


def test_records_span_ten_years() -> None:
    made = records(1_000, seed=1)

    assert 9 * 365 < (NOW - made[0].start).days <= 10 * 365 + 2


def test_a_markdown_page_contains_all_public_prose_of_its_record() -> None:
    for record in records(200, seed=5):
        links = {other: f"[{other}]({other}.md)" for other, _ in record.related}
        page = record_markdown(record, links)
        kept_back = {event.text for event in record.timeline if event.internal}
        assert [piece for piece in prose(record) if piece not in page and piece not in kept_back] == []
