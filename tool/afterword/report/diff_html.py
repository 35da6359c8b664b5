"""Formats the comparison of two versions of a site as one HTML file, which needs no other file and no scripts."""

from __future__ import annotations

from base64 import b64encode
from collections.abc import Iterator
from typing import NamedTuple

from jinja2 import Environment

from afterword.checks.leaks.secrets import secrets_in, shortened
from afterword.render.environment import create_environment, render_template
from afterword.report.diff_text import NO_CHANGE
from afterword.report.printable import safe
from afterword.review.charts import MAX_CHARTS, chart_pairs
from afterword.review.sections import (
    ADDED,
    ATTENTION,
    CHANGED,
    FIXED,
    OVERDUE,
    REMOVED,
    SIGNS,
    Group,
    Line,
    Section,
    sections,
)
from afterword.review.site_diff import SiteDiff
from afterword.review.word_diff import Piece, marked_words
from afterword.views.incident.chart_image import ChartImage
from afterword.views.text.words import ENGLISH

TEMPLATE = "review/diff.html.j2"
_CHART = "pictures/timeline.svg.j2"
_STYLES = {
    ADDED: "added",
    FIXED: "added",
    REMOVED: "gone",
    CHANGED: "changed",
    ATTENTION: "attention",
    OVERDUE: "attention",
}
_OPEN_LINES = 12
"""How many lines of a section are not folded."""


class _Row(NamedTuple):
    """A line of a table; `meaning` is that of the sign. Texts are in pieces, of which those differ that are marked."""

    style: str
    sign: str
    meaning: str
    name: str
    note: str
    before: tuple[Piece, ...]
    after: tuple[Piece, ...]


class _Table(NamedTuple):
    """The rows about one record, or about the site if `record` is empty.

    It is `paired` if a row has both a before and an after.
    """

    record: str
    title: str
    rows: tuple[_Row, ...]
    paired: bool


class _Part(NamedTuple):
    """A section; `rest` is folded. `key` is the fragment id of its heading."""

    key: str
    title: str
    size: int
    folded: bool
    tables: tuple[_Table, ...]
    rest: tuple[_Table, ...]
    more: int


class _Chart(NamedTuple):
    """A chart as the address of an image that contains it, with its alternative text; both empty without a chart."""

    source: str = ""
    alternative: str = ""


class _Charts(NamedTuple):
    """The charts of a record before and after."""

    record: str
    title: str
    before: _Chart
    after: _Chart


def render_diff_html(diff: SiteDiff) -> str:
    """Format a comparison as an HTML document."""
    environment = create_environment(ENGLISH)
    values = {
        "before": safe(diff.before),
        "after": safe(diff.after),
        "no_change": NO_CHANGE if diff.is_empty else "",
        "not_compared": tuple(safe(each.message) for each in diff.unread),
        "parts": tuple(_part(number, each) for number, each in enumerate(sections(diff), start=1)),
        "charts": tuple(_charts(diff, environment)),
        "max_charts": MAX_CHARTS,
        "signs": SIGNS,
    }
    return render_template(environment, TEMPLATE, values).strip() + "\n"


def _part(number: int, section: Section) -> _Part:
    first, rest = (section.groups, ()) if section.folded else section.split(_OPEN_LINES)
    return _Part(
        f"part-{number}",
        section.title,
        section.size,
        section.folded,
        tuple(map(_table, first)),
        tuple(map(_table, rest)),
        sum(len(group.lines) for group in rest),
    )


def _table(group: Group) -> _Table:
    paired = any(line.before and line.after for line in group.lines)
    return _Table(safe(group.record), safe(group.title), tuple(map(_row, group.lines)), paired)


def _row(line: Line) -> _Row:
    before, after = (_shown(each) for each in (line.before, line.after))
    old, new = marked_words(before, after) if before and after else (_whole(before), _whole(after))
    return _Row(
        _STYLES.get(line.sign, ""),
        line.sign,
        SIGNS.get(line.sign, ""),
        safe(line.name),
        safe(line.note),
        old,
        new,
    )


def _shown(text: str) -> str:
    """Return a text with characters that cannot be seen replaced, and its line breaks kept."""
    return "\n".join(map(safe, text.split("\n")))


def _whole(text: str) -> tuple[Piece, ...]:
    return (Piece(text, differs=False),) if text else ()


def _charts(diff: SiteDiff, environment: Environment) -> Iterator[_Charts]:
    for pair in chart_pairs(diff):
        before, after = (_chart(image, environment) for image in (pair.before, pair.after))
        yield _Charts(safe(pair.record), shortened(safe(pair.title)), before, after)


def _chart(image: ChartImage | None, environment: Environment) -> _Chart:
    """Draw a chart as an image of its own: its ids and styles must not meet those of another version."""
    if image is None or secrets_in(f"{image.title}\n{image.chart.alternative}"):
        return _Chart()
    drawn = render_template(environment, _CHART, {"image": image}).lstrip()
    return _Chart(
        f"data:image/svg+xml;base64,{b64encode(drawn.encode()).decode()}", safe(image.chart.alternative)
    )
