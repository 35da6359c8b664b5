"""A site as an editor needs it: read once, then one text after the other is checked as it is typed."""

from __future__ import annotations

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from functools import lru_cache
from pathlib import Path

from afterword.app.read_site import decoded_site
from afterword.app.site_files import CheckedFiles
from afterword.cache.checks import CheckCache
from afterword.checks.leaks.hiding import without_secrets
from afterword.checks.record_ids import build_record_ids
from afterword.checks.runner import Checker
from afterword.diagnostics import Diagnostic, in_order
from afterword.records.decode import Decoded, decode_record, decode_site
from afterword.records.record import Record
from afterword.records.settings import RuleLevel
from afterword.records.site import Site
from afterword.source.files import SITE_FILE, FileStat, find_root, list_records, read_source
from afterword.source.git_history import FormerVersion, former_versions
from afterword.source.site_source import read_site_url
from afterword.source.text import decode

_ENDINGS = (".yml", ".yaml")
_RECORDS = "incidents/"
_ALIASES = b"aliases"
_ENCODING = frozenset({"not-utf-8", "byte-order-mark"})
"""Problems of a file that an editor does not show: it opens the text as if there were none."""

_NEED_MORE = ("same-window", "site-zone-changed")
"""Rules that need all records, or former versions of `status.yml`: only `check` has them."""


@dataclass(frozen=True)
class LiveSite:
    """A site without its records: `status.yml` as it is saved, the names of all files, and the rules.

    `known` is the last `status.yml` that could be used, for suggestions. `aliases` are the former ids of each record,
    with the state of its file when they were read. Nothing is written, and no cache is used.
    """

    root: Path
    site: Site
    known: Site
    usable: bool
    site_text: str
    listed: Mapping[str, FileStat]
    aliases: Mapping[str, tuple[FileStat, tuple[str, ...]]]
    checker: Checker
    files: frozenset[str] = field(default_factory=frozenset)

    def findings(self, file: str, text: str, now: datetime) -> tuple[Diagnostic, ...]:
        """Return the findings in the text of a file of the site, as `check` reports them once it is saved."""
        found, _ = self.judged(file, text, now)
        return in_order((*without_secrets(found, text), *self._encoding(file)))

    def judged(self, file: str, text: str, now: datetime) -> tuple[tuple[Diagnostic, ...], bool]:
        """Return the findings in a text, which may quote secrets, and whether all of it could be used."""
        data = text.encode("utf-8", "surrogatepass")
        return self._judged_site(data) if file == SITE_FILE else self._judged_record(file, data, now)

    def decode(self, file: str, text: str) -> Decoded[Record]:
        """Decode the text of a record."""
        return decode_record(file, text.encode("utf-8", "surrogatepass"), self.site)

    def _judged_record(self, file: str, data: bytes, now: datetime) -> tuple[tuple[Diagnostic, ...], bool]:
        decoded = decode_record(file, data, self.site)
        found = decoded.diagnostics
        if self.usable:
            found += self.checker.check_record(decoded.document, decoded.model, now).diagnostics
        return in_order(found), _is_complete(decoded)

    def _judged_site(self, data: bytes) -> tuple[tuple[Diagnostic, ...], bool]:
        decoded = decode_site(SITE_FILE, data, read_site_url(self.root))
        found = decoded.diagnostics
        if decoded.model is not None:
            aliases = {file: names for file, (_, names) in self.aliases.items() if names}
            checker = Checker(
                _checkable(decoded.model), decoded.document, build_record_ids(self.files, aliases=aliases)
            )
            found += checker.site_diagnostics()
        return in_order(found), _is_complete(decoded)

    def _encoding(self, file: str) -> tuple[Diagnostic, ...]:
        """Return what is wrong with the encoding of the file on the disk."""
        source = read_source(self.root, file)
        if isinstance(source, Diagnostic):
            return ()
        return tuple(each for each in decode(file, source)[1] if each.rule in _ENCODING)


def _is_complete(decoded: Decoded[Record] | Decoded[Site]) -> bool:
    return decoded.model is not None and not decoded.document.left_out


def _checkable(site: Site) -> Site:
    """Return a site without the rules that need more than an editor has; no suppression of them is then unused."""
    rules = {**site.review.rules, **dict.fromkeys(_NEED_MORE, RuleLevel.OFF)}
    return site.model_copy(update={"review": site.review.model_copy(update={"rules": rules})})


def place_of(path: Path) -> tuple[Path, str] | None:
    """Return the site that a file belongs to, and its name there; None if it is neither `status.yml` nor a record."""
    resolved = path.resolve()
    root = find_root(resolved.parent)
    if root is None:
        return None
    name = resolved.relative_to(root).as_posix()
    if name == SITE_FILE:
        return root, name
    parts = name.split("/")
    is_record = name.startswith(_RECORDS) and name.lower().endswith(_ENDINGS)
    hidden = any(part.startswith(".") for part in parts)
    if not is_record or hidden or _is_attachment(root, parts):
        return None
    return root, name


def _is_attachment(root: Path, parts: list[str]) -> bool:
    """Return whether a folder above a file is that of a record's attachments."""
    folders = ("/".join(parts[:end]) for end in range(2, len(parts)))
    return any((root / f"{folder}{ending}").is_file() for folder in folders for ending in _ENDINGS)


def read_live_site(root: Path, now: datetime, opened: Collection[str], former: LiveSite | None) -> LiveSite:
    """Read a site. `opened` are files that an editor has open, and that may not exist yet.

    Of the records, only their former ids are read, and only of those that have changed since `former` was read.
    """
    decoded, _ = decoded_site(root)
    site = decoded.model or _NO_SITE
    listed = {each.path: each for each in list_records(root)[0]}
    files = frozenset(listed) | {file for file in opened if file != SITE_FILE}
    known = former.aliases if former else {}
    aliases = {file: _aliases(root, each, site, known.get(file)) for file, each in listed.items()}
    with_aliases = {file: found for file, (_, found) in aliases.items() if found}
    contents = CheckedFiles(root, site, listed, _no_cache(), now)
    checker = Checker(
        _checkable(site),
        decoded.document,
        build_record_ids(files, contents, with_aliases),
        former_texts=_remembered(root),
    )
    return LiveSite(
        root=root,
        site=site,
        known=decoded.model or (former.known if former else site),
        usable=decoded.model is not None,
        site_text=decoded.document.text,
        listed=listed,
        aliases=aliases,
        checker=checker,
        files=files,
    )


def _aliases(
    root: Path, listed: FileStat, site: Site, known: tuple[FileStat, tuple[str, ...]] | None
) -> tuple[FileStat, tuple[str, ...]]:
    if known and known[0] == listed:
        return known
    source = read_source(root, listed.path)
    if isinstance(source, Diagnostic) or _ALIASES not in source:
        return listed, ()
    record = decode_record(listed.path, source, site).model
    return listed, record.aliases if record else ()


def _remembered(root: Path) -> Callable[[str], tuple[FormerVersion, ...]] | None:
    """Return the function that reads former versions of a record from git, once for each record."""
    versions = former_versions(root)
    return versions and lru_cache(maxsize=64)(versions)


def _no_cache() -> CheckCache:
    cache = CheckCache(None, "")
    cache.former  # noqa: B018 - read now, so that the database can be closed
    cache.close()
    return cache


_NO_SITE = Site.model_validate({"page": {"name": "?"}})
