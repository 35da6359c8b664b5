"""Converts the history of GitHub's status page, a Statuspage with one line of JSON for each incident.

The times of the windows are those that a report
states, else those of the updates. Components that a language model has guessed are left out.
"""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

from tests.corpus.histories import History, Mapped, Source, affected, ids_of, plain_lines, site, titled

_LEVELS = {"minor": "degraded", "major": "partial_outage", "critical": "major_outage"}
_STATES = {
    "Investigating": "investigating",
    "Monitoring": "monitoring",
    "Update": "update",
    "Resolved": "resolved",
    "Scheduled": "scheduled",
    "In progress": "in_progress",
    "Completed": "completed",
}
_SEVERITIES = [{"id": each, "impact": each} for each in ("critical", "major", "minor", "none")]


def convert(folder: Path) -> History:
    """Convert the history in a folder with `incidents.jsonl`."""
    rows = [json.loads(line) for line in (folder / "incidents.jsonl").read_text("utf-8").splitlines()]
    ids = ids_of(name for row in rows for name in _components(row))
    history = History(site("GitHub", {key: name for name, key in ids.items()}, severities=_SEVERITIES))
    for row in sorted(rows, key=lambda each: (each["started_at"], each["id"])):
        components = _components(row)
        is_maintenance = row["impact"] == "maintenance"
        record: Mapped = {
            **titled(row["title"]),
            "kind": "maintenance" if is_maintenance else None,
            "severity": None if is_maintenance else row["impact"],
            **affected([ids[name] for name in components], *_period(row)),
            "updates": [*_updates(row["updates"])],
            "origin": {"system": "statuspage", "id": row["id"], "url": row["url"]},
        }
        texts = tuple(each["message"] for each in row["updates"])
        history.add(row["started_at"][:10], row["title"], record, Source(row["title"], texts, components))
    return history


def _components(row: dict[str, Any]) -> tuple[str, ...]:
    return () if row.get("components_source") else tuple(row.get("components") or ())


def _period(row: dict[str, Any]) -> tuple[str, str, str]:
    """Return the level of the components, its start and its end, as far as they are known."""
    if row["impact"] == "maintenance":
        return "under_maintenance", _at(row, "In progress"), _at(row, "Completed")
    return _LEVELS.get(row["impact"], ""), row["downtime_start"], row["downtime_end"]


def _at(row: dict[str, Any], status: str) -> str:
    return next((each["at"] for each in row["updates"] if each["status"] == status), "")


def _updates(updates: list[dict[str, Any]]) -> list[Mapped]:
    return [
        {
            "at": update["at"],
            "status": _STATES[update["status"]],
            "body": plain_lines(update["message"]),
        }
        for update in updates
    ]
