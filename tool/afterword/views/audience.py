"""Who reads: a public build sees only what stands on the allow-list below."""

from __future__ import annotations

from enum import StrEnum
from typing import Any

from pydantic import BaseModel

from afterword.records import record as r
from afterword.records import shape
from afterword.records.project import Project
from afterword.records.record import PostMortem, Record, is_never_public
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
    r.Origin: frozenset({"system", "id", "url"}),
}  # fmt: skip
"""What leaves the repository in a public build. A field that is not here does not."""

ANALYSIS = ("timeline", "trigger", "root_causes", "limited_by", "action_items", "lessons")
"""What belongs to the post-mortem: while that is a draft or in review, none of it is public yet."""

_AllowList = dict[type[BaseModel], frozenset[str]]


def for_audience(project: Project, audience: Audience) -> Project:
    """Give the part of a project that an audience may see; all that is published is made from it."""
    if audience is Audience.INTERNAL:
        return project
    allowed = allow_list(project.site.publish.also)
    public = [record for record in project.records if record.visibility is Visibility.PUBLIC]
    known = {record.id for record in public}
    return Project(project.site, tuple(_cut_record(record, allowed, known) for record in public))


def allow_list(also: tuple[str, ...]) -> _AllowList:
    """Add a site's own keys, such as `action_items.tracker`, to the list. Unknown keys add nothing."""
    allowed = dict(PUBLIC_FIELDS)
    for key in also:
        *parents, name = key.split(".")
        model = shape.model_at(Record, tuple(parents))
        if not is_never_public(key) and model in allowed and name in model.model_fields:
            allowed[model] |= {name}
    return allowed


def _cut_record(record: Record, allowed: _AllowList, known: set[str]) -> Record:
    cut: Record = _cut(record, allowed)
    held_back: dict[str, Any] = {"related": tuple(tie for tie in cut.related if tie.id in known)}
    if cut.post_mortem and cut.post_mortem.status in (PostMortemStatus.DRAFT, PostMortemStatus.IN_REVIEW):
        held_back["post_mortem"] = PostMortem.model_construct(status=cut.post_mortem.status)
        held_back |= {name: Record.model_fields[name].get_default() for name in ANALYSIS}
    return cut.model_copy(update=held_back)


def _cut(value: Any, allowed: _AllowList) -> Any:
    """Copy what is allowed; `visibility: internal` keeps a list entry back."""
    if isinstance(value, BaseModel):
        names = allowed[type(value)] & value.model_fields_set | {"id", "zone"} & allowed[type(value)]
        return type(value).model_construct(**{name: _cut(getattr(value, name), allowed) for name in names})
    if isinstance(value, tuple):
        return tuple(_cut(item, allowed) for item in value if not _held_back(item))
    return value


def _held_back(item: Any) -> bool:
    return getattr(item, "visibility", Visibility.PUBLIC) is Visibility.INTERNAL
