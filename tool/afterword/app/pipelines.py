"""Scaffolds the files by which a build server checks and publishes a site."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from hashlib import sha256
from pathlib import Path
from typing import NamedTuple

from afterword.app.errors import UserError
from afterword.app.site_templates import naming_templates, templates_of
from afterword.output.pages import OutputFile
from afterword.records.new_ids import slug
from afterword.render.environment import render_template

REQUIREMENTS = "requirements.txt"
GITLAB_FILE = ".gitlab-ci.yml"
_SAFE = re.compile(r"[A-Za-z0-9._][A-Za-z0-9._/-]*")
"""Names of folders and branches without special characters of YAML, shells or the patterns of both hosts."""
_DIGITS = 6
"""How much of a digest tells the names of folders apart."""


class Server(StrEnum):
    """A build server; `NONE` means that the host or a machine of your own builds the site."""

    GITHUB = "github"
    GITLAB = "gitlab"
    NONE = "none"


class Host(StrEnum):
    """Where the site is published; `PAGES` are those of the build server, `FOLDER` is one of a web server."""

    PAGES = "pages"
    NETLIFY = "netlify"
    CLOUDFLARE = "cloudflare"
    FOLDER = "folder"


class _Actions(NamedTuple):
    """The actions of GitHub that a workflow uses, each by its commit."""

    cache: str = "actions/cache@55cc8345863c7cc4c66a329aec7e433d2d1c52a9  # v6.1.0"
    restore: str = "actions/cache/restore@55cc8345863c7cc4c66a329aec7e433d2d1c52a9  # v6.1.0"
    save: str = "actions/cache/save@55cc8345863c7cc4c66a329aec7e433d2d1c52a9  # v6.1.0"
    checkout: str = "actions/checkout@de0fac2e4500dabe0009e67214ff5f5447ce83dd  # v6.0.2"
    python: str = "actions/setup-python@a309ff8b426b58ec0e2a45f0f869d46889d02405  # v6.2.0"
    upload: str = "actions/upload-artifact@b7c566a772e6b6bfb58ed0dc250532a479d7789f  # v6.0.0"
    download: str = "actions/download-artifact@37930b1c2abaa49bbe596cd826c3c89aef350131  # v7.0.0"
    upload_pages: str = "actions/upload-pages-artifact@fc324d3547104276b827a68afc52ff2a11cc49c9  # v5.0.0"
    deploy_pages: str = "actions/deploy-pages@cd2ce8fcbc39b97be8ca5fce6e763baed58fa128  # v5.0.0"


class _Tools(NamedTuple):
    """The programs that publish, each with its version."""

    netlify: str = "netlify-cli@27.10.2"
    wrangler: str = "wrangler@4.164.0"


_IMAGES = {Host.NETLIFY: "node:24", Host.CLOUDFLARE: "node:24", Host.FOLDER: "alpine:3.22"}


@dataclass(frozen=True, slots=True)
class Pipeline:
    """How a site is published.

    `folder` is that of the site, relative to the top folder of the repository. `branch` is the one that is published,
    `requirement` is what pip installs.
    """

    server: Server
    host: Host
    folder: str
    branch: str
    requirement: str

    def __post_init__(self) -> None:
        """Raise UserError if nothing can publish the site in this way."""
        if self.server is Server.NONE and self.host is Host.PAGES:
            raise UserError(
                "pages are published by a build server: write `--ci github` or `--ci gitlab`, or choose another host, "
                "for example `--host netlify`"
            )
        for what, name in (("folder", self.folder), ("branch", self.branch)):
            if self.server is not Server.NONE and not _SAFE.fullmatch(name):
                raise UserError(
                    f"the name of the {what} `{name}` has characters that mean something else in a workflow; "
                    "use letters, digits, `-`, `_`, `.` and `/`, for example `status`"
                )

    @property
    def name(self) -> str:
        """The name of jobs, caches and environments, which is unique among the sites of a repository.

        It has the names of the folders in it, and a digest of them too if they cannot be used as they are.
        """
        if self.folder == ".":
            return "status-site"
        folders = self.folder.split("/")
        words = tuple(map(slug, folders))
        digest = sha256(self.folder.encode()).hexdigest()[:_DIGITS]
        return f"site-{'_'.join(words)}" + ("" if words == tuple(folders) else f".{digest}")

    def in_folder(self, path: str) -> str:
        """Return a path in the folder of the site, relative to the top folder of the repository."""
        return path if self.folder == "." else f"{self.folder}/{path}"


def pipeline_files(site: Path, pipeline: Pipeline) -> tuple[OutputFile, ...]:
    """Return the files of a pipeline, with paths relative to the top folder of the repository.

    Raises UserError if a template of the site is wrong.
    """
    with naming_templates():
        environment = templates_of(site)
        files = []
        for path, template in _templates(pipeline).items():
            values = {
                "actions": _Actions(),
                "tools": _Tools(),
                "image": _IMAGES.get(pipeline.host, ""),
                "branch": pipeline.branch,
                "file": path.rpartition("/")[2],
                "folder": pipeline.folder,
                "host": pipeline.host,
                "in_folder": pipeline.in_folder,
                "name": pipeline.name,
                "path": path if template != "gitlab-ci.yml" else _gitlab_jobs(pipeline),
                "requirement": pipeline.requirement,
            }
            text = render_template(environment, f"scaffold/ci/{template}.j2", values)
            files.append(OutputFile(path, text.encode()))
    return tuple(files)


def _gitlab_jobs(pipeline: Pipeline) -> str:
    return f".gitlab/{pipeline.name}.yml"


def _templates(pipeline: Pipeline) -> Mapping[str, str]:
    """Return the template of each file, by its path."""
    requirements = {pipeline.in_folder(REQUIREMENTS): REQUIREMENTS}
    if pipeline.server is Server.GITHUB:
        workflows = ".github/workflows"
        return requirements | {
            f"{workflows}/{pipeline.name}.yml": "github-publish.yml",
            f"{workflows}/check-{pipeline.name}.yml": "github-check.yml",
        }
    if pipeline.server is Server.GITLAB:
        return requirements | {_gitlab_jobs(pipeline): "gitlab.yml", GITLAB_FILE: "gitlab-ci.yml"}
    if pipeline.host is Host.NETLIFY:
        return requirements | {pipeline.in_folder("netlify.toml"): "netlify.toml"}
    return requirements


def left_to_do(pipeline: Pipeline) -> tuple[str, ...]:
    """Return what only people can set up, as sentences."""
    if pipeline.server is Server.NONE:
        return _WITHOUT_SERVER[pipeline.host]
    name, host = pipeline.name, pipeline.host
    if pipeline.server is Server.GITHUB:
        if host is Host.PAGES:
            return (
                "in the settings of the repository, under Pages, choose GitHub Actions as the source",
                _PUSH,
            )
        kept = f"the environment `{name}`, for the branch `{pipeline.branch}` alone"
        return (f"in the settings of the repository, create {kept}, with {_SECRETS[host]}", _PUSH)
    schedule = "under Build, Pipeline schedules, add `17 * * * *` for the default branch"
    if host is Host.PAGES:
        return (schedule, _PUSH)
    return (f"under Settings, CI/CD, Variables, add {_SECRETS[host]}", schedule, _PUSH)


_PUSH = "commit these files and push them"
_SECRETS: Mapping[Host, str] = {
    Host.NETLIFY: "the secrets NETLIFY_AUTH_TOKEN and NETLIFY_SITE_ID",
    Host.CLOUDFLARE: "the secrets CLOUDFLARE_ACCOUNT_ID and CLOUDFLARE_API_TOKEN, and the variable CLOUDFLARE_PROJECT",
    Host.FOLDER: "the secrets SSH_KEY and SSH_KNOWN_HOSTS, and the variable DEPLOY_TO, as in user@host:/srv/status",
}
_COMMAND = f"pip install --requirement {REQUIREMENTS} && afterword build --audience public"
_WITHOUT_SERVER: Mapping[Host, tuple[str, ...]] = {
    Host.NETLIFY: (
        _PUSH,
        "import the repository in Netlify",
        "let a scheduler call a build hook every hour, since some pages change by themselves",
    ),
    Host.CLOUDFLARE: (
        _PUSH,
        f"in Cloudflare Pages, import the repository, with the build command `{_COMMAND}` and the output `site`",
        "turn off previews of branches, which would run the mkdocs.yml of anyone's pull request",
        "let a scheduler call a deploy hook every hour, since some pages change by themselves",
    ),
    Host.FOLDER: (
        f"on the server, run `pip install --requirement {REQUIREMENTS}` in a virtual environment",
        "let cron run `afterword build --audience public` every hour, and the web server serve `site`",
    ),
}
