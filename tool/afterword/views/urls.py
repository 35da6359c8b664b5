"""The address of each page and file, relative to the site's root; those of records are permanent."""

from __future__ import annotations

import re

STATUS = ""
INCIDENTS = "incidents/"
HISTORY = "history/"
COMPONENTS = "components/"
GROUPS = "groups/"
UNGROUPED = "ungrouped/"
ACTIONS = "actions/"
ABOUT = "about/"
MAINTENANCE = "maintenance/"
SUBSCRIBE = "subscribe/"
STATUSPAGE = "api/v2/"
STATUSPAGE_INCIDENTS = f"{STATUSPAGE}incidents/"
STATUSPAGE_MAINTENANCES = f"{STATUSPAGE}scheduled-maintenances/"
DATA = "data/v1/"
RECORD_DATA = f"{DATA}incidents/"
BADGES = "badges/"
ATOM = "history.atom"
RSS = "history.rss"
JSON_FEED = "feed.json"
UPDATES_ATOM = "updates.atom"
UPDATES_RSS = "updates.rss"
UPDATES_JSON_FEED = "updates.json"
CALENDAR = "calendar.ics"
EMBED = "embed/"
NEWS = f"{EMBED}news.json"
LEVEL_ICONS = f"{EMBED}levels/"

GROWING = (
    INCIDENTS, HISTORY, COMPONENTS, GROUPS, UNGROUPED, SUBSCRIBE, ACTIONS, MAINTENANCE, "api/", "data/", BADGES, EMBED,
)  # fmt: skip
"""The folders at the root whose files are written only if they have changed."""

_STATEMENTS = re.compile(rf"{COMPONENTS}[^/]+/months/[0-9]{{4}}/")
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def incident(record_id: str) -> str:
    """Return the permanent address of a record's page."""
    return f"{INCIDENTS}{_checked(record_id)}/"


def picture(record_id: str) -> str:
    """Return the address of a record's chart as a picture."""
    return f"{incident(record_id)}timeline.svg"


def component(component_id: str) -> str:
    """Return the address of a component's page."""
    return f"{COMPONENTS}{_checked(component_id)}/"


def group(group_id: str) -> str:
    """Return the address of the components of a group, if groups are folded; without an id, of those in no group."""
    return f"{GROUPS}{_checked(group_id)}/" if group_id else UNGROUPED


def component_badges(component_id: str) -> str:
    """Return the folder with the badges of a component."""
    return f"{BADGES}{_checked(component_id)}/"


def level_icon(level_id: str) -> str:
    """Return the address of the icon of a page that shows a level."""
    return f"{LEVEL_ICONS}{_checked(level_id)}.svg"


def year_below(address: str, number: int) -> str:
    """Return the address of a year of what the page at `address` lists."""
    return f"{address}{number:04d}/"


def page(address: str, number: int) -> str:
    """Return the address of a further page of the list at `address`."""
    return f"{address}page-{number}/"


def section(name: str, address: str, number: int) -> str:
    """Return the address of a further page of a section of the record at `address`."""
    return f"{address}{name}-{number}/"


def year(number: int) -> str:
    """Return the address of a year of the history."""
    return year_below(HISTORY, number)


def month(year_number: int, month_number: int) -> str:
    """Return the address of a month of the history, where a year does not fit on one page."""
    return f"{year(year_number)}{month_number:02d}/"


def months(component_id: str) -> str:
    """Return the address of the list of all months of a component."""
    return f"{component(component_id)}months/"


def statements(component_id: str, number: int) -> str:
    """Return the address of the statements of a component for a year."""
    return year_below(months(component_id), number)


def statement(component_id: str, number: int, month: str) -> str:
    """Return the address of the statement of a component for a month of a year, such as `2026-11`."""
    return f"{statements(component_id, number)}#{month}"


def actions_of(number: int) -> str:
    """Return the address of the action items that were closed in a year."""
    return year_below(ACTIONS, number)


def record_data(record_id: str) -> str:
    """Return the path of a record's JSON file."""
    return f"{RECORD_DATA}{_checked(record_id)}.json"


def actions_data(number: int) -> str:
    """Return the path of the JSON file of the action items closed in a year."""
    return f"{DATA}actions/{number:04d}.json"


def of_level(level_id: str) -> str:
    """Return the address of the records that reached a level."""
    return f"{HISTORY}level/{_checked(level_id)}/"


def of_kind(kind: str) -> str:
    """Return the address of the records of a kind."""
    return f"{HISTORY}kind/{_checked(kind)}/"


def grows_with_the_years(address: str) -> bool:
    """Return whether the number of such pages grows with the years, so that no menu should list them."""
    return address.count("/") > 1


def has_statements(address: str) -> bool:
    """Return whether a page has the statements of a year: there may be hundreds, linked from their component."""
    return _STATEMENTS.fullmatch(address) is not None


def base(address: str) -> str:
    """Return the relative path from a page back to the site's root."""
    return "../" * address.count("/") or "./"


def _checked(name: str) -> str:
    """Raise ValueError for a name that could lead out of its folder; the checks have reported it before."""
    if not _SAFE.fullmatch(name):
        raise ValueError(f"{name!r} cannot be part of an address")
    return name
