"""`afterword strip-metadata`: leaves out of pictures what they say besides what they show."""

from __future__ import annotations

import shlex
from collections.abc import Iterator, Sequence
from pathlib import Path

import click

from afterword.cli.console import say
from afterword.cli.group import examples
from afterword.cli.site_paths import found


@click.command(
    name="strip-metadata",
    short_help="Remove metadata from pictures.",
    epilog=examples(
        "afterword strip-metadata incidents/2026/2026-11-20-search-is-slow/rack.jpg",
        "afterword strip-metadata incidents   # all pictures in this folder",
    ),
)
@click.argument("paths", metavar="PATH...", nargs=-1, required=True, type=click.Path(path_type=Path))
def strip_metadata(paths: tuple[Path, ...]) -> None:
    """Remove metadata from JPEG, PNG, GIF and WebP pictures: who made them, where, when and with what.

    Only parts of the file that nobody sees are left out, so the picture has the same quality and colours, and stays
    turned as it was. git keeps the earlier version if it was committed.

    Exit status: 0 no file has metadata any more, 1 some could not be stripped, 2 the command could not run.
    """
    pictures = list(_pictures([found(path, Path()) for path in paths]))
    if not pictures:
        say("There are no pictures.")
    failed = [path for path in pictures if not _stripped(path)]
    if failed:
        raise SystemExit(1)


def _stripped(path: Path) -> bool:
    """Strip a file; name it if it cannot be read or written, so that the others can still be stripped."""
    try:
        return _strip(path)
    except OSError as problem:
        click.echo(f"afterword: {path} was not changed: {problem.strerror or problem}", err=True)
        return False


def _pictures(paths: Sequence[Path]) -> Iterator[Path]:
    """Yield the files that were named, and the pictures in the folders that were, except links."""
    from afterword.checks.leaks.picture_parts import ENDINGS

    for path in paths:
        if path.is_dir():
            yield from sorted(
                each
                for each in path.rglob("*")
                if each.suffix.lower() in ENDINGS and each.is_file() and not each.is_symlink()
            )
        else:
            yield path


def _strip(path: Path) -> bool:
    """Strip a file, and say what was removed; return whether it has no metadata now."""
    from afterword.checks.leaks.file_metadata import metadata_in
    from afterword.checks.leaks.picture_parts import ENDINGS, without_metadata
    from afterword.checks.rules.attachment_metadata import removing
    from afterword.output.rewrite import rewrite

    before = path.read_bytes()
    after = without_metadata(before)
    if after is None:
        other = removing(path.name) if path.suffix.lower() not in ENDINGS else ""
        advice = f"; use `{other.format(file=shlex.quote(str(path)))}`" if other else ""
        click.echo(f"afterword: {path} is not a complete JPEG, PNG, GIF or WebP picture{advice}", err=True)
        return False
    if after == before:
        say(f"Kept  {path}, which has no metadata")
        return True
    rewrite(path, before, after)
    named = ", ".join(dict.fromkeys(each.what for each in metadata_in(before))) or "what nobody sees"
    say(f"Wrote {path} without {named}")
    return True
