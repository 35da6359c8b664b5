"""The manual pages of the commands, in the language of man(7); `tool/reference.py` writes them.

They have no date and no version, so that they change only when a command does.
"""

from __future__ import annotations

import inspect
import re
from collections.abc import Iterable, Iterator, Mapping

import click

from afterword.cli import cli
from afterword.cli.commands import BY_NAME, COMMANDS

_EXIT_STATUS = "Exit status: "
_DEFAULT = re.compile(r"  \[default: \(?(?P<value>.*?)\)?\]$")
_CODE = re.compile(r"`([^`]+)`")
_ENVIRONMENT = {
    "SOURCE_DATE_EPOCH": "Seconds since 1970: the time for which everything is computed, unless --now is given.",
    "NO_COLOR": "If set, the output has no colours.",
    "FORCE_COLOR": "If set, the output has colours although it does not go to a terminal.",
}


def man_pages() -> dict[str, str]:
    """Return the page of the command line and of each command, by the name of its file."""
    context = click.Context(cli, info_name="afterword", **cli.context_settings)
    pages = dict(_pages(cli, context, "publish incident timelines and post-mortems from records in git"))
    for each in BY_NAME.values():
        command = cli.get_command(context, each.name)
        assert command is not None, each.name
        summary = f"{each.help[:1].lower()}{each.help[1:].removesuffix('.')}"
        pages |= dict(_pages(command, click.Context(command, info_name=each.name, parent=context), summary))
    return pages


def _pages(command: click.Command, context: click.Context, summary: str) -> Iterator[tuple[str, str]]:
    """Yield the page of a command, and those of the commands below it."""
    name = context.command_path.replace(" ", "-")
    yield f"{name}.1", "\n".join(_page(command, context, summary)) + "\n"
    if isinstance(command, click.Group) and command is not cli:
        for below, found in command.commands.items():
            summary = found.get_short_help_str(limit=200).removesuffix(".")
            inside = click.Context(found, info_name=below, parent=context)
            yield from _pages(found, inside, f"{summary[:1].lower()}{summary[1:]}")


def _page(command: click.Command, context: click.Context, summary: str) -> Iterator[str]:
    path = context.command_path
    yield f'.TH "{_plain(path.replace(" ", "-").upper())}" "1" "" "Afterword" "Afterword"'
    yield from (".SH NAME", rf"{_plain(path.replace(' ', '-'))} \- {_marked(summary)}")
    yield from (
        ".SH SYNOPSIS",
        rf"\fB{_plain(path)}\fR {_plain(' '.join(command.collect_usage_pieces(context)))}",
    )
    paragraphs = [" ".join(each.split()) for each in inspect.cleandoc(command.help or "").split("\n\n")]
    yield ".SH DESCRIPTION"
    yield from _paragraphs(each for each in paragraphs if not each.startswith(_EXIT_STATUS))
    yield ".SH OPTIONS"
    yield from _terms(_options(command, context))
    if command is cli:
        for use, listed in COMMANDS.items():
            yield f".SH {use.upper()}"
            yield from _terms({f"afterword-{each.name}(1)": each.help for each in listed})
    statuses = [each.removeprefix(_EXIT_STATUS) for each in paragraphs if each.startswith(_EXIT_STATUS)]
    if statuses:
        yield ".SH EXIT STATUS"
        yield from _paragraphs(statuses)
    if command is cli:
        yield ".SH ENVIRONMENT"
        yield from _terms(_ENVIRONMENT)
    examples = [line[2:] for line in (command.epilog or "").splitlines() if line.startswith("  ")]
    if examples:
        yield from (".SH EXAMPLES", ".nf", *map(_plain, examples), ".fi")
    if command is not cli:
        yield from (".SH SEE ALSO", r"\fBafterword\fR(1)")


def option_help(text: str) -> str:
    """Return what the help says about an option, with its default in a sentence."""
    required = text.removesuffix("  [required]")
    found = _DEFAULT.search(text)
    if found:
        return f"{text[: found.start()]} Default: {found['value']}."
    return required if required == text else f"{required} Required."


def _options(command: click.Command, context: click.Context) -> Mapping[str, str]:
    records = (each.get_help_record(context) for each in command.get_params(context))
    return {record[0]: " ".join(option_help(record[1]).split()) for record in records if record and record[1]}


def _paragraphs(texts: Iterable[str]) -> Iterator[str]:
    for number, text in enumerate(texts):
        if number:
            yield ".PP"
        yield _marked(text)


def _terms(entries: Mapping[str, str]) -> Iterator[str]:
    for term, meaning in entries.items():
        yield from (".TP", rf"\fB{_plain(term)}\fR", _marked(meaning))


def _marked(text: str) -> str:
    """Return text with code in bold."""
    return _CODE.sub(r"\\fB\1\\fR", _plain(text))


def _plain(text: str) -> str:
    """Return text of which nothing is a command or an escape, and whose hyphens can be copied."""
    text = text.replace("\\", r"\e").replace("-", r"\-").replace("'", r"\(aq").replace('"', r"\(dq")
    return rf"\&{text}" if text.startswith(".") else text
