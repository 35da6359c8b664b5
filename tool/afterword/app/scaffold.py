"""Scaffolds a site: the text that a person then continues to edit."""

from __future__ import annotations

import json
import re
from datetime import datetime
from typing import NamedTuple

from jinja2 import Environment

from afterword.app.new_ids import distinct, slug
from afterword.output.pages import OutputFile
from afterword.records.page_facts import PageFacts
from afterword.records.zone import Zone
from afterword.render.environment import render_template

_PLAIN = re.compile(r"[A-Za-z0-9][\w ,.;()/+-]*(?<! )")
_GITIGNORE = b"site/\n.site-*/\n"
"""The built site, and what a killed build may leave next to it."""


class NewComponent(NamedTuple):
    """A component for a template; `name` is YAML, `since` the first day of its history."""

    id: str
    name: str
    since: str


def new_site(
    name: str,
    zone: Zone,
    components: tuple[str, ...],
    now: datetime,
    environment: Environment,
    *,
    url: str = "",
) -> tuple[OutputFile, ...]:
    """Return the files of a new site: `status.yml`, `mkdocs.yml`, `.gitignore`, and the folders.

    The history of its components begins on the day of `now`, since nothing is known of the time before.
    Raises TemplateRenderError if the site's own template is invalid.
    """
    today = zone.local(now).date().isoformat()
    ids = distinct(slug(each) or f"component-{n}" for n, each in enumerate(components, 1))
    values = {
        "name": yaml_text(name),
        "id": yaml_text(slug(name) or PageFacts.model_construct(name=name).slug),
        "url": yaml_text(url) if url else "",
        "timezone": zone.name,
        "components": [
            NewComponent(component_id, yaml_text(each, in_brackets=True), today)
            for component_id, each in zip(ids, components, strict=True)
        ],
    }
    status = render_template(environment, "scaffold/status.yml.j2", values)
    mkdocs = render_template(
        environment, "scaffold/mkdocs.yml.j2", {"site_name": yaml_text(f"{name} status")}
    )
    return (
        OutputFile("status.yml", status.encode()),
        OutputFile("mkdocs.yml", mkdocs.encode()),
        OutputFile(".gitignore", _GITIGNORE),
        OutputFile("docs/.gitkeep", b""),
        OutputFile("incidents/.gitkeep", b""),
    )


def yaml_text(text: str, *, in_brackets: bool = False) -> str:
    """Write text as a YAML value on one line, in quotes if it could be read as anything else.

    Within brackets, a comma would end the value.
    A quoted string of JSON is one of YAML too (YAML 1.2, section 1.2).
    """
    safe = _PLAIN.fullmatch(text) and "  " not in text and text.lower() not in _WORDS_OF_YAML
    return text if safe and not (in_brackets and "," in text) else json.dumps(text, ensure_ascii=False)


_WORDS_OF_YAML = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
