"""An unreviewed change is checked, compared and built without running anything of it as code."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from afterword.cli import cli
from tests.repositories import commit, git, repository
from tests.sites import SMALLEST_ID, SMALLEST_RECORD, write_site

HOOK = "from pathlib import Path\nPath({mark!r}).touch()\ndef on_config(config):\n    return config\n"
TEMPLATE = "templates/pages/incident.html.j2"


@pytest.fixture
def mark(tmp_path: Path) -> Path:
    """Return the file that exists once something of the change has run."""
    return tmp_path / "it has run"


@pytest.fixture
def site(tmp_path: Path, mark: Path) -> Path:
    """Return a site in a folder of a repository, with a change that would run code wherever it can."""
    top = tmp_path / "repository"
    folder = write_site(top / "the status")
    (folder / "docs" / "about.md").write_text("# About\n", encoding="utf-8")
    repository(top)
    git(top, "checkout", "-q", "-b", "topic")
    config = (folder / "mkdocs.yml").read_text(encoding="utf-8")
    (folder / "mkdocs.yml").write_text(f"{config}hooks: [hook.py]\n", encoding="utf-8")
    (folder / "hook.py").write_text(HOOK.format(mark=str(mark)), encoding="utf-8")
    for module in ("yaml", "click", "mkdocs"):
        (folder / f"{module}.py").write_text(HOOK.format(mark=str(mark)), encoding="utf-8")
    record = folder / "incidents" / "2026" / f"{SMALLEST_ID}.yml"
    record.write_text(SMALLEST_RECORD.replace("is slow", "was slow"), encoding="utf-8")
    commit(top)
    return folder


def run(site: Path, *words: str) -> Result:
    result = CliRunner().invoke(cli, [*words, "--root", str(site), "--now", "2026-11-23 12:00"])
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def test_the_change_would_run_code(site: Path, mark: Path) -> None:
    run(site, "check")
    assert mark.exists()


def test_check_runs_nothing_without_the_configuration(site: Path, mark: Path) -> None:
    result = run(site, "check", "--skip-config", "--since", "main")
    assert result.exit_code == 0, result.output
    assert not mark.exists()


def test_diff_runs_nothing(site: Path, mark: Path) -> None:
    result = run(site, "diff", "main", "HEAD", "--format", "markdown")
    assert result.exit_code == 0, result.output
    assert "was slow" in result.output
    assert not mark.exists()


def test_a_preview_has_the_records_of_the_change_and_the_configuration_of_the_base(
    site: Path, mark: Path
) -> None:
    record = site / "incidents" / "2026" / f"{SMALLEST_ID}.yml"
    record.write_text(SMALLEST_RECORD.replace("is slow", "was lame"), encoding="utf-8")
    result = run(site, "build", "--config-from", "main")
    assert result.exit_code == 0, result.output
    assert not mark.exists()
    page = (site / "site" / "incidents" / SMALLEST_ID / "index.html").read_text(encoding="utf-8")
    assert "Search was lame" in page
    assert (site / "site" / "about").is_dir(), "pages are those of the base"
    assert git(site, "worktree", "list").count("\n") == 0, "the copy is gone"


def test_a_template_of_the_change_cannot_run_python(site: Path, mark: Path) -> None:
    template = site / TEMPLATE
    template.parent.mkdir(parents=True)
    code = f"{{{{ ''.__class__.__mro__[1].__subclasses__() }}}}{{{{ cycler.__init__.__globals__.os.mkdir('{mark}') }}}}"
    template.write_text(code, encoding="utf-8")
    for words in (("check", "--skip-config"), ("build", "--config-from", "main")):
        result = run(site, *words)
        assert result.exit_code == 1, result.output
        assert "template-error" in result.output
    assert not mark.exists()


def test_links_of_the_change_are_not_followed(site: Path, tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.mkdir()
    (outside / "2026-11-21-secret.yml").write_text("title: Secret\n", encoding="utf-8")
    (site / "templates").symlink_to(outside)
    (site / "incidents" / "2026" / "2026-11-21-secret.yml").symlink_to(outside / "2026-11-21-secret.yml")
    result = run(site, "build", "--config-from", "main")
    assert result.exit_code == 1
    assert "the link leads out of the site's folder and is not followed" in result.output


@pytest.mark.parametrize(
    ("ref", "message"),
    [
        ("nothing", "git finds no commit `nothing` here"),
        ("empty", "the folder of the site does not exist in empty"),
    ],
)
def test_a_commit_without_the_site_is_refused(site: Path, ref: str, message: str) -> None:
    git(
        site,
        "branch",
        "empty",
        git(site, "commit-tree", "-m", "empty", git(site, "hash-object", "-t", "tree", "/dev/null")),
    )
    git(site, "read-tree", "HEAD")
    result = run(site, "build", "--config-from", ref)
    assert result.exit_code == 2
    assert message in result.output


def test_hooks_of_git_are_not_run(site: Path, mark: Path) -> None:
    hooks = site / "hooks"
    hooks.mkdir()
    (hooks / "post-checkout").write_text(f"#!/bin/sh\ntouch '{mark}'\n", encoding="utf-8")
    (hooks / "post-checkout").chmod(0o755)
    git(site, "config", "core.hooksPath", str(hooks))
    assert run(site, "build", "--config-from", "main").exit_code == 0
    assert not mark.exists()
