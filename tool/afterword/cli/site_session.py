"""One edit of a site: the preview, what rules find in it, the question, and the writing."""

from __future__ import annotations

import shutil
import sys
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import click

from afterword.cli import show_findings
from afterword.cli.console import is_quiet, say, wants_colour
from afterword.cli.failure import Failure, user_errors

if TYPE_CHECKING:
    from afterword.app.edit_files import EditedFiles
    from afterword.app.edit_record import EditedRecord
    from afterword.diagnostics import Diagnostic
    from afterword.records.site import Site
    from afterword.report.report import Report
    from afterword.review.site_diff import SiteDiff


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
        self.editor_text = ""

    def finish(
        self,
        edited: Edited,
        *,
        found: Report | None = None,
        notes: Iterable[str] = (),
        warnings: Iterable[str] = (),
        confirm: Callable[[], None] | None = None,
    ) -> None:
        """Show what an edit does, what rules `found` in it, and `notes`; ask, and write it.

        With `--quiet`, an edit that is written without a question is only shown with what rules found in it.
        `warnings` go to standard error, where they are seen even if the preview is not.
        `confirm` asks another question than whether to write it, and raises Failure if the answer is no.
        """
        if not edited.is_changed:
            say(f"{edited.names[0]} already has this change; nothing was written.")
            return
        previews = self._dry_run or not (self._yes and is_quiet())
        if previews:
            self._show(edited)
        if found and found.findings:
            say("")
            show_findings.show_text(found)
        for number, each in enumerate(notes if previews else ()):
            click.echo(each if number else f"\n{each}")
        for each in warnings:
            click.echo(f"\n{each}", err=True)
        if self._dry_run:
            return
        with self.keeping_text():
            if not self._yes:
                (confirm or ask)()
            with user_errors():
                edited.write()
        say(_written(edited))

    def judged(self, records: Iterable[EditedRecord], files: EditedFiles) -> Report:
        """Return what rules newly find in records after an edit of several files; show errors, and raise Failure."""
        from afterword.app.judge_edit import new_findings

        with user_errors():
            found = new_findings(self.root, records, files, self.now)
        return self.without_errors(found)

    def without_errors(self, found: Report) -> Report:
        """Return findings; if there are errors among them, show these and raise Failure. A rule's bug stops no edit."""
        from afterword.checks.rule_failure import RULE_FAILED
        from afterword.diagnostics import Severity

        found_errors = (each for each in found.findings if each.severity is Severity.ERROR)
        errors = tuple(each for each in found_errors if each.rule != RULE_FAILED)
        if errors:
            show_findings.show_text(replace(found, findings=errors))
            self.repeat_text()
            raise Failure(f"nothing was written: this would cause errors; {self._way_out(errors)}")
        return found

    def _way_out(self, errors: tuple[Diagnostic, ...]) -> str:
        """Say what to do about errors: correct what is on disk first, if that can be done, or read about the rule."""
        from afterword.app.fixing import repairable

        files = repairable(self.root, errors, self.now)
        if files:
            return f"`afterword check --fix {files[0]}` corrects what was wrong before, then try again"
        return f"`afterword explain {errors[0].rule}` says more"

    @contextmanager
    def keeping_text(self) -> Iterator[None]:
        """Repeat the text, as `repeat_text` does, if the edit fails or is not wanted."""
        try:
            yield
        except (Failure, click.Abort):
            self.repeat_text()
            raise

    def repeat_text(self) -> None:
        """Print a text that was written in the editor, so that it is not lost when the edit fails."""
        if self.editor_text:
            click.echo(f"Your text was:\n\n{self.editor_text}\n", err=True)

    def _show(self, edited: Edited) -> None:
        from afterword.report.diff_text import render_diff

        colour = wants_colour()
        width = shutil.get_terminal_size().columns
        shown = render_diff(edited.preview(self.now), whole=True, colour=colour, width=width)
        click.echo(shown, color=colour)


def _written(edited: Edited) -> str:
    """Say what was written and deleted, and what to do next."""
    first, *others = (*edited.deleted, *edited.names)
    done = f"{'Deleted' if edited.deleted else 'Wrote'} {first}"
    if others:
        return f"{done}, and changed {len(others)} more. Next: `afterword check`, then commit them together."
    checked = "" if edited.deleted else f" {first}"
    return f"{done}. Next: `afterword check{checked}`, then commit it."


def ask(question: str = "Write it?", *, default: bool = True) -> None:
    """Ask whether to go on. Raises Failure if the answer is no, or if no one can be asked."""
    if not sys.stdin.isatty():
        raise Failure(
            "nothing was written: without a terminal there is no way to confirm it; add --yes to write it"
        )
    if not click.confirm(question, default=default):
        raise Failure("nothing was written")
