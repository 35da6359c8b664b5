"""The records and sites that people copy from have the one layout."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from afterword.app.formatting import format_files
from afterword.checks.rule_pages import every_page
from afterword.checks.samples import before_and_after, sample_files
from afterword.layout.layout import laid_out
from afterword.records import introspection
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.source.files import SITE_FILE
from afterword.source.nodes import MappingNode
from afterword.source.parse import parse
from tests.docs.samples import PAGES, parts
from tests.layout.laying_out import SITE
from tests.sites import DEMO, REPOSITORY


def every_sample() -> Iterator[tuple[str, str, str]]:
    """Yield the page, the file and the text of each sample that can be read."""
    for page in PAGES:
        for part in parts(page):
            if part.kind == "yaml" and not (page.stem == "layout" and part.file):  # how it was before
                for text in before_and_after(part.text):
                    for name, body in sample_files(text or "").items():
                        yield page.name, part.file or name, body
    for rule in every_page():
        for files in (rule.passes, rule.fails, *rule.bases.values()):
            for name, body in files.items():
                yield rule.id, name, body


def keys_of(model: type[Record] | type[Site]) -> frozenset[str]:
    return frozenset(introspection.keys(model))


def test_the_samples_of_the_handbook_have_the_layout() -> None:
    seen = 0
    for page, name, text in every_sample():
        root, found = parse(name, text)
        if not isinstance(root, MappingNode) or found:
            continue
        present = {key.text for key, _ in root.entries}
        if not present & (keys_of(Record) | keys_of(Site)) or "jobs" in present or "plugins" in present:
            continue  # of another program
        file = SITE_FILE if present <= keys_of(Site) and not present <= keys_of(Record) else name
        after = laid_out(file, text.rstrip("\n").encode() + b"\n", SITE).after
        assert after is not None, (page, text)
        assert after.decode() == text.rstrip("\n") + "\n", page
        seen += 1
    assert seen > 300


@pytest.mark.parametrize("folder", [DEMO, REPOSITORY], ids=["the demo", "our site"])
def test_our_own_sites_have_the_layout(folder: Path) -> None:
    assert [each.file for each in format_files(folder, [""]) if each.is_changed or each.refused] == []
