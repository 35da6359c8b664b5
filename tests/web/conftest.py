"""The demo, built once."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner

from afterword.cli import cli
from tests.sites import DEMO, NOW


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Build the demo."""
    site = tmp_path_factory.mktemp("demo")
    asked = ["build", "--root", str(DEMO), "--site-dir", str(site), "--now", f"{NOW:%Y-%m-%d %H:%M}"]
    built = CliRunner().invoke(cli, asked)
    assert built.exit_code == 0, built.output
    return site
