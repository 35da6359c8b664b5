"""`afterword new`: begins a record."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import options, show_findings
from afterword.cli.failure import telling

if TYPE_CHECKING:
    from afterword.app.scaffold import Draft, Effect
    from afterword.cli.prompts import Asking
    from afterword.records.site import Site
    from afterword.records.vocabulary import Kind

KINDS = ("incident", "maintenance", "near_miss", "drill")
FIRST_WORDS = {
    "investigating": "We are looking into it.",
    "resolved": "This is over.",
    "scheduled": "We will carry out maintenance.",
    "in_progress": "The work has begun.",
    "completed": "The work is done.",
}
"""What customers are told where nothing is said, by the state that the record begins in."""


@click.command()
@click.option("--title", help="What happened, in a few words.")
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    show_default="incident",
    help="What kind of thing it is.",
)
@click.option("--component", multiple=True, help="A component of status.yml; may be repeated.")
@click.option(
    "--level", multiple=True, help="A level of status.yml: one for all components, or one for each in turn."
)
@click.option("--severity", help="A severity of status.yml.")
@click.option(
    "--start", metavar="TIME", help="When it began, in the site's zone, such as '2026-11-20 09:40', or now."
)
@click.option("--end", metavar="TIME", help="When it ended; for maintenance, when it ended or is to end.")
@click.option("--message", help="What customers are told first; for a near miss or a drill, its summary.")
@click.option("--no-input", is_flag=True, help="Ask nothing; what is not said takes its default.")
@options.root
@options.now
def new(
    root: Path,
    now: datetime,
    no_input: bool,
    component: tuple[str, ...],
    level: tuple[str, ...],
    **said: str | None,
) -> None:
    """Begin a record: ask for what is not said, write a commented file that passes `check`.

    An existing record is never overwritten.
    """
    from afterword.app.checking import check
    from afterword.app.create import create_record
    from afterword.app.read_site import read_site, site_root

    said |= {"component": _with_commas(component), "level": _with_commas(level)}
    with telling():
        place = site_root(root)
        site = read_site(place)
        draft = _draft(site, now, no_input, said)
        written = create_record(place, site, draft)
        checked = check(place, now)
    click.echo(f"Wrote {written}")
    found = tuple(diagnostic for diagnostic in checked.diagnostics if diagnostic.location.file == written)
    if found:
        show_findings.show(checked, found, records=1)
    click.echo(
        f"Next: edit it, run `afterword check {written}`, commit it; `afterword serve` shows its page."
    )


def _draft(site: Site, now: datetime, no_input: bool, said: dict[str, str | None]) -> Draft:
    from afterword.app.scaffold import Draft, first_state, time_text
    from afterword.cli.prompts import Asking, a_time, one_of, text_for
    from afterword.records.fields import Prose, Title
    from afterword.records.vocabulary import Kind
    from afterword.records.zone import UTC_ZONE

    ask = Asking(no_input)
    zone = site.zone or UTC_ZONE
    title = ask.value(
        "--title", said["title"], text_for(Title), question="What happened (title)", default=None
    )
    kinds = f"Kind ({', '.join(KINDS)})"
    kind = Kind(ask.value("--kind", said["kind"], one_of(KINDS, "kind"), question=kinds, default=KINDS[0]))
    planned = kind is Kind.MAINTENANCE
    _refuse_what_does_not_fit(kind, said)
    effects = _effects(ask, site, kind, said)
    severity = ""
    if not planned:
        severities = tuple(severity.id for severity in site.severities)
        known = one_of(severities, "severity", optional=True)
        question = f"Severity ({', '.join(severities)})"
        severity = ask.value("--severity", said["severity"], known, question=question, default="")
    begin = a_time(zone, now, may_be_to_come=planned)
    question = f"Begin ({zone.name})"
    start = ask.value("--start", said["start"], begin, question=question, default=time_text(now, zone))
    end = None
    if planned or said["end"]:
        question = f"End ({zone.name})"
        end = ask.value("--end", said["end"], a_time(zone, now), question=question, default=None)
        _sensible_end(start, end, None if planned else now)
    state = first_state(kind, start, end, now)
    words = FIRST_WORDS[state] if state else ""
    prose = text_for(Prose, optional=not words)
    message = ask.value(
        "--message", said["message"], prose, question="What customers are told", default=words
    )
    return Draft(now, title, kind, effects, severity, start, end, message)


def _effects(ask: Asking, site: Site, kind: Kind, said: dict[str, str | None]) -> tuple[Effect, ...]:
    """Ask for components and their levels, where a record of the kind has any."""
    from afterword.app.scaffold import Effect
    from afterword.cli.prompts import several_of
    from afterword.records.vocabulary import Kind
    from afterword.timeline.levels import PUBLIC_KINDS

    known = tuple(component.id for component in site.components)
    if kind not in PUBLIC_KINDS or not (known or said["component"]):
        return ()
    read = several_of(known, "component")
    question = f"Components ({', '.join(known)})"
    components = ask.value("--component", said["component"], read, question=question, default="")
    if not components:
        return ()
    scale = tuple(each.id for each in site.levels)
    question = f"Level ({', '.join(scale)})"
    usual = _usual_level(site, planned=kind is Kind.MAINTENANCE)
    a_level = _levels_for(len(components), several_of(scale, "level", twice=True))
    levels = ask.value("--level", said["level"], a_level, question=question, default=usual)
    return tuple(map(Effect, components, levels))


def _levels_for(components: int, read: Callable[[str], tuple[str, ...]]) -> Callable[[str], tuple[str, ...]]:
    """Read a level for each component; a single one is that of all."""

    def read_levels(text: str) -> tuple[str, ...]:
        levels = read(text)
        if len(levels) == 1:
            return levels * components
        if len(levels) != components:
            raise ValueError(f"{len(levels)} levels for {components} components; say one, or one for each")
        return levels

    return read_levels


def _with_commas(words: tuple[str, ...]) -> str | None:
    """Write the words of a repeated option as a person would answer; None where it was not said."""
    return ", ".join(words) if words else None


def _refuse_what_does_not_fit(kind: Kind, said: dict[str, str | None]) -> None:
    """Tell about options that would have no place in the record, rather than drop them."""
    from afterword.records.vocabulary import Kind

    out_of_place = {
        Kind.MAINTENANCE: ("severity",),
        Kind.NEAR_MISS: ("component", "level"),
        Kind.DRILL: ("component", "level"),
    }
    for option in out_of_place.get(kind, ()):
        if said[option]:
            raise click.UsageError(f"--{option} has no place in a record of kind {kind}")


def _usual_level(site: Site, planned: bool) -> str:
    """Offer the mildest level that fits: maintenance for planned work, trouble for the rest."""
    from afterword.records.vocabulary import ComponentStatus

    wanted = [
        level.id for level in site.levels if (level.status is ComponentStatus.UNDER_MAINTENANCE) is planned
    ]
    troubled = [level_id for level_id in wanted if site.rank(level_id)]
    return (troubled or [level.id for level in site.levels])[0]


def _sensible_end(start: datetime, end: datetime, now: datetime | None) -> None:
    """Refuse an end before the start, and the end of something that cannot have been planned before it came."""
    if end <= start:
        raise click.BadParameter("it must come after the start", param_hint="--end")
    if now and end > now:
        raise click.BadParameter("it is still to come; leave it out until it is over", param_hint="--end")
