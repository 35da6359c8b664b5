"""Facts of ten published post-mortems, in our own words: each has a key, and is seen as precisely as it is known.

Nothing is added to what the reports say. What they leave out is in `unknowns`.
"""

from __future__ import annotations

import json
import re
from datetime import UTC, datetime
from functools import lru_cache
from pathlib import Path

import pytest

from afterword.app.checking import check
from tests.sites import copy_of, prepared

CASE = Path(__file__).parent / "post-mortems"
NOW = datetime(2026, 11, 20, 12, tzinfo=UTC)
GITHUB, GITLAB, S3 = "2018-10-21-github-data-store", "2017-01-31-gitlab-database", "2017-02-28-s3-unavailable"
GOOGLE, AZURE, FASTLY = "2019-06-02-google-network", "2024-07-18-azure-storage", "2021-06-08-fastly-errors"
JOYENT, PYPI, POSTHOG = "2014-05-27-joyent-reboot", "2024-07-08-pypi-token", "2025-11-24-posthog-packages"
MYSQL, FIRST_DAY = "2022-03-23-github-database", "2022-03-16-github-database"

SEEN = [
    (GITHUB, "Severity change The state is set to yellow."),
    (GITHUB, "about 21 October 2018"),
    (GITHUB, "Decision Correct data is put before a site that can be used."),
    (GITHUB, "Hypothesis The recovery is believed to be linear."),
    (GITHUB, "Events that waited more than 5,000,000"),
    (GITHUB, "Why recovery took so long ¶"),
    (GITHUB, "Adjust the configuration of Orchestrator"),
    (GITHUB, "Action Status Adjust the configuration of Orchestrator"),
    (GITHUB, "due date of “Adjust the configuration of Orchestrator”"),
    (GITHUB, "Not known yet: Which of the diverging writes can be reconciled automatically"),
    (GITLAB, "31 January 2017 about 23:00"),
    (GITLAB, "Data loss 31 January 2017, 17:20 – 1 February 2017, 00:00 UTC (6 h 40 min)"),
    (GITLAB, "Projects affected about 5,000 projects"),
    (GITLAB, "Contributing factor The procedures for recovery were broken."),
    (GITLAB, "Broken recovery procedures ¶"),
    (S3, "28 February 2017"),
    (S3, "S3 console"),
    (S3, "Launches of EC2 instances"),
    (S3, "AWS Lambda"),
    (S3, "Named as affected without times."),
    (GOOGLE, "19009: Google Cloud, 2 June 2019"),
    (GOOGLE, "us-east1"),
    (GOOGLE, "packet loss"),
    (GOOGLE, "33 %"),
    (GOOGLE, "Detailed description of impact ¶"),
    (GOOGLE, "Not known yet: Whether the multi-region nam3 was affected"),
    (AZURE, "1K80-N_8: Azure, 18 July 2024"),
    (AZURE, "A subset of customers gets targeted messages through Service Health."),
    (AZURE, " 22:56 "),
    (AZURE, "Time to notify 29 min"),
    (AZURE, "August 2024"),
    (AZURE, "Recovered within two hours 80 %"),
    (AZURE, "32 services are named"),
    (AZURE, "Azure Cosmos DB ¶"),
    (FASTLY, "12 May 2021 ¶ ± Change"),
    (FASTLY, "Network that worked again within 49 minutes 95 %"),
    (FASTLY, "Latent condition A fault of the software"),
    (JOYENT, "Time without an instance 20–149 min"),
    (JOYENT, "Instances that were back within 60 minutes 90 %"),
    (PYPI, "What was exposed ¶ From 2023 No misuse is known"),
    (PYPI, "Thanks ¶ Thanks to JFrog"),
    (PYPI, "Not stated: Which permissions the token had"),
    (POSTHOG, "What customers should do ¶ Use neither version 4.18.1 nor version 5.13.3"),
    (POSTHOG, "From 24 November 2025"),
    (POSTHOG, "Not stated: when the exposure ended"),
    (POSTHOG, "Version 5.13.3 of posthog-node"),
    (POSTHOG, "11 September 2025 ¶ ± Change"),
    (POSTHOG, "Why was this hard to detect? ¶"),
    (MYSQL, "Also about: GitHub, 16 March 2022 , GitHub, 17 March 2022 , GitHub, 22 March 2022"),
    (MYSQL, "Preliminary"),
    (FIRST_DAY, "This record is covered by the post-mortem of GitHub, four days of March 2022"),
    (FIRST_DAY, "Part of GitHub, four days of March 2022"),
]


@pytest.fixture(scope="module")
def site(tmp_path_factory: pytest.TempPathFactory) -> dict[str, str]:
    build = prepared(copy_of(CASE, tmp_path_factory.mktemp("post-mortems") / "site"), now=NOW)
    files = {file.path: file.data.decode("utf-8", "replace") for file in build.machine_files()}
    return {page.address: page.html for page in build.pages()} | files


@lru_cache(maxsize=32)
def text_of(html: str) -> str:
    return re.sub(r"\s+", " ", re.sub(r"<[^>]+>", " ", html.replace("&#39;", "'")))


@pytest.mark.parametrize(("record", "fact"), SEEN)
def test_a_fact_is_seen_on_the_page(site: dict[str, str], record: str, fact: str) -> None:
    assert fact in text_of(site[f"incidents/{record}/"])


def test_nothing_in_the_records_is_a_problem(tmp_path: Path) -> None:
    assert check(copy_of(CASE, tmp_path / "site"), NOW).diagnostics == ()


def test_an_exposure_is_no_downtime(site: dict[str, str]) -> None:
    for record in (PYPI, POSTHOG):
        assert json.loads(site[f"data/v1/incidents/{record}.json"])["totals"]["seconds"] == 0


def test_only_actions_whose_period_is_over_are_overdue(site: dict[str, str]) -> None:
    data = json.loads(site["data/v1/actions.json"])
    assert data["counts"] == {"overdue": 1, "open": 0, "undated": 3, "done": 0, "dropped": 0}


def test_what_is_known_to_the_day_is_not_turned_into_the_zone_of_a_reader(site: dict[str, str]) -> None:
    page = site[f"incidents/{FASTLY}/"]
    event = page[page.index("aw-events") :]
    assert "data-aw" not in event[: event.index("</time>")]
