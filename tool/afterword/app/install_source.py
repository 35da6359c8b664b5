"""Finds out what pip must install to get the Afterword that runs."""

from __future__ import annotations

import json
import re
from importlib.metadata import PackageNotFoundError, distribution
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from afterword import __version__
from afterword.app.errors import UserError
from afterword.source.git_history import GitError, run_git

_PACKAGE = "afterword"
_COMMIT = re.compile(r"[0-9a-f]{40}|[0-9a-f]{64}")
EXAMPLE = "git+https://git.example.com/afterword@COMMIT"


def requirement_of(source: str) -> str:
    """Return the line for pip of an address or a version that somebody typed.

    Raises ValueError if it is neither, an address that changes (one from git needs a commit), or one that may contain a
    secret: hosts accept tokens as the user name of HTTPS and as a parameter.
    """
    text = source.strip()
    if re.fullmatch(r"[0-9][0-9A-Za-z.+!-]*", text):
        return f"{_PACKAGE}=={text}"
    address = text.removeprefix(f"{_PACKAGE} @ ")
    if not re.fullmatch(r"(git\+)?(https|ssh)://[^\s;#]+", address):
        raise ValueError(
            f"{text!r} is neither an address for pip nor a version; write `{EXAMPLE}` or `1.2.3`"
        )
    parts = urlsplit(address)
    if parts.password is not None or "?" in address or ("https" in parts.scheme and "@" in parts.netloc):
        raise ValueError(
            "the address contains a user name, a password or a parameter, and everyone could read it in the "
            f"repository; write it without, as in `{EXAMPLE}`"
        )
    if address.startswith("git+") and not _COMMIT.fullmatch(address.rpartition("@")[2]):
        raise ValueError(f"{text!r} does not end in a whole commit id; write `{EXAMPLE}`, with 40 hex digits")
    return f"{_PACKAGE} @ {address}"


def own_requirement() -> str:
    """Return the line for pip that installs the running Afterword, as its installer recorded it (PEP 610).

    Raises UserError if it was installed from a folder without an address, or its address may contain a secret.
    """
    try:
        noted = distribution(_PACKAGE).read_text("direct_url.json")
    except PackageNotFoundError:
        noted = "{}"
    if noted is None:
        return f"{_PACKAGE}=={__version__}"
    try:
        return requirement_of(_address(json.loads(noted)))
    except ValueError:
        raise UserError(
            "Afterword was installed from a folder, which a build server cannot reach, or from an address that may "
            f"contain a secret; set another source, for example `--install-from {EXAMPLE}`"
        ) from None


def for_people() -> str:
    """Return what people type after `pip install` to get the latest Afterword of the same source; empty if unknown."""
    try:
        source = own_requirement().removeprefix(f"{_PACKAGE} @ ")
    except UserError:
        return ""
    return source.rpartition("@")[0] if source.startswith("git+") else source.partition("==")[0]


def _address(noted: dict[str, Any]) -> str:
    url = str(noted.get("url", ""))
    if version_control := noted.get("vcs_info"):
        return f"{version_control.get('vcs')}+{url}@{version_control.get('commit_id')}"
    return _address_of_checkout(Path(unquote(urlsplit(url).path))) if url.startswith("file:") else url


def _address_of_checkout(folder: Path) -> str:
    """Return the address of the commit that is checked out in a folder; empty if it has none."""
    try:
        remote, commit = (
            run_git(folder, *words).decode().strip()
            for words in (("remote", "get-url", "origin"), ("rev-parse", "HEAD"))
        )
    except (GitError, UnicodeDecodeError):
        return ""
    return f"git+{remote}@{commit}"
