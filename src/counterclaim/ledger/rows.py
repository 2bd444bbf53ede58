"""What one row must say, given the rows that it names: content and hash, words and text, columns and record."""

import hashlib
import sqlite3
from collections.abc import Callable, Generator, Iterator
from typing import Any

import msgspec

from counterclaim.ledger.chain import salted
from counterclaim.ledger.deciding import decision_of
from counterclaim.ledger.records import (
    Facts,
    canonical,
    claim_columns,
    claim_of,
    document_columns,
    facts_of,
    read_back,
    utf8,
    values_of,
)
from counterclaim.ledger.spans import misplaced
from counterclaim.model import claim_id

Row = Any  # sqlite3.Row: values by the name of the column
Difference = tuple[str, str]  # expected, found
WORDS = 60  # characters of a text that a message shows
_EMPTIED = (  # columns of a claim whose text was withdrawn
    "start", "measure", "object", "party", "conflict", "side", "claimant", "kind", "place", "day", "record",
)  # fmt: skip


def check_row(connection: sqlite3.Connection, table: str, row: Row) -> Iterator[Difference]:
    """What is wrong with a row, as pairs of expected and found; its place in the chain is not checked here."""
    yield from _CHECKS[table](connection, row)


def _text(connection: sqlite3.Connection, row: Row) -> Iterator[Difference]:
    withdrawn = connection.execute("SELECT sha256 FROM withdrawal WHERE text = ?", (row["seq"],)).fetchone()
    if withdrawn:
        yield from _empty(row, ("salt", "body"))
        if withdrawn[0] != row["sha256"]:
            yield f"sha256 {withdrawn[0]}, as its withdrawal says", str(row["sha256"])
        return
    if not isinstance(row["body"], str | bytes) or not isinstance(row["salt"], bytes):
        yield "a text and its salt", f"{_shown(row['body'])} and {_shown(row['salt'])}"
        return
    content = _bytes(row["body"])
    sha256, digest = hashlib.sha256(content).hexdigest(), salted("text", row["salt"], content)
    if sha256 != row["sha256"]:
        yield f"text with sha256 {_shown(row['sha256'])}", f"text with sha256 {sha256}"
    if digest != row["digest"]:
        yield f"text with salted digest {_shown(row['digest'])}", f"text with salted digest {digest.hex()}"


def _document(connection: sqlite3.Connection, row: Row) -> Iterator[Difference]:
    text = connection.execute("SELECT salt, sha256 FROM text WHERE seq = ?", (row["text"],)).fetchone()
    if text is None:
        yield f"text {row['text']}", "none"
        return
    if text["salt"] is None:
        yield from _empty(row, ("key", "id", "outlet", "record"))
        return
    known = yield from _record(row, "document", text["salt"], facts_of)
    if isinstance(known, Facts):
        yield from _same(row, document_columns(known))
        if known.text_sha256 != text["sha256"]:
            yield f"text_sha256 {text['sha256']}", known.text_sha256


def _reading(connection: sqlite3.Connection, row: Row) -> Iterator[Difference]:
    if not row["seq"] > row["document"]:
        yield "a document before the reading", f"document {row['document']}"


def _superseded(connection: sqlite3.Connection, row: Row) -> Iterator[Difference]:
    found = connection.execute(
        "SELECT seq FROM claim WHERE seq = :seq UNION ALL SELECT seq FROM document WHERE seq = :seq",
        {"seq": row["record"]},
    ).fetchone()
    if found is None or not found[0] < row["reading"] < row["seq"]:
        yield "a claim or document before the reading", f"record {row['record']}, reading {row['reading']}"


def _claim(connection: sqlite3.Connection, row: Row) -> Iterator[Difference]:
    about = connection.execute(
        """SELECT t.salt, t.sha256, t.body, d.record, r.document FROM document d JOIN text t ON t.seq = d.text
           LEFT JOIN reading r ON r.seq = ? WHERE d.seq = ?""",
        (row["reading"], row["document"]),
    ).fetchone()
    if about is None or about["document"] != row["document"]:
        yield "a reading of its document", f"reading {row['reading']}, document {row['document']}"
        return
    if about["salt"] is None:
        yield from _empty(row, _EMPTIED)
        return
    claim = yield from _record(row, "claim", about["salt"], claim_of)
    try:
        known, text = facts_of(about["record"]), read_back(about["body"])
    except (msgspec.MsgspecError, ValueError, TypeError):
        return  # the document or its text is broken, and was named
    if claim is None or text is None:
        return
    yield from _same(row, claim_columns(claim, known))
    if claim.document != known.document.id:
        yield f"document {known.document.id!r}", repr(claim.document)
    expected = claim_id(about["sha256"], claim.figure.start, claim.figure.end)
    if claim.id != expected:
        yield f"id {expected}", claim.id
    for field, words, there in misplaced(claim, text):
        yield f"{words[:WORDS]!r} for {field}", f"{there[:WORDS]!r} in the text"


def _withdrawal(connection: sqlite3.Connection, row: Row) -> Iterator[Difference]:
    text = connection.execute("SELECT sha256 FROM text WHERE seq = ?", (row["text"],)).fetchone()
    if text is None or text[0] != row["sha256"]:
        yield f"a text with sha256 {row['sha256']}", "none" if text is None else str(text[0])


def _decision(connection: sqlite3.Connection, row: Row) -> Iterator[Difference]:
    """Undoing what does not stand, or deciding of no claim, is refused on entry; here is what may be changed later."""
    gone = connection.execute("SELECT 1 FROM withdrawal WHERE sha256 = ?", (row["text"],)).fetchone()
    if gone:
        yield from _empty(row, ("salt", "record"))
        return
    if not isinstance(row["salt"], bytes):
        yield "a salt", _shown(row["salt"])
        return
    yield from _record(row, "decision", row["salt"], decision_of)


_CHECKS: dict[str, Callable[[sqlite3.Connection, Row], Iterator[Difference]]] = {
    "text": _text,
    "document": _document,
    "reading": _reading,
    "superseded": _superseded,
    "claim": _claim,
    "withdrawal": _withdrawal,
    "decision": _decision,
}


def _record(
    row: Row, table: str, salt: bytes, decode: Callable[[str | bytes], Any]
) -> Generator[Difference, None, Any]:
    """The record of a row, decoded; None where it cannot be."""
    record = row["record"]
    if not isinstance(record, str | bytes):
        yield "a record", _shown(record)
        return None
    digest = salted(table, salt, _bytes(record))
    if digest != row["digest"]:
        yield f"record with salted digest {_shown(row['digest'])}", f"record with salted digest {digest.hex()}"
    try:
        if utf8(canonical(values_of(record))) != _bytes(record):
            yield "canonical JSON", _shown(record)
        return decode(record)
    except (msgspec.MsgspecError, ValueError) as error:
        yield f"a {table} as JSON", str(error)
        return None


def _same(row: Row, columns: dict[str, Any]) -> Iterator[Difference]:
    for column, value in columns.items():
        if row[column] != value:
            yield f"{column} {value!r}, as its record says", repr(row[column])


def _empty(row: Row, columns: tuple[str, ...]) -> Iterator[Difference]:
    for column in columns:
        if row[column] is not None:
            yield f"no {column}: the text was withdrawn", _shown(row[column])


def _bytes(stored: str | bytes) -> bytes:
    return stored if isinstance(stored, bytes) else utf8(stored)


def _shown(value: object) -> str:
    return value.hex()[:64] if isinstance(value, bytes) else repr(value)[:WORDS]
