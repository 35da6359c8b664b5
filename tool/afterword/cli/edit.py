"""What commands that edit a record have in common: their options, and how they read what was typed."""

from __future__ import annotations

import sys
from collections.abc import Callable, Collection, Iterable, Sequence
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click

from afterword.cli import options
from afterword.cli.failure import Failure, user_errors
from afterword.cli.own_editor import from_editor
from afterword.cli.record_argument import chosen_record
from afterword.cli.record_times import RecordTimes
from afterword.cli.site_session import SiteSession

if TYPE_CHECKING:
    from afterword.app.edit_record import ChangesOf, EditedRecord
    from afterword.records.vocabulary import Kind, Word

F = TypeVar("F", bound=Callable[..., Any])
W = TypeVar("W", bound="Word")


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
attach = click.option(
    "--attach",
    metavar="FILE",
    multiple=True,
    type=click.Path(path_type=Path),
    help="Copy a file next to the record, a picture without its metadata. The text shows it: "
    "`![What it shows](queue.png)`. Can be repeated.",
)
_yes = click.option("-y", "--yes", is_flag=True, help="Write without asking.")
_dry_run = click.option("--dry-run", is_flag=True, help="Show all that would change, and write nothing.")


def edits_a_record(command: F) -> F:
    """Add the options that all commands have that edit a record."""
    for option in (options.now, options.root, _dry_run, _yes):
        command = option(command)
    return command


