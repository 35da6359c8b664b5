"""The JSON Schemas and the field reference: they are generated from the model and agree with the reader."""

from __future__ import annotations

import json
import os
import re
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml
from jsonschema import Draft202012Validator

from afterword.records import introspection
from afterword.records.field_reference import SMALL_SITE, SMALLEST_RECORD, documents
from afterword.records.generate import main
from afterword.records.record import Record
from afterword.records.rough_time import DATE_PATTERN
from afterword.records.site import Site
from afterword.views.audience import PUBLIC_FIELDS
from tests.records.decoding import SMALLEST, decoded, record, site
from tests.records.writing import Where, fields, file_with, name_of

REPOSITORY = Path(__file__).parents[2]
DOCUMENTS = documents()
RECORD_SCHEMA: dict[str, Any] = json.loads(DOCUMENTS["schema/record-v1.json"])
SITE_SCHEMA: dict[str, Any] = json.loads(DOCUMENTS["schema/site-v1.json"])
every_field = pytest.mark.parametrize("where", list(fields()), ids=name_of)


class EditorsLoader(yaml.SafeLoader):
    """Types values as editors do, by YAML 1.2's core schema: no dates, no `no`, no clock times."""


EditorsLoader.yaml_implicit_resolvers = {}
for tag, pattern in {
    "null": r"~|null|Null|NULL|",
    "bool": r"true|True|TRUE|false|False|FALSE",
    "int": r"[-+]?[0-9]+|0x[0-9a-fA-F]+",
    "float": r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?|[-+]?\.(inf|Inf|INF)|\.(nan|NaN|NAN)",
}.items():
    EditorsLoader.add_implicit_resolver(f"tag:yaml.org,2002:{tag}", re.compile(f"^(?:{pattern})$"), None)


def as_editors_see(text: str) -> Any:
    return yaml.load(text, Loader=EditorsLoader)


def as_text(text: str) -> Any:
    return yaml.load(text, Loader=yaml.BaseLoader)


def faults(text: str, schema: dict[str, Any]) -> list[str]:
    """Validate a file as text and as editors type it. Both must agree on whether it is valid."""
    validator = Draft202012Validator(schema)
    as_typed, as_read = (list(validator.iter_errors(data)) for data in (as_editors_see(text), as_text(text)))
    assert bool(as_typed) == bool(as_read)
    return [error.message for error in as_typed]


def schema_of(where: Where) -> dict[str, Any]:
    return RECORD_SCHEMA if where[0] is Record else SITE_SCHEMA


@pytest.mark.parametrize("path", list(DOCUMENTS))
def test_the_generated_files_in_the_repository_are_up_to_date(path: str) -> None:
    stale = f"{path} is stale; run `make generate`"
    assert (REPOSITORY / path).read_text(encoding="utf-8") == DOCUMENTS[path], stale


@pytest.mark.parametrize("schema", [RECORD_SCHEMA, SITE_SCHEMA], ids=["record", "site"])
def test_a_schema_is_valid_and_has_an_id_a_title_and_no_computed_key(schema: dict[str, Any]) -> None:
    Draft202012Validator.check_schema(schema)
    assert schema["$schema"] == "https://json-schema.org/draft/2020-12/schema"
    assert schema["$id"] in ("record-v1.json", "site-v1.json")
    assert schema["title"].startswith("Afterword ")
    assert not {"id", "zone"} & set(schema["properties"])
    assert "Zone" not in schema["$defs"]


def test_the_schema_describes_every_key_of_the_model_and_allows_no_other() -> None:
    for root, schema in ((Record, RECORD_SCHEMA), (Site, SITE_SCHEMA)):
        for path, model in introspection.parts(root):
            described = schema if not path else schema["$defs"][model.__name__]
            assert list(described["properties"]) == list(introspection.keys(model))
            assert described["additionalProperties"] is False
            assert described["description"]
            for key, described_key in described["properties"].items():
                assert described_key.get("description") or "$ref" in str(described_key), key
                assert "title" not in described_key
                assert described_key.get("default", "") is not None


