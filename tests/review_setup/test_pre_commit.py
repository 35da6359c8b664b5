"""Our hooks for pre-commit, which runs them for real on a temporary repository."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.repositories import commit, git, repository
from tests.review_setup.running import FOLDER, WRONG, environment, install
from tests.sites import REPOSITORY, SMALLEST_ID, SMALLEST_RECORD, write_site

HOOKS: list[dict[str, Any]] = yaml.safe_load(
    (REPOSITORY / ".pre-commit-hooks.yaml").read_text(encoding="utf-8")
)


@pytest.fixture
def checkout(tmp_path: Path) -> Path:
    """Return a repository with a site in a folder."""
    top = tmp_path / "a checkout"
    write_site(top / FOLDER)
    return repository(top)


def record(checkout: Path) -> Path:
    return checkout / FOLDER / "incidents" / "2026" / f"{SMALLEST_ID}.yml"


def use_hooks(checkout: Path) -> None:
    """Let the repository use our hooks, with the command that is installed for the tests."""
    venv = checkout.parent / "venv"
    install(venv)
    hooks = [
        {
            **hook,
            "language": "system",
            "entry": hook["entry"].replace("afterword", f"'{venv / 'bin' / 'afterword'}'", 1),
        }
        for hook in HOOKS
    ]
    for hook in hooks:
        hook["args"] = ["--root", FOLDER]
    config = {"repos": [{"repo": "local", "hooks": hooks}]}
    (checkout / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    commit(checkout)


def pre_commit(checkout: Path, *words: str, python_path: bool = True) -> subprocess.CompletedProcess[str]:
    values = environment(checkout.parent, {"PRE_COMMIT_HOME": str(checkout.parent / "home")})
    if not python_path:
        values.pop("PYTHONPATH", None)
    command = [sys.executable, "-m", "pre_commit", *words]
    return subprocess.run(command, cwd=checkout, env=values, capture_output=True, text=True, check=False)


def test_a_commit_with_an_error_is_stopped(checkout: Path) -> None:
    use_hooks(checkout)
    record(checkout).write_text(WRONG, encoding="utf-8")
    git(checkout, "add", "-A")
    done = pre_commit(checkout, "run", "afterword-check")
    assert done.returncode == 1, done.stdout
    assert "unknown-component" in done.stdout


def test_what_has_one_right_answer_is_fixed_and_shown_before_the_commit(checkout: Path) -> None:
    use_hooks(checkout)
    record(checkout).write_text(WRONG, encoding="utf-8")
    other = record(checkout).with_name("2026-11-21-api-is-slow.yml")
    other.write_text(WRONG.replace("2026-11-20", "2026-11-21"), encoding="utf-8")
    git(checkout, "add", str(record(checkout)))
    done = pre_commit(checkout, "run", "afterword-fix")
    assert done.returncode == 1, done.stdout
    assert "files were modified by this hook" in done.stdout
    assert record(checkout).read_text(encoding="utf-8") == SMALLEST_RECORD
    assert "serch" in other.read_text(encoding="utf-8"), "it is not part of the commit"
    git(checkout, "add", str(record(checkout)))
    assert pre_commit(checkout, "run", "afterword-fix").returncode == 0


def test_the_files_of_a_commit_get_the_one_layout(checkout: Path) -> None:
    use_hooks(checkout)
    record(checkout).write_text("summary: 'Searches were slow.'\ntitle:  Search is slow\n", encoding="utf-8")
    git(checkout, "add", "-A")
    assert pre_commit(checkout, "run", "afterword-fmt").returncode == 1
    assert (
        record(checkout).read_text(encoding="utf-8")
        == "title: Search is slow\nsummary: Searches were slow.\n"
    )
    git(checkout, "add", "-A")
    assert pre_commit(checkout, "run", "afterword-fmt").returncode == 0


def test_what_is_not_staged_does_not_count(checkout: Path) -> None:
    use_hooks(checkout)
    record(checkout).write_text(f"# A comment\n{SMALLEST_RECORD}", encoding="utf-8")
    git(checkout, "add", "-A")
    record(checkout).write_text(WRONG, encoding="utf-8")
    done = pre_commit(checkout, "run", "afterword-check")
    assert done.returncode == 0, done.stdout
    assert record(checkout).read_text(encoding="utf-8") == WRONG


def test_other_files_do_not_start_the_hooks(checkout: Path) -> None:
    use_hooks(checkout)
    (checkout / "notes.yml").write_text("x: y\n", encoding="utf-8")
    git(checkout, "add", "-A")
    done = pre_commit(checkout, "run")
    assert done.stdout.count("Skipped") == len(HOOKS)


@pytest.mark.slow
def test_pre_commit_installs_the_hooks_from_a_repository(checkout: Path, tmp_path: Path) -> None:
    tool = tmp_path / "tool"
    listed = git(REPOSITORY, "ls-files", "-z", "--cached", "--others", "--exclude-standard").split("\0")
    for name in listed:
        if (
            name
            and (REPOSITORY / name).is_file()
            and not name.startswith(("tests/", "incidents/", "examples/"))
        ):
            (tool / name).parent.mkdir(parents=True, exist_ok=True)
            (tool / name).write_bytes((REPOSITORY / name).read_bytes())
    repository(tool)
    record(checkout).write_text(WRONG, encoding="utf-8")
    git(checkout, "add", "-A")
    config = {
        "repos": [
            {
                "repo": str(tool),
                "rev": git(tool, "rev-parse", "HEAD"),
                "hooks": [{"id": "afterword-check", "args": ["--root", FOLDER]}],
            }
        ]
    }
    (checkout / ".pre-commit-config.yaml").write_text(yaml.safe_dump(config), encoding="utf-8")
    git(checkout, "add", "-A")
    assert (
        pre_commit(checkout, "validate-manifest", str(REPOSITORY / ".pre-commit-hooks.yaml")).returncode == 0
    )
    done = pre_commit(checkout, "run", "afterword-check", python_path=False)
    assert done.returncode == 1, done.stdout + done.stderr
    assert "unknown-component" in done.stdout
