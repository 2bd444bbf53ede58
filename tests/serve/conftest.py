"""A ledger of invented articles, served on this machine for the length of a test."""

import socket
import threading
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any

import pytest

from counterclaim.ledger import Ledger
from counterclaim.pipeline.serve import application
from tests.views.ledger_of_examples import DOCUMENTS, ledger

TOKEN = "a-token-for-tests"
READ_AT = "2026-01-02T03:04:05Z"


def filled(path: Path) -> Path:
    """A ledger of the examples: sixteen thousand against 1,351, bulletins, a night with a nurse."""
    with Ledger(path, create=True) as made:
        claims = {id: list(group) for id, group in groupby(ledger().entries, key=lambda entry: entry.document)}
        for id, document in DOCUMENTS.items():
            found = [entry.claim for entry in claims.get(id, [])]
            made.add(document, found, reader="by hand 1", read_at=READ_AT)
    return path


@dataclass(frozen=True)
class Served:
    """A page that is running."""

    path: Path
    port: int

    @property
    def address(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def ledger(self) -> Ledger:
        return Ledger(self.path)


def running(path: Path, **options: Any) -> Iterator[Served]:
    """Serve until the test is over."""
    uvicorn = pytest.importorskip("uvicorn")
    with socket.socket() as place:
        place.bind(("127.0.0.1", 0))
        port = place.getsockname()[1]
        served = application(path, token=TOKEN, port=port, **options)
        server = uvicorn.Server(uvicorn.Config(served, log_level="error", lifespan="off"))
        thread = threading.Thread(target=server.run, kwargs={"sockets": [place]}, daemon=True)
        thread.start()
        while not server.started:
            time.sleep(0.01)
        yield Served(path, port)
        server.should_exit = server.force_exit = True
        thread.join(5)


@pytest.fixture(scope="session")
def shown(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Served]:
    """A page that nothing is changed on."""
    yield from running(filled(tmp_path_factory.mktemp("serve") / "war.db"))


@pytest.fixture
def edited(tmp_path: Path) -> Iterator[Served]:
    """A page of one test, on which a person reviews."""
    yield from running(filled(tmp_path / "war.db"), actor="reader-1")


@pytest.fixture
def client() -> Iterator[Callable[..., Any]]:
    """Ask as a browser that has the token would."""
    httpx = pytest.importorskip("httpx")
    opened = []

    def made(served: Served, token: str | None = TOKEN, **more: Any) -> Any:
        cookies = {"counterclaim": token} if token else {}
        opened.append(httpx.Client(base_url=served.address, cookies=cookies, timeout=30, **more))
        return opened[-1]

    yield made
    for one in opened:
        one.close()
