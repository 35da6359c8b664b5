"""A build that is interrupted within MkDocs leaves none of our folders behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config

from afterword.cache.opening import CACHE_FOLDER
from tests.sites import write_site


def test_the_page_bodies_of_an_interrupted_build_are_removed(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    (site / "stop.py").write_text("def on_post_template(*_, **__): raise KeyboardInterrupt\n")
    (site / "mkdocs.yml").write_text((site / "mkdocs.yml").read_text() + "hooks: [stop.py]\n")
    config = load_config(str(site / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    with pytest.raises(KeyboardInterrupt):
        build(config)
    assert list((site / CACHE_FOLDER).glob("bodies-*"))
    config.plugins.on_shutdown()
    assert not list((site / CACHE_FOLDER).glob("bodies-*"))
