"""Scaffolds a record: the text that a person then continues to edit."""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import NamedTuple

from jinja2 import Environment

from afterword.app.record_draft import Draft, Period
from afterword.app.scaffold import yaml_text
from afterword.editing.writing import INDENT, WIDTH, block_text
from afterword.output.pages import OutputFile
from afterword.records.site import Site
from afterword.records.time_text import time_text
from afterword.records.vocabulary import (
    FINAL_STATES,
    INCIDENT_STATES,
    MAINTENANCE_STATES,
    CauseRole,
    DetectionMethod,
    EventKind,
    Kind,
    State,
    TriggerKind,
)
from afterword.records.zone import UTC_ZONE, Zone
from afterword.render.environment import render_template
from afterword.source.files import RECORD_TEMPLATES
from afterword.views.text.words import ENGLISH

TEMPLATE_ENDING = ".yml.j2"
"""The end of the names of a site's record templates."""
_DEFAULT_TEMPLATE = "scaffold/record.yml.j2"
_IN_RECORD, _IN_UPDATE = 2, 6
"""The columns in which the lines of a summary and of an update begin."""
_TIME_TO_ACT = timedelta(days=30)
_ZONES_TO_SHOW = ("Europe/Berlin", "America/New_York")


class NewWindow(NamedTuple):
    """A window, or with empty ids an announced period, for a template; without an `end`, it is going on."""

    component: str
    level: str
    start: str
    end: str


class Vocabulary(NamedTuple):
    """The words that the comments of a post-mortem list, a category for an example, and a day on which it is due."""

    detection_methods: str
    event_kinds: str
    trigger_kinds: str
    cause_roles: str
    categories: str
    category: str
    due: str


class NewUpdate(NamedTuple):
    """An update for a template; `body` and `levels` are YAML."""

    at: str
    status: str
    body: str
    levels: str


def new_record(draft: Draft, name: str, site: Site, environment: Environment) -> OutputFile:
    """Return the file of a new record with an id.

    A record of something that is over has no update: whether, when and what was published then is not known. Its
    message is the summary. Raises TemplateRenderError if the site's own template is invalid.
    """
    template = (
        f"{RECORD_TEMPLATES}/{draft.template}{TEMPLATE_ENDING}" if draft.template else _DEFAULT_TEMPLATE
    )
    if draft.template:  # the packaged templates for YAML say so themselves
        environment = environment.overlay(autoescape=False)
    text = render_template(environment, template, _values(draft, name, site))
    return OutputFile(f"incidents/{name[:4]}/{name}.yml", text.encode())


def _values(draft: Draft, name: str, site: Site) -> dict[str, object]:
    """Return what a template may show; texts and times are YAML, so that each may follow a key."""
    zone = site.zone_on(date.fromisoformat(name[:10])) or UTC_ZONE
    maintenance, notice = draft.kind is Kind.MAINTENANCE, draft.kind is Kind.NOTICE
    state = draft.state
    over = state in FINAL_STATES
    end = time_text(draft.end, zone) if draft.end else ""
    return {
        "record_id": name,
        "kind": draft.kind.value,
        "kind_words": ENGLISH.word(draft.kind).lower(),
        "zone": zone.name,
        "other_zone": next(name for name in _ZONES_TO_SHOW if name != zone.name),
        "now": time_text(draft.now, zone),
        "title": _line(draft.title, "title"),
        "severity": yaml_text(draft.severity) if draft.severity else draft.severity,
        "severities": ", ".join(severity.id for severity in site.severities),
        "summary": _prose(draft.message, "summary", _IN_RECORD)
        if draft.message and (over or not state)
        else "",
        "status": state.value if state and over else "",
        "started": not notice and (not state or (over and not maintenance and not draft.effects)),
        "resolved": end if not draft.effects else "",
        "until": end if notice else "",
        "scheduled": [_period(each, zone) for each in draft.periods if maintenance],
        "windows": _windows(draft, zone),
        "levels": ", ".join(level.id for level in site.levels),
        "start": time_text(draft.start, zone),
        "end": end if over else "",
        "states": ", ".join(
            state.value for state in (MAINTENANCE_STATES if maintenance else INCIDENT_STATES)
        ),
        "updates": (_update(draft, state, zone),) if state and not over else (),
        "post_mortem": draft.has_post_mortem,
        "vocabulary": _vocabulary(site, draft.now),
    }


def _vocabulary(site: Site, now: datetime) -> Vocabulary:
    return Vocabulary(
        detection_methods=", ".join(DetectionMethod),
        event_kinds=", ".join(EventKind),
        trigger_kinds=", ".join(TriggerKind),
        cause_roles=", ".join(CauseRole),
        categories=", ".join(site.cause_categories),
        category=site.cause_categories[0] if site.cause_categories else "",
        due=(now + _TIME_TO_ACT).date().isoformat(),
    )


def _windows(draft: Draft, zone: Zone) -> list[NewWindow]:
    """Return the windows: of maintenance, those of the periods that have begun."""
    if draft.kind is not Kind.MAINTENANCE:
        periods = list(draft.periods)
    else:
        begun = [each for each in draft.periods if each.start <= draft.now]
        periods = [each if each.end and each.end <= draft.now else Period(each.start) for each in begun]
    return [
        _period(period, zone)._replace(component=yaml_text(component), level=yaml_text(level))
        for period in periods
        for component, level in draft.effects
    ]


def _period(period: Period, zone: Zone) -> NewWindow:
    end = time_text(period.end, zone) if period.end else ""
    return NewWindow("", "", time_text(period.start, zone), end)


def _update(draft: Draft, state: State, zone: Zone) -> NewUpdate:
    """Return the first update. It states the levels of work that is still to come, which has no windows yet."""
    levels = ", ".join(f"{yaml_text(each.component)}: {yaml_text(each.level)}" for each in draft.effects)
    is_ahead = any(each.start > draft.now for each in draft.periods)
    stated = f"{{{levels}}}" if is_ahead and draft.effects else ""
    return NewUpdate(
        time_text(draft.now, zone), state.value, _prose(draft.message, "body", _IN_UPDATE), stated
    )


def _line(text: str, key: str) -> str:
    """Write a text as the value of a key of the record: a block if it is long."""
    plain = yaml_text(text)
    return plain if len(f"{key}: {plain}") <= WIDTH else _block(text, _IN_RECORD) or plain


def _prose(text: str, key: str, indent: int) -> str:
    """Write a text as the value of a key: a block with lines in this column if it has several, or YAML syntax."""
    plain = yaml_text(text)
    fits = plain == text and indent - INDENT + len(f"{key}: {text}") <= WIDTH
    return plain if fits else _block(text, indent) or plain


def _block(text: str, indent: int) -> str:
    block = block_text(text, indent)
    return "\n".join((block[0], *block[1])) if block else ""
