"""Whatever fails while writing, the output is either the previous one or the new one, with no other files."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.output import locks
from afterword.output.pages import OutputFile
from afterword.output.write import naming, replacing, sibling_folder, write


@pytest.mark.parametrize("reason", [OSError, KeyboardInterrupt, SystemExit])
@pytest.mark.parametrize("last_rename", [1, 2])
def test_an_interruption_while_folders_are_swapped_leaves_the_previous_output(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: type[BaseException], last_rename: int
) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site" / "index.html").write_text("previous")
    rename, done = Path.rename, []

    def stopping(self: Path, target: Path) -> Path:
        done.append(target)
        if len(done) == last_rename:
            raise reason
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", stopping)
    with pytest.raises(reason), replacing(tmp_path / "site") as new:
        (new / "index.html").write_text("new")
    assert [entry.name for entry in tmp_path.iterdir()] == ["site"]
    assert (tmp_path / "site" / "index.html").read_text() == "previous"


def test_the_new_folder_replaces_the_previous_one(tmp_path: Path) -> None:
    for text in ("previous", "new"):
        with replacing(tmp_path / "site") as new:
            (new / "index.html").write_text(text)
    assert [entry.name for entry in tmp_path.iterdir()] == ["site"]
    assert (tmp_path / "site" / "index.html").read_text() == "new"


def test_the_folder_of_a_killed_build_is_removed_and_that_of_a_running_one_is_not(tmp_path: Path) -> None:
    left, lock = locks.make_folder(tmp_path, ".site-")
    locks.release(lock)
    with sibling_folder(tmp_path / "site") as first:
        assert not left.exists()
        with sibling_folder(tmp_path / "site"):
            assert first.is_dir()
    assert not list(tmp_path.iterdir())


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")
    (tmp_path / "page.html").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left") as caught, naming(tmp_path / "page.html"):
        (tmp_path / "page.html").write_bytes(b"text")
    assert caught.value.filename == str(tmp_path / "page.html")
    (tmp_path / "page.html").unlink()
    assert write(tmp_path, [OutputFile("page.html", b"text")]) == 1
