"""The table of plugins in the handbook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from tests.mkdocs_plugin.matrix.cases import CASES
from tests.sites import REPOSITORY

PAGE = REPOSITORY / "docs" / "handbook" / "plugins.md"
_HEAD = "| plugin or feature | result | note |"


def with_table(page: str, results: Mapping[str, str]) -> str:
    """Return the page with a table of these results, by name, in the place of the one that it has."""
    before, _, rest = page.partition(_HEAD)
    _, _, after = rest.partition("\n\n")
    table = "\n".join(_lines(results))
    return f"{before}{table}\n\n{after}"


def _lines(results: Mapping[str, str]) -> Iterator[str]:
    yield _HEAD
    yield "|---|---|---|"
    for case in CASES:
        name = f"`{case.name}`" if case.is_plugin else case.name
        yield f"| {name} | {results[case.name]} | {case.note} |"
