"""`afterword strip-metadata` removes what `check` refuses to publish, with the command that the finding names."""

from __future__ import annotations

import shlex
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from afterword.app.checking import check
from afterword.cli import cli
from tests.checks.leaks.test_picture_parts import GIF_WITH, JPEG, JPEG_WITH, PNG, PNG_WITH
from tests.sites import NOW, SMALLEST_ID, SMALLEST_RECORD, write_site

RECORD = SMALLEST_RECORD.replace("Searches are fast again.", "'![A rack](rack.jpg) ![Queue](a b.png)'")


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, ["strip-metadata", *words])


@pytest.fixture
def site(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    site = write_site(tmp_path, {SMALLEST_ID: RECORD.replace("a b.png", "a%20b.png")})
    attached = site / "incidents" / "2026" / SMALLEST_ID
    attached.mkdir()
    (attached / "rack.jpg").write_bytes(JPEG_WITH)
    (attached / "a b.png").write_bytes(PNG_WITH)
    monkeypatch.chdir(site)
    return site


def test_the_commands_of_the_findings_make_the_site_valid(site: Path) -> None:
    found = [each for each in check(site, NOW).diagnostics if each.rule == "attachment-metadata"]
    assert len(found) == 2
    png, jpeg = (each.message for each in sorted(found, key=lambda each: each.message))
    assert "`a b.png` contains the author (`Maria Lind`), the GPS position" in png
    assert "`rack.jpg` contains the GPS position, the author (`Maria Lind`), IPTC metadata" in jpeg
    for each in found:
        _, *words = shlex.split(each.example)
        assert CliRunner().invoke(cli, words).exit_code == 0
    assert not [each for each in check(site, NOW).diagnostics if each.rule == "attachment-metadata"]
    assert (site / "incidents" / "2026" / SMALLEST_ID / "a b.png").read_bytes() == PNG


def test_a_folder_stands_for_the_pictures_in_it(site: Path) -> None:
    result = run("incidents")
    assert result.exit_code == 0
    assert result.output.count("Wrote ") == 2
    assert "rack.jpg without the GPS position, the author, IPTC metadata" in result.output
    assert run("incidents").output.count("which has no metadata") == 2


@pytest.mark.parametrize(
    ("name", "data", "said"),
    [
        ("a.jpg", JPEG[:-2], "is not a complete JPEG"),
        ("a.pdf", b"%PDF-1.7", "use `qpdf --empty"),
        ("a.avif", b"\0\0\0\x1cftypavif", "use `exiftool"),
    ],
)
def test_what_cannot_be_stripped_stays_as_it_is(tmp_path: Path, name: str, data: bytes, said: str) -> None:
    file = tmp_path / name
    file.write_bytes(data)
    (tmp_path / "b.gif").write_bytes(GIF_WITH)
    result = run(str(file), str(tmp_path / "b.gif"))
    assert result.exit_code == 1
    assert said in result.output
    assert file.read_bytes() == data
    assert "b.gif without" in result.output


def test_a_link_is_not_replaced(tmp_path: Path) -> None:
    (tmp_path / "real.png").write_bytes(PNG_WITH)
    (tmp_path / "link.png").symlink_to("real.png")
    result = run(str(tmp_path / "link.png"))
    assert result.exit_code == 1
    assert "it is a link" in result.output


def test_a_file_that_cannot_be_stripped_is_named_and_the_others_are_stripped(tmp_path: Path) -> None:
    (tmp_path / "folder").mkdir()
    (tmp_path / "folder" / "real.png").write_bytes(PNG_WITH)
    (tmp_path / "folder" / "link.png").symlink_to("real.png")
    result = run(str(tmp_path / "missing.png"), str(tmp_path / "folder"))
    assert result.exit_code == 1
    assert f"{tmp_path / 'missing.png'} was not changed: No such file or directory" in result.output
    assert (tmp_path / "folder" / "real.png").read_bytes() == PNG
    assert "link.png" not in result.output


def test_a_folder_without_pictures_is_reported(tmp_path: Path) -> None:
    result = run(str(tmp_path))
    assert (result.exit_code, result.output) == (0, "There are no pictures.\n")
