"""`afterword new`: creates a record."""

from __future__ import annotations

import re
from collections.abc import Callable
from datetime import datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import complete, options, show_findings
from afterword.cli.console import say
from afterword.cli.failure import user_errors
from afterword.cli.group import examples

if TYPE_CHECKING:
    from afterword.app.scaffold import Draft, Effect
    from afterword.cli.prompts import OptionReader
    from afterword.records.site import Site
    from afterword.records.vocabulary import Kind
    from afterword.records.zone import Zone

KINDS = ("incident", "maintenance", "near_miss", "drill", "notice")
DEFAULT_MESSAGES = {
    "investigating": "We are looking into it.",
    "scheduled": "We will carry out maintenance.",
    "in_progress": "The work has begun.",
}
"""The default first message to customers, by the state in which the record begins. A past event has no update."""


@click.command(
    epilog=examples(
        "afterword new",
        'afterword new --no-input --title "Search is slow" --component search --level degraded',
        'afterword new --kind maintenance --start "2026-12-02 02:00" --end "2026-12-02 04:00"',
    ),
)
@click.option("--title", help="What happened, in a few words.")
@click.option("--id", metavar="WORDS", help="Words for its id and address; default: those of the title.")
@click.option(
    "--kind",
    type=click.Choice(KINDS),
    show_default="incident",
    help="Kind of the record.",
)
@click.option(
    "--component",
    multiple=True,
    shell_complete=complete.components,
    help="A component of status.yml; can be repeated.",
)
@click.option(
    "--level",
    multiple=True,
    shell_complete=complete.levels,
    help="A level of status.yml: one for all components, or one for each in the same order.",
)
@click.option("--severity", shell_complete=complete.severities, help="A severity of status.yml.")
@click.option(
    "--start", metavar="TIME", help="When it started, in the site's zone, such as '2026-11-20 09:40', or now."
)
@click.option(
    "--end",
    metavar="TIME",
    help="When it ended; for maintenance, also when it will end; for a notice, until when it is shown.",
)
@click.option(
    "--message",
    help="First message to customers; for a past event, a near miss, a drill or a notice, the summary.",
)
@click.option("--no-input", is_flag=True, help="Ask nothing, and use defaults for options that are missing.")
@options.root
@options.now
def new(
    root: Path,
    now: datetime,
    no_input: bool,
    component: tuple[str, ...],
    level: tuple[str, ...],
    **given: str | None,
) -> None:
    """Create a record: ask for missing options, then write a commented file that passes `check`.

    An existing record is never overwritten: if there is one with the same day and title, the id of the new one gets a
    number.
    """
    from afterword.app.checking import check
    from afterword.app.create import create_record
    from afterword.app.read_site import read_site, site_root

    given |= {"component": _with_commas(component), "level": _with_commas(level)}
    with user_errors():
        site_folder = site_root(root)
        site = read_site(site_folder)
        draft = _draft(site, site_folder, now, no_input, given)
        written, existing = create_record(site_folder, site, draft)
        checked = check(site_folder, now)
    say(f"Wrote {written}" + (f" ({existing} exists already)" if existing else ""))
    findings = tuple(each for each in checked.diagnostics if each.location.file == written)
    if findings:
        show_findings.show(checked, findings, records=1)
    say(f"Next: edit it, run `afterword check {written}`, commit it; `afterword serve` shows its page.")


def _draft(site: Site, folder: Path, now: datetime, no_input: bool, given: dict[str, str | None]) -> Draft:
    from afterword.app.new_ids import slug
    from afterword.app.scaffold import Draft, first_state
    from afterword.arguments import choice, moments
    from afterword.cli.prompts import OptionReader, text_for
    from afterword.records.fields import Prose, Title
    from afterword.records.time_text import time_text
    from afterword.records.vocabulary import Kind
    from afterword.records.zone import UTC_ZONE

    needed = {
        Kind.MAINTENANCE.value: ' --end "2026-11-20 12:00"',
        Kind.NOTICE.value: ' --end "2026-12-04 18:00" --message "The office is closed."',
    }
    options = OptionReader(no_input, f'--title "Search is slow"{needed.get(given["kind"] or "", "")}')
    zone = site.zone or UTC_ZONE
    title = options.value(
        "--title", given["title"], text_for(Title), question="What happened (title)", default=None
    )
    words = ""
    if given["id"] is not None or not slug(title):
        question = "Words for its address, in Latin letters (id)"
        words = options.value("--id", given["id"], _new_id(folder), question=question, default="")
    kinds = f"Kind ({', '.join(KINDS)})"
    kind = Kind(
        options.value("--kind", given["kind"], choice.one_of(KINDS, "kind"), question=kinds, default=KINDS[0])
    )
    is_planned, is_notice = kind is Kind.MAINTENANCE, kind is Kind.NOTICE
    _refuse_other_options(kind, given)
    effects = _effects(options, site, kind, given)
    severity = ""
    if not is_planned and not is_notice:
        severities = tuple(severity.id for severity in site.severities)
        question = f"Severity ({', '.join(severities)})"
        severity = options.value(
            "--severity",
            given["severity"],
            choice.one_of(severities, "severity", optional=True),
            question=question,
            default="",
        )
    start, end = now.replace(second=0, microsecond=0), None
    if not is_notice:
        begin = moments.instant_in(zone, now, is_planned=is_planned, allow_future=is_planned)
        question = f"Start ({zone.name})"
        start = options.value(
            "--start", given["start"], begin, question=question, default=time_text(start, zone)
        )
    if is_planned or is_notice or given["end"]:
        question = f"{'Shown until' if is_notice else 'End'} ({zone.name})"
        finish = moments.instant_in(zone, now, is_end=True, after=start)
        end = options.value("--end", given["end"], finish, question=question, default=None)
        latest = None if is_planned or is_notice else now
        _refuse_wrong_end(start, end, latest, zone, began=time_text(start, zone))
    state = first_state(kind, start, end, now)
    default = DEFAULT_MESSAGES.get(state, "") if state else None if is_notice else ""
    prose = text_for(Prose, optional=default == "")
    message = options.value(
        "--message",
        given["message"],
        prose,
        question="Message to customers" if default else "Summary: what customers saw",
        default=default,
    )
    return Draft(
        now.replace(second=0, microsecond=0), title, kind, effects, severity, start, end, message, words
    )


