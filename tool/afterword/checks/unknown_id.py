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
    known id that may have been meant if none is similar.
    """
    if name not in known:
        similar = replacement(name, known)
        meant = similar or guess
        example = f"{path[-1]}: {meant}" if value is None else f"{meant}: {value}"
        hint = suggestion(name, known)
        if guess and not similar:
            hint = f"did you mean `{guess}`? Known: {', '.join(known)}"
        message = f"`{shown(name)}` is not {noun}; {hint}"
        yield Finding(path, message, example if meant else "", key=value is not None)
