"""`afterword schema`: prints the JSON Schema of a file, for editors and other programs."""

from __future__ import annotations

from pathlib import Path

import click

from afterword.cli import options
from afterword.cli.failure import user_errors
from afterword.cli.group import examples


@click.command(
    epilog=examples(
        "afterword schema > schema/record-v1.json",
        "afterword schema site > schema/site-v1.json",
        "afterword schema --any-site",
    ),
)
@click.argument("file", type=click.Choice(["record", "site"]), default="record")
@click.option("--any-site", is_flag=True, help="Leave out the names of this site; also works outside a site.")
@options.root
def schema(file: str, *, any_site: bool, root: Path) -> None:
    """Print the JSON Schema of a record, or of `status.yml`.

    It lists the components, levels, severities, scopes, owners and tags of this site, and its newest records, so that
    an editor completes them. A name that is missing from the list is valid too: only `afterword check` knows whether
    it exists.
    """
    from afterword import clock
    from afterword.app.read_site import read_site, site_root
    from afterword.editor.site_schema import schema_files
    from afterword.records.field_reference import RECORD_SCHEMA, SITE_SCHEMA, schemas

    path = SITE_SCHEMA if file == "site" else RECORD_SCHEMA
    if any_site:
        click.echo(schemas()[path], nl=False)
        return
    with user_errors():
        folder = site_root(root)
        read_site(folder)
        found = schema_files(folder, clock.now())
    click.echo(next(each.data.decode() for each in found if each.path == path), nl=False)
