"""A file in `docs/` at which MkDocs would wait, run in circles or fail is found before anything reads it."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from afterword.mkdocs_plugin.check import check_site
from afterword.mkdocs_plugin.unusable_files import unusable_files
from tests.sites import NOW, write_site

_NOT_UTF8 = os.fsdecode(b"caf\xe9")


def _two_links(docs: Path) -> None:
    for name, other in (("a", "b"), ("b", "a")):
        (docs / name).mkdir()
        (docs / name / "link").symlink_to(f"../{other}")


def _hidden_links(docs: Path) -> None:
    (docs / ".a").mkdir()
    for name in ("one", "two"):
        (docs / ".a" / name).symlink_to("..")


def _page_in(folder: Path) -> None:
    folder.mkdir(parents=True)
    (folder / "page.md").write_text("# A page\n")


def _layers(docs: Path, number: int, after: Iterable[int] = ()) -> None:
    """Write folders, from each of which several links lead to the next one, and from the last to those `after` it."""
    for each in range(number):
        _page_in(docs / str(each))
        following = [each + 1, each + 1] if each + 1 < number else [*after]
        for place, other in enumerate(following):
            (docs / str(each) / str(place)).symlink_to(f"../{other}")


def _folder_and_link(docs: Path) -> None:
    _page_in(docs / "a")
    (docs / "b").symlink_to("a")


UNUSABLE: dict[str, tuple[Callable[[Path], object], tuple[str, ...]]] = {
    "a pipe": (lambda docs: os.mkfifo(docs / "page.md"), ("page.md",)),
    "a device": (lambda docs: (docs / "picture.png").symlink_to("/dev/zero"), ("picture.png",)),
    "a link to its own folder": (lambda docs: (docs / "link").symlink_to("."), ("link",)),
    "a link to a folder above": (lambda docs: (docs / "link").symlink_to("../.."), ("link",)),
    "two links in a circle": (_two_links, ("b/link",)),
    "many links to each other": (lambda docs: _layers(docs, 40, after=range(1)), ("39/0",)),
    "many ways to few folders": (lambda docs: _layers(docs, 40), (".",)),
    "links in a hidden folder": (_hidden_links, (".a/one", ".a/two")),
    "a page whose name is not UTF-8": (
        lambda docs: (docs / f"{_NOT_UTF8}.md").write_text("# A page\n"),
        (f"{_NOT_UTF8}.md",),
    ),
    "a page in a folder whose name is not UTF-8": (
        lambda docs: _page_in(docs / _NOT_UTF8),
        (f"{_NOT_UTF8}/page.md",),
    ),
}
USABLE: dict[str, Callable[[Path], object]] = {
    "a page": lambda docs: _page_in(docs / "folder"),
    "a picture whose name is not UTF-8": lambda docs: (docs / f"{_NOT_UTF8}.png").write_bytes(b""),
    "a link to a folder beside it": _folder_and_link,
    "a hidden file": lambda docs: os.mkfifo(docs / ".pipe"),
}


@pytest.mark.parametrize("case", UNUSABLE)
def test_what_cannot_be_published_is_found(tmp_path: Path, case: str) -> None:
    write, expected = UNUSABLE[case]
    docs = tmp_path / "site" / "docs"
    docs.mkdir(parents=True)
    write(docs)
    assert tuple(file.relative_to(docs).as_posix() for file, _ in unusable_files(docs)) == expected


@pytest.mark.parametrize("case", USABLE)
@pytest.mark.parametrize("folder", ["site", _NOT_UTF8])
def test_what_can_be_published_is_not(tmp_path: Path, folder: str, case: str) -> None:
    docs = tmp_path / folder / "docs"
    docs.mkdir(parents=True)
    USABLE[case](docs)
    assert list(unusable_files(docs)) == []


def test_the_check_reports_it(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    (site / "docs" / "numbers.txt").symlink_to("/dev/zero")
    found = [(each.rule, each.location.file, each.message) for each in check_site(site, NOW).diagnostics]
    assert found == [("mkdocs-config", "docs/numbers.txt", "this is no ordinary file")]
