"""What the handbook shows for other programs: workflows, hooks of git, the configuration of pre-commit."""

from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.docs.samples import PAGES, Part, parts
from tests.repositories import commit, git, repository
from tests.review_setup.running import FOLDER, WRONG, environment, install
from tests.sites import REPOSITORY, SMALLEST_ID, write_site

PARTS = [part for page in PAGES for part in parts(page)]
SET_UP = "set-up-review"
IN_REPOSITORY = "status"
"""The folder of the site in the page's examples for a plain repository."""
WORKFLOWS = [
    part
    for part in PARTS
    if part.page.stem in (SET_UP, "check-in-ci") and part.file.startswith(".github/workflows/")
]


def sample(page: str, file: str) -> str:
    (found,) = (part.text for part in PARTS if part.page.stem == page and part.file == file)
    return found


def test_the_workflows_and_the_actions_have_no_weakness_that_zizmor_knows(tmp_path: Path) -> None:
    folder = tmp_path / ".github" / "workflows"
    folder.mkdir(parents=True)
    for part in WORKFLOWS:
        text = part.text.replace("COMMIT", "0" * 40)
        (folder / f"{part.page.stem}-{Path(part.file).name}").write_text(text, encoding="utf-8")
    assert len([*folder.iterdir()]) == len(WORKFLOWS) == 4
    zizmor = Path(sys.executable).with_name("zizmor")
    asked = [str(zizmor), "--offline", "--strict-collection", str(folder)]
    asked += [
        str(REPOSITORY / name) for name in ("action.yml", "comment/action.yml", ".pre-commit-hooks.yaml")
    ]
    done = subprocess.run(asked, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("part", WORKFLOWS, ids=lambda part: f"{part.page.stem}-{Path(part.file).stem}")
def test_the_inputs_in_workflows_exist(part: Part) -> None:
    for job in yaml.safe_load(part.text)["jobs"].values():
        for step in job["steps"]:
            found = re.match(r"OWNER/afterword(/\w+)?@", step.get("uses", ""))
            if found:
                action = REPOSITORY / (found[1] or "").lstrip("/") / "action.yml"
                inputs = yaml.safe_load(action.read_text(encoding="utf-8"))["inputs"]
                assert {*step.get("with", {})} <= {*inputs}


def test_the_table_has_every_input_with_its_default() -> None:
    page = (REPOSITORY / "docs" / "handbook" / f"{SET_UP}.md").read_text(encoding="utf-8")
    inputs = yaml.safe_load((REPOSITORY / "action.yml").read_text(encoding="utf-8"))["inputs"]
    shown = dict(re.findall(r"^\| `([\w-]+)` \| .* \| (.*) \|$", page, re.MULTILINE))
    assert [*shown] == [*inputs]
    for name, declared in inputs.items():
        default = re.sub(r"\$\{\{ (.*) \}\}", r"\1", str(declared["default"]))
        assert shown[name] == f"`{default}`" or not default


def test_the_second_workflow_waits_for_the_first() -> None:
    first, second = (
        yaml.safe_load(sample(SET_UP, f".github/workflows/{name}.yml")) for name in ("review", "comment")
    )
    assert second[True]["workflow_run"]["workflows"] == [first["name"]]


def test_the_hook_of_pre_commit_exists() -> None:
    (repo,) = yaml.safe_load(sample(SET_UP, ".pre-commit-config.yaml"))["repos"]
    hooks = yaml.safe_load((REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8"))
    assert {hook["id"] for hook in repo["hooks"]} <= {hook["id"] for hook in hooks}


def script(beginning: str) -> str:
    (found,) = (part.text for part in PARTS if part.page.stem == SET_UP and beginning in part.text)
    return found


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a clone of a bare repository whose main branch has a site in a folder."""
    write_site(tmp_path / "first" / IN_REPOSITORY)
    git(tmp_path, "clone", "-q", "--bare", str(repository(tmp_path / "first")), "bare.git")
    git(tmp_path, "clone", "-q", str(tmp_path / "bare.git"), FOLDER)
    install(tmp_path / "venv")
    return tmp_path / FOLDER


def record_in(checkout: Path) -> Path:
    return checkout / IN_REPOSITORY / "incidents" / "2026" / f"{SMALLEST_ID}.yml"


def write_hook(folder: Path, name: str, text: str) -> None:
    (folder / "hooks").mkdir(exist_ok=True)
    (folder / "hooks" / name).write_text(text, encoding="utf-8")
    (folder / "hooks" / name).chmod(0o755)


def with_command(checkout: Path, *words: str) -> subprocess.CompletedProcess[str]:
    """Run git with `afterword` on the path."""
    values = environment(checkout.parent, {})
    values["PATH"] = f"{checkout.parent / 'venv' / 'bin'}:{values['PATH']}"
    who = ["-c", "user.name=A", "-c", "user.email=a@example.com"]
    return subprocess.run(
        ["git", *who, *words], cwd=checkout, env=values, capture_output=True, text=True, check=False
    )


def test_the_hook_on_the_server_refuses_errors(checkout: Path) -> None:
    write_hook(checkout.parent / "bare.git", "update", script("git archive"))
    record = record_in(checkout)
    record.write_text(record.read_text(encoding="utf-8").replace("is slow", "was slow"), encoding="utf-8")
    commit(checkout)
    done = with_command(checkout, "push", "-q", "origin", "main")
    assert done.returncode == 0, done.stderr
    record.write_text(WRONG, encoding="utf-8")
    commit(checkout)
    assert with_command(checkout, "push", "-q", "origin", "HEAD:topic").returncode == 0
    done = with_command(checkout, "push", "-q", "origin", "main")
    assert done.returncode == 1
    assert "unknown-component" in done.stderr


def test_the_hook_of_an_author_refuses_errors(checkout: Path) -> None:
    write_hook(checkout / ".git", "pre-commit", script("exec afterword"))
    record_in(checkout).write_text(WRONG, encoding="utf-8")
    done = with_command(checkout, "commit", "-qam", "wrong")
    assert done.returncode == 1
    assert "unknown-component" in done.stdout + done.stderr
