"""The file: one when closed, opened only if it is a ledger, refused in one line if not."""

import os
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest

from counterclaim.errors import LedgerError
from counterclaim.ledger import Ledger
from counterclaim.ledger.connection import connect
from tests.ledger.build import HERALD, HERALD_CLAIMS, POST, POST_CLAIMS, WHEN


def beside(path: Path) -> list[str]:
    return sorted(file.name for file in path.parent.iterdir())


def test_one_file_when_closed_and_a_log_while_open(path: Path) -> None:
    with Ledger(path, create=True) as ledger:
        ledger.add(HERALD, HERALD_CLAIMS, reader="rules 1", read_at=WHEN)
        assert "war.db-wal" in beside(path)
    assert beside(path) == ["war.db"]


def test_listing_does_not_change_the_file(path: Path) -> None:
    with Ledger(path, create=True) as ledger:
        ledger.add(HERALD, HERALD_CLAIMS, reader="rules 1", read_at=WHEN)
    before = path.read_bytes()
    with Ledger(path) as ledger:
        list(ledger.entries())
        list(ledger.verify())
        ledger.add(HERALD, HERALD_CLAIMS, reader="rules 1", read_at=WHEN)
    assert path.read_bytes() == before
    assert beside(path) == ["war.db"]


class Unsalted(Ledger):
    """A ledger whose salts are all the same, so that the same readings give the same chain."""

    def _new_salt(self) -> bytes:
        return bytes(32)


def test_the_chain_is_made_as_it_always_was(path: Path) -> None:
    """A ledger of today must verify for good: if this hash changes, so does the format, and `schema.VERSION` must."""
    with Unsalted(path, create=True) as ledger:
        ledger.add(HERALD, [], reader="rules 1", read_at=WHEN)
        ledger.add(POST, [], reader="rules 1", read_at=WHEN)
        ledger.add(HERALD, [], reader="rules 2", read_at=WHEN)
        ledger.withdraw(POST.text_sha256, reason="asked for", at=WHEN)
        assert ledger.head() == "0475c6fd04236272d3f63a21a0d6443036d3bdeb5659532b96775cace4aaa48e"


def test_the_same_readings_give_the_same_chain_but_for_the_salts(tmp_path: Path) -> None:
    def head(kind: type[Ledger], name: str) -> str:
        with kind(tmp_path / name, create=True) as ledger:
            ledger.add(HERALD, HERALD_CLAIMS, reader="rules 1", read_at=WHEN)
            ledger.add(HERALD, HERALD_CLAIMS[:2], reader="rules 2", read_at=WHEN)
            return ledger.head()

    assert head(Unsalted, "one.db") == head(Unsalted, "two.db")
    assert head(Ledger, "three.db") != head(Ledger, "four.db")


def test_the_head_of_an_empty_ledger(path: Path) -> None:
    with Ledger(path, create=True) as ledger:
        head = ledger.head()
        assert list(ledger.verify(head)) == []
        ledger.add(HERALD, HERALD_CLAIMS, reader="rules 1", read_at=WHEN)
        assert list(ledger.verify(head)) == []


# ---------------------------------------------------------------- what is no ledger
def missing(path: Path) -> None:
    """Nothing there."""


def folder(path: Path) -> None:
    path.mkdir()


def no_bytes(path: Path) -> None:
    path.touch()


def article(path: Path) -> None:
    path.write_text("Two died, the army said. " * 50, encoding="utf-8")


def other_database(path: Path) -> None:
    with closing(sqlite3.connect(path)) as other:
        other.execute("CREATE TABLE claim (id)")


def newer(path: Path) -> None:
    Ledger(path, create=True).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("PRAGMA user_version = 7")


def torn(path: Path) -> None:
    Ledger(path, create=True).close()
    with closing(sqlite3.connect(path, isolation_level=None)) as raw:
        raw.execute("DROP TABLE withdrawal")


def cut(path: Path) -> None:
    with Ledger(path, create=True) as ledger:
        ledger.add(HERALD, HERALD_CLAIMS, reader="rules 1", read_at=WHEN)
    path.write_bytes(path.read_bytes()[: 3 * 8192])


