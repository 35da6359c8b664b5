"""The uptime of groups: that of their components, and how it combines."""

from __future__ import annotations

from pathlib import Path

from afterword.views.uptime.groups import GroupUptimeView, group_uptime_views
from tests.sites import prepared, write_site

SITE = """\
page: {{name: Acme}}
timezone: UTC
groups: [{{id: core, name: Core}}, {{id: rest, name: Rest}}]
components:
  - {{id: search, name: Search, group: core, since: 2026-08-26}}
  - {{id: api, name: API, group: core, since: 2026-08-26}}
uptime: {{policy: {policy}}}
"""
RECORD = """\
title: All is down
windows:
  - {component: search, level: major_outage, start: 2026-11-20 10:00, end: 2026-11-20 12:00}
  - {component: api, level: major_outage, start: 2026-11-20 11:00, end: 2026-11-20 13:00}
updates:
  - {at: 2026-11-20 13:00, status: resolved, body: It is over.}
"""


def group_views(folder: Path, policy: str, record: str = RECORD) -> tuple[GroupUptimeView, ...]:
    build = prepared(write_site(folder, {"2026-11-20-all-is-down": record}, SITE.format(policy=policy)))
    return group_uptime_views(build.context, build.index)


def test_a_group_of_means_shows_its_components_and_their_mean(tmp_path: Path) -> None:
    (core,) = group_views(tmp_path, "statuspage")
    assert [component.text for component, _ in core.members] == ["Search", "API"]
    _, uptimes = core.members[0]
    assert [each.exact for each in uptimes] == ["99.7222… %", "99.9074… %", "99.9074… %"]
    assert (
        core.breakdowns[1].calculation[0].value
        == "(99.9074… % + 99.9074… %) ÷ 2 = 99.9074… %, shown as 99.90 %"
    )


def test_a_group_that_counts_as_one_component_shows_one_division(tmp_path: Path) -> None:
    (core,) = group_views(tmp_path, "incident-io")
    down, _, uptime = (fact.value.replace("\u202f", " ") for fact in core.breakdowns[0].calculation)
    assert down == "1 × 10 800 s = 10 800 s"
    assert uptime.startswith("1 − 10 800 ÷ 2 548 800 = 99.5762… %")


def test_each_uptime_of_a_group_has_the_name_of_its_policy(tmp_path: Path) -> None:
    (core,) = group_views(tmp_path, "openstatus")
    assert {each.policy for each in (*core.uptimes, *core.months)} == {"openstatus"}


def test_months_go_back_to_the_first_with_data(tmp_path: Path) -> None:
    (core,) = group_views(tmp_path, "statuspage")
    assert [each.name for each in core.months] == [
        "November 2026",
        "October 2026",
        "September 2026",
        "August 2026",
    ]


def test_a_group_without_components_is_left_out(tmp_path: Path) -> None:
    assert [each.id for each in group_views(tmp_path, "statuspage")] == ["core"]
