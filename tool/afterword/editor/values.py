"""The values that a key can have on a site, with what each of them means."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import islice
from typing import NamedTuple

from afterword.checks.rule_pages import every_page
from afterword.editor.fields import Target, field_of, is_day, is_time, is_truth, target_of_value
from afterword.editor.live_site import LiveSite
from afterword.editor.other_records import OtherRecords
from afterword.editor.tokens import Outline, names
from afterword.records import introspection
from afterword.records.key_audience import KeyAudience, key_audience
from afterword.records.record import Record
from afterword.records.scales import OPERATIONAL
from afterword.records.vocabulary import (
    INCIDENT_STATES,
    MAINTENANCE_STATES,
    NOTICE_STATES,
    Kind,
    State,
    UpdateStatus,
    Word,
)
from afterword.records.zone import UNSTATED, zone_names
from afterword.source.files import SITE_FILE
from afterword.source.nodes import Path
from afterword.source.quoting import scalar

MOST = 100
"""How many ids of records are suggested; the editor asks again as more is typed."""


class Suggested(NamedTuple):
    """A value as it is typed, with its short meaning and a longer one. `sort` orders values before their text does."""

    text: str
    meaning: str = ""
    more: str = ""
    sort: str = ""


class Source(NamedTuple):
    """Where values come from: the file that is written, its site, its other records, and the time."""

    file: str
    live: LiveSite
    others: OtherRecords
    outline: Outline
    now: str
    today: str


def suggested_values(source: Source, path: Path, typed: str) -> Iterator[Suggested]:
    """Yield what can be written at a path. `typed` is what is there already."""
    target = target_of_value(source.file, path)
    if target:
        yield from named(source, target, typed)
        return
    field = field_of(source.file, path)
    if field is None:
        return
    closed = introspection.closed_set(field.annotation)
    if closed:
        yield from (_word(word) for word in _fitting(source, closed))
    elif is_truth(field):
        yield from (Suggested("true"), Suggested("false"))
    elif is_time(field) and source.now:
        yield Suggested(source.now, "now, in the record's zone")
    elif is_day(field) and source.today:
        yield Suggested(source.today, "today, in the record's zone")


def named(source: Source, target: Target, typed: str) -> Iterator[Suggested]:
    """Yield the names of everything of one kind."""
    known = source.live.known
    if target is Target.COMPONENT:
        yield from (Suggested(each.id, each.name, each.description or "") for each in known.components)
    elif target is Target.LEVEL:
        for rank, level in enumerate((*known.levels, OPERATIONAL)):
            yield Suggested(level.id, level.name, level.description or "", f"{rank:03}")
    elif target is Target.SEVERITY:
        for rank, severity in enumerate(known.severities):
            yield Suggested(severity.id, severity.impact.meaning, severity.description or "", f"{rank:03}")
    elif target is Target.GROUP:
        yield from (Suggested(each.id, each.name, each.description or "") for each in known.groups)
    elif target is Target.SCOPE:
        yield from (Suggested(each.id, each.name) for each in known.scopes)
    elif target is Target.CATEGORY:
        yield from map(Suggested, known.cause_categories)
    elif target is Target.ZONE:
        yield from map(Suggested, zone_names())
        if source.file != SITE_FILE:
            yield Suggested(UNSTATED, "the times are not in a known zone")
    elif target is Target.RECORD:
        yield from _records(source, typed)
    else:
        yield from _from_records(source, target)


def _from_records(source: Source, target: Target) -> Iterator[Suggested]:
    if target is Target.TAG:
        yield from _ranked(source.others.tags(source.live), "used by other records")
    elif target is Target.OWNER:
        yield from _ranked(source.others.owners(source.live), "owner in other records")
    elif target is Target.WINDOW:
        yield from map(Suggested, source.outline.values("windows", "id"))
    elif target is Target.CAUSE:
        yield from map(Suggested, source.outline.values("root_causes", "id"))
    elif target is Target.RULE:
        yield from (Suggested(page.id, page.severity.value, page.summary) for page in every_page())
    elif target in (Target.KEY, Target.INTERNAL_KEY):
        yield from _keys(internal=target is Target.INTERNAL_KEY)


def _ranked(texts: tuple[str, ...], meaning: str) -> Iterator[Suggested]:
    for rank, text in enumerate(texts):
        yield Suggested(scalar(text), meaning, sort=f"{rank:05}")


def _records(source: Source, typed: str) -> Iterator[Suggested]:
    """Yield the ids of records that contain what is typed, the newest first."""
    own = source.file.rpartition("/")[2].rpartition(".")[0]
    by_id = {file.rpartition("/")[2].rpartition(".")[0]: file for file in source.live.listed}
    found = (each for each in sorted(by_id, reverse=True) if typed in each and each != own)
    for rank, record_id in enumerate(islice(found, MOST)):
        facts = source.others.facts(source.live, by_id[record_id])
        yield Suggested(record_id, facts.title, sort=f"{rank:05}")


def _keys(*, internal: bool) -> Iterator[Suggested]:
    for path, model in introspection.parts(Record):
        for key, field in introspection.keys(model).items():
            if not internal or key_audience(field) is KeyAudience.INTERNAL:
                yield Suggested(".".join((*path, key)), field.description or "")


def _word(word: Word) -> Suggested:
    return Suggested(word.value, word.meaning)


def _fitting(source: Source, closed: type[Word]) -> Iterator[Word]:
    """Yield the words of a closed set; of states only those of the record's kind."""
    kind = next(source.outline.values("kind"), Kind.INCIDENT.value)
    others = {
        Kind.MAINTENANCE.value: MAINTENANCE_STATES,
        Kind.NOTICE.value: NOTICE_STATES,
    }
    fitting = {state.value for state in others.get(kind, INCIDENT_STATES)}
    for word in closed:
        is_state = closed in (State, UpdateStatus) and word.value != UpdateStatus.UPDATE.value
        if not is_state or word.value in fitting:
            yield word


def meaning_of(source: Source, path: Path, text: str) -> Suggested | None:
    """Return a value of a key with its meaning, or None if it has none."""
    if target_of_value(source.file, path) is Target.ZONE or not names(path):
        return None
    found = (each for each in suggested_values(source, path, text) if each.text == text)
    return next((each for each in found if each.meaning or each.more), None)
