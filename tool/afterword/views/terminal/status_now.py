"""What the status page says now, for a terminal: the banner, what is going on, and which components are affected."""

from __future__ import annotations

from typing import NamedTuple

from afterword.records.scales import OPERATIONAL
from afterword.records.site import Site
from afterword.records.vocabulary import ComponentStatus
from afterword.views.context import Context
from afterword.views.current.banner import banner, open_incidents, shown_maintenance
from afterword.views.current.cards import Card, card
from afterword.views.status.notices import Notice, notices
from afterword.views.text.instants import Instant
from afterword.views.text.labels import ComponentAtLevel, LevelLabel, component_link
from afterword.views.text.words import ENGLISH


class StatusNow(NamedTuple):
    """The status page in brief. `incidents`, `maintenance` and `notices` are as on the page.

    `affected` are the components that are not operational, and `operational` is the number of the others. If records
    could not be read, any of these may be affected too: `operational` is None, and so is `level` if nothing else is
    known to be affected.
    """

    site: str
    as_of: Instant
    level: LevelLabel | None
    sentence: str
    incidents: tuple[Card, ...]
    maintenance: tuple[Card, ...]
    notices: tuple[Notice, ...]
    affected: tuple[ComponentAtLevel, ...]
    operational: int | None


def status_now(context: Context, unread: int) -> StatusNow:
    """Return the status; `context` must contain every live record but those of `unread` files."""
    level, sentence = _known(context, unread)
    affected = [each for each in context.components if context.site.rank(context.levels[each.id])]
    return StatusNow(
        site=context.site.page.name,
        as_of=ENGLISH.instant(context.now, context.zone),
        level=level,
        sentence=sentence,
        incidents=tuple(card(context, record) for record in open_incidents(context)),
        maintenance=tuple(card(context, record) for record in shown_maintenance(context)),
        notices=notices(context),
        affected=tuple(
            ComponentAtLevel(
                component_link(context.site, each.id),
                context.told[each.id].label(context.words, context.site),
            )
            for each in affected
        ),
        operational=None if unread else len(context.components) - len(affected),
    )


def _known(context: Context, unread: int) -> tuple[LevelLabel | None, str]:
    """Return the banner; without a level if only files that could not be read could say that something is affected."""
    level, sentence = banner(context)
    if not unread or context.site.rank(level.slug):
        return level, sentence
    files = "1 record" if unread == 1 else f"{unread} records"
    return None, f"Status not known: {files} cannot be read"


def status_of(site: Site, level_id: str) -> ComponentStatus:
    """Return the common status of a level."""
    return (site.level(level_id) or OPERATIONAL).status
