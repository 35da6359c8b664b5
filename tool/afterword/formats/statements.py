"""The uptime of a component by month as JSON and CSV: for each year with a statement, and for all past months."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from afterword.compact_json import compact_json
from afterword.formats.artifacts import Format
from afterword.formats.uptime_data import VERSION, uptime_csv, uptime_json
from afterword.records.components import Component
from afterword.timeline.months import Month
from afterword.views import urls
from afterword.views.cached import CachedFile, cached
from afterword.views.context import Context
from afterword.views.index.queries import RecordIndex
from afterword.views.uptime.measurement import measure
from afterword.views.uptime.monthly import (
    MONTHS_CSV,
    MONTHS_JSON,
    STATEMENTS_CSV,
    STATEMENTS_JSON,
    past_months,
    statement_years,
)

if TYPE_CHECKING:
    from jinja2 import Environment


class Statements(Format):
    """JSON and CSV next to each page of statements, and of all months next to the page of each component."""

    def files(self, context: Context, index: RecordIndex, environment: Environment) -> Iterator[CachedFile]:
        """Yield the files of each year with a statement, and for each component those with all months that are over."""
        for component in context.site.components:
            past = past_months(context, index, component)
            if past:
                address = urls.component(component.id)
                yield cached(f"{address}{MONTHS_JSON}", _json, component, past)
                yield cached(f"{address}{MONTHS_CSV}", _csv, component, past)
            for number, year in statement_years(context, index, component).items():
                address = urls.statements(component.id, number)
                yield cached(f"{address}{STATEMENTS_JSON}", _json, component, year.months)
                yield cached(f"{address}{STATEMENTS_CSV}", _csv, component, year.months)


def _json(context: Context, index: RecordIndex, component: Component, months: Iterable[Month]) -> str:
    measured = (measure(context, index, component, month) for month in months)
    value = {
        "version": VERSION,
        "audience": context.audience,
        "months": [uptime_json(context, each) for each in measured],
    }
    return compact_json(value) + "\n"


def _csv(context: Context, index: RecordIndex, component: Component, months: Iterable[Month]) -> str:
    return uptime_csv(context, (measure(context, index, component, month) for month in months))
