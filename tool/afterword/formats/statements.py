"""The files next to the statement of a component for a month: its uptime as JSON and as CSV."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from afterword.formats.artifacts import CachedFile, Format
from afterword.formats.uptime_data import uptime_csv, uptime_json
from afterword.records.site import Component
from afterword.timeline.months import Month
from afterword.views import urls
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.uptime.measurement import measure
from afterword.views.uptime.months import CSV, JSON, statements_due

if TYPE_CHECKING:
    from jinja2 import Environment


class Statements(Format):
    """JSON and CSV next to the page of every statement."""

    def files(self, context: Context, index: RecordIndex, environment: Environment) -> Iterator[CachedFile]:
        """Yield the files of every component and month."""
        for component, month, key in statements_due(context, index):
            address = urls.statement(component.id, str(month))
            of = context, index, component, month
            yield CachedFile(f"{address}{JSON}", key, partial(_json, *of))
            yield CachedFile(f"{address}{CSV}", key, partial(_csv, *of))


def _json(context: Context, index: RecordIndex, component: Component, month: Month) -> str:
    value = uptime_json(context, measure(context, index, component, month))
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _csv(context: Context, index: RecordIndex, component: Component, month: Month) -> str:
    return uptime_csv(context, [measure(context, index, component, month)])
