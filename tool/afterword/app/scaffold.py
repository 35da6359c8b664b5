"""Scaffolds a record or a site: the text that a person then continues to edit."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from datetime import date, datetime
from typing import NamedTuple

from jinja2 import Environment

from afterword.app.new_ids import distinct, slug
from afterword.output.pages import OutputFile
from afterword.records.field_reference import schemas
from afterword.records.page_facts import PageFacts
from afterword.records.site import Site
from afterword.records.time_text import time_text
from afterword.records.vocabulary import FINAL_STATES, INCIDENT_STATES, MAINTENANCE_STATES, Kind, State
from afterword.records.zone import UTC_ZONE, Zone
from afterword.render.environment import render_template
from afterword.views.text.words import word

_PLAIN = re.compile(r"[A-Za-z0-9][\w ,.;()/+-]*(?<! )")
DAY_OF_ID = re.compile(r"\d{4}-\d\d-\d\d-", re.ASCII)
_ZONES_TO_SHOW = ("Europe/Berlin", "America/New_York")
GITIGNORE = b"site/\n.site-*/\n"
"""The built site, and what a killed build may leave next to it."""


class Effect(NamedTuple):
    """A component and its level, by their ids."""

    component: str
    level: str


@dataclass(frozen=True, slots=True)
class Draft:
    """What is known when a record is created; `now` is when that is.

    `id` is the words of its id, with or without the day before them; if it is empty, they are those of the title.
    """

    now: datetime
    title: str
    kind: Kind
    effects: tuple[Effect, ...]
    severity: str
    start: datetime
    end: datetime | None
    message: str
    id: str = ""


class NewComponent(NamedTuple):
    """A component for a template; `name` is YAML, `since` the first day of its history."""

    id: str
    name: str
    since: str


class NewUpdate(NamedTuple):
    """An update for a template; `body` and `levels` are YAML."""

    at: str
    status: str
    body: str
    levels: str


def first_state(kind: Kind, start: datetime, end: datetime | None, now: datetime) -> State | None:
    """Return the state of a new record; None for kinds that have no updates for customers."""
    if kind is Kind.INCIDENT:
        return State.RESOLVED if end else State.INVESTIGATING
    if kind is not Kind.MAINTENANCE:
        return None
    if end and end <= now:
        return State.COMPLETED
    return State.IN_PROGRESS if start <= now else State.SCHEDULED


def record_id(draft: Draft, zone: Zone) -> str:
    """Return a record's id: the day on which it started, and its title, or its kind if that has no Latin letters."""
    if DAY_OF_ID.match(draft.id):
        return draft.id
    words = draft.id or slug(draft.title) or draft.kind.value.replace("_", "-")
    return f"{zone.local(draft.start).date().isoformat()}-{words}"


def new_record(draft: Draft, name: str, site: Site, environment: Environment) -> OutputFile:
    """Return the file of a new record with an id.

    A record of something that is over has no update: whether, when and what was published then is not known. Its
    message is the summary. Raises TemplateRenderError if the site's own template is invalid.
    """
    zone = site.zone_on(date.fromisoformat(name[:10])) or UTC_ZONE
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
        "summary": yaml_text(draft.message) if draft.message and (over or not state) else "",
        "status": state.value if state and over else "",
        "started": draft.kind is not Kind.NOTICE
        and (not state or (over and not maintenance and not draft.effects)),
        "resolved": time_text(draft.end, zone) if draft.end and not draft.effects else "",
        "until": time_text(draft.end, zone) if draft.kind is Kind.NOTICE and draft.end else "",
        "scheduled_end": time_text(draft.end, zone) if maintenance and draft.end else "",
        "windows": draft.effects if state is not State.SCHEDULED else (),
        "levels": ", ".join(level.id for level in site.levels),
        "start": time_text(draft.start, zone),
        "end": time_text(draft.end, zone) if draft.end and over else "",
        "states": ", ".join(
            state.value for state in (MAINTENANCE_STATES if maintenance else INCIDENT_STATES)
        ),
        "updates": (_update(draft, state, zone),) if state and not over else (),
    }
    text = render_template(environment, "scaffold/record.yml.j2", values)
    return OutputFile(f"incidents/{name[:4]}/{name}.yml", text.encode())


@dataclass(frozen=True, slots=True)
class NewSite:
    """What is known of a site when it is created.

    `since` is the first day of the history of its `components`, `handbook` the address of the handbook, if there is
    one. `is_repository` says that the site is, or will be, the top folder of a git repository.
    """

    name: str
    zone: Zone
    components: tuple[str, ...]
    since: date
    url: str
    handbook: str
    is_repository: bool


def new_site(site: NewSite, environment: Environment) -> tuple[OutputFile, ...]:
    """Return the files of a new site, `status.yml` first.

    Raises TemplateRenderError if the site's own template is invalid.
    """
    ids = distinct(slug(each) or f"component-{n}" for n, each in enumerate(site.components, 1))
    title = f"{site.name} status"
    values = {
        "name": yaml_text(site.name),
        "id": yaml_text(slug(site.name) or PageFacts.model_construct(name=site.name).slug),
        "url": yaml_text(site.url) if site.url else "",
        "timezone": site.zone.name,
        "components": [
            NewComponent(component_id, yaml_text(each, in_brackets=True), site.since.isoformat())
            for component_id, each in zip(ids, site.components, strict=True)
        ],
        "title": title,
        "site_name": yaml_text(title),
        "handbook": site.handbook,
        "pre_commit": site.is_repository,
    }
    rendered = [("status.yml", "status.yml"), ("mkdocs.yml", "mkdocs.yml"), ("README.md", "README.md")]
    if site.is_repository:  # pre-commit reads no other folder
        rendered.append((".pre-commit-config.yaml", "pre-commit-config.yaml"))
    return (
        *(
            OutputFile(path, render_template(environment, f"scaffold/{template}.j2", values).encode())
            for path, template in rendered
        ),
        OutputFile(".gitignore", GITIGNORE),
        OutputFile("docs/.gitkeep", b""),
        OutputFile("incidents/.gitkeep", b""),
        *(OutputFile(path, text.encode()) for path, text in schemas().items()),
    )


def yaml_text(text: str, *, in_brackets: bool = False) -> str:
    """Write text as a YAML value on one line, in quotes if it could be read as anything else.

    Within brackets, a comma would end the value.
    A quoted string of JSON is one of YAML too (YAML 1.2, section 1.2).
    """
    safe = _PLAIN.fullmatch(text) and "  " not in text and text.lower() not in _WORDS_OF_YAML
    return text if safe and not (in_brackets and "," in text) else json.dumps(text, ensure_ascii=False)


_WORDS_OF_YAML = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})


def _update(draft: Draft, state: State, zone: Zone) -> NewUpdate:
    """Return the first update. An announcement has no windows yet, so it states the levels itself."""
    levels = ", ".join(f"{each.component}: {each.level}" for each in draft.effects)
    announces = state is State.SCHEDULED and draft.effects
    stated = f"{{{levels}}}" if announces else ""
    return NewUpdate(time_text(draft.now, zone), state.value, yaml_text(draft.message), stated)
