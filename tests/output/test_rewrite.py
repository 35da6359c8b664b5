"""A file that people wrote is replaced whole, or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from afterword.output.rewrite import rewrite


@pytest.fixture
def file(tmp_path: Path) -> Path:
    """Return a file with a mode of its own."""
    file = tmp_path / "record.yml"
    file.write_bytes(b"title: A: b\r\n")
    file.chmod(0o640)
    return file


def test_the_file_is_replaced_and_keeps_its_mode(file: Path) -> None:
    rewrite(file, b"title: A: b\r\n", b"title: x\r\n")
    assert file.read_bytes() == b"title: x\r\n"
    assert file.stat().st_mode & 0o777 == 0o640
    assert os.listdir(file.parent) == ["record.yml"]


def test_a_change_of_others_is_not_lost(file: Path) -> None:
    with pytest.raises(OSError, match="it has changed meanwhile"):
        rewrite(file, b"title: A\r\n", b"title: x\r\n")
    assert file.read_bytes() == b"title: A: b\r\n"
    assert os.listdir(file.parent) == ["record.yml"]


def test_a_read_only_file_stays(file: Path) -> None:
    file.chmod(0o440)
    with pytest.raises(OSError, match="it is read-only"):
        rewrite(file, file.read_bytes(), b"title: x\r\n")
    assert file.read_bytes() == b"title: A: b\r\n"


def test_a_link_stays(file: Path) -> None:
    link = file.with_name("link.yml")
    link.symlink_to(file)
    with pytest.raises(OSError, match="it is a link"):
        rewrite(link, file.read_bytes(), b"title: x\r\n")
    assert link.is_symlink()
    assert file.read_bytes() == b"title: A: b\r\n"


def test_what_a_killed_process_has_left_is_removed(file: Path) -> None:
    left, new, other = (
        file.with_name(name) for name in (".a.yml.new-abcd0123", ".b.yml.new-abcd0123", ".c.yml.new-x")
    )
    for each in (left, new, other):
        each.write_bytes(b"title: half")
    for each in (left, other):
        os.utime(each, (0, 0))
    rewrite(file, file.read_bytes(), b"title: x\r\n")
    assert sorted(os.listdir(file.parent)) == [".b.yml.new-abcd0123", ".c.yml.new-x", "record.yml"]


def test_nothing_is_half_written(file: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def full(_: int) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(os, "fsync", full)
    with pytest.raises(OSError, match="No space left"):
        rewrite(file, file.read_bytes(), b"title: x\r\n")
    assert file.read_bytes() == b"title: A: b\r\n"
    assert os.listdir(file.parent) == ["record.yml"]
