"""`afterword list`: lists records."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import complete, options, view_output
from afterword.cli.failure import Failure, user_errors
from afterword.cli.group import examples

if TYPE_CHECKING:
    from afterword.records.site import Site
    from afterword.views.audience import Audience

_LATEST = 25
"""How many records a terminal shows unless more are asked for."""


@click.command(
    "list",
    epilog=examples(
        "afterword list",
        "afterword list --open",
        "afterword list --limit 5",
        "afterword list --component search --since 2026-11-01",
        "afterword list certificate expired   # records with both words",
    ),
)
@click.argument("words", nargs=-1, metavar="[WORD]...")
@click.option(
    "--open", "is_open", is_flag=True, help="Only those that are not over, including announced ones."
)
@click.option(
    "--component",
    "components",
    multiple=True,
    shell_complete=complete.components,
    metavar="ID",
    help="Only those that name this component.",
)
@click.option(
    "--severity",
    "severities",
    multiple=True,
    shell_complete=complete.severities,
    metavar="ID",
    help="Only those of this severity.",
)
@click.option(
    "--kind", "kinds", multiple=True, metavar="KIND", help="Only those of this kind, such as maintenance."
)
@click.option(
    "--tag",
    "tags",
    multiple=True,
    shell_complete=complete.tags,
    metavar="TAG",
    help="Only those with this tag.",
)
@click.option(
    "--since",
    metavar="TIME",
    help="Only those that lasted until this time or longer, such as 2026-11-01, -7d or mon.",
)
@click.option(
    "--until", metavar="TIME", help="Only those that began by this time, such as 2026-11-20 or 2026-11."
)
@click.option(
    "--limit", type=click.IntRange(1), help=f"Show at most this many. Default in a terminal: {_LATEST}."
)
@click.option("--all", "everything", is_flag=True, help="All of them.")
@view_output.view_options(options.audience_of_team)
def list_records(
    *,
    words: tuple[str, ...],
    is_open: bool,
    components: tuple[str, ...],
    severities: tuple[str, ...],
    kinds: tuple[str, ...],
    tags: tuple[str, ...],
    since: str | None,
    until: str | None,
    limit: int | None,
    everything: bool,
    as_json: bool,
    root: Path,
    now: datetime,
    audience: Audience | None,
) -> None:
    """List records, latest first; with WORDs, those that contain all of them in any of their texts.

    Each filter can be repeated; a record then needs to match only one of the values. In a terminal, the output is a
    table; elsewhere, it is a line of tab-separated values for each record: id, state, visibility, kind, severity,
    start, end, worst level, seconds, components, title.

    Exit status: 0 success, 1 some files cannot be read as records and are listed as such, 2 the command could not run.
    """
    from afterword.app.overview import look_at
    from afterword.app.read_site import read_site, site_root
    from afterword.app.record_list import RecordFilter, listed_record, record_list
    from afterword.records.vocabulary import Kind
    from afterword.report.progress import progress_bar
    from afterword.views.audience import Audience

    with user_errors():
        folder = site_root(root)
        site = read_site(folder)
        chosen = RecordFilter(
            is_open=is_open,
            components=frozenset(view_output.component(site, each).id for each in components),
            severities=frozenset(_known(severities, (each.id for each in site.severities), "severity")),
            kinds=frozenset(
                _known([each.replace("-", "_") for each in kinds], (each.value for each in Kind), "kind")
            ),
            tags=frozenset(each.casefold() for each in tags),
            since=_moment(site, since, "--since", now),
            until=_moment(site, until, "--until", now, is_end=True),
            words=tuple(each.casefold() for each in words),
        )
        most = (
            None if everything else limit or (_LATEST if view_output.is_terminal() and not as_json else None)
        )
        with progress_bar("Reading records") as progress:
            found = look_at(
                folder,
                now,
                audience or Audience.INTERNAL,
                lambda overview: record_list(overview, chosen, most),
                progress,
            )
    if as_json:
        from afterword.formats.view_data import list_file

        view_output.write_json(list_file(found.context, found.entries, found.count, found.broken))
    elif view_output.is_terminal():
        from afterword.report.list_text import list_blocks

        rows = [listed_record(found.context, each) for each in found.entries]
        view_output.write_blocks(list_blocks(rows, found.count, found.broken, site))
    else:
        from afterword.formats.view_data import broken_rows, list_rows

        view_output.write_rows([*list_rows(found.entries), *broken_rows(found.broken)])
    view_output.exit_with(found.broken)


def _known(names: Sequence[str], known: Iterable[str], what: str) -> Iterable[str]:
    """Yield the ids that were typed, or begun, among those that are known."""
    from afterword.arguments.choice import one_of

    read = one_of(tuple(known), what)
    for name in names:
        try:
            yield read(name)
        except ValueError as problem:
            raise Failure(str(problem)) from None


def _moment(
    site: Site, text: str | None, option: str, now: datetime, *, is_end: bool = False
) -> datetime | None:
    from afterword.arguments.moments import read_moment
    from afterword.records.zone import UTC_ZONE

    if text is None:
        return None
    try:
        return read_moment(text, site.zone or UTC_ZONE, now, is_end=is_end, allow_day=True)
    except ValueError as problem:
        raise Failure(f"{option}: {problem}") from None
