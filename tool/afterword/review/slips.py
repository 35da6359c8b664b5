"""Says how far a due date has slipped, and how often it had slipped before."""

from __future__ import annotations

from afterword.comparison.differences import Difference
from afterword.comparison.tree import shown
from afterword.records.due_date import read_due_date
from afterword.records.record import Record
from afterword.views.text.words import ENGLISH

_DUE = ("action_items", "due")


def slipped(difference: Difference, after: Record | None) -> str:
    """Return by how much a due date has moved, and how often in all; empty for all other differences.

    How often follows from `moved` of the action item.
    """
    if difference.keys != _DUE or after is None or difference.before is None or difference.after is None:
        return ""
    old, new = read_due_date(shown(difference.before)), read_due_date(shown(difference.after))
    days = (new - old).days
    length = f"{ENGLISH.plural(abs(days), ENGLISH.nouns.day)} {'later' if days > 0 else 'earlier'}"
    noted = [item.moved for item in after.action_items if item.id == difference.entry]
    count = len(noted[0]) if noted else 0
    return (
        f"{length}, moved {'once' if count == 1 else f'{count} times'} in all"
        if count
        else f"{length}, not noted in `moved`"
    )
