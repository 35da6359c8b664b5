"""What all tests share: one browser for each worker, two Hypothesis profiles, and a check that builds clean up."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.database import DirectoryBasedExampleDatabase
from playwright.sync_api import Browser, sync_playwright

from afterword.cache.opening import CACHE_FOLDER
from afterword.output import locks
from tests.sites import discard_prepared

# No test has a deadline. In CI the same commit always gets the same examples, and so the same result;
# elsewhere each run generates new ones, and an example that failed is stored and tried first in later runs.
# `make check` tries a tenth of the examples.
settings.register_profile(
    "ci",
    deadline=None,
    derandomize=True,
    database=None,
    print_blob=True,
    suppress_health_check=[HealthCheck.too_slow],
)
settings.register_profile(
    "local",
    deadline=None,
    derandomize=False,
    database=DirectoryBasedExampleDatabase(Path(__file__).parents[1] / ".hypothesis" / "examples"),
)
settings.register_profile("quick", settings.get_profile("local"), max_examples=10)
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture(autouse=True)
def _builds_clean_up(request: pytest.FixtureRequest) -> Iterator[None]:
    """Discard the builds that a test prepared, and check that the folders of their page bodies are removed."""
    folder: Path | None = request.getfixturevalue("tmp_path") if "tmp_path" in request.fixturenames else None
    yield
    discard_prepared()
    for site in (folder, *folder.glob("*")) if folder else ():
        # A server that a test has stopped may leave its folder; the next build would remove it.
        locks.remove_abandoned(site / CACHE_FOLDER, "bodies-")
        assert list(site.glob(f"{CACHE_FOLDER}/bodies-*")) == []


@pytest.fixture(scope="session")
def chromium() -> str:
    found = (
        os.environ.get("AFTERWORD_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )
    assert found, "there is no chromium; `make test` installs it"
    return found


@pytest.fixture(scope="session")
def browser(chromium: str) -> Iterator[Browser]:
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=chromium, args=flags)
        yield started
        started.close()
