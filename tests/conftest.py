"""What all tests share: one browser for each worker, and hypothesis without deadlines."""

from __future__ import annotations

import os
import shutil
from collections.abc import Iterator

import pytest
from hypothesis import settings
from playwright.sync_api import Browser, sync_playwright

# No test asserts how long a thing takes.
settings.register_profile("afterword", deadline=None)
settings.load_profile("afterword")


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
