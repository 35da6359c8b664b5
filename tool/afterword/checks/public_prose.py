"""The public texts of a record that tell of an incident once it is over, in which rules look for its numbers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from afterword.checks.plausible_times import closing_update
from afterword.records.record import Record
from afterword.records.texts import Text
from afterword.source.nodes import Path

_TELLING = {
    *("summary", "windows", "symptoms", "timeline", "trigger", "root_causes", "limited_by", "lessons"),
    "post_mortem",
}


def told_afterwards(record: Record, texts: Iterable[Text]) -> Iterator[tuple[Path, str]]:
    """Yield the title and the public Markdown in which an incident is told: all of it, or as a look back.

    Of the updates, these are the one that closes the record and those after it. Before, nobody knows how long it will
    last.
    """
    closed = closing_update(record)
    yield ("title",), record.title
    for each in texts:
        if not each.public or not each.markdown:
            continue
        head = each.path[0]
        if head == "updates":
            index = each.path[1]
            if closed and isinstance(index, int) and record.updates[index].at >= closed.at:
                yield each.path, each.text
        elif head in _TELLING:
            yield each.path, each.text
