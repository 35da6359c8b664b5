"""Scripts and stylesheets, checked by TypeScript's compiler and by stylelint."""

from __future__ import annotations

import json
import re
import subprocess
from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.cli import cli
from afterword.render.environment import create_environment
from tests.conformance.environments import node, node_packages
from tests.sites import DEMO, NOW, REPOSITORY

pytestmark = pytest.mark.slow

HERE = Path(__file__).parent
ASSETS = REPOSITORY / "tool" / "afterword" / "assets"
EMBEDDED = REPOSITORY / "templates" / "embed" / "status.js.j2"


@pytest.fixture(scope="module")
def packages() -> Path:
    return node_packages("web", HERE)


def test_scripts_have_no_type_errors(packages: Path) -> None:
    run(packages / "typescript" / "bin" / "tsc", "--project", HERE)


def test_the_script_of_the_embed_widget_has_no_type_errors(packages: Path, tmp_path: Path) -> None:
    # Comments in the template carry the types: readers of other sites do not load them.
    source = re.sub(r"\{#(\*.*?\*)#\}", r"/*\1*/", EMBEDDED.read_text(encoding="utf-8"), flags=re.DOTALL)
    script = create_environment().from_string(source).render()
    (tmp_path / "status.js").write_text(script, encoding="utf-8")
    project = {"extends": f"{HERE}/tsconfig.json", "include": [f"{HERE}/page.d.ts", "status.js"]}
    (tmp_path / "tsconfig.json").write_text(json.dumps(project), encoding="utf-8")
    run(packages / "typescript" / "bin" / "tsc", "--project", tmp_path)


def test_stylesheets_pass_stylelint(packages: Path, tmp_path: Path) -> None:
    asked = ["build", "--root", str(DEMO), "--site-dir", str(tmp_path), "--now", f"{NOW:%Y-%m-%d %H:%M}"]
    built = CliRunner().invoke(cli, asked)
    assert built.exit_code == 0, built.output
    sheets = (*ASSETS.glob("*.css"), tmp_path / "assets" / "afterword" / "levels.css")
    settings = ("--config", HERE / "stylelint.config.mjs", "--config-basedir", packages.parent)
    run(packages / "stylelint" / "bin" / "stylelint.mjs", *settings, *sheets)


def run(program: Path, *words: str | Path) -> None:
    """Run a Node program, and fail with its output if its exit status is not 0."""
    done = subprocess.run([node(), program, *words], cwd=HERE, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
