"""A ledger to test with."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from counterclaim.ledger import Ledger
from tests.ledger.build import HERALD, HERALD_CLAIMS, POST, POST_CLAIMS, WHEN


@pytest.fixture
def path(tmp_path: Path) -> Path:
    return tmp_path / "war.db"


@pytest.fixture
def ledger(path: Path) -> Iterator[Ledger]:
    """A ledger with two documents and five claims, open."""
    with Ledger(path, create=True) as ledger:
        ledger.add(HERALD, HERALD_CLAIMS, reader="rules 1", read_at=WHEN)
        ledger.add(POST, POST_CLAIMS, reader="rules 1", read_at=WHEN)
        yield ledger
