"""Numbers that move belong to a component, whatever its name and its id are."""

from __future__ import annotations

import pytest

from afterword.review.compare import site_diff
from afterword.review.numbers import MovedNumber
from tests.review.sides import NOW, read, read_site, side

SITE = """\
page: {name: Acme}
timezone: UTC
components: [{id: api, name: API, since: 2026-01-01}]
uptime: {policy: statuspage}
"""
RECORD = """\
title: The API is slow
summary: Calls took several seconds.
windows:
  - {component: api, level: degraded, start: 2026-11-20 09:40, end: 2026-11-20 10:15}
"""


def moved(before: str, after: str) -> tuple[MovedNumber, ...]:
    """Return the numbers that move if `status.yml` is changed and the record is not, except for its id of the API."""
    sides = [
        side(
            text,
            [read(RECORD.replace("api", "core" if "core" in text else "api"), "2026-11-20-slow", site)],
            site,
        )
        for text in (before, after)
        for site in [read_site(text)]
    ]
    diff = site_diff(sides[0], sides[1], ["api", "core"], NOW)
    return (*diff.uptimes, *(number for each in diff.records for number in each.numbers))


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("name: API", "name: Public API"),
        ("id: api", "id: core"),
        ("id: api, name: API", "id: core, aliases: [api], name: Public API"),
    ],
    ids=["name", "id", "both"],
)
def test_a_renamed_component_is_the_same(old: str, new: str) -> None:
    renamed = SITE.replace(old, new)
    assert (moved(SITE, renamed), moved(renamed, SITE)) == ((), ())


def test_a_number_is_shown_under_the_new_name() -> None:
    found = moved(SITE, SITE.replace("name: API", "name: Public API").replace("statuspage", "strict"))
    assert {each.component for each in found} == {"Public API"}
    assert all(each.before and each.after for each in found)
