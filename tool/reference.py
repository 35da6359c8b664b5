"""Writes what is generated from the code: rules, commands and tables of the handbook, manual pages, schemas of reports.

Run it after a change (`make generate` does), or with `--check` to list the pages that are out of date. A generated
part is between two comments of its page; the rest of the page is written by hand.
"""

from __future__ import annotations

import inspect
import json
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping
from fractions import Fraction
from functools import partial
from pathlib import Path

import click

from afterword.checks.rule_pages import KINDS_OF_RULE, RulePage, every_page
from afterword.cli import cli, options
from afterword.cli.commands import COMMANDS
from afterword.fixes.registry import FIXERS, page_with_fixes
from afterword.formats import view_types
from afterword.formats.data.incident_types import IncidentFile
from afterword.formats.data.schema import schema_of_type
from afterword.prose.wrapped import with_wrapped_paragraphs, wrapped
from afterword.records import introspection
from afterword.records.key_audience import KeyAudience, key_audience
from afterword.records.record import Record
from afterword.records.vocabulary import ComponentStatus
from afterword.report.check_json_types import CheckFile
from afterword.report.diff_json_types import DiffFile
from afterword.timeline.policies import POLICIES, GroupRule, Policy, Today
from afterword.timeline.response_times import RESPONSES
from man_pages import man_pages, option_help

REPOSITORY = Path(__file__).parents[1]
HANDBOOK = REPOSITORY / "docs" / "handbook"
MAN = REPOSITORY / "man"
SCHEMAS: Mapping[str, tuple[type, str]] = {
    "check-v1.json": (CheckFile, "Afterword check, version 1"),
    "diff-v1.json": (DiffFile, "Afterword diff, version 1"),
    "list-v1.json": (view_types.ListFile, "Afterword list, version 1"),
    "show-v1.json": (IncidentFile, "Afterword show, version 1"),
    "timeline-v1.json": (view_types.TimelineFile, "Afterword timeline, version 1"),
    "now-v1.json": (view_types.NowFile, "Afterword now, version 1"),
    "stats-v1.json": (view_types.StatsFile, "Afterword stats, version 1"),
    "calendar-v1.json": (view_types.CalendarFile, "Afterword calendar, version 1"),
    "actions-v1.json": (view_types.ActionsFile, "Afterword actions, version 1"),
    "open-v1.json": (view_types.PageFile, "Afterword open, version 1"),
}
"""The schemas of our reports and views: the file, the type that it is made from, the title."""
_MAY_BE_PUBLISHED = {KeyAudience.INTERNAL: "yes", KeyAudience.NEVER_PUBLIC: "no"}


def rule_table() -> Iterator[str]:
    """Yield the table of all rules."""
    files = {rule: f"{page}.md" for page, _, ids in KINDS_OF_RULE for rule in ids}
    rows = (
        (
            f"[`{page.id}`]({files[page.id]}#{page.id})",
            _severity(page),
            "yes" if page.id in FIXERS else "",
            page.summary,
        )
        for page in every_page()
    )
    yield from _table(("rule", "severity", "fixed", "what it finds"), rows)


def rule_pages(file: str) -> Iterator[str]:
    """Yield what a page of the handbook says about each of its rules, under a heading with the rule's id."""
    pages = {page.id: page for page in every_page()}
    for page_of_kind, heading, ids in KINDS_OF_RULE:
        if f"{page_of_kind}.md" != file or not ids:
            continue
        yield f"## {heading}\n"
        for rule in ids:
            page = pages[rule]
            body = page_with_fixes(page).replace("Fails:\n\n```yaml", f"Fails with `{rule}`:\n\n```yaml")
            yield f"### {rule}\n\n" + with_wrapped_paragraphs(f"**{_severity(page).capitalize()}.** {body}\n")


def commands() -> Iterator[str]:
    """Yield each command with its description, its options and examples, by use; first what every command takes."""
    context = click.Context(cli, info_name="afterword", **cli.context_settings)
    yield "### Options of every command\n"
    yield from _options(options.for_all(), context)
    for use, listed in COMMANDS.items():
        yield f"### {use}\n"
        for each in listed:
            command = cli.get_command(context, each.name)
            assert command is not None, each.name
            yield from _command(command, click.Context(command, info_name=each.name, parent=context))


def _command(command: click.Command, context: click.Context) -> Iterator[str]:
    """Yield the section of a command, and those of the commands below it."""
    usage = " ".join((context.command_path, *command.collect_usage_pieces(context)))
    help_text = inspect.cleandoc(command.help or "")
    yield f"#### {context.command_path}\n\n```text\n{usage}\n```\n\n{help_text}\n"
    shared = {option for each in options.for_all() for option in each.opts}
    yield from _options((each for each in command.params if not shared.intersection(each.opts)), context)
    shown = "\n".join(line[2:] for line in (command.epilog or "").splitlines() if line.startswith("  "))
    if shown:
        yield f"```text\n{shown}\n```\n"
    if isinstance(command, click.Group):
        for name, below in command.commands.items():
            yield from _command(below, click.Context(below, info_name=name, parent=context))


def _options(parameters: Iterable[click.Parameter], context: click.Context) -> Iterator[str]:
    for parameter in parameters:
        record = parameter.get_help_record(context)
        if record and record[1]:
            meaning = wrapped(option_help(record[1]), ":   ", "    ")
            yield f"`{record[0]}`\n{meaning}\n"


