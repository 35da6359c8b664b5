"""Outside a site, a command says where it looked and how to name the site."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.cli import cli
from tests.sites import write_site


def said(*arguments: str) -> str:
    result = CliRunner().invoke(cli, arguments)
    assert result.exit_code == 2
    return result.output


@pytest.mark.parametrize("command", ["check", "diff", "uptime", "next-change"])
def test_a_site_further_down_is_named(command: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_site(tmp_path / "ops" / "status page", {})
    monkeypatch.chdir(tmp_path)
    assert "no status.yml here or above" in said(command)
    assert "go to your site's folder, or name it with `--root 'ops/status page'`" in said(command)
    assert "name your site's folder, such as `'ops/status page'`" in said(command, "--root", "ops")


def test_of_several_sites_none_is_named(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert "name it with `--root FOLDER`, or create a site with `afterword init`" in said("diff")
    for name in ("one", "two"):
        write_site(tmp_path / name, {})
    assert "`--root FOLDER`" in said("diff")
    assert "name your site's folder, or create" in said("diff", "--root", str(tmp_path))
