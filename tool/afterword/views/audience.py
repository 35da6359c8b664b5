"""The part of a project that an audience may see: a public build gets the keys on the allow-list and no others."""

from __future__ import annotations

from collections.abc import Callable, Collection
from datetime import datetime
from enum import StrEnum
from functools import lru_cache
from operator import is_, itemgetter
from typing import Any, NamedTuple

from pydantic import BaseModel

from afterword.records import introspection
from afterword.records.analysis import PostMortem
from afterword.records.impact import Window
from afterword.records.key_audience import KeyAudience, key_audience
from afterword.records.project import Project
from afterword.records.record import Record, is_never_public
from afterword.records.response import Event
from afterword.records.site import Site
from afterword.records.vocabulary import UNFINISHED, PostMortemStatus, Visibility


class Audience(StrEnum):
    """For whom a site is built."""

    PUBLIC = "public"
    INTERNAL = "internal"


_Fields = dict[type[BaseModel], frozenset[str]]


def _fields_for(*audiences: KeyAudience) -> _Fields:
    return {
        model: frozenset(
            name for name, field in model.model_fields.items() if key_audience(field) in audiences
        )
        for _, model in introspection.parts(Record)
    }


PUBLIC_FIELDS = _fields_for(KeyAudience.PUBLIC, KeyAudience.WITH_POST_MORTEM)
"""The allow-list: the fields that a public build publishes. It follows from the declaration of each key."""
_HELD_BACK = _fields_for(KeyAudience.WITH_POST_MORTEM)
"""The fields that a public build publishes only with the post-mortem."""


class _Cut(NamedTuple):
    """How to cut a model to the allow-list.

    `nested` are its allowed fields that contain models. `hidden` are the default values of all fields that are not
    allowed. `read_hidden` reads the values of those fields; if they are `nothing_hidden`, the model can stay as it is.
    """

    nested: tuple[str, ...]
    hidden: dict[str, Any]
    read_hidden: Callable[[dict[str, Any]], Any]
    nothing_hidden: Any


_Cuts = dict[type[BaseModel], _Cut]


def for_audience(project: Project, audience: Audience, now: datetime) -> Project:
    """Return what an audience may see of a project at `now`. Everything that is published is made from it."""
    if audience is Audience.INTERNAL:
        return Project(project.site, tuple(_until(record, now) for record in project.records))
    public = [record for record in project.records if is_public(record, now)]
    ids = {record.id for record in public}
    return Project(project.site, tuple(public_part(record, project.site, ids, now) for record in public))


def public_part(record: Record, site: Site, public_ids: Collection[str], now: datetime) -> Record:
    """Return what a public build has of a public record; it names those of `public_ids` and no other records."""
    return _cut_record(_published_until(record, now), site.publish.also, public_ids, now)


def is_public(record: Record, now: datetime) -> bool:
    """Return whether a public build at `now` has a record at all."""
    return record.visibility is Visibility.PUBLIC and not record.is_held_back(now)


def allow_list(also: tuple[str, ...]) -> _Fields:
    """Return the allow-list with a site's own keys, such as `action_items.tracker`. Unknown keys add nothing."""
    allowed = dict(PUBLIC_FIELDS)
    for key in also:
        *parents, name = key.split(".")
        model = introspection.model_at(Record, tuple(parents))
        if not is_never_public(key) and model in allowed and name in introspection.keys(model):
            allowed[model] |= {introspection.attribute(model, name)}
    return allowed


def _until(record: Record, now: datetime) -> Record:
    """Leave out what has not happened yet: people may write tomorrow's update today.

    An update that waits for its `publish_at` remains, so that those who may see it can read it before. What is
    announced remains too: the periods of `scheduled`, and the ends of windows that were planned.
    """
    today = record.zone.local(now).date()
    past: dict[str, Any] = {
        "updates": tuple(
            update
            for update in record.updates
            if update.at <= now or (update.publish_at and now < update.publish_at)
        ),
        "timeline": tuple(_begun(event, now) for event in record.timeline if event.at <= now),
        "corrections": tuple(correction for correction in record.corrections if correction.on <= today),
    }
    if (exposure := record.exposure) and exposure.until and exposure.until > now:
        past["exposure"] = exposure.model_copy(update={"until": None})
    changed = {key: kept for key, kept in past.items() if kept != getattr(record, key)}
    if any(map(_is_described, (ahead := [window for window in record.windows if window.start > now]))):
        bare = dict.fromkeys(_WINDOW_DESCRIPTION)
        changed["windows"] = tuple(
            window.model_copy(update=bare) if window in ahead else window for window in record.windows
        )
    return _with(record, changed)


