"""The merge driver, as git runs it: merges, rebases, cherry-picks; and how it is registered."""

from __future__ import annotations

import shlex
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from afterword.app import merge_records
from afterword.cli import cli
from tests.repositories import commit, git, repository
from tests.sites import SMALLEST_ID, SMALLEST_RECORD, write_site

FIRST = "  - {at: 2026-11-20 10:30, status: update, body: We have found the cause.}\n"
SECOND = "  - {at: 2026-11-20 10:40, status: update, body: An index was missing.}\n"
JOINED = SMALLEST_RECORD + FIRST + SECOND


def run(*words: str) -> Result:
    result = CliRunner().invoke(cli, words)
    assert result.exception is None or isinstance(result.exception, SystemExit), result.exception
    return result


def install(site: Path) -> None:
    result = run("merge-driver", "--install", "--root", str(site))
    assert result.exit_code == 0, result.output


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """Return a site in a folder of a repository, with the driver; `main` and `topic` have each added an update."""
    top = tmp_path / "my repository"
    folder = write_site(top / "the 100 % status")
    repository(top)
    install(folder)
    commit(top)
    divide(folder, SMALLEST_RECORD + FIRST, SMALLEST_RECORD + SECOND)
    return folder


def divide(site: Path, ours: str, theirs: str) -> None:
    """Write a version of the record on `topic`, and another one on `main`, which is checked out then."""
    git(site, "checkout", "-q", "-b", "topic")
    record(site).write_text(theirs, encoding="utf-8")
    commit(site)
    git(site, "checkout", "-q", "main")
    record(site).write_text(ours, encoding="utf-8")
    commit(site)


def record(site: Path) -> Path:
    return site / "incidents" / "2026" / f"{SMALLEST_ID}.yml"


def text(site: Path) -> str:
    return record(site).read_text(encoding="utf-8")


def in_conflict(site: Path, *arguments: str) -> str:
    """Run a command of git that ends in a conflict; return the text of the record."""
    with pytest.raises(subprocess.CalledProcessError):
        git(site, *arguments)
    return text(site)


@pytest.mark.parametrize(
    "arguments",
    [("merge", "-q", "topic"), ("rebase", "-q", "topic"), ("cherry-pick", "topic")],
    ids=lambda arguments: arguments[0],
)
@pytest.mark.parametrize("branch", ["main", "topic"])
def test_git_joins_updates(site: Path, arguments: tuple[str, ...], branch: str) -> None:
    git(site, "checkout", "-q", branch)
    if branch == "topic":
        arguments = tuple("main" if word == "topic" else word for word in arguments)
    git(site, *arguments)
    assert text(site) == JOINED


def test_a_stash_is_joined(site: Path) -> None:
    git(site, "checkout", "-q", "topic", "--", ".")
    git(site, "stash", "-q")
    git(site, "stash", "pop", "-q")
    assert text(site) == SMALLEST_RECORD + SECOND


def test_a_worktree_uses_the_driver(site: Path) -> None:
    other = site.parents[1] / "other tree"
    git(site, "worktree", "add", "-q", "-b", "third", str(other), "main")
    git(other, "merge", "-q", "topic")
    assert text(other / site.name) == JOINED


def test_a_clone_without_the_driver_merges_as_usual(site: Path) -> None:
    git(site, "config", "--remove-section", "merge.afterword")
    found = in_conflict(site, "merge", "topic")
    assert found == f"{SMALLEST_RECORD}<<<<<<< HEAD\n{FIRST}=======\n{SECOND}>>>>>>> topic\n"


def test_without_the_program_git_merges_as_usual(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sys, "executable", "/nowhere at all/python")
    install(site)
    found = in_conflict(site, "merge", "topic")
    assert found.count("<<<<<<<") == 1
    assert FIRST in found
    assert SECOND in found


@pytest.mark.parametrize("status", [1, 2])
def test_if_the_program_fails_git_merges_as_usual(site: Path, tmp_path: Path, status: int) -> None:
    broken = tmp_path / "afterword"
    broken.write_text(f"#!/bin/sh\nexit {status}\n", encoding="utf-8")
    broken.chmod(0o755)
    command = git(site, "config", "merge.afterword.driver").strip()
    program = command.split(" > ")[0].removeprefix("if command -v ")
    git(site, "config", "merge.afterword.driver", command.replace(program, shlex.quote(str(broken))))
    found = in_conflict(site, "merge", "topic")
    assert found.count("<<<<<<<") == 1
    assert FIRST in found
    assert SECOND in found


@pytest.mark.parametrize("style", ["merge", "diff3", "zdiff3"])
def test_a_conflict_is_one_of_git(site: Path, style: str) -> None:
    git(site, "checkout", "-q", "main")
    git(site, "config", "merge.conflictStyle", style)
    ours, theirs = (
        SMALLEST_RECORD.replace("Searches take several seconds", f"Searches take {each}")
        for each in ("a minute", "an hour")
    )
    for branch, version in (("main", ours), ("topic", theirs)):
        git(site, "checkout", "-q", branch)
        record(site).write_text(version, encoding="utf-8")
        commit(site)
    git(site, "checkout", "-q", "main")
    found = in_conflict(site, "merge", "topic")
    git(site, "merge", "--abort")
    git(site, "config", "--remove-section", "merge.afterword")
    plain = in_conflict(site, "merge", "topic")
    assert without_labels(found) == without_labels(plain)
    assert (
        git(site, "diff", "--name-only", "--diff-filter=U", "--relative")
        == f"incidents/2026/{SMALLEST_ID}.yml"
    )


