"""Hand-written pages are as wide as the pages from records where the menu is in the tabs."""

from __future__ import annotations

from pathlib import Path

import pytest
from mkdocs.config.defaults import MkDocsConfig
from mkdocs.structure.files import File
from mkdocs.structure.nav import Section
from mkdocs.structure.pages import Page

from afterword.mkdocs_plugin.config_findings import read_config
from afterword.mkdocs_plugin.hand_written import use_width
from tests.sites import write_site


@pytest.fixture(scope="module")
def config(tmp_path_factory: pytest.TempPathFactory) -> MkDocsConfig:
    read, found = read_config(write_site(tmp_path_factory.mktemp("pages")))
    assert read, found
    return read


def hidden(config: MkDocsConfig, *, in_section: bool = False, chosen: list[str] | None = None) -> object:
    docs, site = Path(config.docs_dir), Path(config.site_dir)
    page = Page(None, File("us.md", str(docs), str(site), use_directory_urls=True), config)
    page.parent = Section("Team", [page]) if in_section else None
    page.meta = {} if chosen is None else {"hide": chosen}
    use_width(page, config)
    return page.meta.get("hide")


def test_a_page_has_no_left_column_if_its_menu_is_in_the_tabs(config: MkDocsConfig) -> None:
    config.theme["features"] = ["navigation.tabs"]
    assert hidden(config) == ["navigation"]
    assert hidden(config, in_section=True) is None
    assert hidden(config, chosen=[]) == []
    config.theme["features"] = []
    assert hidden(config) is None
