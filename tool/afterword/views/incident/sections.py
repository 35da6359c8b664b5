"""The sections of a record's page, in one literal tuple."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from afterword.records.record import Record
from afterword.translations.marks import mark as _
from afterword.views.action_items import ActionView
from afterword.views.chart import lanes
from afterword.views.context import Context
from afterword.views.incident import analysis, effects, references, response, unknowns
from afterword.views.incident.model import PageSection, RecordParts, UpdatesView

_UNFOLDED_UPDATES = 5


class Section(NamedTuple):
    """A section that a record's page may have, shown by the template `incident/<key>.html.j2`.

    `key` is the fragment id of its heading. The section is absent if `build` returns nothing. One without
    a heading shows the headings that authors chose, or continues what is above. `first_while_open` puts
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


def _updates(context: Context, _record: Record, parts: RecordParts) -> UpdatesView | None:
    latest, older = parts.updates[:_UNFOLDED_UPDATES], parts.updates[_UNFOLDED_UPDATES:]
    more = context.words.plural(len(older), context.words.nouns.earlier_update) if older else ""
    return UpdatesView(latest, older, more) if latest else None


def _actions(_context: Context, _record: Record, parts: RecordParts) -> tuple[ActionView, ...]:
    return parts.actions


SECTIONS: tuple[Section, ...] = (
    Section("apology", "", analysis.apology, first_while_open=True),
    Section(
        "customer-actions", _("What customers should do"), analysis.customer_actions, first_while_open=True
    ),
    Section("exposure", _("What was exposed"), effects.exposure),
    Section("impact", _("Impact"), effects.impact),
    Section("symptoms", _("Symptoms"), effects.symptoms),
    Section("levels", lanes.TITLE, effects.levels),
    Section("background", _("Background"), analysis.background),
    Section("why", _("Why it happened"), analysis.why, searched=True),
    Section("limited-by", _("What kept it from being worse"), analysis.limited_by),
    Section("actions", _("What is being done"), _actions),
    Section("resolution", _("How it was resolved"), analysis.resolution),
    Section("updates", _("Updates"), _updates, first_while_open=True),
    Section("timeline", _("Timeline"), response.timeline),
    Section("response", _("Response"), response.response),
    Section("lessons", _("Lessons"), analysis.lessons),
    Section("own", "", analysis.own_sections),
    Section("thanks", _("Thanks"), analysis.thanks),
    Section("unknowns", _("Not known"), unknowns.unknowns),
    Section("corrections", _("Corrections"), references.corrections),
    Section("related", _("Related records"), references.related),
    Section("links", _("Further reading"), references.links),
    Section("origin", _("Where this record comes from"), references.origin),
    Section("internal", _("Internal notes"), references.internal_notes),
)
_WHILE_OPEN = tuple(sorted(SECTIONS, key=lambda section: not section.first_while_open))


def page_sections(context: Context, record: Record, parts: RecordParts) -> tuple[PageSection, ...]:
    """Build the sections that the record has something for, in the order of the page."""
    order = _WHILE_OPEN if parts.row.is_open else SECTIONS

    def heading(section: Section) -> str:
        return context.words.gettext(section.heading) if section.heading else ""

    contents = ((section, section.build(context, record, parts)) for section in order)
    return tuple(
        PageSection(section.key, heading(section), section.template, content, section.searched)
        for section, content in contents
        if content
    )
