"""No view fails on a record that breaks a rule: at three in the morning, one is not asked to mend it first."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from afterword.checks.rule_pages import every_page
from tests.checks.demo import SITE
from tests.cli.views.running import in_terminal, rows, run
from tests.sites import write_site

NOW = "2026-12-01 12:00"


def samples() -> Iterator[tuple[str, dict[str, str]]]:
    for page in every_page():
        for verdict, files in (("passes", page.passes), ("fails", page.fails)):
            if files:
                yield f"{page.id}-{verdict}", dict(files)


@pytest.mark.parametrize(
    ("name", "files"),
    [*samples()][::8],  # a part of them: each runs a dozen commands
    ids=lambda value: value if isinstance(value, str) else "",
)
def test_samples_of_rules_are_shown(tmp_path: Path, name: str, files: dict[str, str]) -> None:
    root = write_site(tmp_path, {}, SITE)
    for path, text in files.items():
        (root / path).parent.mkdir(parents=True, exist_ok=True)
        (root / path).write_text(text, "utf-8")
    if run(root, "list", now=NOW).exit_code == 2:
        return  # a sample of `status.yml` with errors
    for command in ("list", "now", "actions", "calendar", "stats"):
        assert in_terminal(root, 60, command, now=NOW).status in (0, 1)
        assert run(root, command, now=NOW).exit_code in (0, 1)
    for record, state, *_ in rows(root, "list", now=NOW):
        if state != "broken":
            path = next(path for path in files if Path(path).stem == record)
            for command in ("show", "timeline"):
                screen = in_terminal(root, 60, command, path, now=NOW)
                assert screen.status == 0, f"{name}\n{screen.text}"
