"""Keeps one comment on a change up to date."""

from __future__ import annotations

from enum import StrEnum

from afterword.app.code_hosts import Thread
from afterword.report.comment import Comment, is_comment


class Outcome(StrEnum):
    """What was done about the comment."""

    WRITTEN = "wrote the comment"
    EDITED = "edited the comment"
    KEPT = "the comment is up to date"
    UNNEEDED = "nothing differs, so there is no comment"


def keep_comment(comment: Comment, thread: Thread) -> Outcome:
    """Write a comment, or edit the one that an earlier run has written. Raises ApiError.

    If nothing differs, none is written, but an earlier one is edited.
    """
    text = comment.with_link(thread.run_url, thread.limit)
    earlier = next((each for each in thread.written() if is_comment(each.text)), None)
    if earlier is None:
        if not comment.has_changes:
            return Outcome.UNNEEDED
        thread.create(text)
        return Outcome.WRITTEN
    if earlier.text.rstrip() == text.rstrip():
        return Outcome.KEPT
    thread.edit(earlier, text)
    return Outcome.EDITED
