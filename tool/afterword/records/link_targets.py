"""Finds out where an address in a text leads: to a record, to a file next to the record, or elsewhere."""

from __future__ import annotations

import posixpath
from functools import lru_cache
from ipaddress import IPv6Address
from typing import NamedTuple, TypeAlias
from urllib.parse import SplitResult, unquote, urlsplit

from afterword.patterns import pattern

RECORD_ID = pattern(r"(?<![a-z0-9-])\d{4}-\d\d-\d\d-[a-z0-9]+(?:-[a-z0-9]+)*")
"""The id of a record, wherever it is in a text in lower case."""

OWN_PAGES = "record"
"""The scheme with which hand-written pages link to records; in a record, an address is that of the page."""
_PAGES = "incidents/"
_WEB = ("http", "https")
_PORTS = {"http": 80, "https": 443}
_HOST = pattern(r"[^\s\"<>\\^`{|}\[\]%/?#@:]+")
_RECORD_FILE = pattern(r"(?P<id>\d{4}-\d\d-\d\d-[a-z0-9-]+)\.(?:ya?ml|md|html)")
_ANY_HOST = "https://host.invalid/"


class Malformed(NamedTuple):
    """An address that leads nowhere, and why."""

    reason: str


class ToRecord(NamedTuple):
    """The page of a record, or a file below it.

    `correct` is False if the address names the record, but does not lead to its page.
    """

    record_id: str
    file: str = ""
    correct: bool = True


class ToOwnFile(NamedTuple):
    """A file in the folder next to the record itself, by its path in that folder.

    `correct` is False if the address leads there from the root of the site, or by way of the folder above.
    """

    name: str
    correct: bool = True


class ToSitePage(NamedTuple):
    """Another page or file of the site, by its path from the site's root."""

    path: str


class Elsewhere(NamedTuple):
    """Another site, a mail address, or a place on the page itself."""


Target: TypeAlias = Malformed | ToRecord | ToOwnFile | ToSitePage | Elsewhere


def link_target(address: str, record_id: str, root: str) -> Target:
    """Return where an address leads from the page of a record; `root` is the address of the site, or empty.

    For a text that is on several pages, `record_id` is empty: a relative address is malformed there.
    """
    address = address.strip()
    if not address:
        return Malformed("only http, https, mailto and addresses within the site are published")
    try:
        parts = urlsplit(address)
        parts = parts._replace(netloc=unquote(parts.netloc), path=unquote(parts.path))
        problem = _problem(parts)
    except ValueError:
        problem = "no browser can read it"
    if problem:
        return Malformed(problem)
    if parts.scheme == OWN_PAGES:
        return ToRecord(parts.path, correct=False)
    home = _home(root)
    if parts.scheme == "mailto" or (parts.netloc and _host(parts) != _host(home)):
        return Elsewhere()
    if not parts.netloc and not parts.path:
        return Elsewhere()
    if not (parts.netloc or parts.path.startswith("/") or record_id):
        return Malformed("the text is on several pages, so the address must begin with `/` or `https://`")
    folder = home.path if home.path.endswith("/") else f"{home.path}/"
    path = _resolved(f"{folder}{_PAGES}{record_id}/", parts.path or "/")
    target = _within(path, folder, record_id)
    if isinstance(target, ToOwnFile):
        return target._replace(correct=not parts.netloc and _is_within_folder(parts.path))
    return target


def _is_within_folder(path: str) -> bool:
    """Return whether a path is relative and never leaves its folder."""
    return posixpath.normpath(path).partition("/")[0] not in ("", "..")


def _resolved(folder: str, path: str) -> str:
    """Return the absolute path to which a decoded path leads from a folder.

    It is no address any more: `?`, `#` and `:` in it belong to names, as in the file that the address leads to.
    """
    ending = "/" if path.endswith(("/", "/.", "/..")) or path in (".", "..") else ""
    resolved = posixpath.normpath(posixpath.join(folder, path)).strip("/")
    return f"/{resolved}{ending}" if resolved else "/"


@lru_cache(maxsize=8)
def _home(root: str) -> SplitResult:
    """Return the parts of the address of a site; if it has none, or an invalid one, no link leads to its host."""
    try:
        home = urlsplit(root or _ANY_HOST)
        return urlsplit(_ANY_HOST) if _problem(home) else home
    except ValueError:
        return urlsplit(_ANY_HOST)


def _within(path: str, folder: str, record_id: str) -> Target:
    """Return the target of an absolute path on the host of the site, which is below `folder`."""
    inside = path.removeprefix(folder) if path.startswith(folder) else None
    page = path[1:] if inside is None else inside
    if not page.startswith(_PAGES) or page == _PAGES:
        return Elsewhere() if inside is None else ToSitePage(page)
    named, _, file = page.removeprefix(_PAGES).partition("/")
    as_file = _RECORD_FILE.fullmatch(file or named)
    if as_file and (not file or named == record_id):
        return ToRecord(as_file["id"], correct=False)
    if inside is None:
        return ToRecord(named, file, correct=False) if RECORD_ID.fullmatch(named) else Elsewhere()
    if file in ("", "index.html"):
        return ToRecord(named)
    if named == record_id:
        return ToOwnFile(file)
    return ToRecord(named, file, correct=file.lower() != "index.md")


def _problem(parts: SplitResult) -> str:
    """Return what is wrong with an absolute address, or an empty text. Raises ValueError if it has no valid form."""
    if parts.scheme not in ("", "mailto", OWN_PAGES, *_WEB):
        return f"only http, https and mailto are published, and this is `{parts.scheme}:`"
    if parts.scheme in _WEB and not parts.netloc:
        return "there is no host in it"
    if parts.netloc:
        host, _ = _host(parts)
        literal = parts.netloc.rpartition("@")[2].startswith("[")
        if literal:
            IPv6Address(host)
        elif not _HOST.fullmatch(host):
            return "its host is not a name"
    return ""


def _host(parts: SplitResult) -> tuple[str, int | None]:
    return (parts.hostname or "").rstrip("."), parts.port or _PORTS.get(parts.scheme, 443)