def without_labels(found: str) -> list[str]:
    return [line[:7] if line[:7] in ("<" * 7, "|" * 7, ">" * 7) else line for line in found.split("\n")]


def test_the_size_of_markers_and_their_labels_are_those_that_git_gives(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for file in files:
        file.write_text(f"title: {file.name}\n", encoding="utf-8")
    words = [*map(str, files), "9", "x.yml", "then", "here: <it's>", "there"]
    assert run("merge-driver", *words).exit_code == 1
    expected = "<<<<<<<<< here: <it's>\ntitle: ours\n=========\ntitle: theirs\n>>>>>>>>> there\n"
    assert files[1].read_text(encoding="utf-8") == expected


def test_placeholders_that_an_older_git_leaves_are_no_labels(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for file in files:
        file.write_text(f"title: {file.name}\n", encoding="utf-8")
    assert run("merge-driver", *map(str, files), "7", "x.yml", "%S", "%X", "%Y").exit_code == 1
    assert files[1].read_text(encoding="utf-8").startswith("<<<<<<< ours\n")


def test_other_files_in_the_folder_of_a_record_are_merged_as_usual(site: Path) -> None:
    notes = record(site).with_suffix("") / "notes.yml"
    for branch in ("topic", "main"):
        git(site, "checkout", "-q", branch)
        notes.parent.mkdir(exist_ok=True)
        notes.write_text(f"[{branch}]\n", encoding="utf-8")
        commit(site)
    in_conflict(site, "merge", "topic")
    assert notes.read_text(encoding="utf-8").startswith("<<<<<<<")
    assert text(site) == JOINED


def test_files_that_git_cannot_merge_stay_as_they_are(tmp_path: Path) -> None:
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for file in files:
        file.write_bytes(b"\0" + file.name.encode())
    result = run("merge-driver", *map(str, files))
    assert result.exit_code == 2
    assert "binary" in result.stderr
    assert files[1].read_bytes() == b"\0ours"


def test_a_bug_does_not_cost_the_markers_of_a_conflict(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*_: object) -> None:
        raise KeyError("gone")

    monkeypatch.setattr(merge_records, "join", fail)
    files = [tmp_path / name for name in ("base", "ours", "theirs")]
    for file, added in zip(files, ("", FIRST, SECOND), strict=True):
        file.write_text(SMALLEST_RECORD + added, encoding="utf-8")
    result = run("merge-driver", *map(str, files), "7", f"incidents/2026/{SMALLEST_ID}.yml")
    assert result.exit_code == 1
    assert "a bug prevented joining" in result.stderr
    assert "<<<<<<< ours" in files[1].read_text(encoding="utf-8")


@pytest.mark.parametrize(
    "words",
    [(), ("a", "b"), ("a", "b", "c", "--install")],
)
def test_a_call_without_files_is_refused(words: tuple[str, ...]) -> None:
    result = run("merge-driver", *words)
    assert result.exit_code == 2
    assert "three files" in result.stderr


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    result = run("merge-driver", *(str(tmp_path / name) for name in "abc"))
    assert result.exit_code == 2
    assert f"{tmp_path / 'a'}: No such file" in result.stderr


def test_registering_twice_changes_nothing(site: Path) -> None:
    attributes = site / ".gitattributes"
    before = attributes.read_text(encoding="utf-8")
    assert before == "incidents/**/*.yml merge=afterword\nincidents/**/*.yaml merge=afterword\n"
    result = run("merge-driver", "--install", "--root", str(site))
    assert result.output.startswith("Kept ")
    assert attributes.read_text(encoding="utf-8") == before


def test_lines_of_the_file_stay(tmp_path: Path) -> None:
    site = repository(write_site(tmp_path / "site"))
    attributes = site / ".gitattributes"
    attributes.write_text("*.png binary", encoding="utf-8")
    install(site)
    assert attributes.read_text(encoding="utf-8").startswith("*.png binary\nincidents/")


def test_an_attribute_that_takes_precedence_is_told(tmp_path: Path) -> None:
    site = repository(write_site(tmp_path / "site"))
    (site / "incidents" / ".gitattributes").write_text("*.yml merge=union\n", encoding="utf-8")
    result = run("merge-driver", "--install", "--root", str(site))
    assert result.exit_code == 2
    assert "decides how `incidents/**/*.yml` is merged" in result.stderr


def test_a_site_without_a_repository_cannot_register(tmp_path: Path) -> None:
    result = run("merge-driver", "--install", "--root", str(write_site(tmp_path / "site")))
    assert result.exit_code == 2
    assert "is not in a git repository; run `git init` first" in result.stderr


def test_init_registers_the_driver(tmp_path: Path) -> None:
    git(tmp_path, "init", "-q")
    result = run("init", str(tmp_path / "site"), "--name", "Acme", "--merge-driver")
    assert result.exit_code == 0, result.output
    assert "merge-driver" in git(tmp_path, "config", "merge.afterword.driver")
    assert (tmp_path / "site" / ".gitattributes").is_file()


def test_init_outside_a_repository_says_what_to_do_later(tmp_path: Path) -> None:
    result = run("init", str(tmp_path / "site"), "--name", "Acme", "--no-git", "--merge-driver")
    assert result.exit_code == 0, result.output
    assert "after `git init`, run `afterword merge-driver --install`" in result.output
    assert (tmp_path / "site" / ".gitattributes").is_file()


def test_a_record_of_a_broken_site_is_merged_all_the_same(site: Path) -> None:
    (site / "status.yml").write_text("page: [", encoding="utf-8")
    git(site, "merge", "-q", "topic")
    assert text(site) == JOINED
