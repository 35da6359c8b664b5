"""A site's templates, and the cache version of its pages, which depends on them."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from jinja2 import Environment

from afterword.app.errors import UserError
from afterword.cache.version import pages_version
from afterword.render.environment import create_environment, packaged_templates
from afterword.render.template_errors import TemplateRenderError
from afterword.source.files import TEMPLATES_FOLDER
from afterword.source.site_source import SiteSource
from afterword.views.text.words import ENGLISH, Words


def templates_of(root: Path, words: Words = ENGLISH) -> Environment:
    """Return the Jinja environment of a site: its own templates come before the packaged ones."""
    return create_environment(words, root / TEMPLATES_FOLDER)


def site_pages_version(root: Path, site: SiteSource) -> str:
    """Return the cache version of a site's pages, given what the site is decoded from."""
    return pages_version(site, packaged_templates(), root / TEMPLATES_FOLDER)


@contextmanager
def naming_templates() -> Iterator[None]:
    """Turn an error in a template into a UserError that names the template's file in the site."""
    try:
        yield
    except TemplateRenderError as problem:
        raise UserError(f"{TEMPLATES_FOLDER}/{problem}") from problem