NO_LEDGER = [
    (missing, False, "there is no such file"),
    (folder, True, "is a folder"),
    (no_bytes, False, "is empty"),
    (article, True, "is not a ledger"),
    (article, False, "is not a ledger"),
    (other_database, True, "is a database of another program"),
    (newer, True, "has format 7, this Counterclaim reads up to 3"),
    (torn, True, "is damaged, table withdrawal is missing"),
    (cut, True, "is damaged"),
]


@pytest.mark.parametrize("make, create, says", NO_LEDGER, ids=[f"{case[0].__name__}-{case[1]}" for case in NO_LEDGER])
def test_what_is_no_ledger_is_refused_in_one_line(path: Path, make, create: bool, says: str) -> None:
    make(path)
    before = path.read_bytes() if path.is_file() else None
    with pytest.raises(LedgerError, match=says) as refused:
        Ledger(path, create=create)
    assert "\n" not in str(refused.value)
    assert str(path) in str(refused.value).replace("\\\\", "\\")
    assert before is None or path.read_bytes() == before


def test_a_folder_that_is_missing_is_not_made(tmp_path: Path) -> None:
    with pytest.raises(LedgerError, match="its folder does not exist"):
        Ledger(tmp_path / "no" / "war.db", create=True)


def test_a_closed_ledger_says_so(path: Path) -> None:
    ledger = Ledger(path, create=True)
    ledger.close()
    ledger.close()
    with pytest.raises(LedgerError, match="closed"):
        ledger.counts()


def test_names_that_mean_something_to_sqlite_or_in_an_address(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    for name in ("file:war.db" if os.name != "nt" else "file.db", "50% #1.db", "Łódź.db"):
        with Ledger(name, create=True) as ledger:
            ledger.add(HERALD, HERALD_CLAIMS, reader="rules 1", read_at=WHEN)
        assert (tmp_path / name).is_file()
        with Ledger(name) as ledger:
            assert ledger.counts()["claims"] == 3


# ---------------------------------------------------------------- media that cannot be written
@pytest.fixture
def read_only(path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A ledger on a medium where SQLite cannot make its log. (A mode of the folder would not stop an administrator.)"""
    with Ledger(path, create=True) as ledger:
        ledger.add(HERALD, HERALD_CLAIMS, reader="rules 1", read_at=WHEN)
    plain = sqlite3.connect

    def on_read_only_media(name: str, **options):
        if "immutable" in name:
            return plain(name, **options)
        return plain(f"{Path(name).as_uri()}?mode=ro", **{**options, "uri": True}, factory=NoLog)

    class NoLog(sqlite3.Connection):
        def execute(self, statement: str, *rest):
            if "sqlite_master" in statement:
                error = sqlite3.OperationalError("unable to open database file")
                error.sqlite_errorname = "SQLITE_CANTOPEN"
                raise error
            return super().execute(statement, *rest)

    monkeypatch.setattr("counterclaim.ledger.connection.sqlite3.connect", on_read_only_media)
    return path


def test_a_ledger_on_a_read_only_medium_is_read_and_says_why_it_does_not_grow(read_only: Path) -> None:
    with Ledger(read_only) as ledger:
        assert ledger.counts()["claims"] == 3
        assert list(ledger.verify()) == []
        with pytest.raises(LedgerError, match="read-only: copy it to a folder"):
            ledger.add(POST, POST_CLAIMS, reader="rules 1", read_at=WHEN)


def test_a_write_protected_file_is_read_without_a_log(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with Ledger(path, create=True) as ledger:
        ledger.add(HERALD, HERALD_CLAIMS, reader="rules 1", read_at=WHEN)
    monkeypatch.setattr("counterclaim.ledger.connection.os.access", lambda *_: False)
    with Ledger(path) as ledger:
        assert ledger.counts()["claims"] == 3
        assert list(ledger.verify()) == []
        assert beside(path) == ["war.db"]
        with pytest.raises(LedgerError, match="read-only"):
            ledger.add(POST, POST_CLAIMS, reader="rules 1", read_at=WHEN)


def test_a_file_from_elsewhere_is_not_trusted(path: Path) -> None:
    Ledger(path, create=True).close()
    connection = connect(path, create=False, wait=1)
    with closing(connection):
        assert connection.execute("PRAGMA trusted_schema").fetchone() == (0,)
        with pytest.raises(sqlite3.OperationalError, match=r"not authorized|no such function"):
            connection.execute("SELECT load_extension('anything')")