def _published_until(record: Record, now: datetime) -> Record:
    """Leave out what has not happened yet, and the updates that are held back."""
    shown = _until(record, now)
    published = tuple(update for update in shown.updates if update.public_from <= now)
    return _with(shown, {"updates": published} if len(published) < len(shown.updates) else {})


def _begun(event: Event, now: datetime) -> Event:
    """Return an event without an end that is ahead."""
    return event.model_copy(update={"until": None}) if event.until and event.until > now else event


_WINDOW_DESCRIPTION = ("label", "measure", "note", "share")
"""Optional fields of a window besides its scope and its end, left out until it starts: nothing is known yet."""


def _is_described(window: Window) -> bool:
    return any(getattr(window, name) is not None for name in _WINDOW_DESCRIPTION)


def _cut_record(record: Record, also: tuple[str, ...], public_ids: Collection[str], now: datetime) -> Record:
    text = record.post_mortem
    held_back = text is not None and not _is_published(record, text, now)
    cut: Record = _cut(record, _cuts(also, with_post_mortem=not held_back))
    changed: dict[str, Any] = {}
    if not all(other.id in public_ids for other in cut.related):
        changed["related"] = tuple(other for other in cut.related if other.id in public_ids)
    if cut.post_mortem and not all(other in public_ids for other in cut.post_mortem.covers):
        covers = tuple(other for other in cut.post_mortem.covers if other in public_ids)
        changed["post_mortem"] = cut.post_mortem.model_copy(update={"covers": covers})
    if text and held_back:
        # Until the day of its publication, a finished post-mortem is one that is still being reviewed.
        published = text.status is PostMortemStatus.PUBLISHED
        status = PostMortemStatus.IN_REVIEW if published else text.status
        changed["post_mortem"] = PostMortem.model_construct(status=status)
    return _with(cut, changed)


def _is_published(record: Record, text: PostMortem, now: datetime) -> bool:
    """Return False while a post-mortem is written or reviewed, and before its day of publication."""
    if text.status in UNFINISHED:
        return False
    return text.published is None or text.published <= record.zone.local(now).date()


def _with(record: Record, changed: dict[str, Any]) -> Record:
    return record.model_copy(update=changed) if changed else record


@lru_cache(maxsize=16)
def _cuts(also: tuple[str, ...], *, with_post_mortem: bool) -> _Cuts:
    held_back = {} if with_post_mortem else _HELD_BACK
    allowed = allow_list(also).items()
    return {model: _cut_for(model, names - held_back.get(model, frozenset())) for model, names in allowed}


def _cut_for(model: type[BaseModel], allowed: frozenset[str]) -> _Cut:
    fields = model.model_fields
    hidden = {
        name: field.get_default(call_default_factory=True)
        for name, field in fields.items()
        if name not in allowed
    }
    read_hidden: Callable[[dict[str, Any]], Any] = itemgetter(*hidden) if hidden else lambda _: None
    return _Cut(
        nested=tuple(
            name for name in fields if name in allowed and introspection.model_of(fields[name].annotation)
        ),
        hidden=hidden,
        read_hidden=read_hidden,
        nothing_hidden=read_hidden(hidden),
    )


def _cut(model: BaseModel, cuts: _Cuts) -> Any:
    """Return a model without what is not allowed; the model itself if it has nothing else.

    That is so if each field that is not allowed has its default value.
    """
    cut = cuts[type(model)]
    values = model.__dict__
    changed: dict[str, Any] = {}
    for name in cut.nested:
        value = values[name]
        if value:
            kept = _cut_list(value, cuts) if type(value) is tuple else _cut(value, cuts)
            if kept is not value:
                changed[name] = kept
    if not changed and cut.read_hidden(values) == cut.nothing_hidden:
        return model
    copy = model.model_copy(update=cut.hidden | changed)
    copy.model_fields_set.difference_update(cut.hidden)
    return copy


def _cut_list(models: tuple[BaseModel, ...], cuts: _Cuts) -> tuple[BaseModel, ...]:
    """Cut the entries of a list, and leave out those with `visibility: internal`."""
    kept = tuple(
        [_cut(model, cuts) for model in models if model.__dict__.get("visibility") is not Visibility.INTERNAL]
    )
    return models if len(kept) == len(models) and all(map(is_, kept, models)) else kept
