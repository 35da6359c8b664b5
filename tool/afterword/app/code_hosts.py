"""The comments of a pull request on GitHub, and the notes of a merge request on GitLab."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import count
from pathlib import Path
from typing import Any, NamedTuple, Protocol
from urllib.parse import quote

from afterword.app.errors import UserError
from afterword.app.json_api import ApiError, JsonApi

_PAGE = 100
"""Comments in one answer, the most that GitHub and GitLab return."""
_PAGES = 50
TOKEN = "AFTERWORD_TOKEN"
"""The variable with the token for GitLab: a job's own token may not write notes."""


class Written(NamedTuple):
    """A comment that was written before."""

    id: int
    text: str


class Thread(Protocol):
    """The comments on one change."""

    @property
    def limit(self) -> int:
        """How many characters a comment may have."""

    @property
    def run_url(self) -> str:
        """The address of the run that compares; empty if it is not known."""

    def written(self) -> Iterator[Written]:
        """Yield the comments that this token's user has written. Raises ApiError."""

    def create(self, text: str) -> None:
        """Write a comment. Raises ApiError."""

    def edit(self, comment: Written, text: str) -> None:
        """Replace the text of a comment. Raises ApiError."""


@dataclass(frozen=True, slots=True)
class GitHub:
    """The comments of a pull request."""

    api: JsonApi
    repository: str
    number: int
    run_url: str
    limit: int = 65_536

    def written(self) -> Iterator[Written]:
        """Yield the comments that this token's user has written. Raises ApiError."""
        try:
            login = self.api.call("GET", "/user")["login"]
        except ApiError as error:
            if not error.is_not_allowed:
                raise
            login = None
        for each in _pages(self.api, f"{self._issues}/{self.number}/comments"):
            user = each["user"] or {}
            # The token of a workflow may not ask who it is, but whatever it writes is written by a bot.
            if user.get("login") == login if login else user.get("type") == "Bot":
                yield Written(each["id"], each["body"] or "")

    def create(self, text: str) -> None:
        """Write a comment. Raises ApiError."""
        self.api.call("POST", f"{self._issues}/{self.number}/comments", {"body": text})

    def edit(self, comment: Written, text: str) -> None:
        """Replace the text of a comment. Raises ApiError."""
        self.api.call("PATCH", f"{self._issues}/comments/{comment.id}", {"body": text})

    @property
    def _issues(self) -> str:
        return f"/repos/{self.repository}/issues"


@dataclass(frozen=True, slots=True)
class GitLab:
    """The notes of a merge request."""

    api: JsonApi
    project: str
    number: str
    run_url: str
    limit: int = 1_000_000

    def written(self) -> Iterator[Written]:
        """Yield the notes that this token's user has written. Raises ApiError."""
        user = self.api.call("GET", "/user")["id"]
        for each in _pages(self.api, self._notes, "&sort=asc"):
            if each["author"]["id"] == user:
                yield Written(each["id"], each["body"])

    def create(self, text: str) -> None:
        """Write a note. Raises ApiError."""
        self.api.call("POST", self._notes, {"body": text})

    def edit(self, comment: Written, text: str) -> None:
        """Replace the text of a note. Raises ApiError."""
        self.api.call("PUT", f"{self._notes}/{comment.id}", {"body": text})

    @property
    def _notes(self) -> str:
        return f"/projects/{quote(self.project, safe='')}/merge_requests/{quote(self.number, safe='')}/notes"


def thread_of(environment: Mapping[str, str]) -> Thread:
    """Return the thread of the change that a job of GitHub Actions or GitLab runs for.

    Raises UserError if there is none, or no token; ApiError if the API does not answer.
    """
    if environment.get("GITHUB_REPOSITORY"):
        return _github(environment)
    if environment.get("CI_API_V4_URL"):
        return _gitlab(environment)
    raise UserError(
        "this is neither a job of GitHub Actions nor one of GitLab, so there is nothing to comment on"
    )


def _github(environment: Mapping[str, str]) -> GitHub:
    token = environment.get("GITHUB_TOKEN")
    if not token:
        raise UserError("there is no GITHUB_TOKEN; pass it with `env: {GITHUB_TOKEN: ${{ github.token }}}`")
    repository = environment["GITHUB_REPOSITORY"]
    headers = {"Authorization": f"Bearer {token}", "X-GitHub-Api-Version": "2022-11-28"}
    api = JsonApi(environment.get("GITHUB_API_URL", "https://api.github.com"), headers)
    try:
        event = json.loads(Path(environment.get("GITHUB_EVENT_PATH", "")).read_bytes())
    except (OSError, ValueError):
        event = {}
    server = environment.get("GITHUB_SERVER_URL", "https://github.com")
    run = environment.get("GITHUB_RUN_ID")
    if "pull_request" in event:
        run_url = f"{server}/{repository}/actions/runs/{run}" if run else ""
        return GitHub(api, repository, event["pull_request"]["number"], run_url)
    if "workflow_run" in event:
        number = _number_of_run(api, repository, event["workflow_run"])
        return GitHub(api, repository, number, event["workflow_run"]["html_url"])
    raise UserError("this run is not for a pull request; use the event `pull_request` or `workflow_run`")


def _number_of_run(api: JsonApi, repository: str, run: Mapping[str, Any]) -> int:
    """Return the pull request that a workflow ran for, as GitHub knows it: the run may have written any number."""
    head = f"{run['head_repository']['owner']['login']}:{run['head_branch']}"
    found = api.call(
        "GET", f"/repos/{repository}/pulls?state=open&per_page={_PAGE}&head={quote(head, safe='')}"
    )
    numbers = [each["number"] for each in found if each["head"]["sha"] == run["head_sha"]]
    if not numbers:
        raise UserError("the pull request is closed, or has newer commits than those that were compared")
    return int(numbers[0])


def _gitlab(environment: Mapping[str, str]) -> GitLab:
    token, number = environment.get(TOKEN), environment.get("CI_MERGE_REQUEST_IID")
    if not number:
        raise UserError("this job is not for a merge request; run it in merge request pipelines")
    if not token:
        raise UserError(f"there is no variable {TOKEN} with a token that may write notes; see the handbook")
    project = environment.get("CI_MERGE_REQUEST_PROJECT_ID") or environment["CI_PROJECT_ID"]
    api = JsonApi(environment["CI_API_V4_URL"], {"PRIVATE-TOKEN": token})
    return GitLab(api, project, number, environment.get("CI_JOB_URL", ""))


def _pages(api: JsonApi, path: str, more: str = "") -> Iterator[Mapping[str, Any]]:
    """Yield everything that an address lists, page by page."""
    for page in count(1):
        found = api.call("GET", f"{path}?per_page={_PAGE}&page={page}{more}")
        yield from found
        if len(found) < _PAGE or page == _PAGES:
            return
