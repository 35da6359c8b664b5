"""Links that only staff can open are found by their host and path."""

from __future__ import annotations

import pytest

from afterword.checks.leaks.insider_links import insider_links


@pytest.mark.parametrize(
    ("address", "tool"),
    [
        ("https://papermoor.slack.com/archives/C0123/p1699", "a chat"),
        ("https://app.slack.com/client/T01/C02", "a chat"),
        ("https://papermoor.atlassian.net/browse/OPS-12", "a tracker or wiki"),
        ("https://papermoor.atlassian.net/wiki/spaces/OPS/pages/1", "a tracker or wiki"),
        ("https://docs.google.com/document/d/1abc/edit", "a document"),
        ("https://drive.google.com/drive/folders/1abc", "a document"),
        ("https://papermoor.sharepoint.com/:w:/s/ops/abc", "a document"),
        ("https://www.notion.so/papermoor/Postmortem-0123456789abcdef0123456789abcdef", "a wiki"),
        ("https://papermoor.pagerduty.com/incidents/Q1", "an alerting tool"),
        ("https://app.datadoghq.com/dashboard/abc", "a dashboard"),
        ("https://papermoor.grafana.net/d/abc/search", "a dashboard"),
        ("https://papermoor.sentry.io/issues/123/", "an error tracker"),
        ("https://linear.app/papermoor/issue/OPS-1", "a tracker"),
    ],
)
def test_links_to_tools_of_staff_are_found(address: str, tool: str) -> None:
    (found,) = insider_links(f"See [the graph]({address}), which grew.")
    assert (found.address, found.tool) == (address, tool)


@pytest.mark.parametrize(
    "address",
    [
        "https://slack.com/",
        "https://status.slack.com/2026-11/abc",
        "https://www.atlassian.net/",
        "https://papermoor.atlassian.net/servicedesk/customer/portal/1",
        "https://docs.google.com/forms/d/1abc/viewform",
        "https://docs.google.com/spreadsheets/d/e/2PACX-1/pubhtml",
        "https://docs.google.com/document/d/1abc/pub",
        "https://www.notion.so/help",
        "https://www.pagerduty.com/blog/outage",
        "https://grafana.papermoor.org/d/abc/search",
        "https://papermoor.grafana.net/public-dashboards/abc",
        "https://console.cloud.google.com/support",
        "https://github.com/papermoor/search/issues/12",
        "https://notslack.com/archives/C1",
    ],
)
def test_links_that_everyone_can_open_are_not(address: str) -> None:
    assert list(insider_links(f"See {address}.")) == []


def test_a_site_adds_hosts_of_its_own() -> None:
    more = ("grafana.papermoor.dev", "papermoor.dev/admin")
    text = "https://grafana.papermoor.dev/d/1 https://papermoor.dev/admin/queues https://papermoor.dev/blog"
    assert [found.address for found in insider_links(text, more)] == text.split()[:2]
