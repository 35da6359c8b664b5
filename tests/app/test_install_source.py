"""Where a build server installs Afterword from: what the installer noted, or what was typed."""

from __future__ import annotations

import json
from pathlib import Path
from types import SimpleNamespace

import pytest

from afterword import __version__
from afterword.app.errors import UserError
from afterword.app.install_source import own_requirement, requirement_of
from tests.repositories import git

COMMIT = "0123456789" * 4
URL = "https://git.example.com/afterword"


def noted(monkeypatch: pytest.MonkeyPatch, value: object | None) -> None:
    """Let the installer have noted a value in `direct_url.json`, or nothing."""
    text = None if value is None else json.dumps(value)
    installed = SimpleNamespace(read_text=lambda _: text)
    monkeypatch.setattr("afterword.app.install_source.distribution", lambda _: installed)


def test_a_release_is_named_by_its_version(monkeypatch: pytest.MonkeyPatch) -> None:
    noted(monkeypatch, None)
    assert own_requirement() == f"afterword=={__version__}"


def test_what_was_installed_from_git_is_named_by_its_commit(monkeypatch: pytest.MonkeyPatch) -> None:
    noted(monkeypatch, {"url": URL, "vcs_info": {"vcs": "git", "commit_id": COMMIT}})
    assert own_requirement() == f"afterword @ git+{URL}@{COMMIT}"


def test_a_wheel_is_named_by_its_address(monkeypatch: pytest.MonkeyPatch) -> None:
    noted(monkeypatch, {"url": f"{URL}.whl", "archive_info": {}})
    assert own_requirement() == f"afterword @ {URL}.whl"


def test_a_checkout_is_named_by_its_origin_and_its_commit(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    noted(monkeypatch, {"url": tmp_path.as_uri(), "dir_info": {"editable": True}})
    with pytest.raises(UserError, match="--install-from git\\+https://"):
        own_requirement()
    git(tmp_path, "init", "--quiet")
    git(tmp_path, "commit", "--quiet", "--allow-empty", "--message", "x")
    git(tmp_path, "remote", "add", "origin", URL)
    commit = git(tmp_path, "rev-parse", "HEAD").strip()
    assert own_requirement() == f"afterword @ git+{URL}@{commit}"
    for secret in (URL.replace("//", "//me:secret@"), URL.replace("//", "//ghp_0123@"), f"{URL}?token=0123"):
        git(tmp_path, "remote", "set-url", "origin", secret)
        with pytest.raises(UserError, match=r"may contain a secret; .*--install-from git\+https://"):
            own_requirement()


@pytest.mark.parametrize(
    ("typed", "requirement"),
    [
        ("1.2.3", "afterword==1.2.3"),
        (f"git+{URL}@{COMMIT}", f"afterword @ git+{URL}@{COMMIT}"),
        (
            f"afterword @ git+ssh://git@x.example/a@{COMMIT}",
            f"afterword @ git+ssh://git@x.example/a@{COMMIT}",
        ),
    ],
)
def test_a_version_or_an_address_may_be_typed(typed: str, requirement: str) -> None:
    assert requirement_of(typed) == requirement


@pytest.mark.parametrize(
    ("typed", "message"),
    [
        (f"git+{URL}@main", "does not end in a whole commit id"),
        (f"git+{URL}", "does not end in a whole commit id"),
        (f"git+https://me:secret@x.example/a@{COMMIT}", "a user name, a password or"),
        (f"git+https://ghp_0123@github.com/a@{COMMIT}", "write it without, as in `git\\+https://"),
        ("https://ghp_0123@x.example/a.whl", "a user name, a password or"),
        (f"git+ssh://git:secret@x.example/a@{COMMIT}", "a user name, a password or"),
        (f"git+{URL}?token=0123@{COMMIT}", "a user name, a password or"),
        (f"{URL}.whl?token=0123", "a user name, a password or"),
        (f"git+{URL}@{COMMIT}\n--index-url https://evil.example", "neither an address"),
        ("../afterword", "neither an address"),
        ("", "neither an address"),
    ],
)
def test_anything_else_is_refused(typed: str, message: str) -> None:
    with pytest.raises(ValueError, match=message):
        requirement_of(typed)
