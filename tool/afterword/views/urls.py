"""Where each page stands. An address is relative to the site's root; every incident's is permanent."""

from __future__ import annotations

import re

STATUS = ""
INCIDENTS = "incidents/"
HISTORY = "history/"
COMPONENTS = "components/"
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
CALENDAR = "calendar.ics"
EMBED = "embed/"

GROWING = (INCIDENTS, HISTORY, COMPONENTS, ACTIONS, MAINTENANCE, "api/", "data/", BADGES, EMBED)
"""The folders at the root that hold what is made only when it has changed."""

_STATEMENT = re.compile(rf"{COMPONENTS}[^/]+/[0-9]{{4}}-[0-9]{{2}}/")
_SAFE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._-]*")


def incident(record_id: str) -> str:
    """Give the permanent address of a record's page."""
    return f"{INCIDENTS}{_checked(record_id)}/"


def picture(record_id: str) -> str:
    """Give the address of the picture of a record's figure."""
    return f"{incident(record_id)}timeline.svg"


def component(component_id: str) -> str:
    """Give the address of a component's page."""
    return f"{COMPONENTS}{_checked(component_id)}/"


def component_badges(component_id: str) -> str:
    """Give the folder with the badges of a component."""
    return f"{BADGES}{_checked(component_id)}/"


def year(number: int) -> str:
    """Give the address of a year of the history."""
    return f"{HISTORY}{number:04d}/"


def month(year_number: int, month_number: int) -> str:
    """Give the address of a month of the history, where a year is too long for one page."""
    return f"{year(year_number)}{month_number:02d}/"


def component_year(component_id: str, number: int) -> str:
    """Give the address of a year in the history of a component."""
    return f"{component(component_id)}{number:04d}/"


def maintenance_year(number: int) -> str:
    """Give the address of a year of the maintenance, where there is too much of it for one page."""
    return f"{MAINTENANCE}{number:04d}/"


def statement(component_id: str, month: str) -> str:
    """Give the address of the statement of a component for a month, such as `2026-11`."""
    return f"{component(component_id)}{month}/"


def months(component_id: str) -> str:
    """Give the address of the list of all months of a component."""
    return f"{component(component_id)}months/"


def actions_of(number: int) -> str:
    """Give the address of the action items that were closed in a year."""
    return f"{ACTIONS}{number:04d}/"


def record_data(record_id: str) -> str:
    """Give the path of a record's file in our own JSON."""
    return f"{RECORD_DATA}{_checked(record_id)}.json"


def actions_data(number: int) -> str:
    """Give the path of the action items that were closed in a year, in our own JSON."""
    return f"{DATA}actions/{number:04d}.json"


def of_level(level_id: str) -> str:
    """Give the address of the records that reached a level."""
    return f"{HISTORY}level/{_checked(level_id)}/"


def of_kind(kind: str) -> str:
    """Give the address of the records of a kind."""
    return f"{HISTORY}kind/{_checked(kind)}/"


def grows_with_the_years(address: str) -> bool:
    """Say whether a page is one of a kind that a site gets more of, so that no menu should list it."""
    return address.count("/") > 1


def is_statement(address: str) -> bool:
    """Say whether a page is about one month of a component: there are hundreds, and their component leads to them."""
    return _STATEMENT.fullmatch(address) is not None


def base(address: str) -> str:
    """Give the way from a page back to the site's root."""
    return "../" * address.count("/") or "./"


def _checked(name: str) -> str:
    """Refuse a name that could lead out of its folder; the rules have refused it long before."""
    if not _SAFE.fullmatch(name):
        raise ValueError(f"{name!r} cannot be part of an address")
    return name
