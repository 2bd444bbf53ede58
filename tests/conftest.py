"""What holds for all tests, and one browser for all of them, where one is installed."""

import shutil
from collections.abc import Iterator
from typing import Any

import pytest
from hypothesis import settings

# No test is timed: what is slow on a busy machine is not wrong. Speed is measured in bench/.
settings.register_profile("untimed", deadline=None)
settings.load_profile("untimed")

BROWSERS = ("chromium", "chromium-browser", "google-chrome", "chrome")


@pytest.fixture(scope="session")
def browser() -> Iterator[Any]:
    playwright = pytest.importorskip("playwright.sync_api", reason="playwright is not installed: no browser test")
    found = next((path for name in BROWSERS if (path := shutil.which(name))), None)
    if found is None:
        pytest.skip("no chromium on this machine: the report was not looked at in a browser")
    with playwright.sync_playwright() as tool:
        started = tool.chromium.launch(executable_path=found, args=["--no-sandbox", "--disable-gpu"])
        yield started
        started.close()
