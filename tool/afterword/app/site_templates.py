"""The templates of a site, whose mistakes are told with their place in it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import Environment

from afterword.app.errors import UserError
from afterword.cache.version import of_pages
from afterword.render.environment import TemplateRenderError, create_environment, packaged_templates

TEMPLATES_FOLDER = "templates"


def templates_of(root: Path) -> Environment:
    """Make the environment of a site: its own templates before the packaged ones."""
    return create_environment(root / TEMPLATES_FOLDER)


def version_of_pages(root: Path, site: bytes) -> str:
    """Return the cache version of a site's pages, given the bytes of its `status.yml`."""
    return of_pages(site, packaged_templates(), root / TEMPLATES_FOLDER)


@contextmanager
def naming_templates() -> Iterator[None]:
    """Turn a template's mistake into something that a person can put right, with its place in the site."""
    try:
        yield
    except TemplateRenderError as problem:
        raise UserError(f"{TEMPLATES_FOLDER}/{problem}") from problem
