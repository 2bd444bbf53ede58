"""The hash chain: each row's hash covers the row and the hash before it.

    hash = SHA-256(DOMAIN ‖ hash before ‖ canonical JSON of the row's event)

The event holds the public columns of the row (`CHAINED`) and, in place of its content, a salted digest. So a text
can be taken out, with its salt, and every hash still follows from what is left.

What a chain cannot show: that whole readings were cut off its end, or that somebody rewrote all of it. Against
both, publish the head (`Ledger.head()`) now and then, and hand it to `verify(head=...)`. Nor does it prove who
wrote a row, or that the time written in it is true.
"""

import hashlib
import sqlite3
from collections.abc import Mapping
from functools import cache

from counterclaim.ledger.records import canonical

DOMAIN = b"counterclaim ledger 1\n"
GENESIS = hashlib.sha256(DOMAIN).digest()  # stands where the first row looks for the hash before it
SALT_BYTES = 32  # as long as the digest: to guess the salt is no easier than to invert the hash

CHAINED: dict[str, tuple[str, ...]] = {
    "text": ("seq", "digest"),
    "document": ("seq", "text", "digest"),
    "reading": ("seq", "document", "reader", "read_at", "claims"),
    "superseded": ("seq", "record", "reading"),
    "claim": ("seq", "reading", "document", "id", "digest"),
    "withdrawal": ("seq", "text", "sha256", "reason", "at"),
    "decision": ("seq", "text", "digest"),
}
_LAST = " UNION ALL ".join(
    f"SELECT * FROM (SELECT seq, hash FROM {table} ORDER BY seq DESC LIMIT 1)" for table in CHAINED
)

Value = str | int | bytes | None


def event(table: str, row: Mapping[str, Value]) -> str:
    """What the chain hashes of a row: its table and public columns, as canonical JSON.

    >>> event("document", {"seq": 2, "text": 1, "digest": bytes(2), "id": "not public"})
    '{"digest":"0000","kind":"document","seq":2,"text":1}'
    """
    public: dict[str, Value] = {"kind": table}
    for column in CHAINED[table]:
        value = row[column]
        public[column] = value.hex() if isinstance(value, bytes) else value
    return canonical(public)


def link(before: bytes, event: str) -> bytes:
    """The hash of an event that follows the hash `before`.

    >>> link(GENESIS, '{"kind":"text"}').hex()[:8]
    'c0c66257'
    """
    return hashlib.sha256(DOMAIN + before + event.encode()).digest()


def salted(table: str, salt: bytes, content: bytes) -> bytes:
    """The digest of a row's content that stays when content and salt are withdrawn.

    >>> salted("text", bytes(32), b"Two died.") == salted("text", bytes(31) + b"1", b"Two died.")
    False
    """
    return hashlib.sha256(table.encode() + b"\n" + salt + content).digest()


def tail(connection: sqlite3.Connection) -> tuple[int, bytes]:
    """Number and hash of the last row; (0, GENESIS) of an empty ledger."""
    return max(connection.execute(_LAST).fetchall(), default=(0, GENESIS))


class Chain:
    """The growing end of a ledger: gives each new row its number and hash. Lives for one transaction."""

    def __init__(self, connection: sqlite3.Connection) -> None:
        self._connection = connection
        self._seq, self._hash = tail(connection)

    def append(self, table: str, **columns: Value) -> int:
        """Add a row to a table; gives its number."""
        self._seq += 1
        row = {"seq": self._seq, **columns}
        row["hash"] = self._hash = link(self._hash, event(table, row))
        self._connection.execute(_insert(table, tuple(row)), tuple(row.values()))
        return self._seq


@cache
def _insert(table: str, columns: tuple[str, ...]) -> str:
    """The statement for a row; names of tables and columns are those of this package, never input."""
    return f"INSERT INTO {table} ({', '.join(columns)}) VALUES ({', '.join('?' * len(columns))})"
