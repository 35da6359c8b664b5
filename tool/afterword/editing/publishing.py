"""Takes a post-mortem from a draft through review to publication."""

from __future__ import annotations

from datetime import date

from afterword.editing.changes import Change, Put, RefusedError
from afterword.editing.drafting import has_public_parts
from afterword.editing.suggested_command import suggested
from afterword.records.record import Record
from afterword.records.vocabulary import PostMortemStatus

COURSE = (PostMortemStatus.DRAFT, PostMortemStatus.IN_REVIEW, PostMortemStatus.PUBLISHED)
"""The states of a post-mortem, in their order."""


def next_status(record: Record) -> PostMortemStatus:
    """Return the state that follows that of a post-mortem. Raises RefusedError if there is none."""
    status = _status(record)
    if status is COURSE[-1]:
        raise RefusedError(
            f"the post-mortem is already published; {suggested('correct', record.id)} says what is changed after that"
        )
    return COURSE[COURSE.index(status) + 1]


def set_status(record: Record, status: PostMortemStatus, today: date) -> tuple[Change, ...]:
    """Return the changes that give a post-mortem a state; one that is published gets the day of that.

    A day that was typed before stays, unless it is in the future. A post-mortem whose parts are public already can be
    published without a draft. Raises RefusedError for another record without a post-mortem, and for one that would no
    longer be published.
    """
    if status is PostMortemStatus.PUBLISHED and has_public_parts(record):
        return (
            Put(("post_mortem", "status"), status.value),
            Put(("post_mortem", "published"), today.isoformat()),
        )
    former = _status(record)
    if former is PostMortemStatus.PUBLISHED and status is not former:
        raise RefusedError(
            "the post-mortem is published, and links lead to it; keep it published with `stage: preliminary` while "
            "you work on it"
        )
    changes: list[Change] = [Put(("post_mortem", "status"), status.value)]
    report = record.post_mortem
    typed = report.published if report else None
    if status is PostMortemStatus.PUBLISHED and (typed is None or typed > today):
        changes.append(Put(("post_mortem", "published"), today.isoformat()))
    return tuple(changes)


def _status(record: Record) -> PostMortemStatus:
    report = record.post_mortem
    if has_public_parts(record):
        raise RefusedError(
            "parts of the post-mortem are public already, and a draft would hide them; "
            f"{suggested('publish', record.id, '--to published')} publishes it as it is"
        )
    if report is None:
        raise RefusedError(f"the record has no post-mortem yet; {suggested('draft', record.id)} begins one")
    if report.status is PostMortemStatus.NOT_REQUIRED:
        raise RefusedError(
            "the record says that there will be no post-mortem; begin one with `post_mortem: {status: draft}`"
        )
    return report.status
