"""`afterword new`: begins a record."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import findings, options
from afterword.cli.failure import telling

if TYPE_CHECKING:
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
    default="incident",
    show_default=True,
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
def new(root: Path, now: datetime, no_input: bool, **said: str) -> None:
    """Begin a record: ask for what is not said, write a commented file that passes `check`.

    An existing record is never overwritten.
    """
    from afterword import app

    with telling():
        place = app.site_root(root)
        site = app.read_site(place)
        draft = _draft(site, now, no_input, said)
        written = app.begin_record(place, site, draft)
        checked = app.check(place, now)
    click.echo(f"Wrote {written}")
    found = tuple(diagnostic for diagnostic in checked.diagnostics if diagnostic.span.file == written)
    if found:
        findings.show(checked, found, records=1)
    click.echo(
        f"Next: edit it, run `afterword check {written}`, commit it; `afterword serve` shows its page."
    )


def _draft(site: Site, now: datetime, no_input: bool, said: dict[str, str]) -> Draft:
    from afterword.cli.asking import Asking, a_line, a_time, one_of
    from afterword.publish.scaffold import Draft, time_text
    from afterword.records.vocabulary import Kind
    from afterword.records.zone import UTC_ZONE
    from afterword.timeline.levels import PUBLIC_KINDS

    ask = Asking(no_input)
    zone = site.zone or UTC_ZONE
    kind = Kind(said["kind"])
    planned = kind is Kind.MAINTENANCE
    _refuse_what_does_not_fit(kind, said)
    components = tuple(component.id for component in site.components)
    severities = tuple(severity.id for severity in site.severities)
    shown_now = time_text(now, zone)
    title = ask.value("--title", said["title"], a_line, "What happened (title)", None)
    component = level = severity = ""
    if kind in PUBLIC_KINDS and (components or said["component"]):
        known = one_of(components, "component", optional=True)
        component = ask.value(
            "--component", said["component"], known, f"Component ({', '.join(components)})", ""
        )
    if component:
        levels = tuple(each.id for each in site.levels)
        usual = _usual_level(site, planned)
        level = ask.value(
            "--level", said["level"], one_of(levels, "level"), f"Level ({', '.join(levels)})", usual
        )
    if not planned:
        known = one_of(severities, "severity", optional=True)
        severity = ask.value("--severity", said["severity"], known, f"Severity ({', '.join(severities)})", "")
    start = ask.value("--start", said["start"], a_time(zone, now), f"Begin ({zone.name})", shown_now)
    end = None
    if planned or said["end"]:
        end = ask.value("--end", said["end"], a_time(zone, now), f"End ({zone.name})", None)
        _sensible_end(start, end, None if planned else now)
    message = ask.value(
        "--message", said["message"], str.strip, "What customers are told", FIRST_WORDS.get(kind, "")
    )
    return Draft(now, title, kind, component, level, severity, start, end, message)


def _refuse_what_does_not_fit(kind: Kind, said: dict[str, str]) -> None:
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
