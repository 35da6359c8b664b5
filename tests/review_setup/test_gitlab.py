"""The template for GitLab: its scripts are run as GitLab runs them, with a server that plays its API."""

from __future__ import annotations

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
import yaml

from afterword import __version__
from tests.code_host import Host, serving
from tests.repositories import git
from tests.review_setup.running import CHANGED, FOLDER, WRONG, change, environment, install, run
from tests.sites import REPOSITORY

TEMPLATE: dict[str, Any] = yaml.safe_load(
    (REPOSITORY / "gitlab" / "afterword-review.gitlab-ci.yml").read_text(encoding="utf-8")
)
CHECK, REVIEW, COMMON = TEMPLATE["afterword-check"], TEMPLATE["afterword-review"], TEMPLATE[".afterword"]


@pytest.fixture
def host() -> Iterator[Host]:
    host = Host(user={"id": 3})
    with serving(host):
        yield host


def run_job(job: dict[str, Any], checkout: Path, host: Host, *, token: str = "secret") -> tuple[int, str]:
    """Run a job of a merge request, with what is installed for the tests."""
    venv = checkout.parent / "venv"
    install(venv)
    given = {
        **TEMPLATE["variables"],
        **COMMON["variables"],
        "AFTERWORD_ROOT": FOLDER,
        "AFTERWORD_TOKEN": token,
        "CI_API_V4_URL": host.url,
        "CI_PROJECT_ID": "4",
        "CI_MERGE_REQUEST_IID": "12",
        "CI_MERGE_REQUEST_DIFF_BASE_SHA": git(checkout, "rev-parse", "origin/main"),
    }
    script = "\n".join(job["script"])
    values = environment(checkout.parent, given)
    done = run(script, checkout, {**values, "PATH": f"{venv / 'bin'}:{values['PATH']}"})
    return done.returncode, done.stdout + done.stderr


@pytest.mark.slow
def test_a_merge_request_gets_a_report_and_fails_for_what_is_new(tmp_path: Path, host: Host) -> None:
    checkout = change(tmp_path, WRONG)
    status, log = run_job(CHECK, checkout, host)
    assert status == 1, log
    report = json.loads((checkout / CHECK["artifacts"]["reports"]["codequality"]).read_text(encoding="utf-8"))
    assert [each["check_name"] for each in report] == ["unknown-component"]
    assert report[0]["location"]["path"].startswith(f"{FOLDER}/incidents/")


@pytest.mark.slow
def test_older_findings_are_in_the_report_and_do_not_fail_the_job(tmp_path: Path, host: Host) -> None:
    checkout = change(tmp_path, WRONG.replace("is slow", "was slow"), old=WRONG)
    status, log = run_job(CHECK, checkout, host)
    assert status == 0, log
    assert "unknown-component" in (checkout / "gl-code-quality-report.json").read_text(encoding="utf-8")


@pytest.mark.slow
def test_a_merge_request_gets_a_note_and_a_preview(tmp_path: Path, host: Host) -> None:
    checkout = change(tmp_path, CHANGED)
    status, log = run_job(REVIEW, checkout, host)
    assert status == 0, log
    assert host.writes == ["POST /projects/4/merge_requests/12/notes"]
    folder = checkout / REVIEW["artifacts"]["paths"][0]
    assert "23:15" in (folder / "review.md").read_text(encoding="utf-8")
    assert "23:15" in (folder / "review.html").read_text(encoding="utf-8")
    assert (folder / "site" / "index.html").is_file()


@pytest.mark.slow
def test_without_a_token_the_job_says_so_and_keeps_the_report(tmp_path: Path, host: Host) -> None:
    checkout = change(tmp_path, WRONG)
    status, log = run_job(REVIEW, checkout, host, token="")
    assert status == 0, log
    assert "There is no preview." in log
    assert "there is no variable AFTERWORD_TOKEN" in log
    assert host.calls == []
    assert (checkout / "afterword-review" / "review.md").is_file()


def test_the_template_installs_this_version() -> None:
    assert TEMPLATE["variables"]["AFTERWORD_VERSION"] == __version__
    assert "afterword==$AFTERWORD_VERSION" in " ".join(COMMON["before_script"])


def test_the_jobs_are_complete() -> None:
    assert {*TEMPLATE} == {"variables", ".afterword", "afterword-check", "afterword-review"}
    for job in (CHECK, REVIEW):
        assert job["extends"] == ".afterword"
        assert {*job} == {"extends", "script", "artifacts", "rules"}
        assert all(isinstance(line, str) for line in (*job["script"], *COMMON["before_script"]))
        assert {"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'} in job["rules"]
    assert "$" not in REVIEW["artifacts"]["paths"][0], "GitLab does not link to paths with variables"
