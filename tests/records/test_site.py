"""Looking up the facts of a site by the ids that records use."""

from __future__ import annotations

import pytest

from afterword.records.project import Project
from afterword.records.scales import OPERATIONAL
from afterword.records.vocabulary import Impact
from tests.records.decoding import record, site

SITE = site("""\
page: {name: Acme}
levels:
  - {id: fine, name: Fine, status: operational}
  - {id: slow, name: Slow, status: degraded_performance}
  - {id: down, name: Down, status: major_outage}
components:
  - {id: search, name: Search}
  - {id: api, name: API}
severities:
  - {id: sev1, impact: critical}
  - {id: sev2, impact: minor, name: Second}
""")


def test_facts_are_found_by_their_ids_and_unknown_ids_give_none() -> None:
    search, api, other = (SITE.component(id) for id in ("search", "api", "other"))
    assert search is not None
    assert api is not None
    assert (search.name, api.name, other) == ("Search", "API", None)
    first, second, third = (SITE.severity(id) for id in ("sev1", "sev2", "sev3"))
    assert first is not None
    assert second is not None
    assert (first.label, second.label, third) == ("SEV1", "Second", None)
    assert (first.impact, second.impact) == (Impact.CRITICAL, Impact.MINOR)
    slow = SITE.level("slow")
    assert slow is not None
    assert (slow.name, SITE.level("other")) == ("Slow", None)


def test_every_site_has_the_operational_level() -> None:
    assert SITE.level("operational") == OPERATIONAL


@pytest.mark.parametrize(
    ("level", "rank"), [("operational", 0), ("fine", 0), ("slow", 2), ("down", 3), ("other", 0)]
)
def test_later_levels_are_worse_and_operational_ones_have_rank_0(level: str, rank: int) -> None:
    assert SITE.rank(level) == rank


def test_a_project_consists_of_its_site_and_its_records() -> None:
    first = record("title: x\n")
    assert Project(SITE, (first,)).records == (first,)
