"""Reports an id in a record that `status.yml` does not define."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

from afterword.checks.lookup import replacement, suggestion
from afterword.checks.rule import Finding
from afterword.records.error_messages import shown
from afterword.source.nodes import Path


def unknown_id(
    path: Path,
    name: str,
    known: Mapping[str, str],
    noun: str,
    *,
    value: str | None = None,
    guess: str = "",
) -> Iterator[Finding]:
    """Yield a finding at the field `path` if `name` is not one of the known ids; `noun` says what it should be.

    `value` is the field's value, as YAML, where the id is the name of the field rather than its value. `guess` is a
    known id that the name means elsewhere; it comes before one that is only similar.
    """
    if name not in known:
        meant = guess or replacement(name, known)
        example = f"{path[-1]}: {meant}" if value is None else f"{meant}: {value}"
        hint = f"did you mean `{guess}`? Known: {', '.join(known)}" if guess else suggestion(name, known)
        message = f"`{shown(name)}` is not {noun}; {hint}"
        yield Finding(path, message, example if meant else "", key=value is not None)
