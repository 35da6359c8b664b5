"""Who reads: a public build sees only what stands on the allow-list below."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from operator import is_, itemgetter
from typing import Any, NamedTuple

from pydantic import BaseModel

from afterword.records import introspection
from afterword.records import record as r
from afterword.records.project import Project
from afterword.records.record import PostMortem, Record, Window, is_never_public
from afterword.records.vocabulary import PostMortemStatus, Visibility


class Audience(StrEnum):
    """For whom a site is built."""

    PUBLIC = "public"
    INTERNAL = "internal"


PUBLIC_FIELDS: dict[type[BaseModel], frozenset[str]] = {
    Record: frozenset({
        "id", "zone", "title", "kind", "severity", "timezone", "summary", "detection", "milestones", "windows",
        "symptoms", "impact", "updates", "status", "scheduled", "timeline", "trigger", "root_causes", "limited_by",
        "action_items", "lessons", "post_mortem", "related", "unknowns", "corrections", "links", "tags", "origin",
    }),
    r.Detection: frozenset({"method"}),
    r.Milestones: frozenset(r.Milestones.model_fields),
    r.Measure: frozenset({"metric", "value", "unit", "threshold"}),
    r.Window: frozenset({"id", "component", "level", "start", "end", "label", "measure", "note"}),
    r.Symptom: frozenset({"component", "seen", "mechanism", "windows"}),
    r.OtherImpact: frozenset({"name", "value", "unit"}),
    r.ImpactNumbers: frozenset({"customers_affected", "requests_failed", "support_tickets", "data_loss", "other"}),
    r.Update: frozenset({"at", "status", "body", "levels"}),
    r.Scheduled: frozenset({"start", "end", "announced"}),
    r.Event: frozenset({"at", "until", "kind", "text", "component", "approximate"}),
    r.Trigger: frozenset({"kind", "text"}),
    r.RootCause: frozenset({"id", "role", "category", "text"}),
    r.ActionItem: frozenset({
        "id", "title", "type", "priority", "owner", "due", "status", "closed", "reason", "addresses",
    }),
    r.Lessons: frozenset({"went_well", "went_poorly", "lucky", "surprised"}),
    r.PostMortem: frozenset({
        "status", "stage", "published", "authors", "background", "resolution", "customer_actions", "apology",
    }),
    r.Related: frozenset({"id", "relation"}),
    r.Unknown: frozenset({"field", "reason"}),
    r.Correction: frozenset({"on", "text"}),
    r.Link: frozenset({"title", "url"}),
    r.Origin: frozenset({"system", "id"}),
}  # fmt: skip
"""What leaves the repository in a public build. A field that is not here does not."""

ANALYSIS = ("timeline", "trigger", "root_causes", "limited_by", "action_items", "lessons")
"""What belongs to the post-mortem: until that is published, none of it is public (nor any symptom's mechanism)."""

_AllowList = dict[type[BaseModel], frozenset[str]]


class _Plan(NamedTuple):
    """How to cut one kind of model: which of what may be told of it holds models, and what all else becomes.

    `hidden` reads all else from a model's fields; where that is `nothing`, there is nothing to hide.
    """

    parts: tuple[str, ...]
    blank: dict[str, Any]
    hidden: Callable[[dict[str, Any]], Any]
    nothing: Any


_Plans = dict[type[BaseModel], _Plan]


def for_audience(project: Project, audience: Audience, now: datetime) -> Project:
    """Give the part of a project that an audience may see at `now`; all that is published is made from it."""
    told = [_until(record, now) for record in project.records]
    if audience is Audience.INTERNAL:
        return Project(project.site, tuple(told))
    allowed = _plans(project.site.publish.also)
    public = [record for record in told if record.visibility is Visibility.PUBLIC]
    known = {record.id for record in public}
    return Project(project.site, tuple(_cut_record(record, allowed, known, now) for record in public))


def allow_list(also: tuple[str, ...]) -> _AllowList:
    """Add a site's own keys, such as `action_items.tracker`, to the list. Unknown keys add nothing."""
    allowed = dict(PUBLIC_FIELDS)
    for key in also:
        *parents, name = key.split(".")
        model = introspection.model_at(Record, tuple(parents))
        if not is_never_public(key) and model in allowed and name in model.model_fields:
            allowed[model] |= {name}
    return allowed


def _until(record: Record, now: datetime) -> Record:
    """Leave out what has not happened yet: tomorrow's words may stand in a record today."""
    today = record.zone.local(now).date()
    told = {
        "updates": tuple(update for update in record.updates if update.at <= now),
        "timeline": tuple(event for event in record.timeline if event.at <= now),
        "corrections": tuple(correction for correction in record.corrections if correction.on <= today),
    }
    changed = {key: kept for key, kept in told.items() if len(kept) < len(getattr(record, key))}
    if any(map(_says_more, (ahead := [window for window in record.windows if window.start > now]))):
        bare = dict.fromkeys(_WORDS)
        changed["windows"] = tuple(
            window.model_copy(update=bare) if window in ahead else window for window in record.windows
        )
    return _with(record, changed)


_WORDS = ("label", "measure", "note")
"""What a window says besides when and how bad: of one that lies ahead, nothing is known yet."""


def _says_more(window: Window) -> bool:
    return any(getattr(window, name) is not None for name in _WORDS)


def _cut_record(record: Record, plans: _Plans, known: set[str], now: datetime) -> Record:
    cut: Record = _cut(record, plans)
    held_back: dict[str, Any] = {}
    if not all(tie.id in known for tie in cut.related):
        held_back["related"] = tuple(tie for tie in cut.related if tie.id in known)
    if cut.post_mortem and not _is_out(cut, cut.post_mortem, now):
        held_back["post_mortem"] = PostMortem.model_construct(status=cut.post_mortem.status)
        held_back["symptoms"] = tuple(seen.model_copy(update={"mechanism": None}) for seen in cut.symptoms)
        held_back |= {name: Record.model_fields[name].get_default() for name in ANALYSIS}
    return _with(cut, held_back)


def _is_out(record: Record, text: PostMortem, now: datetime) -> bool:
    """Say whether a post-mortem's analysis may be read: not while it is written or reviewed, nor before its day."""
    if text.status in (PostMortemStatus.DRAFT, PostMortemStatus.IN_REVIEW):
        return False
    return text.published is None or text.published <= record.zone.local(now).date()


def _with(record: Record, changed: dict[str, Any]) -> Record:
    return record.model_copy(update=changed) if changed else record


@lru_cache(maxsize=8)
def _plans(also: tuple[str, ...]) -> _Plans:
    return {model: _plan(model, names) for model, names in allow_list(also).items()}


def _plan(model: type[BaseModel], allowed: frozenset[str]) -> _Plan:
    fields = model.model_fields
    blank = {
        name: field.get_default(call_default_factory=True)
        for name, field in fields.items()
        if name not in allowed
    }
    hidden: Callable[[dict[str, Any]], Any] = itemgetter(*blank) if blank else lambda _: None
    return _Plan(
        parts=tuple(
            name for name in fields if name in allowed and introspection.model_of(fields[name].annotation)
        ),
        blank=blank,
        hidden=hidden,
        nothing=hidden(blank),
    )


def _cut(model: BaseModel, plans: _Plans) -> Any:
    """Give what is allowed of a model; one of which nothing is held back is given as it is.

    Nothing is, where each field is on the list or says nothing.
    """
    plan = plans[type(model)]
    told = model.__dict__
    cut: dict[str, Any] = {}
    for name in plan.parts:
        part = told[name]
        if part:
            kept = _cut_list(part, plans) if type(part) is tuple else _cut(part, plans)
            if kept is not part:
                cut[name] = kept
    if not cut and plan.hidden(told) == plan.nothing:
        return model
    made = model.model_copy(update=plan.blank | cut)
    made.model_fields_set.difference_update(plan.blank)
    return made


def _cut_list(models: tuple[BaseModel, ...], plans: _Plans) -> tuple[BaseModel, ...]:
    """Give what is allowed of the entries of a list, without those that `visibility: internal` keeps back."""
    kept = tuple(
        [
            _cut(model, plans)
            for model in models
            if model.__dict__.get("visibility") is not Visibility.INTERNAL
        ]
    )
    return models if len(kept) == len(models) and all(map(is_, kept, models)) else kept
