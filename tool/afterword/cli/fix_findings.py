"""`afterword check --fix` and `--diff`: writes the fixes, or shows them, and says what was done."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

import click

from afterword.cli.console import wants_colour
from afterword.cli.show_diff import show_diff

if TYPE_CHECKING:
    from afterword.app.checking import CheckResult
    from afterword.app.fixing import FixedFile
    from afterword.diagnostics import Diagnostic

_MOST_PASSES = 5
"""How often a site is checked again after fixes. Two are enough unless files depend on each other."""


class Fixing:
    """The fixes of one run. With `only_shown`, nothing is written."""

    def __init__(self, now: datetime, *, only_shown: bool) -> None:
        """Begin without fixes."""
        self.files: list[FixedFile] = []
        self.refused: dict[str, str] = {}
        self._now, self._only_shown = now, only_shown
        self._passes = 0

    def apply(
        self, checked: CheckResult, wanted: Sequence[Diagnostic], unwanted: Sequence[Diagnostic]
    ) -> bool:
        """Fix findings, and return whether the site must be checked again. The `unwanted` ones stay."""
        from afterword.app.fixing import fixed_files
        from afterword.output.rewrite import rewrite

        if self._passes == _MOST_PASSES or (self._only_shown and self._passes):
            return False
        self._passes += 1
        left = [each for each in wanted if each.location.file not in self.refused]
        again = False
        for each in fixed_files(checked, left, unwanted, self._now, in_one_go=self._only_shown):
            if not self._only_shown:
                try:
                    rewrite(checked.root / each.file, each.before, each.after)
                except OSError as error:
                    self.refused[each.file] = error.strerror or str(error)
                    continue
            self.files.append(each)
            again = True
        return again and not self._only_shown

    def show(self, *, err: bool) -> None:
        """Print what was fixed, with one line for each fix, and how many there were."""
        for each in self.files:
            for fixed in each.fixes:
                at = fixed.finding.location
                _echo(f"{at.file}:{at.line}: {fixed.title} ({fixed.finding.rule})", err=err)
        if self.files:
            problems = sum(len(each.fixes) for each in self.files)
            files = len({each.file for each in self.files})
            message = f"Fixed {_count(problems, 'problem')} in {_count(files, 'file')}."
            click.secho(message, fg="green", err=err, color=None if err else wants_colour())
            click.echo(err=err)
        for file, reason in self.refused.items():
            _echo(f"afterword: {file} was not changed: {reason}", err=True)

    def show_diff(self) -> None:
        """Print what would be changed, as `git diff` does; only secrets are not shown."""
        for each in self.files:
            show_diff(each.file, each.before, each.after)
        problems = sum(len(each.fixes) for each in self.files)
        click.echo(
            f"{_count(problems, 'problem')} in {_count(len(self.files), 'file')} can be fixed.", err=True
        )


def _echo(line: str, *, err: bool) -> None:
    from afterword.report.printable import safe_line

    click.echo(safe_line(line), err=err)


def _count(number: int, noun: str) -> str:
    return f"{number:,} {noun}" + ("" if number == 1 else "s")
