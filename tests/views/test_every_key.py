"""Every public key of a record is on its page and in `/data/v1/`, and no other key is.

The tests walk the model, so a new key is tested as soon as it is declared.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from datetime import date
from decimal import Decimal
from functools import lru_cache
from typing import Any, NamedTuple

import pytest
from pydantic import BaseModel
from pydantic.fields import FieldInfo

from afterword.formats.registry import record_artifacts
from afterword.output.pages import rendered_page
from afterword.records import introspection
from afterword.records.fields import MARKDOWN
from afterword.records.key_audience import KeyAudience, key_audience
from afterword.records.project import Project
from afterword.records.quantity import Quantity
from afterword.records.record import Record
from afterword.render.environment import create_environment
from afterword.views.audience import Audience, for_audience
from afterword.views.context import Context
from afterword.views.incident.page import incident_page, record_parts
from afterword.views.text.words import ENGLISH
from tests.records.decoding import ID, decoded, site
from tests.sites import NOW

SITE = site("""\
page: {name: Acme}
timezone: UTC
components:
  - {id: search, name: Search}
  - {id: api, name: API}
""")
OTHER_IDS = ("2026-11-18-other-record", "2026-11-19-another-record")
ENVIRONMENT = create_environment(ENGLISH)

MEASURED = {"value": 7101, "from": 7201, "to": 7301, "threshold": 7401}
VALUES: Mapping[str, tuple[object, object]] = {
    "severity": ("sev2", "sev1"),
    "publish_at": ("2026-11-20 09:00", "2026-11-20 09:01"),
    "language": ("pt-BR", "ar"),
    "timezone": ("Europe/Berlin", "America/New_York"),
    "detection.at": ("2026-11-20 09:42", "2026-11-20 09:43"),
    "detection.windows": (["w1"], ["w2"]),
    "milestones.started": ("2026-11-20 09:30", "2026-11-20 09:31"),
    "milestones.detected": ("2026-11-20 09:42", "2026-11-20 09:43"),
    "milestones.acknowledged": ("2026-11-20 09:44", "2026-11-20 09:45"),
    "milestones.declared": ("2026-11-20 09:46", "2026-11-20 09:47"),
    "milestones.notified": ("2026-11-20 09:48", "2026-11-20 09:49"),
    "milestones.identified": ("2026-11-20 09:50", "2026-11-20 09:51"),
    "milestones.mitigated": ("2026-11-20 09:52", "2026-11-20 09:53"),
    "milestones.resolved": ("2026-11-20 10:30", "2026-11-20 10:31"),
    "windows.id": ("w1", "w2"),
    "windows.component": ("search", "api"),
    "windows.level": ("degraded", "major_outage"),
    "windows.start": ("2026-11-20 09:40", "2026-11-20 09:41"),
    "windows.end": ("2026-11-20 10:15", "2026-11-20 10:16"),
    "windows.components": (["search", "api"], ["api"]),
    **{f"windows.measure.{key}": (f"{number}", f"{number + 1}") for key, number in MEASURED.items()},
    "also_affected.component": ("search", "api"),
    "also_affected.components": (["search", "api"], ["api"]),
    "also_affected.level": ("degraded", "major_outage"),
    "symptoms.component": ("search", "api"),
    "symptoms.windows": (["w1"], ["w2"]),
    "updates.at": ("2026-11-20 10:20", "2026-11-20 10:21"),
    "updates.status": ("resolved", "monitoring"),
    "updates.levels": ({"api": "operational"}, {"api": "degraded"}),
    "updates.next_update": ("2026-11-20 10:40", "2026-11-20 10:41"),
    "updates.edited": ("2026-11-20 11:20", "2026-11-20 11:21"),
    "updates.publish_at": ("2026-11-20 10:30", "2026-11-20 10:31"),
    "scheduled.start": ("2026-11-20 11:00", "2026-11-20 11:01"),
    "scheduled.end": ("2026-11-20 12:00", "2026-11-20 12:01"),
    "scheduled.announced": ("2026-11-19 08:00", "2026-11-19 08:01"),
    "until": ("2026-11-30 12:00", "2026-11-30 12:01"),
    "timeline.at": ("2026-11-20 09:54", "2026-11-20 09:55"),
    "timeline.until": ("2026-11-20 09:56", "2026-11-20 09:57"),
    "timeline.component": ("search", "api"),
    "timeline.evidence": (["https://example.com/mark-timeline-evidence"], ["https://example.com/b"]),
    "exposure.since": ("2026-11-20 09:32", "2026-11-20 09:33"),
    "exposure.until": ("2026-11-20 09:34", "2026-11-20 09:35"),
    "impact.data_loss.from": ("2026-11-20 09:36", "2026-11-20 09:37"),
    "impact.data_loss.to": ("2026-11-20 09:38", "2026-11-20 09:39"),
    "trigger.windows": (["w1"], ["w2"]),
    "root_causes.windows": (["w1"], ["w2"]),
    "root_causes.id": ("c1", "c2"),
    "action_items.due": ("2026-12-01", "2026-12-02"),
    "action_items.moved.on": ("2026-11-22", "2026-11-23"),
    "action_items.moved.from": ("2026-11-28", "2026-11-29"),
    "action_items.closed": ("2026-11-21", "2026-11-22"),
    "action_items.addresses": (["c1"], ["c2"]),
    "post_mortem.status": ("published", "not_required"),
    "post_mortem.published": ("2026-11-21", "2026-11-22"),
    "post_mortem.covers": ([OTHER_IDS[0]], [OTHER_IDS[1]]),
    "related.id": OTHER_IDS,
    "corrections.on": ("2026-11-21", "2026-11-22"),
    "links.url": ("https://example.com/mark-links-url", "https://example.com/b"),
    "origin.url": ("https://example.com/mark-origin-url", "https://example.com/b"),
}
"""Two values for each key whose value must fit the others; the first one is in the full record."""

NOT_ON_THE_PAGE: Mapping[str, str] = {
    "origin.url": "The page names the system and the id; the address there is for programs.",
    "origin.fields": "What an import could not place is for programs, and has no form that a page could show.",
}
NOT_IN_THE_JSON: Mapping[str, str] = {}
"""Keys that are not shown, each with the reason."""


class Key(NamedTuple):
    """A key of a record whose value is not a mapping with keys of its own."""

    path: tuple[str, ...]
    field: FieldInfo
    audiences: frozenset[KeyAudience | None]

    @property
    def name(self) -> str:
        """The path, with dots."""
        return ".".join(self.path)

    @property
    def marker(self) -> str:
        """A text that no other key contains; it is a valid id and a valid name too."""
        return f"mark-{'-'.join(self.path).replace('_', '-')}"

    @property
    def is_text(self) -> bool:
        """Whether the full record contains the marker as the value of this key."""
        return self.marker in json.dumps(full_value(self))

    @property
    def is_public(self) -> bool:
        """Whether a public build publishes it once the post-mortem is published."""
        return self.audiences <= {KeyAudience.PUBLIC, KeyAudience.WITH_POST_MORTEM}


class Published(NamedTuple):
    """What one build publishes of one record, in lower case."""

    page: str
    data: str


def keys() -> Iterator[Key]:
    for home, model in introspection.parts(Record):
        above = [introspection.field_at(Record, home[:end])[1] for end in range(1, len(home) + 1)]
        for name, field in introspection.keys(model).items():
            if not introspection.model_of(field.annotation):
                audiences = frozenset(key_audience(each) for each in (*above, field) if each)
                yield Key((*home, name), field, audiences)


KEYS = tuple(keys())
BY_NAME = {key.name: key for key in KEYS}
PUBLIC = [key for key in KEYS if key.is_public]
OTHERS = [key for key in KEYS if not key.is_public and key.audiences.isdisjoint({KeyAudience.CONTROL})]


def name_of(key: Key) -> str:
    return key.name


def full_value(key: Key) -> object:
    """Return the value of a key in the full record: its marker if it can be any text."""
    if key.name in VALUES:
        return VALUES[key.name][0]
    item = introspection.item_type(key.field.annotation)
    kind = introspection.bare_type(item or key.field.annotation)
    value = introspection.words(key.field.annotation)[0] if introspection.words(kind) else _example(key, kind)
    return [value] if item else value


def _example(key: Key, kind: type) -> object:
    assert not issubclass(kind, date), f"{key.name} needs a value in VALUES that fits the other times"
    examples: dict[type, object] = {
        str: key.marker, int: "7001", Decimal: "7001", bool: "true", Quantity: f"7001 {key.marker}",
    }  # fmt: skip
    return examples.get(kind, {"note": key.marker})


def other_value(key: Key) -> object:
    """Return a second value of a key that is not text."""
    if key.name in VALUES:
        return VALUES[key.name][1]
    words = introspection.words(key.field.annotation)
    return words[1] if words else {"true": "false", "7001": "7002"}[str(full_value(key))]


def full_record(**changes: object) -> dict[str, Any]:
    """Return a record with every key; `changes` are values by path, where None leaves out a top-level key.

    Of keys that exclude each other, each list has an entry.
    """
    record = _full(Record, (), 0, changes)
    return {name: value for name, value in record.items() if changes.get(name, value) is not None}


def _full(
    model: type[BaseModel], home: tuple[str, ...], number: int, changes: Mapping[str, object]
) -> dict[str, Any]:
    """Return a mapping with all keys but those of other alternatives than the one with this number."""
    sets = introspection.alternatives(model)
    left_out = {key for index, keys in enumerate(sets) if index != min(number, len(sets) - 1) for key in keys}
    mapping: dict[str, Any] = {}
    for name, field in introspection.keys(model).items():
        path = (*home, name)
        part = introspection.model_of(field.annotation)
        if name in left_out:
            continue
        if part is None:
            mapping[name] = changes.get(".".join(path), full_value(BY_NAME[".".join(path)]))
        elif introspection.item_type(field.annotation):
            mapping[name] = [_full(part, path, each, changes) for each in range(_entries(part))]
        else:
            mapping[name] = _full(part, path, number, changes)
    return mapping


def _entries(model: type[BaseModel]) -> int:
    """Return how many entries a list needs so that each key of a model and its parts is in one."""
    return max(len(introspection.alternatives(each)) for _, each in introspection.parts(model)) or 1


def with_key(key: Key, value: object) -> dict[str, Any]:
    """Return the full record with another value of one key, of the kind of record in which the key counts."""
    changes: dict[str, object] = {"scheduled": None, "status": None, key.name: value}
    if key.path[0] == "scheduled":
        changes |= {"kind": "maintenance", "scheduled": {}, "updates": None, "milestones": None}
    if key.path[0] == "status":
        changes |= {"updates": None}
    return full_record(**changes)


def published(record: Mapping[str, Any], audience: Audience = Audience.PUBLIC) -> Published:
    return _published(json.dumps(record), audience)  # JSON is YAML


@lru_cache(maxsize=8)  # most tests compare with the full record
def _published(text: str, audience: Audience) -> Published:
    model = decoded(text, on=SITE)
    assert model.model, model.diagnostics
    others = tuple(
        decoded("title: Other", file=f"incidents/2026/{each}.yml", on=SITE).model for each in OTHER_IDS
    )
    project = Project(SITE, (model.model, *(each for each in others if each)))
    context = Context(for_audience(project, audience, NOW), audience, NOW)
    shown = context.by_id[ID]
    parts = record_parts(context, shown)
    page = incident_page(context, shown, parts)
    files = record_artifacts(context, shown, parts, ENVIRONMENT).files
    (data,) = [file.text for file in files if file.path == f"data/v1/incidents/{ID}.json"]
    return Published(rendered_page(ENVIRONMENT, page).html.lower(), data.lower())


def full(audience: Audience = Audience.PUBLIC) -> Published:
    return published(full_record(status=None, scheduled=None), audience)


def draft() -> Published:
    record = full_record(**{"status": None, "scheduled": None, "post_mortem.status": "draft"})
    return published(record)


@pytest.mark.parametrize("key", [key for key in PUBLIC if key.is_text], ids=name_of)
def test_a_public_text_is_on_the_page_and_in_the_json(key: Key) -> None:
    assert (key.marker in full().page) != (key.name in NOT_ON_THE_PAGE)
    assert (key.marker in full().data) != (key.name in NOT_IN_THE_JSON)


@pytest.mark.parametrize("key", [key for key in PUBLIC if not key.is_text], ids=name_of)
def test_another_value_of_a_public_key_changes_the_page_and_the_json(key: Key) -> None:
    one, other = (published(with_key(key, value)) for value in (full_value(key), other_value(key)))
    assert (one.page != other.page) != (key.name in NOT_ON_THE_PAGE)
    assert (one.data != other.data) != (key.name in NOT_IN_THE_JSON)


def test_the_page_links_to_the_files_in_every_text() -> None:
    texts = [key for key in KEYS if introspection.has_marker(key.field, MARKDOWN)]
    links = {key.name: f"[{key.name}]({key.name}.txt)" for key in texts}
    changes = {
        key.name: [links[key.name]] if introspection.item_type(key.field.annotation) else links[key.name]
        for key in texts
    }
    page = published(full_record(status=None, scheduled=None, **changes), Audience.INTERNAL).page
    assert [name for name in links if f'href="{name}.txt"' not in page] == []


@pytest.mark.parametrize("key", [key for key in OTHERS if key.is_text], ids=name_of)
def test_an_internal_text_is_only_in_an_internal_build(key: Key) -> None:
    assert key.marker not in "".join(full())
    internal = full(Audience.INTERNAL)
    assert (key.marker in internal.page) != (key.name in NOT_ON_THE_PAGE)
    assert (key.marker in internal.data) != (key.name in NOT_IN_THE_JSON)


@pytest.mark.parametrize("key", [key for key in KEYS if key.is_text], ids=name_of)
def test_a_text_of_the_analysis_waits_for_the_post_mortem(key: Key) -> None:
    published_now = "".join(draft())
    assert (key.marker in published_now) == (key.audiences == {KeyAudience.PUBLIC})
