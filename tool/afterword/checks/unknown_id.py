"""Reports an id in a record that `status.yml` does not define."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from afterword.checks.lookup import replacement, suggestion
from afterword.checks.rule import Finding
from afterword.source.nodes import Path


def unknown_id(
    path: Path, name: str, known: Mapping[str, str], noun: str, *, key: bool = False
) -> Iterator[Finding]:
    """Yield a finding at the field `path` if `name` is not one of the known ids; `noun` says what it should be.

    `key` says that the id is the name of the field rather than its value.
    """
    if name not in known:
        meant = replacement(name, known)
        example = f"{meant}: …" if key else f"{path[-1]}: {meant}"
        message = f"`{name}` is not {noun}; {suggestion(name, known)}"
        yield Finding(path, message, example if meant else "", key=key)
