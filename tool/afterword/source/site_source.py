"""The source of a site's facts: `status.yml`, and the address in `mkdocs.yml` that counts if it states none."""

from __future__ import annotations

from collections.abc import Mapping
from pathlib import Path
from typing import NamedTuple

import yaml

from afterword.diagnostics import Diagnostic
from afterword.source.files import CONFIG_FILES, SITE_FILE, config_file, read_source

SITE_SOURCES = (SITE_FILE, *CONFIG_FILES)
"""The names of the files that a site can be decoded from."""
_KEY = "site_url"


class SiteSource(NamedTuple):
    """The bytes of `status.yml`, and the `site_url` of `mkdocs.yml`: what a site is decoded from."""

    data: bytes
    site_url: str = ""


def read_site_source(root: Path) -> SiteSource | Diagnostic:
    """Read what a site is decoded from, or return a diagnostic that says why `status.yml` cannot be read."""
    data = read_source(root, SITE_FILE)
    return data if isinstance(data, Diagnostic) else SiteSource(data, read_site_url(root))


def read_site_url(root: Path) -> str:
    """Return the `site_url` of a site's `mkdocs.yml`, as `site_url_in` does."""
    config = read_source(root, config_file(root))
    return "" if isinstance(config, Diagnostic) else site_url_in(config)


def site_source_in(files: Mapping[str, bytes]) -> SiteSource | None:
    """Return what a site is decoded from, given those of `SITE_SOURCES` that it has; None without `status.yml`."""
    if SITE_FILE not in files:
        return None
    config = next((files[name] for name in CONFIG_FILES if name in files), b"")
    return SiteSource(files[SITE_FILE], site_url_in(config))


def site_url_in(config: bytes) -> str:
    """Return the `site_url` that is written in the text of a `mkdocs.yml`; empty if there is none.

    Only the text is read: a value with a tag, such as `!ENV`, or in a file named by `INHERIT`, does not count, and
    nothing in the site runs. Of two values, the last one counts, as for MkDocs.
    """
    if _KEY.encode() not in config:
        return ""
    try:
        return _top_level_value(config)
    except yaml.YAMLError:
        return ""


def _top_level_value(config: bytes) -> str:
    found = ""
    key: str | None = None
    depth, is_key = 0, True
    for event in yaml.parse(config, Loader=yaml.CSafeLoader):
        if depth == 0 and isinstance(event, yaml.SequenceStartEvent):
            return ""
        if depth == 1 and isinstance(event, yaml.NodeEvent):
            value = event.value if isinstance(event, yaml.ScalarEvent) and event.tag is None else None
            if is_key:
                key = value
            elif key == _KEY:
                found = value or ""
            is_key = not is_key
        if isinstance(event, yaml.CollectionStartEvent):
            depth += 1
        elif isinstance(event, yaml.CollectionEndEvent):
            depth -= 1
    return found
