"""What our own command line asks of the plugin, and `mkdocs.yml` cannot express."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from afterword.app.checking import CheckResult
from afterword.diagnostics import Location
from afterword.views.audience import Audience


@dataclass(frozen=True, slots=True)
class CliOptions:
    """Options of `afterword build` and `afterword serve`; the defaults are those of MkDocs run by itself.

    `report_findings` is called with the check result, instead of logging it. `previous_output` is the site that the
    new one is to replace, if that is built next to it: then `host.build_site` publishes the build, not the plugin.
    `reported` are the places of links in hand-written pages that a finding names, which need not be logged too.
    """

    now: datetime | None = None
    audience: Audience | None = None
    previous_output: Path | None = None
    report_findings: Callable[[CheckResult], None] | None = None
    reported: frozenset[Location] = frozenset()


CLI_OPTIONS: ContextVar[CliOptions] = ContextVar("cli_options", default=CliOptions())  # noqa: B039 - it is frozen