class Session(SiteSession, RecordTimes):
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
        action: str = "",
    ) -> None:
        """Find and read the record; `kinds` and `action` are as in `chosen_record`.

        Raises Failure if there is none, or it cannot be read.
        """
        from afterword.app.edit_record import read_record

        super().__init__(root, now, yes=yes, dry_run=dry_run)
        with user_errors():
            self.path = chosen_record(self.root, self.site, now, typed, kinds=kinds, action=action).path
            self.record = read_record(self.root, self.path, self.site)[1]

    @property
    def language(self) -> str:
        """The language of the record's text; empty if neither it nor the site states one."""
        return self.record.language or self.site.page.language or ""

    def word(self, typed: str, known: Iterable[str], what: str, option: str, **how: Any) -> str:
        """Read a known word, as `one_of` does. Raises a usage error that names the option."""
        from afterword.arguments.choice import one_of

        return _read(one_of(tuple(known), what, **how), typed, option)

    def one_of(self, words: type[W], typed: str, what: str, option: str) -> W:
        """Read a word of a closed set, or the beginning of one. Raises a usage error that names the option."""
        from functools import partial

        from afterword.records.synonyms import word_for

        known = tuple(each.value for each in words)
        return words(
            self.word(typed, known, what, option, meant=partial(word_for, closed=words, allowed=known))
        )

    def component(self, typed: str, option: str = "--component") -> str:
        """Read a component by its id, its name or the beginning of either. Raises a usage error."""
        from afterword.arguments.component_choice import component_of

        return _read(component_of(self.site), typed, option)

    def text(self, typed: str | None, field: Any, template: str, option: str = "--message") -> str:
        """Return a text that was typed, or else ask for it in the editor, below the comments of a template.

        Raises Failure if there is no text, and a usage error if a record may not have it.
        """
        from afterword.cli.prompts import text_for

        if typed == "-":
            typed = sys.stdin.read()
        if typed is None:
            typed = self.editor_text = from_editor(template)
        try:
            return str(text_for(field)(typed.strip()))
        except ValueError as error:
            self.repeat_text()
            raise click.BadParameter(str(error), param_hint=option) from None

    def expect(self, changes_of: ChangesOf) -> None:
        """Raise Failure if changes will be refused. Call it before asking for a text, which would be lost."""
        from afterword.editing.changes import RefusedError

        try:
            tuple(changes_of(self.record))
        except RefusedError as error:
            raise Failure(str(error)) from None

    def edited(self, changes_of: ChangesOf, finish: Callable[[str], str] = str) -> EditedRecord:
        """Apply changes to the record, and write nothing. Raises Failure if they cannot be made.

        `finish` may add comments to the text of the record.
        """
        from afterword.app.edit_record import edit_record

        with self.keeping_text(), user_errors():
            return edit_record(self.root, self.path, self.site, changes_of, finish)

    def apply(
        self,
        changes_of: ChangesOf,
        finish: Callable[[str], str] = str,
        attached: Sequence[Path] = (),
        *,
        may_reopen: bool = False,
        remarks: Sequence[str] = (),
    ) -> None:
        """Show what the changes do, ask, and write them. Raises Failure if they cannot be made, or cause errors.

        `finish` may add comments to the text of the record. Files that are `attached` are copied next to it. Unless
        changes `may_reopen` a record, Failure is raised for those that would. `remarks` follow what is shown.
        """
        from afterword.app.judge_record import new_findings_in
        from afterword.editing.earlier_updates import earlier_updates
        from afterword.editing.early_updates import early_updates

        edited = self.edited(changes_of, finish)
        self._refuse_unended(edited)
        if not may_reopen:
            self._refuse_reopened(edited)
        versions = edited.before, edited.after
        warnings = (*remarks, *earlier_updates(*versions), *early_updates(*versions))
        if attached:
            self._finish_with_files(edited, attached, warnings)
            return
        with user_errors():
            found = new_findings_in(edited, self.now)
        self.finish(edited, found=found and self.without_errors(found), warnings=warnings)

    def _finish_with_files(
        self, edited: EditedRecord, attached: Sequence[Path], warnings: Iterable[str]
    ) -> None:
        from afterword.app.attach_files import with_files

        with self.keeping_text(), user_errors():
            files = with_files(edited, attached)
        self.finish(files, found=self.judged([edited], files), warnings=warnings)

    def _refuse_unended(self, edited: EditedRecord) -> None:
        """Raise Failure if a record would be over with an open window, so that it would seem affected for ever."""
        from afterword.editing.suggested_command import suggested
        from afterword.timeline.lifecycle import state_at, unended_windows

        was, state = (state_at(each, self.now) for each in (edited.before, edited.after))
        unended = unended_windows(edited.after, state)
        if not unended or unended_windows(edited.before, was):
            return
        window = edited.after.windows[unended[0]]
        levels = " ".join(f"{each}={window.level}" for each in window.named)
        opened = suggested(f"window open {levels}", self.record.id)
        hint = (
            f"{suggested('reopen', self.record.id)} opens it again, {opened} adds one with an `--end`"
            if was is state
            else f"{suggested('resolve', self.record.id)} ends the windows too"
        )
        self.repeat_text()
        raise Failure(
            f"nothing was written: the record is {state} then, but the window of {', '.join(window.named)} would have "
            f"no end; {hint}"
        )

    def _refuse_reopened(self, edited: EditedRecord) -> None:
        """Raise Failure if a record that is over would be open again, without an update that says so."""
        from afterword.editing.suggested_command import suggested
        from afterword.editing.updates import WITHOUT_UPDATES
        from afterword.records.vocabulary import FINAL_STATES
        from afterword.timeline.lifecycle import state_at

        was, state = (state_at(each, self.now) for each in (edited.before, edited.after))
        has_updates = edited.after.kind not in WITHOUT_UPDATES
        if has_updates and was in FINAL_STATES and state not in FINAL_STATES:
            self.repeat_text()
            raise Failure(
                f"nothing was written: {self.record.id} is {was}, and would be {state} again; "
                f"{suggested('reopen', self.record.id)} opens it, with an update and its windows"
            )


def _read(read: Callable[[str], str], typed: str, option: str) -> str:
    try:
        return read(typed)
    except ValueError as error:
        raise click.BadParameter(str(error), param_hint=option) from None
