"""Real clients of Statuspage read the sites that we build, and understand them."""

from __future__ import annotations

import json
import os
import subprocess
from collections.abc import Callable
from pathlib import Path
from typing import Any
from urllib.request import Request, urlopen

import pytest

from tests.conformance.environments import node, node_modules, python_with

pytestmark = pytest.mark.slow

CLIENTS = Path(__file__).parent / "clients"
Address = Callable[[str], str]
Answer = dict[str, Any]
Client = Callable[[str, str], Answer]


OPERATIONAL = {"indicator": "none", "description": "All Systems Operational"}
BROKEN = {"indicator": "major", "description": "Partial System Outage"}


@pytest.fixture
def read(addresses: Address, tmp_path: Path) -> Client:
    """Return a function that lets a client read a site, and returns its output."""

    def read_site(client: str, site: str) -> Answer:
        command = [str(python_with(client)), str(CLIENTS / f"read_{client}.py")]
        return _output([*command, addresses(site)], tmp_path, {})

    return read_site


@pytest.fixture
def read_with_node(addresses: Address, tmp_path: Path) -> Callable[[str], Answer]:
    """Return such a function for the client that runs in Node."""

    def read_site(site: str) -> Answer:
        command = [str(node()), str(CLIENTS / "read_statuspage_io.cjs"), addresses(site)]
        return _output(command, tmp_path, {"NODE_PATH": str(node_modules())})

    return read_site


def test_arez_reads_an_operational_site(read: Client) -> None:
    found = read("arez", "quiet")
    assert (found["name"], found["status"], found["impact"]) == ("Acme", "All Systems Operational", "None")
    assert found["components"] == {"Search": "Operational", "API": "Operational"}
    assert found["groups"] == {"Core": ["Operational", ["API"]]}
    assert found["incidents"] == found["maintenances"] == []


def test_arez_reads_incidents_and_maintenance(read: Client) -> None:
    found = read("arez", "busy")
    assert (found["status"], found["impact"]) == ("Partial System Outage", "Major")
    assert found["components"] == {"Search": "Major Outage", "API": "Operational"}
    assert found["incidents"] == [
        {
            "name": "Search fails",
            "status": "Investigating",
            "impact": "Critical",
            "components": ["Search"],
            "last": "We are looking into it.",
            "created": "2026-11-23T11:00:00",
        }
    ]
    assert sorted((each["status"], each["from"], each["until"]) for each in found["maintenances"]) == [
        ("In Progress", "2026-11-23T08:00:00", "2026-11-23T09:00:00"),
        ("In Progress", "2026-11-23T11:30:00", "2026-11-23T13:00:00"),
        ("Scheduled", "2026-11-25T08:00:00", "2026-11-25T09:00:00"),
    ]


def test_arez_reads_the_demo(read: Client) -> None:
    found = read("arez", "demo")
    assert (found["status"], len(found["components"])) == ("Minor Service Outage", 12)
    assert found["groups"]["Apps"] == ["Degraded Performance", ["Web app", "Desktop sync", "Sharing links"]]
    assert [each["status"] for each in found["incidents"]] == ["Identified"]
    assert [each["status"] for each in found["maintenances"]] == ["In Progress", "Scheduled"]


def test_statuscheck_reads_an_operational_site(read: Client) -> None:
    found = read("statuscheck", "quiet")
    assert (found["code"], found["is_ok"], found["incidents"]) == ("none", True, [])
    assert len(found["components"]) == 3


def test_statuscheck_reads_incidents_and_maintenance(read: Client) -> None:
    found = read("statuscheck", "busy")
    assert (found["code"], found["is_ok"], found["description"]) == ("major", False, "Partial System Outage")
    assert found["components"]["search"] != found["components"]["api"] == found["components"]["group.core"]
    assert found["incidents"][0] == ["Search fails", "investigating", ["search"]]
    assert sorted(each[1] for each in found["incidents"][1:]) == ["in_progress", "in_progress", "scheduled"]


