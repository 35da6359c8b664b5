"""Whenever a build is killed while it is published, each page of the site is there, and the next run finishes."""

from __future__ import annotations

import errno
import fcntl
import os
import signal
import socket
import subprocess
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from urllib.request import urlopen

import pytest

from afterword.output import exchange, locks
from afterword.output import publish as publishing
from afterword.output.generations import place_of
from afterword.output.publish import finish_abandoned, publish, replacing, sibling_folder

Tree = dict[str, str]

OLD: Tree = {
    "index.html": "old",
    "style.css": "old",
    "incidents/kept/index.html": "kept",
    "incidents/changed/index.html": "old",
    "incidents/gone/index.html": "old",
    "a-file": "old",
    "a-folder/index.html": "old",
    "by-others.txt": "old",
}
BUILT: Tree = {
    "index.html": "new",
    "style.css": "new",
    "incidents/changed/index.html": "new",
    "incidents/added/index.html": "new",
    "a-file/index.html": "new",
    "a-folder": "new",
}
KEPT = ("incidents/kept/index.html",)
NEW = BUILT | {path: OLD[path] for path in KEPT}
_CHANGES = ("os.rename", "os.remove", "os.mkdir", "os.rmdir", "os.link", "open", "shutil.copyfile")
"""The audit events of everything that changes files."""

forking = pytest.mark.skipif(not hasattr(os, "fork"), reason="the system cannot fork")
AT_ONCE, ONE_BY_ONE = 0, 1_000


def write_tree(folder: Path, tree: Tree) -> None:
    for path, text in tree.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


def read_tree(folder: Path) -> Tree:
    files = (file for file in folder.rglob("*") if file.is_file())
    return {file.relative_to(folder).as_posix(): file.read_text() for file in files}


def publish_new(site: Path) -> None:
    with sibling_folder(site) as new:
        write_tree(new, BUILT)
        publish(new, site, frozenset(KEPT))


def killed_at(change: int, site: Path) -> bool:
    """Publish in a process that is killed before a change to the files; return whether it came that far."""
    child = os.fork()
    if child == 0:
        done = 0

        def kill(event: str, _: object) -> None:
            nonlocal done
            if event in _CHANGES:
                done += 1
                if done == change:
                    os.kill(os.getpid(), signal.SIGKILL)

        sys.addaudithook(kill)
        publish_new(site)
        os._exit(0)
    _, status = os.waitpid(child, 0)
    return os.WIFSIGNALED(status)


def check_mixture(tree: Tree) -> None:
    """Check what a reader finds while files are moved: pages refer to what was there before them."""
    changed = OLD.keys() & BUILT.keys()
    assert all(tree[path] in (OLD[path], BUILT[path]) for path in changed)
    assert tree[KEPT[0]] == OLD[KEPT[0]]
    if tree["index.html"] == "new":
        assert all(tree.get(path) == text for path, text in BUILT.items())
    if "by-others.txt" not in tree or "incidents/gone/index.html" not in tree:
        assert tree["index.html"] == "new"


@forking
@pytest.mark.parametrize("most_moved", [AT_ONCE, ONE_BY_ONE])
@pytest.mark.parametrize("swaps", ["in one step", "with two renames"])
def test_a_killed_process_leaves_the_site_whole(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, most_moved: int, swaps: str
) -> None:
    monkeypatch.setattr(publishing, "MOST_MOVED", most_moved)
    if swaps == "with two renames":
        monkeypatch.setattr(exchange, "_renameat2", lambda: None)
    elif exchange._renameat2() is None:
        pytest.skip("the system cannot exchange two folders in one step")
    change, was_killed = 0, True
    while was_killed:
        change += 1
        folder = tmp_path / str(change)
        write_tree(folder / "site", OLD)
        was_killed = killed_at(change, folder / "site")
        between_renames = swaps == "with two renames" and not (folder / "site").exists()
        if most_moved == ONE_BY_ONE:
            check_mixture(read_tree(folder / "site"))
        elif not between_renames:
            assert read_tree(folder / "site") in (OLD, NEW)
        finish_abandoned(folder / "site")
        assert [entry.name for entry in folder.iterdir() if not entry.name.startswith(".new-")] == ["site"]
        assert read_tree(folder / "site") in (OLD, NEW)
    assert change > 20
    assert read_tree(folder / "site") == NEW


