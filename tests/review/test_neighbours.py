"""Neighbours are earlier records of the last year that share a cause, a trigger or a component."""

from __future__ import annotations

from afterword.review.neighbours import Neighbours, neighbours, record_traits, shared_words
from tests.review.sides import read, read_site

SITE = read_site(
    "page: {name: Acme}\ntimezone: UTC\ncomponents: [{id: search, name: Search}, {id: api, name: API}]\n"
)
LATER = "2026-11-20-search-is-slow"


def text(component: str = "search", category: str = "", trigger: str = "", more: str = "") -> str:
    causes = f"root_causes: [{{id: c, category: {category}, text: It was full.}}]\n" if category else ""
    triggers = f"trigger: {{kind: {trigger}, text: A change.}}\n" if trigger else ""
    return (
        f"title: {component} is slow\n{causes}{triggers}{more}"
        f"windows: [{{component: {component}, level: degraded, start: 2026-01-01 09:00, end: 2026-01-01 10:00}}]\n"
    )


def found(later: str, earlier: dict[str, str]) -> Neighbours | None:
    of_later = record_traits(read(later, LATER, SITE))
    assert of_later is not None
    others = [record_traits(read(typed, record_id, SITE)) for record_id, typed in earlier.items()]
    return neighbours(of_later, [each for each in others if each], SITE)


def ids(result: Neighbours | None) -> list[str]:
    return [each.traits.id for each in result.found] if result else []


def test_those_with_most_in_common_come_first() -> None:
    earlier = {
        "2026-10-01-component": text(),
        "2026-03-01-all": text("search", "capacity", "config_push"),
        "2026-02-01-two": text("search", "capacity"),
        "2026-04-01-nothing": text("api", "software"),
    }
    result = found(text("search", "capacity", "config_push"), earlier)
    assert ids(result) == ["2026-03-01-all", "2026-02-01-two"]
    assert result is not None
    assert result.more == 1, "one thing alone is counted, since others share more"
    words = "same cause: capacity; same trigger: config_push; same component: Search"
    assert shared_words(result.found[0]) == words


def test_only_the_year_before_counts() -> None:
    earlier = {
        "2025-11-20-a-year-ago": text(),
        "2025-11-19-longer-ago": text(),
        "2026-11-21-later": text(),
        "2026-11-20-same-day": text(),
    }
    assert ids(found(text(), earlier)) == ["2026-11-20-same-day", "2025-11-20-a-year-ago"]


def test_what_says_nothing_is_not_shared() -> None:
    earlier = {"2026-10-01-unclear": text("api", "indeterminate", "unknown")}
    assert found(text("search", "indeterminate", "unknown"), earlier) is None


def test_maintenance_is_no_neighbour() -> None:
    earlier = {"2026-10-01-maintenance": "kind: maintenance\n" + text()}
    assert found(text(), earlier) is None


def test_three_are_listed_and_the_others_counted() -> None:
    result = found(text(), {f"2026-10-0{day}-slow": text() for day in range(1, 6)})
    assert ids(result) == ["2026-10-05-slow", "2026-10-04-slow", "2026-10-03-slow"]
    assert result is not None
    assert result.more == 2


def test_unfinished_action_items_are_kept() -> None:
    items = """\
action_items:
  - {id: a1, title: Add a queue, status: open, owner: team, due: 2026-Q3}
  - {id: a2, title: Watch it, status: in_progress, visibility: internal}
  - {id: a3, title: Restart it, status: done, closed: 2026-10-02}
  - {id: a4, title: Buy a disk, status: wont_do, reason: It is not the disk.}
"""
    result = found(text(), {"2026-10-01-none": text(), "2026-09-01-two": text(more=items)})
    assert ids(result) == ["2026-09-01-two", "2026-10-01-none"], "what was promised comes first"
    assert result is not None
    first, second = result.found[0].traits.actions
    assert (first.id, first.owner, first.due, first.last_day) == ("a1", "team", "2026-Q3", "2026-09-30")
    assert (second.id, second.due, second.internal) == ("a2", "", True)