def test_discordstatus_reads_all_of_its_eight_addresses(read: Client) -> None:
    found = read("discordstatus", "busy")
    assert found["status"]["status"] == found["summary"]["status"] == BROKEN
    assert found["components"]["components"] == found["summary"]["components"]
    assert found["unresolved"]["incidents"] == found["summary"]["incidents"]
    assert len(found["incidents"]["incidents"]) == 2
    assert len(found["upcoming"]["scheduled_maintenances"]) == 1
    assert len(found["active"]["scheduled_maintenances"]) == 2
    assert len(found["maintenances"]["scheduled_maintenances"]) == 4


def test_discordstatus_finds_empty_lists_where_nothing_happened(read: Client) -> None:
    found = read("discordstatus", "quiet")
    assert found["status"]["status"] == OPERATIONAL
    assert found["unresolved"]["incidents"] == found["incidents"]["incidents"] == []
    for key in ("upcoming", "active", "maintenances"):
        assert found[key]["scheduled_maintenances"] == []


def labels(found: Answer, metric: str) -> list[Answer]:
    return [each["labels"] for each in found["metrics"] if each["name"] == metric and each["value"] == 1]


def test_the_exporter_counts_an_operational_site_as_up(read: Client) -> None:
    found = read("exporter", "quiet")
    assert (found["checked"]["success"], found["checked"]["status"]) == (True, 1)
    assert found["checked"]["raw_status"] == "none"
    up = labels(found, "statuspage_component_status")
    assert {each["component_name"] for each in up} == {"Search", "API", "Core"}
    assert not labels(found, "statuspage_incident_info")


def test_the_exporter_reports_incidents_and_maintenance(read: Client) -> None:
    found = read("exporter", "busy")
    assert (found["checked"]["status"], found["checked"]["raw_status"]) == (0, "critical")
    (incident,) = labels(found, "statuspage_incident_info")
    assert incident["incident_id"] == "2026-11-23-search-fails"
    assert incident["shortlink"] == "https://status.acme.example/incidents/2026-11-23-search-fails/"
    assert (incident["impact"], incident["affected_components"]) == ("critical", "Search")
    assert incident["started_at"].startswith("2026-11-23T11:00:00")
    planned = {each["maintenance_id"] for each in labels(found, "statuspage_maintenance_info")}
    assert planned == {"2026-11-23-active", "2026-11-23-overrun", "2026-11-25-upcoming"}
    up = {each["component_name"] for each in labels(found, "statuspage_component_status")}
    assert up == {"API", "Core"}


def test_statuspage_io_reads_an_operational_site(read_with_node: Callable[[str], Answer]) -> None:
    found = read_with_node("quiet")
    assert found["status"]["status"] == found["summary"]["status"] == OPERATIONAL
    assert found["incidents"]["incidents"] == found["upcoming"]["scheduled_maintenances"] == []


def test_statuspage_io_reads_incidents_and_maintenance(read_with_node: Callable[[str], Answer]) -> None:
    found = read_with_node("busy")
    assert found["status"]["status"] == BROKEN
    assert [each["id"] for each in found["components"]["components"]] == ["group.core", "api", "search"]
    assert [each["status"] for each in found["incidents"]["incidents"]] == ["investigating", "resolved"]
    assert [each["name"] for each in found["unresolved"]["incidents"]] == ["Search fails"]
    assert [each["id"] for each in found["upcoming"]["scheduled_maintenances"]] == ["2026-11-25-upcoming"]


@pytest.mark.parametrize("path", ["api/v2/components.json", "api/v2/incidents/unresolved.json"])
def test_head_is_answered_because_some_clients_send_it_first(addresses: Address, path: str) -> None:
    with urlopen(Request(f"{addresses('quiet')}{path}", method="HEAD")) as answer:
        assert (answer.status, answer.headers["Content-Type"]) == (200, "application/json")


def _output(command: list[str], folder: Path, more: dict[str, str]) -> Answer:
    """Run a client in an empty folder, without a proxy, and return its output."""
    environ = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    done = subprocess.run(
        command, cwd=folder, env={**environ, **more}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    answer: Answer = json.loads(done.stdout)
    return answer
