"""Writes times as people type them."""

from __future__ import annotations

from datetime import datetime

from afterword.records.rough_time import form_of, is_coarse
from afterword.records.zone import Zone, written


def time_text(instant: datetime, zone: Zone) -> str:
    """Write a time as people type it, as precisely as it is known; with its offset only if it is ambiguous without."""
    if is_coarse(instant):
        return form_of(instant)
    local = zone.local(instant)
    ambiguous = local.utcoffset() != local.replace(fold=1 - local.fold).utcoffset()
    return written(local, with_offset=ambiguous) + form_of(instant)
