"""Finds out which findings in hand-written pages, `mkdocs.yml` and other files of MkDocs a former version has too."""

from __future__ import annotations

import os
import re
from collections import Counter
from collections.abc import Iterator
from itertools import accumulate
from pathlib import Path

from afterword.app.checking import LinkFindings
from afterword.app.former_site import FormerSite
from afterword.checks.finding_keys import without_lines
from afterword.diagnostics import Diagnostic
from afterword.patterns import pattern
from afterword.source.files import CONFIG_FILES, SITE_FILE

_TOP_LEVEL = pattern(r"^(?=[^\s#-])", re.MULTILINE)
"""Where a top-level key of YAML begins."""


def older_findings(
    root: Path,
    file: str,
    findings: tuple[Diagnostic, ...],
    sites: tuple[FormerSite, FormerSite],
    of_links: LinkFindings,
) -> Iterator[Diagnostic]:
    """Yield those findings in a file that its former version has too; none if there was no such file.

    Links to records are judged again, since a record may be gone. A finding in `mkdocs.yml` is the same if its
    top-level key is as it was, and, if it is about `status.yml` too, this is. Any other finding is the same only in an
    unchanged file: what is wrong in a template of the theme may be far from the line with the finding.
    """
    path = Path(os.path.relpath(file, root)).as_posix() if os.path.isabs(file) else file
    former, present = (site.content(path) for site in sites)
    if former is None:
        return
    before, now = (
        of_links(file, content or b"", site.ids)
        for content, site in zip((former, present), sites, strict=True)
    )
    left = Counter(map(without_lines, before))
    for each in findings:
        if each in now:
            left[without_lines(each)] -= 1
            is_older = left[without_lines(each)] >= 0
        elif SITE_FILE in each.message and SITE_FILE in sites[0].changed:
            is_older = False
        else:
            is_older = former == present or (
                path in CONFIG_FILES and _key_at(each.location.line, present) in _keys(former)
            )
        if is_older:
            yield each


def _keys(config: bytes) -> list[str]:
    """Return the text of each top-level key of `mkdocs.yml`, with its value."""
    return _TOP_LEVEL.split(config.decode("utf-8", "replace"))


def _key_at(line: int, config: bytes | None) -> str | None:
    """Return the text of the top-level key at a line; None for line 0, the whole file."""
    keys = _keys(config or b"")
    ends = accumulate(text.count("\n") for text in keys)
    return next((text for text, end in zip(keys, ends, strict=True) if 0 < line <= end), None)
