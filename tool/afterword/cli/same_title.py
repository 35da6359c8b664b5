"""Points out an open record with the title of a new one, which a tired person may be about to write twice."""

from __future__ import annotations

from datetime import datetime
from pathlib import Path

from afterword.app.edit_record import read_record
from afterword.app.find_record import open_records
from afterword.app.record_draft import Draft
from afterword.cli.console import say
from afterword.cli.failure import Failure, user_errors
from afterword.editing.suggested_command import suggested
from afterword.records.error_messages import DAY_OF_ID
from afterword.records.site import Site


def hint_at_open(root: Path, site: Site, draft: Draft, now: datetime, *, is_certain: bool) -> None:
    """Say how to add an update to a record that is open and has the same title: it may be the one that is meant.

    Raises Failure if it is about the same component, unless another record `is_certain` to be meant.
    """
    if draft.end:
        return
    title = draft.title.casefold()
    with user_errors():
        same = next((each for each in open_records(root, site, now) if each.title.casefold() == title), None)
    if not same:
        return
    hint = (
        f"`{same.id}` has the same title and is open; if you mean that one, {suggested('update', same.id)} adds an "
        "update to it, and no new record is needed"
    )
    if not is_certain and _is_about_the_same(root, same.path, site, draft):
        words = f"{draft.id or DAY_OF_ID.sub('', same.id)}-2"
        raise Failure(f"{hint}; if you mean another one, add its id: `--id {words}`")
    say(hint, err=True)


def _is_about_the_same(root: Path, path: str, site: Site, draft: Draft) -> bool:
    """Return whether a record affects a component of a draft, or the draft names none."""
    if not draft.effects:
        return True
    with user_errors():
        _, record = read_record(root, path, site)
    affected = {each.component for each in record.component_windows}
    return any(each.component in affected for each in draft.effects)
