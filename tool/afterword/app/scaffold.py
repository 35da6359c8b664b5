"""Scaffolds a site: the text that a person then continues to edit."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import NamedTuple

from jinja2 import Environment

from afterword.output.pages import OutputFile
from afterword.records.new_ids import distinct, slug
from afterword.records.page_facts import PageFacts
from afterword.records.zone import Zone
from afterword.render.environment import render_template
from afterword.render.translated import words_of
from afterword.source.files import CONFIG_FILE
from afterword.source.quoting import needs_quotes, quoted

_PLAIN = re.compile(r"[A-Za-z0-9][\w ,.;()/+-]*(?<! )")
GITIGNORE = b"site/\n.site-*/\n"
"""The built site, and what a killed build may leave next to it."""


class NewComponent(NamedTuple):
    """A component for a template; `id` and `name` are YAML, `since` the first day of its history."""

    id: str
    name: str
    since: str


@dataclass(frozen=True, slots=True)
class NewSite:
    """What is known of a site when it is created.

    `since` is the first day of the history of its `components`, `handbook` the address of the handbook, if there is
    one, `install_from` what pip installs to get Afterword, if it is known. `is_repository` says that the site is, or
    will be, the top folder of a git repository. `language` is a BCP 47 tag, or empty for English. `config_file` is the
    name of its settings for MkDocs or ProperDocs.
    """

    name: str
    zone: Zone
    components: tuple[str, ...]
    since: date
    url: str
    handbook: str
    install_from: str
    is_repository: bool
    language: str = ""
    config_file: str = CONFIG_FILE


def new_site(site: NewSite, environment: Environment) -> tuple[OutputFile, ...]:
    """Return the files of a new site that a person continues to edit, `status.yml` first.

    Raises TemplateRenderError if the site's own template is invalid.
    """
    ids = distinct(slug(each, site.language) or f"component-{n}" for n, each in enumerate(site.components, 1))
    title = words_of(environment).gettext("{name} status", name=site.name)
    values = {
        "name": yaml_text(site.name),
        "id": yaml_text(slug(site.name, site.language) or PageFacts.model_construct(name=site.name).slug),
        "url": yaml_text(site.url) if site.url else "",
        "timezone": site.zone.name,
        "components": [
            NewComponent(yaml_text(component_id), yaml_text(each, in_brackets=True), site.since.isoformat())
            for component_id, each in zip(ids, site.components, strict=True)
        ],
        "title": title,
        "site_name": yaml_text(title),
        "handbook": site.handbook,
        "install_from": site.install_from,
        "language": site.language,
        "pre_commit": site.is_repository,
        "config_file": site.config_file,
    }
    rendered = [("status.yml", "status.yml"), (site.config_file, "mkdocs.yml"), ("README.md", "README.md")]
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
    )


def yaml_text(text: str, *, in_brackets: bool = False) -> str:
    """Write text as a YAML value on one line, in quotes if it could be read as anything else.

    Within brackets, a comma would end the value.
    """
    has_comma = "," in text and not in_brackets and _PLAIN.fullmatch(text)
    return quoted(text) if needs_quotes(text.replace(",", "") if has_comma else text) else text
