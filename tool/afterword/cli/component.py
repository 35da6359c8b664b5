"""`afterword component`: renames, retires and moves components."""

from __future__ import annotations

from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import complete, edit
from afterword.cli.failure import user_errors
from afterword.cli.group import Subcommands, examples
from afterword.cli.site_session import SiteSession

if TYPE_CHECKING:
    from afterword.records.site import Site

_COMPONENT = click.argument("component_id", metavar="COMPONENT", shell_complete=complete.components)


@click.group(
    cls=Subcommands,
    short_help="Rename, retire or move a component.",
    epilog=examples(
        "afterword component rename search finder",
        "afterword component retire fax --on 2026-12-31",
        "afterword component move api platform --since tomorrow",
    ),
)
def component() -> None:
    """Change a component in `status.yml`, and what refers to it in all records.

    COMPONENT is its id, its name, or the beginning of either.
    """


@component.command(short_help="Give it another id.")
@_COMPONENT
@click.argument("new_id", metavar="NEW-ID")
@edit.edits_a_record
def rename(*, component_id: str, new_id: str, root: Path, now: datetime, yes: bool, dry_run: bool) -> None:
    """Give a component another id. Its former addresses lead to the new ones.

    The name that readers see is `name`, which can be changed at any time.
    """
    from afterword.app.edit_site import edit_component_id
    from afterword.cli.prompts import text_for
    from afterword.records.fields import Slug

    session = SiteSession(root, now, yes=yes, dry_run=dry_run)
    old = _known(session.site, component_id)
    try:
        new = text_for(Slug)(new_id)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="NEW-ID") from None
    with user_errors():
        edited = edit_component_id(session.root, old, new)
    records = len(edited.files) - 1
    named = "1 record names it and is" if records == 1 else f"{records:,} records name it and are"
    session.finish(edited, notes=[f"{named} changed too."] if records else ())


@component.command(short_help="Give it a last day.")
@_COMPONENT
@click.option("--on", metavar="DAY", show_default="today", help="Its last day.")
@edit.edits_a_record
def retire(*, component_id: str, on: str | None, root: Path, now: datetime, yes: bool, dry_run: bool) -> None:
    """Set the last day of a component. From the next day on, the status page does not show it."""
    from afterword.app.edit_site import edit_site, windows_after
    from afterword.editing.components import retire_component

    session = SiteSession(root, now, yes=yes, dry_run=dry_run)
    known = _known(session.site, component_id)
    today = _day("today", session, "--on")
    typed = _day(on, session, "--on") if on else None
    day = typed or today
    with user_errors():
        edited = edit_site(session.root, lambda site: retire_component(site, known, today, typed))
        after = windows_after(session.root, session.site, known, day)
    session.finish(edited, notes=[f"! {each}; the time after {day} is not counted." for each in after])


@component.command(short_help="Put it into another group.")
@_COMPONENT
@click.argument("group", metavar="GROUP", shell_complete=complete.groups)
@click.option(
    "--since", metavar="DAY", default="today", show_default="today", help="Its first day in the group."
)
@edit.edits_a_record
def move(
    *, component_id: str, group: str, since: str, root: Path, now: datetime, yes: bool, dry_run: bool
) -> None:
    """Put a component into another group from a day on. Past days keep their groups and numbers.

    GROUP is the id of a group, its name, or the beginning of either; `none` for no group.
    """
    from afterword.app.edit_site import edit_site
    from afterword.arguments.choice import one_of
    from afterword.editing.components import move_component

    session = SiteSession(root, now, yes=yes, dry_run=dry_run)
    known = _known(session.site, component_id)
    groups = {each.name: each.id for each in session.site.groups}
    try:
        wanted = one_of((*groups.values(), "none"), "group", names=groups)(group)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="GROUP") from None
    target = wanted if wanted in groups.values() else None
    day = _day(since, session, "--since")
    with user_errors():
        edited = edit_site(session.root, lambda site: move_component(site, known, target, day))
    session.finish(edited)


def _known(site: Site, typed: str) -> str:
    """Return the id of the component that is meant. Raises a usage error if there is none, or several."""
    from afterword.arguments.component_choice import component_of

    try:
        return component_of(site)(typed)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint="COMPONENT") from None


def _day(typed: str, session: SiteSession, option: str) -> date:
    """Read a day as people type it, in the zone of the site. Raises a usage error that names the option."""
    from afterword.arguments.days import day_of, is_day
    from afterword.records.zone import UTC_ZONE, read_date

    text = typed.strip()
    local = (session.site.zone or UTC_ZONE).local(session.now)
    try:
        return date.fromisoformat(day_of(text, "23:59", local, None)) if is_day(text) else read_date(text)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=option) from None
