"""The addresses that links may have in generated folders are those that a build makes."""

from __future__ import annotations

from pathlib import Path

import pytest

from afterword.checks.generated_addresses import FILES, is_never_built
from tests.checks.demo import BEGIN, check, only
from tests.sites import DEMO, copy_of, prepared

LINK = f"{BEGIN}limited_by: ['As [the data]({{}}) shows.']\n"


def test_every_address_that_a_build_makes_is_known(tmp_path: Path) -> None:
    build = prepared(copy_of(DEMO, tmp_path / "demo"))
    made = {page.address for page in build.pages()} | {file.path for file in build.all_files()}
    assert {address for address in made if is_never_built(address)} == set()
    assert {*FILES} - made == set()


@pytest.mark.parametrize(
    "address",
    ["/data/v1/incidents.json", "/components/api/months/2026/", "/components/search/page-2/", "/badges/api/uptime.svg",
     "/api/v2/summary.json", "/embed/levels/degraded.svg", "/data/report.csv", "/history/2019/archive/", "/team/"],
)  # fmt: skip
def test_a_link_to_what_a_build_or_the_site_itself_may_have_is_no_finding(address: str) -> None:
    assert check(LINK.format(address)) == ()


@pytest.mark.parametrize(
    ("address", "example"),
    [
        ("/data/v1/nope.json", ""),
        ("/data/v1/incident.json", "/data/v1/incidents.json"),
        ("/api/v2/sumary.json", "/api/v2/summary.json"),
        ("/badges/api/up.svg", ""),
        ("/components/api/feed.xml", ""),
    ],
)
def test_a_link_to_a_file_that_no_build_writes_is_broken(address: str, example: str) -> None:
    found = only(LINK.format(address), "broken-link")
    assert found.message == f"`{address}` leads to no file of the site"
    assert found.example == example or not example


def test_a_badge_is_that_of_a_component() -> None:
    found = only(LINK.format("/badges/serach/status.svg"), "broken-link")
    assert (found.message, found.example) == (
        "`/badges/serach/status.svg` leads to no component; did you mean `search`?",
        "/badges/search/",
    )
