"""Files are written as given, and one that cannot be written is named."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.output.pages import OutputFile
from afterword.output.write import naming, write


def test_files_are_counted_and_stay_in_their_folder(tmp_path: Path) -> None:
    assert write(tmp_path, [OutputFile("a/page.html", b"text")]) == 1
    assert (tmp_path / "a" / "page.html").read_bytes() == b"text"
    with pytest.raises(ValueError, match="leads out"):
        write(tmp_path, [OutputFile("../page.html", b"text")])


def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    if not Path("/dev/full").exists():
        pytest.skip("there is no /dev/full")
    (tmp_path / "page.html").symlink_to("/dev/full")
    with pytest.raises(OSError, match="No space left") as caught, naming(tmp_path / "page.html"):
        (tmp_path / "page.html").write_bytes(b"text")
    assert caught.value.filename == str(tmp_path / "page.html")


def test_an_error_without_a_number_of_the_system_stays_as_it_is(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="cannot be read") as caught, naming(tmp_path / "page.html"):
        raise OSError("the file cannot be read")
    assert (caught.value.filename, str(caught.value)) == (None, "the file cannot be read")
