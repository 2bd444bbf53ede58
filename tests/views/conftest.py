"""A page in a real browser, where one is installed."""

import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

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


@pytest.fixture(scope="session")
def report_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from counterclaim.views.report import render
    from tests.views.ledger_of_examples import ledger

    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render(ledger()), encoding="utf-8")
    return path