def linked_site(folder: Path) -> Path:
    """Write a site behind a link that builds switch."""
    write_tree(folder / "site.1", OLD)
    (folder / "site").symlink_to("site.1")
    return folder / "site"


def test_a_link_is_switched_between_two_folders_and_the_former_build_stays(tmp_path: Path) -> None:
    site = linked_site(tmp_path)
    publish_new(site)
    assert os.readlink(site) == "site.2"
    assert (read_tree(tmp_path / "site.1"), read_tree(site)) == (OLD, NEW)
    with replacing(site) as new:
        write_tree(new, {"index.html": "newer"})
    assert os.readlink(site) == "site.1"
    assert (read_tree(site), read_tree(tmp_path / "site.2")) == ({"index.html": "newer"}, NEW)
    assert sorted(entry.name for entry in tmp_path.iterdir()) == ["site", "site.1", "site.2"]


def test_a_link_that_leads_nowhere_yet_is_switched_too(tmp_path: Path) -> None:
    (tmp_path / "site").symlink_to("site.1")
    with replacing(tmp_path / "site") as new:
        write_tree(new, BUILT)
    assert os.readlink(tmp_path / "site") == "site.2"
    assert read_tree(tmp_path / "site") == BUILT


def test_any_other_link_is_followed(tmp_path: Path) -> None:
    write_tree(tmp_path / "elsewhere", OLD)
    (tmp_path / "site").symlink_to("elsewhere")
    assert place_of(tmp_path / "site") == tmp_path / "elsewhere"
    assert place_of(linked_site(tmp_path / "own")) == tmp_path / "own" / "site"


@forking
def test_a_killed_process_leaves_the_link_to_a_whole_site(tmp_path: Path) -> None:
    change, was_killed = 0, True
    while was_killed:
        change += 1
        site = linked_site(tmp_path / str(change))
        write_tree(site.with_name("site.2"), {"index.html": "older"})
        was_killed = killed_at(change, site)
        assert read_tree(site) in (OLD, NEW)
        publish_new(site)
        assert read_tree(site) == NEW
        names = [entry.name for entry in site.parent.iterdir() if not entry.name.startswith(".new-")]
        assert sorted(names) == ["site", "site.1", "site.2"]
    assert change > 20


