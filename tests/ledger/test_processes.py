"""Several processes at one ledger, and processes that are killed."""

import random
import subprocess
import sys
import threading
import time
from pathlib import Path

import pytest

from counterclaim.errors import LedgerError
from counterclaim.ledger import Ledger
from tests.ledger.build import HERALD, HERALD_CLAIMS, POST, POST_CLAIMS, WHEN, report

ROOT = Path(__file__).resolve().parents[2]


def process(verb: str, path: Path, count: int, *rest: int) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "tests.ledger.process", verb, str(path), str(count), *map(str, rest)]
    return subprocess.Popen(command, cwd=ROOT, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)


def beside(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.iterdir())


# ---------------------------------------------------------------- killed
@pytest.mark.parametrize("every", [1, 40])
def test_a_run_killed_at_any_moment_leaves_a_ledger_that_verifies_and_resumes(path: Path, every: int) -> None:
    count, rounds, stood = 3000, 5, 0
    for seed in range(rounds):
        writer = process("write", path, count, every)
        assert writer.stdout is not None
        for _ in range(1 + seed * every):  # in the first round before anything may be committed
            assert writer.stdout.readline(), writer.communicate()
        time.sleep(random.Random(seed * 2 + every).uniform(0, 0.05))
        writer.kill()
        writer.communicate()
        with Ledger(path) as ledger:
            assert [str(broken) for broken in ledger.verify()] == []
            documents = [document.id for document in ledger.documents()]
            assert documents == [report(number)[0].id for number in range(len(documents))]
            assert ledger.counts()["claims"] == 3 * len(documents)  # whole documents only
            assert len(documents) >= stood  # what was kept stays
            stood = len(documents)
        assert beside(path) == ["war.db"]
    assert stood >= (rounds - 1) * every
    with Ledger(path) as ledger, ledger.batch():
        for number in range(stood + 5):
            document, claims = report(number)
            assert ledger.has_read(document, reader="rules 1") == (number < stood)
            ledger.add(document, claims, reader="rules 1", read_at=WHEN)
        assert ledger.counts()["documents"] == stood + 5
        assert list(ledger.verify()) == []


def test_killed_before_the_first_document(tmp_path: Path) -> None:
    """A file of no bytes, as it stands before the tables are made, is taken up by the next run."""
    path = tmp_path / "war.db"
    path.touch()
    with pytest.raises(LedgerError, match="is empty"):
        Ledger(path)
    with Ledger(path, create=True) as ledger:
        ledger.add(HERALD, HERALD_CLAIMS, reader="rules 1", read_at=WHEN)
        assert list(ledger.verify()) == []


# ---------------------------------------------------------------- at the same time
def test_two_processes_read_while_one_writes(path: Path) -> None:
    count = 60
    with Ledger(path, create=True) as ledger:
        readers = [process("read", path, count) for _ in range(2)]
        for reader in readers:
            assert reader.stdout is not None
            assert reader.stdout.readline() == "reading\n"
        for number in range(count):
            ledger.add(*report(number), reader="rules 1", read_at=WHEN)
            time.sleep(0.002)
        for reader in readers:
            _, errors = reader.communicate(timeout=300)
            assert reader.returncode == 0, errors
    assert beside(path) == ["war.db"]


def test_a_listing_that_is_under_way_keeps_to_what_stood_when_it_began(path: Path) -> None:
    with Ledger(path, create=True) as writer, Ledger(path) as reader:
        writer.add(HERALD, HERALD_CLAIMS, reader="rules 1", read_at=WHEN)
        listing = reader.entries()
        first = next(listing)
        writer.add(POST, POST_CLAIMS, reader="rules 1", read_at=WHEN)
        assert [first.claim, *(entry.claim for entry in listing)] == list(HERALD_CLAIMS)
        assert len(list(reader.entries())) == 5


def test_a_second_writer_gets_a_clear_error(path: Path) -> None:
    with Ledger(path, create=True) as first, Ledger(path, wait=0.05) as second:
        with first.batch():
            first.add(HERALD, HERALD_CLAIMS, reader="rules 1", read_at=WHEN)
            with pytest.raises(LedgerError, match="another process is writing to it: wait"):
                second.add(POST, POST_CLAIMS, reader="rules 1", read_at=WHEN)
            assert second.counts()["documents"] == 0  # reading goes on
        second.add(POST, POST_CLAIMS, reader="rules 1", read_at=WHEN)
        assert [document.id for document in first.documents()] == ["herald.txt", "post.txt"]
        assert list(first.verify()) == []


def test_a_second_writer_waits(path: Path) -> None:
    def slow() -> None:
        with Ledger(path) as first, first.batch():
            first.add(HERALD, HERALD_CLAIMS, reader="rules 1", read_at=WHEN)
            begun.set()
            time.sleep(0.2)

    begun = threading.Event()
    with Ledger(path, create=True) as second:
        thread = threading.Thread(target=slow)
        thread.start()
        assert begun.wait(10)
        second.add(POST, POST_CLAIMS, reader="rules 1", read_at=WHEN)
        thread.join()
        assert second.counts()["documents"] == 2
        assert list(second.verify()) == []


def test_two_writers_take_turns(path: Path) -> None:
    with Ledger(path, create=True) as one, Ledger(path) as other:
        for number in range(10):
            (one, other)[number % 2].add(*report(number), reader="rules 1", read_at=WHEN)
        assert list(one.verify()) == []
        assert other.counts()["documents"] == 10
