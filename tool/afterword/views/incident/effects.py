"""Builds the sections about the effects of an incident: levels over time, symptoms, impact in numbers."""

from __future__ import annotations

from itertools import repeat

from afterword.records.data_loss import DataLoss
from afterword.records.impact import AlsoAffected
from afterword.records.record import Record
from afterword.records.site import Site
from afterword.timeline.levels import ComponentTotals, Totals
from afterword.views import rows, urls
from afterword.views.context import Context
from afterword.views.incident.model import (
    AlsoAffectedView,
    ComponentTimes,
    DataLossView,
    ExposureView,
    ImpactView,
    LevelsView,
    RecordParts,
    SymptomView,
)
from afterword.views.text import words
from afterword.views.text.labels import Fact, component_link, label_of
from afterword.views.text.quantities import quantity

_COUNTED_ONCE = "Together, each minute is counted once, for the worst-affected component."


def levels(context: Context, record: Record, parts: RecordParts) -> LevelsView | None:
    """Build the chart and the time at each level."""
    if not (parts.chart or parts.row.levels or record.also_affected):
        return None
    components = {component for window in record.windows for component in window.named}
    columns = _columns(context.site, parts.of_components)
    return LevelsView(
        chart=parts.chart,
        image=urls.picture(record.id),
        times=tuple(each._replace(level=each.level.with_extent("")) for each in parts.row.levels),
        total=parts.total,
        note=_COUNTED_ONCE if len(components) > 1 else "",
        columns=tuple(label_of(context.site, level) for level in columns),
        components=_component_times(context, parts.of_components, columns),
        together=tuple(map(_times_by_level(parts.spent).get, columns, repeat(""))),
        also_affected=tuple(_also_affected(context, each) for each in record.also_affected),
    )


def _columns(site: Site, found: tuple[ComponentTotals, ...]) -> list[str]:
    """Return the levels at which any component was, worst first, also those that were never the worst of all."""
    return sorted({each.level for _, spent in found for each in spent.levels}, key=site.rank, reverse=True)


def _component_times(
    context: Context, found: tuple[ComponentTotals, ...], columns: list[str]
) -> tuple[ComponentTimes, ...]:
    """Build the rows of the table of components and levels; none if there is only one component."""
    if len(found) < 2:
        return ()
    return tuple(
        ComponentTimes(
            component=component_link(context.site, component),
            times=tuple(map(_times_by_level(spent).get, columns, repeat(""))),
            total=words.duration(spent.overall, spent.certainty),
        )
        for component, spent in found
    )


def _times_by_level(spent: Totals) -> dict[str, str]:
    return {each.level: words.duration(each.duration, each.certainty) for each in spent.levels}


def _also_affected(context: Context, entry: AlsoAffected) -> AlsoAffectedView:
    return AlsoAffectedView(
        components=tuple(component_link(context.site, component) for component in entry.named),
        level=label_of(context.site, entry.level) if entry.level else None,
        note=entry.note or "",
    )


def symptoms(context: Context, record: Record, _parts: RecordParts) -> tuple[SymptomView, ...]:
    """Build the symptoms, each with the windows that it refers to."""
    return tuple(
        SymptomView(
            component=component_link(context.site, symptom.component),
            seen=symptom.seen,
            mechanism=symptom.mechanism or "",
            when=rows.periods_of_windows(record, symptom.windows, context.now),
        )
        for symptom in record.symptoms
    )


def impact(context: Context, record: Record, _parts: RecordParts) -> ImpactView | None:
    """Build the impact: which data was lost, and numbers."""
    given = record.impact
    if not given:
        return None
    counts = (
        ("Customers affected", given.customers_affected),
        ("Requests failed", given.requests_failed),
        ("Support tickets", given.support_tickets),
    )
    numbers = [Fact(name, quantity(count)) for name, count in counts if count is not None]
    numbers += [Fact("Revenue", quantity(given.revenue))] if given.revenue else []
    numbers += [Fact(other.name, _with_source(quantity(other.value), other.source)) for other in given.other]
    loss = _data_loss(context, record, given.data_loss) if given.data_loss else None
    return ImpactView(loss, tuple(numbers)) if numbers or loss else None


def _data_loss(context: Context, record: Record, loss: DataLoss) -> DataLossView:
    return DataLossView(words.span(loss.from_, loss.to, record.zone, context.now), loss.text)


def exposure(context: Context, record: Record, _parts: RecordParts) -> ExposureView | None:
    """Build what a security incident exposed, and since when."""
    given = record.exposure
    if not given:
        return None
    return ExposureView(
        span=words.span(given.since, given.until, record.zone, context.now),
        misuse=words.word(given.misuse) if given.misuse else "",
        what=given.what,
        indicators=given.indicators,
    )


def _with_source(value: str, source: str | None) -> str:
    return f"{value} ({source})" if source else value
