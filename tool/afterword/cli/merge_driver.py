"""`afterword merge-driver`: merges versions of a record when git asks for it, and registers itself with git."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import options
from afterword.cli.console import say
from afterword.cli.failure import Failure, user_errors
from afterword.cli.group import examples

if TYPE_CHECKING:
    from afterword.app.merge_records import Sides
    from afterword.source.git_merge import Labels, MergedFile

_MARKER_SIZE = 7
_LABELS = ("%S", "%X", "%Y")
"""Placeholders that git before 2.44 does not replace."""


@click.command(
    name="merge-driver",
    epilog=examples(
        "afterword merge-driver --install",
    ),
)
@click.argument("words", nargs=-1, metavar="BASE OURS THEIRS [SIZE [PATH [LABEL]...]]")
@click.option("--install", is_flag=True, help="Register the driver in the git repository of the site.")
@options.root
def merge_driver(words: tuple[str, ...], *, install: bool, root: Path) -> None:
    """Merge three versions of a record: join what two people have added, and leave everything else to git.

    git runs this command, with the files BASE, OURS and THEIRS, and reads the result from OURS. Updates, events and
    other entries that only one side has added are joined, in the order of their times. SIZE is the length of conflict
    markers, PATH the record's path in the repository, and each LABEL is what the markers call one of the versions.

    With `--install`, register the driver: two lines in `.gitattributes`, which you commit, and the command in the
    configuration of this clone. Each clone needs the command; without it, git merges records like any other text.

    Exit status: 0 merged, 1 there are conflicts, 2 the command could not run.
    """
    if install and not words:
        from afterword.app.read_site import site_root

        with user_errors():
            register(site_root(root))
    elif install or len(words) < len(("base", "ours", "theirs")):
        raise click.UsageError("give three files, or --install")
    else:
        _merge(words)


def register(site: Path, *, after_init: bool = False) -> None:
    """Register the driver for a site, and say what was written."""
    from afterword.app import merge_driver
    from afterword.source.git_history import in_repository

    file = site / merge_driver.ATTRIBUTES_FILE
    in_git = in_repository(site.resolve())
    if in_git or not after_init:
        merge_driver.configure(site)
    say(f"{'Wrote' if merge_driver.write_attributes(site) else 'Kept '} {file}")
    if not in_git:
        say("This is not a git repository: after `git init`, run `afterword merge-driver --install`.")
        return
    say(
        "Registered the merge driver in this clone; in every other clone, run `afterword merge-driver --install`."
    )
    for pattern in merge_driver.overriding_attributes(site):
        raise Failure(f"another line of gitattributes decides how `{pattern}` is merged; delete that line")


def _merge(words: tuple[str, ...]) -> None:
    from afterword.app.merge_records import Sides
    from afterword.source.git_history import GitError
    from afterword.source.git_merge import Labels

    files = [Path(word) for word in words[:3]]
    size = int(words[3]) if len(words) > 3 and words[3].isdecimal() else _MARKER_SIZE
    path = Path(words[4]) if len(words) > 4 else files[1]
    given = [words[5 + place] if len(words) > 5 + place else "" for place in range(3)]
    base, ours, theirs = (
        default if label in ("", placeholder) else label
        for label, placeholder, default in zip(given, _LABELS, ("base", "ours", "theirs"), strict=True)
    )
    try:
        sides = Sides(*(file.read_bytes() for file in files))
        merged = _merged(path, sides, size, Labels(ours, base, theirs))
        files[1].write_bytes(merged.data)
    except OSError as problem:
        raise Failure(f"{problem.filename}: {problem.strerror}") from None
    except GitError as problem:
        raise Failure(f"git cannot merge {path}: {problem}") from None
    if merged.has_conflicts:
        raise SystemExit(1)


def _merged(path: Path, sides: Sides, size: int, labels: Labels) -> MergedFile:
    """Merge as git does if a bug keeps us from joining: without a result, the file would have no conflict markers."""
    from afterword.app.merge_records import merge_record, site_of
    from afterword.source.git_merge import merge_file

    merge_text = partial(merge_file, marker_size=size, labels=labels)
    try:
        return merge_record(path.name, sides, site_of(path), merge_text)
    except (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError) as bug:
        click.echo(f"afterword: a bug prevented joining the entries of {path}: {bug!r}", err=True)
        return merge_text(*sides)
