"""The uptime of a component by month as JSON and CSV: for each year with a statement, and for all past months."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import partial
from typing import TYPE_CHECKING

from afterword.formats.artifacts import CachedFile, Format
from afterword.formats.uptime_data import VERSION, uptime_csv, uptime_json
from afterword.records.components import Component
from afterword.timeline.months import Month
from afterword.views import urls
from afterword.views.cached import cache_key
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.uptime.measurement import measure
from afterword.views.uptime.monthly import (
    MONTHS_CSV,
    MONTHS_JSON,
    STATEMENTS_CSV,
    STATEMENTS_JSON,
    month_keys,
    statement_years,
)
from afterword.views.uptime.periods import this_month

if TYPE_CHECKING:
    from jinja2 import Environment


class Statements(Format):
    """JSON and CSV next to each page of statements, and of all months next to the page of each component."""

    def files(self, context: Context, index: RecordIndex, environment: Environment) -> Iterator[CachedFile]:
        """Yield the files of each year with a statement, and for each component those with all months that are over."""
        for component in context.site.components:
            past = {
                month: key
                for month, (_, key) in month_keys(context, index, component).items()
                if month != this_month(context)
            }
            if past:
                key = cache_key([(str(month), key) for month, key in past.items()])
                of_all = context, index, component, tuple(past)
                address = urls.component(component.id)
                yield CachedFile(f"{address}{MONTHS_JSON}", key, partial(_json, *of_all))
                yield CachedFile(f"{address}{MONTHS_CSV}", key, partial(_csv, *of_all))
            for number, year in statement_years(context, index, component).items():
                of_year = context, index, component, year.months
                address = urls.statements(component.id, number)
                yield CachedFile(f"{address}{STATEMENTS_JSON}", year.key, partial(_json, *of_year))
                yield CachedFile(f"{address}{STATEMENTS_CSV}", year.key, partial(_csv, *of_year))


def _json(context: Context, index: RecordIndex, component: Component, months: Iterable[Month]) -> str:
    measured = (measure(context, index, component, month) for month in months)
    value = {
        "version": VERSION,
        "audience": context.audience,
        "months": [uptime_json(context, each) for each in measured],
    }
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")) + "\n"


def _csv(context: Context, index: RecordIndex, component: Component, months: Iterable[Month]) -> str:
    return uptime_csv(context, (measure(context, index, component, month) for month in months))
