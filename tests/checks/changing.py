"""Finds what rules say about a change: of files before and after it, in two folders."""

from __future__ import annotations

import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from tempfile import mkdtemp

from afterword.app.checking import check
from afterword.app.published_before import with_changes
from afterword.app.revisions import NamedVersion
from afterword.app.versions import Folder
from afterword.checks.registry import CHANGE_RULES
from afterword.checks.samples import SAMPLE_FILE
from afterword.diagnostics import Diagnostic
from tests.checks.demo import NOW, SITE

RULES_OF_CHANGES = {rule.id for rule in CHANGE_RULES}


def change_findings(
    before: Mapping[str, str], after: Mapping[str, str], now: datetime = NOW
) -> list[Diagnostic]:
    """Return what the rules that judge a change find between two sites, with the demo site if none is given."""
    with _folders(before, after) as (former, present):
        base = NamedVersion(Folder(former), "the last version")
        found = with_changes(check(present, now), base).diagnostics
        return [each for each in found if each.rule in RULES_OF_CHANGES or each.rule == "rule-failed"]


def changed_record(
    before: str, after: str, *, site: str = SITE, now: datetime = NOW, file: str = SAMPLE_FILE
) -> list[Diagnostic]:
    """Return what the rules that judge a change find in one record."""
    return change_findings({"status.yml": site, file: before}, {"status.yml": site, file: after}, now)


@contextmanager
def _folders(*versions: Mapping[str, str]) -> Iterator[list[Path]]:
    folder = Path(mkdtemp())
    try:
        yield [_written(folder / str(number), files) for number, files in enumerate(versions)]
    finally:
        shutil.rmtree(folder)


def _written(folder: Path, files: Mapping[str, str]) -> Path:
    for name, text in {"status.yml": SITE, **files}.items():
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        (folder / name).write_text(text, encoding="utf-8")
    return folder
