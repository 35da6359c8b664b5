"""The actions for GitHub: their shell steps are run as GitHub runs them, with a server that plays its API."""

from __future__ import annotations

import json
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.code_host import Host, serving
from tests.repositories import git
from tests.review_setup.github_job import Job, commands_read
from tests.review_setup.running import CHANGED, FOLDER, WARNED, WRONG, change, environment, install, run
from tests.sites import REPOSITORY, SMALLEST_ID, SMALLEST_RECORD, write_site

ACTIONS = tuple(REPOSITORY / each / "action.yml" for each in (".", "comment", "publish"))


@pytest.fixture
def host() -> Iterator[Host]:
    host = Host()
    with serving(host):
        yield host


def reviewed(
    tmp_path: Path, host: Host, checkout: Path, inputs: Mapping[str, str] | None = None, **event: Any
) -> Job:
    """Run the review for pull request 12, with what is installed for the tests."""
    job = Job(checkout, tmp_path / "the temp", host)
    install(job.temp / "afterword")
    action = tmp_path / "the action"
    if not action.exists():
        (action / "action").mkdir(parents=True)
        (action / "action.yml").write_bytes(ACTIONS[0].read_bytes())
        for script in (REPOSITORY / "action").iterdir():
            (action / "action" / script.name).write_bytes(script.read_bytes())
        (action / "action" / "install.sh").write_text(
            'test -d "$SOURCE" && test -x "$PYTHON"\n', encoding="utf-8"
        )
    given = {"root": FOLDER, "preview": "false", **(inputs or {})}
    job.run(action / "action.yml", given, event or {"pull_request": {"number": 12}})
    return job


def test_a_pull_request_gets_annotations_reports_a_preview_and_one_comment(
    tmp_path: Path, host: Host
) -> None:
    checkout = change(tmp_path, CHANGED)
    job = reviewed(tmp_path, host, checkout, {"preview": "true"})
    assert not job.failed, job.log
    assert json.loads(job.report("afterword.sarif"))["version"] == "2.1.0"
    assert "23:15" in job.report("review.md")
    assert "23:15" in job.report("review.html")
    assert (job.temp / "summary").read_text(encoding="utf-8") == job.report("review.md")
    assert (job.temp / "afterword-preview" / "incidents" / SMALLEST_ID / "index.html").is_file()
    assert [each["body"].startswith("<!-- afterword diff -->\n") for each in host.comments] == [True]
    assert job.used["Upload the reports"] == {
        "name": "afterword-review",
        "path": str(job.temp / "afterword-review"),
    }
    assert job.used["Upload the preview"]["name"] == "afterword-review-preview"
    assert "Upload the findings to code scanning" not in job.used


@pytest.mark.slow
def test_an_error_fails_the_job_after_everything_else(tmp_path: Path, host: Host) -> None:
    job = reviewed(tmp_path, host, change(tmp_path, WRONG), {"sarif": "true", "preview": "true"})
    assert job.failed == "Fail if the check failed"
    assert f"::error file={FOLDER}/incidents/2026/{SMALLEST_ID}.yml,line=3" in job.log
    assert "::notice title=afterword: no preview::" in job.log
    assert "unknown-component" in job.report("afterword.sarif")
    assert job.used["Upload the findings to code scanning"]["sarif_file"].endswith(
        "/afterword-review/afterword.sarif"
    )


@pytest.mark.slow
def test_only_new_findings_fail_the_job(tmp_path: Path, host: Host) -> None:
    job = reviewed(tmp_path, host, change(tmp_path, WRONG.replace("is slow", "was slow"), old=WRONG))
    assert not job.failed, job.log


@pytest.mark.slow
def test_warnings_fail_the_job_if_asked(tmp_path: Path, host: Host) -> None:
    job = reviewed(tmp_path, host, change(tmp_path, WARNED), {"strict": "true"})
    assert job.failed == "Fail if the check failed"
    assert f"::warning file={FOLDER}/incidents/2026/{SMALLEST_ID}.yml,line=1" in job.log
    assert "Upload the preview" not in job.used


