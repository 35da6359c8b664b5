"""`afterword new`: begins a record."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import findings, options
from afterword.cli.failure import telling

if TYPE_CHECKING:
    from afterword.cli.asking import Asking
    from afterword.publish.scaffold import Draft
    from afterword.records.site import Site
    from afterword.records.vocabulary import Kind

KINDS = ("incident", "maintenance", "near_miss", "drill")
FIRST_WORDS = {"incident": "We are looking into it.", "maintenance": "We will carry out maintenance."}


@click.command()
@click.option("--title", help="What happened, in a few words.")
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    show_default="incident",
    help="What kind of thing it is.",
)
@click.option("--component", help="A component of status.yml.")
@click.option("--level", help="A level of status.yml.")
@click.option("--severity", help="A severity of status.yml.")
@click.option(
    "--start", metavar="TIME", help="When it began, in the site's zone, such as '2026-11-20 09:40', or now."
)
@click.option("--end", metavar="TIME", help="When it ended; for maintenance, when it is to end.")
@click.option("--message", help="What customers are told first; for a near miss or a drill, its summary.")
@click.option("--no-input", is_flag=True, help="Ask nothing; what is not said takes its default.")
@options.root
@options.now
def new(root: Path, now: datetime, no_input: bool, **said: str | None) -> None:
    """Begin a record: ask for what is not said, write a commented file that passes `check`.

    An existing record is never overwritten.
    """
    from afterword.app.beginning import begin_record
    from afterword.app.checking import check
    from afterword.app.site import read_site, site_root

    with telling():
        place = site_root(root)
        site = read_site(place)
        draft = _draft(site, now, no_input, said)
        written = begin_record(place, site, draft)
        checked = check(place, now)
    click.echo(f"Wrote {written}")
    found = tuple(diagnostic for diagnostic in checked.diagnostics if diagnostic.span.file == written)
    if found:
        findings.show(checked, found, records=1)
    click.echo(
        f"Next: edit it, run `afterword check {written}`, commit it; `afterword serve` shows its page."
    )


def _draft(site: Site, now: datetime, no_input: bool, said: dict[str, str | None]) -> Draft:
    from afterword.cli.asking import Asking, a_time, one_of, text_for
    from afterword.publish.scaffold import Draft, time_text
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
    component, level = _effect(ask, site, kind, said)
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
    words = FIRST_WORDS.get(kind, "")
    prose = text_for(Prose, optional=not words)
    message = ask.value(
        "--message", said["message"], prose, question="What customers are told", default=words
    )
    return Draft(now, title, kind, component, level, severity, start, end, message)


def _effect(ask: Asking, site: Site, kind: Kind, said: dict[str, str | None]) -> tuple[str, str]:
    """Ask for a component and its level, where a record of the kind has any."""
    from afterword.cli.asking import one_of
    from afterword.records.vocabulary import Kind
    from afterword.timeline.levels import PUBLIC_KINDS

    components = tuple(component.id for component in site.components)
    if kind not in PUBLIC_KINDS or not (components or said["component"]):
        return "", ""
    known = one_of(components, "component", optional=True)
    question = f"Component ({', '.join(components)})"
    component = ask.value("--component", said["component"], known, question=question, default="")
    if not component:
        return "", ""
    levels = tuple(each.id for each in site.levels)
    question = f"Level ({', '.join(levels)})"
    usual = _usual_level(site, planned=kind is Kind.MAINTENANCE)
    level = ask.value("--level", said["level"], one_of(levels, "level"), question=question, default=usual)
    return component, level


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
