"""Writing output: whatever happens, either the former output is there or the new one, and nothing else."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.output.write import beside, replacing


@pytest.mark.parametrize("reason", [OSError, KeyboardInterrupt, SystemExit])
@pytest.mark.parametrize("last_rename", [1, 2])
def test_a_stop_while_folders_change_places_leaves_the_former_output_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: type[BaseException], last_rename: int
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("former")
    rename, done = Path.rename, []

    def stopping(self: Path, target: Path) -> Path:
        done.append(target)
        if len(done) == last_rename:
            raise reason
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", stopping)
    with pytest.raises(reason), replacing(tmp_path / "site") as fresh:
        (fresh / "index.html").write_text("new")
    assert [entry.name for entry in tmp_path.iterdir()] == ["site"]
    assert (tmp_path / "site" / "index.html").read_text() == "former"


def test_what_was_filled_takes_the_place_of_what_was_there(tmp_path: Path) -> None:
    for text in ("former", "new"):
        with replacing(tmp_path / "site") as fresh:
            (fresh / "index.html").write_text(text)
    assert [entry.name for entry in tmp_path.iterdir()] == ["site"]
    assert (tmp_path / "site" / "index.html").read_text() == "new"


def test_what_a_killed_build_left_is_cleared_away_and_what_another_works_in_is_not(tmp_path: Path) -> None:
    (tmp_path / ".site-left" / "new").mkdir(parents=True)
    with beside(tmp_path / "site") as first:
        assert not (tmp_path / ".site-left").exists()
        with beside(tmp_path / "site"):
            assert first.is_dir()
    assert not list(tmp_path.iterdir())
