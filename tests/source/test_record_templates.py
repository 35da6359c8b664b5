"""Record templates: `source.files.has_templates` and the cache version of pages leave them out."""

from __future__ import annotations

from pathlib import Path

from afterword.cache.version import pages_version
from afterword.source.files import has_templates
from afterword.source.site_source import SiteSource

SOURCE = SiteSource(b"")


def test_no_page_depends_on_a_record_template(tmp_path: Path) -> None:
    templates = tmp_path / "templates"
    (templates / "records").mkdir(parents=True)
    (templates / "records" / "provider.yml.j2").write_text("title: {{ title }}\n")
    packaged = tmp_path / "packaged"
    assert not has_templates(tmp_path)
    assert pages_version(SOURCE, packaged, templates) == pages_version(SOURCE, packaged, tmp_path / "none")
    (templates / "scaffold").mkdir()
    (templates / "scaffold" / "record.yml.j2").write_text("title: {{ title }}\n")
    assert has_templates(tmp_path)
    assert pages_version(SOURCE, packaged, templates) != pages_version(SOURCE, packaged, tmp_path / "none")
