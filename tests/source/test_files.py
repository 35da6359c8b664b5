"""Finding and reading a site's files: all of them, sorted, and none from outside."""

from __future__ import annotations

import os
import sys
from pathlib import Path
from typing import NamedTuple

import pytest

from afterword.diagnostics import Diagnostic
from afterword.source.files import find_attachment, find_root, list_records, read_source
from afterword.source.text import SIZE_LIMIT
from tests.source.problems import problems_of

ID = "2026-11-20-search-is-slow"
on_windows = os.name == "nt"
not_root = pytest.mark.skipif(on_windows or os.geteuid() == 0, reason="this user may read everything")


@pytest.fixture
def root(tmp_path: Path) -> Path:
    """A site without records."""
    site = tmp_path / "site"
    write(site / "status.yml", "page: {name: Acme}\n")
    return site


def write(file: Path, text: str = "title: x\n") -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8", newline="\n")


class Sources(NamedTuple):
    """The contents of all files of a site, those of the records by path."""

    site: bytes | None
    records: dict[str, bytes]
    diagnostics: tuple[Diagnostic, ...]


def read_sources(root: Path) -> Sources:
    listed, problems = list_records(root)
    site = read_source(root, "status.yml")
    read = {each.path: read_source(root, each.path) for each in listed}
    unread = [each for each in (site, *read.values()) if isinstance(each, Diagnostic)]
    return Sources(
        None if isinstance(site, Diagnostic) else site,
        {path: data for path, data in read.items() if not isinstance(data, Diagnostic)},
        (*problems, *unread),
    )


def names(root: Path) -> list[str]:
    sources = read_sources(root)
    assert sources.diagnostics == ()
    return list(sources.records)


def refusals(root: Path) -> list[tuple[str, str]]:
    sources = read_sources(root)
    assert {each.rule for each in sources.diagnostics} <= {"unreadable-file"}
    assert all(each.position == "0:0-0:0" for each in problems_of(sources.diagnostics))
    return [(each.location.file, each.message) for each in sources.diagnostics]


def test_the_root_is_the_nearest_folder_upwards_with_a_status_file(root: Path) -> None:
    (root / "incidents" / "2026").mkdir(parents=True)
    assert find_root(root / "incidents" / "2026") == root.resolve()
    assert find_root(root) == root.resolve()
    assert find_root(root.parent) is None


def test_a_folder_named_like_the_status_file_is_not_one(tmp_path: Path) -> None:
    (tmp_path / "status.yml").mkdir()
    assert find_root(tmp_path) is None
    assert read_sources(tmp_path).site is None


def test_a_site_without_records_is_read(root: Path) -> None:
    sources = read_sources(root)
    assert sources.site == b"page: {name: Acme}\n"
    assert (sources.records, sources.diagnostics) == ({}, ())


def test_records_are_sorted_by_path_in_any_script(root: Path) -> None:
    wanted = [
        "incidents/2025/2025-01-01-b.yml",
        "incidents/2026/2026-01-01-A.yml",
        "incidents/2026/2026-01-01-a.yaml",
        "incidents/2026/2026-01-01-störung.yml",
        "incidents/2026/2026-01-01-検索.yml",
    ]
    for name in reversed(wanted):
        write(root / name)
    assert names(root) == wanted


def test_records_in_a_wrong_folder_are_listed_too_so_that_a_rule_can_report_them(root: Path) -> None:
    wanted = [
        f"incidents/{ID}.yml",
        f"incidents/2026/11/20/{ID}.yml",
        f"incidents/2026/{ID}-again.yml",
        f"incidents/drafts/{ID}.yml",
    ]
    for name in wanted:
        write(root / name)
    assert sorted(names(root)) == sorted(wanted)


def test_attachments_in_the_folder_of_a_record_are_not_records(root: Path) -> None:
    write(root / f"incidents/2026/{ID}.yml")
    write(root / f"incidents/2026/{ID}/config.yml")
    write(root / f"incidents/2026/{ID}/deeper/config.yml")
    assert names(root) == [f"incidents/2026/{ID}.yml"]


