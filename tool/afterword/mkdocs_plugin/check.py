"""Checks a site with everything that can stop its build: the records, the templates and `mkdocs.yml`."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from functools import partial
from pathlib import Path

from mkdocs.config.defaults import MkDocsConfig

from afterword.app import checking
from afterword.app.build import Build
from afterword.app.checking import CheckResult, Progress
from afterword.app.former_templates import template_errors_with
from afterword.app.incremental import prepare_build
from afterword.cache.sound_config import config_version, remember_sound
from afterword.checks.record_ids import RecordIds
from afterword.diagnostics import Diagnostic, Severity, in_order
from afterword.mkdocs_plugin.config_findings import RULE, read_config
from afterword.mkdocs_plugin.record_links import RecordLink, links_in_page, links_in_pages
from afterword.records.error_messages import nearest_id
from afterword.records.vocabulary import Visibility
from afterword.source.files import SITE_FILE, config_file, has_templates, read_source
from afterword.views.audience import Audience

_PLUGINS = frozenset({"afterword", "material/search", "search"})
"""These read nothing besides `mkdocs.yml` to validate their settings."""


def check_site(
    root: Path,
    now: datetime,
    audience: Audience | None = None,
    progress: Progress | None = None,
    *,
    skip_config: bool = False,
) -> CheckResult:
    """Return every finding that a build for an audience reports; without one, for that of `mkdocs.yml`.

    A site without a `mkdocs.yml` is one for `afterword export`. With `skip_config`, that file is not read, so that
    nothing in the site can run as code.
    """
    version = config_version(root)
    has_config = not skip_config and os.path.lexists(root / config_file(root))
    config, found = read_config(root) if has_config else (None, ())
    links = tuple(links_in_pages(config)) if config else ()
    if (
        config
        and not found
        and not links  # whether they lead to a record depends on the records
        and version
        and version == config_version(root)
        and _is_self_contained(root, config)
    ):
        remember_sound(root, version, _inputs(root, config))
    audience = audience or audience_of(config)
    checked = check_with(root, now, audience, found, progress)
    checked = with_findings(checked, tuple(broken_links(checked, links, audience)))
    return replace(checked, of_links=_LinkFindings(root, config, audience)) if config else checked


@dataclass(frozen=True, slots=True)
class _LinkFindings:
    """Finds what is wrong with the links to records in one page, also in a former version of it and of the records."""

    root: Path
    config: MkDocsConfig
    audience: Audience

    def __call__(self, name: str, content: bytes, ids: RecordIds) -> tuple[Diagnostic, ...]:
        file = self.root / name
        links = [(file, link) for link in links_in_page(file, content, self.config)]
        return tuple(_broken_links(self.root, ids, links, self.audience))


def check_with(
    root: Path,
    now: datetime,
    audience: Audience,
    found: tuple[Diagnostic, ...],
    progress: Progress | None = None,
) -> CheckResult:
    """Return the findings in the records and the templates, and those that were found in `mkdocs.yml`."""
    if not has_templates(root):
        return with_findings(checking.check(root, now, progress), found)
    # Whether a template can be rendered is known when every page was rendered.
    result = prepare_build(root, now, audience, cache_suffix="-checked", keep_checks=True, progress=progress)
    of_templates = partial(template_errors_with, root=root, now=now, audience=audience)
    if isinstance(result, Build):
        with result:
            return with_findings(result.checked, found)
    return replace(with_findings(result, found), of_templates=of_templates)


def broken_links(
    checked: CheckResult, links: Sequence[tuple[Path, RecordLink]], audience: Audience
) -> Iterator[Diagnostic]:
    """Find the links in hand-written pages to records that do not exist, or that a public site does not have.

    Those without a text are found too, since readers cannot see them.
    """
    if checked.scan:
        yield from _broken_links(checked.root, checked.scan.checker.record_ids, links, audience)


def _broken_links(
    root: Path, ids: RecordIds, links: Sequence[tuple[Path, RecordLink]], audience: Audience
) -> Iterator[Diagnostic]:
    files = {each: paths[0] for each, paths in (*ids.claimants.items(), *ids.files.items())} if links else {}
    for file, link in links:
        problem, example = "", "record:2026-11-20-search-is-slow"
        if link.id not in files:
            problem = "there is no such record"
            if meant := nearest_id(link.id, ids.answer("similar", link.id)):
                problem, example = f"{problem}; did you mean `{meant}`?", f"record:{meant}"
        elif audience is Audience.PUBLIC and _is_internal(ids, files[link.id]):
            problem = "the record is internal, and public pages cannot link to it"
        elif not link.has_text:
            problem, example = (
                "the link has no text, so readers cannot see it",
                f"[the outage](record:{link.id})",
            )
        if problem:
            message = f"`record:{link.id}`: {problem}"
            yield Diagnostic(RULE, Severity.WARNING, link.location(root, file), message, example)


def _is_internal(ids: RecordIds, file: str) -> bool:
    return ids.contents is not None and ids.contents.visibility(file) == Visibility.INTERNAL


def _is_self_contained(root: Path, config: MkDocsConfig) -> bool:
    """Return whether all that `mkdocs.yml` depends on is known: plugins, hooks and variables may depend on anything."""
    source = read_source(root, config_file(root))
    elsewhere = isinstance(source, Diagnostic) or any(word in source for word in (b"!ENV", b"INHERIT"))
    return not elsewhere and not config.hooks and _PLUGINS.issuperset(config.plugins)


def _inputs(root: Path, config: MkDocsConfig) -> list[str]:
    """Return what the findings in the settings depend on: the folders that they name, and the site's address."""
    named = (config.docs_dir, config.theme.custom_dir, *config.watch)
    compared = (str(root / SITE_FILE),) if config.site_url else ()
    return [os.path.abspath(each) for each in (*named, *compared) if each]


def with_findings(checked: CheckResult, found: tuple[Diagnostic, ...]) -> CheckResult:
    """Add findings to a check result."""
    return replace(checked, diagnostics=in_order((*checked.diagnostics, *found))) if found else checked


def audience_of(config: MkDocsConfig | None) -> Audience:
    """Return the audience that `mkdocs.yml` sets."""
    plugin = config.plugins.get("afterword") if config else None
    return Audience(plugin.config["audience"]) if plugin else Audience.PUBLIC
