"""What our own command line asks of the plugin, which no `mkdocs.yml` can say."""

from __future__ import annotations

from collections.abc import Callable
from contextvars import ContextVar
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from afterword.app.checking import CheckResult
from afterword.views.audience import Audience


@dataclass(frozen=True, slots=True)
class CliOptions:
    """What our own command line asked for, which no `mkdocs.yml` can say.

    `told` hears what was found in the records. `former` is the site that the new one is to replace, where that
    is built beside it; then `site.build_site` puts the output in its place.
    """

    now: datetime | None = None
    audience: Audience | None = None
    former: Path | None = None
    told: Callable[[CheckResult], None] | None = None


CLI_OPTIONS: ContextVar[CliOptions] = ContextVar("order", default=CliOptions())  # noqa: B039 - Order is frozen