@pytest.mark.slow
def test_without_a_change_there_is_no_comment(tmp_path: Path, host: Host) -> None:
    job = reviewed(tmp_path, host, change(tmp_path, f"# A comment\n{SMALLEST_RECORD}"))
    assert not job.failed, job.log
    assert "no change" in (job.temp / "summary").read_text(encoding="utf-8")
    assert host.comments == []


@pytest.mark.slow
def test_a_pull_request_from_a_fork_needs_no_permission(tmp_path: Path, host: Host) -> None:
    host.answers = {"POST": 403}
    job = reviewed(tmp_path, host, change(tmp_path, CHANGED))
    assert not job.failed, job.log
    assert "No comment: the token may not write one" in job.log
    assert "23:15" in (job.temp / "summary").read_text(encoding="utf-8")


def test_nothing_of_a_pull_request_is_run(tmp_path: Path, host: Host) -> None:
    checkout = change(tmp_path, CHANGED)
    mark = tmp_path / "it has run"
    code = f"from pathlib import Path\nPath({str(mark)!r}).touch()\n"
    for folder in (checkout, checkout / FOLDER):
        for name in ("hook", "yaml", "pip", "sitecustomize"):
            (folder / f"{name}.py").write_text(code, encoding="utf-8")
        (folder / "requirements.txt").write_text("./\n", encoding="utf-8")
    with (checkout / FOLDER / "mkdocs.yml").open("a", encoding="utf-8") as config:
        config.write("hooks: [hook.py]\n")
    git(checkout, "add", "-A")
    git(checkout, "commit", "-qm", "evil")
    job = reviewed(tmp_path, host, checkout, {"preview": "true"})
    assert not job.failed, job.log
    assert (job.temp / "afterword-preview").is_dir()
    assert not mark.exists()


@pytest.mark.slow
def test_the_name_of_a_file_gives_the_runner_no_command(tmp_path: Path, host: Host) -> None:
    checkout = change(tmp_path, CHANGED)
    evil = checkout / FOLDER / "incidents" / "2026" / "2026-11-21-x\n::warning::pwned\n.yml"
    evil.write_text(WRONG, encoding="utf-8")
    git(checkout, "add", "-A")
    git(checkout, "commit", "-qm", "evil")
    job = reviewed(tmp_path, host, checkout)
    assert job.failed == "Fail if the check failed", job.log
    assert "::warning::pwned" not in "\n".join(commands_read(job.log))


@pytest.mark.slow
def test_a_cache_of_the_pull_request_is_not_believed(tmp_path: Path, host: Host) -> None:
    checkout = change(tmp_path, WRONG)
    (checkout / FOLDER / ".cache").symlink_to(tmp_path)
    job = reviewed(tmp_path, host, checkout)
    assert job.failed == "Fail if the check failed"
    assert checkout.is_dir()


@pytest.mark.slow
def test_plugins_of_the_preview_are_those_of_the_base(tmp_path: Path, host: Host) -> None:
    checkout = change(tmp_path, CHANGED)
    job = reviewed(tmp_path, host, checkout, {"preview": "true", "requirements": "requirements.txt"})
    assert job.failed == "Build the preview"
    assert "requirements.txt" in job.log


@pytest.mark.slow
def test_a_push_is_checked_and_not_compared(tmp_path: Path, host: Host) -> None:
    job = reviewed(tmp_path, host, change(tmp_path, CHANGED), ref="refs/heads/main")
    assert not job.failed, job.log
    assert {*job.used} == {"actions/setup-python", "Upload the reports"}
    assert host.calls == []


def test_a_base_that_is_not_there_is_explained(tmp_path: Path, host: Host) -> None:
    checkout = change(tmp_path, CHANGED)
    git(checkout, "update-ref", "-d", "refs/remotes/origin/main")
    job = reviewed(tmp_path, host, checkout)
    assert job.failed == "Check and compare"
    assert "git finds no commit `origin/main` here" in job.log


