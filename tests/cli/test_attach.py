"""`--attach`: files that an edit puts next to a record."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.checks.leaks.test_picture_parts import PNG, PNG_WITH
from tests.cli.editing_site import OPEN, OPEN_ID, edit, editing_site, record_file

SHOWN = "The queue grows. ![Length of the queue](queue.png)"


@pytest.fixture
def site(tmp_path: Path) -> Path:
    (tmp_path / "queue.png").write_bytes(PNG)
    return editing_site(tmp_path / "site")


def attached(site: Path, name: str = "queue.png") -> Path:
    return site / "incidents" / OPEN_ID[:4] / OPEN_ID / name


@pytest.mark.parametrize("command", ["update", "event", "resolve"])
def test_a_picture_is_copied_next_to_the_record_that_shows_it(site: Path, command: str) -> None:
    result = edit(site, command, SHOWN, "--attach", str(site.parent / "queue.png"))
    assert result.exit_code == 0, result.output
    assert attached(site).read_bytes() == PNG
    assert SHOWN in record_file(site).read_text(encoding="utf-8")


def test_a_picture_loses_its_metadata(site: Path) -> None:
    (site.parent / "queue.png").write_bytes(PNG_WITH)
    assert edit(site, "event", SHOWN, "--attach", str(site.parent / "queue.png")).exit_code == 0
    assert attached(site).read_bytes() == PNG


@pytest.mark.parametrize(
    ("name", "data", "text", "message"),
    [
        ("missing.png", None, "![It](missing.png)", "missing.png cannot be read: No such file or directory"),
        ("queue.png", PNG, "The queue grows.", "no text of the record shows queue.png; write ![What it shows](queue"),
        ("queue.png", PNG_WITH[:-20], SHOWN, "queue.png is damaged: it is not a complete JPEG, PNG, GIF or WebP"),
        ("queue.png", b"", SHOWN, "queue.png is damaged: it is not a complete"),
        ("page.html", b"<script>x()</script>", "See [the page](page.html).", "unsafe-attachment"),
    ],
)  # fmt: skip
def test_a_file_that_cannot_be_published_is_refused_and_nothing_written(
    site: Path, name: str, data: bytes | None, text: str, message: str
) -> None:
    if data is not None:
        (site.parent / name).write_bytes(data)
    result = edit(site, "event", "-m", text, "--attach", str(site.parent / name))
    assert result.exit_code == 2, result.output
    assert message in " ".join(result.output.split())
    assert not attached(site, name).exists()
    assert record_file(site).read_text(encoding="utf-8") == OPEN


def test_an_attachment_is_never_replaced(site: Path) -> None:
    attached(site).parent.mkdir()
    attached(site).write_bytes(PNG + b"older")
    result = edit(site, "event", SHOWN, "--attach", str(site.parent / "queue.png"))
    assert result.exit_code == 2
    assert f"{OPEN_ID}/queue.png exists already" in result.output
    assert "What readers see" not in result.output
    assert attached(site).read_bytes() == PNG + b"older"
    assert record_file(site).read_text(encoding="utf-8") == OPEN


def test_the_preview_names_the_files(site: Path) -> None:
    shown = edit(site, "event", SHOWN, "--attach", str(site.parent / "queue.png"), "--dry-run").output
    assert f"{OPEN_ID}/queue.png, incidents/{OPEN_ID[:4]}/{OPEN_ID}.yml" in " ".join(shown.split())


def test_a_missing_file_is_explained_with_the_option(site: Path) -> None:
    result = edit(site, "event", "-m", SHOWN)
    assert "put it there, as commands do with `--attach`" in " ".join(result.output.split())


@pytest.mark.parametrize(
    "text", ['![It](queue.png "The queue")', "![It](<queue.png>)", "[It](queue.png#page=2)"]
)
def test_any_form_of_a_link_shows_a_file(site: Path, text: str) -> None:
    result = edit(site, "event", "-m", text, "--attach", str(site.parent / "queue.png"))
    assert result.exit_code == 0, result.output
    assert attached(site).is_file()


def test_two_files_of_one_name_are_refused(site: Path) -> None:
    (site.parent / "more").mkdir()
    (site.parent / "more" / "queue.png").write_bytes(PNG)
    files = [
        word for name in ("queue.png", "more/queue.png") for word in ("--attach", str(site.parent / name))
    ]
    result = edit(site, "event", SHOWN, *files)
    assert result.exit_code == 2
    assert "two files are called queue.png" in result.output
    assert record_file(site).read_text(encoding="utf-8") == OPEN
