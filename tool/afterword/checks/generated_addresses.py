"""Which addresses exist in the folders that contain only what a build writes: files for programs, badges, components.

A site can have pages of its own everywhere else, so nothing is said about other addresses.
"""

from __future__ import annotations

from afterword.patterns import pattern
from afterword.records.error_messages import nearest

FILES = (
    "api/v2/components.json", "api/v2/incidents.json", "api/v2/incidents/unresolved.json",
    "api/v2/scheduled-maintenances.json", "api/v2/scheduled-maintenances/active.json",
    "api/v2/scheduled-maintenances/upcoming.json", "api/v2/status.json", "api/v2/summary.json", "badges/status.json",
    "badges/status.svg", "badges/uptime.json", "badges/uptime.svg", "data/v1/actions.json", "data/v1/components.json",
    "data/v1/incidents.json", "data/v1/index.json", "data/v1/schema/actions.json",
    "data/v1/schema/closed-actions.json", "data/v1/schema/components.json", "data/v1/schema/incident.json",
    "data/v1/schema/incidents.json", "data/v1/schema/index.json", "data/v1/schema/uptime.json", "data/v1/uptime.json",
    "embed/news.json", "embed/status.js", "embed/status.json",
)  # fmt: skip
"""The files that every site has."""
_GENERATED = pattern(r"(?:api/v2|badges|data/v1|embed)/.*|components/[^/]+/.*")
_NAMED = pattern(
    r"api/v2/(?:incidents|scheduled-maintenances)/[^/]+\.json"
    r"|badges/[^/]+/(?:status|uptime)\.(?:json|svg)"
    r"|components/[^/]+/(?:calendar\.ics|feed\.json|history\.(?:atom|rss)|updates\.(?:atom|json|rss)|months\.(?:csv|json))"
    r"|components/[^/]+/months/\d{4}/statements\.(?:csv|json)"
    r"|components/[^/]+/(?:months(?:/\d{4})?|\d{4})?(?:/?page-\d+)?/?(?:index\.html)?"
    r"|data/v1/(?:incidents/[^/]+|actions/\d{4})\.json"
    r"|embed/levels/[^/]+\.svg"
)
"""Those of records, components, levels and years."""


def is_never_built(path: str) -> bool:
    """Return whether a path from the site's root is in a generated folder, where no build writes such a file."""
    return bool(_GENERATED.fullmatch(path)) and path not in FILES and not _NAMED.fullmatch(path)


def similar_file(path: str) -> str:
    """Return the file that is probably meant by a path, or an empty text."""
    return nearest(path, FILES)
