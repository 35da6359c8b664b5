"""Writes a record as people type it: long texts folded, short ones on one line."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta

from benchmarks.model import ZONE, Action, Cause, Event, Record, Symptom, Update, Window

_WIDTH = 118
_NEEDS_QUOTES = re.compile(r"""^[\s@%&*!|>'"\[\]{}#?:,`-]|: |\ #|[:\s]$""")
_NEEDS_QUOTES_IN_FLOW = re.compile(r"[,\[\]{}]")


def record_yaml(record: Record) -> str:
    """Return the text of a record's file."""
    blocks = [_head(record), *_sections(record)]
    gap = "\n" if record.in_a_hurry else "\n\n"
    return gap.join("\n".join(lines) for lines in blocks if lines) + "\n"


def _head(record: Record) -> list[str]:
    lines = [f"title: {_scalar(record.title)}"]
    if record.kind != "incident":
        lines.append(f"kind: {record.kind}")
    if record.severity:
        lines.append(f"severity: {record.severity}")
    if record.internal:
        lines.append("visibility: internal")
    return lines + _text("summary", record.summary, 0)


def _sections(record: Record) -> Iterator[list[str]]:
    if record.detection:
        yield [f"detection: {{method: {record.detection[0]}, source: {_flow(record.detection[1])}}}"]
    if record.milestones:
        yield ["milestones:", *(f"  {name}: {_time(at)}" for name, at in record.milestones)]
    if record.scheduled:
        names = ("start", "end", "announced")
        yield ["scheduled:", *(f"  {n}: {_time(at)}" for n, at in zip(names, record.scheduled, strict=True))]
    yield _list("windows", [_window(window) for window in record.windows])
    yield _list("symptoms", [_symptom(each) for each in record.symptoms])
    if record.impact:
        yield ["impact:", *(f"  {name}: {value}" for name, value in record.impact), "  data_loss: None."]
    yield _list("updates", [_update(each, short=record.in_a_hurry) for each in record.updates])
    yield _list("timeline", [_event(each) for each in record.timeline])
    if record.trigger:
        yield ["trigger:", f"  kind: {record.trigger[0]}", *_text("text", record.trigger[1], 2)]
    yield _list("root_causes", [_cause(each) for each in record.causes])
    yield _list("limited_by", [_item(text, 2) for text in record.limited_by])
    yield _list("action_items", [_action(each) for each in record.actions])
    yield _lessons(record)
    yield _post_mortem(record)
    yield _list("related", [[f"{{id: {other}, relation: {how}}}"] for other, how in record.related])
    if record.tags:
        yield [f"tags: [{', '.join(record.tags)}]"]


def _list(key: str, entries: Sequence[list[str]]) -> list[str]:
    """Write entries below a key; each is a list of its lines, without the dash."""
    if not entries:
        return []
    lines = [f"{key}:"]
    for first, *rest in entries:
        lines.append(f"  - {first}")
        lines += [f"    {line}" if line else "" for line in rest]
    return lines


def _window(window: Window) -> list[str]:
    if window.label is None and window.measure is None:
        end = f", end: {_time(window.end)}" if window.end else ""
        start = _time(window.start)
        return [
            f"{{id: {window.id}, component: {window.component}, level: {window.level}, start: {start}{end}}}"
        ]
    lines = [f"id: {window.id}", f"component: {window.component}", f"level: {window.level}"]
    lines.append(f"start: {_time(window.start)}")
    if window.end:
        lines.append(f"end: {_time(window.end)}")
    if window.label:
        lines.append(f"label: {_scalar(window.label)}")
    if window.measure:
        metric, value, unit, threshold = window.measure
        lines.append(f"measure: {{metric: {metric}, value: {value}, unit: {unit}, threshold: {threshold}}}")
    return lines


def _symptom(symptom: Symptom) -> list[str]:
    return [
        f"component: {symptom.component}",
        *_text("seen", symptom.seen, 4, inner=0),
        *_text("mechanism", symptom.mechanism, 4, inner=0),
        f"windows: [{', '.join(symptom.windows)}]",
    ]


def _update(update: Update, *, short: bool) -> list[str]:
    levels = ", ".join(f"{component}: {level}" for component, level in update.levels)
    if short and not levels:
        line = f"{{at: {_time(update.at)}, status: {update.status}, body: {_flow(update.body)}}}"
        if len(line) < _WIDTH - 4:
            return [line]
    lines = [f"at: {_time(update.at)}", f"status: {update.status}", *_text("body", update.body, 4, inner=0)]
    return [*lines, f"levels: {{{levels}}}"] if levels else lines


def _event(event: Event) -> list[str]:
    component = f", component: {event.component}" if event.component else ""
    line = f"{{at: {_time(event.at)}, kind: {event.kind}{component}, text: {_flow(event.text)}}}"
    if len(line) < _WIDTH - 4 and not event.internal:
        return [line]
    lines = [f"at: {_time(event.at)}", f"kind: {event.kind}"]
    if event.component:
        lines.append(f"component: {event.component}")
    if event.internal:
        lines.append("visibility: internal")
    return lines + _text("text", event.text, 4, inner=0)


def _cause(cause: Cause) -> list[str]:
    head = [f"id: {cause.id}", f"role: {cause.role}", f"category: {cause.category}"]
    return head + _text("text", cause.text, 4, inner=0)


def _action(action: Action) -> list[str]:
    lines = [
        f"id: {action.id}",
        f"title: {_scalar(action.title)}",
        f"type: {action.type}",
        f"priority: {action.priority}",
        f"owner: {action.owner}",
        f"due: {action.due}",
        f"status: {action.status}",
    ]
    if action.closed:
        lines.append(f"closed: {action.closed}")
    if action.reason:
        lines += _text("reason", action.reason, 4, inner=0)
    return [*lines, f"addresses: [{action.addresses}]"]


def _lessons(record: Record) -> list[str]:
    lines = ["lessons:"] if record.lessons else []
    for kind, texts in record.lessons:
        lines += [f"  {line}" if line else "" for line in _list(kind, [_item(text, 6) for text in texts])]
    return lines


def _post_mortem(record: Record) -> list[str]:
    post_mortem = record.post_mortem
    if post_mortem is None:
        return []
    if post_mortem.published is None:
        return [f"post_mortem: {{status: {post_mortem.status}}}"]
    lines = ["post_mortem:", f"  status: {post_mortem.status}", f"  published: {_day(post_mortem.published)}"]
    lines.append(f"  authors: [{', '.join(post_mortem.authors)}]")
    for key in ("background", "resolution", "apology"):
        text = getattr(post_mortem, key)
        if text:
            lines += _text(key, text, 2)
    return lines


def _text(key: str, text: str, column: int, inner: int | None = None) -> list[str]:
    """Write a key with prose: on its line if there is room, otherwise folded; literal if it has line breaks.

    `column` is the indentation of the key in the file; `inner` that of its line so far, if it differs.
    """
    indent = " " * (column if inner is None else inner)
    if "\n" in text:
        return [f"{indent}{key}: |", *(f"{indent}  {line}" if line else "" for line in text.split("\n"))]
    line = f"{key}: {_scalar(text)}"
    if column + len(line) <= _WIDTH:
        return [indent + line]
    return [f"{indent}{key}: >-", *(f"{indent}  {part}" for part in _wrapped(text, _WIDTH - column - 2))]


def _item(text: str, column: int) -> list[str]:
    """Write prose as an entry of a list, without the dash."""
    if "\n" not in text and column + 2 + len(text) <= _WIDTH:
        return [_scalar(text)]
    return [">-", *_wrapped(text, _WIDTH - column - 2)]


def _wrapped(text: str, width: int) -> Iterator[str]:
    """Break text at spaces; several times as fast as textwrap, which handles more cases."""
    line = ""
    for word in text.split(" "):
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    yield line


def _scalar(text: str) -> str:
    if not _NEEDS_QUOTES.search(text):
        return text
    return '"' + text.replace("\\", "\\\\").replace('"', '\\"') + '"'


def _flow(text: str) -> str:
    scalar = _scalar(text)
    return f'"{scalar}"' if scalar == text and _NEEDS_QUOTES_IN_FLOW.search(text) else scalar


def _time(at: datetime) -> str:
    """Write a time in the site's time zone; with an offset in the hour that occurs twice."""
    local = at.astimezone(ZONE)
    written = f"{local:%Y-%m-%d %H:%M}"
    offsets = local.replace(fold=0).utcoffset(), local.replace(fold=1).utcoffset()
    if offsets[0] == offsets[1]:
        return written
    hours = (local.utcoffset() or timedelta()) // timedelta(hours=1)
    return f"{written}+{hours:02}:00"


def _day(day: date) -> str:
    return day.isoformat()
