"""`afterword fmt`: writes `status.yml` and the records in one layout."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from afterword.cli import options
from afterword.cli.failure import Failure, user_errors
from afterword.cli.group import examples
from afterword.cli.site_paths import existing, name_in_site, search_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

    from afterword.app.formatting import Formatted

_STDIN = Path("-")


@click.command(
    epilog=examples(
        "afterword fmt",
        "afterword fmt --check",
        "afterword fmt --diff incidents/2026",
        "afterword fmt - --stdin-filename status.yml < status.yml",
    ),
)
@click.argument("paths", nargs=-1, type=click.Path(allow_dash=True, path_type=Path), metavar="[PATH]...")
@click.option("--check", is_flag=True, help="Name the files that have another layout, and change nothing.")
@click.option("--diff", is_flag=True, help="Show what would be changed, and change nothing.")
@click.option(
    "--stdin-filename",
    type=click.Path(path_type=Path),
    metavar="FILE",
    help="With `-`, the path of the file on standard input; only its name and folder count.  [default: a record]",
)
@options.root
def fmt(paths: tuple[Path, ...], check: bool, diff: bool, stdin_filename: Path | None, root: Path) -> None:
    """Write `status.yml` and the records in one layout: the order of keys, the form of times, quotes, indentation,
    blank lines and the length of lines. What they mean stays exactly the same, and so does every comment.

    With PATHs, only these files and folders. `-` reads a file from standard input and writes it to standard output.

    Exit status: 0 every file has the layout now, 1 with `--check` or `--diff`: a file would change, 2 a file could not
    be read or written, for example because of a mistake in its YAML. Such a file stays as it is.
    """
    if stdin_filename is not None and _STDIN not in paths:
        raise Failure("--stdin-filename needs `-`, which reads standard input")
    if _STDIN in paths:
        if len(paths) > 1:
            raise Failure("`-` reads one file from standard input; leave out the other paths")
        _format_stdin(stdin_filename, root, check=check, diff=diff)
        return
    changed = unchanged = refused = 0
    with user_errors():
        for site, each in _formatted(paths, root):
            reason = _refusal(each)
            if not reason and each.is_changed and not (check or diff):
                reason = _write(site, each)
            if reason:
                refused += 1
                _echo(f"afterword: {each.file} was not formatted: {reason}", err=True)
            elif each.is_changed:
                changed += 1
                _show(each, check=check, diff=diff)
            else:
                unchanged += 1
    _summarize(changed, unchanged, refused, only_shown=check or diff)
    if refused:
        raise SystemExit(2)
    if changed and (check or diff):
        raise SystemExit(1)


def _formatted(paths: tuple[Path, ...], root: Path) -> Iterator[tuple[Path, Formatted]]:
    """Yield the files of each site in their new layout, with the folder of the site."""
    from afterword.app.formatting import format_files
    from afterword.app.read_site import site_root

    chosen: dict[Path, list[str]] = {}
    for path in (existing(path, root) for path in paths or (root,)):
        site = site_root(search_folder(path, root))
        chosen.setdefault(site, []).append(name_in_site(site, path) if paths else "")
    for site, names in chosen.items():
        for each in format_files(site, names):
            yield site, each


def _format_stdin(name: Path | None, root: Path, *, check: bool, diff: bool) -> None:
    from afterword.app.formatting import format_text

    shown = name.as_posix() if name else "standard input"
    with user_errors():
        each = format_text(name.parent if name else root, shown, sys.stdin.buffer.read())
    if reason := _refusal(each):
        raise Failure(f"{shown} was not formatted: {reason}")
    if check or diff:
        if each.is_changed:
            _show(each, check=check, diff=diff)
            raise SystemExit(1)
        return
    assert each.after is not None, "it was not refused"
    sys.stdout.buffer.write(each.after)


def _refusal(each: Formatted) -> str:
    """Return why a file stays as it is, or an empty text."""
    if not each.refused:
        return ""
    first, *others = each.refused
    line = f"line {first.location.line}: " if first.location.line > 1 else ""
    more = f" (and {len(others)} more; `afterword check` shows them)" if others else ""
    return f"{line}{first.message}{more}"


def _write(site: Path, each: Formatted) -> str:
    """Write a file, and return why it could not be written, or an empty text."""
    from afterword.output.rewrite import rewrite

    assert each.after is not None, "it was not refused"
    try:
        rewrite(site / each.file, each.before, each.after)
    except OSError as error:
        return error.strerror or str(error)
    return ""


def _show(each: Formatted, *, check: bool, diff: bool) -> None:
    from afterword.cli.show_diff import show_diff

    assert each.after is not None, "it was not refused"
    if diff:
        show_diff(each.file, each.before, each.after)
    else:
        _echo(f"{each.file} {'would be formatted' if check else 'was formatted'}", err=False)


def _summarize(changed: int, unchanged: int, refused: int, *, only_shown: bool) -> None:
    """Say on standard error how many files have another layout than before."""
    parts = []
    if changed:
        parts.append(
            f"{_count(changed)} would be formatted" if only_shown else f"formatted {_count(changed)}"
        )
    if unchanged:
        parts.append(f"{_count(unchanged)} already formatted")
    if refused:
        parts.append(f"{_count(refused)} could not be formatted")
    said = ", ".join(parts)
    click.echo(f"{said[:1].upper()}{said[1:]}." if said else "There is no file to format.", err=True)


def _count(number: int) -> str:
    return f"{number:,} file" + ("" if number == 1 else "s")


def _echo(line: str, *, err: bool) -> None:
    from afterword.report.printable import safe_line

    click.echo(safe_line(line), err=err)
