"""`afterword schema`: the schema of a site's files lists the names of the site, and allows others."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from click.testing import CliRunner, Result
from jsonschema import Draft202012Validator

from afterword.cli import cli
from afterword.records.field_reference import RECORD_SCHEMA, SITE_SCHEMA, schemas
from tests.sites import SMALLEST_ID, SMALLEST_RECORD, write_site

SITE = """\
page: {name: Acme}
groups: [{id: core, name: Core}]
components:
  - {id: search, name: Search, group: core}
  - {id: api, name: API, description: For programs.}
scopes: [{id: eu, name: Europe}]
"""
MORE = """\
tags: [migration]
action_items:
  - {id: a1, title: Add an index, owner: "Team: Search", status: open}
"""


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["schema", *words])


def printed(root: Path, *words: str) -> Any:
    done = run(*words, "--root", str(root))
    assert done.exit_code == 0, done.output
    schema = json.loads(done.output)
    Draft202012Validator.check_schema(schema)
    return schema


def listed(schema: Any) -> list[Any]:
    return [each["const"] for each in schema["anyOf"] if "const" in each]


def test_a_record_s_schema_lists_what_the_site_and_its_records_name(tmp_path: Path) -> None:
    write_site(tmp_path, {SMALLEST_ID: SMALLEST_RECORD + MORE}, SITE)
    schema = printed(tmp_path)
    keys, parts = schema["properties"], schema["$defs"]
    window = parts["Window"]["properties"]
    assert window["component"]["anyOf"][:2] == [
        {"const": "search", "description": "Search"},
        {"const": "api", "description": "For programs."},
    ]
    assert listed(window["components"]["items"]) == ["search", "api"]
    assert "degraded" in listed(window["level"])
    assert listed(window["scope"]) == listed(window["scope"]["anyOf"][-1]["items"]) == ["eu"]
    assert listed(keys["severity"]) == ["sev1", "sev2", "sev3", "sev4"]
    assert listed(keys["tags"]["items"]) == ["migration"]
    assert listed(parts["ActionItem"]["properties"]["owner"]) == ["Team: Search"]
    assert listed(parts["Related"]["properties"]["id"]) == [SMALLEST_ID]
    levels = parts["Update"]["properties"]["levels"]
    assert [*levels["properties"]] == ["search", "api"]
    assert "operational" in listed(levels["properties"]["search"])


def test_names_that_a_schema_does_not_list_are_valid_and_wrong_forms_are_not(tmp_path: Path) -> None:
    validator = Draft202012Validator(printed(write_site(tmp_path, {}, SITE)))
    window = {"component": "new", "level": "slow", "start": "2026-11-20 09:40"}
    assert validator.is_valid({"title": "A", "windows": [window]})
    assert not validator.is_valid({"title": "A", "windows": [window | {"component": "Not an id"}]})
    update = {"at": "2026-11-20 09:52", "status": "investigating", "body": "A"}
    for name, valid in (("search", True), ("new", True), ("Not an id", False)):
        record = {"title": "A", "updates": [update | {"levels": {name: "operational"}}]}
        assert validator.is_valid(record) == valid


def test_the_schema_of_a_site_lists_its_groups_and_every_rule(tmp_path: Path) -> None:
    schema = printed(write_site(tmp_path, {}, SITE), "site")
    parts = schema["$defs"]
    assert listed(parts["Component"]["properties"]["group"]) == ["core"]
    assert "unknown-level" in parts["Review"]["properties"]["rules"]["properties"]


def test_the_schema_of_any_site_is_the_published_one() -> None:
    for word, path in (("record", RECORD_SCHEMA), ("site", SITE_SCHEMA)):
        assert run(word, "--any-site").output == schemas()[path]


def test_a_site_with_errors_and_a_folder_without_one_are_reported(tmp_path: Path) -> None:
    none = run("--root", str(tmp_path))
    assert none.exit_code == 2
    assert "there is no status.yml" in none.output
    broken = run("--root", str(write_site(tmp_path, {}, "page: {}\n")))
    assert broken.exit_code == 2
    assert "status.yml has errors" in broken.output
