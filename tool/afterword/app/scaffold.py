"""The first text of a record and of a site, as a person would go on typing it."""

from __future__ import annotations

import json
import re
import unicodedata
from dataclasses import dataclass
from datetime import datetime
from typing import NamedTuple

from jinja2 import Environment

from afterword.output.pages import OutputFile
from afterword.records.site import PageFacts, Site
from afterword.records.vocabulary import FINAL_STATES, INCIDENT_STATES, MAINTENANCE_STATES, Kind, State
from afterword.records.zone import UTC_ZONE, Zone
from afterword.render.environment import render_template
from afterword.views.text.words import word

_NOT_IN_SLUG = re.compile(r"[^a-z0-9]+")
_PLAIN = re.compile(r"[A-Za-z0-9][\w ,.;()/+-]*(?<! )")
_SLUG_LIMIT = 60
_ZONES_TO_SHOW = ("Europe/Berlin", "America/New_York")
_NOT_FOR_GIT = b"site/\n.site-*/\n"
"""The built site, and what a build that was killed may leave beside it."""


class Effect(NamedTuple):
    """A component and the level that it is at, by their ids."""

    component: str
    level: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known when a record is begun; `now` is when it is written."""

    now: datetime
    title: str
    kind: Kind
    effects: tuple[Effect, ...]
    severity: str
    start: datetime
    end: datetime | None
    message: str


def slug(title: str) -> str:
    """Make the speaking part of an id from a title, or nothing where the title has no Latin letters."""
    ascii_only = unicodedata.normalize("NFKD", title).encode("ascii", "ignore").decode().lower()
    fragments = _NOT_IN_SLUG.sub("-", ascii_only).strip("-")
    return fragments if len(fragments) <= _SLUG_LIMIT else fragments[:_SLUG_LIMIT].rsplit("-", 1)[0]


class NewComponent(NamedTuple):
    """A component as a template writes it; `name` is YAML, `since` the first day of its history."""

    id: str
    name: str
    since: str


class NewUpdate(NamedTuple):
    """An update as a template writes it; `body` and `levels` are YAML."""

    at: str
    status: str
    body: str
    levels: str


def first_state(kind: Kind, start: datetime, end: datetime | None, now: datetime) -> State | None:
    """Say which state a record begins in; a kind that customers are not told of has none."""
    if kind is Kind.INCIDENT:
        return State.RESOLVED if end else State.INVESTIGATING
    if kind is not Kind.MAINTENANCE:
        return None
    if end and end <= now:
        return State.COMPLETED
    return State.IN_PROGRESS if start <= now else State.SCHEDULED


def record_id(draft: Draft, zone: Zone) -> str:
    """Make a record's id: the day on which it began, then its title."""
    return f"{zone.local(draft.start).date().isoformat()}-{slug(draft.title) or draft.kind.value.replace('_', '-')}"


def new_record(draft: Draft, site: Site, environment: Environment) -> OutputFile:
    """Write the first text of a record. Raises TemplateRenderError where the site's own template is wrong."""
    zone = site.zone or UTC_ZONE
    name = record_id(draft, zone)
    maintenance = draft.kind is Kind.MAINTENANCE
    state = first_state(draft.kind, draft.start, draft.end, draft.now)
    over = state in FINAL_STATES
    values = {
        "record_id": name,
        "kind": draft.kind.value,
        "kind_words": word(draft.kind).lower(),
        "zone": zone.name,
        "other_zone": next(name for name in _ZONES_TO_SHOW if name != zone.name),
        "title": yaml_text(draft.title),
        "severity": draft.severity,
        "severities": ", ".join(severity.id for severity in site.severities),
        "summary": "" if state or not draft.message else yaml_text(draft.message),
        "started": not state,
        "scheduled_end": time_text(draft.end, zone) if maintenance and draft.end else "",
        "windows": draft.effects if state is not State.SCHEDULED else (),
        "levels": ", ".join(level.id for level in site.levels),
        "start": time_text(draft.start, zone),
        "end": time_text(draft.end, zone) if draft.end and over else "",
        "states": ", ".join(
            state.value for state in (MAINTENANCE_STATES if maintenance else INCIDENT_STATES)
        ),
        "updates": (_update(draft, state, zone),) if state else (),
    }
    text = render_template(environment, "scaffold/record.yml.j2", values)
    return OutputFile(f"incidents/{name[:4]}/{name}.yml", text.encode())


def new_site(
    name: str, zone: Zone, components: tuple[str, ...], now: datetime, environment: Environment
) -> tuple[OutputFile, ...]:
    """Write the first text of a site: its facts, its looks, and what git is to leave alone.

    The history of its components begins on the day of `now`: of the time before, nothing is known.
    """
    today = zone.local(now).date().isoformat()
    values = {
        "name": yaml_text(name),
        "id": yaml_text(PageFacts.model_construct(name=name).slug),
        "timezone": zone.name,
        "components": [
            NewComponent(slug(each) or f"component-{n}", yaml_text(each, in_brackets=True), today)
            for n, each in enumerate(components, 1)
        ],
    }
    facts = render_template(environment, "scaffold/status.yml.j2", values)
    looks = render_template(environment, "scaffold/mkdocs.yml.j2", {"site_name": yaml_text(f"{name} status")})
    return (
        OutputFile("status.yml", facts.encode()),
        OutputFile("mkdocs.yml", looks.encode()),
        OutputFile(".gitignore", _NOT_FOR_GIT),
        OutputFile("docs/.gitkeep", b""),
        OutputFile("incidents/.gitkeep", b""),
    )


def yaml_text(text: str, *, in_brackets: bool = False) -> str:
    """Write text as a YAML value on one line, in quotes where it could be read as anything else.

    Within brackets a comma would end the value.
    A quoted string of JSON is one of YAML too (YAML 1.2, section 1.2).
    """
    safe = _PLAIN.fullmatch(text) and "  " not in text and text.lower() not in _WORDS_OF_YAML
    return text if safe and not (in_brackets and "," in text) else json.dumps(text, ensure_ascii=False)


_WORDS_OF_YAML = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def _update(draft: Draft, state: State, zone: Zone) -> NewUpdate:
    """Write the first update. What is announced has no windows yet, so it says the levels itself."""
    at = draft.end if draft.end and state in FINAL_STATES else draft.now
    levels = ", ".join(f"{each.component}: {each.level}" for each in draft.effects)
    announces = state is State.SCHEDULED and draft.effects
    said = f"{{{levels}}}" if announces else ""
    return NewUpdate(time_text(at, zone), state.value, yaml_text(draft.message), said)


def time_text(instant: datetime, zone: Zone) -> str:
    """Write an instant as people type it; the offset only where the clock time alone would be ambiguous."""
    local = zone.local(instant)
    text = local.strftime("%Y-%m-%d %H:%M:%S" if local.second else "%Y-%m-%d %H:%M")
    offset = local.strftime("%z")
    ambiguous = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
    return f"{text}{offset[:3]}:{offset[3:]}" if ambiguous else text
