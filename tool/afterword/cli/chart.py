"""`afterword chart`: draws a record, a component or the whole site as a page, a picture, or data for Plotly."""

from __future__ import annotations

import json
import shlex
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import complete, one_record, options, view_output
from afterword.cli.console import say
from afterword.cli.failure import Failure, user_errors
from afterword.cli.group import examples

if TYPE_CHECKING:
    from afterword.app.one_record import OneRecord
    from afterword.formats.plotly_chart import WindowChart
    from afterword.records.site import Site
    from afterword.views.audience import Audience

SITE = "site"


@click.command(
    epilog=examples(
        "afterword chart > site.html",
        "afterword chart search-is-slow --to svg --output search.svg",
        "afterword chart search --days 365 --to png --output search.png",
    ),
)
@click.argument("subject", metavar="[ID|COMPONENT|site]", default=SITE, shell_complete=complete.records)
@click.option(
    "--to",
    "form",
    type=click.Choice(["html", "json", "png", "svg"]),
    default="html",
    show_default=True,
    help="An HTML page that needs no other file, JSON for Plotly's libraries, or a picture.",
)
@click.option(
    "--days",
    type=click.IntRange(1, 3660),
    default=90,
    show_default=True,
    help="Days that the chart of a component or of the site shows.",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    show_default="standard output",
    help="File to write.",
)
@options.audience
@options.now
@options.root
def chart(
    *,
    subject: str,
    form: str,
    days: int,
    output: Path | None,
    audience: Audience | None,
    now: datetime,
    root: Path,
) -> None:
    """Draw the windows of a record, of a component, or of all components of the site, in the colours of their levels.

    The SVG of a record is the file that the site publishes. Other pictures are drawn by Plotly, which needs Kaleido and
    Chrome or Chromium: `pip install kaleido`.

    Exit status: 0 success, 2 the command could not run: for example, there is no such record, or Kaleido is missing.
    """
    if form == "png" and output is None and view_output.is_terminal():
        raise Failure(
            "a picture would only confuse the terminal; write it to a file, for example `--output chart.png`"
        )
    from afterword.app.overview import look_at
    from afterword.app.read_site import read_site, site_root
    from afterword.app.site_chart import chart_of_components, chart_of_record, picture_of_record
    from afterword.views.audience import Audience

    shown_to = audience or Audience.PUBLIC
    with user_errors():
        folder = site_root(root)
        site = read_site(folder)
        chosen = site.component(site.component_aliases.get(subject, subject))
        if subject == SITE or chosen:
            ids = [chosen.id] if chosen else [each.id for each in site.components]
            title = chosen.name if chosen else site.page.name
            drawn = look_at(
                folder, now, shown_to, lambda overview: chart_of_components(overview, title, ids, days)
            )
            data = _data(site, drawn, form, subject)
        else:
            seen = _record(root, now, shown_to, subject, site)
            data = (
                picture_of_record(folder, seen)
                if form == "svg"
                else _data(site, chart_of_record(seen), form, subject)
            )
        if output is None:
            click.echo(data, nl=False)
        else:
            output.write_bytes(data)
            say(f"Wrote {output}")


def _record(root: Path, now: datetime, audience: Audience, subject: str, site: Site) -> OneRecord:
    """Read the record of a chart. Raises Failure, which suggests a component too, if there is none."""
    from afterword.records.error_messages import nearest

    try:
        return one_record.read_record(root, now, audience, subject)
    except Failure as failure:
        similar = nearest(subject.casefold(), [each.id for each in site.components])
        if not similar:
            raise
        raise failure.with_hint(f"There is a component `{similar}`") from None


def _data(site: Site, drawn: WindowChart, form: str, subject: str) -> bytes:
    """Return a chart of a subject in a form. Raises Failure if a picture cannot be drawn here."""
    from afterword.formats import plotly_chart

    figure = plotly_chart.window_figure(site, drawn)
    if form == "html":
        return plotly_chart.as_page(figure, site.page.language or "en").encode()
    if form == "json":
        from afterword.report.printable import json_text

        return f"{json_text(json.loads(plotly_chart.as_json(figure)))}\n".encode()
    try:
        return plotly_chart.as_picture(figure, form)
    except plotly_chart.PictureError as problem:
        raise Failure(
            f"the picture cannot be drawn ({problem}). Install Kaleido next to Afterword, with `pip install kaleido`, "
            "and Chrome or Chromium. A page needs neither: "
            f"`afterword chart {shlex.quote(subject)} --to html --output chart.html`"
        ) from None
