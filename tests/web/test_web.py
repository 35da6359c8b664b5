"""Scripts, stylesheets and pages, checked by TypeScript's compiler, by stylelint and by the W3C's validator of HTML."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest

from afterword.render.environment import create_environment
from afterword.views.text.words import ENGLISH
from tests.conformance.environments import node, node_packages
from tests.sites import REPOSITORY

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
ASSETS = REPOSITORY / "tool" / "afterword" / "assets"
EMBEDDED = REPOSITORY / "templates" / "embed" / "status.js.j2"


KINDS_OF_PAGE = (
    "",
    "incidents/2025-11-26-search-overloaded",
    "incidents/2026-11-23-uploads-slow",
    "incidents/2026-12-01-catalogue-upgrade",
    "history",
    "history/2026",
    "history/level/degraded",
    "maintenance",
    "components",
    "components/search",
    "components/search/months/2025",
    "components/search/months",
    "actions",
    "subscribe",
    "about",
    "support",
)
FROM_THE_THEME = (
    "Attribute “autocomplete” is only allowed",
    "The value of the “for” attribute of the “label” element must be the ID",
    "Bad value “” for attribute “tabindex” on element “label”",
)
"""Errors in the markup that Material puts around a page."""


@pytest.fixture(scope="module")
def packages() -> Path:
    return node_packages("web", HERE)


def test_scripts_have_no_type_errors(packages: Path) -> None:
    run(packages / "typescript" / "bin" / "tsc", "--project", HERE)


def test_the_script_of_the_embed_widget_has_no_type_errors(packages: Path, tmp_path: Path) -> None:
    # Comments in the template carry the types: readers of other sites do not load them.
    source = re.sub(r"\{#(\*.*?\*)#\}", r"/*\1*/", EMBEDDED.read_text(encoding="utf-8"), flags=re.DOTALL)
    script = create_environment(ENGLISH).from_string(source).render()
    (tmp_path / "status.js").write_text(script, encoding="utf-8")
    project = {"extends": f"{HERE}/tsconfig.json", "include": [f"{HERE}/page.d.ts", "status.js"]}
    (tmp_path / "tsconfig.json").write_text(json.dumps(project), encoding="utf-8")
    run(packages / "typescript" / "bin" / "tsc", "--project", tmp_path)


def test_stylesheets_pass_stylelint(packages: Path, demo: Path) -> None:
    sheets = (*ASSETS.glob("*.css"), demo / "assets" / "afterword" / "levels.css")
    settings = ("--config", HERE / "stylelint.config.mjs", "--config-basedir", packages.parent)
    run(packages / "stylelint" / "bin" / "stylelint.mjs", *settings, *sheets)


def test_the_validator_finds_nothing_in_any_kind_of_page(packages: Path, demo: Path) -> None:
    pages = [demo / folder / "index.html" for folder in KINDS_OF_PAGE] + [demo / "404.html"]
    checker = packages / "vnu-jar" / "build" / "dist" / "vnu.jar"
    java = ("java", "-Xss4m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC")  # quick for a short run
    command: list[str | Path] = [*java, "-jar", checker, "--format", "json", "--errors-only", *pages]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    found = json.loads(done.stderr.splitlines()[0])["messages"]
    ours = [
        each for each in found if not any(each["message"].startswith(begins) for begins in FROM_THE_THEME)
    ]
    assert [(each["url"], each.get("lastLine"), each["message"]) for each in ours] == []


def run(program: Path, *words: str | Path) -> None:
    """Run a Node program, and fail with its output if its exit status is not 0."""
    done = subprocess.run([node(), program, *words], cwd=HERE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