def test_a_mount_point_gets_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The system refuses to rename across file systems; the files of the build stay until all are copied."""
    monkeypatch.setattr(publishing, "MOST_MOVED", AT_ONCE)
    monkeypatch.setattr(publishing, "can_exchange", lambda *_: False)
    replace = os.replace

    def across(source: Path, target: Path) -> None:
        if "new" in Path(source).parts and target.parent.exists():  # the system looks for the folder first
            raise OSError(18, os.strerror(18), str(source))
        replace(source, target)

    monkeypatch.setattr(os, "replace", across)
    write_tree(tmp_path / "site", OLD)
    inode = (tmp_path / "site").stat().st_ino
    publish_new(tmp_path / "site")
    assert read_tree(tmp_path / "site") == NEW
    assert (tmp_path / "site").stat().st_ino == inode
    assert [entry.name for entry in tmp_path.iterdir()] == ["site"]


@pytest.fixture
def other_file_system(tmp_path: Path) -> Iterator[Path]:
    """Provide an empty folder of another file system than that of `tmp_path`."""
    memory = Path("/dev/shm")
    if not memory.is_dir() or memory.stat().st_dev == tmp_path.stat().st_dev:
        pytest.skip("there is no other file system")
    with tempfile.TemporaryDirectory(dir=memory) as folder:
        yield Path(folder)


@pytest.mark.parametrize("former", [OLD, {}])
def test_another_file_system_gets_copies(tmp_path: Path, other_file_system: Path, former: Tree) -> None:
    write_tree(other_file_system, former)
    with sibling_folder(tmp_path / "site") as new:
        write_tree(new, BUILT)
        publish(new, other_file_system, frozenset(KEPT))
    assert read_tree(other_file_system) == BUILT | {path: former[path] for path in KEPT if path in former}
    assert list(tmp_path.iterdir()) == []


def test_a_build_for_another_folder_is_left_alone(tmp_path: Path) -> None:
    """The temporary folder of `site-internal` begins like one of `site`."""
    write_tree(tmp_path / "site", OLD)
    left, lock = locks.make_folder(tmp_path, ".site-internal-")
    write_tree(left / "new", {"index.html": "internal"})
    (left / "publish.json").write_text("[]")
    locks.release(lock)
    publish_new(tmp_path / "site")
    assert read_tree(tmp_path / "site") == NEW
    assert (left / "publish.json").exists()


def test_the_former_site_comes_back_if_the_new_one_cannot_be_renamed(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(publishing, "MOST_MOVED", AT_ONCE)
    monkeypatch.setattr(exchange, "_renameat2", lambda: None)
    rename, site = os.rename, tmp_path / "site"

    def refusing(source: Path, target: Path) -> None:
        if Path(source).name == "new":
            raise PermissionError(13, os.strerror(13), str(source))
        rename(source, target)

    write_tree(site, OLD)
    monkeypatch.setattr(os, "rename", refusing)
    with pytest.raises(PermissionError):
        publish_new(site)
    assert read_tree(site) == OLD
    assert [entry.name for entry in tmp_path.iterdir()] == ["site"]


def test_a_folder_that_cannot_be_renamed_gets_each_file(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """So it is with a folder of an image, in a lower layer of overlayfs."""
    monkeypatch.setattr(publishing, "MOST_MOVED", AT_ONCE)
    monkeypatch.setattr(exchange, "_exchange_at_once", lambda *_: False)
    rename = os.rename

    def refusing(source: Path, target: Path) -> None:
        if Path(source).name == "site":
            raise OSError(18, os.strerror(18), str(source))
        rename(source, target)

    write_tree(tmp_path / "site", OLD)
    monkeypatch.setattr(os, "rename", refusing)
    publish_new(tmp_path / "site")
    assert read_tree(tmp_path / "site") == NEW


@pytest.mark.parametrize("number", [errno.EPERM, errno.EOPNOTSUPP, errno.EMLINK])
def test_where_files_cannot_have_two_names_they_are_copied(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, number: int
) -> None:
    def refusing(source: str, target: str, **_: object) -> None:
        os.stat(
            os.path.dirname(target)
        )  # a folder that is missing is the first thing that the system reports
        raise OSError(number, os.strerror(number), source)

    monkeypatch.setattr(publishing, "MOST_MOVED", AT_ONCE)
    monkeypatch.setattr(os, "link", refusing)
    write_tree(tmp_path / "site", OLD)
    publish_new(tmp_path / "site")
    assert read_tree(tmp_path / "site") == NEW


def test_where_folders_cannot_be_locked_a_build_does_not_wait(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """NFS locks only files that are open for writing."""
    flock = fcntl.flock

    def refusing(file: int, operation: int) -> None:
        if os.path.isdir(f"/proc/self/fd/{file}"):
            raise OSError(errno.EBADF, os.strerror(errno.EBADF))
        flock(file, operation)

    monkeypatch.setattr(fcntl, "flock", refusing)
    write_tree(tmp_path / "site", OLD)
    publish_new(tmp_path / "site")
    assert read_tree(tmp_path / "site") == NEW


@pytest.mark.parametrize("reason", [KeyboardInterrupt, SystemExit])
def test_an_interruption_while_files_are_moved_does_not_stop_it(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, reason: type[BaseException]
) -> None:
    replace, calls = os.replace, iter(range(100))

    def interrupted(source: Path, target: Path) -> None:
        if next(calls) == 3:
            raise reason
        replace(source, target)

    monkeypatch.setattr(os, "replace", interrupted)
    write_tree(tmp_path / "site", OLD)
    with pytest.raises(reason):
        publish_new(tmp_path / "site")
    assert read_tree(tmp_path / "site") == NEW
    assert [entry.name for entry in tmp_path.iterdir()] == ["site"]


def test_a_file_that_cannot_be_moved_leaves_the_rest_to_the_next_run(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    replace, calls = os.replace, iter(range(100))

    def failing(source: Path, target: Path) -> None:
        if next(calls) == 3:
            raise PermissionError(1, os.strerror(1), str(target))
        replace(source, target)

    write_tree(tmp_path / "site", OLD)
    with monkeypatch.context() as patched:
        patched.setattr(os, "replace", failing)
        with pytest.raises(PermissionError):
            publish_new(tmp_path / "site")
    check_mixture(read_tree(tmp_path / "site"))
    finish_abandoned(tmp_path / "site")
    assert read_tree(tmp_path / "site") == NEW
    assert [entry.name for entry in tmp_path.iterdir()] == ["site"]


@contextmanager
def served(folder: Path, *arguments: str) -> Iterator[str]:
    """Serve files with Python's own server, and provide its address."""
    with socket.socket() as free:
        free.bind(("127.0.0.1", 0))
        port = free.getsockname()[1]
    command = [sys.executable, "-m", "http.server", str(port), "--bind", "127.0.0.1", *arguments]
    with subprocess.Popen(command, cwd=folder, stderr=subprocess.DEVNULL) as server:
        try:
            while True:
                try:
                    socket.create_connection(("127.0.0.1", port)).close()
                    break
                except ConnectionRefusedError:
                    time.sleep(0.02)
            yield f"http://127.0.0.1:{port}/"
        finally:
            server.terminate()


