"""What every file below `/api/v2/` must be: each field of the original there, of its type, and none besides."""

from __future__ import annotations

import json
from collections.abc import Mapping
from typing import Any

from jsonschema import Draft202012Validator

Schema = dict[str, Any]

TEXT: Schema = {"type": "string", "minLength": 1}
ID: Schema = {"type": "string", "pattern": r"^[a-z0-9][a-zA-Z0-9.-]*$"}
INSTANT: Schema = {"type": "string", "pattern": r"^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z$"}
TRUTH: Schema = {"type": "boolean"}
NOTHING: Schema = {"type": "null"}
LINK: Schema = {"type": "string", "pattern": r"^(https?://.+|)$"}


def nullable(schema: Schema) -> Schema:
    return {"anyOf": [schema, NOTHING]}


def words(*of: str) -> Schema:
    return {"enum": list(of)}


def listed(schema: Schema, at_least: int = 0) -> Schema:
    return {"type": "array", "items": schema, "minItems": at_least}


def fields(**of: Schema) -> Schema:
    return {"type": "object", "properties": of, "required": list(of), "additionalProperties": False}


STATUS = words("operational", "degraded_performance", "partial_outage", "major_outage", "under_maintenance")
INCIDENT_STATUS = words("investigating", "identified", "monitoring", "resolved", "postmortem")
MAINTENANCE_STATUS = words("scheduled", "in_progress", "verifying", "completed")
PAGE = fields(id=ID, name=TEXT, url=LINK, time_zone=TEXT, updated_at=INSTANT)
OVERALL = fields(
    indicator=words("none", "minor", "major", "critical", "maintenance"),
    description=words(
        "All Systems Operational",
        "Major System Outage",
        "Partial System Outage",
        "Minor Service Outage",
        "Degraded System Service",
        "Partially Degraded Service",
        "Service Under Maintenance",
    ),
)


def component(*, group: bool) -> Schema:
    found = {
        "id": ID,
        "name": TEXT,
        "status": STATUS,
        "created_at": INSTANT,
        "updated_at": INSTANT,
        "position": {"type": "integer", "minimum": 1},
        "description": nullable(TEXT),
        "showcase": TRUTH,
        "start_date": nullable({"type": "string", "pattern": r"^\d{4}-\d\d-\d\d$"}),
        "group_id": NOTHING if group else nullable(ID),
        "page_id": ID,
        "group": {"const": group},
        "only_show_if_degraded": TRUTH,
    }
    return fields(**found, **({"components": listed(ID, at_least=1)} if group else {}))


def update(status: Schema) -> Schema:
    change = fields(code=ID, name=TEXT, old_status=STATUS, new_status=STATUS)
    return fields(
        id=ID,
        status=status,
        body=TEXT,
        incident_id=ID,
        created_at=INSTANT,
        updated_at=INSTANT,
        display_at=INSTANT,
        affected_components=listed(change),
        deliver_notifications=TRUTH,
        custom_tweet=NOTHING,
        tweet_id=NOTHING,
    )


def event(status: Schema, impact: Schema, **more: Schema) -> Schema:
    return fields(
        id=ID,
        name=TEXT,
        status=status,
        created_at=INSTANT,
        updated_at=INSTANT,
        monitoring_at=nullable(INSTANT),
        resolved_at=nullable(INSTANT),
        impact=impact,
        shortlink=LINK,
        started_at=INSTANT,
        page_id=ID,
        incident_updates=listed(update(status), at_least=1),
        components=listed(component(group=False)),
        reminder_intervals=NOTHING,
        **more,
    )


COMPONENTS = listed({"anyOf": [component(group=False), component(group=True)]})
INCIDENT = event(INCIDENT_STATUS, words("none", "minor", "major", "critical"))
MAINTENANCE = event(
    MAINTENANCE_STATUS, words("maintenance"), scheduled_for=INSTANT, scheduled_until=nullable(INSTANT)
)
FILES: Mapping[str, Schema] = {
    "api/v2/status.json": fields(page=PAGE, status=OVERALL),
    "api/v2/summary.json": fields(
        page=PAGE,
        components=COMPONENTS,
        incidents=listed(INCIDENT),
        scheduled_maintenances=listed(MAINTENANCE),
        status=OVERALL,
    ),
    "api/v2/components.json": fields(page=PAGE, components=COMPONENTS),
    "api/v2/incidents.json": fields(page=PAGE, incidents=listed(INCIDENT)),
    "api/v2/incidents/unresolved.json": fields(page=PAGE, incidents=listed(INCIDENT)),
    "api/v2/scheduled-maintenances.json": fields(page=PAGE, scheduled_maintenances=listed(MAINTENANCE)),
    "api/v2/scheduled-maintenances/upcoming.json": fields(
        page=PAGE, scheduled_maintenances=listed(MAINTENANCE)
    ),
    "api/v2/scheduled-maintenances/active.json": fields(
        page=PAGE, scheduled_maintenances=listed(MAINTENANCE)
    ),
}
ONE = {
    "api/v2/incidents/": fields(page=PAGE, incident=INCIDENT),
    "api/v2/scheduled-maintenances/": fields(page=PAGE, scheduled_maintenance=MAINTENANCE),
}


def tree_of(files: Mapping[str, bytes]) -> dict[str, Any]:
    """Read the tree from a site's files; all that must be there is, and each file is what it must be."""
    tree = {path: json.loads(data) for path, data in files.items() if path.startswith("api/")}
    assert tree.keys() >= FILES.keys()
    for path, content in tree.items():
        Draft202012Validator(_schema_of(path)).validate(content)
        _is_consistent(content)
    return tree


def _schema_of(path: str) -> Schema:
    return FILES.get(path) or next(schema for folder, schema in ONE.items() if path.startswith(folder))


def _is_consistent(content: Mapping[str, Any]) -> None:
    """Check what a schema cannot: the order of updates, ids that lead somewhere, times in their order."""
    groups = {each["id"]: each for each in content.get("components", []) if each["group"]}
    for each in content.get("components", []):
        assert each["created_at"] <= each["updated_at"]
        assert each["group_id"] is None or each["id"] in groups[each["group_id"]]["components"]
    events = [*content.get("incidents", []), *content.get("scheduled_maintenances", [])]
    events += [content[key] for key in ("incident", "scheduled_maintenance") if key in content]
    for each in events:
        assert each["created_at"] <= each["updated_at"] <= content["page"]["updated_at"]
        updates = each["incident_updates"]
        shown = [update["display_at"] for update in updates]
        assert shown == sorted(shown, reverse=True)
        assert len({update["id"] for update in updates}) == len(updates)
        assert {update["incident_id"] for update in updates} == {each["id"]}
        assert updates[0]["status"] == each["status"]
