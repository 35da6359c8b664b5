"""The current time as it is typed in a file."""

from __future__ import annotations

from datetime import datetime

from afterword.editor.live_site import LiveSite
from afterword.editor.tokens import Outline
from afterword.records.zone import UTC_ZONE, Zone, written, zone_named
from afterword.source.files import SITE_FILE


def now_and_today(live: LiveSite, file: str, layout: Outline, now: datetime) -> tuple[str, str]:
    """Return the time and the day in the zone of a record, or else of the site; without one, in UTC with its offset."""
    zone = _zone(live, file, layout)
    local = (zone or UTC_ZONE).local(now.replace(second=0, microsecond=0))
    return written(local, with_offset=zone is None), f"{local:%Y-%m-%d}"


def _zone(live: LiveSite, file: str, layout: Outline) -> Zone | None:
    typed = next(layout.values("timezone"), "") if file != SITE_FILE else ""
    try:
        return zone_named(typed) if typed else live.known.zone
    except ValueError:
        return live.known.zone
