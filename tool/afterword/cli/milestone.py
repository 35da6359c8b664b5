"""`afterword milestone`: sets milestones of a record."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import datetime
from pathlib import Path

import click

from afterword.cli import complete, edit
from afterword.cli.group import examples

_SHORTEST = len("ack")
_SIMILAR = 0.85
"""From which similarity on a word is a mistyped milestone, rather than a part of an id."""


@click.command(
    short_help="Set milestones of a record.",
    epilog=examples(
        "afterword milestone detected=14:05 acknowledged=-5m identified",
        "afterword milestone mitigated",
        'afterword milestone search started="2026-11-20 09:38~"',
    ),
)
@click.argument(
    "words",
    nargs=-1,
    required=True,
    metavar="NAME[=TIME]... [ID]",
    shell_complete=complete.milestones_or_record,
)
@edit.edits_a_record
def milestone(*, words: tuple[str, ...], root: Path, now: datetime, yes: bool, dry_run: bool) -> None:
    """Set milestones, from which response times are computed.

    NAME is started, detected, acknowledged, declared, notified, identified, mitigated or resolved, or the beginning of
    one. Without a TIME, it is now. Once the incident is over, a clock time without a day is on the day of its end.
    Times in an impossible order are refused.
    """
    from afterword.editing.milestones import set_milestones

    typed, record = _names_and_id(words)
    session = edit.Session(root, now, record, yes=yes, dry_run=dry_run)
    times = {
        name: session.moment(text, name, of_incident=True, allow_day=True, is_end=name == "resolved")
        for name, text in typed.items()
    }
    session.apply(lambda found: set_milestones(found, times))


def _names_and_id(words: Sequence[str]) -> tuple[Mapping[str, str], str | None]:
    """Divide arguments into milestones, each with what was typed for its time, and the id of a record, if any.

    Raises a usage error for a word that is neither, and for a milestone that is named twice.
    """
    from afterword.arguments.choice import one_of
    from afterword.records.error_messages import nearest
    from afterword.timeline.lifecycle import MILESTONE_NAMES

    read = one_of(MILESTONE_NAMES, "milestone")
    typed: dict[str, str] = {}
    others: list[str] = []
    for word in words:
        key, sign, text = word.partition("=")
        is_name = any(name.startswith(key.casefold()) for name in MILESTONE_NAMES) and len(key) >= _SHORTEST
        if not sign and not is_name and not nearest(key.casefold(), MILESTONE_NAMES, cutoff=_SIMILAR):
            others.append(word)
            continue
        try:
            name = read(key)
        except ValueError as error:
            raise click.UsageError(str(error)) from None
        if sign and not text.strip():
            raise click.UsageError(f"`{word}` has no time; write {name}=14:05, or {name} alone for now")
        if name in typed:
            raise click.UsageError(f"`{name}` is named twice; name it once")
        typed[name] = text or "now"
    if not typed:
        raise click.UsageError(f"a milestone is missing; write one such as `{others[0]} detected=14:05`")
    if len(others) > 1 and others[-1][:1].isdigit() and ":" in others[-1]:
        name = next(reversed(typed))
        raise click.UsageError(f"a time belongs to a milestone; write {name}={others[-1]}")
    if len(others) > 1:
        raise click.UsageError(
            f"`{others[0]}` and `{others[1]}` cannot both be the record; write one of them"
        )
    return typed, others[0] if others else None
