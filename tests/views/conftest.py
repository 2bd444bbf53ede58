"""A report page of invented articles."""

from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def report_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    from counterclaim.views.report import render
    from tests.views.ledger_of_examples import ledger

    path = tmp_path_factory.mktemp("report") / "report.html"
    path.write_text(render(ledger()), encoding="utf-8")
    return path
