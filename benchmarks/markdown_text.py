"""Writes the public part of a record as one Markdown page, for tools that read pages only."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from datetime import datetime

from benchmarks import words
from benchmarks.model import ZONE, Record

_NAMES = {component.id: component.name for component in words.COMPONENTS}


def record_markdown(record: Record, links: dict[str, str]) -> str:
    """Return the text of a record below headings, without its title.

    `links` has a link to each record by id, in the form that the tool expects.
    """
    return "\n\n".join(block for block in _blocks(record, links) if block) + "\n"


def _blocks(record: Record, links: dict[str, str]) -> Iterator[str]:
    yield record.summary
    yield _facts(record)
    if record.windows:
        yield "## Affected"
        yield _table(("component", "level", "from", "until", "note"), _window_rows(record))
    if record.symptoms:
        yield "## Symptoms"
        for symptom in record.symptoms:
            yield f"### {_NAMES[symptom.component]}"
            yield from (symptom.seen, symptom.mechanism)
    if record.impact:
        yield "## Impact"
        yield _bullets(f"{_plain(name)}: {value:,}" for name, value in record.impact)
    if record.updates:
        yield "## Updates"
        for update in reversed(record.updates):
            yield f"### {_plain(update.status)}, {_time(update.at)}"
            yield update.body
    public = [event for event in record.timeline if not event.internal]
    if public:
        yield "## Timeline"
        yield _bullets(f"**{_time(event.at)}** {_plain(event.kind)}: {event.text}" for event in public)
    yield from _why(record)
    yield from _then(record)
    if record.related:
        yield "## Related"
        yield _bullets(f"{_plain(how)}: {links[other]}" for other, how in record.related)


def _facts(record: Record) -> str:
    facts = [f"Kind: {_plain(record.kind)}", f"Started: {_time(record.start)}"]
    facts += [f"Ended: {_time(record.end)}"] if record.end else []
    facts += [f"Severity: {record.severity}"] if record.severity else []
    facts += [f"Found by: {_plain(record.detection[0])}"] if record.detection else []
    facts += [f"{_plain(name)}: {_time(at)}" for name, at in record.milestones]
    facts += [f"Tags: {', '.join(record.tags)}"] if record.tags else []
    return _bullets(facts)


def _window_rows(record: Record) -> Iterator[tuple[str, ...]]:
    for window in record.windows:
        note = [window.label] if window.label else []
        if window.measure:
            metric, value, unit, threshold = window.measure
            note.append(f"{metric} {value:,} {unit}, threshold {threshold:,}")
        until = _time(window.end) if window.end else "now"
        yield _NAMES[window.component], _plain(window.level), _time(window.start), until, "; ".join(note)


def _why(record: Record) -> Iterator[str]:
    if record.trigger:
        yield "## Trigger"
        yield f"*{_plain(record.trigger[0])}.* {record.trigger[1]}"
    if record.causes:
        yield "## Causes"
        for cause in record.causes:
            yield f"### {_plain(cause.role)}: {_plain(cause.category)}"
            yield cause.text
    if record.limited_by:
        yield "## What limited it"
        yield _bullets(record.limited_by)


def _then(record: Record) -> Iterator[str]:
    if record.actions:
        yield "## Actions"
        rows = [(a.title, a.type, a.priority, a.owner, f"{a.due}", _plain(a.status)) for a in record.actions]
        yield _table(("action", "type", "priority", "owner", "due", "state"), rows)
        yield _bullets(action.reason for action in record.actions if action.reason)
    if record.lessons:
        yield "## Lessons"
        for kind, texts in record.lessons:
            yield f"### {_plain(kind)}"
            yield _bullets(texts)
    if record.post_mortem and record.post_mortem.published:
        yield "## Post-mortem"
        authors = ", ".join(record.post_mortem.authors)
        yield f"Published on {record.post_mortem.published} by {authors}."
        for heading in ("background", "resolution", "apology"):
            text = getattr(record.post_mortem, heading)
            if text:
                yield from (f"### {_plain(heading)}", text)


def _table(head: tuple[str, ...], rows: Iterable[tuple[str, ...]]) -> str:
    lines = [head, tuple("---" for _ in head), *rows]
    return "\n".join(f"| {' | '.join(cells)} |" for cells in lines)


def _bullets(texts: Iterable[str]) -> str:
    return "\n".join(f"- {text}" for text in texts)


def _plain(word: str) -> str:
    return word.replace("_", " ").capitalize()


def _time(at: datetime) -> str:
    return f"{at.astimezone(ZONE):%Y-%m-%d %H:%M %Z}"
