"""Begins a post-mortem from what a record knows: its timeline, from windows, milestones and updates."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import datetime

from afterword.checks.plausible_times import HAPPENED
from afterword.editing.changes import Change, Insert, Put, RefusedError
from afterword.editing.suggested_command import suggested
from afterword.records.key_audience import KeyAudience, key_audience
from afterword.records.record import Record
from afterword.records.rough_time import exact, is_unknown
from afterword.records.site import Site
from afterword.records.suggested_texts import MILESTONES, PUBLISHED, PUBLISHED_AS, RECOVERED, in_language
from afterword.records.time_text import time_text
from afterword.records.vocabulary import EventKind, PostMortemStatus
from afterword.source.nodes import Plain
from afterword.views.text.words import words_in

_PARTS = tuple(
    name for name, field in Record.model_fields.items() if key_audience(field) is KeyAudience.WITH_POST_MORTEM
)
"""What is published with the post-mortem, or at once if there is none."""
_OF_MILESTONES = {
    "detected": EventKind.DETECTION,
    "acknowledged": EventKind.ACTION,
    "declared": EventKind.DECISION,
    "identified": EventKind.DETECTION,
    "mitigated": EventKind.RECOVERY,
}


def begin_post_mortem(record: Record, site: Site) -> tuple[Change, ...]:
    """Return the changes that add a draft and a timeline; one that exists gets what happened after its last event.

    Nothing is added if parts of the post-mortem are public already: a draft would hide them.
    Raises RefusedError if readers can see the post-mortem already, or if nothing has happened.
    """
    if record.kind not in HAPPENED:
        raise RefusedError(f"a {record.kind} record has no post-mortem")
    report = record.post_mortem
    if report and report.status is PostMortemStatus.PUBLISHED:
        raise RefusedError(
            f"the post-mortem of {record.id} is published; {suggested('correct', record.id)} says what you change"
        )
    if has_public_parts(record):
        return ()
    changes: list[Change] = []
    events = [_written(record, each) for each in _new_events(record, site)]
    if record.timeline:
        end = len(record.timeline)
        changes += [Insert(("timeline", number), each) for number, each in enumerate(events, start=end)]
    elif events:
        changes.append(Put(("timeline",), [*events]))
    if report is None or report.status is PostMortemStatus.NOT_REQUIRED:
        changes.append(Put(("post_mortem", "status"), "draft"))
    return tuple(changes)


def has_public_parts(record: Record) -> bool:
    """Return whether readers see parts of a post-mortem that the record does not name yet, such as its timeline."""
    return record.post_mortem is None and any(getattr(record, part) for part in _PARTS)


_Event = tuple[datetime, EventKind, str, str]


def _new_events(record: Record, site: Site) -> Iterator[_Event]:
    """Yield what is known to have happened since the last event of the timeline; all of it if there is none."""
    if not record.timeline:
        yield from _events(record, site)
        return
    last = max(exact(each.at) for each in record.timeline)
    known = {(exact(each.at), each.kind, each.component or "") for each in record.timeline}
    for event in _events(record, site):
        at, kind, _, component = event
        if exact(at) >= last and (exact(at), kind, component) not in known:
            yield event


def _events(record: Record, site: Site) -> Iterator[_Event]:
    """Yield what is known to have happened, in order of time: its time, its kind, its text and its component."""
    language = record.language or site.page.language or ""
    found = [*_of_windows(record, site, language)]
    for name, kind in _OF_MILESTONES.items():
        at = getattr(record.milestones, name)
        if at:
            found.append((at, kind, in_language(MILESTONES[name], language), ""))
    words = words_in(language)
    for each in record.updates:
        status = words.in_sentence(words.word(each.status))
        text = in_language(PUBLISHED_AS if each.state else PUBLISHED, language).format(status=status)
        found.append((each.at, EventKind.COMMUNICATION, text, ""))
    yield from sorted(found, key=lambda event: exact(event[0]))


def _of_windows(record: Record, site: Site, language: str) -> Iterator[_Event]:
    windows = record.component_windows
    for window in windows:
        component, level = site.component(window.component), site.level(window.level)
        name, state = (
            each.name if each else typed
            for each, typed in ((component, window.component), (level, window.level))
        )
        of_component = [each for each in windows if each.component == window.component]
        yield window.start, EventKind.SYMPTOM, f"{name}: {state}.", window.component
        goes_on = any(
            window.end and each.start <= window.end and (each.end is None or each.end > window.end)
            for each in of_component
        )
        if window.end and not is_unknown(window.end) and not goes_on:
            yield (
                window.end,
                EventKind.RECOVERY,
                in_language(RECOVERED, language).format(component=name),
                window.component,
            )


def _written(record: Record, event: _Event) -> dict[str, Plain]:
    at, kind, text, component = event
    value: dict[str, Plain] = {"at": time_text(at, record.zone), "kind": kind.value, "text": text}
    return {**value, "component": component} if component else value
