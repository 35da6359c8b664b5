"""`afterword init --ci`: the files for a build server, read and run as the server would."""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import pytest
import yaml
from click.testing import CliRunner

from afterword.app.pipelines import Host, Pipeline, Server, pipeline_files
from afterword.cli import cli
from tests.conformance.environments import python_with
from tests.repositories import git
from tests.sites import REPOSITORY

SOURCE = f"git+https://git.example.com/afterword@{'0123456789' * 4}"
HOSTS = ("pages", "netlify", "cloudflare", "folder")
PUBLISH, CHECK = ".github/workflows/status-site.yml", ".github/workflows/check-status-site.yml"
GITLAB_JOBS = ".gitlab/status-site.yml"
COMMIT, OTHER_COMMIT = "0123456789" * 4, "9876543210" * 4
NOW, LATER, EARLIER = "2026-11-20T12:00:00Z", "2026-11-20T12:00:01Z", "2026-11-20T11:59:59Z"


def init(folder: Path, *words: str, status: int = 0, source: str = SOURCE) -> str:
    command = [
        "init",
        str(folder),
        "--name",
        "Acme",
        "--component",
        "Search",
        *words,
        "--install-from",
        source,
    ]
    result = CliRunner().invoke(cli, command)
    assert result.exit_code == status, result.output
    return result.output


def load(file: Path) -> dict[str, Any]:
    loaded: dict[str, Any] = yaml.load(file.read_text(), yaml.BaseLoader)
    return loaded


