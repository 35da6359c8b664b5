"""`afterword diff`: compares two versions of a site, as a reviewer reads a change."""

from __future__ import annotations

import shutil
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import options
from afterword.cli.console import wants_colour
from afterword.cli.failure import Failure, user_errors
from afterword.cli.group import examples
from afterword.cli.handbook import handbook

if TYPE_CHECKING:
    from afterword.review.site_diff import SiteDiff

_TEXT = "text"


@click.command(
    epilog=examples(
        "afterword diff                                          # what this branch changes",
        "afterword diff HEAD~1 HEAD",
        "afterword diff origin/main --format html --output diff.html",
    ),
)
@click.argument("versions", nargs=-1, metavar="[BASE [HEAD]]")
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "markdown", "json", "html"]),
    default="text",
    show_default=True,
    help="Output format: for people, for a comment on a pull request (markdown), for scripts (json), or one file with "
    "the charts before and after (html).",
)
@click.option(
    "--output",
    type=click.Path(dir_okay=False, path_type=Path),
    help="Write the comparison to this file, and show it as text.",
)
@click.option("--all", "whole", is_flag=True, help="Show every line of long sections.")
@options.root
@options.now
def diff(
    *, versions: tuple[str, ...], form: str, output: Path | None, whole: bool, root: Path, now: datetime
) -> None:
    """Compare what two versions of the site mean: order, quotes, comments and white space do not count.

    A version is a commit, a branch, `index` (what the next commit will have) or a folder. HEAD is the working tree by
    default, and BASE what readers last saw: where the branch left the main branch, or else the last commit.

    Exit status: 0 compared, 2 the command could not run.
    """
    from afterword.app.diff import compare

    if len(versions) > 2:
        raise Failure(f"a comparison has at most two versions, not {len(versions)}")
    with user_errors():
        found = compare(_root(root, versions), versions, now)
    if output is not None:
        with user_errors():
            output.write_bytes(_rendered(found, form, whole=True).encode())
    if output is None and form != _TEXT:
        click.echo(_rendered(found, form, whole=whole).encode(), nl=False)  # bytes, whatever encoding it has
    else:
        _show(found, whole=whole)


def _root(root: Path, versions: tuple[str, ...]) -> Path:
    """Return the site's folder; of two folders that are compared outside a site, the later one."""
    from afterword.app.read_site import site_root
    from afterword.source.files import find_root

    if versions and find_root(root) is None and Path(versions[-1]).is_dir():
        return site_root(Path(versions[-1]))
    return site_root(root)


def _show(found: SiteDiff, *, whole: bool) -> None:
    from afterword.report.diff_text import render_diff

    colour = wants_colour()
    width = shutil.get_terminal_size().columns
    click.echo(render_diff(found, whole=whole, colour=colour, width=width), color=colour)


def _rendered(found: SiteDiff, form: str, *, whole: bool) -> str:
    from afterword.report.diff_html import render_diff_html
    from afterword.report.diff_json import render_diff_json
    from afterword.report.diff_markdown import render_diff_markdown
    from afterword.report.diff_text import render_diff

    if form == "json":
        return render_diff_json(found, handbook())
    if form == "markdown":
        return render_diff_markdown(found)
    if form == "html":
        return render_diff_html(found)
    return render_diff(found, whole=whole) + "\n"
