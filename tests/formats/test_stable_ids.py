"""Ids are for ever: whatever else of a site changes, theirs stay, and no two are the same."""

from __future__ import annotations

from uuid import UUID

from afterword.formats.stable_ids import stable_id
from tests.timeline.building import SITE, site

ID = "2026-11-20-search-is-slow"


def test_an_id_follows_from_the_name_of_the_site_and_of_the_record_alone() -> None:
    # Written out: a change of this number is a new entry in every reader's feed.
    assert stable_id(site(), ID) == UUID("a96b73d9-529d-5c4f-8ae0-408970328b7f")


def test_neither_address_nor_title_of_the_site_is_part_of_an_id() -> None:
    moved = site(SITE.replace("{name: Acme}", "{name: Acme Corp., id: acme, url: 'https://acme.example/'}"))
    assert stable_id(moved, ID) == stable_id(site(), ID)


def test_other_sites_and_other_records_have_other_ids() -> None:
    other = site(SITE.replace("Acme", "Other"))
    assert len({stable_id(site(), ID), stable_id(other, ID), stable_id(site(), f"{ID}-2")}) == 3