def test_a_server_sees_the_new_site_wherever_it_was_started(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    write_tree(site, {"index.html": "older"})
    with served(tmp_path, "-d", "site") as beside, served(site) as within:
        for most_moved in (ONE_BY_ONE, AT_ONCE):
            monkeypatch.setattr(publishing, "MOST_MOVED", most_moved)
            with replacing(site) as new:
                write_tree(new, {"index.html": f"new {most_moved}"})
            for address in (beside, within):
                with urlopen(address) as answer:
                    assert answer.read() == f"new {most_moved}".encode()


@pytest.mark.skipif(os.open not in os.supports_dir_fd, reason="the system opens nothing relative to a folder")
def test_a_process_within_the_folder_loses_it_only_in_an_exchange(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    site = tmp_path / "site"
    write_tree(site, OLD)
    folder = os.open(site, os.O_RDONLY)  # like a current folder, it is no path
    publish_new(site)
    os.close(os.open("incidents/added/index.html", os.O_RDONLY, dir_fd=folder))
    monkeypatch.setattr(publishing, "MOST_MOVED", AT_ONCE)
    publish_new(site)
    with pytest.raises(FileNotFoundError):
        os.open("index.html", os.O_RDONLY, dir_fd=folder)
    os.close(folder)


@pytest.mark.parametrize("reason", [OSError, KeyboardInterrupt, SystemExit])
def test_a_failure_before_anything_is_published_leaves_the_previous_output(
    tmp_path: Path, reason: type[BaseException]
) -> None:
    write_tree(tmp_path / "site", OLD)

    def fail() -> None:
        with replacing(tmp_path / "site") as new:
            write_tree(new, BUILT)
            raise reason

    with pytest.raises(reason):
        fail()
    assert [entry.name for entry in tmp_path.iterdir()] == ["site"]
    assert read_tree(tmp_path / "site") == OLD


def test_the_folder_of_a_killed_build_is_removed_and_that_of_a_running_one_is_not(tmp_path: Path) -> None:
    left, lock = locks.make_folder(tmp_path, ".site-")
    locks.release(lock)
    with sibling_folder(tmp_path / "site") as first:
        assert not left.exists()
        with sibling_folder(tmp_path / "site"):
            assert first.is_dir()
    assert not list(tmp_path.iterdir())
