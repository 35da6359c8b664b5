"""What all tests share: one browser for each worker, and two profiles of hypothesis."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings
from hypothesis.database import DirectoryBasedExampleDatabase
from playwright.sync_api import Browser, sync_playwright

from afterword.cache.database import CACHE_FOLDER
from tests.sites import drop_prepared

# No test asserts how long a thing takes. In CI the same commit always gets the same examples, and so the same
# verdict; elsewhere each run draws new ones, and an example that failed is kept and tried first from then on.
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
settings.load_profile("ci" if os.environ.get("CI") else "local")


@pytest.fixture(autouse=True)
def _nothing_is_left(request: pytest.FixtureRequest) -> Iterator[None]:
    """Drop what a test prepared; the folders in which builds keep the bodies of pages are gone then."""
    folder: Path | None = request.getfixturevalue("tmp_path") if "tmp_path" in request.fixturenames else None
    yield
    drop_prepared()
    assert (
        not [*folder.glob(f"{CACHE_FOLDER}/bodies-*"), *folder.glob(f"*/{CACHE_FOLDER}/spool-*")]
        if folder
        else True
    )


def _chromium() -> str:
    found = (
        os.environ.get("AFTERWORD_CHROMIUM") or shutil.which("chromium") or shutil.which("chromium-browser")
    )
    assert found, "there is no chromium; `make test` installs it"
    return found


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    flags = ["--no-sandbox", "--disable-gpu", "--disable-background-networking", "--disable-component-update"]
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=_chromium(), args=flags)
        yield started
        started.close()
