"""Asks of a change of something that readers have read already whether the record tells them.

It is one line of a comparison for all such changes of a record. The rules for changes judge each of them, and differ in
how severe they are.
"""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime
from enum import StrEnum

from afterword.checks.spelling import is_spelling
from afterword.comparison.differences import Difference, label
from afterword.comparison.tree import shown, tree_of
from afterword.records.record import Record
from afterword.records.response import Update
from afterword.records.site import Site
from afterword.records.vocabulary import PostMortemStatus, Stage

_NOT_READ = (
    "action_items", "aliases", "corrections", "links", "post_mortem.authors", "post_mortem.covers",
    "post_mortem.published", "post_mortem.stage", "post_mortem.thanks", "related", "scheduled", "tags", "unknowns",
    "until",
)  # fmt: skip
"""Keys that go on changing after a post-mortem is published."""


class Correction(StrEnum):
    """Whether a change of what readers have read is noted."""

    NOTED = "noted"
    MISSING = "missing"


def correction(
    before: Record, after: Record, public: Iterable[Difference], site: Site, now: datetime
) -> Correction | None:
    """Return whether a record notes a change of what readers have read; None if nothing of that has changed.

    They have read what belongs to a post-mortem that was published before today, unless it is preliminary, and updates
    that are older than `review.settled_after`. A correction of spelling needs no note. `public` is what differs.
    """
    updates = {label(tree_of(each, before.zone)): each for each in before.updates}
    present = {label(tree_of(each, after.zone)): each for each in after.updates}
    read = [
        difference
        for difference in public
        if not _is_spelling(difference)
        and (
            _was_settled(updates.get(difference.entry), difference, site, now)
            if difference.keys[0] == "updates"
            else _is_published(before, now) and not _goes_on(difference)
        )
    ]
    if not read:
        return None
    noted = len(after.corrections) > len(before.corrections) or all(
        each.keys[0] == "updates" and _is_edited(updates[each.entry], present.get(each.entry))
        for each in read
    )
    return Correction.NOTED if noted else Correction.MISSING


def _is_spelling(difference: Difference) -> bool:
    before, after = difference.before, difference.after
    return before is not None and after is not None and is_spelling(shown(before), shown(after))


def _goes_on(difference: Difference) -> bool:
    return any(f"{difference.key}.".startswith(f"{each}.") for each in _NOT_READ)


def _was_settled(update: Update | None, difference: Difference, site: Site, now: datetime) -> bool:
    """Return whether a text that readers have had for some time is another one now, or gone."""
    is_text = difference.keys[1:] in ((), ("body",)) and difference.before is not None
    return is_text and update is not None and update.public_from + site.review.settled_after <= now


def _is_edited(before: Update, after: Update | None) -> bool:
    return after is not None and after.edited is not None and after.edited != before.edited


def _is_published(record: Record, now: datetime) -> bool:
    text = record.post_mortem
    if text is None or text.status is not PostMortemStatus.PUBLISHED or text.stage is Stage.PRELIMINARY:
        return False
    return text.published is None or text.published < record.zone.local(now).date()
