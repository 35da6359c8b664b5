"""Converts Google Cloud's history of 2016 to 2022, whose rows are snapshots of an incident for one product each.

Rows belong to one incident if they have an id, an update, or a start and a description in common. The row that was
changed last gives the description and the times. An update after the end says that the incident is over, and so does
the last one if it is from the last minutes. Service information with an end is a notice.
"""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterator
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from tests.corpus.histories import History, Mapped, Source, affected, ids_of, plain_lines, site, titled

Row = dict[str, Any]

_STATUSES = {
    "low": ("Low severity", "degraded_performance"),
    "medium": ("Medium severity", "partial_outage"),
    "high": ("High severity", "major_outage"),
    "service_disruption": ("Service disruption", "partial_outage"),
    "service_outage": ("Service outage", "major_outage"),
}
_LEVELS = [{"id": key, "name": name, "status": status} for key, (name, status) in _STATUSES.items()]


def convert(folder: Path) -> History:
    """Convert the history in a folder with `incidents-2016-2022.jsonl`."""
    lines = (folder / "incidents-2016-2022.jsonl").read_text("utf-8").splitlines()
    incidents = sorted(_incidents([json.loads(line) for line in lines]), key=_start)
    ids = ids_of(name for rows in incidents for name in _products(rows))
    history = History(site("Google Cloud", {key: name for name, key in ids.items()}, levels=_LEVELS))
    for rows in incidents:
        last = rows[-1]
        title = last["external_desc"]
        end = _seconds(last["event_end_time"])
        is_notice = _level(last) == "service_information" and bool(end)
        updates = _updates(rows, end, is_notice)
        products = _products(rows)
        record: Mapped = {
            **titled(title),
            "kind": "notice" if is_notice else None,
            "until": end if is_notice else None,
            **affected([ids[name] for name in products], *_period(last)),
            "updates": updates,
            "status": None if updates or not end or is_notice else "resolved",
            "origin": {"system": "google-cloud", "id": _id(last)},
        }
        source = Source(title, tuple(each["body"] for each in updates), products)
        history.add(_start(rows)[:10], title, record, source)
    return history


def _incidents(rows: list[Row]) -> Iterator[list[Row]]:
    """Yield the rows of each incident, the one that was changed last at the end."""
    parents = list(range(len(rows)))
    ids = [row["id"] for row in rows]
    first: dict[object, int] = {}

    def root(index: int) -> int:
        while parents[index] != index:
            parents[index] = index = parents[parents[index]]
        return index

    for index, row in enumerate(rows):
        for key in _keys(row):
            one, other = root(first.setdefault(key, index)), root(index)
            if ids[one] in (ids[other], None) or ids[other] is None:  # two ids are two incidents
                parents[other] = one
                ids[one] = ids[one] or ids[other]
    joined = defaultdict(list)
    for index, row in enumerate(rows):
        joined[root(index)].append(row)
    for each in joined.values():
        yield sorted(each, key=_changed)


def _keys(row: Row) -> Iterator[object]:
    """Yield what a row has in common with other rows of its incident."""
    if row["id"]:
        yield row["id"]
    yield row["event_start_time"][:19], row["external_desc"]
    for update in row["updates"]:
        yield update["created"][:19], update["text"]


def _changed(row: Row) -> tuple[str, int, bool]:
    return _seconds(row["last_notification"]), row["year"], bool(row["event_end_time"])


def _start(rows: list[Row]) -> str:
    return _seconds(rows[-1]["event_start_time"])


def _id(row: Row) -> str:
    """Return the id of an incident, or else what tells its row from the others: the product and the start."""
    return str(row["id"] or f"{row['service_id']} {_seconds(row['event_start_time'])}")


def _seconds(time: str | None) -> str:
    """Return a time, which is in UTC in all rows, with `Z` as its zone."""
    assert not time or time[19:] in ("Z", "+00:00"), time
    return f"{time[:19]}Z" if time else ""


def _products(rows: list[Row]) -> tuple[str, ...]:
    listed = [each["title"] for row in rows for each in row["affected_products"] or ()]
    return tuple(dict.fromkeys([row["service_name"].strip() for row in rows] + listed))


def _period(row: Row) -> tuple[str, str, str]:
    """Return the level of the products, its start and its end, as far as they are known."""
    level, start, end = _level(row), _seconds(row["event_start_time"]), _seconds(row["event_end_time"])
    return "" if level == "service_information" else level, start, end


def _level(row: Row) -> str:
    level: str = row["status_impact"] or row["severity"]
    return level.lower()


def _updates(rows: list[Row], end: str, is_notice: bool) -> list[Mapped]:
    """Return the updates of all rows, oldest first, each with the state that it changes to, if it changes."""
    first, last = ("current", "ended") if is_notice else ("investigating", "resolved")
    found: dict[tuple[str, str], str | None] = {}
    for row in rows:
        for update in row["updates"]:
            found[_seconds(update["when"]), plain_lines(update["text"])] = update["status"]
    typed: list[Mapped] = []
    before = ""
    order = sorted(((*key, status) for key, status in found.items() if key[1]), key=lambda each: each[0])
    for number, (at, text, status) in enumerate(order, 1):
        told = bool(end) and at >= (_minutes_before(end) if number == len(order) else end)
        state = last if status == "AVAILABLE" or told else first
        typed.append({"at": at, "status": state if state != before else "update", "body": text})
        before = state
    return typed


def _minutes_before(time: str) -> str:
    return f"{datetime.fromisoformat(time) - timedelta(minutes=5):%Y-%m-%dT%H:%M:%SZ}"
