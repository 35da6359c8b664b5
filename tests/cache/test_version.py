"""Fingerprints of what cached results depend on: they change with every file, wherever links lead."""

from __future__ import annotations

from pathlib import Path

from afterword.cache.version import file_states


def test_files_behind_links_count_and_a_link_to_a_folder_above_ends(tmp_path: Path) -> None:
    outside, folder = tmp_path / "outside", tmp_path / "site" / "templates"
    for each in (outside, folder):
        each.mkdir(parents=True)
    (outside / "page.j2").write_text("one")
    (folder / "linked").symlink_to(outside)
    (folder / "above").symlink_to(folder.parent)
    before = file_states([str(folder)])
    assert file_states([str(folder)]) == before
    (outside / "page.j2").write_text("another")
    assert file_states([str(folder)]) != before
