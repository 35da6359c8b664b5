"""One comment on a pull request, through the APIs of GitHub and GitLab, which a small server plays."""

from __future__ import annotations

import json
import os
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from afterword.cli import cli
from tests.code_host import ANNA, BOT, Host, serving

TEXT = "<!-- afterword diff -->\n**Afterword**, `a` → `b`\n\n#### What readers see\n"
SAME = "<!-- afterword diff -->\n**Afterword**, `a` → `b`: no change.\n"


@pytest.fixture
def host() -> Iterator[Host]:
    host = Host()
    with serving(host):
        yield host


@pytest.fixture(autouse=True)
def no_job(monkeypatch: pytest.MonkeyPatch) -> None:
    """Run outside of any job, whatever runs the tests."""
    for name in [*os.environ]:
        if name.startswith(("GITHUB_", "CI_", "AFTERWORD_TOKEN")):
            monkeypatch.delenv(name)


@pytest.fixture
def github(host: Host, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Host:
    monkeypatch.setenv("GITHUB_API_URL", host.url)
    monkeypatch.setenv("GITHUB_REPOSITORY", "acme/status")
    monkeypatch.setenv("GITHUB_TOKEN", "secret")
    monkeypatch.setenv("GITHUB_RUN_ID", "7")
    set_event(tmp_path, monkeypatch, {"pull_request": {"number": 12}})
    return host


@pytest.fixture
def gitlab(host: Host, monkeypatch: pytest.MonkeyPatch) -> Host:
    monkeypatch.setenv("CI_API_V4_URL", host.url)
    monkeypatch.setenv("CI_PROJECT_ID", "5")
    monkeypatch.setenv("CI_MERGE_REQUEST_PROJECT_ID", "4")
    monkeypatch.setenv("CI_MERGE_REQUEST_IID", "12")
    monkeypatch.setenv("CI_JOB_URL", "https://gitlab.example.com/job/7")
    monkeypatch.setenv("AFTERWORD_TOKEN", "secret")
    host.user = {"id": 3}
    return host


def set_event(folder: Path, monkeypatch: pytest.MonkeyPatch, event: object) -> None:
    (folder / "event.json").write_text(json.dumps(event), encoding="utf-8")
    monkeypatch.setenv("GITHUB_EVENT_PATH", str(folder / "event.json"))


def comment(folder: Path, text: str = TEXT) -> Result:
    file = folder / "review.md"
    file.write_text(text, encoding="utf-8")
    result = CliRunner().invoke(cli, ["comment", str(file)])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_github_gets_one_comment_that_later_runs_edit(github: Host, tmp_path: Path) -> None:
    assert comment(tmp_path).output == "Wrote the comment\n"
    assert comment(tmp_path).output == "The comment is up to date\n"
    assert comment(tmp_path, TEXT + "more\n").output == "Edited the comment\n"
    assert comment(tmp_path, SAME).output == "Edited the comment\n"
    (written,) = github.comments
    link = "[Findings, preview and the whole comparison](https://github.com/acme/status/actions/runs/7)"
    assert written["body"] == f"{SAME}\n{link}\n"
    assert github.writes == [
        "POST /repos/acme/status/issues/12/comments",
        "PATCH /repos/acme/status/issues/comments/1000",
        "PATCH /repos/acme/status/issues/comments/1000",
    ]
    assert github.tokens == {"Bearer secret"}


def test_gitlab_gets_one_note_that_later_runs_edit(gitlab: Host, tmp_path: Path) -> None:
    gitlab.comments = [{"id": 1, "body": TEXT, "author": {"id": 9}}]
    assert comment(tmp_path).output == "Wrote the comment\n"
    assert comment(tmp_path, TEXT + "more\n").output == "Edited the comment\n"
    assert gitlab.comments[0]["body"] == TEXT, "a note of somebody else"
    assert gitlab.writes == [
        "POST /projects/4/merge_requests/12/notes",
        "PUT /projects/4/merge_requests/12/notes/1001",
    ]
    assert "https://gitlab.example.com/job/7" in gitlab.comments[1]["body"]
    assert gitlab.tokens == {"secret"}


def test_no_change_needs_no_comment(github: Host, tmp_path: Path) -> None:
    assert comment(tmp_path, SAME).output == "Nothing differs, so there is no comment\n"
    assert github.writes == []


def test_a_comment_of_somebody_else_is_never_edited(github: Host, tmp_path: Path) -> None:
    github.comments = [{"id": 1, "body": TEXT, "user": ANNA}, {"id": 2, "body": None, "user": None}]
    comment(tmp_path)
    assert github.comments[0]["body"] == TEXT
    assert len(github.comments) == 3


def test_a_token_of_a_person_finds_its_own_comment(github: Host, tmp_path: Path) -> None:
    github.user = ANNA
    github.comments = [{"id": 1, "body": TEXT, "user": BOT}, {"id": 2, "body": TEXT, "user": ANNA}]
    assert comment(tmp_path, TEXT + "more\n").output == "Edited the comment\n"
    assert github.comments[0]["body"] == TEXT


def test_the_comment_is_found_behind_a_hundred_others(github: Host, tmp_path: Path) -> None:
    github.comments = [{"id": each, "body": "Nice", "user": ANNA} for each in range(250)]
    comment(tmp_path)
    github.comments += [{"id": each, "body": "Nice", "user": ANNA} for each in range(250, 300)]
    assert comment(tmp_path, SAME).output == "Edited the comment\n"


def test_a_token_that_may_not_write_is_no_failure(github: Host, tmp_path: Path) -> None:
    github.answers = {"POST": 403}
    result = comment(tmp_path)
    assert result.exit_code == 0
    assert "the token may not write one" in result.stdout


def test_another_refusal_is_a_failure(github: Host, tmp_path: Path) -> None:
    github.answers = {"POST": 422}
    result = comment(tmp_path)
    assert result.exit_code == 2
    assert "422" in result.stderr
    assert "secret" not in result.output


def test_a_redirect_is_not_followed(github: Host, tmp_path: Path) -> None:
    github.answers = {"GET /repos": 302}
    assert comment(tmp_path).exit_code == 2
    assert not [call for call in github.calls if "elsewhere" in call]


def test_a_server_that_does_not_answer_is_a_failure(
    github: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("GITHUB_API_URL", "http://127.0.0.1:9")
    result = comment(tmp_path)
    assert result.exit_code == 2
    assert "Connection refused" in result.stderr


@pytest.mark.parametrize(
    ("missing", "reason"),
    [
        ("GITHUB_TOKEN", "there is no GITHUB_TOKEN"),
        ("GITHUB_EVENT_PATH", "this run is not for a pull request"),
        ("GITHUB_REPOSITORY", "neither a job of GitHub Actions nor one of GitLab"),
    ],
)
def test_a_run_that_cannot_comment_says_why(
    github: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str, reason: str
) -> None:
    monkeypatch.delenv(missing)
    result = comment(tmp_path)
    assert result.exit_code == 0
    assert reason in result.stdout
    assert github.calls == []


@pytest.mark.parametrize(
    ("missing", "reason"),
    [("AFTERWORD_TOKEN", "no variable AFTERWORD_TOKEN"), ("CI_MERGE_REQUEST_IID", "not for a merge request")],
)
def test_a_job_of_gitlab_that_cannot_comment_says_why(
    gitlab: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, missing: str, reason: str
) -> None:
    monkeypatch.delenv(missing)
    result = comment(tmp_path)
    assert result.exit_code == 0
    assert reason in result.stdout


RUN = {
    "head_sha": "abc",
    "head_branch": "topic&x=1",
    "head_repository": {"owner": {"login": "anna"}},
    "html_url": "https://github.com/acme/status/actions/runs/6",
}


def test_a_second_workflow_asks_github_which_pull_request_the_first_one_was_for(
    github: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_event(tmp_path, monkeypatch, {"workflow_run": RUN})
    github.pulls = [{"number": 3, "head": {"sha": "older"}}, {"number": 4, "head": {"sha": "abc"}}]
    assert comment(tmp_path).output == "Wrote the comment\n"
    assert github.writes == ["POST /repos/acme/status/issues/4/comments"]
    assert "head=anna%3Atopic%26x%3D1" in github.calls[0]
    assert "runs/6" in github.comments[0]["body"]


def test_a_pull_request_that_has_moved_on_gets_no_comment(
    github: Host, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    set_event(tmp_path, monkeypatch, {"workflow_run": RUN})
    github.pulls = [{"number": 3, "head": {"sha": "newer"}}]
    assert "closed, or has newer commits" in comment(tmp_path).output
    assert github.writes == []


def test_a_long_comment_is_cut_at_a_line_and_says_so(github: Host, tmp_path: Path) -> None:
    lines = "".join(f"| ~ | `line {number}` |\n" for number in range(5_000))
    comment(tmp_path, f"{TEXT}<details><summary>Long</summary>\n\n{lines}\n</details>\n")
    body = github.comments[0]["body"]
    assert 65_000 < len(body) <= 65_536
    assert re.search(
        r"` \|\n\n</details>\n\nThe rest of the comparison is too long for a comment\.\n\n\[Findings", body
    )


def test_only_a_comparison_is_written(github: Host, tmp_path: Path) -> None:
    result = comment(tmp_path, "Visit https://evil.example\n")
    assert result.exit_code == 2
    assert "it does not begin with <!-- afterword diff -->" in result.stderr
    assert github.calls == []
