"""The status of the whole page, from the statuses of its components."""

from __future__ import annotations

import pytest

from afterword.formats.statuspage.overall import overall

WELL, SLOW, PARTLY, DOWN, PLANNED = (
    "operational",
    "degraded_performance",
    "partial_outage",
    "major_outage",
    "under_maintenance",
)


@pytest.mark.parametrize(
    ("statuses", "indicator", "description"),
    [
        ([], "none", "All Systems Operational"),
        ([WELL], "none", "All Systems Operational"),
        ([SLOW], "minor", "Partially Degraded Service"),
        ([PARTLY], "major", "Partial System Outage"),
        ([DOWN], "critical", "Major System Outage"),
        ([PLANNED], "maintenance", "Service Under Maintenance"),
        ([DOWN, DOWN], "critical", "Major System Outage"),
        ([DOWN, WELL], "major", "Partial System Outage"),
        ([DOWN, PARTLY], "major", "Partial System Outage"),
        ([PARTLY, PARTLY], "major", "Partial System Outage"),
        ([PARTLY, WELL], "minor", "Minor Service Outage"),
        ([PARTLY, SLOW], "minor", "Minor Service Outage"),
        ([SLOW, SLOW], "minor", "Degraded System Service"),
        ([SLOW, WELL], "minor", "Partially Degraded Service"),
        ([SLOW, PLANNED], "minor", "Partially Degraded Service"),
        ([PLANNED, WELL], "maintenance", "Service Under Maintenance"),
        ([WELL, WELL], "none", "All Systems Operational"),
    ],
)
def test_the_statuses_of_all_components_blend_into_one(
    statuses: list[str], indicator: str, description: str
) -> None:
    assert overall(statuses, (), shows_maintenance=True) == (indicator, description)


@pytest.mark.parametrize(
    ("impact", "indicator", "description"),
    [
        ("none", "none", "All Systems Operational"),
        ("minor", "minor", "Minor Service Outage"),
        ("major", "major", "Partial System Outage"),
        ("critical", "critical", "Major System Outage"),
    ],
)
def test_an_open_incident_that_names_no_component_counts_by_its_impact(
    impact: str, indicator: str, description: str
) -> None:
    assert overall([WELL], [impact], shows_maintenance=True) == (indicator, description)


def test_the_worse_of_components_and_incidents_counts() -> None:
    assert overall([DOWN], ["minor"], shows_maintenance=True).indicator == "critical"
    assert overall([PLANNED, WELL], ["major"], shows_maintenance=True).indicator == "major"


def test_a_page_may_keep_quiet_about_maintenance_in_its_indicator_alone() -> None:
    assert overall([PLANNED], (), shows_maintenance=False) == ("none", "Service Under Maintenance")
    assert overall([SLOW, PLANNED], (), shows_maintenance=False).indicator == "minor"
