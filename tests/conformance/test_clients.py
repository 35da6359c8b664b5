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
Told = dict[str, Any]
Ask = Callable[[str, str], Told]


WELL = {"indicator": "none", "description": "All Systems Operational"}
BROKEN = {"indicator": "major", "description": "Partial System Outage"}


@pytest.fixture
def ask(addresses: Address, tmp_path: Path) -> Ask:
    """Give a function that has a client read a site, and gives what it says."""

    def asked(client: str, site: str) -> Told:
        command = [str(python_with(client)), str(CLIENTS / f"ask_{client}.py")]
        return _said([*command, addresses(site)], tmp_path, {})

    return asked


@pytest.fixture
def ask_node(addresses: Address, tmp_path: Path) -> Callable[[str], Told]:
    """Do the same with the client that runs in Node."""

    def asked(site: str) -> Told:
        command = [str(node()), str(CLIENTS / "ask_statuspage_io.cjs"), addresses(site)]
        return _said(command, tmp_path, {"NODE_PATH": str(node_modules())})

    return asked


def test_arez_reads_a_site_where_all_is_well(ask: Ask) -> None:
    found = ask("arez", "quiet")
    assert (found["name"], found["status"], found["impact"]) == ("Acme", "All Systems Operational", "None")
    assert found["components"] == {"Search": "Operational", "API": "Operational"}
    assert found["groups"] == {"Core": ["Operational", ["API"]]}
    assert found["incidents"] == found["maintenances"] == []


def test_arez_reads_what_is_going_on(ask: Ask) -> None:
    found = ask("arez", "busy")
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


def test_arez_reads_the_demo(ask: Ask) -> None:
    found = ask("arez", "demo")
    assert (found["status"], len(found["components"])) == ("Minor Service Outage", 12)
    assert found["groups"]["Apps"] == ["Degraded Performance", ["Web app", "Desktop sync", "Sharing links"]]
    assert [each["status"] for each in found["incidents"]] == ["Identified"]
    assert [each["status"] for each in found["maintenances"]] == ["In Progress", "Scheduled"]


def test_statuscheck_reads_a_site_where_all_is_well(ask: Ask) -> None:
    found = ask("statuscheck", "quiet")
    assert (found["code"], found["is_ok"], found["incidents"]) == ("none", True, [])
    assert len(found["components"]) == 3


def test_statuscheck_reads_what_is_going_on(ask: Ask) -> None:
    found = ask("statuscheck", "busy")
    assert (found["code"], found["is_ok"], found["description"]) == ("major", False, "Partial System Outage")
    assert found["components"]["search"] != found["components"]["api"] == found["components"]["group.core"]
    assert found["incidents"][0] == ["Search fails", "investigating", ["search"]]
    assert sorted(each[1] for each in found["incidents"][1:]) == ["in_progress", "in_progress", "scheduled"]


def test_discordstatus_finds_all_of_its_eight_places(ask: Ask) -> None:
    found = ask("discordstatus", "busy")
    assert found["status"]["status"] == found["summary"]["status"] == BROKEN
    assert found["components"]["components"] == found["summary"]["components"]
    assert found["unresolved"]["incidents"] == found["summary"]["incidents"]
    assert len(found["incidents"]["incidents"]) == 2
    assert len(found["upcoming"]["scheduled_maintenances"]) == 1
    assert len(found["active"]["scheduled_maintenances"]) == 2
    assert len(found["maintenances"]["scheduled_maintenances"]) == 4


def test_discordstatus_finds_empty_lists_where_nothing_happened(ask: Ask) -> None:
    found = ask("discordstatus", "quiet")
    assert found["status"]["status"] == WELL
    assert found["unresolved"]["incidents"] == found["incidents"]["incidents"] == []
    for key in ("upcoming", "active", "maintenances"):
        assert found[key]["scheduled_maintenances"] == []


def labels(found: Told, metric: str) -> list[Told]:
    return [each["labels"] for each in found["metrics"] if each["name"] == metric and each["value"] == 1]


def test_the_exporter_counts_a_site_where_all_is_well_as_up(ask: Ask) -> None:
    found = ask("exporter", "quiet")
    assert (found["checked"]["success"], found["checked"]["status"]) == (True, 1)
    assert found["checked"]["raw_status"] == "none"
    up = labels(found, "statuspage_component_status")
    assert {each["component_name"] for each in up} == {"Search", "API", "Core"}
    assert not labels(found, "statuspage_incident_info")


def test_the_exporter_tells_of_what_is_going_on(ask: Ask) -> None:
    found = ask("exporter", "busy")
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


def test_statuspage_io_reads_a_site_where_all_is_well(ask_node: Callable[[str], Told]) -> None:
    found = ask_node("quiet")
    assert found["status"]["status"] == found["summary"]["status"] == WELL
    assert found["incidents"]["incidents"] == found["upcoming"]["scheduled_maintenances"] == []


def test_statuspage_io_reads_what_is_going_on(ask_node: Callable[[str], Told]) -> None:
    found = ask_node("busy")
    assert found["status"]["status"] == BROKEN
    assert [each["id"] for each in found["components"]["components"]] == ["group.core", "api", "search"]
    assert [each["status"] for each in found["incidents"]["incidents"]] == ["investigating", "resolved"]
    assert [each["name"] for each in found["unresolved"]["incidents"]] == ["Search fails"]
    assert [each["id"] for each in found["upcoming"]["scheduled_maintenances"]] == ["2026-11-25-upcoming"]


@pytest.mark.parametrize("path", ["api/v2/components.json", "api/v2/incidents/unresolved.json"])
def test_head_is_answered_as_some_clients_ask_it_first(addresses: Address, path: str) -> None:
    with urlopen(Request(f"{addresses('quiet')}{path}", method="HEAD")) as answer:
        assert (answer.status, answer.headers["Content-Type"]) == (200, "application/json")


def _said(command: list[str], folder: Path, more: dict[str, str]) -> Told:
    """Run a client in an empty folder, past any proxy, and read what it says."""
    environ = {name: value for name, value in os.environ.items() if not name.lower().endswith("_proxy")}
    done = subprocess.run(
        command, cwd=folder, env={**environ, **more}, capture_output=True, text=True, check=False
    )
    assert done.returncode == 0, done.stderr
    told: Told = json.loads(done.stdout)
    return told