def held_back_keys() -> Iterator[str]:
    """Yield the table of the keys that a public build publishes only with the post-mortem."""
    rows = []
    for home, model in introspection.parts(Record):
        for name, field in introspection.keys(model).items():
            if key_audience(field) is KeyAudience.WITH_POST_MORTEM:
                rows.append((f"`{'.'.join((*home, name))}`", field.description or ""))
    yield from _table(("key", "meaning"), rows)


def internal_keys() -> Iterator[str]:
    """Yield the table of the keys that a public build leaves out."""
    rows = []
    for home, model in introspection.parts(Record):
        for name, field in introspection.keys(model).items():
            key = ".".join((*home, name))
            audience = key_audience(field)
            if audience in _MAY_BE_PUBLISHED:
                rows.append((f"`{key}`", field.description or "", _MAY_BE_PUBLISHED[audience]))
    yield from _table(("key", "meaning", "can be published with `publish.also`"), rows)


def response_times() -> Iterator[str]:
    """Yield the table of response times and their milestones."""
    rows = ((name.value.replace("_", " "), first, last) for name, first, last in RESPONSES)
    yield from _table(("response time", "from", "to"), rows)


def policies() -> Iterator[str]:
    """Yield the table of uptime policies."""
    weighted = (
        ("degraded", ComponentStatus.DEGRADED_PERFORMANCE),
        ("partial outage", ComponentStatus.PARTIAL_OUTAGE),
        ("major outage", ComponentStatus.MAJOR_OUTAGE),
        ("maintenance", ComponentStatus.UNDER_MAINTENANCE),
    )
    days = {Today.FULL: "the whole day", Today.ELAPSED: "until now"}
    groups = {GroupRule.MEAN: "mean", GroupRule.ALL_UP: "all up"}

    def row(policy: Policy) -> tuple[str, ...]:
        weights = (_weight(policy.weights[status] if policy.weights else None) for _, status in weighted)
        rest = (days[policy.today], groups[policy.group_rule], str(policy.decimals))
        return (policy.name.value, *weights, *rest)

    header = ("policy", *(name for name, _ in weighted), "today", "group", "decimals")
    yield from _table(header, (row(policy) for policy in POLICIES.values()))


PARTS: Mapping[str, Mapping[str, Callable[[], Iterator[str]]]] = {
    "rules.md": {"rule table": rule_table},
    **{f"{page}.md": {"rule pages": partial(rule_pages, f"{page}.md")} for page, _, _ in KINDS_OF_RULE},
    "command-line.md": {"commands": commands},
    "write-a-record.md": {"held-back keys": held_back_keys, "internal keys": internal_keys},
    "numbers.md": {"response times": response_times, "policies": policies},
}


def filled(page: str, text: str) -> str:
    """Return the text of a page with its generated parts.

    Raises SystemExit if the comments around a part are missing.
    """
    for name, write in PARTS[page].items():
        begin, end = f"<!-- begin {name}: written by tool/reference.py -->", f"<!-- end {name} -->"
        before, found, rest = text.partition(begin)
        _, closed, after = rest.partition(end)
        if not (found and closed):
            raise SystemExit(f"{page} needs the lines `{begin}` and `{end}`")
        part = "\n".join(write()).strip()
        text = f"{before}{begin}\n\n{part}\n\n{end}{after}"
    return text


def report_schema(file: str) -> str:
    """Return the schema of what a command writes as JSON."""
    declared, title = SCHEMAS[file]
    schema = schema_of_type(declared, identifier=file, title=title)
    return json.dumps(schema, indent=2, ensure_ascii=False) + "\n"


def main(*, check: bool) -> int:
    """Write the files that are out of date, or only list them if `check`; return the exit status."""
    stale = []
    written = {HANDBOOK / page: filled(page, _text(HANDBOOK / page)) for page in PARTS}
    written |= {REPOSITORY / "schema" / file: report_schema(file) for file in SCHEMAS}
    written |= {MAN / file: page for file, page in man_pages().items()}
    written |= dict.fromkeys({*MAN.glob("*.1")} - written.keys(), "")
    for file, fresh in written.items():
        if fresh != _text(file):
            stale.append(file)
            if not check:
                _write(file, fresh)
    for file in stale:
        name = file.relative_to(REPOSITORY).as_posix()
        print(f"{name} is stale; run `make generate`" if check else f"wrote {name}")
    return 1 if check and stale else 0


def _write(file: Path, text: str) -> None:
    """Write a file, or delete it if it has no text: the page of a command that is gone."""
    if text:
        file.parent.mkdir(exist_ok=True)
        file.write_text(text, encoding="utf-8")
    else:
        file.unlink()


def _text(file: Path) -> str:
    return file.read_text(encoding="utf-8") if file.is_file() else ""


def _severity(page: RulePage) -> str:
    return page.severity.value + ("" if page.can_be_lowered else ", always")


def _weight(weight: Fraction | None) -> str:
    if weight is None:
        return "its weight"
    return "–" if not weight else f"{float(weight * 100):g} %"


def _table(header: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> Iterator[str]:
    for row in (header, ("---",) * len(header), *rows):
        yield f"| {' | '.join(row)} |"


if __name__ == "__main__":
    sys.exit(main(check="--check" in sys.argv[1:]))
