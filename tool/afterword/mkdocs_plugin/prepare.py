"""Prepares a build for MkDocs, and reports the findings in its log."""

from __future__ import annotations

import logging
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path

from mkdocs.exceptions import PluginError

from afterword import clock
from afterword.app.build import Build
from afterword.app.checking import CheckResult
from afterword.app.errors import UserError
from afterword.app.incremental import prepare_build
from afterword.mkdocs_plugin.cli_options import CLI_OPTIONS
from afterword.mkdocs_plugin.log_findings import log_findings, not_published_message
from afterword.output import reuse
from afterword.report.printable import safe_lines
from afterword.report.progress import progress_bar
from afterword.views.audience import Audience

_KEPT_FOR = timedelta(minutes=5)
"""For how long a server's pages keep their time if nothing on them changes by itself."""
_log = logging.getLogger("mkdocs.plugins.afterword")


@dataclass(frozen=True, slots=True)
class Request:
    """What MkDocs asks for: a site's root, its output folder, and the plugin's settings.

    `cache_suffix` is that of `prepare_build`; `report` is called with the findings. `can_show_last` says that the
    content of an earlier build is there to be shown if the records have errors. `former_now` is the time of the
    server's build before; `trusted` is that of `prepare_build`.
    """

    root: Path
    site: Path
    audience: Audience
    fast: bool
    cache_suffix: str
    can_show_last: bool
    former_now: datetime | None = None
    trusted: bool = False
    report: Callable[[CheckResult], None] = log_findings


class NotPublishedError(PluginError):
    """The records, `status.yml` or the templates have errors, all of which were reported."""


@contextmanager
def plugin_errors() -> Iterator[None]:
    """Turn errors that users can fix into MkDocs' own; our own command line reports them better."""
    try:
        yield
    except (UserError, OSError) as problem:
        if CLI_OPTIONS.get().report_findings:
            raise
        raise PluginError(safe_lines(str(problem))) from problem


def prepare(request: Request) -> Build | None:
    """Prepare a build, and report the findings; None if there are errors and earlier content can be shown.

    Raises NotPublishedError if there are errors otherwise, and PluginError for anything else that the user must fix.
    """
    try:
        with plugin_errors():
            result = _prepare_build(request)
    except ValueError as problem:
        raise PluginError(safe_lines(str(problem))) from problem
    checked = result.checked if isinstance(result, Build) else result
    try:
        (CLI_OPTIONS.get().report_findings or request.report)(checked)
    except BaseException:
        if isinstance(result, Build):
            result.discard()
        raise
    if isinstance(result, Build):
        return result
    if not request.can_show_last:
        raise NotPublishedError(not_published_message(checked))
    _log.error("%s; the last good pages are still shown", not_published_message(checked))
    return None


def _prepare_build(request: Request) -> Build | CheckResult:
    options = CLI_OPTIONS.get()
    now = options.now or clock.now()
    in_place = None if reuse.was_interrupted(request.site) else request.site
    with progress_bar("Reading records") as progress:
        return prepare_build(
            request.root,
            now,
            request.audience,
            previous_output=(options.previous_output or in_place) if request.fast else None,
            trusted=request.trusted,
            cache_suffix=request.cache_suffix,
            former_now=_kept(request.former_now, now),
            progress=progress,
        )


def _kept(former: datetime | None, now: datetime) -> datetime | None:
    return former if former and former < now < former + _KEPT_FOR else None