def test_a_second_workflow_comments_on_the_pull_request_of_the_first(tmp_path: Path, host: Host) -> None:
    host.pulls = [{"number": 4, "head": {"sha": "abc"}}]
    owner = {"owner": {"login": "anna"}}
    event = {
        "head_sha": "abc",
        "head_branch": "topic",
        "head_repository": owner,
        "html_url": "https://x.example/",
    }
    (tmp_path / "review.md").write_text("<!-- afterword diff -->\nx\n", encoding="utf-8")
    job = Job(tmp_path, tmp_path / "the temp", host)
    install(job.temp / "afterword")
    action = tmp_path / "comment" / "action.yml"
    action.parent.mkdir()
    described = ACTIONS[1].read_text(encoding="utf-8")
    action.write_text(
        described.replace('sh "$GITHUB_ACTION_PATH/../action/install.sh"', "true"), encoding="utf-8"
    )
    job.run(action, {"file": "review.md"}, {"workflow_run": event})
    assert not job.failed, job.log
    assert host.writes == ["POST /repos/acme/status/issues/4/comments"]


def test_the_public_site_is_built_and_deployed(tmp_path: Path, host: Host) -> None:
    site = write_site(tmp_path / FOLDER, {SMALLEST_ID: SMALLEST_RECORD})
    configuration = (site / "mkdocs.yml").read_text(encoding="utf-8")
    internal = configuration.replace(", afterword]", ", afterword: {audience: internal}]")
    assert internal != configuration
    (site / "mkdocs.yml").write_text(internal, encoding="utf-8")
    job = Job(tmp_path, tmp_path / "the temp", host)
    install(job.temp / "afterword")
    action = tmp_path / "the action"
    shutil.copytree(REPOSITORY / "publish", action / "publish")
    shutil.copytree(REPOSITORY / "action", action / "action")
    (action / "action" / "install.sh").write_text("true\n", encoding="utf-8")
    job.run(action / "publish" / "action.yml", {"root": FOLDER}, {})
    assert not job.failed, job.log
    assert re.fullmatch(r"[0-9T:-]{19}Z", job.values["steps.build.outputs.next"])
    assert (site / "site" / "incidents" / SMALLEST_ID / "index.html").is_file()
    assert not (site / "site" / "robots.txt").exists(), "only an internal build has one"
    assert job.used["Upload the site"] == {"path": f"{FOLDER}/site", "include-hidden-files": "True"}
    assert "Deploy to GitHub Pages" in job.used


def test_the_image_contains_what_the_action_installs() -> None:
    text = (REPOSITORY / "Dockerfile").read_text(encoding="utf-8")
    assert "RUN SOURCE=/source PYTHON=python VENV=/opt/afterword sh /source/action/install.sh\n" in text
    assert re.findall(r"^USER (.*)$", text, re.MULTILINE) == ["nobody"]
    ignored = (REPOSITORY / ".dockerignore").read_text(encoding="utf-8").split()
    assert not {"action", "constraints.txt", "man", "pyproject.toml", "templates", "tool"} & {*ignored}


@pytest.mark.parametrize("action", ACTIONS, ids=lambda path: path.parent.name)
def test_no_expression_is_part_of_a_script(action: Path) -> None:
    for step in yaml.safe_load(action.read_text(encoding="utf-8"))["runs"]["steps"]:
        assert "${{" not in step.get("run", "")
        assert step.get("run", "").count("\n") == 0, "what is longer is in a file that tests run"
        assert re.fullmatch(r"[\w/-]+@[0-9a-f]{40}", step.get("uses", f"a@{'0' * 40}"))


def test_the_scripts_are_posix_shell() -> None:
    for script in (REPOSITORY / "action").iterdir():
        subprocess.run(["sh", "-n", str(script)], check=True)


@pytest.mark.slow
def test_the_action_installs_itself(tmp_path: Path) -> None:
    values = {"SOURCE": str(REPOSITORY), "PYTHON": sys.executable, "VENV": str(tmp_path / "the venv")}
    values = {name: value for name, value in environment(tmp_path, values).items() if name != "PYTHONPATH"}
    evil = tmp_path / "a checkout"
    evil.mkdir()
    for name in ("pip", "venv"):
        (evil / f"{name}.py").write_text("raise SystemExit('it has run')\n", encoding="utf-8")
    done = run(f"sh '{REPOSITORY / 'action' / 'install.sh'}'", evil, values)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("afterword, version")
