"""Finds links that lead to a tool of the staff, such as a chat or a tracker, which only they can open."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import NamedTuple
from urllib.parse import urlsplit

from afterword.patterns import pattern

_TOOLS: dict[str, tuple[str, str]] = {
    "slack.com": ("a chat", r"/(?:archives|messages|client|team|files)/"),
    "teams.microsoft.com": ("a chat", ""),
    "chat.google.com": ("a chat", ""),
    "mail.google.com": ("a mailbox", ""),
    "atlassian.net": ("a tracker or wiki", r"/(?:browse|wiki|jira|projects|issues|secure)\b"),
    "linear.app": ("a tracker", r"/[^/]+/(?:issue|project|team|view)/"),
    "app.asana.com": ("a tracker", ""),
    "monday.com": ("a tracker", r"/boards/"),
    "app.clickup.com": ("a tracker", ""),
    "app.shortcut.com": ("a tracker", ""),
    "lightning.force.com": ("a customer database", ""),
    "my.salesforce.com": ("a customer database", ""),
    "zendesk.com": ("a support desk", r"/agent/"),
    "app.intercom.com": ("a support desk", ""),
    "docs.google.com": ("a document", r"/(?!forms/)(?!.*/d/e/)(?!.*/pub\b)"),
    "drive.google.com": ("a document", ""),
    "sharepoint.com": ("a document", ""),
    "notion.so": ("a wiki", r"/.*[0-9a-f]{32}"),
    "coda.io": ("a wiki", r"/d/"),
    "app.box.com": ("a document", ""),
    "miro.com": ("a whiteboard", r"/app/board/"),
    "lucid.app": ("a whiteboard", ""),
    "pagerduty.com": ("an alerting tool", r"/(?:incidents|services|service-directory|alerts|schedules)\b"),
    "app.opsgenie.com": ("an alerting tool", ""),
    "app.incident.io": ("an incident tool", ""),
    "app.rootly.com": ("an incident tool", ""),
    "app.firehydrant.io": ("an incident tool", ""),
    "app.datadoghq.com": ("a dashboard", ""),
    "app.datadoghq.eu": ("a dashboard", ""),
    "grafana.net": ("a dashboard", r"/(?:d|explore|a)\b"),
    "one.newrelic.com": ("a dashboard", ""),
    "ui.honeycomb.io": ("a dashboard", ""),
    "sentry.io": ("an error tracker", r"/(?:organizations/[^/]+/)?issues/"),
    "splunkcloud.com": ("a log search", ""),
}
"""The host of each tool, what it is, and a pattern of the paths that only its users can open.

Consoles of clouds and calls are left out: customers have them too.
"""
_LINK = pattern(r"https?://[^\s<>\"'`]+", re.IGNORECASE)
_PATHS = {host: pattern(path) for host, (_, path) in _TOOLS.items() if path}


class InsiderLink(NamedTuple):
    """A link as it was typed, the host that it leads to, and what is there."""

    address: str
    host: str
    tool: str


def may_contain_insider_link(text: str, more: tuple[str, ...] = ()) -> bool:
    """Return whether a text has a link that only staff can open."""
    return any(True for _ in insider_links(text, more))


def insider_links(text: str, more: tuple[str, ...] = ()) -> Iterator[InsiderLink]:
    """Yield the links in a text that only staff can open; `more` are hosts, or hosts with the beginning of a path."""
    if "://" not in text:
        return
    for found in _LINK.finditer(text):
        address = found[0].rstrip(".,;:!?)]*_")
        try:
            parts = urlsplit(address)
        except ValueError:
            continue
        host = (parts.hostname or "").rstrip(".")
        tool = _tool(host, parts.path) or _own(host, parts.path, more)
        if tool:
            yield InsiderLink(address, host, tool)


def _tool(host: str, path: str) -> str:
    labels = host.split(".")
    for start in range(len(labels) - 1):
        domain = ".".join(labels[start:])
        if domain in _TOOLS:
            only = _PATHS.get(domain)
            return _TOOLS[domain][0] if only is None or only.match(path) else ""
    return ""


def _own(host: str, path: str, more: tuple[str, ...]) -> str:
    for each in more:
        domain, _, folder = each.partition("/")
        if (host == domain or host.endswith(f".{domain}")) and path.startswith(f"/{folder}"):
            return "a tool of yours"
    return ""