@pytest.mark.parametrize(
    "name", [".hidden.yml", ".drafts/2026-11-20-a.yml", "2026/notes.md", "2026/a.yml~", "2026/.a.yml.swp"]
)
def test_hidden_files_and_files_of_other_kinds_are_ignored(root: Path, name: str) -> None:
    write(root / "incidents" / name)
    assert names(root) == []


def test_a_file_extension_in_capitals_is_still_a_record(root: Path) -> None:
    write(root / f"incidents/2026/{ID}.YML")
    assert names(root) == [f"incidents/2026/{ID}.YML"]


def test_only_one_byte_more_than_the_limit_is_read_of_a_file(root: Path) -> None:
    write(root / f"incidents/2026/{ID}.yml", "#" * (SIZE_LIMIT + 5_000))
    assert [len(data) for data in read_sources(root).records.values()] == [SIZE_LIMIT + 1]


def test_a_link_within_the_site_is_followed(root: Path) -> None:
    write(root / f"incidents/2025/{ID}.yml")
    (root / "incidents/2026").mkdir()
    (root / f"incidents/2026/{ID}.yml").symlink_to(root / f"incidents/2025/{ID}.yml")
    assert list(read_sources(root).records.values()) == [b"title: x\n"] * 2


def test_a_link_out_of_the_site_is_refused(root: Path) -> None:
    write(root.parent / "secret.yml", "title: secret\n")
    write(root / f"incidents/2026/{ID}.yml")
    (root / f"incidents/2026/{ID}-again.yml").symlink_to(root.parent / "secret.yml")
    assert list(read_sources(root).records) == [f"incidents/2026/{ID}.yml"]
    message = "the link leads out of the site's folder and is not followed"
    assert refusals(root) == [(f"incidents/2026/{ID}-again.yml", message)]


def test_a_status_file_that_links_out_of_the_site_is_refused(root: Path) -> None:
    (root / "status.yml").rename(root.parent / "elsewhere.yml")
    (root / "status.yml").symlink_to(root.parent / "elsewhere.yml")
    assert read_sources(root).site is None
    assert [file for file, _ in refusals(root)] == ["status.yml"]


def test_a_folder_of_records_that_links_out_of_the_site_is_refused(root: Path) -> None:
    write(root.parent / f"elsewhere/2026/{ID}.yml")
    (root / "incidents").symlink_to(root.parent / "elsewhere")
    assert read_sources(root).records == {}
    message = "the folder is a link that leads out of the site's folder, and is not followed"
    assert refusals(root) == [("incidents", message)]


def test_a_folder_of_a_year_that_is_a_link_is_reported_and_not_silently_empty(root: Path) -> None:
    write(root.parent / f"elsewhere/{ID}.yml")
    (root / "incidents").mkdir()
    (root / "incidents/2026").symlink_to(root.parent / "elsewhere")
    assert read_sources(root).records == {}
    message = "the folder is a link and is not followed; move the records themselves here"
    assert refusals(root) == [("incidents/2026", message)]


def test_a_broken_link_and_a_link_to_itself_are_reported(root: Path) -> None:
    (root / "incidents/2026").mkdir(parents=True)
    (root / "incidents/2026/a.yml").symlink_to(root / "nowhere.yml")
    (root / "incidents/2026/b.yml").symlink_to(root / "incidents/2026/b.yml")
    (first, broken), (second, itself) = refusals(root)
    assert (first, second) == ("incidents/2026/a.yml", "incidents/2026/b.yml")
    assert broken == "the file cannot be read: it is a link to a file that does not exist"
    assert itself.startswith("the file cannot be read: ")


