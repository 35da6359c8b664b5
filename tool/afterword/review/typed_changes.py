"""Says in a few words what a change of one value means: by how much a time moved, whether a level became worse."""

from __future__ import annotations

from datetime import timedelta
from enum import StrEnum
from typing import NamedTuple

from afterword.comparison.differences import Difference
from afterword.comparison.tree import Tree, Value, shown
from afterword.records.site import Site
from afterword.views.text.words import ENGLISH


class ChangeKind(StrEnum):
    """What is different about a fact, as programs name it."""

    WINDOW_ADDED = "window_added"
    WINDOW_REMOVED = "window_removed"
    WINDOW_MOVED = "window_moved"
    LEVEL_CHANGED = "level_changed"
    MILESTONE_SET = "milestone_set"
    MILESTONE_REMOVED = "milestone_removed"
    MILESTONE_MOVED = "milestone_moved"
    SEVERITY_CHANGED = "severity_changed"
    POST_MORTEM_STATUS_CHANGED = "post_mortem_status_changed"
    TRIGGER_CHANGED = "trigger_changed"
    CAUSE_ADDED = "cause_added"
    CAUSE_REMOVED = "cause_removed"
    CAUSE_ROLE_CHANGED = "cause_role_changed"


class TypedChange(NamedTuple):
    """The kind of a change, and what it means in a few words, empty if before and after say it all."""

    kind: ChangeKind
    note: str = ""


def typed_change(difference: Difference, site: Site) -> TypedChange | None:
    """Return what a difference means; None for one of another key. `site` says which levels are worse."""
    before, after = difference.before, difference.after
    match difference.keys:
        case ("windows",):
            return TypedChange(ChangeKind.WINDOW_ADDED if before is None else ChangeKind.WINDOW_REMOVED)
        case ("windows", "start" | "end"):
            return TypedChange(ChangeKind.WINDOW_MOVED, _moved(before, after))
        case ("windows", "level"):
            old, new = (site.rank(shown(each)) if each is not None else 0 for each in (before, after))
            return TypedChange(ChangeKind.LEVEL_CHANGED, _compared(old, new))
        case ("milestones", _):
            kinds = ChangeKind.MILESTONE_SET, ChangeKind.MILESTONE_REMOVED, ChangeKind.MILESTONE_MOVED
            return TypedChange(_of_three(kinds, difference), _moved(before, after))
        case ("severity",):
            return TypedChange(ChangeKind.SEVERITY_CHANGED, _severity(before, after, site))
        case ("post_mortem", "status"):
            return TypedChange(ChangeKind.POST_MORTEM_STATUS_CHANGED)
        case ("trigger",) | ("trigger", "kind"):
            return TypedChange(ChangeKind.TRIGGER_CHANGED)
        case ("root_causes",):
            return TypedChange(ChangeKind.CAUSE_ADDED if before is None else ChangeKind.CAUSE_REMOVED)
        case ("root_causes", "role"):
            return TypedChange(ChangeKind.CAUSE_ROLE_CHANGED)
    return None


def _of_three(kinds: tuple[ChangeKind, ChangeKind, ChangeKind], difference: Difference) -> ChangeKind:
    added, removed, changed = kinds
    if difference.before is None:
        return added
    return removed if difference.after is None else changed


def _moved(before: Tree | None, after: Tree | None) -> str:
    """Return by how much a time moved."""
    old, new = _seconds(before), _seconds(after)
    if old is None or new is None or old == new:
        return ""
    return f"{ENGLISH.duration(timedelta(seconds=abs(new - old)))} {'later' if new > old else 'earlier'}"


def _seconds(tree: Tree | None) -> float | None:
    """Return the instant of a time, in seconds since 1970; None for anything else."""
    match tree:
        case Value(same_as=(float() | int() as seconds, str())):
            return float(seconds)
    return None


def _severity(before: Tree | None, after: Tree | None, site: Site) -> str:
    """Return whether a severity became worse; the worst is the first of the site."""
    ranks = {each.id: -place for place, each in enumerate(site.severities)}
    if before is None or after is None or not {shown(before), shown(after)} <= ranks.keys():
        return ""
    return _compared(ranks[shown(before)], ranks[shown(after)], "more severe", "less severe")


def _compared(before: int, after: int, higher: str = "worse", lower: str = "milder") -> str:
    return higher if after > before else lower if after < before else ""
