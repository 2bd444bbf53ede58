"""Taking a text out: the only change that a ledger allows besides growing.

A tombstone with the reason is appended; then the text, its salt, what is known of the documents that have it, the
claims that quote it and what people decided of them are emptied, and the file is rebuilt so that no trace of them is
left in it. What stays: numbers, digests and hashes, so the chain still follows; the ids of the claims, so that a link
to one can be answered with the reason; and the SHA-256 of the text, so that it is not taken in again. Whoever already
holds the text can see from these that it was here; nobody can read it from them. Copies of the file made earlier are
not reached.
"""

import sqlite3
from pathlib import Path

from counterclaim.errors import UsageError
from counterclaim.ledger.chain import Chain
from counterclaim.ledger.copies import remove
from counterclaim.ledger.records import plain
from counterclaim.model import Record

_EMPTY_CLAIMS = """UPDATE claim SET start = NULL, measure = NULL, object = NULL, party = NULL, conflict = NULL,
    side = NULL, claimant = NULL, kind = NULL, place = NULL, day = NULL, record = NULL
    WHERE document IN (SELECT seq FROM document WHERE text = ?)"""
_EMPTY_DOCUMENTS = "UPDATE document SET key = NULL, id = NULL, outlet = NULL, record = NULL WHERE text = ?"
_EMPTY_TEXT = "UPDATE text SET salt = NULL, body = NULL WHERE seq = ?"

_EMPTY_DECISIONS = "UPDATE decision SET salt = NULL, record = NULL WHERE text = (SELECT sha256 FROM text WHERE seq = ?)"


class Withdrawal(Record, frozen=True, kw_only=True):
    """The tombstone of a text."""

    text_sha256: str
    reason: str
    at: str
    claims: tuple[str, ...]  # ids of the claims that went with it


def withdraw(connection: sqlite3.Connection, text_sha256: str, *, reason: str, at: str) -> None:
    """Withdraw a text, outside any transaction; done again, it only rebuilds the file, should that have been
    interrupted. UsageError: no such text."""
    connection.execute("BEGIN IMMEDIATE")
    try:
        row = connection.execute("SELECT seq, salt FROM text WHERE sha256 = ?", (text_sha256,)).fetchone()
        if row is None:
            raise UsageError(f"no text with sha256 {text_sha256[:64]!r} in the ledger: nothing was withdrawn")
        text, salt = row
        if salt is not None:
            Chain(connection).append("withdrawal", text=text, sha256=text_sha256, reason=plain(reason), at=plain(at))
            for emptying in (_EMPTY_CLAIMS, _EMPTY_DOCUMENTS, _EMPTY_TEXT, _EMPTY_DECISIONS):
                connection.execute(emptying, (text,))
        connection.execute("COMMIT")
    except BaseException:
        if connection.in_transaction:
            connection.execute("ROLLBACK")
        raise
    rebuild(connection)
    remove(Path(connection.execute("PRAGMA database_list").fetchone()[2]))  # a copy of the ledger still has its words


def rebuild(connection: sqlite3.Connection) -> None:
    """Write the file anew: pages may hold older copies of a row in their unused part."""
    connection.execute("PRAGMA temp_store = FILE")  # as large as the ledger, and holds what stands in it
    connection.execute("VACUUM")
    connection.execute("PRAGMA temp_store = MEMORY")
    connection.execute("PRAGMA wal_checkpoint(TRUNCATE)").fetchall()


def withdrawals(connection: sqlite3.Connection) -> list[Withdrawal]:
    """All tombstones, oldest first."""
    found = []
    for text, sha256, reason, at in connection.execute("SELECT text, sha256, reason, at FROM withdrawal ORDER BY seq"):
        ids = connection.execute(
            "SELECT DISTINCT id FROM claim WHERE document IN (SELECT seq FROM document WHERE text = ?) ORDER BY id",
            (text,),
        )
        claims = tuple(id for (id,) in ids)
        found.append(Withdrawal(text_sha256=sha256, reason=reason, at=at, claims=claims))
    return found