def test_the_schema_describes_every_word_of_closed_sets() -> None:
    for root, schema in ((Record, RECORD_SCHEMA), (Site, SITE_SCHEMA)):
        for closed in introspection.closed_sets(root):
            described_key = schema["$defs"][closed.__name__]
            assert described_key["oneOf"] == [
                {"const": word.value, "description": word.meaning} for word in closed
            ]
            assert all(word.meaning.endswith(".") for word in closed)


@pytest.mark.parametrize("text", [SMALLEST, SMALLEST_RECORD], ids=["of the specification", "of the handbook"])
def test_the_smallest_record_is_valid_and_is_decoded(text: str) -> None:
    assert faults(text, RECORD_SCHEMA) == []
    assert record(text).title == "Search is slow"


def test_the_small_site_of_the_handbook_is_valid_and_is_decoded() -> None:
    assert faults(SMALL_SITE, SITE_SCHEMA) == []
    assert site(SMALL_SITE).page.name == "Example"


@every_field
def test_the_example_of_a_field_and_an_optional_key_without_a_value_are_valid(where: Where) -> None:
    _, _, name, field = where
    assert faults(file_with(where, introspection.example(name, field)), schema_of(where)) == []
    empty = as_editors_see(file_with(where, f"{name}: "))
    assert Draft202012Validator(schema_of(where)).is_valid(empty) != field.is_required()


@every_field
def test_a_wrong_value_of_a_field_is_not_valid(where: Where) -> None:
    _, _, name, field = where
    if field.annotation is object:
        return
    for wrong in ("[[[x]]]", "{a: {b: {c: d}}}"):
        assert faults(file_with(where, f"{name}: {wrong}"), schema_of(where))


@pytest.mark.parametrize(
    "change",
    [
        ("title: Search is slow\n", ""),
        ("title: Search is slow\n", "title:\n"),
        ("title: Search is slow\n", f"title: {'x' * 201}\n"),
        ("title: Search is slow\n", "title: x\nid: y\n"),
        ("title: Search is slow\n", "title: x\nzone: UTC\n"),
        ("title: Search is slow\n", "title: x\nseverety: sev1\n"),
        ("title: Search is slow\n", "title: x\nlinks: [{title: x, url: 'javascript:alert(1)'}]\n"),
        ("level: degraded, ", ""),
        ("end: 2026-11-20 10:15", "end: 10:15"),
        ("end: 2026-11-20 10:15", "end: 2026-11-20 24:15"),
        ("end: 2026-11-20 10:15", "end: 2026-11-20 10:60"),
        ("end: 2026-11-20 10:15", "end: 2026-13-20 10:15"),
        ("end: 2026-11-20 10:15", "end: 2026-11-32"),
        ("end: 2026-11-20 10:15", "end: 2026-11-20 10:15+15:00"),
        ("end: 2026-11-20 10:15", "duration: 35"),
        ("status: investigating", "status: invstigating"),
        ("body: Searches are fast again.", "levels: {'*s': degraded}, body: x"),
    ],
    ids=lambda change: repr(change[1])[:40],
)
def test_what_the_reader_refuses_is_not_valid(change: tuple[str, str]) -> None:
    text = SMALLEST.replace(*change)
    assert text != SMALLEST
    assert decoded(text).diagnostics
    assert faults(text, RECORD_SCHEMA)


@pytest.mark.parametrize("title", ["404", "1.10", "true", "no", "2022-11-31", "17:00"])
def test_text_that_an_editor_takes_for_a_number_is_valid(title: str) -> None:
    assert faults(f"title: {title}\n", RECORD_SCHEMA) == []
    assert record(f"title: {title}\n").title == title


def headings(page: str) -> list[str]:
    return [
        re.sub(r"[^\w -]", "", line.lstrip("#")).strip().lower().replace(" ", "-")
        for line in page.split("\n")
        if line.startswith("#")
    ]


