"""A build that is interrupted within MkDocs leaves none of our folders behind."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.commands.build import build
from mkdocs.config import load_config
from mkdocs.config.defaults import MkDocsConfig

from afterword.cache.opening import CACHE_FOLDER
from afterword.output import locks
from tests.sites import write_site


def interrupted(folder: Path, event: str) -> MkDocsConfig:
    """Return the configuration of a site whose builds are interrupted at an event."""
    site = write_site(folder)
    (site / "stop.py").write_text(f"def {event}(*_, **__): raise KeyboardInterrupt\n")
    (site / "mkdocs.yml").write_text((site / "mkdocs.yml").read_text() + "hooks: [stop.py]\n")
    config = load_config(str(site / "mkdocs.yml"))
    config.plugins.on_startup(command="build", dirty=False)
    return config


def test_the_page_bodies_of_an_interrupted_build_are_removed(tmp_path: Path) -> None:
    config = interrupted(tmp_path, "on_post_template")
    with pytest.raises(KeyboardInterrupt):
        build(config)
    assert list((tmp_path / CACHE_FOLDER).glob("bodies-*"))
    config.plugins.on_shutdown()
    assert not list((tmp_path / CACHE_FOLDER).glob("bodies-*"))


def test_the_folder_next_to_the_site_that_a_killed_build_has_left_is_removed(tmp_path: Path) -> None:
    left, lock = locks.make_folder(tmp_path, ".site-")
    config = interrupted(tmp_path, "on_files")
    for _ in range(2):
        with pytest.raises(KeyboardInterrupt):
            build(config)
        assert left.is_dir() is (lock is not None)
        locks.release(lock)
        lock = None
        config.plugins.on_shutdown()
