"""The sections of a record's page, in one literal tuple."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from afterword.records.record import Record
from afterword.views.action_items import ActionView
from afterword.views.chart import lanes
from afterword.views.context import Context
from afterword.views.incident import analysis, effects, references, response
from afterword.views.incident.model import PageSection, RecordParts
from afterword.views.rows import UpdateView
from afterword.views.text.catalogue import CATALOGUE


class Section(NamedTuple):
    """A section that a record's page may have, shown by the template `incident/<key>.html.j2`.

    `key` is the fragment id of its heading. The section is absent if `build` returns nothing. One without
    a heading shows the headings that authors chose. `first_while_open` puts
    it before the others while the record is open. `searched` puts its text into the search index, which must stay
    small.
    """

    key: str
    heading: str
    build: Callable[[Context, Record, RecordParts], object]
    first_while_open: bool = False
    searched: bool = False

    @property
    def template(self) -> str:
        """The name of the template that shows the section."""
        return f"incident/{self.key}.html.j2"


def _updates(_context: Context, _record: Record, parts: RecordParts) -> tuple[UpdateView, ...]:
    return parts.updates


def _actions(_context: Context, _record: Record, parts: RecordParts) -> tuple[ActionView, ...]:
    return parts.actions


SECTIONS: tuple[Section, ...] = (
    Section("customer-actions", "What customers should do", analysis.customer_actions),
    Section("levels", lanes.TITLE, effects.levels),
    Section("updates", "Updates", _updates, first_while_open=True),
    Section("exposure", "What was exposed", effects.exposure),
    Section("symptoms", "Symptoms", effects.symptoms),
    Section("impact", "Impact", effects.impact),
    Section("why", "Why it happened", analysis.why, searched=True),
    Section("limited-by", "What kept it from being worse", analysis.limited_by),
    Section("own", "", analysis.own_sections),
    Section("timeline", "Timeline", response.timeline),
    Section("response", "Response", response.response),
    Section("actions", "Actions", _actions),
    Section("lessons", "Lessons", analysis.lessons),
    Section("post-mortem", CATALOGUE.record.post_mortem, analysis.post_mortem),
    Section("pending", "Not known yet", references.pending),
    Section("unknowns", "Not stated", references.unknowns),
    Section("corrections", "Corrections", references.corrections),
    Section("related", "Related records", references.related),
    Section("links", "Further reading", references.links),
    Section("origin", "Where this record comes from", references.origin),
    Section("internal", "Internal notes", references.internal_notes),
)
_WHILE_OPEN = tuple(sorted(SECTIONS, key=lambda section: not section.first_while_open))


def page_sections(context: Context, record: Record, parts: RecordParts) -> tuple[PageSection, ...]:
    """Build the sections that the record has something for, in the order of the page."""
    order = _WHILE_OPEN if parts.row.is_open else SECTIONS
    contents = ((section, section.build(context, record, parts)) for section in order)
    return tuple(
        PageSection(section.key, section.heading, section.template, content, section.searched)
        for section, content in contents
        if content
    )