@pytest.mark.skipif(on_windows, reason="there are no pipes in folders")
def test_a_pipe_named_like_a_record_is_refused_without_waiting(root: Path) -> None:
    (root / "incidents/2026").mkdir(parents=True)
    os.mkfifo(root / "incidents/2026/a.yml")
    assert refusals(root) == [("incidents/2026/a.yml", "the file cannot be read: it is not a regular file")]


@not_root
def test_a_file_that_may_not_be_read_is_reported_and_the_others_are_read(root: Path) -> None:
    write(root / "incidents/2026/a.yml")
    write(root / "incidents/2026/b.yml")
    (root / "incidents/2026/a.yml").chmod(0)
    assert list(read_sources(root).records) == ["incidents/2026/b.yml"]
    assert refusals(root) == [("incidents/2026/a.yml", "the file cannot be read: Permission denied")]


@not_root
def test_a_folder_that_may_not_be_read_is_reported_and_not_silently_empty(root: Path) -> None:
    write(root / "incidents/2026/a.yml")
    (root / "incidents/2026").chmod(0)
    try:
        assert refusals(root) == [("incidents/2026", "the folder cannot be read: Permission denied")]
    finally:
        (root / "incidents/2026").chmod(0o700)


def test_a_file_named_like_the_folder_of_records_is_reported(root: Path) -> None:
    write(root / "incidents")
    assert [file for file, _ in refusals(root)] == ["incidents"]


@pytest.mark.skipif(sys.platform != "linux", reason="file systems elsewhere refuse such names")
@pytest.mark.parametrize(
    ("name", "shown"),
    [(b"a\xff.yml", "a\\udcff.yml"), (b"a\nb.yml", "a\\nb.yml"), ("a\u202eb.yml".encode(), "a\\u202eb.yml")],
    ids=["not utf-8", "line break", "changed direction"],
)
def test_a_file_name_that_cannot_be_shown_is_refused_and_escaped(root: Path, name: bytes, shown: str) -> None:
    (root / "incidents/2026").mkdir(parents=True)
    with open(os.fsencode(root / "incidents/2026") + b"/" + name, "wb") as file:
        file.write(b"title: x\n")
    message = "the file's name contains characters that cannot be shown; use letters, digits and hyphens"
    assert refusals(root) == [(f"incidents/2026/{shown}", message)]
    assert read_sources(root).records == {}


def test_an_attachment_is_read_from_the_folder_of_its_record(root: Path) -> None:
    write(root / f"incidents/2026/{ID}/graph/queue.svg", "<svg/>")
    assert find_attachment(root, ID, "graph/queue.svg") == root / f"incidents/2026/{ID}/graph/queue.svg"
    assert find_attachment(root, ID, "nothing.svg") is None
    assert find_attachment(root, "2026-11-20-other", "graph/queue.svg") is None


@pytest.mark.parametrize(
    "name",
    ["../2026-11-20-other.yml", "../../../status.yml", "/etc/hostname", ".hidden", ".git/config", "*",
     "graph", "",
     "out.txt", "outside/secret.txt"],
)  # fmt: skip
def test_an_attachment_never_comes_from_outside_its_folder(root: Path, name: str) -> None:
    write(root / "incidents/2026/2026-11-20-other.yml")
    write(root.parent / "outside/secret.txt")
    folder = root / f"incidents/2026/{ID}"
    for inside in (".hidden", ".git/config", "graph/queue.svg"):
        write(folder / inside)
    (folder / "out.txt").symlink_to(root.parent / "outside/secret.txt")
    (folder / "outside").symlink_to(root.parent / "outside")
    assert find_attachment(root, ID, name) is None


@pytest.mark.skipif(sys.platform != "linux", reason="file systems elsewhere refuse such names")
def test_a_name_that_is_not_utf_8_is_not_listed(root: Path) -> None:
    """A cache could not keep it."""
    (root / "incidents" / "2026").mkdir(parents=True)
    Path(os.fsdecode(os.fsencode(root) + b"/incidents/2026/2026-11-20-\xff.yml")).write_text("title: x\n")
    assert list_records(root)[0] == ()
