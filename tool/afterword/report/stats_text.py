"""Formats the numbers of periods for a terminal."""

from __future__ import annotations

from collections.abc import Iterator

from afterword.report.terminal import BOLD, DIM, Block, Column, Grid, Line, Part, Styled
from afterword.timeline.response_times import ResponseName
from afterword.views.terminal.period_stats import PeriodStats, SiteStats, TimesOf, time_text
from afterword.views.text.words import ENGLISH

_COLUMNS = (
    Column("Period"),
    Column("Incidents", right=True),
    Column(ENGLISH.terms.uptime, right=True),
    Column(ENGLISH.terms.duration, rank=1, right=True),
    Column("To resolve", rank=2, right=True),
    Column("To detect", rank=3, right=True),
    Column("To notify", rank=4, right=True),
    Column("Longest", rank=5, right=True),
    Column(ENGLISH.terms.maintenance, rank=6, right=True),
)


def stats_blocks(stats: SiteStats) -> Iterator[Block]:
    """Yield the numbers as a table, and what they mean."""
    yield Line([Styled(f"{stats.site}, {stats.as_of.text} {stats.as_of.zone}".rstrip(), BOLD)])
    yield ""
    months = [_row(each) for each in stats.periods if each.uptime.month]
    days = [_row(each) for each in stats.periods if each.uptime.days]
    yield Grid(_COLUMNS, [*months, [""] * len(_COLUMNS), *days])
    yield ""
    yield Line(
        [
            Styled(
                "Incidents that began in the period. Times are medians, with the number of incidents that have one in "
                f"brackets. Uptime of all components, policy {stats.policy}: {stats.meaning}",
                DIM,
            )
        ]
    )


def _row(of: PeriodStats) -> list[Part]:
    return [
        of.name,
        str(of.incidents),
        of.uptime.shown.replace("\u202f", " "),
        _time(of.duration),
        *(
            _time(of.responses[name])
            for name in (ResponseName.RESOLVE, ResponseName.DETECT, ResponseName.NOTIFY)
        ),
        time_text(of.duration.longest) if of.duration else "–",
        str(of.maintenance),
    ]


def _time(times: TimesOf | None) -> str:
    return f"{time_text(times.median)} ({times.count})" if times else "–"
