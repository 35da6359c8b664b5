"""Several files are written together: if one of them cannot be, all are as they were."""

from __future__ import annotations

import os
from collections.abc import Callable
from pathlib import Path

import pytest

from afterword.app import edit_files
from afterword.app.edit_files import EditedFiles, FileEdit, Move
from afterword.app.errors import UserError
from afterword.output.rewrite import rewrite
from afterword.records.decode import decode_site

SITE = decode_site("status.yml", b"page: {name: Acme}\n").model


def edit(root: Path) -> EditedFiles:
    """Prepare an edit that moves, changes, creates and deletes files, and deletes a folder."""
    assert SITE
    files = {"a": b"A", "b": b"B", "gone": b"G", "d/one": b"1", "folder/x": b"X"}
    for name, data in files.items():
        (root / name).parent.mkdir(exist_ok=True)
        (root / name).write_bytes(data)
    return EditedFiles(
        root,
        (SITE, SITE),
        (),
        (
            FileEdit("new/a", b"A", b"AA"),
            FileEdit("created/c", None, b"C"),
            FileEdit("gone", b"G", None),
            FileEdit("b", b"B", b"BB"),
        ),
        (Move("a", "new/a"), Move("d", "new/d")),
        ("folder",),
    )


def state(root: Path) -> dict[str, bytes]:
    return {
        path.relative_to(root).as_posix(): path.read_bytes() for path in root.rglob("*") if path.is_file()
    }


def test_everything_is_written(tmp_path: Path) -> None:
    edited = edit(tmp_path)
    edited.write()
    assert state(tmp_path) == {"new/a": b"AA", "new/d/one": b"1", "created/c": b"C", "b": b"BB"}
    assert sorted(path.name for path in tmp_path.iterdir()) == ["b", "created", "new"]
    assert edited.names == ("new/a", "created/c", "b", "new/d")
    assert edited.deleted == ("gone", "folder")


def changed(root: Path) -> None:
    (root / "b").write_bytes(b"B, by someone else")


def in_the_way(root: Path) -> None:
    (root / "created").mkdir()
    (root / "created" / "c").write_bytes(b"C, by someone else")


def target_in_the_way(root: Path) -> None:
    (root / "new").mkdir()
    (root / "new" / "a").write_bytes(b"A, by someone else")


def missing(root: Path) -> None:
    (root / "gone").unlink()


def a_link(root: Path) -> None:
    os.rename(root / "b", root / "target")
    os.symlink("target", root / "b")


def read_only(root: Path) -> None:
    (root / "b").chmod(0o444)


@pytest.mark.parametrize(
    ("meanwhile", "message"),
    [
        (changed, "b: it has changed meanwhile"),
        (in_the_way, "created/c: it exists already"),
        (target_in_the_way, "new/a: it exists already"),
        (missing, "gone: No such file"),
        (a_link, "b: it is a link"),
        (read_only, "b: it is read-only"),
    ],
)
def test_what_others_have_done_meanwhile_stops_all(
    tmp_path: Path, meanwhile: Callable[[Path], None], message: str
) -> None:
    edited = edit(tmp_path)
    meanwhile(tmp_path)
    before = state(tmp_path)
    with pytest.raises(UserError, match=f"nothing was changed: {message}"):
        edited.write()
    assert state(tmp_path) == before


@pytest.mark.parametrize("error", [OSError(28, "No space left on device"), KeyboardInterrupt()])
@pytest.mark.parametrize("at", ["a", "b"])
def test_a_failure_at_any_file_puts_all_back(
    tmp_path: Path, at: str, error: BaseException, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = edit(tmp_path)
    before = state(tmp_path)

    def failing(path: Path, old: bytes, new: bytes) -> None:
        if path.name == at and len(new) > 1:
            raise error
        rewrite(path, old, new)

    monkeypatch.setattr(edit_files, "rewrite", failing)
    with pytest.raises((UserError, KeyboardInterrupt)):
        edited.write()
    assert state(tmp_path) == before
    assert not (tmp_path / "new").exists()
    assert not (tmp_path / "created").exists()


def test_what_someone_changes_while_the_rest_is_written_is_not_lost(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    edited = edit(tmp_path)

    def slow(path: Path, old: bytes, new: bytes) -> None:
        rewrite(path, old, new)
        if path.name == "a" and new == b"AA":
            (tmp_path / "b").write_bytes(b"B, by someone else")

    monkeypatch.setattr(edit_files, "rewrite", slow)
    with pytest.raises(UserError, match="b: it has changed meanwhile"):
        edited.write()
    assert state(tmp_path) == {
        "a": b"A",
        "b": b"B, by someone else",
        "gone": b"G",
        "d/one": b"1",
        "folder/x": b"X",
    }