@pytest.fixture(scope="module")
def every_pipeline(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Write the files for each server and each host, in the folder SERVER-HOST."""
    folder = tmp_path_factory.mktemp("pipelines")
    for server in ("github", "gitlab"):
        for host in HOSTS:
            init(folder / f"{server}-{host}", "--ci", server, "--host", host, "--branch", "trunk")
            init(folder / f"{server}-{host}" / "sub" / "site", "--ci", server, "--host", host)
    return folder


def workflows(folder: Path) -> list[Path]:
    found = sorted(folder.glob("github-*/.github/workflows/*.yml"))
    assert len(found) == 4 * len(HOSTS)
    return found


def test_zizmor_finds_nothing(every_pipeline: Path) -> None:
    program = Path(sys.executable).with_name("zizmor")
    options = ["--offline", "--quiet", "--no-progress", "--strict-collection", "--persona", "pedantic"]
    command = [str(program), *options, *map(str, workflows(every_pipeline))]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


@pytest.mark.slow
@pytest.mark.parametrize(
    ("files", "options"),
    [
        ("github-*/.github/workflows/*.yml", ["vendor.github-workflows"]),
        ("gitlab-*/.gitlab/*.yml", ["vendor.gitlab-ci", "--data-transform", "gitlab-ci"]),
        ("gitlab-*/.gitlab-ci.yml", ["vendor.gitlab-ci", "--data-transform", "gitlab-ci"]),
    ],
    ids=["github", "gitlab", "include"],
)
def test_they_have_the_schema_of_the_server(every_pipeline: Path, files: str, options: list[str]) -> None:
    program = python_with("check_jsonschema").parent / "check-jsonschema"
    found = list(map(str, every_pipeline.glob(files)))
    assert found
    command = [str(program), "--builtin-schema", *options, *found]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout


def test_yamllint_finds_nothing(every_pipeline: Path) -> None:
    files = [*workflows(every_pipeline), *every_pipeline.glob("gitlab-*/.gitlab*/*.yml")]
    command = [sys.executable, "-m", "yamllint", "-f", "parsable", *map(str, files)]
    done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert [line for line in done.stdout.splitlines() if "document-start" not in line] == []


def jobs(folder: Path) -> Iterator[tuple[str, str, dict[str, Any]]]:
    """Yield each job of GitHub with its file, and what starts the workflow."""
    for file in workflows(folder):
        workflow = load(file)
        for job in workflow["jobs"].values():
            yield file.name, " ".join(workflow["on"]), {**job, "all": workflow["permissions"]}


def test_secrets_are_in_no_job_that_builds_or_that_a_pull_request_starts(every_pipeline: Path) -> None:
    for name, started_by, job in jobs(every_pipeline):
        assert job["all"] == "" or job["all"] == {}, name
        if "secrets." in str(job) or "write" in str(job.get("permissions")):
            assert "pull_request" not in started_by, name
            assert "afterword build" not in str(job), name
            assert job["environment"], name
        assert job["timeout-minutes"], name
        assert "--audience internal" not in str(job), name
        if "afterword build" in str(job):
            assert "--audience public" in str(job), name


def test_each_action_is_pinned_by_its_commit(every_pipeline: Path) -> None:
    for file in workflows(every_pipeline):
        for line in file.read_text().splitlines():
            if "uses:" in line:
                assert len(line.partition("@")[2].partition("  # v")[0]) == 40, line


def test_names_that_begin_with_a_dot_are_published_and_files_of_earlier_sites_are_not(
    every_pipeline: Path,
) -> None:
    actions = [*workflows(every_pipeline), REPOSITORY / "publish" / "action.yml"]
    texts = [file.read_text() for file in actions if "actions/upload-" in file.read_text()]
    assert len(texts) == 2 * len(HOSTS) + 1
    for text in texts:
        (upload,) = (part for part in text.split(" - ") if "uses: actions/upload-" in part)
        assert "include-hidden-files: true" in upload
    for host in HOSTS[1:]:
        publish = load(every_pipeline / f"gitlab-{host}" / GITLAB_JOBS)["publish-status-site"]
        assert publish["variables"] == {"GIT_STRATEGY": "empty"}


def script(file: Path, job: str, step: str) -> str:
    """Return the shell of a step of GitHub, by its name."""
    (found,) = (each["run"] for each in load(file)["jobs"][job]["steps"] if each.get("name") == step)
    assert isinstance(found, str)
    return found


def run(text: str, folder: Path, **values: str) -> str:
    """Run a script as both servers do, at NOW; return what it writes for the job."""
    bin_folder = folder / "bin"
    bin_folder.mkdir(exist_ok=True)
    (bin_folder / "date").write_text(f"#!/bin/sh\necho {NOW}\n")
    (bin_folder / "date").chmod(0o755)
    output = folder / "output"
    output.write_text("")
    environment = {
        **os.environ,
        "PATH": f"{bin_folder}:{os.environ['PATH']}",
        "GITHUB_OUTPUT": str(output),
        **values,
    }
    done = subprocess.run(
        ["bash", "-e", "-c", text], cwd=folder, env=environment, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    return output.read_text()


@pytest.mark.parametrize(
    ("next_change", "due"),
    [
        (None, True),
        ("", True),
        (LATER, True),
        (f"{EARLIER} {COMMIT}", True),
        (f"{NOW} {COMMIT}", True),
        (f"{LATER} {COMMIT}", False),
        (f"{LATER} {OTHER_COMMIT}", True),
    ],
)
def test_a_schedule_with_nothing_to_do_ends_before_anything_is_installed(
    every_pipeline: Path, tmp_path: Path, next_change: str | None, due: bool
) -> None:
    file = every_pipeline / "github-pages" / PUBLISH
    if next_change is not None:
        (tmp_path / "next-change").write_text(f"{next_change}\n")
    printed = run(script(file, "build", "See whether there is anything to do"), tmp_path, GITHUB_SHA=COMMIT)
    assert printed == f"due={str(due).lower()}\n"
    job = load(file)["jobs"]["build"]
    first, _, *others = job["steps"]
    assert first["if"] == "github.event_name == 'schedule'"
    assert all("steps.due.outputs.due == 'true'" in each["if"] for each in others)
    assert load(file)["jobs"]["publish"]["if"] == "needs.build.outputs.due == 'true'"


@pytest.mark.parametrize("host", HOSTS)
def test_github_notes_a_commit_when_it_is_published(every_pipeline: Path, tmp_path: Path, host: str) -> None:
    file = every_pipeline / f"github-{host}" / PUBLISH
    *_, publish, note, save = load(file)["jobs"]["publish"]["steps"]
    assert publish["name"].startswith(("Publish", "Copy"))
    assert "if" not in {*note, *save}, "they run only after success"
    assert "actions/cache/save" not in str(load(file)["jobs"]["build"])
    run(note["run"], tmp_path, NEXT=LATER, GITHUB_SHA=COMMIT)
    assert (tmp_path / "next-change").read_text() == f"{LATER} {COMMIT}\n"


@pytest.mark.parametrize(
    ("event", "published", "due"),
    [("push", COMMIT, True), ("schedule", COMMIT, False), ("schedule", OTHER_COMMIT, True)],
    ids=["a push", "a schedule", "a commit that was not published"],
)
def test_gitlab_builds_only_what_is_due(
    every_pipeline: Path, tmp_path: Path, event: str, published: str, due: bool
) -> None:
    (tmp_path / "next-change").write_text(f"{LATER} {published}\n")
    job = load(every_pipeline / "gitlab-folder" / GITLAB_JOBS)["build-status-site"]
    first, _, last = job["script"]
    run(f"{first}\n{last}", tmp_path, CI_PIPELINE_SOURCE=event, CI_COMMIT_SHA=COMMIT)
    due_text = (tmp_path / "due.env").read_text()
    assert due_text.startswith(f"DUE={str(due).lower()}\n")
    assert due or due_text.endswith(f"NEXT={LATER}\n")


@pytest.mark.parametrize("host", HOSTS[1:])
def test_gitlab_notes_a_commit_when_it_is_published(every_pipeline: Path, tmp_path: Path, host: str) -> None:
    all_jobs = load(every_pipeline / f"gitlab-{host}" / GITLAB_JOBS)
    _, noted = all_jobs["build-status-site"]["cache"]
    cache = all_jobs["publish-status-site"]["cache"]
    assert noted == {**cache, "policy": "pull"}
    *_, publish, note = all_jobs["publish-status-site"]["script"]
    assert "deploy" in publish or "rsync" in publish
    run(note, tmp_path, NEXT=LATER, CI_COMMIT_SHA=COMMIT)
    assert (tmp_path / "next-change").read_text() == f"{LATER} {COMMIT}\n"


@pytest.mark.parametrize("name", ["status-site", "site-sub_site"])
def test_no_cache_of_a_change_is_used_to_check_it(every_pipeline: Path, name: str) -> None:
    file = every_pipeline / "gitlab-pages" / ".gitlab" / f"{name}.yml"
    removed, check = load(file)[f"check-{name}"]["script"][-2:]
    assert removed == ("rm -rf .cache" if name == "status-site" else "rm -rf sub/site/.cache")
    assert "afterword check" in check


def test_what_a_build_publishes_is_public_and_the_next_change_is_noted(
    every_pipeline: Path, tmp_path: Path
) -> None:
    site = tmp_path / "site of a team"
    shutil.copytree(every_pipeline / "github-pages", site)
    configuration = site / "mkdocs.yml"
    configuration.write_text(
        configuration.read_text().replace("  - afterword\n", "  - afterword:\n      audience: internal\n")
    )
    program = site / ".venv" / "bin" / "afterword"
    program.parent.mkdir(parents=True)
    program.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m afterword "$@"\n')
    program.chmod(0o755)
    printed = run(script(site / PUBLISH, "build", "Build the public site"), site)
    assert printed == "next=2026-11-21T00:00:00Z\n"
    assert (site / "site" / "index.html").is_file()
    assert not (site / "site" / "robots.txt").exists(), "only an internal build has one"


def test_each_site_of_a_repository_has_files_and_names_of_its_own(tmp_path: Path) -> None:
    sites = [
        "web/status",
        "web-status",
        "web_status",
        "web/Status",
        "web",
        "web-check",
        "_",
        "__",
        "a.b",
        "A",
        "a-559aea",
        "a/559aea",
    ]
    pipelines = [Pipeline(Server.GITHUB, Host.PAGES, each, "main", SOURCE) for each in sites]
    names = [each.name.casefold() for each in pipelines]
    assert len(set(names)) == len(sites), names
    every = [file.path.casefold() for each in pipelines for file in pipeline_files(tmp_path, each)]
    files = [path for path in every if path.startswith(".github")]
    assert len(set(files)) == len(files), files


def test_a_site_in_a_folder_has_its_files_at_the_top(every_pipeline: Path) -> None:
    top = every_pipeline / "github-netlify"
    workflow = load(top / ".github/workflows/site-sub_site.yml")
    assert workflow["on"]["push"]["paths"] == ["sub/site/**", ".github/workflows/site-sub_site.yml"]
    assert "afterword build --root sub/site" in str(workflow)
    assert "hashFiles('sub/site/requirements.txt')" in str(workflow)
    assert (top / "sub/site/requirements.txt").is_file()
    assert not (top / "sub/site/.github").exists()


def test_the_branch_is_the_one_of_the_repository(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet", "--initial-branch", "trunk")
    init(tmp_path, "--ci", "github")
    assert load(tmp_path / PUBLISH)["on"]["push"]["branches"] == ["trunk"]
    assert load(tmp_path / PUBLISH)["jobs"]["build"]["if"] == "github.ref_name == 'trunk'"


def test_the_files_of_others_stay_and_the_missing_lines_are_shown(tmp_path: Path) -> None:
    for name, text in (
        (".gitlab-ci.yml", "test:\n  script: make\n"),
        ("requirements.txt", "mkdocs-foo==1\n"),
    ):
        (tmp_path / name).write_text(text)
    printed = init(tmp_path, "--ci", "gitlab", "--host", "netlify", "--force")
    assert "  include:\n    - local: .gitlab/status-site.yml\n" in printed
    assert f"  afterword @ {SOURCE}\n" in printed
    assert (tmp_path / ".gitlab-ci.yml").read_text() == "test:\n  script: make\n"
    assert (tmp_path / "requirements.txt").read_text() == "mkdocs-foo==1\n"


def test_running_it_again_changes_nothing(every_pipeline: Path, tmp_path: Path) -> None:
    site = tmp_path / "site"
    shutil.copytree(every_pipeline / "gitlab-folder", site)
    again = ["init", str(site), "--ci", "gitlab", "--host", "folder", "--install-from", SOURCE]
    result = CliRunner().invoke(cli, again)
    assert result.exit_code == 0, result.output
    assert "Wrote" not in result.output
    assert "Add to" not in result.output
    assert "differs" not in result.output


def test_a_host_may_build_by_itself_but_no_preview(tmp_path: Path) -> None:
    printed = init(tmp_path, "--ci", "none", "--host", "netlify")
    assert "- import the repository in Netlify\n" in printed
    build = tomllib.loads((tmp_path / "netlify.toml").read_text())["build"]
    assert build["command"].endswith("afterword build --audience public")
    ignores = partial(subprocess.run, ["sh", "-c", build["ignore"]], check=False)
    assert ignores(env={"CONTEXT": "deploy-preview"}).returncode == 0
    assert ignores(env={"CONTEXT": "production"}).returncode == 1


@pytest.mark.parametrize(
    ("words", "message"),
    [
        (["--ci", "none", "--host", "pages"], "pages are published by a build server"),
        (["--ci", "none"], "`--ci none` needs a host"),
        (["--host", "netlify"], "write one too, for example `--ci github`"),
        (["--ci", "github", "--branch", "a b"], "the name of the branch `a b` has characters"),
        (["--ci", "github", "--branch", "a'b"], "the name of the branch `a'b` has characters"),
        (["--ci", "gitlab", "--host", "ftp"], "'ftp' is not one of"),
    ],
)
def test_options_that_do_not_fit_are_refused_before_anything_is_written(
    tmp_path: Path, words: list[str], message: str
) -> None:
    assert message in init(tmp_path / "new", *words, status=2)
    assert not (tmp_path / "new").exists()


def test_a_folder_whose_name_means_something_else_is_refused(tmp_path: Path) -> None:
    git(tmp_path, "init", "--quiet")
    assert "the name of the folder `my site` has" in init(tmp_path / "my site", "--ci", "github", status=2)


def test_a_wrong_template_is_reported_before_anything_is_written(tmp_path: Path) -> None:
    template = tmp_path / "templates" / "scaffold" / "ci" / "github-check.yml.j2"
    template.parent.mkdir(parents=True)
    template.write_text("\n{% if %}\n")
    assert "scaffold/ci/github-check.yml.j2:2: " in init(tmp_path, "--ci", "github", status=2)
    assert [each.name for each in tmp_path.iterdir()] == ["templates"]
