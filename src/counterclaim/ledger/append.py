"""Adding one reading: a document, its text, and the claims that a reader found in it.

What stands already is not added again. A newer reading of the same document adds rows only for claims that changed,
and says of the older ones, and of those it no longer finds, that they are superseded. Documents with one id and one
text are versions of one another: the newest stands for all.
"""

import sqlite3
from collections.abc import Callable, Sequence

from counterclaim.ledger.chain import Chain, salted
from counterclaim.ledger.records import (
    Facts,
    canonical,
    claim_columns,
    document_columns,
    document_key,
    facts,
    facts_record,
    plain,
    read_back,
    stored,
    utf8,
)
from counterclaim.model import Claim, Document, Record


class Added(Record, frozen=True, kw_only=True):
    """What one call added."""

    document: bool  # False where the document stood already
    claims: int  # new rows: claims that are new or changed
    withdrawn: bool = False  # the text was withdrawn from this ledger, and is not taken in again


def is_read(connection: sqlite3.Connection, known: Facts, reader: str) -> bool:
    """Whether this reader has read the document, or nothing is to be read: its text is withdrawn, or a newer version
    of the same document stands in its place."""
    row = connection.execute(
        """SELECT EXISTS (SELECT 1 FROM text JOIN withdrawal ON withdrawal.text = text.seq WHERE text.sha256 = :sha256)
               OR EXISTS (SELECT 1 FROM document d WHERE d.key = :key AND (
                   EXISTS (SELECT 1 FROM reading WHERE document = d.seq AND reader = :reader)
                   OR EXISTS (SELECT 1 FROM superseded WHERE record = d.seq)))""",
        {"sha256": known.text_sha256, "key": document_key(known), "reader": plain(reader)},
    ).fetchone()
    return bool(row[0])


def is_withdrawn(connection: sqlite3.Connection, text_sha256: str) -> bool:
    """Whether the text was withdrawn."""
    found = "SELECT 1 FROM withdrawal JOIN text ON text.seq = withdrawal.text WHERE text.sha256 = ?"
    return connection.execute(found, (text_sha256,)).fetchone() is not None


def append_reading(
    connection: sqlite3.Connection,
    document: Document,
    text_sha256: str,
    claims: Sequence[Claim],
    *,
    reader: str,
    read_at: str,
    new_salt: Callable[[], bytes],
) -> Added:
    """Append a reading within the open transaction; nothing where `is_read`. Spans are not checked here."""
    known = facts(document, text_sha256)
    if is_read(connection, known, reader):
        return Added(document=False, claims=0, withdrawn=is_withdrawn(connection, text_sha256))
    chain = Chain(connection)
    text, salt = _text(connection, chain, document.text, text_sha256, new_salt)
    old_documents, old_claims = _current(connection, known, text)
    new_document = document_key(known) not in old_documents
    seq = _document(chain, known, text, salt) if new_document else old_documents.pop(document_key(known))
    reading = chain.append("reading", document=seq, reader=plain(reader), read_at=plain(read_at), claims=len(claims))
    for old in old_documents.values():
        chain.append("superseded", record=old, reading=reading)
    records = {claim.id: canonical(claim) for claim in claims}
    kept = set() if new_document else {id for id, record in records.items() if old_claims.get(id, (0, ""))[1] == record}
    for id, (old, _) in old_claims.items():
        if id not in kept:
            chain.append("superseded", record=old, reading=reading)
    for claim in claims:
        if claim.id not in kept:
            record = records[claim.id]
            digest = salted("claim", salt, utf8(record))
            columns = claim_columns(claim, known)
            chain.append("claim", reading=reading, document=seq, **columns, record=stored(record), digest=digest)
    return Added(document=new_document, claims=len(claims) - len(kept))


def _text(
    connection: sqlite3.Connection, chain: Chain, text: str, sha256: str, new_salt: Callable[[], bytes]
) -> tuple[int, bytes]:
    """Number and salt of a text, added if it is new."""
    row = connection.execute("SELECT seq, salt FROM text WHERE sha256 = ?", (sha256,)).fetchone()
    if row is not None:
        return row[0], row[1]
    salt = new_salt()
    digest = salted("text", salt, utf8(text))
    return chain.append("text", sha256=sha256, salt=salt, body=stored(text), digest=digest), salt


def _document(chain: Chain, known: Facts, text: int, salt: bytes) -> int:
    record = facts_record(known)
    digest = salted("document", salt, utf8(record))
    return chain.append("document", text=text, **document_columns(known), record=stored(record), digest=digest)


def _current(
    connection: sqlite3.Connection, known: Facts, text: int
) -> tuple[dict[str, int], dict[str, tuple[int, str]]]:
    """The versions of a document that stand now, number by key; and their claims, number and record by id."""
    documents = connection.execute(
        """SELECT key, seq FROM document d WHERE text = ? AND id = ?
           AND NOT EXISTS (SELECT 1 FROM superseded WHERE record = d.seq)""",
        (text, plain(known.document.id)),
    ).fetchall()
    claims: dict[str, tuple[int, str]] = {}
    for _, document in documents:
        rows = connection.execute(
            """SELECT id, seq, record FROM claim c WHERE document = ?
               AND NOT EXISTS (SELECT 1 FROM superseded WHERE record = c.seq) ORDER BY seq""",
            (document,),
        )
        claims.update((id, (seq, read_back(record))) for id, seq, record in rows)
    return dict(documents), claims
