"""Our own JSON is what its schemas say, whatever a site holds."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from afterword.formats.data.schema import SCHEMAS, schema_of
from afterword.views.audience import Audience
from benchmarks.generate import records
from benchmarks.sites import write_afterword
from tests.formats.data.reading import complaints, files_of
from tests.formats.made import made, made_of, made_of_demo
from tests.sites import REPOSITORY, SMALL_SITE, write_site
from tests.views.test_audience import SITE_OF_TWO


def repository(folder: Path) -> Path:
    ids = {file.stem: file.read_text("utf-8") for file in (REPOSITORY / "incidents").glob("*/*.yml")}
    return write_site(folder, ids, (REPOSITORY / "status.yml").read_text("utf-8"))


def fragments(schema: Any) -> Iterator[dict[str, Any]]:
    """Yield a schema and all schemas in it."""
    if isinstance(schema, dict):
        yield schema
        for inner in schema.values():
            yield from fragments(inner)


def test_every_file_of_the_demo_fits_its_schema(tmp_path: Path) -> None:
    files = files_of(made_of_demo(tmp_path))
    assert {"index.json", "incidents.json", "components.json", "uptime.json", "actions.json"} <= set(files)
    assert {"actions/2025.json", "actions/2026.json", "incidents/2026-11-23-uploads-slow.json"} <= set(files)
    assert list(complaints(files)) == []


def test_every_file_of_the_repository_fits_its_schema(tmp_path: Path) -> None:
    files = files_of(made_of(repository(tmp_path)))
    assert "incidents/2022-11-08-query-service-migration.json" in files
    assert list(complaints(files)) == []


@pytest.mark.slow
def test_every_file_of_a_hundred_records_fits_its_schema(tmp_path: Path) -> None:
    write_afterword(tmp_path, records(100, seed=5))
    files = files_of(made_of(tmp_path))
    assert len(files["incidents.json"]["incidents"]) == files["incidents.json"]["count"] > 90
    assert list(complaints(files)) == []


def test_every_file_of_a_site_that_shows_everything_fits_its_schema(tmp_path: Path) -> None:
    # A public record must not be related to an internal one, so the other one is public here.
    records = {
        name: text.replace("visibility: internal\nsummary", "summary") for name, text in SITE_OF_TWO.items()
    }
    files = files_of(made(tmp_path, records, SMALL_SITE, audience=Audience.INTERNAL))
    assert list(complaints(files)) == []


@pytest.mark.parametrize("site", [SMALL_SITE, "page: {name: Nothing}\n"], ids=["components", "nothing"])
def test_the_files_of_a_site_without_records_fit_their_schemas(tmp_path: Path, site: str) -> None:
    files = files_of(made(tmp_path, {}, site))
    assert files["incidents.json"]["incidents"] == files["actions.json"]["open"] == []
    assert list(complaints(files)) == []


@pytest.mark.parametrize("name", SCHEMAS)
def test_a_schema_is_closed_and_describes_every_member(name: str) -> None:
    for part in fragments(schema_of(name, identifier="x")):
        if part.get("type") == "object" and "properties" in part:
            assert part["additionalProperties"] is False
            assert part["required"] == [*part["properties"]]
            assert part["description"].endswith(".")
            for member, found in part["properties"].items():
                assert found.get("description", "").endswith("."), member


def test_a_schema_is_named_by_its_address(tmp_path: Path) -> None:
    files = files_of(made(tmp_path))
    assert files["schema/incident.json"]["$id"] == "https://status.acme.example/data/v1/schema/incident.json"


def test_schemas_stay_the_same_from_build_to_build() -> None:
    once, again = (json.dumps([schema_of(name, identifier="x") for name in SCHEMAS]) for _ in range(2))
    assert once == again
