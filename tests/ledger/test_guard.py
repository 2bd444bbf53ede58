"""The database itself refuses change: tried with a plain connection that knows nothing of Counterclaim."""

import sqlite3
from collections.abc import Iterator
from pathlib import Path

import pytest

from counterclaim.ledger import Ledger
from tests.ledger.build import HERALD, HERALD_CLAIMS, WHEN, report


@pytest.fixture
def raw(path: Path) -> Iterator[sqlite3.Connection]:
    """A plain connection to a ledger in which every table has a row."""
    with Ledger(path, create=True) as ledger:
        ledger.add(HERALD, HERALD_CLAIMS, reader="rules 1", read_at=WHEN)
        ledger.add(HERALD, HERALD_CLAIMS[:2], reader="rules 2", read_at=WHEN)
        gone, claims = report(1)
        ledger.add(gone, claims, reader="rules 1", read_at=WHEN)
        ledger.withdraw(gone.text_sha256, reason="a private person asked", at=WHEN)
    connection = sqlite3.connect(path, isolation_level=None)
    yield connection
    connection.close()
    with Ledger(path) as ledger:
        assert list(ledger.verify()) == []


TABLES = ("text", "document", "reading", "superseded", "claim", "withdrawal")


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_never_deleted(raw: sqlite3.Connection, table: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="the ledger only grows"):
        raw.execute(f"DELETE FROM {table}")


COLUMNS = [
    *(("text", name) for name in ("seq", "sha256", "salt", "body", "digest", "hash")),
    *(("document", name) for name in ("seq", "text", "key", "id", "outlet", "record", "digest", "hash")),
    *(("reading", name) for name in ("seq", "document", "reader", "read_at", "claims", "hash")),
    *(("superseded", name) for name in ("seq", "record", "reading", "hash")),
    *(("claim", name) for name in ("seq", "reading", "document", "id", "start", "measure", "object", "party")),
    *(("claim", name) for name in ("conflict", "side", "claimant", "kind", "place", "day", "record", "digest", "hash")),
    *(("withdrawal", name) for name in ("seq", "text", "sha256", "reason", "at", "hash")),
]


def test_the_columns_below_are_all_there_are(raw: sqlite3.Connection) -> None:
    found = [(table, row[1]) for table in TABLES for row in raw.execute(f"PRAGMA table_info({table})")]
    assert found == COLUMNS


@pytest.mark.parametrize("table, column", COLUMNS)
def test_no_column_is_ever_changed(raw: sqlite3.Connection, table: str, column: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="the ledger only grows"):
        raw.execute(f"UPDATE {table} SET {column} = 999")


@pytest.mark.parametrize("table", TABLES)
def test_rows_are_never_written_over(raw: sqlite3.Connection, table: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="the ledger only grows"):
        raw.execute(f"INSERT OR REPLACE INTO {table} SELECT * FROM {table}")


OVER_A_UNIQUE_COLUMN = [
    "INSERT OR REPLACE INTO text SELECT 999, sha256, salt, body, digest, hash FROM text",
    "INSERT OR REPLACE INTO document SELECT 999, text, key, id, outlet, record, digest, hash FROM document",
    "INSERT OR REPLACE INTO reading SELECT 999, document, reader, read_at, 0, hash FROM reading",
    "INSERT OR REPLACE INTO superseded SELECT 999, record, reading, hash FROM superseded",
    "INSERT OR REPLACE INTO withdrawal SELECT 999, text, sha256, 'no reason', at, hash FROM withdrawal",
]


@pytest.mark.parametrize("statement", OVER_A_UNIQUE_COLUMN, ids=lambda statement: statement.split()[4])
def test_nor_under_another_number(raw: sqlite3.Connection, statement: str) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="the ledger only grows"):
        raw.execute(statement)


def test_a_text_is_not_emptied_without_a_withdrawal(raw: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="only withdrawn"):
        raw.execute("UPDATE text SET salt = NULL, body = NULL WHERE body IS NOT NULL")


def test_a_withdrawal_does_not_allow_another_text(raw: sqlite3.Connection) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="only withdrawn"):
        raw.execute("UPDATE text SET body = 'another text' WHERE body IS NULL")
