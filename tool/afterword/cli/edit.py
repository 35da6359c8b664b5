"""What commands that edit a record have in common: their options, the preview, the question, and the writing."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Collection, Iterable
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, Protocol, TypeVar

import click

from afterword.cli import options, show_findings
from afterword.cli.console import say, wants_colour
from afterword.cli.failure import Failure, user_errors
from afterword.cli.record_argument import chosen_record

if TYPE_CHECKING:
    from afterword.app.edit_files import EditedFiles
    from afterword.app.edit_record import ChangesOf, EditedRecord
    from afterword.records.record import Record
    from afterword.records.site import Site
    from afterword.records.vocabulary import Kind
    from afterword.report.report import Report
    from afterword.review.site_diff import SiteDiff

F = TypeVar("F", bound=Callable[..., Any])

at = click.option(
    "--at",
    metavar="TIME",
    default="now",
    show_default="now",
    help="When it happened, such as 14:05, -20m or '2026-11-20 09:40', in the record's zone.",
)
message = click.option(
    "-m",
    "--message",
    metavar="TEXT",
    help="The text; without it, your editor opens. `-` reads it from standard input.",
)
_yes = click.option("-y", "--yes", is_flag=True, help="Write without asking.")
_dry_run = click.option("--dry-run", is_flag=True, help="Show what would change, and write nothing.")


def edits_a_record(command: F) -> F:
    """Add the options that all commands have that edit a record."""
    for option in (options.now, options.root, _dry_run, _yes):
        command = option(command)
    return command


class Edited(Protocol):
    """One file or several, before and after an edit. Nothing has been written."""

    @property
    def names(self) -> tuple[str, ...]:
        """The paths of the files that are written."""

    @property
    def deleted(self) -> tuple[str, ...]:
        """The paths of the files that are deleted."""

    @property
    def is_changed(self) -> bool:
        """Whether the edit changes anything."""

    def preview(self, now: datetime) -> SiteDiff:
        """Compare both versions."""

    def write(self) -> None:
        """Write all files, or none."""


class SiteSession:
    """One edit of a site: shows what it does, asks, and writes it."""

    def __init__(self, root: Path, now: datetime, *, yes: bool, dry_run: bool) -> None:
        """Find and read the site. Raises Failure if there is none, or it cannot be read."""
        from afterword.app.read_site import read_site, site_root

        with user_errors():
            self.root = site_root(root)
            self.site: Site = read_site(self.root)
        self.now = now
        self._yes, self._dry_run = yes, dry_run

    def finish(
        self,
        edited: Edited,
        *,
        found: Report | None = None,
        notes: Iterable[str] = (),
        confirm: Callable[[], None] | None = None,
    ) -> None:
        """Show what an edit does, what rules `found` in it, and `notes`; ask, and write it.

        `confirm` asks another question than whether to write it, and raises Failure if the answer is no.
        """
        if not edited.is_changed:
            say(f"{edited.names[0]} says so already; nothing was changed.")
            return
        self._show(edited)
        if found and found.findings:
            click.echo()
            show_findings.show_text(found)
        for number, each in enumerate(notes):
            click.echo(each if number else f"\n{each}")
        if self._dry_run:
            return
        if not self._yes:
            (confirm or _ask)()
        with user_errors():
            edited.write()
        say(_written(edited))

    def judged(self, records: Iterable[EditedRecord], files: EditedFiles) -> Report:
        """Return what rules newly find in records after an edit of several files; show errors, and raise Failure."""
        from afterword.app.judge_edit import new_findings
        from afterword.diagnostics import Severity

        with user_errors():
            found = new_findings(self.root, records, files, self.now)
        errors = tuple(each for each in found.findings if each.severity is Severity.ERROR)
        if errors:
            show_findings.show_text(replace(found, findings=errors))
            raise Failure("nothing was written: this edit would cause errors")
        return found

    def _show(self, edited: Edited) -> None:
        from afterword.report.diff_text import render_diff

        colour = wants_colour()
        width = shutil.get_terminal_size().columns
        click.echo(render_diff(edited.preview(self.now), colour=colour, width=width), color=colour)


class Session(SiteSession):
    """One edit of a record: the one that is meant, and the site that it belongs to."""

    def __init__(
        self,
        root: Path,
        now: datetime,
        typed: str | None,
        *,
        yes: bool,
        dry_run: bool,
        kinds: Collection[Kind] = (),
    ) -> None:
        """Find and read the record. Raises Failure if there is none, or it cannot be read."""
        from afterword.app.edit_record import read_record

        super().__init__(root, now, yes=yes, dry_run=dry_run)
        with user_errors():
            self.path = chosen_record(self.root, self.site, now, typed, kinds=kinds).path
            self.record: Record = read_record(self.root, self.path, self.site)[1]

    def moment(self, typed: str, option: str = "--at", *, ahead: bool = False, **how: Any) -> datetime:
        """Read a time in the record's zone, as `read_moment` does. It may only be in the future if it is `ahead`.

        Raises a usage error that names the option.
        """
        from afterword.arguments.moments import read_moment

        try:
            moment = read_moment(typed, self.record.zone, self.now, **how)
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint=option) from None
        if not ahead:
            self._refuse_future(moment, typed, option)
        return moment

    def moment_or_clock(self, typed: str, option: str) -> datetime | None:
        """Read the time of an entry that exists; None for a clock time alone, which is that of an entry of any day."""
        from afterword.editing.timed_entries import is_clock_time

        return None if is_clock_time(typed) else self.moment(typed, option, ahead=True)

    def end(self, typed: str | None, start: datetime, option: str, *, ahead: bool = False) -> datetime | None:
        """Read an end as a time, or as a duration after the start, such as `2h`; None if none was typed."""
        from afterword.arguments.durations import read_duration

        if typed is None:
            return None
        try:
            end = start + read_duration(typed)
        except ValueError:
            return self.moment(typed, option, ahead=ahead, is_end=True)
        if not ahead:
            self._refuse_future(end, typed, option)
        return end

    def _refuse_future(self, moment: datetime, typed: str, option: str) -> None:
        from afterword.arguments.moments import shown_back
        from afterword.checks.timestamps import CLOCK_TOLERANCE

        if moment > self.now + CLOCK_TOLERANCE:
            shown = shown_back(moment, self.record.zone, self.now)
            raise click.BadParameter(
                f"`{typed}` is in the future ({shown}); write a time that has come, such as -5m",
                param_hint=option,
            )

    def text(self, typed: str | None, field: Any, template: str, option: str = "--message") -> str:
        """Return a text that was typed, or else ask for it in the editor, below the comments of a template.

        Raises Failure if there is no text, and a usage error if a record may not have it.
        """
        from afterword.cli.prompts import text_for

        if typed == "-":
            typed = sys.stdin.read()
        if typed is None:
            typed = _from_editor(template)
        try:
            return str(text_for(field)(typed.strip()))
        except ValueError as error:
            raise click.BadParameter(str(error), param_hint=option) from None

    def edited(self, changes_of: ChangesOf, finish: Callable[[str], str] = str) -> EditedRecord:
        """Apply changes to the record, and write nothing. Raises Failure if they cannot be made.

        `finish` may add comments to the text of the record.
        """
        from afterword.app.edit_record import edit_record

        with user_errors():
            return edit_record(self.root, self.path, self.site, changes_of, finish)

    def apply(self, changes_of: ChangesOf, finish: Callable[[str], str] = str) -> None:
        """Show what the changes do, ask, and write them. Raises Failure if they cannot be made.

        `finish` may add comments to the text of the record.
        """
        self.finish(self.edited(changes_of, finish))


def _written(edited: Edited) -> str:
    """Say what was written and deleted, and what to do next."""
    first, *others = (*edited.deleted, *edited.names)
    done = f"{'Deleted' if edited.deleted else 'Wrote'} {first}"
    if others:
        return f"{done}, and changed {len(others)} more. Next: `afterword check`, then commit them together."
    checked = "" if edited.deleted else f" {first}"
    return f"{done}. Next: `afterword check{checked}`, then commit it."


def _ask() -> None:
    if not sys.stdin.isatty():
        raise Failure("nothing was written: no one can be asked without a terminal; add --yes to write it")
    if not click.confirm("Write it?", default=True):
        raise Failure("nothing was written")


_SCISSORS = "# Lines above this one are the text; write nothing below it. An empty text stops."


def _from_editor(template: str) -> str:
    """Open the editor on an empty text above comments, as git does, and return the text."""
    if not sys.stdin.isatty():
        raise Failure('the text is missing, and without a terminal no editor can be opened; add `-m "…"`')
    below = "".join(f"# {line}\n" if line else "#\n" for line in template.splitlines())
    written = click.edit(f"\n{_SCISSORS}\n{below}", extension=".md", require_save=True)
    text = (written or "").partition(_SCISSORS)[0].strip()
    if not text:
        raise Failure("nothing was written: the text is empty")
    return text
