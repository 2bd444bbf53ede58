"""Smaller questions to a ledger, for pages about it: which documents have a text, who has read."""

import json
from collections.abc import Iterable

from counterclaim.ledger.connection import in_one_line
from counterclaim.ledger.records import facts_of, plain
from counterclaim.ledger.standing import DOCUMENT_STANDS, THESE, as_read
from counterclaim.ledger.store import Ledger
from counterclaim.model import Document, Entry


def documents_with(ledger: Ledger, text_sha256: str) -> tuple[Document, ...]:
    """The documents whose text has a sha256 that begins so, without their texts, in the order of reading.

    >>> from tempfile import TemporaryDirectory
    >>> with TemporaryDirectory() as folder, Ledger(folder + "/war.db", create=True) as ledger:
    ...     documents_with(ledger, "ab12")
    ()
    """
    query = f"""SELECT d.record FROM document d JOIN text t ON t.seq = d.text
        WHERE t.sha256 >= ? AND t.sha256 < ? AND {DOCUMENT_STANDS} ORDER BY d.seq"""
    begins = plain(text_sha256) or ""
    with in_one_line(ledger.path):
        rows = ledger._connection.execute(query, (begins, f"{begins}~")).fetchall()
    return tuple(facts_of(record).document for (record,) in rows)


def text_beginning(ledger: Ledger, text_sha256: str) -> str | None:
    """The whole sha256 of the text whose sha256 begins so; None where there is none, or more than one."""
    query = "SELECT sha256 FROM text WHERE sha256 >= ? AND sha256 < ? LIMIT 2"
    begins = plain(text_sha256) or ""
    with in_one_line(ledger.path):
        found = ledger._connection.execute(query, (begins, f"{begins}~")).fetchall()
    return found[0][0] if len(found) == 1 else None


def readers(ledger: Ledger) -> dict[str, int]:
    """Who has read, and how many readings each made, the latest reader first."""
    query = "SELECT reader, count(*) FROM reading GROUP BY reader ORDER BY max(seq) DESC"
    with in_one_line(ledger.path):
        return dict(ledger._connection.execute(query).fetchall())


def as_read_of(ledger: Ledger, claims: Iterable[str]) -> tuple[Entry, ...]:
    """The claims with these ids as they were read, whatever people decided since."""
    ids = json.dumps([plain(claim) for claim in claims])
    with in_one_line(ledger.path):
        return tuple(one for _, _, one in as_read(ledger._connection, THESE, [ids]))
