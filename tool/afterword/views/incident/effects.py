"""Builds the sections about the effects of an incident: levels over time, symptoms, and the impact."""

from __future__ import annotations

from itertools import repeat

from afterword.records.data_loss import DataLoss
from afterword.records.impact import AlsoAffected, ImpactNumbers
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
    LevelTable,
    RecordParts,
    SymptomView,
)
from afterword.views.text.labels import Fact, component_link, label_of
from afterword.views.text.quantities import quantity
from afterword.views.text.words import Words


def levels(_context: Context, record: Record, parts: RecordParts) -> LevelsView | None:
    """Build the chart."""
    return LevelsView(parts.chart, urls.picture(record.id)) if parts.chart else None


def _level_table(context: Context, parts: RecordParts) -> LevelTable | None:
    """Build the time at each level; None if one component was at one level, which the facts of the page say."""
    columns = _columns(context.site, parts.of_components)
    several = len(parts.of_components) > 1
    if not several and len(columns) < 2:
        return None
    return LevelTable(
        columns=tuple(label_of(context.words, context.site, level) for level in columns),
        components=_component_times(context, parts.of_components, columns),
        together=tuple(map(_times_by_level(context.words, parts.spent).get, columns, repeat("")))
        if several
        else (),
        total=parts.total,
        note=context.words.gettext("Together, each minute is counted once, for the worst-affected component.")
        if several
        else "",
    )


def _columns(site: Site, found: tuple[ComponentTotals, ...]) -> list[str]:
    """Return the levels at which any component was, worst first, also those that were never the worst of all."""
    return sorted({each.level for _, spent in found for each in spent.levels}, key=site.rank, reverse=True)


def _component_times(
    context: Context, found: tuple[ComponentTotals, ...], columns: list[str]
) -> tuple[ComponentTimes, ...]:
    """Build the rows of the table of components and levels."""
    return tuple(
        ComponentTimes(
            component=component_link(context.site, component),
            times=tuple(map(_times_by_level(context.words, spent).get, columns, repeat(""))),
            total=context.words.duration(spent.overall, spent.certainty),
        )
        for component, spent in found
    )


def _times_by_level(words: Words, spent: Totals) -> dict[str, str]:
    return {each.level: words.duration(each.duration, each.certainty) for each in spent.levels}


def _also_affected(context: Context, entry: AlsoAffected) -> AlsoAffectedView:
    return AlsoAffectedView(
        components=tuple(component_link(context.site, component) for component in entry.named),
        level=label_of(context.words, context.site, entry.level) if entry.level else None,
        note=entry.note or "",
    )


def symptoms(context: Context, record: Record, _parts: RecordParts) -> tuple[SymptomView, ...]:
    """Build the symptoms, each with the windows that it refers to."""
    return tuple(
        SymptomView(
            component=component_link(context.site, symptom.component),
            seen=symptom.seen,
            mechanism=symptom.mechanism or "",
            when=rows.periods_of_windows(context.words, record, symptom.windows, context.now),
        )
        for symptom in record.symptoms
    )


def impact(context: Context, record: Record, parts: RecordParts) -> ImpactView | None:
    """Build the impact: the time of components at levels, which data was lost, and numbers."""
    given = record.impact
    view = ImpactView(
        levels=_level_table(context, parts),
        also_affected=tuple(_also_affected(context, each) for each in record.also_affected),
        data_loss=_data_loss(context, record, given.data_loss) if given and given.data_loss else None,
        numbers=impact_numbers(context.words, given) if given else (),
    )
    return view if any(view) else None


def impact_numbers(words: Words, given: ImpactNumbers) -> tuple[Fact, ...]:
    """Return the numbers of the impact. Their units are the record's own words, which must not change the order."""
    counts = (
        (words.gettext("Customers affected"), given.customers_affected),
        (words.gettext("Requests failed"), given.requests_failed),
        (words.gettext("Support tickets"), given.support_tickets),
    )
    numbers = [Fact(name, quantity(words, count)) for name, count in counts if count is not None]
    numbers += [Fact(words.gettext("Revenue"), quantity(words, given.revenue))] if given.revenue else []
    numbers += [
        Fact(other.name, _with_source(quantity(words, other.value), other.source)) for other in given.other
    ]
    return tuple(each._replace(value=words.isolated(each.value)) for each in numbers)


def _data_loss(context: Context, record: Record, loss: DataLoss) -> DataLossView:
    return DataLossView(context.words.span(loss.from_, loss.to, record.zone, context.now), loss.text)


def exposure(context: Context, record: Record, _parts: RecordParts) -> ExposureView | None:
    """Build what a security incident exposed, and since when."""
    given = record.exposure
    if not given:
        return None
    return ExposureView(
        span=context.words.span(given.since, given.until, record.zone, context.now),
        misuse=context.words.word(given.misuse) if given.misuse else "",
        what=given.what,
        indicators=given.indicators,
    )


def _with_source(value: str, source: str | None) -> str:
    return f"{value} ({source})" if source else value
