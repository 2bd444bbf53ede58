"""Re-checking a ledger: file, tables and triggers, every row, span, id, hash and count.

All rows are walked once in the order of the chain, within one snapshot, so that a process may go on writing. After
a hash that does not follow, the walk goes on from the hash that stands there: each broken row is named once.

What this cannot see without a head noted earlier (`head`): whole readings cut off the end, and a file rewritten from
the first changed row on, since who can write the file can compute the hashes anew.
"""

import heapq
import sqlite3
from collections.abc import Iterator
from operator import itemgetter
from pathlib import Path

from counterclaim.ledger.chain import CHAINED, GENESIS, event, link
from counterclaim.ledger.connection import connect, refusal
from counterclaim.ledger.rows import Row, check_row
from counterclaim.ledger.schema import APPLICATION_ID, VERSION, expected_objects, objects, version_of
from counterclaim.model import Record

# Rows that nothing leads to or that nothing follows: a document is never added without its reading.
_LONELY = {
    "text": "SELECT seq, 'a document' FROM text WHERE NOT EXISTS (SELECT 1 FROM document WHERE text = text.seq)",
    "document": "SELECT seq, 'a reading' FROM document WHERE NOT EXISTS "
    "(SELECT 1 FROM reading WHERE document = document.seq)",
}
_COUNTED = """SELECT r.seq, r.claims,
      (SELECT count(*) FROM claim c WHERE c.document = r.document AND c.seq < n.next)
    - (SELECT count(*) FROM claim c JOIN superseded s ON s.record = c.seq JOIN reading b ON b.seq = s.reading
       WHERE c.document = r.document AND b.document = r.document AND s.seq < n.next) AS stand
    FROM reading r JOIN (SELECT seq, lead(seq, 1, 9223372036854775807) OVER (PARTITION BY document ORDER BY seq) AS next
                         FROM reading) n ON n.seq = r.seq
    WHERE r.claims <> stand"""


class Broken(Record, frozen=True, kw_only=True):
    """Something in a ledger that is not as it was written."""

    table: str  # "file" and "schema" for what is in no row
    row: int  # number (`seq`) of the row; 0 for what is in no row
    expected: str
    found: str

    def __str__(self) -> str:
        """One line for a person.

        >>> print(Broken(table="claim", row=7, expected="'2' for figure at 4:5", found="'3' in the text"))
        claim 7: expected '2' for figure at 4:5, found '3' in the text
        """
        place = f"{self.table} {self.row}" if self.row else self.table
        return f"{place}: expected {self.expected}, found {self.found}"


def verify(path: Path, *, wait: float, head: str | None = None) -> Iterator[Broken]:
    """Everything in the ledger at `path` that is not as it was written, what is in no row first, then row by row.

    LedgerError where the file cannot be opened as a ledger at all.
    """
    connection = connect(path, create=False, wait=wait)
    connection.text_factory = lambda raw: raw.decode("utf-8", "replace")  # damaged text is to be reported, not raised
    connection.row_factory = sqlite3.Row
    try:
        connection.execute("BEGIN")
        yield from _file(connection, path)
        yield from _schema(connection)
        yield from _rows(connection, head)
        yield from _counts(connection)
    except sqlite3.Error as error:
        if (getattr(error, "sqlite_errorname", "") or "").startswith("SQLITE_BUSY"):
            raise refusal(path, error) from error
        yield Broken(table="file", row=0, expected="a readable database", found=str(error))
    finally:
        connection.close()


def _file(connection: sqlite3.Connection, path: Path) -> Iterator[Broken]:
    """The file as SQLite sees it, indexes against tables included; nothing beside or behind its pages."""
    for (message,) in connection.execute("PRAGMA integrity_check"):
        if message != "ok":
            yield Broken(table="file", row=0, expected="a sound database", found=message)
    pragma = {
        name: connection.execute(f"PRAGMA {name}").fetchone()[0]
        for name in ("page_count", "page_size", "freelist_count", "application_id", "user_version", "encoding")
    }
    version = min(max(pragma["user_version"], 1), VERSION)  # a ledger of an older version is whole as it is
    expected = {"freelist_count": 0, "application_id": APPLICATION_ID, "user_version": version, "encoding": "UTF-8"}
    for name, value in expected.items():
        if pragma[name] != value:
            yield Broken(table="file", row=0, expected=f"{name} {value}", found=str(pragma[name]))
    log = path.with_name(path.name + "-wal")
    if not log.exists() or not log.stat().st_size:  # else the last pages are still in the log
        length, pages = path.stat().st_size, pragma["page_count"] * pragma["page_size"]
        if length != pages:
            yield Broken(table="file", row=0, expected=f"{pages:,} bytes", found=f"{length:,} bytes")


def _schema(connection: sqlite3.Connection) -> Iterator[Broken]:
    """Tables, indexes and triggers: each there, unchanged, and no other."""
    there, expected = objects(connection), expected_objects(version_of(connection))
    for name in sorted(there.keys() | expected.keys()):
        if name not in there:
            yield Broken(table="schema", row=0, expected=name, found="none: it was dropped")
        elif name not in expected:
            yield Broken(table="schema", row=0, expected=f"no {name}", found=there[name][:80])
        elif there[name] != expected[name]:
            yield Broken(table="schema", row=0, expected=f"{name} as in schema.sql", found=there[name][:80])


def _rows(connection: sqlite3.Connection, head: str | None) -> Iterator[Broken]:
    """Every row in the order of the chain: its number, its hash, and what it says."""
    seq, before, head_seen = 0, GENESIS, head in (None, GENESIS.hex())
    tables = [_numbered(connection, table) for table in CHAINED]
    for number, table, row in heapq.merge(*tables, key=itemgetter(0)):
        if number != seq + 1:
            found = f"row {number} of table {table} after row {seq}"
            yield Broken(table=table, row=number, expected=f"row {seq + 1}", found=found)
        seq = number
        follows = link(before, event(table, row))
        if row["hash"] != follows:
            yield Broken(table=table, row=seq, expected=f"hash {follows.hex()}", found=_hex(row["hash"]))
        for expected, found in check_row(connection, table, row):
            yield Broken(table=table, row=seq, expected=expected, found=found)
        before = row["hash"] if isinstance(row["hash"], bytes) else follows
        head_seen = head_seen or before.hex() == head
    if not head_seen:
        found = f"{seq} rows, none with that hash: rows were cut off or rewritten"
        yield Broken(table="file", row=0, expected=f"a row with the hash {head}", found=found)


def _numbered(connection: sqlite3.Connection, table: str) -> Iterator[tuple[int, str, Row]]:
    for row in connection.execute(f"SELECT * FROM {table} NOT INDEXED ORDER BY seq"):
        yield row["seq"], table, row


def _counts(connection: sqlite3.Connection) -> Iterator[Broken]:
    """That every reading has the number of claims that it says, and nothing stands alone."""
    for table, query in _LONELY.items():
        for seq, missing in connection.execute(query):
            yield Broken(table=table, row=seq, expected=f"{missing} of it", found="none")
    for seq, claims, stand in connection.execute(_COUNTED):
        yield Broken(table="reading", row=seq, expected=f"{claims} claims", found=str(stand))
    for table, seq, parent, _ in connection.execute("PRAGMA foreign_key_check"):
        yield Broken(table=table, row=seq or 0, expected=f"the row of table {parent} that it names", found="none")


def _hex(value: object) -> str:
    return value.hex() if isinstance(value, bytes) else repr(value)