def _new_id(folder: Path) -> Callable[[str], str]:
    """Return a reader of the words of an id, or of a whole id that no record has."""

    def read(text: str) -> str:
        from afterword.app.create import path_of_id
        from afterword.app.new_ids import slug
        from afterword.app.scaffold import DAY_OF_ID
        from afterword.records.value_readers import SLUG
        from afterword.records.zone import read_date

        words = text.strip()
        if words and not re.fullmatch(SLUG, words):
            meant = f"; write it like {slug(words)}" if slug(words) else ""
            raise ValueError(f"`{words}` is not made of lower-case letters, digits and single hyphens{meant}")
        if DAY_OF_ID.match(words):
            read_date(words[:10])
            if taken := path_of_id(folder, words):
                raise ValueError(f"{taken} exists already")
        return words

    return read


def _effects(
    options: OptionReader, site: Site, kind: Kind, given: dict[str, str | None]
) -> tuple[Effect, ...]:
    """Read the components and their levels, if records of this kind have any."""
    from afterword.app.scaffold import Effect
    from afterword.arguments.choice import several_of
    from afterword.checks.lookup import build_lookup
    from afterword.records.synonyms import level_for
    from afterword.records.vocabulary import Kind
    from afterword.timeline.levels import PUBLIC_KINDS

    known = tuple(component.id for component in site.components)
    if kind not in PUBLIC_KINDS or not (known or given["component"]):
        return ()
    names = {each.name: each.id for each in site.components}
    read = several_of(known, "component", names={**names, **site.component_aliases})
    question = f"Components ({', '.join(known)})"
    components = options.value("--component", given["component"], read, question=question, default="")
    if not components:
        if given["level"]:
            raise click.UsageError("--level needs --component: the level is that of a component")
        return ()
    scale = tuple(each.id for each in site.levels)
    question = f"Level ({', '.join(scale)})"
    default = _default_level(site, planned=kind is Kind.MAINTENANCE)
    read_level = several_of(
        scale,
        "level",
        allow_repeats=True,
        names={each.name: each.id for each in site.levels},
        meant=partial(level_for, levels=scale, by_status=build_lookup(site).levels_by_status),
    )
    read_levels = _levels_for(len(components), read_level)
    levels = options.value("--level", given["level"], read_levels, question=question, default=default)
    return tuple(map(Effect, components, levels))


def _levels_for(components: int, read: Callable[[str], tuple[str, ...]]) -> Callable[[str], tuple[str, ...]]:
    """Return a reader of levels: one for each component, or a single one for all."""

    def read_levels(text: str) -> tuple[str, ...]:
        levels = read(text)
        if len(levels) == 1:
            return levels * components
        if len(levels) != components:
            raise ValueError(f"{len(levels)} levels for {components} components; give one, or one for each")
        return levels

    return read_levels


def _with_commas(words: tuple[str, ...]) -> str | None:
    """Join the values of a repeated option as a person would type them, or return None if there are none."""
    return ", ".join(words) if words else None


def _refuse_other_options(kind: Kind, given: dict[str, str | None]) -> None:
    """Raise a usage error for an option that does not apply to the kind, rather than ignore it."""
    from afterword.records.vocabulary import Kind

    refused = {
        Kind.MAINTENANCE: ("severity",),
        Kind.NEAR_MISS: ("component", "level"),
        Kind.DRILL: ("component", "level"),
        Kind.NOTICE: ("component", "level", "severity", "start"),
    }
    for option in refused.get(kind, ()):
        if given[option]:
            raise click.UsageError(f"--{option} does not apply to a record of the kind {kind}")


def _default_level(site: Site, planned: bool) -> str:
    """Return the mildest level that fits: one of maintenance for planned work, one of a problem for the rest."""
    from afterword.records.vocabulary import ComponentStatus

    fitting = [
        level.id for level in site.levels if (level.status is ComponentStatus.UNDER_MAINTENANCE) is planned
    ]
    impaired = [level_id for level_id in fitting if site.rank(level_id)]
    return (impaired or [level.id for level in site.levels])[0]


def _refuse_wrong_end(
    start: datetime, end: datetime, now: datetime | None, zone: Zone, *, began: str
) -> None:
    """Raise a usage error for an end before the start, which is `began` in words, or after `now` if there is one.

    Of a day, a month or a year, only a part may be after `now`.
    """
    from afterword.records.rough_time import form_of, is_coarse, period_of

    if end <= start:
        raise click.BadParameter(f"it must be after the start, {began}", param_hint="--end")
    if now and (zone.start_of(period_of(form_of(end))[0]) if is_coarse(end) else end) > now:
        raise click.BadParameter(
            "it is in the future; leave it out until the record is over", param_hint="--end"
        )