@pytest.mark.parametrize(
    ("path", "root"), [("docs/handbook/fields.md", Record), ("docs/handbook/site.md", Site)]
)
def test_the_reference_has_a_row_for_every_key_and_word_and_no_broken_link(
    path: str, root: type[Record] | type[Site]
) -> None:
    page = DOCUMENTS[path]
    rows = [line for line in page.split("\n") if line.startswith("| `")]
    keys = [key for _, model in introspection.parts(root) for key in introspection.keys(model)]
    words = [word.value for closed in introspection.closed_sets(root) for word in closed]
    assert [row.split("`")[1] for row in rows] == [*keys, *words]
    found = headings(page)
    assert len(found) == len(set(found))
    assert set(re.findall(r"\]\(#([^)]*)\)", page)) <= set(found)


def test_each_row_of_the_reference_has_four_cells() -> None:
    for path in ("docs/handbook/fields.md", "docs/handbook/site.md"):
        tables = DOCUMENTS[path].split("## Words")[0]
        rows = [line for line in tables.split("\n") if line.startswith("| `")]
        assert all(len(re.findall(r"(?<!\\)\|", row)) == 5 for row in rows)
        assert all(("**required**; " in row) != ("optional; " in row) for row in rows)


def test_exactly_the_keys_that_a_public_build_leaves_out_are_marked_internal() -> None:
    for home, model in introspection.parts(Record):
        for name, field in introspection.keys(model).items():
            kept_back = (
                introspection.attribute(model, name) not in PUBLIC_FIELDS[model] and name != "visibility"
            )
            assert ("Internal" in introspection.meaning(field)) == kept_back, (*home, name)


def test_the_line_in_the_handbook_for_editors_leads_to_the_schema() -> None:
    for path, base in (("docs/handbook/fields.md", "incidents/2026"), ("docs/handbook/site.md", ".")):
        (path_of_schema,) = re.findall(
            r"^# yaml-language-server: \$schema=(\S+)$", DOCUMENTS[path], re.MULTILINE
        )
        assert (REPOSITORY / base / path_of_schema).resolve().relative_to(REPOSITORY).as_posix() in DOCUMENTS


def test_the_generator_writes_only_stale_files(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert main(["--check", "--root", str(tmp_path)]) == 1
    assert not list(tmp_path.iterdir())
    assert "schema/record-v1.json is stale; run `make generate`" in capsys.readouterr().out
    assert main(["--root", str(tmp_path)]) == 0
    assert {path: (tmp_path / path).read_bytes().decode() for path in DOCUMENTS} == DOCUMENTS
    capsys.readouterr()
    assert main(["--root", str(tmp_path)]) == 0
    assert main(["--check", "--root", str(tmp_path)]) == 0
    assert capsys.readouterr().out == ""
    (tmp_path / "docs/handbook/site.md").write_bytes(b"\xff")
    assert main(["--check", "--root", str(tmp_path)]) == 1
    assert main(["--root", str(tmp_path)]) == 0
    assert capsys.readouterr().out.split("\n")[-2] == "wrote docs/handbook/site.md"


def test_the_generator_writes_the_same_bytes_with_any_hash_seed(tmp_path: Path) -> None:
    for seed in ("1", "2"):
        run = [sys.executable, "-m", "afterword.records.generate", "--check", "--root", str(REPOSITORY)]
        environment = {"PYTHONHASHSEED": seed, "PYTHONPATH": str(REPOSITORY / "tool"), "LC_ALL": "C"}
        environment["SYSTEMROOT"] = os.environ.get("SYSTEMROOT", "")  # Windows starts no Python without it
        assert subprocess.run(run, env=environment, cwd=tmp_path, check=False).returncode == 0


def test_the_pattern_of_a_date_matches_only_valid_forms() -> None:
    assert re.fullmatch(DATE_PATTERN, "2026-11-20")
    for wrong in (
        "2026-1-2",
        "2026-13-01",
        "2026-00-01",
        "2026-11-32",
        "2026-11-00",
        "1066-10-14",
        "2200-01-01",
    ):
        assert not re.fullmatch(DATE_PATTERN, wrong)
