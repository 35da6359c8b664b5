"""Formats do not overwrite each other's files or fragments, and their files can be reused."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

from afterword.formats.registry import FORMATS, latest_fragments, record_artifacts
from afterword.render.environment import create_environment
from afterword.views import urls
from afterword.views.incident.page import record_parts
from afterword.views.text.words import ENGLISH
from tests.formats.made import made_of_demo
from tests.sites import DEMO, published


def test_files_and_fragments_of_a_record_have_one_format_each() -> None:
    context, templates = published(DEMO), create_environment(ENGLISH)
    for record in context.records:
        parts = record_parts(context, record)
        made = [each.artifacts(context, record, parts, templates) for each in FORMATS]
        bare = record_parts(context, record, with_chart=False)
        latest = [each.latest_fragments(context, record, bare, templates, 0) for each in FORMATS]
        paths = Counter(file.path for each in made for file in each.files)
        names = Counter(name for each in (*(each.fragments for each in made), *latest) for name in each)
        assert {*paths.values(), *names.values()} == {1}, record.id
        together = record_artifacts(context, record, parts, templates)
        assert sorted(file.path for file in together.files) == sorted(paths)
        of_latest = latest_fragments(context, record, parts, templates)
        assert of_latest == {name: text for each in latest for name, text in each.items()}
        assert together.fragments.keys() | of_latest.keys() == names.keys()
        assert len(together.action_data) == len(record.action_items)


def test_files_that_can_be_reused_are_in_the_folders_that_builds_preserve(tmp_path: Path) -> None:
    below = [path for path in made_of_demo(tmp_path) if "/" in path]
    assert below
    assert [path for path in below if not path.startswith(urls.GROWING)] == []
