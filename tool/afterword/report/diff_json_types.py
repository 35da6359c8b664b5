"""What our JSON of a comparison says: the declaration that the schema is made from."""

from __future__ import annotations

from typing import Annotated, Literal, TypedDict

from afterword.report.check_json_types import FindingEntry
from afterword.review.record_diff import PageChange
from afterword.review.typed_changes import ChangeKind


class DifferenceEntry(TypedDict):
    """A value that was added, removed or changed."""

    key: Annotated[str, "The keys that lead to it, with dots, without positions in lists."]
    entry: Annotated[str | None, "Which entries of lists it is in, by their ids, names or times."]
    path: Annotated[
        list[object],
        "Keys, and positions in lists from 0, of the later version, or of the earlier one if it was removed.",
    ]
    before: Annotated[object, "The former value: a text, a list or an object; null if there was none."]
    after: Annotated[object, "The later value; null if there is none."]
    change: Annotated[ChangeKind | None, "What kind of change it is, for windows, milestones and causes."]
    note: Annotated[str | None, "What the change means in a few words, such as how far a date slipped."]


class NumberEntry(TypedDict):
    """A computed number that moves, as pages show it."""

    component: Annotated[str | None, "The name of the component; null for a number of the whole record."]
    name: Annotated[str, "What the number is, with its period."]
    before: str | None
    after: str | None


class CallOutsEntry(TypedDict):
    """What texts that become public contain and the earlier ones did not."""

    links: list[str]
    hosts: Annotated[list[str], "Host names and addresses outside of links."]
    names: Annotated[list[str], "Names of people: `@name`, and full names with a common given name."]
    contacts: Annotated[list[str], "E-mail addresses and phone numbers of people."]


class ActionEntry(TypedDict):
    """An action item that is neither done nor dropped."""

    id: str
    title: str
    owner: str | None
    due: Annotated[str | None, "A day, a month or a quarter."]
    overdue: bool
    internal: Annotated[bool, "Whether no public build has it."]


class NeighbourEntry(TypedDict):
    """An earlier record that has something in common with a record."""

    id: str
    title: str
    internal: Annotated[bool, "Whether no public build has it."]
    causes: Annotated[list[str], "The categories of root causes that both have."]
    triggers: Annotated[list[str], "The kinds of triggers that both have."]
    components: Annotated[list[str], "The names of components that both affected."]
    unfinished: list[ActionEntry]


class RecordEntry(TypedDict):
    """A record that differs. Each difference is in exactly one of its lists."""

    id: Annotated[str | None, "The id; null if the record is gone."]
    former_id: Annotated[str | None, "The former id; null if the record is new."]
    title: str
    page: Annotated[PageChange, "What happens to the public page; `none` if there is none before and after."]
    call_outs: CallOutsEntry
    public: Annotated[list[DifferenceEntry], "What readers newly see, or no longer see."]
    numbers: list[NumberEntry]
    promises: Annotated[list[DifferenceEntry], "Action items, announced times and promised updates."]
    causes_without_action: Annotated[list[str], "Ids of root causes that lost their only action item."]
    unknowns: list[DifferenceEntry]
    internal: Annotated[list[DifferenceEntry], "What no public build has."]
    neighbours: Annotated[list[NeighbourEntry], "Earlier records, those with most in common first."]
    more_neighbours: Annotated[int, "How many further neighbours are not listed."]


class FindingsEntry(TypedDict):
    """The findings that a change brings and fixes. The lines of fixed ones are those of the earlier version."""

    new: list[FindingEntry]
    fixed: list[FindingEntry]
    older: Annotated[int, "How many findings both versions have; they are not listed."]


class NotComparedEntry(TypedDict):
    """A record that is not compared, because it has errors in one version."""

    file: str
    version: Annotated[str, "The name of the version in which it has errors."]


class DiffFile(TypedDict):
    """What `afterword diff --format json` writes."""

    version: Annotated[Literal[1], "Version of the file's shape."]
    afterword: Annotated[str, "Version of Afterword."]
    before: Annotated[str, "The name of the earlier version."]
    after: Annotated[str, "The name of the later version."]
    records: Annotated[list[RecordEntry], "The records that differ, the newest first."]
    findings: FindingsEntry
    settings: Annotated[list[DifferenceEntry], "What differs in `status.yml`."]
    uptimes: Annotated[list[NumberEntry], "Uptimes and error budgets of components that move."]
    not_compared: Annotated[list[NotComparedEntry], "The records about which nothing is known."]
