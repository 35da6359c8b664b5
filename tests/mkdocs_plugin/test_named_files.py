"""What a server watches while it waits for a change that lets it build."""

from __future__ import annotations

from pathlib import Path

from afterword.mkdocs_plugin.config_findings import named_files


def test_the_files_that_mkdocs_yml_names_are_watched(tmp_path: Path) -> None:
    config = tmp_path / "mkdocs.yml"
    config.write_text(
        "INHERIT: ../base.yml\nhooks: [a.py, b.py]\ntheme: {name: material, custom_dir: own}\n? [c.py]\n: d.py\n"
    )
    assert named_files(tmp_path) == ("docs", "../base.yml", "a.py", "b.py", "own")
    config.write_text("hooks: [")
    assert named_files(tmp_path) == ("docs",)
