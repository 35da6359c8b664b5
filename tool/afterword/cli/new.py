"""`afterword new`: creates a record."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator, Mapping
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from afterword.cli import complete, options, show_findings
from afterword.cli.console import say
from afterword.cli.failure import user_errors
from afterword.cli.group import examples
from afterword.cli.unquoted_time import quotes_for

if TYPE_CHECKING:
    from afterword.app.record_draft import Draft
    from afterword.cli.new_questions import Given
    from afterword.output.pages import OutputFile
    from afterword.records.site import Site
    from afterword.report.report import Report

KINDS = ("incident", "maintenance", "near_miss", "drill", "notice")
_TITLES = {"maintenance": "The search index moves", "notice": "We are closed on Monday"}
_TITLE = "Search is slow"
_ENDS = {"maintenance": "2h", "notice": "7d"}
"""An end for an example, by the kinds that need one."""
_MESSAGES = {
    "incident": "Searches took several seconds.",
    "maintenance": "The index moves to new disks.",
    "notice": "We are back on Tuesday.",
}
_OPEN_MESSAGE = "Searches take several seconds."
_SAFE = re.compile(r"[\w@%+=:,./-]+", re.ASCII)
_IN_QUOTES = re.compile(r'["$`\\!%]')


class _Kind(click.Choice[str]):
    """A kind, or the beginning of one."""

    def convert(self, value: str, param: click.Parameter | None, ctx: click.Context | None) -> str:
        """Return the kind that is meant; click explains any other word."""
        typed = value.casefold().replace("-", "_")
        found = [kind for kind in KINDS if typed and kind.startswith(typed)]
        return super().convert(found[0] if len(found) == 1 else value, param, ctx)


@click.command(
    epilog=examples(
        "afterword new  # asks",
        'afterword new "Search is slow" search=degraded api',
        'afterword new "Mail was late" --post-mortem --start "wed 23:10" --end 45m --message "Mail took hours."',
        'afterword new "New disks" api --kind maintenance --start "wed 02:00" --end 2h --nights 3',
        'afterword new "We are closed" --kind notice --end 7d --message "Back on Monday."',
    ),
)
@click.argument(
    "words", nargs=-1, metavar="[TITLE] [COMPONENT[=LEVEL]]...", shell_complete=complete.component_maybe_level
)
@click.option("--title", help="What happened, in a few words; the same as TITLE.")
@click.option("--id", metavar="WORDS", help="Words for its id and address; default: those of the title.")
@click.option(
    "--kind",
    type=_Kind(KINDS),
    show_default="incident",
    help="Kind of the record.",
)
@click.option(
    "--component",
    multiple=True,
    shell_complete=complete.component_maybe_level,
    help="A component of status.yml, by id, name or the beginning of either; can be repeated.",
)
@click.option(
    "--level",
    multiple=True,
    shell_complete=complete.levels,
    help="A level of status.yml: one for all components without one, or one for each in the same order.",
)
@click.option("--severity", shell_complete=complete.severities, help="A severity of status.yml.")
@click.option(
    "--start",
    metavar="TIME",
    multiple=True,
    help="When it started or will start, such as 14:05, -20m, 'wed 02:00' or '2026-11-20 09:40'; default: now. "
    "Can be repeated, with an --end for each, or one duration for all.",
)
@click.option(
    "--end",
    metavar="TIME",
    multiple=True,
    help="When it ended or will end, or after how long, such as 2h; `open` for planned work without a known end; "
    "for a notice, until when it is shown.",
)
@click.option(
    "--nights",
    type=click.IntRange(2, 60),
    metavar="N",
    help="For maintenance: announce the same times on N days in a row.",
)
@click.option(
    "-m",
    "--message",
    help="First message to customers; for a past event, a near miss, a drill or a notice, the summary.",
)
@click.option(
    "--post-mortem", is_flag=True, help="It is over: begin its post-mortem, with the questions to answer."
)
@click.option("--template", metavar="NAME", help="A record template of the site, in templates/records/.")
@click.option(
    "-y",
    "--yes",
    "--no-input",
    "no_input",
    is_flag=True,
    help="Ask nothing, and use defaults for options that are missing.",
)
@click.option("--dry-run", is_flag=True, help="Print the file instead of writing it.")
@options.root
@options.now
def new(
    words: tuple[str, ...],
    root: Path,
    now: datetime,
    *,
    dry_run: bool,
    **typed: Any,
) -> None:
    """Create a record: a commented file that passes `check`.

    With a TITLE, only what has no default is asked for; without one, everything. A component without a level gets the
    mildest one that fits.

    An existing record is never overwritten: if one has the new id, or had it before, the id of the new one gets a
    number. A record that would have errors is not written. With `--yes`, neither is a second one with the title and a
    component of one that is open, unless you add `--id`.
    """
    from afterword.app.create_record import create_record
    from afterword.cli.same_title import hint_at_open

    site_folder, site, draft, taken = drafted(root, now, words, is_dry=dry_run, **typed)
    with user_errors():
        file, note = create_record(site_folder, site, draft, taken, write=False)
    found = _without_errors(site_folder, site, file, now)
    hint_at_open(site_folder, site, draft, now, is_certain=not typed["no_input"] or typed["id"] is not None)
    if dry_run:
        click.echo(file.data, nl=False)
        say(f"{file.path} is not written (--dry-run)", err=True)
        return
    with user_errors():
        file, note = create_record(site_folder, site, draft, taken, write=True)
    say(f"Wrote {file.path}" + (f" ({note})" if note else ""))
    for line in understood(draft, site):
        say(f"  {line}")
    if found.findings:
        show_findings.show_text(found)
    say(f"Next: edit it, run `afterword check {file.path}`, commit it; `afterword serve` shows its page.")


def _without_errors(root: Path, site: Site, file: OutputFile, now: datetime) -> Report:
    """Return what the rules find in a new record. If there are errors, show them, and raise Failure."""
    from afterword.app.create_record import as_edit
    from afterword.cli.site_session import SiteSession

    edited, record = as_edit(root, site, file)
    return SiteSession(root, now, yes=True, dry_run=False).judged([record], edited)


def drafted(
    root: Path,
    now: datetime,
    words: tuple[str, ...],
    *,
    no_input: bool = False,
    is_dry: bool = False,
    template: str | None = None,
    **typed: Any,
) -> tuple[Path, Site, Draft, dict[str, str]]:
    """Ask for what was not typed; return the site's folder, the site, the draft, and the ids that are taken.

    If it `is_dry`, questions go to standard error. Raises a usage error or Failure for what cannot be used.
    """
    from afterword.app.create_record import taken_ids, template_in
    from afterword.app.read_site import read_site, site_root
    from afterword.cli.new_questions import Questions
    from afterword.cli.prompts import OptionReader, is_typed

    given, is_brief = _given(words, typed)
    with user_errors():
        site_folder = site_root(root)
        site = read_site(site_folder)
        needed = _needed(given, site.page.language or "")
        confirmed = " --yes" if given.is_announced and not is_typed() else ""
        reader = OptionReader(
            no_input,
            f"{_command(given, needed)}{confirmed}",
            tuple(needed),
            is_brief=is_brief or given.is_announced,
            err=is_dry,
            also_asked=(given.component_option, "--message") if given.is_announced else (),
        )
        read = template_in(site_folder)
        chosen = (
            reader.value("--template", template or "", read, question="", default=None) if template else ""
        )
        taken = taken_ids(site_folder, now)
        return site_folder, site, Questions(site, now, taken, given, reader).draft(chosen), taken


def _given(words: tuple[str, ...], typed: dict[str, Any]) -> tuple[Given, bool]:
    """Return what was typed, and whether its title is the first argument; the command then asks only for what is
    missing. Raises a usage error if that argument is the rest of a time."""
    from afterword.cli.new_questions import Given

    is_brief = bool(words) and typed.get("title") is None
    if is_brief:
        typed["title"], *rest = words
        if hint := quotes_for(words[0]):
            raise click.UsageError(hint)
        words = tuple(rest)
    typed["component"] = (*words, *typed.get("component", ()))
    return Given(**typed, words=words), is_brief


def _needed(given: Given, language: str) -> dict[str, str]:
    """Return an example for each option that was not given and has no default, on a site in a language."""
    from afterword.translations.catalogues import has_translations

    kind = given.kind or KINDS[0]
    needed = {given.title_option: _TITLES.get(kind, _TITLE)} if given.title is None else {}
    if (given.post_mortem or given.is_announced) and not given.start:
        needed["--start"] = "wed 02:00" if given.is_announced else "yesterday 23:10"
    if (given.post_mortem or kind in _ENDS or len(given.start) > 1) and not given.end:
        needed["--end"] = _ENDS.get(kind, "45m")
    is_past = bool(given.post_mortem or (given.end and kind == "incident"))
    needs_message = kind == "notice" or (kind == "incident" and is_past)
    if not is_past and kind in ("incident", "maintenance"):
        needs_message = not has_translations(language)
    if needs_message and given.message is None:
        needed["--message"] = _MESSAGES[kind] if is_past or kind != "incident" else _OPEN_MESSAGE
    return needed


def command_for(words: tuple[str, ...], *, no_input: bool = False, **typed: Any) -> str:
    """Return the command that creates a record from the same words and options."""
    return _command(_given(words, typed)[0], {}) + (" --no-input" if no_input else "")


def _command(given: Given, needed: Mapping[str, str]) -> str:
    """Return a command with what was given and what is needed."""
    words = [given.title or needed.get(given.title_option, _TITLE), *given.component]
    words += ["--kind", given.kind] if given.kind and not given.is_announced else []
    for name in ("id", "level", "severity", "start", "end", "nights", "message"):
        value = getattr(given, name)
        for each in value if isinstance(value, tuple) else (value,):
            words += [f"--{name}", str(each)] if each is not None else []
    words += ["--post-mortem"] if given.post_mortem else []
    others = ((option, value) for option, value in needed.items() if option != given.title_option)
    words += [word for pair in others for word in pair]
    name = "afterword maintenance schedule" if given.is_announced else "afterword new"
    return " ".join((name, *map(_quoted, words)))


def _quoted(word: str) -> str:
    """Quote a word for a shell: in double quotes, which every shell has, unless it has signs that mean more there."""
    if _SAFE.fullmatch(word):
        return word
    return f'"{word}"' if word and not _IN_QUOTES.search(word) else shlex.quote(word)


def understood(draft: Draft, site: Site) -> Iterator[str]:
    """Yield what was understood: the times, and the level of each component."""
    from afterword.arguments.moments import shown_back
    from afterword.records.vocabulary import Kind
    from afterword.records.zone import UTC_ZONE

    zone = site.zone or UTC_ZONE
    for start, end in draft.periods:
        begins = shown_back(start, zone, draft.now)
        ends = shown_back(end, zone, draft.now) if end else ""
        if draft.kind is Kind.NOTICE:
            yield f"until {ends}"
        else:
            openly = f"since {begins}" if start <= draft.now else f"from {begins}, without a known end"
            yield f"{begins} – {ends}" if ends else openly
    if draft.effects:
        yield ", ".join(f"{each.component}={each.level}" for each in draft.effects)
