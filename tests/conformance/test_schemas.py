"""Programs of other makers take our JSON Schemas, and find in our files what we find."""

from __future__ import annotations

import json
import subprocess
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from afterword.cli import cli
from tests.conformance.environments import node, node_packages, python_with
from tests.formats.made import made_of_demo
from tests.sites import DEMO

pytestmark = pytest.mark.slow

CLIENTS = Path(__file__).parent / "clients"
REPOSITORY = Path(__file__).parents[2]
RECORDS = (*REPOSITORY.glob("incidents/*/*.yml"), *DEMO.glob("incidents/*/*.yml"))
SITES = (REPOSITORY / "status.yml", DEMO / "status.yml")
WRONG = """\
title: Search is slow
windows:
  - {component: search, level: degraded, start: 2026-11-20 25:40}
updates:
  - {at: 2026-13-20 09:52, status: fixed, body: Searches are fast again.}
"""


@pytest.fixture(scope="module")
def schemas(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Path]:
    """Print the schemas of the demo and of any site into files."""
    folder = tmp_path_factory.mktemp("schemas")
    files = {}
    for words in (["record"], ["site"], ["record", "--any-site"], ["site", "--any-site"]):
        printed = CliRunner().invoke(
            cli, ["schema", *words, *(["--root", str(DEMO)] if len(words) == 1 else [])]
        )
        assert printed.exit_code == 0, printed.output
        files[" ".join(words)] = folder / f"{''.join(words)}.json"
        files[" ".join(words)].write_text(printed.output, encoding="utf-8")
    return files


def test_ajv_takes_every_schema_and_every_file_in_its_strict_mode(
    schemas: dict[str, Path], tmp_path: Path
) -> None:
    published = {
        path: data for path, data in made_of_demo(tmp_path).items() if path.startswith("data/v1/schema")
    }
    assert published
    for path, data in published.items():
        (tmp_path / path.replace("/", "-")).write_bytes(data)
    of_demo = [each for each in RECORDS if each.is_relative_to(DEMO)]
    found = ajv(
        (schemas["record --any-site"], RECORDS),
        (schemas["site --any-site"], SITES),
        (schemas["record"], of_demo),
        (schemas["site"], [DEMO / "status.yml"]),
        *((each, []) for each in (*REPOSITORY.glob("schema/*.json"), *tmp_path.glob("data-*"))),
    )
    assert found == []


def test_ajv_and_check_jsonschema_find_impossible_times(schemas: dict[str, Path], tmp_path: Path) -> None:
    (tmp_path / "wrong.yml").write_text(WRONG, encoding="utf-8")
    (found,) = ajv((schemas["record"], [tmp_path / "wrong.yml"]))
    assert "windows/0/start must match pattern" in found
    assert "updates/0/at must match pattern" in found
    assert "updates/0/status" in found
    assert check_jsonschema(schemas["record"], [tmp_path / "wrong.yml"]).returncode == 1


def test_check_jsonschema_takes_every_schema_and_every_file(schemas: dict[str, Path]) -> None:
    for kind, files in (("record", RECORDS), ("site", SITES)):
        done = check_jsonschema(schemas[f"{kind} --any-site"], files)
        assert done.returncode == 0, done.stdout
    demo = check_jsonschema(schemas["record"], [each for each in RECORDS if each.is_relative_to(DEMO)])
    assert demo.returncode == 0, demo.stdout


def test_an_editor_completes_what_the_site_has(schemas: dict[str, Path], tmp_path: Path) -> None:
    record = tmp_path / "record.yml"
    lines = [
        f"# yaml-language-server: $schema={schemas['record']}",
        "title: Search is slow",
        "severity: ",
        "windows:",
        "  - component: ",
        "    level: ",
        "    start: 2026-11-20 09:40",
        "related:",
        "  - id: ",
        "    relation: ",
        "action_items:",
        "  - owner: ",
        "updates:",
        "  - levels:",
        "      ",
    ]
    record.write_text("\n".join(lines), encoding="utf-8")
    at = [f"{number}:{len(line)}" for number, line in enumerate(lines) if line.endswith(" ")]
    severity, component, level, related, relation, owner, named = in_editor(record, *at)["suggested"]
    assert severity["sev3"] == "Some customers are slowed down, or there is another way."
    assert component["search"] == named["search"] == "Finding documents by their words."
    assert level["degraded"] == "Everything can be done, but slower or later than usual."
    assert related["2026-11-23-uploads-slow"] == "Uploads are slow or fail"
    assert relation["caused_by"] == "The other one triggered it."
    assert "team-search" in owner


def test_an_editor_finds_no_fault_with_a_component_that_is_newer_than_the_schema(
    schemas: dict[str, Path], tmp_path: Path
) -> None:
    record = tmp_path / "record.yml"
    head = f"# yaml-language-server: $schema={schemas['record']}\n"
    record.write_text(
        head + WRONG.replace("25:40", "09:40").replace("-13-", "-11-").replace("search", "brand-new")
    )
    found = in_editor(record)["findings"]
    (only,) = found
    assert only.startswith('Value must be "investigating" | "identified"')


def ajv(*checked: tuple[Path, Sequence[Path]]) -> list[str]:
    """Return the mistakes that Ajv finds in schemas, and in the files for each."""
    pairs = [[str(schema), [*map(str, files)]] for schema, files in checked]
    found: list[str] = with_node("validate.cjs", json.dumps(pairs))
    return found


def in_editor(file: Path, *positions: str) -> Any:
    """Return what yaml-language-server finds in a file, and what it suggests at positions."""
    return with_node("complete.cjs", file, *positions)


def with_node(script: str, *arguments: Path | str) -> Any:
    """Run a script with Ajv and yaml-language-server, and return the JSON that it prints."""
    modules = node_packages("schemas", CLIENTS.parent / "pinned" / "schemas")
    command = [str(node()), str(CLIENTS / script), *map(str, arguments)]
    environ = {"NODE_PATH": str(modules)}
    done = subprocess.run(command, env=environ, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout)


def check_jsonschema(schema: Path, files: Sequence[Path]) -> subprocess.CompletedProcess[str]:
    program = python_with("check_jsonschema").parent / "check-jsonschema"
    command = [str(program), "--schemafile", str(schema), *map(str, files)]
    return subprocess.run(command, capture_output=True, text=True, check=False)
